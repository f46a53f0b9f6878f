// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/policy/Throttle.h"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <memory>
#include <vector>

using namespace freshet;
using namespace Qt::StringLiterals;

namespace {

constexpr std::uint64_t KiB = 1024;
constexpr std::uint64_t MiB = 1024 * KiB;
constexpr std::chrono::milliseconds step{5};
constexpr int stepsPerSecond = std::chrono::seconds{1} / step;

std::optional<BytesPerSecond> rate(std::uint64_t value)
{
    return BytesPerSecond{value};
}

/// Jobs that take all they get from a line of some capacity, in virtual time.
class Line {
public:
    struct Taker final : Throttle::Waiter {
        void onThrottleOpen() override { waits = false; }
        Throttle::Download what;
        PeerClass to = PeerClass::Internet; ///< of an upload
        bool uploads = false;
        std::uint64_t grain = 0;      ///< takes so many bytes at a time or nothing; 0: any number
        std::uint64_t source = ~0ULL; ///< what its source gives, bytes per second
        bool active = true;
        bool waits = false;
        double owed = 0; ///< of the line, not yet taken
        std::vector<std::uint64_t> perStep{};

        [[nodiscard]] double mean(double fromSecond, double toSecond) const
        {
            const auto from = static_cast<std::size_t>(fromSecond * stepsPerSecond);
            const auto to_ = std::min(static_cast<std::size_t>(toSecond * stepsPerSecond), perStep.size());
            double sum = 0;
            for (std::size_t i = from; i < to_; ++i)
                sum += static_cast<double>(perStep[i]);
            return sum / (toSecond - fromSecond);
        }
        /// The most in any second.
        [[nodiscard]] double peak() const
        {
            double window = 0;
            double most = 0;
            for (std::size_t i = 0; i < perStep.size(); ++i) {
                window += static_cast<double>(perStep[i]);
                if (i >= stepsPerSecond)
                    window -= static_cast<double>(perStep[i - stepsPerSecond]);
                most = std::max(most, window);
            }
            return most;
        }
    };

    explicit Line(std::uint64_t capacity)
        : capacity(capacity)
    {
    }

    Taker &add(std::int64_t job, Priority priority, bool lan = false)
    {
        takers.push_back(std::make_unique<Taker>());
        takers.back()->what = {.job = JobId{job}, .priority = priority, .isLan = lan};
        takers.back()->perStep.assign(stepsDone, 0);
        return *takers.back();
    }
    Taker &addUpload(PeerClass to, std::uint64_t grain)
    {
        Taker &taker = add(0, Priority::Foreground);
        taker.uploads = true;
        taker.to = to;
        taker.grain = grain;
        return taker;
    }

    void set(const Settings &settings) { throttle.setLimits(ThrottleLimits::of(settings), now); }

    void run(double seconds)
    {
        for (int i = 0; i < static_cast<int>(std::lround(seconds * stepsPerSecond)); ++i) {
            now += step;
            throttle.wake(now);
            const auto busy = std::ranges::count_if(takers, [](const auto &t) { return t->active && !t->waits; });
            // Who was served last is asked first once in a while: no taker lives by its place in the list.
            std::ranges::rotate(takers, takers.begin() + 1);
            for (const auto &taker : takers) {
                const std::uint64_t got = taker->active && !taker->waits ? take(*taker, busy) : 0;
                taker->perStep.push_back(got);
            }
            ++stepsDone;
        }
    }

