// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/api/SentFields.h"
#include "tests/cloud/ServiceHarness.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

#include <set>
#include <utility>

using namespace freshet;
using namespace freshet::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

const QUrl content(u"http://updates.example/app.pkg"_s);

ServedAnswer policyAnswer(const QJsonObject &asked, const ContentPolicy &policy, int lasts = 600)
{
    return jsonAnswer({{u"policy"_s, toJson(policy)}, {u"nonce"_s, asked["nonce"_L1]}, {u"expiresIn"_s, lasts}});
}

ArrayAnnounce sampleAnnounce(std::byte who = std::byte{1}, std::uint16_t port = 7680)
{
    ArrayAnnounce announce{
        .content = samplePolicy().contentId, .port = port, .scope = DownloadMode::Lan, .left = 1_MiB};
    announce.peerId.fill(who);
    return announce;
}

} // namespace

/// The five services as a client meets them: real ones, and some that break.
class TestCloudClient : public QObject {
    Q_OBJECT

    ShiftedClock m_clock;

    static ServiceRow row(const CloudClient &client, const QString &name)
    {
        for (const ServiceRow &row : client.picture()->rows)
            if (row.name == name)
                return row;
        return {};
    }

private Q_SLOTS:
    void init() { m_clock.reset(); }

    void real_services_vouch_for_what_was_published_by_id_and_by_url()
    {
        RealServices services;
        const ContentPolicy policy = samplePolicy();
        QVERIFY(services.publish(policy));
        CloudClient client(services.options(), m_clock);
        const auto byUrl = lookUp(client, std::nullopt, content);
        QVERIFY2(byUrl, qPrintable(byUrl ? QString() : byUrl.error().detail));
        QCOMPARE(byUrl->contentId, policy.contentId);
        QCOMPARE(byUrl->metadataUrl, policy.metadataUrl);
        const auto byId = lookUp(client, policy.contentId);
        QVERIFY(byId);
        QCOMPARE(byId->size, policy.size);
        const auto other = lookUp(client, samplePolicy(u"other"_s, 9).contentId);
        QVERIFY(!other);
        QCOMPARE(other.error().code, ErrorCode::UnknownContent);
        for (const QString &name : {u"geo"_s, u"keyvalue"_s, u"contentpolicy"_s}) {
            QVERIFY(row(client, name).answeredAt);
            QVERIFY(!row(client, name).error);
        }
        QVERIFY(!row(client, u"array"_s).answeredAt);
    }

    void the_array_tells_two_machines_of_each_other()
    {
        RealServices services;
        CloudClient one(services.options(), m_clock);
        CloudClient two(services.options(), m_clock);
        const auto first = announce(one, sampleAnnounce(std::byte{1}, 7001));
        QVERIFY2(first, qPrintable(first ? QString() : first.error().detail));
        QVERIFY(first->peers.empty());
        QCOMPARE(first->observed, IpAddress::v4({127, 0, 0, 1}));
        const auto second = announce(two, sampleAnnounce(std::byte{2}, 7002));
        QVERIFY(second);
        QCOMPARE(second->peers, (std::vector<PeerAddress>{{IpAddress::v4({127, 0, 0, 1}), 7001}}));
        ArrayAnnounce leaving = sampleAnnounce(std::byte{1}, 7001);
        leaving.stopped = true;
        QVERIFY(announce(one, leaving));
        QVERIFY(announce(two, sampleAnnounce(std::byte{2}, 7002))->peers.empty());
    }

