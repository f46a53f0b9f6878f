// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/Error.h"

#include <QSet>
#include <QTest>

#include <cerrno>

using namespace freshet;

class TestError : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void namesAreStableAndUnique()
    {
        QCOMPARE(errorName(ErrorCode::EmptyContent), QStringLiteral("EMPTY_CONTENT"));
        QCOMPARE(errorName(ErrorCode::CacheBusy), QStringLiteral("CACHE_BUSY"));
        QSet<QString> seen;
        for (int i = 0; i <= static_cast<int>(ErrorCode::Internal); ++i) {
            const QString name = errorName(static_cast<ErrorCode>(i));
            QVERIFY(!name.isEmpty());
            QVERIFY2(!seen.contains(name), qPrintable(name));
            seen.insert(name);
        }
    }

    void errnoBecomesACodeWithARemedy()
    {
        const auto of = [](int number, bool writing) {
            return errorFromErrno(number, QStringLiteral("op"), QStringLiteral("x"), Kept::VerifiedPieces, writing);
        };
        QCOMPARE(of(ENOSPC, true).code, ErrorCode::DiskFull);
        QCOMPARE(of(ENOSPC, true).next, NextStep::FreeSpace);
        QCOMPARE(of(EROFS, true).code, ErrorCode::DiskReadOnly);
        QCOMPARE(of(EACCES, true).code, ErrorCode::OutputUnwritable);
        QCOMPARE(of(EACCES, false).code, ErrorCode::FileUnreadable);
        QCOMPARE(of(EIO, true).code, ErrorCode::DiskIo);
        QCOMPARE(of(EIO, true).kept, Kept::VerifiedPieces);
    }
};

QTEST_APPLESS_MAIN(TestError)
#include "tst_error.moc"