    Throttle throttle;
    std::uint64_t capacity;
    MonotonicTime now{std::chrono::hours{5}};
    std::vector<std::unique_ptr<Taker>> takers;
    std::size_t stepsDone = 0;

private:
    std::uint64_t take(Taker &taker, std::ptrdiff_t busy)
    {
        const double share =
            std::min(static_cast<double>(capacity) / static_cast<double>(busy), static_cast<double>(taker.source));
        taker.owed =
            std::min(taker.owed + share / stepsPerSecond, std::max(share / 10, static_cast<double>(taker.grain)));
        std::uint64_t got = 0;
        const auto left = [&] { return static_cast<std::uint64_t>(taker.owed) - got; };
        while (left() > taker.grain && !taker.waits) {
            const Bytes wanted{taker.grain ? taker.grain : left()};
            Bytes granted;
            if (taker.uploads)
                granted = throttle.takeUpload(taker.to, wanted, taker, now) ? wanted : Bytes{};
            else
                granted = throttle.take(taker.what, wanted, taker.grain ? wanted : Bytes{1}, taker, now);
            taker.waits = granted < wanted;
            got += granted.value();
            if (taker.uploads)
                throttle.onSent(taker.to, granted, now);
            else
                throttle.onReceived(taker.what, granted, now);
        }
        taker.owed -= static_cast<double>(got);
        return got;
    }
};

/// One character a second: how many tenths of `all` it had, "." for less than half a tenth.
QString drawn(const Line::Taker &taker, double all, int from, int to)
{
    QString picture;
    for (int second = from; second < to; ++second) {
        const int tenths = static_cast<int>(std::lround(taker.mean(second, second + 1) / all * 10));
        picture += tenths == 0 ? u'.' : tenths >= 10 ? u'X' : QChar(u'0' + tenths);
    }
    return picture;
}

bool isWithin(double value, double expected, double part)
{
    return std::abs(value - expected) <= expected * part;
}

#define VERIFY_WITHIN(value, expected, part)                                                                           \
    QVERIFY2(isWithin(value, expected, part), qPrintable(u"%1, expected %2"_s.arg(value).arg(expected)))

} // namespace

