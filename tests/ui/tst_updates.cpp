// SPDX-License-Identifier: GPL-3.0-or-later
// The Updates page: a publisher (freshetctl), an nginx that serves its packs, a real engine, a real installed tree.
#include "app/desktop/Updates.h"
#include "tests/cloud/ServiceHarness.h"
#include "tests/support/NginxServer.h"
#include "tests/ui/Application.h"
#include "ui/text/UpdateText.h"
#include "ui/updates/UpdatesPage.h"

#include <QDir>
#include <QDirIterator>
#include <QLabel>
#include <QProcess>
#include <QTcpServer>
#include <QTemporaryDir>
#include <QTest>

#include <map>

using namespace freshet;
using freshet::test::Application;
using freshet::test::patience;
using namespace Qt::StringLiterals;
using Step = UpdateProduct::Step;

namespace {

using Files = std::map<QString, QByteArray>;

void write(const QString &directory, const Files &files)
{
    for (const auto &[name, data] : files) {
        const QString path = directory + u'/' + name;
        QVERIFY(QDir().mkpath(QFileInfo(path).absolutePath()));
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        QCOMPARE(file.write(data), data.size());
    }
}

Files filesOf(const QString &directory)
{
    Files files;
    for (QDirIterator it(directory, QDir::Files, QDirIterator::Subdirectories); it.hasNext();) {
        QFile file(it.next());
        if (file.open(QIODevice::ReadOnly))
            files[QDir(directory).relativeFilePath(file.fileName())] = file.readAll();
    }
    return files;
}

/// A publisher with its server.
class Publisher {
public:
    explicit Publisher(const QString &limitRate = {})
        : m_server({.limitRate = limitRate})
    {
        m_started = m_server.start();
    }

    [[nodiscard]] bool isThere() const { return m_started; }
    [[nodiscard]] QString manifest() const { return m_server.url(u"/office.manifest"_s).toString(); }
    [[nodiscard]] QString key() const { return m_dir.filePath(u"office.key.pub"_s); }
    [[nodiscard]] QString manifestFile() const { return m_server.root() + u"/office.manifest"_s; }

    /// What leads from the first release to the second.
    [[nodiscard]] QString forwardPack() const { return m_server.root() + u"/office-1-2.pack"_s; }

    void publish(const QString &version, const Files &files)
    {
        const QString place = m_dir.filePath(version);
        write(place, files);
        m_series.append(version + u'=' + place);
        QProcess tool;
        tool.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        tool.start(QCoreApplication::applicationDirPath() + u"/freshetctl"_s,
                   QStringList{u"update"_s, u"publish"_s, u"--product"_s, u"office"_s, u"--output"_s, m_server.root(),
                               u"--key"_s, m_dir.filePath(u"office.key"_s), u"--source"_s,
                               m_server.url(u"/"_s).toString(), u"--notes"_s, u"New in "_s + version, u"--zstd"_s}
                       + m_series);
        QTRY_COMPARE_WITH_TIMEOUT(tool.state(), QProcess::NotRunning, patience);
        QCOMPARE(tool.exitCode(), 0);
    }

private:
    test::NginxServer m_server;
    QTemporaryDir m_dir;
    QStringList m_series;
    bool m_started = false;
};

/// What the page shows of the one product.
struct Seen {
    Application &app;

    [[nodiscard]] ui::UpdatesPage *page() const { return qobject_cast<ui::UpdatesPage *>(app.window().currentPage()); }
    [[nodiscard]] UpdateProduct product() const
    {
        auto *view = app.find<ui::TableView>(u"products"_s);
        auto *model = view ? dynamic_cast<ui::UpdateModel *>(view->model()) : nullptr;
        return model && model->rowCount() == 1 ? model->rowAt(0) : UpdateProduct{};
    }
    [[nodiscard]] QAction *action(const QString &name) const { return page()->findChild<QAction *>(name); }
    [[nodiscard]] QString text(const QString &label) const { return app.find<QLabel>(label)->text(); }
    [[nodiscard]] bool isIdle() const { return !product().tree.isEmpty() && product().step == Step::Idle; }
    void add(const QString &tree, const QString &manifest, const QString &key)
    {
        app.window().openPage(u"updates:add"_s);
        app.find<QLineEdit>(u"productTree"_s)->setText(tree);
        app.find<QLineEdit>(u"productManifest"_s)->setText(manifest);
        app.find<QLineEdit>(u"productKey"_s)->setText(key);
        QTest::mouseClick(app.find<QPushButton>(u"productAdd"_s), Qt::LeftButton);
    }
    /// The first release, `version`, comes in full.
    void install(const QString &tree, const QString &manifest, const QString &key, const QString &version)
    {
        add(tree, manifest, key);
        QTRY_VERIFY_WITH_TIMEOUT(isIdle() && product().route, patience);
        action(u"updateApply"_s)->trigger();
        QTRY_VERIFY_WITH_TIMEOUT(isIdle() && product().installed == version, patience);
    }
};

} // namespace

