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
