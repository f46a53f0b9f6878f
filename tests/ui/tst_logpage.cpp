// SPDX-License-Identifier: GPL-3.0-or-later
// The log, and the bundle that is given to strangers.
#include "tests/ui/PageDesk.h"
#include "ui/log/LogPage.h"
#include "ui/log/SupportBundle.h"

#include <KZip>

#include <QAbstractItemModelTester>
#include <QDir>
#include <QTest>

using namespace freshet;
using namespace freshet::test;

class TestLogPage final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale::c()); }

    /// What repeats is one line with a count.
    void g31_logCollapsesRepeats()
    {
        LogModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.append(someEvents(noon));
        int counted = 0;
        for (int row = 0; row < model.rowCount(); ++row)
            counted += model.cellText(row, 4).endsWith(u"× 57"_s) ? 1 : 0;
        QCOMPARE(counted, 1);
        // What is remembered and what is live overlap: nothing comes twice.
        const int rows = model.rowCount();
        model.append(someEvents(noon));
        QCOMPARE(model.rowCount(), rows);
        model.setFilter(EventLevel::Warning, std::nullopt, {});
        QVERIFY(model.rowCount() < rows);
        for (int row = 0; row < model.rowCount(); ++row)
            QVERIFY(model.levelAt(row) >= EventLevel::Warning);
        model.setFilter(EventLevel::Debug, std::nullopt, {});
        QVERIFY(model.rowCount() > rows);
        model.setFilter(EventLevel::Debug, EventArea::Piece, {});
        QVERIFY(model.rowCount() >= 1);
        model.setFilter(EventLevel::Debug, std::nullopt, u"no such words"_s);
        QCOMPARE(model.rowCount(), 0);
        model.setFilter(EventLevel::Info, std::nullopt, {});
        QCOMPARE(model.rowCount(), rows);
    }

    void g31_logIsBounded()
    {
        LogModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        std::vector<TraceEvent> events;
        for (std::uint64_t i = 1; i <= LogModel::maximumLines + 500; ++i)
            events.push_back(
                {.kind = EventKind::JobAdded, .number = i, .wall = noon, .job = JobId{static_cast<std::int64_t>(i)}});
        model.append(events);
        QVERIFY(model.rowCount() <= static_cast<int>(LogModel::maximumLines));
    }

    void g31_logPausesWithoutLosingAnything()
    {
        Desk desk;
        desk.source.events.clear();
        auto page = desk.page<LogPage>();
        QCoreApplication::processEvents();
        TableView *view = table(*page, u"Log"_s);
        action(*page, u"Pause"_s)->setChecked(true);
        Q_EMIT desk.source.eventsRecorded(std::make_shared<const std::vector<TraceEvent>>(someEvents(noon)));
        QCOMPARE(view->model()->rowCount(), 0);
        action(*page, u"Pause"_s)->setChecked(false);
        QTRY_VERIFY(view->model()->rowCount() > 0);
    }

    /// What is given to strangers says nothing that they need not know.
    void supportBundleKeepsSecrets()
    {
        QCOMPARE(redacted(u"/home/ann/x /home/anna/y /home/ann"_s, u"/home/ann"_s), u"~/x /home/anna/y ~"_s);
        QCOMPARE(redacted(u"https://ann:pw@example.org:8443/a?token=1#f and"_s, u"/home/ann"_s),
                 u"https://example.org:8443/a?… and"_s);
        QCOMPARE(redacted(u"{\"Group Secret\": \"xyz\", \"n\": \"1\"}"_s, {}),
                 u"{\"Group Secret\": \"…\", \"n\": \"1\"}"_s);

        Desk desk;
        EngineSnapshot snapshot = *desk.source.snapshot();
        snapshot.jobs[0].destination = QDir::homePath() + u"/Downloads/a.deb"_s;
        snapshot.jobs[0].sourceUrl = u"https://ann:pw@example.org/a.deb?sig=abc"_s;
        desk.source.setSnapshot(snapshot);
        auto page = desk.page<LogPage>();
        const QString file = desk.dir.filePath(u"bundle.zip"_s);
        page->saveBundle(file);
        QTRY_VERIFY(!desk.notices.posted.empty());
        QVERIFY(desk.notices.posted.back().kind == Notice::Kind::Information);
        KZip zip(file);
        QVERIFY(zip.open(QIODevice::ReadOnly));
        const auto *root = dynamic_cast<const KArchiveDirectory *>(zip.directory()->entry(u"freshet-support"_s));
        QVERIFY(root);
        QStringList names = root->entries();
        names.sort();
        QCOMPARE(names, (QStringList{u"about.txt"_s, u"limits.json"_s, u"log.txt"_s, u"performance.json"_s,
                                     u"settings.json"_s, u"status.json"_s}));
        for (const QString &name : names) {
            const QByteArray data = root->file(name)->data();
            QVERIFY2(!data.isEmpty(), qPrintable(name));
            for (const QByteArray &hidden :
                 {QDir::homePath().toUtf8() + '/', QByteArray("ann:pw"), QByteArray("sig=abc")})
                QVERIFY2(!data.contains(hidden), qPrintable(name + u": "_s + QString::fromUtf8(hidden)));
        }
        QVERIFY(root->file(u"status.json"_s)->data().contains("192.168.7.21"));
        QCOMPARE(root->file(u"log.txt"_s)->data().count('\n'), desk.source.events.size());
        page->saveBundle(u"/nowhere/bundle.zip"_s);
        QTRY_VERIFY(desk.notices.posted.back().kind == Notice::Kind::Problem);
    }
};

QTEST_MAIN(TestLogPage)
#include "tst_logpage.moc"