class TestThrottle : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void thirtySecondsAreExactAndNoSecondIsABurst_data()
    {
        QTest::addColumn<quint64>("limit");
        QTest::addColumn<quint64>("grain");
        QTest::addColumn<int>("jobs");
        for (const quint64 grain : {quint64{0}, quint64{16 * KiB}})
            for (const quint64 limit : {64 * KiB, 300 * KiB + 7, 2 * MiB, 100 * MiB, 1024 * MiB})
                for (const int jobs : {1, 5})
                    QTest::addRow("%llu KiB/s, %llu KiB at a time, %d jobs", limit / KiB, grain / KiB, jobs)
                        << limit << grain << jobs;
    }

    void thirtySecondsAreExactAndNoSecondIsABurst()
    {
        QFETCH(quint64, limit);
        QFETCH(quint64, grain);
        QFETCH(int, jobs);
        Line line(limit * 20);
        Settings settings;
        settings.foreground.absolute = rate(limit);
        line.set(settings);
        for (int job = 1; job <= jobs; ++job)
            line.add(job, Priority::Foreground).grain = grain;
        line.run(31);
        std::vector<std::uint64_t> sum(line.stepsDone);
        for (const auto &taker : line.takers)
            for (std::size_t i = 0; i < sum.size(); ++i)
                sum[i] += taker->perStep[i];
        Line::Taker all;
        all.perStep = sum;
        VERIFY_WITHIN(all.mean(1, 31), static_cast<double>(limit), 0.03);
        QVERIFY2(all.peak() <= 1.5 * static_cast<double>(limit), qPrintable(QString::number(all.peak())));
        // Fair: nobody has twice what another one has.
        for (const auto &taker : line.takers)
            VERIFY_WITHIN(taker->mean(1, 31), static_cast<double>(limit) / jobs, 0.25);
        const LimitsPicture picture = line.throttle.picture(line.now);
        QCOMPARE(picture.downLimitedBy, Limit::Foreground);
        QCOMPARE(line.throttle.limitOf(JobId{1}, line.now), Limit::Foreground);
        VERIFY_WITHIN(static_cast<double>(picture.rows[1].achieved.value()), static_cast<double>(limit), 0.15);
    }

    void aChangeCountsWithinASecond()
    {
        Line line(100 * MiB);
        Settings settings;
        settings.foreground.absolute = rate(8 * MiB);
        line.set(settings);
        Line::Taker &job = line.add(1, Priority::Foreground);
        line.run(5);
        settings.foreground.absolute = rate(1 * MiB); // down
        line.set(settings);
        line.run(5);
        settings.foreground.absolute = rate(20 * MiB); // up
        line.set(settings);
        line.run(5);
        settings.foreground.absolute.reset(); // away
        line.set(settings);
        line.run(5);
        VERIFY_WITHIN(job.mean(5, 6), 1.0 * MiB, 0.3);
        VERIFY_WITHIN(job.mean(6, 10), 1.0 * MiB, 0.03);
        VERIFY_WITHIN(job.mean(10.2, 11), 20.0 * MiB, 0.1);
        VERIFY_WITHIN(job.mean(15.2, 16), 100.0 * MiB, 0.03);
    }

    void aLimitOfZeroIsAPauseAndSaysSo()
    {
        Line line(100 * MiB);
        Settings settings;
        settings.background.absolute = rate(0);
        line.set(settings);
        QVERIFY(line.throttle.mayDownload(Priority::Foreground));
        QVERIFY(!line.throttle.mayDownload(Priority::Background));
        Line::Taker &job = line.add(1, Priority::Background);
        line.run(3);
        QCOMPARE(job.mean(0, 3), 0.0);
        settings.background = {.absolute = {}, .percent = 0};
        line.set(settings);
        QVERIFY(!line.throttle.mayDownload(Priority::Background));
        settings.background = {};
        settings.download.percent = 0;
        line.set(settings);
        QVERIFY(!line.throttle.mayDownload(Priority::Foreground));
        settings = {};
        settings.upload.absolute = rate(0);
        line.set(settings);
        QVERIFY(line.throttle.mayUpload(PeerClass::Lan)); // exempt
        QVERIFY(!line.throttle.mayUpload(PeerClass::Group));
        settings.lanExempt = false;
        line.set(settings);
        QVERIFY(!line.throttle.mayUpload(PeerClass::Lan));
        settings = {};
        settings.uploadInternet = rate(0);
        line.set(settings);
        QVERIFY(line.throttle.mayUpload(PeerClass::Group));
        QVERIFY(!line.throttle.mayUpload(PeerClass::Internet));
    }

    void foregroundGoesFirstAndBackgroundHasItsShareBackWithinTwoSeconds()
    {
        Line line(100 * MiB);
        Settings settings;
        settings.download.absolute = rate(10 * MiB);
        line.set(settings);
        Line::Taker &background = line.add(1, Priority::Background);
        line.run(5);
        Line::Taker &foreground = line.add(2, Priority::Foreground);
        line.run(10);
        QCOMPARE(line.throttle.limitOf(JobId{1}, line.now), Limit::ForegroundFirst);
        QCOMPARE(line.throttle.limitOf(JobId{2}, line.now), Limit::Download);
        foreground.active = false;
        line.run(5);
        // Second 15 is the first one without the foreground job.
        QCOMPARE(drawn(foreground, 10 * MiB, 6, 20), u"999999999....."_s);
        QCOMPARE(drawn(background, 10 * MiB, 0, 5).mid(1), u"XXXX"_s);
        QCOMPARE(drawn(background, 10 * MiB, 6, 15), u"111111111"_s);
        QCOMPARE(drawn(background, 10 * MiB, 16, 20), u"XXXX"_s);
        // A foreground job that its source holds back leaves the rest.
        foreground.active = true;
        foreground.source = 3 * MiB;
        line.run(6);
        QCOMPARE(drawn(foreground, 10 * MiB, 21, 26), u"33333"_s);
        VERIFY_WITHIN(background.mean(21, 26), 7.0 * MiB, 0.05);
    }

    void theLowestLimitOnTheWayCounts()
    {
        Line line(100 * MiB);
        Settings settings;
        settings.download.absolute = rate(12 * MiB);
        settings.foreground.absolute = rate(6 * MiB);
        line.set(settings);
        line.throttle.setJobLimit(JobId{1}, rate(2 * MiB), line.now);
        Line::Taker &own = line.add(1, Priority::Foreground);
        Line::Taker &other = line.add(2, Priority::Foreground);
        Line::Taker &background = line.add(3, Priority::Background);
        line.run(11);
        VERIFY_WITHIN(own.mean(1, 11), 2.0 * MiB, 0.03);
        VERIFY_WITHIN(other.mean(1, 11), 4.0 * MiB, 0.03);
        VERIFY_WITHIN(background.mean(1, 11), 6.0 * MiB, 0.03);
        QCOMPARE(line.throttle.limitOf(JobId{1}, line.now), Limit::Job);
        // Background takes all that foreground leaves, so that either limit may be the one that it met last.
        const Limit last = line.throttle.limitOf(JobId{2}, line.now);
        QVERIFY(last == Limit::Foreground || last == Limit::Download);
        line.throttle.setJobLimit(JobId{1}, {}, line.now);
        line.run(10);
        VERIFY_WITHIN(own.mean(12, 21), 3.0 * MiB, 0.1);
        line.throttle.forgetJob(JobId{1});
        QVERIFY(!line.throttle.jobLimit(JobId{1}));
    }

    void theLanIsExemptOrNot()
    {
        Line line(100 * MiB);
        Settings settings;
        settings.foreground.absolute = rate(1 * MiB);
        line.set(settings);
        Line::Taker &lan = line.add(1, Priority::Foreground, true);
        Line::Taker &wan = line.add(1, Priority::Foreground);
        line.run(5);
        VERIFY_WITHIN(lan.mean(1, 5), 99.0 * MiB, 0.12);
        VERIFY_WITHIN(wan.mean(1, 5), 1.0 * MiB, 0.05);
        settings.lanExempt = false;
        line.set(settings);
        line.run(5);
        VERIFY_WITHIN(lan.mean(6, 10) + wan.mean(6, 10), 1.0 * MiB, 0.05);
    }

    void uploadsPassTheirClassAndAll()
    {
        Line line(100 * MiB);
        Settings settings;
        settings.upload.absolute = rate(4 * MiB);
        settings.uploadInternet = rate(1 * MiB);
        line.set(settings);
        Line::Taker &lan = line.addUpload(PeerClass::Lan, 16 * KiB);
        Line::Taker &group = line.addUpload(PeerClass::Group, 16 * KiB);
        Line::Taker &internet = line.addUpload(PeerClass::Internet, 16 * KiB);
        line.run(31);
        VERIFY_WITHIN(internet.mean(1, 31), 1.0 * MiB, 0.03);
        VERIFY_WITHIN(group.mean(1, 31) + internet.mean(1, 31), 4.0 * MiB, 0.03);
        QVERIFY(lan.mean(1, 31) > 30.0 * MiB);
        QVERIFY(group.peak() + internet.peak() < 1.5 * 4 * MiB);
        QCOMPARE(line.throttle.picture(line.now).upLimitedBy, Limit::Upload);
    }

    void theAlternativeLimitsTakeThePlaceOfTheOthers()
    {
        Line line(100 * MiB);
        Settings settings;
        settings.download.absolute = rate(10 * MiB);
        settings.alternativeDownload = rate(1 * MiB);
        line.set(settings);
        Line::Taker &job = line.add(1, Priority::Background);
        line.run(5);
        settings.alternativeLimits = true;
        line.set(settings);
        line.run(5);
        QVERIFY(line.throttle.picture(line.now).alternative);
        settings.alternativeLimits = false;
        line.set(settings);
        line.run(5);
        VERIFY_WITHIN(job.mean(1, 5), 10.0 * MiB, 0.03);
        VERIFY_WITHIN(job.mean(6, 10), 1.0 * MiB, 0.03);
        VERIFY_WITHIN(job.mean(11, 15), 10.0 * MiB, 0.03);
    }

    void withoutALimitNothingWaits()
    {
        Line line(100 * MiB);
        Line::Taker &job = line.add(1, Priority::Background);
        line.run(3);
        VERIFY_WITHIN(job.mean(0, 3), 100.0 * MiB, 0.01);
        QVERIFY(!line.throttle.nextWake());
        QCOMPARE(line.throttle.picture(line.now).downLimitedBy, Limit::None);
    }

    void whatIsGivenBackMayBeTakenAgain()
    {
        Throttle throttle;
        Settings settings;
        settings.foreground.absolute = rate(64 * KiB);
        MonotonicTime now{std::chrono::hours{5}};
        throttle.setLimits(ThrottleLimits::of(settings), now);
        Line::Taker taker;
        now += std::chrono::seconds{1}; // a quarter of a second is kept: one block
        const Throttle::Download what{.job = JobId{1}};
        QCOMPARE(throttle.take(what, 16_KiB, 16_KiB, taker, now), 16_KiB);
        QCOMPARE(throttle.take(what, 16_KiB, 16_KiB, taker, now), Bytes{});
        QVERIFY(throttle.nextWake());
        throttle.giveBack(what, 16_KiB, now);
        QCOMPARE(throttle.take(what, 16_KiB, 16_KiB, taker, now), 16_KiB);
        throttle.forget(taker);
        QVERIFY(!throttle.nextWake());
    }

    void theEstimateIsWhatTheLineCarries()
    {
        Line line(20 * MiB);
        Settings settings;
        settings.background.percent = 50;
        line.set(settings);
        QVERIFY(!line.throttle.picture(line.now).measuredDown);
        Line::Taker &job = line.add(1, Priority::Background);
        line.run(3); // nothing is known: it is measured
        VERIFY_WITHIN(static_cast<double>(line.throttle.picture(line.now).measuredDown.value().value()), 20.0 * MiB,
                      0.05);
        line.run(600);
        // It does not follow its own throttle down …
        VERIFY_WITHIN(static_cast<double>(line.throttle.picture(line.now).measuredDown.value().value()), 20.0 * MiB,
                      0.05);
        // … and what finding that out costs stays below a twentieth of the share.
        const double mean = job.mean(3, 603);
        QVERIFY2(mean > 0.95 * 10 * MiB && mean < 1.06 * 10 * MiB, qPrintable(QString::number(mean / MiB)));
        QVERIFY(line.throttle.picture(line.now).rows[2].isShare);
    }

    void theEstimateRisesWithTheLineThoughAShareHoldsBack()
    {
        Line line(10 * MiB);
        Settings settings;
        settings.foreground.percent = 50;
        line.set(settings);
        Line::Taker &job = line.add(1, Priority::Foreground);
        line.run(60);
        line.capacity = 40 * MiB;
        line.run(90);
        VERIFY_WITHIN(static_cast<double>(line.throttle.picture(line.now).measuredDown.value().value()), 40.0 * MiB,
                      0.05);
        VERIFY_WITHIN(job.mean(110, 150), 20.0 * MiB, 0.1);
        // A line that became slower is noticed too, with more patience.
        line.capacity = 15 * MiB;
        line.run(1200);
        const double measured = static_cast<double>(line.throttle.picture(line.now).measuredDown.value().value());
        QVERIFY2(measured > 14.0 * MiB && measured < 17.0 * MiB, qPrintable(QString::number(measured / MiB)));
    }

    void aSlowSourceIsNotASlowLine()
    {
        Line line(40 * MiB);
        Line::Taker &job = line.add(1, Priority::Foreground);
        line.run(5);
        job.source = 1 * MiB;
        line.run(60);
        QVERIFY(line.throttle.picture(line.now).measuredDown.value().value() > 30 * MiB);
        // An absolute limit is no reason at all.
        Settings settings;
        settings.foreground.absolute = rate(64 * KiB);
        line.set(settings);
        const auto before = line.throttle.picture(line.now).measuredDown;
        line.run(600);
        QVERIFY(line.throttle.picture(line.now).measuredDown == before);
    }

    void whatWasGatheredInBuffersIsNoSpeed()
    {
        BandwidthEstimate line;
        MonotonicTime now{std::chrono::hours{5}};
        const auto second = [&](std::uint64_t bytes) {
            for (int i = 0; i < 10; ++i, now += std::chrono::milliseconds{100})
                line.onBytes(Bytes{bytes / 10}, now);
        };
        for (int i = 0; i < 5; ++i)
            second(2 * MiB);
        QCOMPARE(line.value().value().value() / KiB, 2 * KiB - 1);
        line.onBytes(64_MiB, now); // a paused connection goes on
        for (int i = 0; i < 5; ++i)
            second(2 * MiB);
        QVERIFY(line.value().value() <= BytesPerSecond{2 * MiB});
    }

    void theLowerOfAbsoluteAndPercentCounts()
    {
        Line line(20 * MiB);
        Line::Taker &job = line.add(1, Priority::Foreground);
        line.run(3);
        Settings settings;
        settings.foreground = {.absolute = rate(5 * MiB), .percent = 50};
        line.set(settings);
        line.run(31);
        VERIFY_WITHIN(job.mean(4, 34), 5.0 * MiB, 0.03); // also while the share is probed
        settings.foreground = {.absolute = rate(15 * MiB), .percent = 50};
        line.set(settings);
        line.run(10);
        VERIFY_WITHIN(job.mean(35, 43), 10.0 * MiB, 0.12);
    }
};

QTEST_APPLESS_MAIN(TestThrottle)
#include "tst_throttle.moc"
