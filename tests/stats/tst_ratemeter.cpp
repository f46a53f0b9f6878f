// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/stats/RateMeter.h"

#include <QTest>

using namespace freshet;
using namespace std::chrono_literals;

class TestRateMeter : public QObject {
    Q_OBJECT

    MonotonicTime at(std::chrono::milliseconds t) { return MonotonicTime{1h + t}; }

private Q_SLOTS:
    void nothingYet() { QCOMPARE(RateMeter().rate(at(0ms)).value(), 0ULL); }

    void steadyFlow()
    {
        RateMeter meter;
        for (int i = 0; i < 300; ++i)
            meter.onBytes(100_KiB, at(i * 100ms));
        const double rate = static_cast<double>(meter.rate(at(30s)).value());
        QVERIFY2(rate > 0.95 * 1024 * 1000 && rate < 1.05 * 1024 * 1000, qPrintable(QString::number(rate)));
    }

    void youngMeterUsesItsAge()
    {
        RateMeter meter;
        meter.onBytes(1_MiB, at(0ms));
        meter.onBytes(1_MiB, at(1000ms));
        QCOMPARE(meter.rate(at(1000ms)).value(), (2_MiB).value());
    }

    void silenceLetsTheRateFallToZero()
    {
        RateMeter meter;
        for (int i = 0; i < 100; ++i)
            meter.onBytes(1_MiB, at(i * 100ms));
        const auto full = meter.rate(at(10s));
        const auto half = meter.rate(at(15s));
        QVERIFY(half < full && half.value() > 0);
        QCOMPARE(meter.rate(at(60s)).value(), 0ULL);
        meter.onBytes(10_MiB, at(100s));
        QCOMPARE(meter.rate(at(100s)).value(), (1_MiB).value());
    }

    void g17_timeLeft()
    {
        QCOMPARE(*estimateTimeLeft(0_B, {}), 0s);
        QVERIFY(!estimateTimeLeft(1_B, {}));
        QCOMPARE(*estimateTimeLeft(10_MiB, BytesPerSecond{1 << 20}), 10s);
        QCOMPARE(*estimateTimeLeft(1_B, BytesPerSecond{1 << 20}), 1s);
        QVERIFY(!estimateTimeLeft(1024_GiB, BytesPerSecond{1}));
    }
};

QTEST_APPLESS_MAIN(TestRateMeter)
#include "tst_ratemeter.moc"
