// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/engine/EngineHarness.h"

#include <QSemaphore>
#include <QSignalSpy>
#include <QTest>

using namespace freshet;
using namespace freshet::test;
using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype MiB = 1 << 20;

} // namespace

class TestEngineSettings : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aChangeAppliesAtOnceAndShowsInThePicture()
    {
        EngineOptions options = EngineHarness::quickOptions();
        options.maximumRunningJobs = 1;
        EngineHarness engine(options);
        const QByteArray a = payload(MiB, 1);
        const QByteArray b = payload(MiB, 2);
        QSemaphore gate;
        HostileServer slow([&](const SeenRequest &request, int) {
            gate.acquire();
            return serve(request, a);
        });
        HostileServer quick([&](const SeenRequest &request, int) { return serve(request, b); });
        const JobId first = engine.host().submit(engine.request(metadataOf(a, {slow.url()})));
        QTRY_COMPARE(engine.row(first).reason.code, ReasonCode::ContactingSource);
        const JobId second = engine.host().submit(engine.request(metadataOf(b, {quick.url()})));
        QTRY_COMPARE(engine.row(second).reason.code, ReasonCode::WaitingForSlot);

        engine.host().changeSetting(u"jobs.running"_s, std::uint64_t{2});
        QCOMPARE(engine.wait(second).state, JobState::Complete);
        const auto settings = engine.host().snapshot()->settings;
        QVERIFY(settings);
        QCOMPARE(settings->values.maximumRunningJobs, 2U);
        QCOMPARE(settings->find(u"jobs.running"_s)->provider, SettingProvider::File);
        QCOMPARE(engine.row(first).state, JobState::Downloading);
        gate.release(100);
        QCOMPARE(engine.wait(first).state, JobState::Complete);
        QCOMPARE(engine.host().snapshot()->settings, settings); // the same part as long as nothing changes
    }

    void changesSideBySideAreAllKept()
    {
        EngineHarness engine;
        engine.host().changeSetting(u"jobs.running"_s, std::uint64_t{4});
        engine.host().changeSetting(u"http.connections"_s, std::uint64_t{5});
        engine.host().changeSetting(u"jobs.running"_s, std::uint64_t{6});
        const auto values = [&] {
            const auto settings = engine.host().snapshot()->settings;
            return settings ? settings->values : Settings{};
        };
        QTRY_COMPARE(values().maximumRunningJobs, 6U);
        QCOMPARE(values().connectionsPerSource, 5U);
        QFile file(engine.path(u"cache/settings.json"_s));
        QVERIFY(file.open(QIODevice::ReadOnly));
        SettingsBook stored;
        QVERIFY(stored.readFile(file.readAll(), file.fileName()));
        QCOMPARE(stored.values(), values());
    }

    void whatIsRefusedIsTold()
    {
        EngineHarness engine;
        QSignalSpy refused(&engine.host(), &EngineHost::settingRefused);
        engine.host().changeSetting(u"jobs.running"_s, std::uint64_t{0});
        QVERIFY(refused.wait());
        QCOMPARE(refused.first().at(0).toString(), u"jobs.running"_s);
        QCOMPARE(refused.first().at(1).value<Error>().code, ErrorCode::InvalidArgument);
    }
};

QTEST_GUILESS_MAIN(TestEngineSettings)
#include "tst_settings.moc"
