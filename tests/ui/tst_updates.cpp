// SPDX-License-Identifier: GPL-3.0-or-later
// The Updates page: a publisher (freshetctl), an nginx that serves its packs, a real engine, a real installed tree.
#include "app/desktop/Updates.h"
#include "tests/cloud/ServiceHarness.h"
#include "tests/ui/UpdateScene.h"
#include "ui/text/UpdateText.h"

#include <QTcpServer>
#include <QTemporaryDir>
#include <QTest>

using namespace freshet;
using freshet::test::Application;
using freshet::test::Files;
using freshet::test::filesOf;
using freshet::test::patience;
using namespace Qt::StringLiterals;
using Step = UpdateProduct::Step;

class TestUpdates final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void install_update_by_difference_and_roll_back()
    {
        test::UpdatePublisher publisher;
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
        test::UpdatesSeen seen{app};
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
        test::UpdatePublisher publisher(u"200k"_s);
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
        test::UpdatesSeen seen{app};
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
        QVERIFY2(seen.product().received >= 1_MiB,
                 qPrintable(seen.text(u"updateState"_s))); // it says how much is there
        QCOMPARE(filesOf(tree), first);                    // it is as it was
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
        // The way forth again is planned at once.
        QVERIFY(seen.product().route && seen.product().route->kind == UpdateRoute::Kind::Forward);
    }

    /// Of what somebody changed only that is fetched whole; and building the new tree can wait, too, while other products go on.
    void changed_files_are_repaired_and_building_can_wait()
    {
        test::UpdatePublisher publisher;
        QVERIFY(publisher.isThere());
        const QByteArray large = test::payload(8 << 20);
        QByteArray changed = large;
        changed.replace(1000, 40, QByteArray(40, 'x'));
        const Files first{{u"bin/office"_s, large}, {u"share/words"_s, test::payload(60'000, 3)}};
        const Files second{{u"bin/office"_s, changed},
                           {u"bin/plugin"_s, test::payload(3 << 20, 9)},
                           {u"share/words"_s, test::payload(60'000, 3)}};
        publisher.publish(u"1.0"_s, first);
        const QTemporaryDir directory;
        const QString tree = directory.filePath(u"office"_s);
        Application app(directory);
        QTRY_VERIFY_WITH_TIMEOUT(app.page(), patience);
        test::UpdatesSeen seen{app};
        seen.install(tree, publisher.manifest(), publisher.key(), u"1.0"_s);
        QCOMPARE(seen.product().installed, u"1.0"_s);
        publisher.publish(u"1.1"_s, second);
        test::write(tree, {{u"share/words"_s, "mine"}});
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
        std::vector<Bytes> received; // by the jobs that it takes, together
        std::vector<Bytes> obtained; // where from is known
        connect(&app.updates(), &UpdateSource::changed, this, [&] {
            if (const UpdateProduct product = app.updates().table()->front(); product.step == Step::Fetching) {
                received.push_back(product.received);
                obtained.push_back(product.sources.received());
            }
        });
        std::vector<std::uint64_t> told; // percents of building
        connect(seen.model(), &QAbstractItemModel::dataChanged, this, [&] {
            const UpdateProduct product = seen.product(tree);
            if (product.step == Step::Applying && (told.empty() || told.back() != product.built))
                told.push_back(product.built);
        });
        seen.action(u"updateApply"_s)->trigger();
        QTRY_VERIFY_WITH_TIMEOUT(held, patience);
        disconnect(pause, &QAction::enabledChanged, this, nullptr);
        QTRY_COMPARE_WITH_TIMEOUT(seen.product().step, Step::Paused, patience);
        QVERIFY(seen.text(u"updateState"_s).contains(u"as before"_s));
        // Another product is looked at meanwhile: the worker is free, and what is held stays so.
        const QString other = directory.filePath(u"other"_s);
        seen.add(other, publisher.manifest(), publisher.key());
        QTRY_VERIFY_WITH_TIMEOUT(seen.product(other).step == Step::Idle && seen.product(other).route, patience);
        QCOMPARE(seen.product(tree).step, Step::Paused);
        QCOMPARE(filesOf(tree), mine);
        seen.page()->open(other);
        seen.action(u"updateRemove"_s)->trigger();
        QTRY_COMPARE_WITH_TIMEOUT(seen.product().tree, tree, patience);
        seen.page()->open(tree);
        QTRY_VERIFY_WITH_TIMEOUT(seen.action(u"updateResume"_s)->isEnabled(), patience);
        seen.action(u"updateResume"_s)->trigger();
        QTRY_VERIFY_WITH_TIMEOUT(seen.isIdle() && seen.product().installed == "1.1"_L1, patience);
        QCOMPARE(filesOf(tree), second);
        QVERIFY(std::ranges::is_sorted(received) && std::ranges::is_sorted(obtained));
        QVERIFY(std::ranges::is_sorted(told));
        QVERIFY(std::ranges::any_of(told, [](std::uint64_t percent) { return percent > 10 && percent < 90; }));
        // What it cost: what is new and the changed file, and much less than everything; by all the jobs that it took.
        const Bytes cost = seen.product().history.back().bytes;
        QVERIFY2(cost > 3_MiB + 60'000_B && cost < 5_MiB, qPrintable(text::bytes(cost)));
        QVERIFY2(received.back() >= cost, qPrintable(text::bytes(received.back())));
        QVERIFY2(seen.product().sources.from[4] >= cost, qPrintable(text::updateSources(seen.product())));
        seen.action(u"updateRollBack"_s)->trigger();
        QTRY_VERIFY_WITH_TIMEOUT(seen.isIdle() && seen.product().installed == "1.0"_L1, patience);
        QCOMPARE(filesOf(tree), mine);
    }

    /// A file that the publisher's encoder makes, and this machine's makes otherwise: it is taken out of the full pack as it is, and nothing else is fetched again.
    void what_is_made_otherwise_here_is_taken_as_it_is()
    {
        test::UpdatePublisher publisher;
        QVERIFY(publisher.isThere());
        const QByteArray large = test::payload(6 << 20);
        QByteArray changed = large;
        changed.replace(1000, 40, QByteArray(40, 'x'));
        const Files first{{u"bin/office"_s, large}, {u"share/doc.gz"_s, test::packedText("one end\n")}};
        const Files second{{u"bin/office"_s, changed}, {u"share/doc.gz"_s, test::packedText("another end\n")}};
        publisher.publish(u"1.0"_s, first);
        const QTemporaryDir directory;
        const QString tree = directory.filePath(u"office"_s);
        Application app(directory);
        QTRY_VERIFY_WITH_TIMEOUT(app.page(), patience);
        test::UpdatesSeen seen{app};
        seen.install(tree, publisher.manifest(), publisher.key(), u"1.0"_s);
        QCOMPARE(seen.product().installed, u"1.0"_s);
        publisher.publish(u"1.1"_s, second);
        publisher.useOtherEncoder(u"1.0"_s, u"1.1"_s);
        const auto forward = static_cast<std::uint64_t>(QFileInfo(publisher.forwardPack()).size());

        seen.action(u"updateCheck"_s)->trigger();
        QTRY_VERIFY_WITH_TIMEOUT(seen.isIdle() && seen.product().newest == "1.1"_L1, patience);
        QCOMPARE(seen.product().route->kind, UpdateRoute::Kind::Forward);
        QCOMPARE(seen.product().route->bytes, Bytes{forward});
        QVERIFY(seen.product().modified.isEmpty());
        QCOMPARE(seen.product().sources, SourceBytes{}); // those of 1.0 are not of this way
        QString reason;                                  // why more comes than was planned
        connect(&app.updates(), &UpdateSource::changed, this, [&] {
            if (app.updates().table()->front().unlike == QStringList{u"share/doc.gz"_s})
                reason = seen.text(u"updateReason"_s);
        });
        seen.action(u"updateApply"_s)->trigger();
        QTRY_VERIFY_WITH_TIMEOUT(seen.isIdle(), patience);
        QVERIFY2(reason.contains(u"otherwise on this machine"_s), qPrintable(reason));
        QVERIFY(reason.contains(u"share/doc.gz"_s));
        QVERIFY2(!seen.product().error, qPrintable(seen.text(u"updateState"_s)));
        QCOMPARE(seen.product().installed, u"1.1"_s);
        QCOMPARE(filesOf(tree), second);
        const Bytes cost = seen.product().history.back().bytes;
        QVERIFY2(cost > Bytes{forward} && cost < Bytes{forward} + 2_MiB, qPrintable(text::bytes(cost)));
        QVERIFY2(seen.product().sources.from[4] >= cost, qPrintable(text::updateSources(seen.product())));
        QCOMPARE(QDir(tree + u".freshet"_s).entryList({u"*.part"_s, u"office*"_s, u"pack.ranges"_s}), QStringList());
        seen.action(u"updateRollBack"_s)->trigger();
        QTRY_VERIFY_WITH_TIMEOUT(seen.isIdle() && seen.product().installed == "1.0"_L1, patience);
        QCOMPARE(filesOf(tree), first);
    }

    void what_fails_says_what_was_kept()
    {
        test::UpdatePublisher publisher;
        QVERIFY(publisher.isThere());
        publisher.publish(u"1.0"_s, {{u"a"_s, "one"}});
        const QTemporaryDir directory;
        const QString tree = directory.filePath(u"office"_s);
        Application app(directory);
        QTRY_VERIFY_WITH_TIMEOUT(app.page(), patience);
        test::UpdatesSeen seen{app};
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

        // A manifest that is not there is named, and leaves no transfer behind; what is installed is known all the same.
        seen.action(u"updateRemove"_s)->trigger();
        QTRY_VERIFY_WITH_TIMEOUT(seen.product().tree.isEmpty(), patience);
        const std::size_t jobs = app.jobs();
        seen.add(tree, publisher.manifest() + u".gone"_s, publisher.key());
        QTRY_VERIFY_WITH_TIMEOUT(seen.isIdle() && seen.product().error, patience);
        const QString state = seen.text(u"updateState"_s);
        QVERIFY2(state.contains(u"office.manifest.gone"_s) && state.contains(u"1.0 is installed as before."_s),
                 qPrintable(state));
        QTRY_COMPARE_WITH_TIMEOUT(app.jobs(), jobs, patience);

        // A file that somebody changed is named, and what comes of it.
        test::write(tree, {{u"a"_s, "changed"}});
        seen.action(u"updateVerify"_s)->trigger();
        QTRY_COMPARE_WITH_TIMEOUT(seen.product().modified, QStringList{u"a"_s}, patience);
        QVERIFY2(seen.text(u"updateReason"_s).startsWith(u"1 installed file"_s),
                 qPrintable(seen.text(u"updateReason"_s)));
        // Out of the list, and still installed.
        seen.action(u"updateRemove"_s)->trigger();
        QTRY_VERIFY_WITH_TIMEOUT(seen.product().tree.isEmpty(), patience);
        QVERIFY(QFileInfo::exists(tree + u"/a"_s));
    }
};

QTEST_MAIN(TestUpdates)
#include "tst_updates.moc"