class TestUpdates final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void install_update_by_difference_and_roll_back()
    {
        Publisher publisher;
        QVERIFY(publisher.isThere());
        const QByteArray large = test::payload(3 << 20);
        QByteArray changed = large;
        changed.replace(1000, 40, QByteArray(40, 'x'));
        const Files first{{u"bin/office"_s, large}, {u"share/words"_s, "one\n"}};
        const Files second{{u"bin/office"_s, changed}, {u"share/words"_s, "one\n"}, {u"share/new"_s, "two\n"}};
        publisher.publish(u"1.0"_s, first);

        const QTemporaryDir directory;
        const QString tree = directory.filePath(u"opt/office"_s);
        QVERIFY(QDir().mkpath(directory.filePath(u"opt"_s)));
        Application app(directory);
        QTRY_VERIFY_WITH_TIMEOUT(app.page(), patience);
        Seen seen{app};
        seen.add(tree, publisher.manifest(), publisher.key());
        QTRY_VERIFY_WITH_TIMEOUT(seen.isIdle() && seen.product().route, patience);
        QVERIFY(!seen.product().error);
        QCOMPARE(seen.product().route->kind, UpdateRoute::Kind::Full);
        QCOMPARE(seen.text(u"updateTitle"_s), u"office"_s);

        seen.action(u"updateApply"_s)->trigger();
        QTRY_VERIFY_WITH_TIMEOUT(seen.isIdle() && seen.product().installed == "1.0"_L1, patience);
        QCOMPARE(filesOf(tree), first);
        QVERIFY(!seen.action(u"updateApply"_s)->isEnabled());
        QVERIFY(seen.product().sources.from[4] >= 3_MiB); // it came from the HTTP origin, and is shown so
        QVERIFY2(seen.text(u"updateSources"_s).contains(u"HTTP origin"_s), qPrintable(seen.text(u"updateSources"_s)));

        publisher.publish(u"1.1"_s, second);
        seen.action(u"updateCheck"_s)->trigger();
        QTRY_VERIFY_WITH_TIMEOUT(seen.isIdle() && seen.product().newest == "1.1"_L1, patience);
        const UpdateProduct offered = seen.product();
        QCOMPARE(offered.route->kind, UpdateRoute::Kind::Forward);
        QCOMPARE(offered.alternatives.size(), std::size_t{1});
        QVERIFY(offered.route->bytes.value() * 20 < offered.alternatives[0].bytes.value());
        QVERIFY(seen.text(u"updateReason"_s).contains(text::bytes(offered.alternatives[0].bytes)));
        QCOMPARE(offered.notes, u"New in 1.1"_s);

        seen.action(u"updateApply"_s)->trigger();
        QTRY_VERIFY_WITH_TIMEOUT(seen.isIdle() && seen.product().installed == "1.1"_L1, patience);
        QCOMPARE(filesOf(tree), second);
        QCOMPARE(seen.product().rollbackTo, u"1.0"_s);

        app.restart(); // what is looked after is remembered
        QTRY_VERIFY_WITH_TIMEOUT(app.page(), patience);
        app.window().openPage(u"updates"_s);
        QTRY_VERIFY_WITH_TIMEOUT(seen.isIdle() && seen.product().installed == "1.1"_L1, patience);
        seen.action(u"updateVerify"_s)->trigger();
        QTRY_VERIFY_WITH_TIMEOUT(seen.isIdle() && seen.product().verifiedAt, patience);
        seen.action(u"updateRollBack"_s)->trigger();
        QTRY_VERIFY_WITH_TIMEOUT(seen.isIdle() && seen.product().installed == "1.0"_L1, patience);
        QCOMPARE(filesOf(tree), first);
        QStringList actions;
        for (const UpdateHistoryRow &row : seen.product().history)
            actions.append(row.action);
        QCOMPARE(actions, (QStringList{u"install"_s, u"update"_s, u"rollback"_s}));
    }

    /// By difference, from a machine of the site that the services name; stopped in the middle, and taken back.
    void an_update_comes_through_peers_and_can_wait()
    {
        Publisher publisher(u"200k"_s);
        QVERIFY(publisher.isThere());
        const QByteArray large = test::payload(1 << 20);
        const Files first{{u"bin/office"_s, large}};
        const Files second{{u"bin/office"_s, large}, {u"bin/plugin"_s, test::payload(12 << 20, 7)}};
        publisher.publish(u"1.0"_s, first);
        const test::RealServices services;
        const auto onSite = [&](EngineOptions &options) {
            options.services = services.options();
            options.swarm.mode = DownloadMode::Lan;
            options.swarm.lan.enabled = false;
            QTcpServer probe;
            probe.listen(QHostAddress(QHostAddress::LocalHost));
            options.swarm.listen = {{.address = QHostAddress(QHostAddress::LocalHost), .port = probe.serverPort()}};
        };
        const QTemporaryDir directory;
        const QString tree = directory.filePath(u"office"_s);
        Application app(directory, onSite);
        QTRY_VERIFY_WITH_TIMEOUT(app.page(), patience);
        Seen seen{app};
        seen.install(tree, publisher.manifest(), publisher.key(), u"1.0"_s);
        QCOMPARE(seen.product().installed, u"1.0"_s);

        publisher.publish(u"1.1"_s, second);
        EngineOptions options = test::EngineHarness::quickOptions();
        onSite(options);
        test::EngineHarness desk(options);
        desk.host().changeSetting(u"limits.lan-exempt"_s, SettingValue{false});
        desk.host().changeSetting(u"limits.upload"_s, SettingValue{std::uint64_t{3 << 20}});
        QFile pack(publisher.forwardPack());
        QVERIFY(pack.open(QIODevice::ReadOnly));
        QFile description(pack.fileName() + u".torrent"_s);
        QVERIFY(description.open(QIODevice::ReadOnly));
        const QByteArray metadata = description.readAll();
        const auto metainfo =
            parseMetainfo(std::as_bytes(std::span(metadata.constData(), std::size_t(metadata.size()))));
        QVERIFY(metainfo);
        desk.host().seed(std::make_shared<const Metainfo>(*metainfo),
                         std::make_shared<const UniqueFd>(::dup(pack.handle())), {});
        QTRY_COMPARE_WITH_TIMEOUT(services.peers(), std::size_t{1}, patience);

        seen.action(u"updateCheck"_s)->trigger();
        QTRY_VERIFY_WITH_TIMEOUT(seen.isIdle() && seen.product().newest == "1.1"_L1, patience);
        QCOMPARE(seen.product().route->kind, UpdateRoute::Kind::Forward);
        seen.action(u"updateApply"_s)->trigger();
        QTRY_VERIFY_WITH_TIMEOUT(seen.product().step == Step::Fetching && seen.product().received >= 2_MiB, patience);
        QVERIFY(seen.action(u"updatePause"_s)->isEnabled());
        seen.action(u"updatePause"_s)->trigger();
        QTRY_VERIFY_WITH_TIMEOUT(seen.product().step == Step::Paused, patience);
        QCOMPARE(seen.product().installed, u"1.0"_s);
        QCOMPARE(filesOf(tree), first); // it is as it was
        QVERIFY(seen.action(u"updateResume"_s)->isEnabled() && !seen.action(u"updatePause"_s)->isEnabled());
        seen.action(u"updateResume"_s)->trigger();
        QTRY_VERIFY_WITH_TIMEOUT(seen.isIdle() && seen.product().installed == "1.1"_L1, patience);
        QCOMPARE(filesOf(tree), second);
        const SourceBytes &sources = seen.product().sources;
        QVERIFY2(sources.from[0] >= 2_MiB, qPrintable(text::updateSources(seen.product())));
        QVERIFY(seen.text(u"updateSources"_s).contains(u"LAN peers"_s));

        seen.action(u"updateRollBack"_s)->trigger();
        QTRY_VERIFY_WITH_TIMEOUT(seen.isIdle() && seen.product().installed == "1.0"_L1, patience);
        QCOMPARE(filesOf(tree), first);
    }

    /// Of what somebody changed only that is fetched whole; and building the new tree can wait, too.
    void changed_files_are_repaired_and_building_can_wait()
    {
        Publisher publisher;
        QVERIFY(publisher.isThere());
        const QByteArray large = test::payload(8 << 20);
        QByteArray changed = large;
        changed.replace(1000, 40, QByteArray(40, 'x'));
        const Files first{{u"bin/office"_s, large}, {u"share/words"_s, test::payload(60'000, 3)}};
        const Files second{{u"bin/office"_s, changed}, {u"share/words"_s, test::payload(60'000, 3)}};
        publisher.publish(u"1.0"_s, first);
        const QTemporaryDir directory;
        const QString tree = directory.filePath(u"office"_s);
        Application app(directory);
        QTRY_VERIFY_WITH_TIMEOUT(app.page(), patience);
        Seen seen{app};
        seen.install(tree, publisher.manifest(), publisher.key(), u"1.0"_s);
        QCOMPARE(seen.product().installed, u"1.0"_s);
        publisher.publish(u"1.1"_s, second);
        write(tree, {{u"share/words"_s, "mine"}});
        const Files mine = filesOf(tree);

        seen.action(u"updateCheck"_s)->trigger();
        QTRY_VERIFY_WITH_TIMEOUT(seen.isIdle() && seen.product().newest == "1.1"_L1, patience);
        QCOMPARE(seen.product().route->kind, UpdateRoute::Kind::Forward);
        QCOMPARE(seen.product().modified, QStringList{u"share/words"_s});
        QVERIFY2(seen.text(u"updateReason"_s).contains(u"fetched whole"_s), qPrintable(seen.text(u"updateReason"_s)));
        // As soon as building begins it is told to wait: every installed file is hashed and the journal synced before the first byte.
        QAction *pause = seen.action(u"updatePause"_s);
        bool held = false;
        connect(pause, &QAction::enabledChanged, this, [&](bool isEnabled) {
            if (isEnabled && seen.product().step == Step::Applying && !std::exchange(held, true))
                QMetaObject::invokeMethod(pause, &QAction::trigger, Qt::QueuedConnection);
        });
        seen.action(u"updateApply"_s)->trigger();
        QTRY_VERIFY_WITH_TIMEOUT(held, patience);
        disconnect(pause, &QAction::enabledChanged, this, nullptr);
        QTRY_COMPARE_WITH_TIMEOUT(seen.product().step, Step::Paused, patience);
        QVERIFY(seen.text(u"updateState"_s).contains(u"as before"_s));
        QCOMPARE(filesOf(tree), mine);
        QVERIFY(QFileInfo(tree + u".freshet"_s).exists());
        seen.action(u"updateResume"_s)->trigger();
        QTRY_VERIFY_WITH_TIMEOUT(seen.isIdle() && seen.product().installed == "1.1"_L1, patience);
        QCOMPARE(filesOf(tree), second);
        QVERIFY2(seen.product().history.back().bytes < 2_MiB,
                 qPrintable(text::bytes(seen.product().history.back().bytes)));
        seen.action(u"updateRollBack"_s)->trigger();
        QTRY_VERIFY_WITH_TIMEOUT(seen.isIdle() && seen.product().installed == "1.0"_L1, patience);
        QCOMPARE(filesOf(tree), mine);
    }

    void what_fails_says_what_was_kept()
    {
        Publisher publisher;
        QVERIFY(publisher.isThere());
        publisher.publish(u"1.0"_s, {{u"a"_s, "one"}});
        const QTemporaryDir directory;
        const QString tree = directory.filePath(u"office"_s);
        Application app(directory);
        QTRY_VERIFY_WITH_TIMEOUT(app.page(), patience);
        Seen seen{app};
        // What cannot be right is refused in the panel, and stays there.
        seen.add(tree, publisher.manifest(), directory.filePath(u"no.key"_s));
        QVERIFY(app.find<QLabel>(u"productProblem"_s)->isVisible());
        QCOMPARE(app.find<QLineEdit>(u"productTree"_s)->text(), tree);
        seen.add(u"office"_s, publisher.manifest(), publisher.key());
        QVERIFY(app.find<QLabel>(u"productProblem"_s)->isVisible());
        seen.add(tree, publisher.manifestFile(), publisher.key()); // a local file, as from a memory stick
        QTRY_VERIFY_WITH_TIMEOUT(seen.isIdle() && seen.product().route, patience);
        seen.action(u"updateApply"_s)->trigger();
        QTRY_VERIFY_WITH_TIMEOUT(seen.isIdle() && seen.product().installed == "1.0"_L1, patience);

        QFile manifest(publisher.manifestFile());
        QVERIFY(manifest.open(QIODevice::ReadWrite));
        QByteArray forged = manifest.readAll();
        forged.replace("\"1.0\"", "\"9.0\"");
        manifest.seek(0);
        manifest.write(forged);
        manifest.close();
        seen.action(u"updateCheck"_s)->trigger();
        QTRY_VERIFY_WITH_TIMEOUT(seen.isIdle() && seen.product().error, patience);
        QTRY_VERIFY_WITH_TIMEOUT(seen.text(u"updateState"_s).contains(u"1.0 is installed as before."_s), patience);
        QCOMPARE(filesOf(tree), (Files{{u"a"_s, "one"}}));

        // A file that somebody changed is named.
        write(tree, {{u"a"_s, "changed"}});
        seen.action(u"updateVerify"_s)->trigger();
        QTRY_COMPARE_WITH_TIMEOUT(seen.product().modified, QStringList{u"a"_s}, patience);
        // Out of the list, and still installed.
        seen.action(u"updateRemove"_s)->trigger();
        QTRY_VERIFY_WITH_TIMEOUT(seen.product().tree.isEmpty(), patience);
        QVERIFY(QFileInfo::exists(tree + u"/a"_s));
    }
};

QTEST_MAIN(TestUpdates)
#include "tst_updates.moc"