    void what_was_said_is_kept_until_it_is_out_of_date()
    {
        FakeServices services;
        services.answer(u"contentpolicy"_s,
                        [](const QJsonObject &asked) { return policyAnswer(asked, samplePolicy(), 600); });
        CloudClient client(services.options(), m_clock);
        for (int i = 0; i < 3; ++i)
            QVERIFY(lookUp(client, std::nullopt, content));
        QCOMPARE(services.asked(u"geo"_s), 1);
        QCOMPARE(services.asked(u"keyvalue"_s), 1);
        QCOMPARE(services.asked(u"contentpolicy"_s), 1);
        m_clock.pass(601s);
        QVERIFY(lookUp(client, std::nullopt, content));
        QCOMPARE(services.asked(u"contentpolicy"_s), 2);
        QCOMPARE(services.asked(u"geo"_s), 1);
        m_clock.pass(1h);
        QVERIFY(lookUp(client, std::nullopt, content));
        QCOMPARE(services.asked(u"geo"_s), 2);
    }

    void a_content_that_is_not_known_is_asked_for_once_a_minute_at_most()
    {
        FakeServices services;
        CloudClient client(services.options(), m_clock);
        for (int i = 0; i < 3; ++i)
            QCOMPARE(lookUp(client, std::nullopt, content).error().code, ErrorCode::UnknownContent);
        QCOMPARE(services.asked(u"contentpolicy"_s), 1);
        m_clock.pass(61s);
        QCOMPARE(lookUp(client, std::nullopt, content).error().code, ErrorCode::UnknownContent);
        QCOMPARE(services.asked(u"contentpolicy"_s), 2);
        QVERIFY(!row(client, u"contentpolicy"_s).error); // it works
    }

    void f34_a_service_that_fails_is_left_alone_for_longer_and_longer()
    {
        FakeServices services;
        services.fail(u"geo"_s);
        CloudClient client(services.options(), m_clock);
        QCOMPARE(lookUp(client, std::nullopt, content).error().code, ErrorCode::HttpStatus);
        for (int i = 0; i < 5; ++i)
            QVERIFY(!lookUp(client, std::nullopt, content));
        QCOMPARE(services.asked(u"geo"_s), 1);
        m_clock.pass(3s);
        QVERIFY(!lookUp(client, std::nullopt, content));
        QCOMPARE(services.asked(u"geo"_s), 2);
        m_clock.pass(2s); // of at least 3
        QVERIFY(!lookUp(client, std::nullopt, content));
        QCOMPARE(services.asked(u"geo"_s), 2);
        QCOMPARE(row(client, u"geo"_s).failures, 2);
        client.onNetworkChanged();
        QVERIFY(!lookUp(client, std::nullopt, content));
        QCOMPARE(services.asked(u"geo"_s), 3);
    }

    void f34_each_service_is_optional_after_it_answered_once()
    {
        FakeServices services;
        services.answer(u"contentpolicy"_s,
                        [](const QJsonObject &asked) { return policyAnswer(asked, samplePolicy()); });
        CloudClient client(services.options(), m_clock);
        QVERIFY(lookUp(client, std::nullopt, content));
        QVERIFY(announce(client, sampleAnnounce()));
        m_clock.pass(2h);

        services.fail(u"geo"_s);
        services.fail(u"keyvalue"_s);
        QVERIFY(lookUp(client, std::nullopt, content));
        QCOMPARE(services.asked(u"contentpolicy"_s), 2);
        QVERIFY(announce(client, sampleAnnounce()));

        m_clock.pass(2h);
        services.fail(u"discovery"_s);
        QVERIFY(announce(client, sampleAnnounce())); // where the array was
        QCOMPARE(services.asked(u"array"_s), 3);

        m_clock.pass(1h);
        services.fail(u"contentpolicy"_s);
        const auto remembered = lookUp(client, std::nullopt, content);
        QVERIFY(remembered);
        QCOMPARE(remembered->contentId, samplePolicy().contentId);
        services.fail(u"array"_s);
        QVERIFY(!announce(client, sampleAnnounce()));
    }

