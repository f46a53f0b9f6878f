// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cloud/CloudMemory.h"
#include "core/cloud/CloudOptions.h"
#include "core/cloud/ServiceState.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace freshet;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

/// What is known of a service, and what outlives a run.
class TestCloudState : public QObject {
    Q_OBJECT

    static constexpr MonotonicTime start{1000h};
    const Error m_error{.code = ErrorCode::ConnectFailed};

private Q_SLOTS:
    void failures_back_off_from_2_s_to_30_min_by_a_quarter_of_chance()
    {
        ServiceState early;
        ServiceState late;
        std::chrono::nanoseconds wait = 2s;
        for (int failure = 0; failure < 14; ++failure) {
            early.onFailed(m_error, start, 0.0);
            late.onFailed(m_error, start, 0.999999);
            QVERIFY(!early.mayAsk(start + wait * 3 / 4 - 1ns));
            QVERIFY(early.mayAsk(start + wait * 3 / 4));
            QVERIFY(!late.mayAsk(start + wait * 5 / 4 - 1s));
            QVERIFY(late.mayAsk(start + wait * 5 / 4));
            wait = std::min<std::chrono::nanoseconds>(wait * 2, 30min);
        }
        QCOMPARE(early.failures(), 14);
        early.onAnswer(start, 60s);
        QCOMPARE(early.failures(), 0);
        QVERIFY(early.mayAsk(start));
        QVERIFY(!early.lastError());
    }

    void f34_an_answer_that_is_out_of_date_counts_for_a_day_while_nobody_answers()
    {
        ServiceState state;
        QVERIFY(!state.isUsable(start));
        state.onAnswer(start, 60s);
        QVERIFY(state.isFresh(start + 59s));
        QVERIFY(!state.isFresh(start + 60s));
        state.onFailed(m_error, start + 60s, 0.5);
        QVERIFY(state.isUsable(start + 24h - 1s));
        QVERIFY(!state.isUsable(start + 24h));
    }

    void how_long_an_answer_lasts_is_bounded()
    {
        ServiceState state;
        state.onAnswer(start, 0s);
        QVERIFY(state.isFresh(start + 29s));
        state.onAnswer(start, 24h * 365);
        QVERIFY(!state.isFresh(start + 24h));
    }

    void the_network_being_another_forgives_what_failed()
    {
        ServiceState state;
        state.onFailed(m_error, start, 0.5);
        QVERIFY(!state.mayAsk(start + 1s));
        state.forgive();
        QVERIFY(state.mayAsk(start + 1s));
    }

    void p3_versions_are_kept_twice_and_the_higher_ones_count()
    {
        QTemporaryDir dir;
        const QString path = dir.filePath(u"state"_s);
        CloudMemory memory;
        memory.floors = {{u"key/app"_s, 7}};
        CloudMemory::save(path, memory.encoded());
        QVERIFY(QFile::copy(path, dir.filePath(u"old"_s)));
        memory.floors[u"key/app"_s] = 9;
        CloudMemory::save(path, memory.encoded());

        // One of the two is put back, lost, or made into something else.
        QVERIFY(QFile::remove(path) && QFile::copy(dir.filePath(u"old"_s), path));
        QCOMPARE(CloudMemory::load(path).floors.at(u"key/app"_s), 9U);
        QVERIFY(QFile::remove(path));
        QCOMPARE(CloudMemory::load(path).floors.at(u"key/app"_s), 9U);
        QFile broken(path);
        QVERIFY(broken.open(QIODevice::WriteOnly) && broken.write("{\"versions\": [1, ") > 0);
        broken.close();
        QCOMPARE(CloudMemory::load(path).floors.at(u"key/app"_s), 9U);
    }

    void which_services_and_whom_to_trust_come_back_as_they_were_set()
    {
        QTemporaryDir dir;
        QVERIFY(!loadCloudOptions(dir.path())->isSet());
        CloudOptions options{.url = QUrl(u"https://updates.example:7681"_s),
                             .fingerprint = parseFingerprint(u"SHA256:"_s + QString(64, u'a')).value(),
                             .publishers = {*PublisherKey::fromHex(std::string(64, 'b'))},
                             .groupId = u"lab"_s};
        QVERIFY(saveCloudOptions(dir.path(), options));
        const auto loaded = loadCloudOptions(dir.path());
        QVERIFY(loaded);
        QCOMPARE(loaded->url, options.url);
        QCOMPARE(loaded->fingerprint, options.fingerprint);
        QCOMPARE(loaded->publishers, options.publishers);
        QCOMPARE(loaded->groupId, options.groupId);
        QVERIFY(saveCloudOptions(dir.path(), {}));
        QVERIFY(!loadCloudOptions(dir.path())->isSet());
    }

    void a23_settings_cannot_say_that_nobody_is_verified_data()
    {
        QTest::addColumn<QString>("json");
        QTest::newRow("plain http") << uR"({"url": "http://updates.example"})"_s;
        QTest::newRow("no url") << uR"({"trust": "none"})"_s;
        QTest::newRow("empty pin") << uR"({"url": "https://u.example", "trust": ""})"_s;
        QTest::newRow("short pin") << uR"({"url": "https://u.example", "trust": "sha256:abcd"})"_s;
        QTest::newRow("not a certificate") << uR"({"url": "https://u.example", "authority": "none"})"_s;
        QTest::newRow("user and password") << uR"({"url": "https://a:b@u.example"})"_s;
        QTest::newRow("publisher") << uR"({"url": "https://u.example", "publishers": ["any"]})"_s;
    }
    void a23_settings_cannot_say_that_nobody_is_verified()
    {
        QFETCH(QString, json);
        QTemporaryDir dir;
        QFile file(dir.filePath(u"services.json"_s));
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write(json.toUtf8()) > 0);
        file.close();
        const auto loaded = loadCloudOptions(dir.path());
        QVERIFY(!loaded);
        QCOMPARE(loaded.error().code, ErrorCode::InvalidArgument);
    }
};

QTEST_GUILESS_MAIN(TestCloudState)
#include "tst_cloud_state.moc"
