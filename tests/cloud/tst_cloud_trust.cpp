// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/policy/Freshness.h"
#include "tests/cloud/ServiceHarness.h"

#include <QFile>
#include <QJsonArray>
#include <QSslKey>
#include <QSslServer>
#include <QSslSocket>
#include <QTest>

using namespace freshet;
using namespace freshet::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

const QUrl content(u"http://updates.example/app.pkg"_s);

FakeServices::Handler saying(const ContentPolicy &policy)
{
    return [policy](const QJsonObject &asked) {
        return jsonAnswer({{u"policy"_s, toJson(policy)}, {u"nonce"_s, asked["nonce"_L1]}, {u"expiresIn"_s, 1}});
    };
}

/// A TLS server that begins an answer and never ends it.
class EndlessServer {
public:
    explicit EndlessServer(const AuthorityFiles &files)
    {
        QSslConfiguration tls = QSslConfiguration::defaultConfiguration();
        tls.setLocalCertificateChain(QSslCertificate::fromData(files.chain, QSsl::Pem));
        tls.setPrivateKey(QSslKey(files.serverKey, QSsl::Ec, QSsl::Pem));
        m_server.setSslConfiguration(tls);
        QObject::connect(&m_server, &QSslServer::pendingConnectionAvailable, &m_server, [this] {
            auto *socket = qobject_cast<QSslSocket *>(m_server.nextPendingConnection());
            const auto more = [this, socket] {
                if (m_sent < limit && socket->bytesToWrite() + socket->encryptedBytesToWrite() < 1 << 18)
                    m_sent += socket->write(QByteArray(1 << 16, ' '));
            };
            QObject::connect(socket, &QSslSocket::encryptedBytesWritten, socket, more);
            QObject::connect(socket, &QTcpSocket::readyRead, socket, [socket, more] {
                socket->readAll();
                socket->write("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n");
                more();
            });
        });
        m_server.listen(QHostAddress::LocalHost);
    }
    [[nodiscard]] quint16 port() const { return m_server.serverPort(); }
    [[nodiscard]] qint64 sent() const { return m_sent; }
    static constexpr qint64 limit = 1LL << 30;

private:
    QSslServer m_server;
    qint64 m_sent = 0;
};

} // namespace

/// Whom a client believes: the TLS of the services, and the publisher's signature; each alone is not enough.
class TestCloudTrust : public QObject {
    Q_OBJECT

    ShiftedClock m_clock;
    const SigningKey m_publisher = *SigningKey::make();
    const SigningKey m_stranger = *SigningKey::make();

    CloudOptions demanding(const FakeServices &services) const
    {
        CloudOptions options = services.options();
        options.publishers = {m_publisher.publicKey()};
        return options;
    }
    static ContentPolicy signedPolicy(const SigningKey &key, std::uint64_t version = 1)
    {
        ContentPolicy policy = samplePolicy();
        policy.manifest = manifestOf(policy, key, version);
        return policy;
    }

private Q_SLOTS:
    void init() { m_clock.reset(); }

    void p2_what_a_trusted_publisher_signed_is_believed()
    {
        FakeServices services;
        services.answer(u"contentpolicy"_s, saying(signedPolicy(m_publisher)));
        CloudClient client(demanding(services), m_clock);
        const auto policy = lookUp(client, std::nullopt, content);
        QVERIFY2(policy, qPrintable(policy ? QString() : policy.error().detail));
        QVERIFY(policy->manifest);
    }