    void an_array_that_dies_is_replaced_by_the_one_that_discovery_names_next()
    {
        FakeServices services;
        CloudClient client(services.options(), m_clock);
        QVERIFY(announce(client, sampleAnnounce()));
        services.fail(u"array"_s);
        QVERIFY(!announce(client, sampleAnnounce()));
        QCOMPARE(services.asked(u"discovery"_s), 1);
        services.answer(u"array2"_s, [](const QJsonObject &) {
            return jsonAnswer({{u"interval"_s, 60},
                               {u"observedIp"_s, u"203.0.113.1"_s},
                               {u"peers"_s, QJsonArray{QJsonObject{{u"ip"_s, u"10.0.0.7"_s}, {u"port"_s, 7680}}}}});
        });
        services.answer(u"discovery"_s, [&](const QJsonObject &) {
            return jsonAnswer({{u"array"_s, services.at(u"/v1/array2"_s).toString()}, {u"expiresIn"_s, 600}});
        });
        const auto answer = announce(client, sampleAnnounce());
        QVERIFY(answer);
        QCOMPARE(services.asked(u"array2"_s), 1);
        QCOMPARE(answer->interval, 60s);
        QCOMPARE(answer->observed, IpAddress::v4({203, 0, 113, 1}));
        QCOMPARE(answer->peers, (std::vector<PeerAddress>{{IpAddress::v4({10, 0, 0, 7}), 7680}}));
    }

    void peers_that_are_no_addresses_are_left_out_and_their_number_is_bounded()
    {
        FakeServices services;
        QJsonArray peers{QJsonObject{{u"ip"_s, u"not an address"_s}, {u"port"_s, 1}},
                         QJsonObject{{u"ip"_s, u"224.0.0.1"_s}, {u"port"_s, 1}},
                         QJsonObject{{u"ip"_s, u"0.0.0.0"_s}, {u"port"_s, 1}},
                         QJsonObject{{u"ip"_s, u"203.0.113.1"_s}, {u"port"_s, 70000}},
                         QJsonObject{{u"ip"_s, 5}, {u"port"_s, u"x"_s}},
                         u"nothing"_s};
        for (int i = 0; i < 1000; ++i)
            peers.append(QJsonObject{{u"ip"_s, u"203.0.113.9"_s}, {u"port"_s, 1024 + i}});
        services.answer(u"array"_s, [peers](const QJsonObject &) {
            return jsonAnswer({{u"interval"_s, -5}, {u"peers"_s, peers}});
        });
        CloudClient client(services.options(), m_clock);
        const auto answer = announce(client, sampleAnnounce());
        QVERIFY(answer);
        QCOMPARE(answer->peers.size(), std::size_t{200});
        QCOMPARE(answer->peers.front().port, 1024);
        QCOMPARE(answer->interval, 5s);
    }

    void f34_what_is_no_answer_of_a_service_is_refused_data()
    {
        QTest::addColumn<QString>("service");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<ErrorCode>("code");
        QTest::newRow("no JSON") << u"geo"_s << QByteArray("<html>Sign in</html>") << ErrorCode::HttpStatus;
        QTest::newRow("no object") << u"geo"_s << QByteArray("[1, 2]") << ErrorCode::HttpStatus;
        QTest::newRow("field missing") << u"geo"_s << QByteArray("{}") << ErrorCode::HttpStatus;
        QTest::newRow("wrong type") << u"geo"_s << QByteArray("{\"keyValue\": 5}") << ErrorCode::HttpStatus;
        QTest::newRow("a23 plain http") << u"geo"_s << QByteArray("{\"keyValue\": \"http://127.0.0.1/\"}")
                                        << ErrorCode::HttpStatus;
        QTest::newRow("a21 file") << u"keyvalue"_s
                                  << QByteArray(
                                         "{\"contentPolicy\": \"file:///etc/passwd\", \"discovery\": \"https://h/\"}")
                                  << ErrorCode::HttpStatus;
        QTest::newRow("a22 control bytes")
            << u"keyvalue"_s
            << QByteArray("{\"contentPolicy\": \"https://h/\\r\\nX: y\", \"discovery\": \"https://h/\"}")
            << ErrorCode::HttpStatus;
        QTest::newRow("more than 1 MiB") << u"geo"_s << QByteArray(2 << 20, ' ') << ErrorCode::ResponseTooLarge;
    }
    void f34_what_is_no_answer_of_a_service_is_refused()
    {
        QFETCH(QString, service);
        QFETCH(QByteArray, body);
        QFETCH(ErrorCode, code);
        FakeServices services;
        services.answer(service, [body](const QJsonObject &) { return ServedAnswer{.body = body}; });
        CloudClient client(services.options(), m_clock);
        const auto policy = lookUp(client, std::nullopt, content);
        QVERIFY(!policy);
        QCOMPARE(policy.error().code, code);
        QCOMPARE(row(client, service).error->code, code);
        QCOMPARE(services.asked(u"contentpolicy"_s), 0);
    }

