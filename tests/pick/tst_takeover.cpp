// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pick/Takeover.h"

#include <QTest>

#include <array>

using namespace freshet;
using namespace std::chrono_literals;

namespace {

constexpr std::size_t idle = 9;

std::optional<Takeover> choose(std::initializer_list<LaneFacts> lanes, std::uint64_t idleRate)
{
    return chooseTakeover(std::span(lanes.begin(), lanes.size()), idle, BytesPerSecond{idleRate}, 1_MiB);
}

LaneFacts lane(std::uint32_t unbegun, Bytes current, std::uint64_t rate, std::chrono::nanoseconds age = 10s)
{
    return {.source = 0, .unbegun = unbegun, .current = current, .rate = BytesPerSecond{rate}, .age = age};
}

constexpr std::uint64_t MiB = 1 << 20;

} // namespace

class TestTakeover : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void whatEndsSoonIsLeftAlone()
    {
        QVERIFY(!choose({}, MiB));
        QVERIFY(!choose({lane(0, 1_MiB, 2 * MiB)}, 100 * MiB));
        QVERIFY(!choose({lane(3, 1_MiB, 8 * MiB)}, 100 * MiB));
    }

    void unbegunPiecesAreSharedByRate()
    {
        QCOMPARE(choose({lane(8, 1_MiB, MiB)}, MiB), (Takeover{0, 4}));
        QCOMPARE(choose({lane(8, 1_MiB, MiB)}, 3 * MiB), (Takeover{0, 6}));
        QCOMPARE(choose({lane(8, 1_MiB, MiB)}, 0), (Takeover{0, 4}));
        QCOMPARE(choose({lane(8, 1_MiB, MiB)}, 1000 * MiB), (Takeover{0, 8}));
        QCOMPARE(choose({lane(1, 1_MiB, MiB)}, MiB / 1000), std::nullopt); // it would be later
    }

    void theOneThatNeedsLongestIsRelieved()
    {
        QCOMPARE(choose({lane(4, 0_B, 2 * MiB), lane(4, 0_B, MiB), lane(4, 0_B, 4 * MiB)}, MiB), (Takeover{1, 2}));
    }

    void ownRequestsAreNotRelieved()
    {
        LaneFacts own = lane(8, 1_MiB, MiB);
        own.source = idle;
        QVERIFY(!choose({own}, MiB));
    }

    void aBegunPieceIsRacedForOnlyByAClearlyFasterSource()
    {
        QCOMPARE(choose({lane(0, 1_MiB, MiB / 10)}, MiB), (Takeover{0, 0}));
        QVERIFY(!choose({lane(0, 1_MiB, MiB / 2)}, MiB));
        QVERIFY(!choose({lane(0, 1_MiB, MiB / 10)}, 0));
        LaneFacts raced = lane(0, 1_MiB, MiB / 10);
        raced.raced = true;
        QVERIFY(!choose({raced}, MiB));
    }

    void aRequestWithoutAnswerIsStuckAfterAWhile()
    {
        QVERIFY(!choose({lane(3, 1_MiB, 0, 1s)}, MiB));
        QCOMPARE(choose({lane(3, 1_MiB, 0)}, MiB), (Takeover{0, 3}));
        QCOMPARE(choose({lane(3, 1_MiB, 0)}, 0), (Takeover{0, 3}));
        QCOMPARE(choose({lane(0, 1_MiB, 0)}, 0), (Takeover{0, 0}));
    }
};

QTEST_APPLESS_MAIN(TestTakeover)
#include "tst_takeover.moc"