    void p1_p2_p5_tls_alone_is_not_enough_data()
    {
        QTest::addColumn<ContentPolicy>("policy");
        const auto changed = [this](auto change) {
            ContentPolicy policy = signedPolicy(m_publisher);
            change(policy);
            return policy;
        };
        QTest::newRow("no signature") << samplePolicy();
        QTest::newRow("another key") << signedPolicy(m_stranger);
        QTest::newRow("another key that says it is ours") << changed([this](ContentPolicy &p) {
            p.manifest = manifestOf(p, m_stranger);
            p.manifest->key = m_publisher.publicKey();
        });
        QTest::newRow("signature of something else")
            << changed([](ContentPolicy &p) { p.manifest->manifest.version = 2; });
        QTest::newRow("p5 another content")
            << changed([](ContentPolicy &p) { p.contentId = samplePolicy(u"x"_s, 7).contentId; });
        QTest::newRow("p5 another size") << changed([](ContentPolicy &p) { p.size = 6_MiB; });
        QTest::newRow("p5 another product") << changed([](ContentPolicy &p) { p.name = u"other"_s; });
        QTest::newRow("p4 expired manifest") << changed([this](ContentPolicy &p) {
            p.expires = SystemClock().wall() - 1s;
            p.manifest = manifestOf(p, m_publisher);
            p.expires = SystemClock().wall() + 1h;
        });
        QTest::newRow("p4 expired policy") << changed([](ContentPolicy &p) { p.expires = SystemClock().wall() - 1s; });
    }
    void p1_p2_p5_tls_alone_is_not_enough()
    {
        QFETCH(ContentPolicy, policy);
        FakeServices services;
        services.answer(u"contentpolicy"_s, saying(policy));
        CloudClient client(demanding(services), m_clock);
        const auto answer = lookUp(client, std::nullopt, content);
        QVERIFY(!answer);
        QCOMPARE(answer.error().code, ErrorCode::PolicyRefused);
        QVERIFY(!answer.error().detail.isEmpty());
    }

    void p2_no_one_loss_lets_foreign_content_in_data()
    {
        QTest::addColumn<bool>("authority"); // that clients trust: who has it can stand between
        QTest::addColumn<bool>("services");  // say what somebody else wants
        QTest::addColumn<bool>("publisher"); // its key is known to somebody else
        QTest::addColumn<bool>("freshness"); // likewise
        QTest::addColumn<bool>("isBelieved");
        for (unsigned lost = 0; lost < 16; ++lost) {
            const bool authority = lost & 1;
            const bool services = lost & 2;
            const bool publisher = lost & 4;
            const bool freshness = lost & 8;
            // Services that are lost sign as fresh whatever they say: their key is online.
            QTest::addRow("%s%s%s%s", authority ? "authority " : "", services ? "services " : "",
                          publisher ? "publisher " : "", freshness ? "freshness " : "")
                << authority << services << publisher << freshness
                << (publisher && (services || (authority && freshness)));
        }
    }
    void p2_no_one_loss_lets_foreign_content_in()
    {
        QFETCH(bool, authority);
        QFETCH(bool, services);
        QFETCH(bool, publisher);
        QFETCH(bool, freshness);
        QFETCH(bool, isBelieved);
        const SigningKey online = *SigningKey::make();
        ContentPolicy foreign = samplePolicy(u"app"_s, 66);
        foreign.manifest = manifestOf(foreign, publisher ? m_publisher : m_stranger);
        foreign.manifest->key = m_publisher.publicKey();
        FakeServices answering;
        answering.answer(u"contentpolicy"_s, [&](const QJsonObject &asked) {
            const QString nonce = asked["nonce"_L1].toString();
            const QByteArray text = freshnessText(nonce, toJson(foreign));
            const Signature signature =
                (services || freshness ? online : m_stranger)
                    .sign(std::as_bytes(std::span(text.constData(), static_cast<std::size_t>(text.size()))));
            return jsonAnswer({{u"policy"_s, toJson(foreign)},
                               {u"nonce"_s, nonce},
                               {u"freshness"_s, QString::fromStdString(signature.hex())}});
        });
        CloudOptions options = demanding(answering);
        options.freshness = online.publicKey();
        if (!authority && !services) // somebody stands between, but cannot show what is trusted
            options.fingerprint = FakeServices().files().fingerprint;
        CloudClient client(options, m_clock);
        const auto policy = lookUp(client, std::nullopt, content);
        QCOMPARE(policy.has_value(), isBelieved);
        if (!policy)
            QCOMPARE(policy.error().code, !authority && !services   ? ErrorCode::TlsCertificate
                                          : !services && !freshness ? ErrorCode::HttpStatus
                                                                    : ErrorCode::PolicyRefused);
    }

