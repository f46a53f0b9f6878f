// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pick/SwarmPicker.h"

#include <QTest>

#include <set>

using namespace freshet;
using namespace std::chrono_literals;

namespace {

constexpr SiteRank own{1000};
constexpr PeerKey anna{1};
constexpr PeerKey bert{2};
constexpr PeerKey carl{3};
constexpr MonotonicTime t0{};

/// Pieces of four blocks.
Geometry pieces(std::uint32_t count)
{
    return {Bytes{count * 65536}, 64_KiB};
}

PieceSet bits(std::string_view picture)
{
    PieceSet have(static_cast<std::uint32_t>(picture.size()));
    for (std::uint32_t i = 0; i < picture.size(); ++i)
        have.set(PieceIndex{i}, picture[i] == '#');
    return have;
}

void meet(SwarmPicker &picker, PeerKey peer, std::string_view have, bool near = true)
{
    picker.onPeer(peer, near, t0);
    picker.onPeerHas(peer, bits(have));
    picker.onChoked(peer, false, t0);
}

SiteClaim claim(std::uint64_t rank, std::uint32_t sequence, std::vector<PieceRun> runs)
{
    return {.origin = SiteRank{rank}, .sequence = sequence, .willing = true, .lapse = 2s, .runs = std::move(runs)};
}

/// Asks `peer` for up to `count` blocks and says which, as "piece.block".
std::string ask(SwarmPicker &picker, PeerKey peer, int count, MonotonicTime now = t0, bool mayStart = true)
{
    std::string text;
    for (int i = 0; i < count; ++i) {
        const auto block = picker.nextBlock(peer, now, mayStart);
        if (!block)
            break;
        picker.onBlockRequested(peer, *block, now);
        text +=
            (text.empty() ? "" : " ") + std::to_string(block->value() / 4) + '.' + std::to_string(block->value() % 4);
    }
    return text;
}

} // namespace

class SwarmPickerTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void rarestFirst()
    {
        SwarmPicker picker(pieces(4), SiteRank{0});
        meet(picker, anna, "####");
        meet(picker, bert, "##.#");
        meet(picker, carl, "#..#");
        QCOMPARE(ask(picker, anna, 5), "2.0 2.1 2.2 2.3 1.0");
        QCOMPARE(picker.picture(), ".pp.");
    }

    void sequentialWhenAsked()
    {
        SwarmPicker picker(pieces(4), own, {.sequential = true});
        meet(picker, anna, "####");
        meet(picker, bert, "##.#");
        QCOMPARE(ask(picker, anna, 5), "0.0 0.1 0.2 0.3 1.0");
    }

    void machinesOfASiteStartElsewhere()
    {
        SwarmPicker first(pieces(100), SiteRank{10});
        SwarmPicker second(pieces(100), SiteRank{70});
        const std::string all(100, '#');
        meet(first, anna, all);
        meet(second, anna, all);
        QCOMPARE(ask(first, anna, 1), "10.0");
        QCOMPARE(ask(second, anna, 1), "70.0");
    }

    void aPieceIsWithOnePeer()
    {
        SwarmPicker picker(pieces(2), SiteRank{0});
        meet(picker, anna, "##");
        meet(picker, bert, "##");
        QCOMPARE(ask(picker, anna, 2), "0.0 0.1");
        QCOMPARE(ask(picker, bert, 2), "1.0 1.1");
    }

    void withoutMemoryNothingIsStarted()
    {
        SwarmPicker picker(pieces(2), SiteRank{0});
        meet(picker, anna, "##");
        QCOMPARE(ask(picker, anna, 9, t0, false), "");
        QCOMPARE(ask(picker, anna, 1), "0.0");
        QCOMPARE(ask(picker, anna, 9, t0, false), "0.1 0.2 0.3");
    }

    void aHelperTakesTheFarEndAndTheLoserIsToldToStop()
    {
        SwarmPicker picker(pieces(1), SiteRank{0});
        meet(picker, anna, "#");
        meet(picker, bert, "#");
        QCOMPARE(ask(picker, anna, 3), "0.0 0.1 0.2");
        QCOMPARE(ask(picker, bert, 9), "0.3");                     // nobody had asked for that one
        QCOMPARE(ask(picker, bert, 9, t0 + 600ms), "0.2 0.1 0.0"); // and these are late
        std::vector<PeerKey> told;
        for (const SwarmPicker::Cancel &cancel : picker.takeCancels())
            told.push_back(cancel.peer);
        const BlockVerdict late = picker.onBlock(bert, BlockIndex{2}, t0 + 600ms);
        QVERIFY(late.wanted);
        told.insert(told.end(), late.cancelAt.begin(), late.cancelAt.end());
        QVERIFY(std::find(told.begin(), told.end(), anna) != told.end());
        QVERIFY(!picker.onBlock(anna, BlockIndex{2}, t0 + 600ms).wanted); // it was under way already
    }

    void aCompletePieceNamesItsSenders()
    {
        SwarmPicker picker(pieces(1), SiteRank{0});
        meet(picker, anna, "#");
        meet(picker, bert, "#");
        (void)ask(picker, anna, 2);
        (void)ask(picker, bert, 2);
        QVERIFY(!picker.onBlock(anna, BlockIndex{0}, t0).completesPiece);
        QVERIFY(!picker.onBlock(anna, BlockIndex{1}, t0).completesPiece);
        QVERIFY(!picker.onBlock(bert, BlockIndex{2}, t0).completesPiece);
        QVERIFY(picker.onBlock(bert, BlockIndex{3}, t0).completesPiece);
        QCOMPARE(picker.picture(), "+");
        QCOMPARE(picker.senders(PieceIndex{0}), (std::vector{anna, anna, bert, bert}));
        // It was wrong: from now on one peer alone brings it.
        picker.onLostSharedPiece(PieceIndex{0});
        QCOMPARE(ask(picker, bert, 1, t0 + 1s), "0.0");
        QCOMPARE(ask(picker, anna, 9, t0 + 2s), "");
    }

    void aPieceOfAPeerThatLeftGoesOnElsewhere()
    {
        SwarmPicker picker(pieces(2), SiteRank{0});
        meet(picker, anna, "##");
        meet(picker, bert, "##");
        (void)ask(picker, anna, 4);
        (void)picker.onBlock(anna, BlockIndex{0}, t0);
        picker.onPeerGone(anna);
        QCOMPARE(ask(picker, bert, 3), "0.1 0.2 0.3");
    }

    void f35_aPieceThatNobodyCanFinishIsFreeAgain()
    {
        SwarmPicker picker(pieces(2), SiteRank{0});
        meet(picker, anna, "##");
        meet(picker, bert, ".#");
        (void)ask(picker, anna, 8);
        (void)picker.onBlock(anna, BlockIndex{0}, t0);
        (void)picker.onBlock(anna, BlockIndex{4}, t0);
        picker.onPeerGone(anna);
        QCOMPARE(picker.picture(), ".p"); // bert can go on with the second one
        QCOMPARE(picker.takeDropped(), std::vector{PieceIndex{0}});
        picker.onPeerGone(bert);
        QCOMPARE(picker.picture(), "..");
        QCOMPARE(picker.nextRun(8, 1, t0), std::optional(PieceRun{PieceIndex{0}, 2}));
    }

    void f35_whatPeersDoNotBringIsReadAtTheEndToo()
    {
        SwarmPicker picker(pieces(1), SiteRank{0});
        QVERIFY(picker.nextRun(0, 1, t0) == std::nullopt); // time begins
        meet(picker, anna, "#");
        (void)ask(picker, anna, 4);
        (void)picker.onBlock(anna, BlockIndex{0}, t0);
        QCOMPARE(picker.missing(), 0U); // all is with anna, who says no more
        QVERIFY(!picker.nextRun(8, 1, t0 + 1s));
        QCOMPARE(picker.nextRun(8, 1, t0 + 5s), std::optional(PieceRun{PieceIndex{0}, 1}));
        QCOMPARE(picker.takeDropped(), std::vector{PieceIndex{0}});
    }

    void aChokedPeerIsNotAskedAndItsPiecesAreFree()
    {
        SwarmPicker picker(pieces(1), SiteRank{0});
        meet(picker, anna, "#");
        (void)ask(picker, anna, 4);
        picker.onChoked(anna, true, t0);
        QCOMPARE(picker.picture(), ".");
        QCOMPARE(ask(picker, anna, 4), "");
    }

    void overHttpAloneInContentOrder()
    {
        SwarmPicker picker(pieces(10), own);
        const auto run = picker.nextRun(100, 2, t0);
        QCOMPARE(*run, (PieceRun{PieceIndex{0}, 5})); // two lanes, even shares
        picker.onRequested(*run);
        QCOMPARE(*picker.nextRun(100, 2, t0), (PieceRun{PieceIndex{5}, 3}));
        QCOMPARE(picker.picture(), "rrrrr.....");
    }

    void overHttpOnlyWhatNobodyNearbyHasOrClaims()
    {
        SwarmPicker picker(pieces(8), SiteRank{0});
        meet(picker, anna, "##......");
        (void)picker.claims().onClaim(anna, claim(5000, 1, {{PieceIndex{2}, 2}}), t0);
        QVERIFY(picker.nextRun(100, 1, t0)->first > PieceIndex{4}); // somebody reads towards the gap of four
        QVERIFY(picker.isNearby(PieceIndex{0}));
        QVERIFY(picker.isNearby(PieceIndex{3}));
        QVERIFY(!picker.isNearby(PieceIndex{4}));
        meet(picker, bert, "....####", false); // not of the site: no reason to wait for it
        QVERIFY(picker.nextRun(100, 1, t0)->first >= PieceIndex{4});
    }

    /// What one of them claims, the others hear behind the blocks that it sends them.
    void machinesOfASiteReadInDifferentGaps()
    {
        std::set<std::uint32_t> places;
        for (std::uint64_t rank = 0; rank < 16; ++rank) {
            SwarmPicker picker(pieces(64), SiteRank{rank});
            meet(picker, anna, "########....########....########....########....########....####");
            const auto run = picker.nextRun(1, 1, t0 + 1s);
            QVERIFY(run);
            places.insert(run->first.value());
        }
        QVERIFY2(places.size() > 3, std::to_string(places.size()).c_str());
    }

    void overHttpFirstWhatPeersBeyondTheLanDoNotHaveEither()
    {
        SwarmPicker picker(pieces(8), SiteRank{0});
        meet(picker, anna, "........");
        meet(picker, bert, "####..##", false);
        const auto run = picker.nextRun(100, 1, t0);
        QCOMPARE(*run, (PieceRun{PieceIndex{4}, 1}));
        picker.onRequested(*run);
        picker.onReceived(PieceIndex{4});
        QCOMPARE(*picker.nextRun(100, 1, t0), (PieceRun{PieceIndex{5}, 1}));
        picker.onReceived(PieceIndex{5});
        QVERIFY(picker.nextRun(100, 1, t0)); // rather than nothing at all
    }

    void aReaderOfASiteHasOneRequestUnderWay()
    {
        SwarmPicker picker(pieces(100), SiteRank{0});
        meet(picker, anna, std::string(100, '.'));
        for (std::uint64_t rank = 1; rank <= 3; ++rank)
            (void)picker.claims().onClaim(anna, claim(rank, 1, {}), t0);
        const auto run = picker.nextRun(100, 2, t0 + 1s);
        QVERIFY(run);
        picker.onRequested(*run);
        QVERIFY(!picker.nextRun(100, 2, t0 + 1s));    // there are four machines for four requests
        QVERIFY(picker.nextRun(100, 2, t0 + 2500ms)); // nobody else is heard of any more
    }

    void farPeersAreAskedForWhatTheSiteDoesNotHaveOrClaim()
    {
        SwarmPicker picker(pieces(4), SiteRank{9});
        meet(picker, anna, "#...");
        meet(picker, bert, "####", false);
        (void)picker.claims().onClaim(anna, claim(5, 1, {{PieceIndex{1}, 2}}), t0);
        QCOMPARE(ask(picker, bert, 8), "3.0 3.1 3.2 3.3");
        QVERIFY(picker.ownClaim().runs.empty());
        QCOMPARE(picker.ownClaim().waiting, (std::vector{PieceRun{PieceIndex{3}, 1}}));
        // Somebody with more right fetches it as well, and nothing has come yet.
        (void)picker.claims().onClaim(anna, claim(5, 2, {{PieceIndex{1}, 3}}), t0);
        picker.onTime(t0 + 300ms);
        QCOMPARE(picker.takeCancels().size(), 4U);
        picker.onPeerHas(anna, PieceIndex{3});
        QCOMPARE(ask(picker, anna, 4), "0.0 0.1 0.2 0.3"); // not what is still to be thrown away
        QCOMPARE(picker.takeDropped(), std::vector{PieceIndex{3}});
        QCOMPARE(ask(picker, anna, 4), "3.0 3.1 3.2 3.3");
        QCOMPARE(ask(picker, bert, 8), "");
    }

    void whatHasBegunToComeFromAFarPeerIsTheSites()
    {
        SwarmPicker picker(pieces(4), SiteRank{8});
        meet(picker, anna, "....");
        meet(picker, bert, "####", false);
        QCOMPARE(ask(picker, bert, 4), "0.0 0.1 0.2 0.3");
        QVERIFY(picker.onBlock(bert, BlockIndex{0}, t0 + 100ms).wanted);
        QVERIFY(picker.ownClaim().waiting.empty());
        QCOMPARE(picker.ownClaim().fetched, (std::vector{PieceRun{PieceIndex{0}, 1}}));
        // It does not give way to anybody any more.
        (void)picker.claims().onClaim(anna, claim(5, 1, {{PieceIndex{0}, 1}}), t0 + 200ms);
        picker.onTime(t0 + 500ms);
        QVERIFY(picker.takeCancels().empty());
    }

    /// What waits in the queues of far peers is bound and comes late.
    void ofFarPeersFewPiecesAreAskedForAhead()
    {
        PickSettings settings;
        SwarmPicker picker(pieces(16), SiteRank{0}, settings);
        meet(picker, bert, std::string(16, '#'), false);
        meet(picker, carl, std::string(16, '#'), false);
        for (std::uint32_t i = 0; i < settings.farWaiting; ++i)
            QCOMPARE(ask(picker, i % 2 ? bert : carl, 4).size(), std::string("0.0 0.1 0.2 0.3").size());
        QCOMPARE(ask(picker, bert, 4), "");
        QCOMPARE(ask(picker, carl, 4), "");
        // One has begun: it is not waited for any more.
        QVERIFY(picker.onBlock(carl, BlockIndex{0}, t0 + 100ms).wanted);
        QVERIFY(!ask(picker, bert, 4, t0 + 100ms).empty());
        // Peers of the site are asked for everything.
        meet(picker, anna, std::string(16, '#'));
        QVERIFY(!ask(picker, anna, 4, t0 + 100ms).empty());
    }

    /// Two machines of a site hear at once that a peer beyond the LAN has something new.
    void ofWhatAFarPeerBeginsToHaveMachinesAskInTurn()
    {
        PickSettings settings;
        settings.farWaiting = 8;
        SwarmPicker first(pieces(8), SiteRank{1}, settings);
        SwarmPicker second(pieces(8), SiteRank{2}, settings);
        meet(first, anna, "........");
        meet(second, anna, "........");
        (void)first.claims().onClaim(anna, claim(2, 1, {}), t0);
        (void)second.claims().onClaim(anna, claim(1, 1, {}), t0);
        meet(first, bert, "........", false);
        meet(second, bert, "........", false);
        for (PieceIndex piece; piece.value() < 8; ++piece) {
            first.onPeerHas(bert, piece);
            second.onPeerHas(bert, piece);
        }
        const std::string one = ask(first, bert, 64);
        const std::string other = ask(second, bert, 64);
        for (char piece = '0'; piece < '8'; ++piece)
            QVERIFY2((one.find({piece, '.', '0'}) != std::string::npos)
                         != (other.find({piece, '.', '0'}) != std::string::npos),
                     (one + " and " + other).c_str());
        // Who does not come to it is not waited for.
        first.onTime(t0 + settings.farTurn);
        QVERIFY(ask(first, bert, 64).find(other.front()) != std::string::npos);
    }

    void aFarPeerThatServesOthersFirstIsNotAskedAround()
    {
        SwarmPicker picker(pieces(3), SiteRank{0});
        meet(picker, anna, "##.", false);
        meet(picker, bert, "##.", false);
        QCOMPARE(ask(picker, anna, 8), "0.0 0.1 0.2 0.3 1.0 1.1 1.2 1.3");
        // Its queue is long, and nothing has come: what it sends twice would cost both sites.
        QCOMPARE(ask(picker, bert, 8, t0 + 6s), "");
        QVERIFY(picker.onBlock(anna, BlockIndex{0}, t0 + 6s).wanted);
        QCOMPARE(ask(picker, bert, 8, t0 + 10900ms), "");
        // In the middle of a piece it has been silent for long.
        QCOMPARE(ask(picker, bert, 8, t0 + 11100ms), "0.3 0.2 0.1");
        QCOMPARE(picker.takeCancels().size(), 0U); // it may still be the first to bring it
        // It is not there any more.
        picker.onTime(t0 + 15300ms);
        QCOMPARE(picker.takeCancels().size(), 7U);
        QCOMPARE(ask(picker, bert, 8, t0 + 15400ms), "1.0 1.1 1.2 1.3");
    }

    void whatIsMissingLastIsAskedForElsewhereSooner()
    {
        SwarmPicker picker(pieces(1), own);
        meet(picker, anna, "#", false);
        meet(picker, bert, "#", false);
        QCOMPARE(ask(picker, anna, 4), "0.0 0.1 0.2 0.3");
        QCOMPARE(ask(picker, bert, 1, t0 + 1400ms), "");
        QCOMPARE(ask(picker, bert, 1, t0 + 1600ms), "0.3");
    }

    void whatTheSiteHasByNowComesFromThere()
    {
        SwarmPicker picker(pieces(2), own);
        meet(picker, anna, "#.", false);
        QCOMPARE(ask(picker, anna, 4), "0.0 0.1 0.2 0.3");
        QVERIFY(picker.onBlock(anna, BlockIndex{0}, t0 + 100ms).wanted);
        meet(picker, bert, "#.");
        QCOMPARE(ask(picker, bert, 4, t0 + 600ms), "0.3 0.2 0.1");
        QCOMPARE(picker.takeCancels().size(), 3U); // it need not send them over the site's link any more
    }

    /// At the end everything is asked for, some of it of peers beyond the LAN that have long queues.
    void anIdleLinkRelievesFarPeersOfWhatTheyHaveNotBegun()
    {
        for (const bool withSite : {false, true}) {
            SwarmPicker picker(pieces(3), SiteRank{0});
            if (withSite)
                meet(picker, anna, "...");
            meet(picker, bert, "###", false);
            QCOMPARE(ask(picker, bert, 4), "0.0 0.1 0.2 0.3");
            QCOMPARE(ask(picker, bert, 4, t0 + 100ms), "1.0 1.1 1.2 1.3");
            QCOMPARE(ask(picker, bert, 4, t0 + 200ms), "2.0 2.1 2.2 2.3");
            QVERIFY(picker.onBlock(bert, BlockIndex{0}, t0 + 300ms).wanted);
            QVERIFY(!picker.nextRun(100, 2, t0 + 600ms)); // it may be about to come
            // First what has the longest way to go; each piece for itself, and none that has begun to come.
            for (const std::uint32_t piece : {2U, 1U}) {
                const auto run = picker.nextRun(100, 2, t0 + 800ms);
                QVERIFY(run);
                QCOMPARE(*run, (PieceRun{PieceIndex{piece}, 1}));
                picker.onRequested(*run);
                QCOMPARE(picker.takeCancels().size(), 4U);
                QCOMPARE(picker.takeDropped(), std::vector{PieceIndex{piece}});
                picker.onReceived(PieceIndex{piece});
            }
            QVERIFY(!picker.nextRun(100, 2, t0 + 800ms));
            QCOMPARE(picker.picture(), std::string("p++"));
        }
    }

    /// Sites do not hear each other's claims, and see the same pieces missing.
    void machinesOfDifferentSitesReadDifferentPieces()
    {
        std::set<std::uint32_t> places;
        for (std::uint64_t rank = 0; rank < 32; ++rank) {
            SwarmPicker picker(pieces(512), SiteRank{rank});
            meet(picker, anna, std::string(512, '.'));
            meet(picker, bert, std::string(256, '#') + std::string(256, '.'), false);
            const auto run = picker.nextRun(1, 1, t0 + 1s);
            QVERIFY(run);
            QVERIFY(run->first.value() >= 256); // what the other site has, comes from there
            places.insert(run->first.value());
        }
        QVERIFY2(places.size() > 24, std::to_string(places.size()).c_str());
    }

    /// Between two requests over a link that others fill with their own, a machine would wait.
    void aReaderWithFarPeersHasOneRequestMoreUnderWay()
    {
        for (const bool far : {false, true}) {
            SwarmPicker picker(pieces(100), SiteRank{0});
            picker.onDurable(PieceIndex{7}); // it has something to give
            meet(picker, anna, std::string(100, '.'));
            meet(picker, bert, std::string(100, '.'), !far);
            for (std::uint64_t rank = 1; rank <= 3; ++rank)
                (void)picker.claims().onClaim(anna, claim(rank, 1, {}), t0);
            const auto run = picker.nextRun(100, 2, t0 + 1s);
            QVERIFY(run);
            picker.onRequested(*run);
            QCOMPARE(picker.nextRun(100, 2, t0 + 1s).has_value(), far);
        }
    }

    void aLapsedClaimIsTakenOver()
    {
        SwarmPicker picker(pieces(2), SiteRank{0});
        meet(picker, anna, "..");
        (void)picker.claims().onClaim(anna, claim(5000, 1, {{PieceIndex{0}, 2}}), t0);
        QVERIFY(!picker.nextRun(100, 1, t0 + 1s));
        QVERIFY(picker.nextRun(100, 1, t0 + 2s));
    }

    void aDeadClaimantIsReplacedAtOnce()
    {
        SwarmPicker picker(pieces(2), SiteRank{0});
        meet(picker, anna, "..");
        (void)picker.claims().onClaim(anna, claim(5000, 1, {{PieceIndex{0}, 2}}), t0);
        picker.onPeerGone(anna);
        QVERIFY(picker.nextRun(100, 1, t0));
    }

    void onlySoManyRead()
    {
        SwarmPicker picker(pieces(100), own);
        meet(picker, anna, std::string(100, '.'));
        for (std::uint64_t rank = 1; rank <= 4; ++rank)
            (void)picker.claims().onClaim(anna, claim(rank, 1, {{PieceIndex{static_cast<std::uint32_t>(rank)}, 1}}),
                                          t0);
        QVERIFY(!picker.isReader(t0));
        QVERIFY(!picker.nextRun(100, 1, t0));
        (void)picker.claims().onClaim(anna, claim(4, 2, {}), t0 + 1s); // one stops
        QVERIFY(picker.isReader(t0 + 1s));
        QVERIFY(picker.nextRun(100, 1, t0 + 1s));
    }

    void theClaimAnotherHasMoreRightToIsGivenUp()
    {
        SwarmPicker picker(pieces(10), own);
        meet(picker, anna, std::string(10, '.'));
        picker.onRequested({PieceIndex{2}, 3});
        QVERIFY(picker.isWanted(PieceIndex{3}));
        (void)picker.claims().onClaim(anna, claim(own.value() + 1, 1, {{PieceIndex{1}, 3}}), t0);
        QVERIFY(picker.isWanted(PieceIndex{3})); // the other has a higher rank, and has not begun it
        (void)picker.claims().onClaim(anna, claim(own.value() + 1, 2, {{PieceIndex{3}, 1}}), t0);
        QVERIFY(!picker.isWanted(PieceIndex{3})); // now it is receiving it
        (void)picker.claims().onClaim(anna, claim(own.value() - 1, 1, {{PieceIndex{3}, 2}}), t0);
        QVERIFY(!picker.isWanted(PieceIndex{4})); // lower rank
    }

    void anOldClaimIsHelpedFromItsFarEnd()
    {
        SwarmPicker picker(pieces(4), SiteRank{0});
        meet(picker, anna, "....");
        (void)picker.claims().onClaim(anna, claim(5000, 1, {{PieceIndex{0}, 4}}), t0);
        (void)picker.claims().onClaim(anna, claim(5000, 2, {{PieceIndex{0}, 4}}), t0 + 1400ms);
        QVERIFY(!picker.nextRun(100, 1, t0 + 1400ms));
        // Machines begin to help one after the other.
        QCOMPARE(*picker.nextRun(100, 1, t0 + 1500ms + PickSettings{}.farTurn + 10ms), (PieceRun{PieceIndex{3}, 1}));
    }

    void nobodyAsksForWhatIsUnwanted()
    {
        SwarmPicker picker(pieces(6), SiteRank{0});
        picker.onDurable(PieceIndex{5});
        picker.setWanted(bits(".##.#."));
        QCOMPARE(picker.picture(), std::string("-..-.#"));
        QCOMPARE(picker.missing(), 3U);
        QVERIFY(!picker.isWanted(PieceIndex{3}));
        QCOMPARE(*picker.nextRun(10, 1, t0), (PieceRun{PieceIndex{1}, 2}));
        picker.onRequested({PieceIndex{0}, 6});
        QCOMPARE(picker.picture(), std::string("-rr-r#"));
        picker.onAbandoned({PieceIndex{0}, 6});
        QCOMPARE(picker.picture(), std::string("-..-.#"));
        meet(picker, anna, "#..#..");
        QVERIFY(!picker.isInteresting(anna));
        QCOMPARE(ask(picker, anna, 4), std::string());
        meet(picker, bert, "######");
        QVERIFY(picker.isInteresting(bert));
        QCOMPARE(ask(picker, bert, 20), std::string("1.0 1.1 1.2 1.3 2.0 2.1 2.2 2.3 4.0 4.1 4.2 4.3"));
    }

    void itIsDoneWhenWhatIsWantedIsThere()
    {
        SwarmPicker picker(pieces(4), own);
        picker.setWanted(bits(".##."));
        picker.onDurable(PieceIndex{1});
        QVERIFY(!picker.isDone());
        QVERIFY(picker.ownClaim().willing);
        picker.onReceived(PieceIndex{2});
        QVERIFY(!picker.isDone());
        picker.onDurable(PieceIndex{2});
        QVERIFY(picker.isDone());
        QVERIFY(!picker.ownClaim().willing);
        picker.onDurable(PieceIndex{3}); // by another job's doing
        picker.onLost(PieceIndex{3});
        QCOMPARE(picker.picture(), std::string("-##-"));
        picker.onLost(PieceIndex{1});
        QCOMPARE(picker.picture(), std::string("-.#-"));
        QVERIFY(!picker.isDone());
    }

    void ownClaimSaysWhatIsUnderWay()
    {
        SwarmPicker picker(pieces(10), own);
        QVERIFY(picker.ownClaim().willing);
        QVERIFY(picker.ownClaim().runs.empty());
        picker.onRequested({PieceIndex{2}, 3});
        picker.onRequested({PieceIndex{7}, 1});
        picker.onReceived(PieceIndex{2});
        QCOMPARE(picker.ownClaim().runs, (std::vector<PieceRun>{{PieceIndex{3}, 2}, {PieceIndex{7}, 1}}));
    }

    void aStalledPeerCountsAsIfItHadNothing()
    {
        SwarmPicker picker(pieces(2), SiteRank{0});
        meet(picker, anna, "##");
        QVERIFY(!picker.nextRun(100, 1, t0));
        (void)ask(picker, anna, 1);
        QVERIFY(!picker.nextRun(100, 1, t0 + 2900ms));
        QVERIFY(picker.nextRun(100, 1, t0 + 3300ms).has_value());
    }
};

QTEST_APPLESS_MAIN(SwarmPickerTest)
#include "tst_swarmpicker.moc"
