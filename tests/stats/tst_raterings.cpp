// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/stats/RateRings.h"

#include <QDataStream>
#include <QTest>

using namespace freshet;
using namespace std::chrono_literals;

namespace {

/// A Sunday, at the full hour.
constexpr std::chrono::sys_days day{std::chrono::year{2026} / 11 / 29};
constexpr WallTime noon = WallTime{day} + 12h;

/// Two clocks that go on together until they are made to differ.
struct Times {
    MonotonicTime now{100h};
    WallTime wall = noon;

    void pass(std::chrono::milliseconds time)
    {
        now += time;
        wall += time;
    }
};

/// `rate` from LAN peers for `time`, a look each second.
void run(RateRings &rings, Times &times, std::chrono::seconds time, std::uint64_t rate,
         SourceClass from = SourceClass::LanPeers)
{
    for (auto i = 0s; i < time; ++i) {
        times.pass(1s);
        rings.onReceived(from, Bytes{rate});
        rings.advance(times.now, times.wall);
    }
}

const RateRing &ringOf(RateRings &rings, std::size_t index)
{
    static const RateRing none;
    const auto history = rings.history();
    return history && history->rings[index] ? *history->rings[index] : none;
}

} // namespace

class TestRateRings : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theDiskAndTheCacheAreRemembered()
    {
        RateRings rings;
        Times times;
        rings.advance(times.now, times.wall);
        rings.onCacheUse(3_GiB, 10_GiB);
        for (int i = 0; i < 10; ++i) {
            times.pass(1s);
            rings.onWritten(Bytes{2000});
            rings.advance(times.now, times.wall);
        }
        for (const std::size_t ring : {std::size_t{0}, std::size_t{1}}) {
            const RateSample &last = ringOf(rings, ring).samples.back();
            QCOMPARE(last.written, BytesPerSecond{2000});
            QCOMPARE(last.wasted, BytesPerSecond{});
            QCOMPARE(last.held, 3_GiB);
            QCOMPARE(last.quota, 10_GiB);
        }
        RateRings again;
        QVERIFY(again.decode(rings.encode()));
        QCOMPARE(ringOf(again, 0).samples, ringOf(rings, 0).samples);
    }

    /// f14: files of a version that knew nothing of the disk are read.
    void anOlderFileKeepsItsPast()
    {
        QByteArray plain;
        QDataStream stream(&plain, QIODevice::WriteOnly);
        stream.setVersion(QDataStream::Qt_6_0);
        stream << quint32{0x46724821} << quint32{1} << quint32{rateRingShapes.size()};
        for (const RateRingShape &shape : rateRingShapes) {
            stream << qint64{shape.step.count()} << qint64{1'000'000} << 0.0;
            for (int i = 0; i < 9; ++i)
                stream << 0.0;
            stream << quint32{1} << true;
            for (quint64 i = 1; i <= 9; ++i)
                stream << i * 100;
        }
        RateRings rings;
        QVERIFY(rings.decode(qCompress(plain)));
        const RateSample &sample = ringOf(rings, 0).samples.back();
        QCOMPARE(sample.from[0], BytesPerSecond{100});
        QCOMPARE(sample.wasted, BytesPerSecond{900});
        QCOMPARE(sample.written, BytesPerSecond{});
        QCOMPARE(sample.quota, Bytes{}); // not known: no line is drawn
    }

    void nothingIsThereBeforeAStepHasEnded()
    {
        RateRings rings;
        Times times;
        QVERIFY(!rings.advance(times.now, times.wall));
        QVERIFY(!rings.history());
        times.pass(500ms);
        QVERIFY(!rings.advance(times.now, times.wall));
        QVERIFY(!rings.history());
        times.pass(500ms);
        QVERIFY(rings.advance(times.now, times.wall));
        QCOMPARE(ringOf(rings, 0).samples.size(), std::size_t{1});
        QVERIFY(ringOf(rings, 0).samples.front().measured);
    }

    void g5_q4_everyRingHasTheMeanOfItsSteps()
    {
        RateRings rings;
        Times times;
        rings.advance(times.now, times.wall);
        run(rings, times, 1h, 1000);
        run(rings, times, 1h, 3000, SourceClass::HttpOrigin);
        for (std::size_t i = 0; i < rateRingShapes.size(); ++i) {
            const RateRing &ring = ringOf(rings, i);
            QCOMPARE(ring.step, rateRingShapes[i].step);
            QVERIFY(ring.samples.size() <= rateRingShapes[i].length);
            QCOMPARE(ring.samples.size(), std::min<std::size_t>(rateRingShapes[i].length,
                                                                static_cast<std::size_t>(2h / rateRingShapes[i].step)));
            QCOMPARE(ring.samples.back().from[4].value(), std::uint64_t{3000});
            QVERIFY(ring.end == noon + 2h);
        }
        QCOMPARE(ringOf(rings, 4).samples.front().from[0].value(), std::uint64_t{1000});
        QCOMPARE(ringOf(rings, 2).samples.front().received().value(), std::uint64_t{1000});
    }

    /// A look that comes late draws no spike (it would spoil the scale of the whole graph).
    void g6_aLateLookDrawsNoSpike()
    {
        RateRings rings;
        Times times;
        rings.advance(times.now, times.wall);
        run(rings, times, 3s, 1000);
        times.pass(4s);
        rings.onReceived(SourceClass::LanPeers, 4000_B);
        rings.advance(times.now, times.wall);
        const RateRing &ring = ringOf(rings, 0);
        QCOMPARE(ring.samples.size(), std::size_t{7});
        for (const RateSample &sample : ring.samples)
            QCOMPARE(sample.from[0].value(), std::uint64_t{1000});
    }

    void g6_sleepIsAGapNotAZero()
    {
        RateRings rings;
        Times times;
        rings.advance(times.now, times.wall);
        run(rings, times, 10s, 1000);
        times.pass(60s);
        rings.advance(times.now, times.wall);
        run(rings, times, 10s, 1000);
        const RateRing &ring = ringOf(rings, 0);
        QVERIFY(ring.samples[5].measured);
        QVERIFY(!ring.samples[30].measured);
        QCOMPARE(ring.samples[30].received().value(), std::uint64_t{0});
        QVERIFY(ring.samples.back().measured);
    }

    void aClockSetBackTakesBackWhatHasNotHappened()
    {
        RateRings rings;
        Times times;
        rings.advance(times.now, times.wall);
        run(rings, times, 100s, 1000);
        times.wall -= 50s;
        run(rings, times, 20s, 2000);
        const RateRing &ring = ringOf(rings, 0);
        QVERIFY(ring.end == times.wall);
        QVERIFY(ring.samples.size() <= 71);
        QCOMPARE(ring.samples.front().from[0].value(), std::uint64_t{1000});
        QCOMPARE(ring.samples.back().from[0].value(), std::uint64_t{2000});
        // As if by years, and forward again: nothing breaks and nothing grows.
        times.wall -= 24h * 4000;
        run(rings, times, 5s, 1);
        times.wall += 24h * 8000;
        run(rings, times, 5s, 7);
        QVERIFY(ringOf(rings, 0).samples.size() <= rateRingShapes[0].length);
        QCOMPARE(ringOf(rings, 0).samples.back().from[0].value(), std::uint64_t{7});
    }

    void directionsAndWasteAreApart()
    {
        RateRings rings;
        Times times;
        rings.advance(times.now, times.wall);
        times.pass(1s);
        rings.onSent(SourceClass::GroupPeers, 10_B);
        rings.onWasted(20_B);
        rings.onReceived(SourceClass::CacheServer, 30_B);
        rings.advance(times.now, times.wall);
        const RateSample &sample = ringOf(rings, 0).samples.back();
        QCOMPARE(sample.to[1].value(), std::uint64_t{10});
        QCOMPARE(sample.sent().value(), std::uint64_t{10});
        QCOMPARE(sample.wasted.value(), std::uint64_t{20});
        QCOMPARE(sample.from[3].value(), std::uint64_t{30});
        QVERIFY(!rings.isQuiet());
        run(rings, times, 301s, 0);
        QVERIFY(rings.isQuiet());
    }

    void unchangedRingsAreShared()
    {
        RateRings rings;
        Times times;
        rings.advance(times.now, times.wall);
        run(rings, times, 3h, 1);
        const auto before = rings.history();
        QCOMPARE(rings.history(), before);
        run(rings, times, 1s, 1);
        const auto after = rings.history();
        QVERIFY(after != before);
        QVERIFY(after->rings[0] != before->rings[0]);
        QCOMPARE(after->rings[4], before->rings[4]);
    }

    void g8_theNextRunGoesOnBehindAGap()
    {
        Times times;
        QByteArray file;
        {
            RateRings rings;
            rings.advance(times.now, times.wall);
            run(rings, times, 90min, 1000);
            file = rings.encode();
        }
        QVERIFY(file.size() < 64 * 1024);
        times.wall += 10min;
        times.now = MonotonicTime{5s}; // the machine was started anew
        RateRings rings;
        QVERIFY(rings.decode(file));
        rings.advance(times.now, times.wall);
        run(rings, times, 20min, 500);
        const RateRing &hours = ringOf(rings, 4);
        // From 13:00 to 14:00 there were 30 min at 1000 and 20 min at 500; the ten between were not watched.
        QCOMPARE(hours.samples.size(), std::size_t{2});
        QCOMPARE(hours.samples[0].from[0].value(), std::uint64_t{1000});
        QCOMPARE(hours.samples[1].from[0].value(), std::uint64_t{800});
        const RateRing &hour = ringOf(rings, 1);
        const auto at = [&hour](WallTime time) {
            return hour.samples[hour.samples.size() - static_cast<std::size_t>((hour.end - time) / hour.step)];
        };
        QVERIFY(at(noon + 89min).measured);
        QVERIFY(!at(noon + 95min).measured);
        QCOMPARE(at(noon + 119min).from[0].value(), std::uint64_t{500});
    }

    void brokenFilesAreNoHistory()
    {
        RateRings rings;
        Times times;
        rings.advance(times.now, times.wall);
        run(rings, times, 10min, 1000);
        const QByteArray good = rings.encode();
        RateRings other;
        QVERIFY(!other.decode({}));
        QVERIFY(!other.decode("rate history"));
        for (qsizetype length = 0; length < good.size(); length += 7)
            QVERIFY(!other.decode(good.left(length)));
        for (qsizetype i = 0; i < good.size(); i += 3) {
            QByteArray bad = good;
            bad[i] = static_cast<char>(bad[i] ^ 0x55);
            (void)other.decode(bad);
        }
        QByteArray huge = good;
        huge[0] = '\x7f'; // says that it is 2 GiB
        QVERIFY(!other.decode(huge));
        QVERIFY(other.decode(good));
        QCOMPARE(ringOf(other, 0).samples.size(), ringOf(rings, 0).samples.size());
        QVERIFY(ringOf(other, 0).samples == ringOf(rings, 0).samples);
    }
};

QTEST_GUILESS_MAIN(TestRateRings)
#include "tst_raterings.moc"