    void p2_a_manifest_that_is_there_has_to_be_right_even_where_none_is_demanded()
    {
        FakeServices services;
        ContentPolicy policy = signedPolicy(m_stranger);
        services.answer(u"contentpolicy"_s, saying(policy));
        CloudClient client(services.options(), m_clock);
        QVERIFY(lookUp(client, std::nullopt, content));
        policy.manifest->manifest.version = 5;
        services.answer(u"contentpolicy"_s, saying(policy));
        m_clock.pass(2s);
        QCOMPARE(lookUp(client, std::nullopt, content).error().code, ErrorCode::PolicyRefused);
    }

    void a23_the_signature_alone_is_not_enough_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<int>("daysAgo");
        QTest::addColumn<bool>("isPinned");
        QTest::newRow("expired certificate") << u"127.0.0.1"_s << 900 << true;
        QTest::newRow("expired authority") << u"127.0.0.1"_s << 4000 << true;
        QTest::newRow("certificate from the future") << u"127.0.0.1"_s << -30 << true;
        QTest::newRow("of another host") << u"services.example"_s << 0 << true;
        QTest::newRow("another authority") << u"127.0.0.1"_s << 0 << false;
    }
    void a23_the_signature_alone_is_not_enough()
    {
        QFETCH(QString, name);
        QFETCH(int, daysAgo);
        QFETCH(bool, isPinned);
        FakeServices services(name, SystemClock().wall() - std::chrono::days(daysAgo));
        services.answer(u"contentpolicy"_s, saying(signedPolicy(m_publisher)));
        CloudOptions options = demanding(services);
        if (!isPinned)
            options.fingerprint = FakeServices().files().fingerprint;
        CloudClient client(options, m_clock);
        const auto answer = lookUp(client, std::nullopt, content);
        QVERIFY(!answer);
        QCOMPARE(answer.error().code, ErrorCode::TlsCertificate);
        QCOMPARE(answer.error().next, NextStep::FixClockOrTrust);
        QVERIFY(!answer.error().detail.isEmpty());
        QCOMPARE(services.asked(u"geo"_s), 0); // nothing was sent
    }

    void a23_an_authority_that_was_given_counts_instead_of_the_systems()
    {
        FakeServices services;
        CloudOptions options{.url = services.url(), .authority = services.files().authority};
        CloudClient client(options, m_clock);
        QVERIFY(bootstrap(client));
        options.authority = FakeServices().files().authority;
        client.use(options);
        QCOMPARE(bootstrap(client).error().code, ErrorCode::TlsCertificate);
        client.use({.url = services.url()}); // the system's do not know it
        QCOMPARE(bootstrap(client).error().code, ErrorCode::TlsCertificate);
    }

    void a23_nothing_is_asked_without_tls_and_no_redirect_is_followed()
    {
        FakeServices services;
        CloudOptions plain = services.options();
        plain.url.setScheme(u"http"_s);
        CloudClient client(plain, m_clock);
        QCOMPARE(bootstrap(client).error().code, ErrorCode::UrlRefused);

        FakeServices elsewhere;
        services.answer(u"geo"_s, [&](const QJsonObject &) {
            return ServedAnswer{.status = 307,
                                .headers = "Location: " + elsewhere.at(u"/v1/geo"_s).toEncoded() + "\r\n"};
        });
        client.use(services.options());
        QVERIFY(!bootstrap(client));
        QCOMPARE(elsewhere.asked(u"geo"_s), 0);
    }

    void p3_no_older_version_is_taken_after_a_newer_one_in_this_run_or_a_later_one()
    {
        QTemporaryDir dir;
        FakeServices services;
        CloudOptions options = demanding(services);
        options.stateFile = dir.filePath(u"state"_s);
        const auto refuses = [&](CloudClient &client, std::uint64_t version) {
            services.answer(u"contentpolicy"_s, saying(signedPolicy(m_publisher, version)));
            m_clock.pass(2s);
            const auto answer = lookUp(client, samplePolicy().contentId);
            return !answer && answer.error().code == ErrorCode::PolicyRefused;
        };
        {
            CloudClient client(options, m_clock);
            QVERIFY(!refuses(client, 5));
            QVERIFY(refuses(client, 4));
            QVERIFY(!refuses(client, 5));
            QVERIFY(!refuses(client, 6));
            QVERIFY(refuses(client, 5));
        }
        QVERIFY(QFile::remove(options.stateFile)); // the other copy remembers
        {
            CloudClient client(options, m_clock);
            for (std::uint64_t version = 1; version < 6; ++version)
                QVERIFY(refuses(client, version));
            QVERIFY(!refuses(client, 6));
            client.use(demanding(services)); // other settings forget nothing
            QVERIFY(refuses(client, 5));
        }
    }

    void p4_an_old_answer_played_again_is_no_answer()
    {
        FakeServices services;
        QJsonObject first;
        services.answer(u"contentpolicy"_s, [&](const QJsonObject &asked) {
            if (first.isEmpty())
                first = {{u"policy"_s, toJson(signedPolicy(m_publisher))},
                         {u"nonce"_s, asked["nonce"_L1]},
                         {u"expiresIn"_s, 1}};
            return jsonAnswer(first);
        });
        CloudClient client(demanding(services), m_clock);
        QVERIFY(lookUp(client, samplePolicy().contentId));
        const auto again = lookUp(client, std::nullopt, content);
        QVERIFY(!again);
        QCOMPARE(again.error().code, ErrorCode::HttpStatus);
        const auto rows = client.picture()->rows;
        QVERIFY(rows[2].error); // visible: freshness cannot be confirmed, and since when
        QVERIFY(rows[2].answeredAt);
    }

    void p4_an_answer_is_signed_for_the_very_question_data()
    {
        QTest::addColumn<QString>("nonce"); // that is signed; empty: the one that was asked with
        QTest::addColumn<bool>("rightKey");
        QTest::addColumn<bool>("known");
        QTest::addColumn<bool>("changed"); // after it was signed
        QTest::addColumn<ErrorCode>("error");
        constexpr auto none = ErrorCode::Internal;
        QTest::newRow("right") << QString() << true << true << false << none;
        QTest::newRow("right, and not known") << QString() << true << false << false << ErrorCode::UnknownContent;
        // The nonce alone proves nothing: whoever stands between can write it into an old answer.
        QTest::newRow("signature of an older question") << u"1234"_s << true << true << false << ErrorCode::HttpStatus;
        QTest::newRow("another key") << QString() << false << true << false << ErrorCode::HttpStatus;
        QTest::newRow("changed on the way") << QString() << true << true << true << ErrorCode::HttpStatus;
        QTest::newRow("another key, and not known") << QString() << false << false << false << ErrorCode::HttpStatus;
    }
    void p4_an_answer_is_signed_for_the_very_question()
    {
        QFETCH(QString, nonce);
        QFETCH(bool, rightKey);
        QFETCH(bool, known);
        QFETCH(bool, changed);
        QFETCH(ErrorCode, error);
        const SigningKey online = *SigningKey::make();
        FakeServices services;
        services.answer(u"contentpolicy"_s, [&](const QJsonObject &asked) {
            ContentPolicy policy = signedPolicy(m_publisher);
            const QString used = asked["nonce"_L1].toString();
            const QByteArray text =
                freshnessText(nonce.isEmpty() ? used : nonce, known ? toJson(policy) : QJsonObject());
            const Signature signature =
                (rightKey ? online : m_stranger)
                    .sign(std::as_bytes(std::span(text.constData(), static_cast<std::size_t>(text.size()))));
            if (changed)
                policy.peerModes = {3};
            QJsonObject answer{{u"nonce"_s, used}, {u"freshness"_s, QString::fromStdString(signature.hex())}};
            if (known)
                answer[u"policy"_s] = toJson(policy);
            else
                answer[u"code"_s] = u"UNKNOWN_CONTENT"_s;
            return jsonAnswer(answer, known ? 200 : 404);
        });
        CloudOptions options = demanding(services);
        options.freshness = online.publicKey();
        CloudClient client(options, m_clock);
        const auto policy = lookUp(client, std::nullopt, content);
        QCOMPARE(policy.has_value(), error == ErrorCode::Internal);
        if (!policy)
            QCOMPARE(policy.error().code, error);
    }

    void p4_real_services_sign_what_they_say()
    {
        RealServices services;
        const ContentPolicy policy = samplePolicy();
        QVERIFY(services.publish(policy));
        CloudOptions options = services.options();
        options.freshness = services.freshness();
        CloudClient client(options, m_clock);
        QVERIFY(lookUp(client, policy.contentId));
        QCOMPARE(lookUp(client, samplePolicy(u"x"_s, 7).contentId).error().code, ErrorCode::UnknownContent);
        options.freshness = m_stranger.publicKey();
        client.use(options);
        QCOMPARE(lookUp(client, policy.contentId).error().code, ErrorCode::HttpStatus);
        const auto kept = cloudOptionsFromJson(toJson(options), u"test"_s);
        QCOMPARE(kept->freshness, options.freshness);
        QVERIFY(!cloudOptionsFromJson({{u"url"_s, u"https://u.example"_s}, {u"freshness"_s, u"x"_s}}, u"test"_s));
    }

    void p5_an_answer_about_another_content_is_refused()
    {
        FakeServices services;
        services.answer(u"contentpolicy"_s, saying(signedPolicy(m_publisher)));
        CloudClient client(demanding(services), m_clock);
        const auto answer = lookUp(client, samplePolicy(u"app"_s, 8).contentId);
        QVERIFY(!answer);
        QCOMPARE(answer.error().code, ErrorCode::PolicyRefused);
    }

    void a34_without_an_answer_the_last_good_policy_counts_and_only_until_it_expires()
    {
        FakeServices services;
        ContentPolicy policy = samplePolicy();
        policy.peerModes = {1};
        policy.manifest = manifestOf(policy, m_publisher, 3);
        services.answer(u"contentpolicy"_s, saying(policy));
        CloudClient client(demanding(services), m_clock);
        QVERIFY(lookUp(client, policy.contentId));
        m_clock.pass(1h);
        services.fail(u"contentpolicy"_s);
        const auto kept = lookUp(client, policy.contentId);
        QVERIFY(kept);
        QCOMPARE(kept->peerModes, std::vector<int>{1}); // not wider
        // An older one that allows more does not get through, and changes nothing of what is known.
        ContentPolicy wider = samplePolicy();
        wider.manifest = manifestOf(wider, m_publisher, 2);
        services.answer(u"contentpolicy"_s, saying(wider));
        m_clock.pass(1h);
        QCOMPARE(lookUp(client, policy.contentId).error().code, ErrorCode::PolicyRefused);
        services.fail(u"contentpolicy"_s);
        m_clock.pass(1h);
        QCOMPARE(lookUp(client, policy.contentId)->peerModes, std::vector<int>{1});
        m_clock.pass(22h);
        QVERIFY(!lookUp(client, policy.contentId));
    }

    void f34_an_answer_without_end_costs_1_mib()
    {
        const AuthorityFiles files = *makeAuthority({u"127.0.0.1"_s}, SystemClock().wall());
        EndlessServer server(files);
        CloudClient client(
            {.url = QUrl(u"https://127.0.0.1:%1"_s.arg(server.port())), .fingerprint = files.fingerprint}, m_clock);
        const auto answer = bootstrap(client);
        QVERIFY(!answer);
        QCOMPARE(answer.error().code, ErrorCode::ResponseTooLarge);
        QVERIFY2(server.sent() < 64 << 20, qPrintable(QString::number(server.sent())));
    }
};

QTEST_GUILESS_MAIN(TestCloudTrust)
#include "tst_cloud_trust.moc"
