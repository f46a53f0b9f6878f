// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/text/Amounts.h"
#include "ui/text/ErrorText.h"
#include "ui/text/StateText.h"

#include <QLocale>
#include <QTest>

using namespace freshet;
using namespace std::chrono_literals;

class TestText : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale::c()); }

    void amounts()
    {
        QCOMPARE(text::bytes(0_B), QStringLiteral("0 B"));
        QCOMPARE(text::bytes(1023_B), QStringLiteral("1023 B"));
        QCOMPARE(text::bytes(1024_B), QStringLiteral("1.0 KiB"));
        QCOMPARE(text::bytes(1_MiB - 1_B), QStringLiteral("1.0 MiB"));
        QCOMPARE(text::bytes(1536_MiB), QStringLiteral("1.5 GiB"));
        QCOMPARE(text::rate(BytesPerSecond{2048}), QStringLiteral("2.0 KiB/s"));
    }

    void durations()
    {
        QCOMPARE(text::duration(0s), QStringLiteral("0 s"));
        QCOMPARE(text::duration(185s), QStringLiteral("3 min 05 s"));
        QCOMPARE(text::duration(2h + 7min + 59s), QStringLiteral("2 h 07 min"));
        QCOMPARE(text::duration(98h), QStringLiteral("4 d 02 h"));
    }

    void g18_ratesInEveryUnit_data()
    {
        QTest::addColumn<quint64>("rate");
        QTest::addColumn<QString>("fitting");
        QTest::addColumn<QString>("mega");
        QTest::addColumn<QString>("mebi");
        QTest::addColumn<QString>("bits");
        const auto row = [](quint64 rate, const char *fitting, const char *mega, const char *mebi, const char *bits) {
            QTest::addRow("%llu", static_cast<unsigned long long>(rate))
                << rate << QString::fromUtf8(fitting) << QString::fromUtf8(mega) << QString::fromUtf8(mebi)
                << QString::fromUtf8(bits);
        };
        row(0, "0 B/s", "0 MB/s", "0 MiB/s", "0 Mbit/s");
        row(1, "1 B/s", "0.00 MB/s", "0.00 MiB/s", "0.00 Mbit/s");
        row(50'000, "48.8 KiB/s", "0.05 MB/s", "0.05 MiB/s", "0.40 Mbit/s");
        row(1'048'576, "1.0 MiB/s", "1.05 MB/s", "1.00 MiB/s", "8.39 Mbit/s");
        row(12'500'000, "11.9 MiB/s", "12.50 MB/s", "11.92 MiB/s", "100.0 Mbit/s");
        row(99'995'000, "95.4 MiB/s", "100.0 MB/s", "95.36 MiB/s", "800.0 Mbit/s");
        row(1'250'000'000, "1.2 GiB/s", "1250.0 MB/s", "1192.1 MiB/s", "10000.0 Mbit/s");
    }
    void g18_ratesInEveryUnit()
    {
        QFETCH(quint64, rate);
        const BytesPerSecond value{rate};
        QTEST(text::rate(value, text::RateUnit::Fitting), "fitting");
        QTEST(text::rate(value, text::RateUnit::MegabytesPerSecond), "mega");
        QTEST(text::rate(value, text::RateUnit::MebibytesPerSecond), "mebi");
        QTEST(text::rate(value, text::RateUnit::MegabitsPerSecond), "bits");
        QCOMPARE(text::rate(value), text::rate(value, text::RateUnit::Fitting));
    }

    void rateUnitsAreRememberedByName()
    {
        for (const text::RateUnit unit : text::allRateUnits)
            QCOMPARE(text::rateUnitFromName(text::rateUnitName(unit)), unit);
        QCOMPARE(text::rateUnitFromName(QStringLiteral("furlongs")), text::RateUnit::Fitting);
        text::setRateUnit(text::RateUnit::MegabitsPerSecond);
        QCOMPARE(text::rate(BytesPerSecond{125'000}), QStringLiteral("1.00 Mbit/s"));
        text::setRateUnit(text::RateUnit::Fitting);
    }

    void g17_waitingIsToldInCoarseWords_data()
    {
        QTest::addColumn<qint64>("seconds");
        QTest::addColumn<QString>("words");
        const auto row = [](qint64 seconds, const char *words) {
            QTest::addRow("%lld", static_cast<long long>(seconds)) << seconds << QString::fromUtf8(words);
        };
        row(0, "a few seconds");
        row(9, "a few seconds");
        row(10, "less than a minute");
        row(59, "less than a minute");
        row(60, "about 1 min");
        row(89, "about 1 min");
        row(90, "about 2 min");
        row(9 * 60 + 59, "about 10 min");
        row(12 * 60, "about 10 min");
        row(13 * 60, "about 15 min");
        row(57 * 60, "about 55 min");
        row(58 * 60, "about 1 h");
        row(74 * 60, "about 1 h");
        row(80 * 60, "about 1 h 30 min");
        row(9 * 3600 + 50 * 60, "about 10 h");
        row(47 * 3600, "about 47 h");
        row(48 * 3600, "about 2 d");
        row(100 * 3600, "about 4 d");
    }
    void g17_waitingIsToldInCoarseWords()
    {
        QFETCH(qint64, seconds);
        QTEST(text::coarseDuration(std::chrono::seconds{seconds}), "words");
    }

    void whatIsPast_data()
    {
        QTest::addColumn<qint64>("seconds");
        QTest::addColumn<QString>("words");
        QTest::newRow("now") << qint64{59} << QStringLiteral("just now");
        QTest::newRow("minutes") << qint64{3599} << QStringLiteral("59 min ago");
        QTest::newRow("hours") << qint64{47 * 3600} << QStringLiteral("47 h ago");
        QTest::newRow("days") << qint64{48 * 3600} << QStringLiteral("2 d ago");
        QTest::newRow("of a clock that ran back") << qint64{-5} << QStringLiteral("just now");
    }
    void whatIsPast()
    {
        QFETCH(qint64, seconds);
        QTEST(text::ago(std::chrono::seconds{seconds}), "words");
    }

    void wholePercentsHideNothing()
    {
        QCOMPARE(text::wholePercent(0_B, 1_GiB), QStringLiteral("0 %"));
        QCOMPARE(text::wholePercent(1_B, 1_GiB), QStringLiteral("< 1 %"));
        QCOMPARE(text::wholePercent(505_B, 1000_B), QStringLiteral("51 %"));
        QCOMPARE(text::wholePercent(1_GiB - 1_B, 1_GiB), QStringLiteral("> 99 %"));
        QCOMPARE(text::wholePercent(1_GiB, 1_GiB), QStringLiteral("100 %"));
    }

    void shortTimesAndCounts()
    {
        QCOMPARE(text::latency(999ms), QStringLiteral("999 ms"));
        QCOMPARE(text::latency(1240ms), QStringLiteral("1.2 s"));
        QCOMPARE(text::count(1234567), QLocale().toString(1234567));
    }

    void percentReachesHundredOnlyWithEverything()
    {
        QCOMPARE(text::percent(1_GiB - 1_B, 1_GiB), QStringLiteral("99.9 %"));
        QCOMPARE(text::percent(1_GiB, 1_GiB), QStringLiteral("100.0 %"));
        QCOMPARE(text::percent(0_B, 0_B), QStringLiteral("100.0 %"));
    }

    /// Every error has a sentence and says what comes next (promise P17).
    void p17_every_error_says_why_and_what_next()
    {
        for (int i = 0; i <= static_cast<int>(ErrorCode::Internal); ++i) {
            const auto code = static_cast<ErrorCode>(i);
            QVERIFY2(text::sentence(code).endsWith(u'.'), qPrintable(errorName(code)));
        }
        for (int i = 0; i <= static_cast<int>(NextStep::ReportBug); ++i)
            QVERIFY(text::next({.next = static_cast<NextStep>(i)}).endsWith(u'.'));
    }

    void describeIsCompleteAndPlain()
    {
        const QString text = text::describe({.code = ErrorCode::DiskFull,
                                             .operation = QStringLiteral("write piece"),
                                             .object = QStringLiteral("/cache/\x1b[31mx"),
                                             .detail = QStringLiteral("No space\nleft"),
                                             .kept = Kept::VerifiedPieces,
                                             .next = NextStep::FreeSpace});
        QVERIFY(text.startsWith(QStringLiteral("DISK_FULL: The disk is full.")));
        QVERIFY(text.contains(QStringLiteral("while: write piece, /cache/ [31mx (No space left)")));
        QVERIFY(text.contains(QStringLiteral("kept: ")));
        QVERIFY(text.contains(QStringLiteral("next: Free some disk space")));
    }

    void waitingSaysForHowLong()
    {
        JobRow row;
        row.reason = {.code = ReasonCode::WaitingForRetry,
                      .error = Error{.code = ErrorCode::ConnectFailed},
                      .retryAt = MonotonicTime{10s}};
        QCOMPARE(text::reason(row, MonotonicTime{5500ms}),
                 QStringLiteral("The connection could not be made. Tried again in 5 s."));
    }
};

QTEST_APPLESS_MAIN(TestText)
#include "tst_text.moc"