    void a21_policies_name_http_urls_alone_data()
    {
        QTest::addColumn<QString>("url");
        QTest::newRow("file") << u"file:///etc/passwd"_s;
        QTest::newRow("smb") << u"smb://host/share"_s;
        QTest::newRow("data") << u"data:,hello"_s;
        QTest::newRow("credentials") << u"http://user:secret@updates.example/x"_s;
        QTest::newRow("a22 line feed") << u"http://updates.example/x\nHost: other"_s;
        QTest::newRow("relative") << u"/metadata/x"_s;
    }
    void a21_policies_name_http_urls_alone()
    {
        QFETCH(QString, url);
        FakeServices services;
        services.answer(u"contentpolicy"_s, [url](const QJsonObject &asked) {
            QJsonObject policy = toJson(samplePolicy());
            policy[u"metadataUrl"_s] = url;
            return jsonAnswer({{u"policy"_s, policy}, {u"nonce"_s, asked["nonce"_L1]}});
        });
        CloudClient client(services.options(), m_clock);
        const auto policy = lookUp(client, std::nullopt, content);
        QVERIFY(!policy);
        QCOMPARE(policy.error().code, ErrorCode::PolicyRefused);
    }

    void f19_a_name_that_does_not_resolve_has_its_own_error_and_yesterdays_endpoints_still_count()
    {
        QTemporaryDir dir;
        FakeServices services;
        services.answer(u"contentpolicy"_s,
                        [](const QJsonObject &asked) { return policyAnswer(asked, samplePolicy(), 1); });
        CloudOptions options = services.options();
        options.stateFile = dir.filePath(u"state"_s);
        {
            CloudClient client(options, m_clock);
            QVERIFY(lookUp(client, std::nullopt, content));
        }
        services.fail(u"geo"_s);
        m_clock.pass(23h);
        {
            CloudClient client(options, m_clock); // another run
            QVERIFY(lookUp(client, samplePolicy().contentId));
            QCOMPARE(services.asked(u"contentpolicy"_s), 2);
        }
        m_clock.pass(2h);
        {
            CloudClient client(options, m_clock);
            QVERIFY(!lookUp(client, samplePolicy(u"other"_s, 7).contentId));
            QCOMPARE(services.asked(u"contentpolicy"_s), 2); // nobody knows any more where that is
        }
        CloudClient nowhere({.url = QUrl(u"https://services.invalid:7681"_s)}, m_clock);
        QCOMPARE(lookUp(nowhere, std::nullopt, content).error().code, ErrorCode::NameResolution);
        QCOMPARE(row(nowhere, u"geo"_s).error->code, ErrorCode::NameResolution);
    }

