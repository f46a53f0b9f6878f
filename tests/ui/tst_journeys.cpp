// SPDX-License-Identifier: GPL-3.0-or-later
// Whole ways through the application: real widgets, a real engine, a real nginx.
#include "app/desktop/SingleInstance.h"
#include "core/meta/Metainfo.h"
#include "tests/support/NginxServer.h"
#include "tests/ui/Application.h"

#include <QDir>
#include <QImage>
#include <QLabel>
#include <QProcess>
#include <QTest>

using namespace freshet;
using freshet::test::Application;
using freshet::test::patience;
using namespace Qt::StringLiterals;

namespace {

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

class TestJourneys final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void g28_add_watch_pause_restart_resume_finish()
    {
        test::NginxServer origin({.limitRate = u"700k"_s});
        QVERIFY2(origin.start(), qPrintable(origin.problem()));
        const QByteArray data = test::payload(8 << 20);
        origin.put(u"content.bin"_s, data);
        const QTemporaryDir directory;
        const QString torrent = directory.filePath(u"update.torrent"_s);
        QFile file(torrent);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(QByteArray::fromStdString(encodeMetainfo(test::metadataOf(data, {origin.url(u"/content.bin"_s)}))));
        file.close();

        Application app(directory);
        QTRY_VERIFY_WITH_TIMEOUT(app.page(), patience);
        app.add(torrent);
        QTRY_VERIFY_WITH_TIMEOUT(app.is(JobState::Downloading), patience);
        QTRY_VERIFY_WITH_TIMEOUT(app.row()->received() >= 4_MiB, patience);
        QTRY_VERIFY_WITH_TIMEOUT(app.find<QLabel>(u"jobState"_s)->text().contains(u"Receiving"_s), patience);

        // Its pieces, while they come.
        app.window().openPage(u"transfers:1/pieces"_s);
        auto *map = app.find<ui::PieceMap>(u"pieceMap"_s);
        QTRY_VERIFY_WITH_TIMEOUT(
            [&] {
                map->setCurrentPiece(0);
                return map->accessibleDescription().contains(u"127.0.0.1"_s);
            }(),
            patience);

        app.trigger(u"Pause"_s);
        QTRY_VERIFY_WITH_TIMEOUT(app.is(JobState::Paused), patience);
        auto *remedy = app.find<QPushButton>(u"remedy"_s);
        QTRY_VERIFY_WITH_TIMEOUT(remedy->isVisible(), patience);

        app.restart();
        QTRY_VERIFY_WITH_TIMEOUT(app.page() && app.is(JobState::Paused), patience);
        QVERIFY(app.row()->fileSizeKnown); // a paused one has its size and its progress
        QCOMPARE(app.row()->fileSize, Bytes{8 << 20});
        QTRY_VERIFY_WITH_TIMEOUT(app.row()->received() >= 2_MiB, patience); // all but the pieces that were not whole
        QTRY_VERIFY_WITH_TIMEOUT(app.find<QPushButton>(u"remedy"_s)->isVisible(), patience);
        QTest::mouseClick(app.find<QPushButton>(u"remedy"_s), Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(app.is(JobState::Downloading), patience);

        app.restart(); // in the middle, with nobody asking for anything
        QTRY_VERIFY_WITH_TIMEOUT(app.page() && (app.is(JobState::Complete) || app.is(JobState::Caching)), patience);
        QCOMPARE(contentOf(directory.filePath(u"update"_s)), data);
        QCOMPARE(app.row()->fromHttpOrigin, Bytes{8 << 20}); // nothing was fetched twice
    }

    void a_busy_cache_is_a_page_with_a_remedy()
    {
        const QTemporaryDir directory;
        EngineOptions options = test::EngineHarness::quickOptions();
        options.store.cacheDirectory = directory.filePath(u"cache"_s);
        const SystemClock clock;
        auto other = EngineHost::start(options, clock);
        QVERIFY(other.has_value());
        Application app(directory);
        auto *retry = app.find<QPushButton>(u"troubleRetry"_s);
        QTRY_VERIFY_WITH_TIMEOUT(retry->isVisible(), patience);
        QVERIFY(!app.page());
        other->reset();
        QTest::mouseClick(retry, Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(app.page(), patience);
    }

    /// freshet --screenshot, without a display.
    void the_program_takes_pictures_of_its_pages()
    {
        const QTemporaryDir directory;
        const QString file = directory.filePath(u"page.png"_s);
        const auto run = [&](const QString &page) {
            QProcess program;
            program.start(QCoreApplication::applicationDirPath() + u"/freshet"_s,
                          {u"--screenshot"_s, file, u"--page"_s, page, u"--size"_s, u"1000x700"_s, u"--scale"_s,
                           u"1.5"_s, u"--dark"_s, u"--no-lan"_s, u"--cache-dir"_s, directory.filePath(u"cache"_s),
                           u"--state-file"_s, directory.filePath(u"state.ini"_s)});
            program.waitForFinished(patience);
            return std::pair(program.exitCode(), program.readAllStandardError());
        };
        QCOMPARE(run(u"settings:limits"_s).first, 0);
        const QImage picture(file);
        QCOMPARE(picture.size(), QSize(1500, 1050));
        QVERIFY(picture.pixelColor(750, 500).lightness() < 128);
        QVERIFY(run(u"nowhere"_s).second.contains("Pages: welcome transfers"));
    }

    void g25_a_second_start_hands_over_and_ends()
    {
        const QTemporaryDir directory;
        const QString cache = directory.filePath(u"cache"_s);
        QVERIFY(!desktop::SingleInstance::handOver(cache, {u"--page"_s, u"log"_s}));
        desktop::SingleInstance first(cache);
        QStringList heard;
        QObject::connect(&first, &desktop::SingleInstance::started, [&](const QStringList &what) { heard = what; });
        std::atomic<bool> taken = false;
        std::thread second([&] { taken = desktop::SingleInstance::handOver(cache, {u"--page"_s, u"transfers"_s}); });
        QTRY_COMPARE(heard, (QStringList{u"--page"_s, u"transfers"_s}));
        QTRY_VERIFY(taken.load());
        second.join();
    }
};

QTEST_MAIN(TestJourneys)
#include "tst_journeys.moc"
