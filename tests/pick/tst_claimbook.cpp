// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pick/ClaimBook.h"

#include <QTest>

using namespace freshet;
using namespace std::chrono_literals;

namespace {

constexpr SiteRank own{50};
constexpr PeerKey anna{1};
constexpr PeerKey bert{2};

SiteClaim claim(std::uint64_t rank, std::uint32_t sequence, std::vector<PieceRun> runs)
{
    return {.origin = SiteRank{rank}, .sequence = sequence, .willing = true, .lapse = 2s, .runs = std::move(runs)};
}

std::string picture(const ClaimBook &book)
{
    std::string text;
    for (std::uint32_t i = 0; i < book.claimed().size(); ++i)
        text.push_back(book.claimed().contains(PieceIndex{i}) ? 'c' : '.');
    return text;
}

} // namespace

class ClaimBookTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aStatementReplacesTheOneBefore()
    {
        ClaimBook book(8, own);
        const MonotonicTime t{};
        QVERIFY(book.onClaim(anna, claim(10, 1, {{PieceIndex{0}, 3}}), t));
        QCOMPARE(picture(book), "ccc.....");
        QVERIFY(book.onClaim(anna, claim(10, 2, {{PieceIndex{2}, 3}}), t));
        QCOMPARE(picture(book), "..ccc...");
        QVERIFY(!book.onClaim(anna, claim(10, 2, {{PieceIndex{5}, 3}}), t)); // heard already
        QCOMPARE(picture(book), "..ccc...");
        QVERIFY(book.onClaim(anna, claim(10, 3, {}), t));
        QCOMPARE(picture(book), "........");
    }

    void itLapses()
    {
        ClaimBook book(4, own);
        const MonotonicTime t{};
        (void)book.onClaim(anna, claim(10, 1, {{PieceIndex{0}, 2}}), t);
        QCOMPARE(book.nextLapse(), std::optional(t + 2s));
        QVERIFY(!book.expire(t + 1999ms));
        QCOMPARE(picture(book), "cc..");
        QVERIFY(book.expire(t + 2s));
        QCOMPARE(picture(book), "....");
        QVERIFY(!book.nextLapse());
    }

    void aLapseIsNeverLongerThanTheCap()
    {
        ClaimBook book(4, own);
        SiteClaim endless = claim(10, 1, {{PieceIndex{0}, 2}});
        endless.lapse = 24h;
        (void)book.onClaim(anna, endless, MonotonicTime{});
        QVERIFY(book.expire(MonotonicTime{} + ClaimBook::longestLapse));
    }

    void itEndsWithTheConnection()
    {
        ClaimBook book(4, own);
        (void)book.onClaim(anna, claim(10, 1, {{PieceIndex{0}, 2}}), MonotonicTime{});
        (void)book.onClaim(bert, claim(20, 1, {{PieceIndex{3}, 1}}), MonotonicTime{});
        book.onPeerGone(anna);
        QCOMPARE(picture(book), "...c");
        QCOMPARE(book.readers(), 1U);
    }

    void whoOftenBreaksItsWordIsNotBelieved()
    {
        ClaimBook book(4, own);
        MonotonicTime t{};
        for (std::uint32_t i = 1; i <= ClaimBook::maximumBrokenClaims; ++i) {
            (void)book.onClaim(anna, claim(10, i, {{PieceIndex{0}, 4}}), t);
            QCOMPARE(picture(book), "cccc");
            t += 3s;
            (void)book.expire(t);
        }
        (void)book.onClaim(anna, claim(10, 9, {{PieceIndex{0}, 4}}), t);
        QCOMPARE(picture(book), "....");
        QCOMPARE(book.readersBelow(own), 0U);
    }

    void aClaimThatIsRenewedForEverIsFreeAgain()
    {
        ClaimBook book(4, own);
        MonotonicTime t{};
        std::uint32_t sequence = 0;
        while (t - MonotonicTime{} <= ClaimBook::longestClaim) {
            (void)book.onClaim(anna, claim(10, ++sequence, {{PieceIndex{1}, 1}}), t);
            (void)book.expire(t);
            QCOMPARE(picture(book), ".c..");
            t += 1s;
        }
        QVERIFY(book.expire(t));
        QCOMPARE(picture(book), "....");
    }

    void aKeptClaimIsNoBrokenOne()
    {
        ClaimBook book(4, own);
        MonotonicTime t{};
        for (std::uint32_t i = 1; i <= 10; ++i) {
            (void)book.onClaim(anna, claim(10, i, {{PieceIndex{0}, 1}}), t);
            book.onDelivered(PieceIndex{0}, anna);
            t += 3s;
            (void)book.expire(t);
        }
        (void)book.onClaim(anna, claim(10, 99, {{PieceIndex{2}, 1}}), t);
        QCOMPARE(picture(book), "..c.");
    }

    void whatOthersBringIsNoProgressOfAClaimant()
    {
        ClaimBook book(8, own);
        MonotonicTime t{};
        std::uint32_t sequence = 0;
        for (std::uint32_t piece = 0; piece < 8; ++piece) {
            (void)book.onClaim(anna, claim(10, ++sequence, {{PieceIndex{0}, 8}}), t);
            book.onDelivered(PieceIndex{piece}, PeerKey{77});
            t += 1s;
        }
        QCOMPARE(book.readers(t), 0U);
        QCOMPARE(book.readers(), 1U);
    }

    void holderKnowsWhatIsFetchedJustNow()
    {
        ClaimBook book(6, own);
        (void)book.onClaim(anna, claim(10, 1, {{PieceIndex{1}, 3}}), MonotonicTime{});
        QVERIFY(book.holder(PieceIndex{1})->isFirst);
        QCOMPARE(book.holder(PieceIndex{3})->behind, 2U);
        book.onDelivered(PieceIndex{1}, anna);
        QVERIFY(book.holder(PieceIndex{2})->isFirst);
        QVERIFY(!book.holder(PieceIndex{5}));
    }

    /// Asked of a far peer: it comes some time. Then it comes, and is as good as there.
    void whatWaitsIsClaimedButNotFetchedYet()
    {
        ClaimBook book(8, own);
        const MonotonicTime t{};
        SiteClaim waits = claim(10, 1, {});
        waits.waiting = {{PieceIndex{3}, 2}};
        QVERIFY(waits.isNewsAfter(claim(10, 0, {})));
        QVERIFY(book.onClaim(anna, waits, t));
        QCOMPARE(picture(book), "...cc...");
        QVERIFY(!book.holder(PieceIndex{3})->isFirst);
        (void)book.onClaim(bert, claim(20, 1, {{PieceIndex{3}, 1}}), t + 1s);
        QCOMPARE(book.holder(PieceIndex{3})->origin, SiteRank{20}); // who fetches it has more right
        SiteClaim comes = claim(10, 2, {});
        comes.fetched = {{PieceIndex{3}, 1}};
        QVERIFY(book.onClaim(anna, comes, t + 2s));
        QCOMPARE(picture(book), "...c....");
        QVERIFY(book.holder(PieceIndex{3})->isFetched);
        QCOMPARE(book.holder(PieceIndex{3})->since, t + 2s); // not since it waits
    }

    void memoryIsBounded()
    {
        ClaimBook book(100'000, own);
        for (std::uint64_t i = 0; i < 10'000; ++i) {
            SiteClaim greedy = claim(100 + i, 1, {});
            for (std::uint32_t r = 0; r < 1000; ++r)
                greedy.runs.push_back({PieceIndex{0}, 100'000});
            (void)book.onClaim(anna, greedy, MonotonicTime{});
        }
        QVERIFY(book.readers() <= ClaimBook::maximumOrigins);
        QVERIFY(book.claimed().count() <= 1024);
    }

    void ownAndFarRelayedClaimsAreNotTaken()
    {
        ClaimBook book(4, own);
        QVERIFY(!book.onClaim(anna, claim(own.value(), 1, {{PieceIndex{0}, 1}}), MonotonicTime{}));
        SiteClaim far = claim(10, 1, {{PieceIndex{0}, 1}});
        far.hops = ClaimBook::maximumHops + 1;
        QVERIFY(!book.onClaim(anna, far, MonotonicTime{}));
    }
};

QTEST_APPLESS_MAIN(ClaimBookTest)
#include "tst_claimbook.moc"