    void a_clock_that_is_wrong_by_years_makes_nothing_of_yesterday_count_for_ever()
    {
        QTemporaryDir dir;
        FakeServices services;
        services.answer(u"contentpolicy"_s,
                        [](const QJsonObject &asked) { return policyAnswer(asked, samplePolicy()); });
        CloudOptions options = services.options();
        options.stateFile = dir.filePath(u"state"_s);
        for (const auto wrong : {std::chrono::hours(24 * 3650), -std::chrono::hours(24 * 3650)}) {
            {
                CloudClient client(options, m_clock);
                QVERIFY(lookUp(client, std::nullopt, content));
            }
            m_clock.setWrong(wrong);
            {
                CloudClient client(options, m_clock);
                const int before = services.asked(u"geo"_s);
                const auto policy = lookUp(client, std::nullopt, content);
                QCOMPARE(services.asked(u"geo"_s), before + 1); // endpoints of another time do not count
                QCOMPARE(policy.has_value(),
                         wrong < 0h); // what expires tomorrow has expired for a machine of the future
                if (!policy)
                    QCOMPARE(policy.error().code, ErrorCode::PolicyRefused);
            }
            m_clock.setWrong({});
        }
    }

    void p15_only_listed_fields_are_sent_and_nothing_of_a_query()
    {
        FakeServices services;
        services.answer(u"contentpolicy"_s,
                        [](const QJsonObject &asked) { return policyAnswer(asked, samplePolicy(), 1); });
        CloudOptions options = services.options();
        options.groupId = u"lab"_s;
        CloudClient client(options, m_clock);
        QVERIFY(lookUp(client, std::nullopt, QUrl(u"http://updates.example/app.pkg?token=secret#part"_s)));
        QCOMPARE(services.sent(u"contentpolicy"_s)["altCatalogId"_L1].toString(), content.toString());
        ArrayAnnounce group = sampleAnnounce();
        group.scope = DownloadMode::Group;
        group.reported = IpAddress::v4({10, 1, 2, 3});
        group.stopped = true;
        QVERIFY(announce(client, group));
        std::set<std::pair<QString, QString>> seen;
        for (const QString &name : {u"geo"_s, u"keyvalue"_s, u"contentpolicy"_s, u"discovery"_s, u"array"_s}) {
            const QJsonObject sent = services.sent(name);
            QVERIFY(!sent.isEmpty());
            for (auto it = sent.begin(); it != sent.end(); ++it)
                seen.emplace(name, it.key());
            QVERIFY(!QString::fromUtf8(QJsonDocument(sent).toJson()).contains(u"secret"_s));
        }
        QVERIFY(lookUp(client, samplePolicy().contentId));
        seen.emplace(u"contentpolicy"_s, u"contentId"_s);
        std::set<std::pair<QString, QString>> listed;
        for (const SentField &field : sentFields())
            listed.emplace(field.service, field.field);
        QCOMPARE(seen, listed); // what is listed is sent, and what is sent is listed

        QVERIFY(announce(client, sampleAnnounce()));
        QVERIFY(!services.sent(u"array"_s).contains("groupId"_L1)); // the group is told in group scope alone
    }

    void the_last_exchange_and_the_certificate_are_shown()
    {
        FakeServices services;
        services.answer(u"geo"_s, [&](const QJsonObject &) {
            return jsonAnswer({{u"keyValue"_s, services.at(u"/v1/keyvalue"_s).toString()},
                               {u"odd"_s, QString(u"a\u0007b"_s).append(QString(500, u'x'))},
                               {u"list"_s, QJsonArray{1, 2}}});
        });
        CloudClient client(services.options(), m_clock);
        QVERIFY(bootstrap(client));
        const ServiceRow geo = row(client, u"geo"_s);
        QVERIFY(geo.exchange);
        QCOMPARE(geo.exchange->status, 200);
        const auto valueOf = [](const std::vector<ExchangedField> &fields, const QString &name) {
            const auto field = std::ranges::find(fields, name, &ExchangedField::name);
            return field == fields.end() ? QString() : field->value;
        };
        QCOMPARE(valueOf(geo.exchange->sent, u"profile"_s), u"PC"_s);
        QCOMPARE(valueOf(geo.exchange->received, u"list"_s), u"[1,2]"_s);
        const QString odd =
            valueOf(geo.exchange->received, u"odd"_s); // a31: nothing that acts on a terminal, and short
        QVERIFY2(odd.startsWith(u"abx"_s) && odd.endsWith(u'…') && odd.size() <= 201, qPrintable(odd));
        QVERIFY(geo.certificate);
        QVERIFY(geo.certificate->expires > m_clock.wall() + 24h);
        QVERIFY(geo.certificate->validFrom <= m_clock.wall());
        QVERIFY(!geo.certificate->issuer.isEmpty());
        QCOMPARE(geo.certificate->fingerprint.size(), 7 + 64);
        QVERIFY(!row(client, u"array"_s).exchange);

        const auto picture = servicesFromJson(toJson(*client.picture(), m_clock.monotonic()), m_clock.monotonic());
        const auto again = std::ranges::find(picture.rows, u"geo"_s, &ServiceRow::name);
        QCOMPARE(again->certificate, geo.certificate);
        QCOMPARE(again->exchange->sent, geo.exchange->sent);
        QCOMPARE(again->exchange->received, geo.exchange->received);
    }

    void f31_a_certificate_that_is_refused_is_shown_too()
    {
        FakeServices services(u"127.0.0.1"_s, SystemClock().wall() - 900 * 24h);
        CloudClient client(services.options(), m_clock);
        QVERIFY(!bootstrap(client));
        const ServiceRow geo = row(client, u"geo"_s);
        QCOMPARE(geo.error->code, ErrorCode::TlsCertificate);
        QVERIFY(geo.certificate);
        QVERIFY(geo.certificate->expires < m_clock.wall());
        QCOMPARE(geo.exchange->status, 0);
        QVERIFY(!geo.exchange->sent.empty());
    }

    void what_is_asked_for_anew_is_asked_at_once()
    {
        FakeServices services;
        CloudClient client(services.options(), m_clock);
        QVERIFY(bootstrap(client));
        bool isTold = false;
        client.askAnew([&](const Result<void> &outcome) { isTold = outcome.has_value(); });
        QTRY_VERIFY(isTold);
        QCOMPARE(services.asked(u"geo"_s), 2);
        QCOMPARE(services.asked(u"keyvalue"_s), 2);
    }

    void other_services_or_none_are_used_from_the_next_question_on()
    {
        FakeServices first;
        FakeServices second;
        CloudClient client(first.options(), m_clock);
        QVERIFY(bootstrap(client));
        client.use(second.options());
        QVERIFY(bootstrap(client));
        QCOMPARE(first.asked(u"geo"_s), 1);
        QCOMPARE(second.asked(u"geo"_s), 1);

        bool isTold = false;
        client.lookUp(std::nullopt, content, [&](const Result<ContentPolicy> &policy) {
            isTold = true;
            QVERIFY(!policy);
        });
        client.use({}); // while it is being asked
        QTRY_VERIFY(isTold);
        QVERIFY(!client.isSet());
        QVERIFY(!client.picture());
        QCOMPARE(lookUp(client, std::nullopt, content).error().code, ErrorCode::UnknownContent);
    }

    void metadata_that_was_refused_is_left_alone_for_longer_each_time()
    {
        FakeServices services;
        CloudClient client(services.options(), m_clock);
        const ContentId id = samplePolicy().contentId;
        QVERIFY(!client.isMetadataRefused(id));
        client.onMetadataRefused(id);
        m_clock.pass(15min - 1s);
        QVERIFY(client.isMetadataRefused(id));
        m_clock.pass(3min);
        QVERIFY(!client.isMetadataRefused(id));
        client.onMetadataRefused(id);
        m_clock.pass(29min);
        QVERIFY(client.isMetadataRefused(id));
        QVERIFY(!client.isMetadataRefused(samplePolicy(u"other"_s, 3).contentId));
    }
};

QTEST_GUILESS_MAIN(TestCloudClient)
#include "tst_cloud_client.moc"
