// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/cloud/ServiceHarness.h"
#include "tests/engine/EngineHarness.h"

#include <QTcpServer>
#include <QTest>

using namespace freshet;
using namespace freshet::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr qsizetype MiB = 1 << 20;

/// An origin with a content and its metadata.
class Origin {
public:
    explicit Origin(QByteArray data, const QByteArray &metadata = {})
        : m_data(std::move(data))
        , m_server([this](const SeenRequest &request, int) {
            if (!request.target.endsWith(".torrent"))
                return serve(request, m_data);
            ++m_metadataAsked;
            return HostileReply::of(200, m_metadata);
        })
        , m_metainfo(metadataOf(m_data, {m_server.url(u"/app.pkg"_s)}))
        , m_metadata(metadata.isEmpty() ? QByteArray::fromStdString(encodeMetainfo(m_metainfo)) : metadata)
    {
    }

    [[nodiscard]] QUrl url() const { return m_server.url(u"/app.pkg"_s); }
    [[nodiscard]] const Metainfo &metainfo() const { return m_metainfo; }
    [[nodiscard]] const QByteArray &data() const { return m_data; }
    [[nodiscard]] int metadataAsked() const { return m_metadataAsked; }
    [[nodiscard]] std::size_t requests() const { return m_server.requests().size(); }
    [[nodiscard]] ContentPolicy policy(std::vector<int> peerModes = {1, 2, 3}) const
    {
        return {.contentId = m_metainfo.contentId,
                .size = m_metainfo.geometry.contentLength(),
                .name = u"app"_s,
                .sources = {url()},
                .metadataUrl = m_server.url(u"/app.pkg.torrent"_s),
                .peerModes = std::move(peerModes),
                .expires = SystemClock().wall() + 24h};
    }

private:
    QByteArray m_data;
    std::atomic<int> m_metadataAsked = 0;
    HostileServer m_server;
    Metainfo m_metainfo;
    QByteArray m_metadata;
};

EngineOptions with(const CloudOptions &services, DownloadMode mode = DownloadMode::HttpOnly)
{
    EngineOptions options = EngineHarness::quickOptions();
    options.services = services;
    options.swarm.mode = mode;
    options.swarm.lan.enabled = false;
    QTcpServer probe;
    probe.listen(QHostAddress(QHostAddress::LocalHost));
    options.swarm.listen = {{.address = QHostAddress(QHostAddress::LocalHost), .port = probe.serverPort()}};
    return options;
}

Sha256Digest digestOf(const QByteArray &data)
{
    const QByteArray digest = QCryptographicHash::hash(data, QCryptographicHash::Sha256);
    return *Sha256Digest::fromBytes(std::as_bytes(std::span(digest.constData(), 32)));
}

FakeServices::Handler saying(const ContentPolicy &policy)
{
    return [policy](const QJsonObject &asked) {
        return jsonAnswer({{u"policy"_s, toJson(policy)}, {u"nonce"_s, asked["nonce"_L1]}, {u"expiresIn"_s, 600}});
    };
}

} // namespace

/// What the services mean for a job: real services, a real origin, real engines.
class TestServices : public QObject {
    Q_OBJECT

    /// Events of a kind that the engine tells of from now on.
    static std::shared_ptr<std::vector<TraceEvent>> watch(EngineHarness &engine, EventKind kind)
    {
        auto events = std::make_shared<std::vector<TraceEvent>>();
        QObject::connect(&engine.host(), &EngineHost::eventsRecorded, &engine.host(),
                         [events, kind](const TraceBatch &batch) {
                             for (const TraceEvent &event : *batch)
                                 if (event.kind == kind)
                                     events->push_back(event);
                         });
        return events;
    }

private Q_SLOTS:
    void a_url_alone_is_proven_piece_by_piece_where_the_services_vouch_for_it()
    {
        RealServices services;
        Origin origin(payload(5 * MiB));
        QVERIFY(services.publish(origin.policy()));
        EngineHarness engine(with(services.options()));
        const JobRow row = engine.run(engine.request(origin.url()));
        QCOMPARE(row.state, JobState::Complete);
        QVERIFY(engine.delivered() == origin.data());
        QCOMPARE(row.contentId, origin.metainfo().contentId);
        QCOMPARE(row.proof, u"metadata"_s);
        QCOMPARE(row.modeReason, ModeReason::None);
        QCOMPARE(origin.metadataAsked(), 1);
    }

    void metadata_that_the_service_hosts_over_plain_http_is_authorised_by_what_came_over_tls()
    {
        RealServices services;
        Origin origin(payload(5 * MiB));
        ContentPolicy policy = origin.policy();
        policy.manifest = manifestOf(policy, services.publisher());
        QVERIFY(services.publish(policy, QByteArray::fromStdString(encodeMetainfo(origin.metainfo()))));
        CloudOptions options = services.options();
        options.publishers = {services.publisher().publicKey()};
        EngineHarness engine(with(options));
        const JobRow row = engine.run(engine.request(origin.url()));
        QCOMPARE(row.state, JobState::Complete);
        QCOMPARE(row.proof, u"metadata"_s);
        QCOMPARE(origin.metadataAsked(), 0);
    }

    void a_content_that_nobody_vouches_for_comes_in_simple_mode_and_says_so()
    {
        RealServices services;
        Origin origin(payload(3 * MiB));
        EngineHarness engine(with(services.options(), DownloadMode::Lan));
        const JobRow row = engine.run(engine.request(origin.url(), digestOf(origin.data())));
        QCOMPARE(row.state, JobState::Complete);
        QVERIFY(engine.delivered() == origin.data());
        QCOMPARE(row.mode, DownloadMode::Simple);
        QCOMPARE(row.modeReason, ModeReason::UnknownToServices);
        QCOMPARE(row.proof, u"sha256"_s);
    }

    void f34_without_services_everything_goes_on_over_http()
    {
        RealServices services;
        Origin origin(payload(3 * MiB));
        QVERIFY(services.publish(origin.policy()));
        const CloudOptions options = services.options();
        services.stop();
        EngineHarness engine(with(options));
        const JobRow row = engine.run(engine.request(origin.url(), digestOf(origin.data())));
        QCOMPARE(row.state, JobState::Complete);
        QVERIFY(engine.delivered() == origin.data());
        QCOMPARE(row.modeReason, ModeReason::ServicesUnreachable);
    }

    void p7_simple_mode_still_proves_what_the_caller_wanted_proven()
    {
        RealServices services;
        Origin origin(payload(3 * MiB));
        const CloudOptions options = services.options();
        services.stop();
        EngineHarness engine(with(options));
        const JobRow row = engine.run(engine.request(origin.url(), digestOf(payload(3 * MiB, 9))));
        QCOMPARE(row.state, JobState::Failed);
        QCOMPARE(row.reason.error->code, ErrorCode::DigestMismatch);
        QVERIFY(engine.delivered().isEmpty());
    }

    void a29_metadata_that_is_not_what_tls_promised_is_fetched_once_and_never_used()
    {
        FakeServices services;
        const QByteArray other = QByteArray::fromStdString(encodeMetainfo(metadataOf(payload(5 * MiB, 2), {})));
        Origin origin(payload(5 * MiB), other);
        services.answer(u"contentpolicy"_s, saying(origin.policy()));
        EngineHarness engine(with(services.options(), DownloadMode::Lan));
        const auto events = watch(engine, EventKind::PolicyNotUsed);
        for (int job = 0; job < 3; ++job) {
            const JobRow row = engine.run(engine.request(origin.url(), digestOf(origin.data())));
            QCOMPARE(row.state, JobState::Complete);
            QVERIFY(engine.delivered() == origin.data());
            QCOMPARE(row.modeReason, ModeReason::MetadataMismatch);
            QVERIFY(!row.contentId); // nothing is kept under the name that was promised
        }
        QCOMPARE(origin.metadataAsked(), 1);
        QTRY_COMPARE(events->size(), std::size_t{1});
        QCOMPARE(events->front().error, ErrorCode::ContentIdMismatch);
        QCOMPARE(levelOf(events->front()), EventLevel::Warning);
    }

    void p5_a_size_that_is_not_the_metadatas_is_distrusted_as_well()
    {
        FakeServices services;
        Origin origin(payload(5 * MiB));
        ContentPolicy policy = origin.policy();
        policy.size += Bytes{1};
        services.answer(u"contentpolicy"_s, saying(policy));
        EngineHarness engine(with(services.options()));
        const JobRow row = engine.run(engine.request(origin.url()));
        QCOMPARE(row.state, JobState::Complete);
        QCOMPARE(row.modeReason, ModeReason::MetadataMismatch);
    }

    void p2_a_policy_without_the_publishers_signature_means_simple_mode_and_an_event()
    {
        RealServices services;
        Origin origin(payload(3 * MiB));
        QVERIFY(services.publish(origin.policy()));
        CloudOptions options = services.options();
        options.publishers = {SigningKey::make()->publicKey()};
        EngineHarness engine(with(options));
        const auto events = watch(engine, EventKind::PolicyNotUsed);
        const JobRow row = engine.run(engine.request(origin.url()));
        QCOMPARE(row.state, JobState::Complete);
        QCOMPARE(row.modeReason, ModeReason::PolicyRefused);
        QCOMPARE(origin.metadataAsked(), 0);
        QTRY_COMPARE(events->size(), std::size_t{1});
        QCOMPARE(events->front().error, ErrorCode::PolicyRefused);
    }

    void machines_that_the_array_matches_deliver_to_each_other()
    {
        RealServices services;
        Origin origin(payload(6 * MiB));
        QVERIFY(services.publish(origin.policy()));
        EngineHarness first(with(services.options(), DownloadMode::Lan));
        const JobRow seeded = first.run(first.request(origin.url()));
        QCOMPARE(seeded.state, JobState::Caching);
        QTRY_COMPARE(services.peers(), std::size_t{1});
        const std::size_t before = origin.requests();

        EngineHarness second(with(services.options(), DownloadMode::Lan));
        DownloadRequest request = second.request(origin.metainfo());
        request.useHttp = false;
        const JobRow row = second.run(std::move(request));
        QCOMPARE(row.state, JobState::Caching);
        QVERIFY(second.delivered() == origin.data());
        QCOMPARE(row.fromLanPeers.value(), static_cast<std::uint64_t>(origin.data().size()));
        QCOMPARE(origin.requests(), before);
        QTRY_VERIFY(first.row(*seeded.job).toLanPeers.value() > 0);
    }

    void peers_are_used_only_in_modes_that_the_policy_allows()
    {
        RealServices services;
        Origin origin(payload(3 * MiB));
        QVERIFY(services.publish(origin.policy({3})));
        EngineHarness engine(with(services.options(), DownloadMode::Lan));
        const JobRow row = engine.run(engine.request(origin.url()));
        QCOMPARE(row.state, JobState::Complete);
        QCOMPARE(row.proof, u"metadata"_s);
        QCOMPARE(row.mode, DownloadMode::HttpOnly);
        QCOMPARE(row.modeReason, ModeReason::PeersNotAllowed);
        QCOMPARE(services.peers(), std::size_t{0});
    }

    void modes_data()
    {
        QTest::addColumn<int>("mode");
        QTest::addColumn<bool>("asks");
        QTest::newRow("0 HTTP only: still proven by metadata") << 0 << true;
        QTest::newRow("99 simple: no service is asked") << 99 << false;
        QTest::newRow("100 bypass: no service is asked") << 100 << false;
    }
    void modes()
    {
        QFETCH(int, mode);
        QFETCH(bool, asks);
        FakeServices services;
        Origin origin(payload(3 * MiB));
        services.answer(u"contentpolicy"_s, saying(origin.policy()));
        EngineHarness engine(with(services.options(), static_cast<DownloadMode>(mode)));
        const JobRow row = engine.run(engine.request(origin.url()));
        QCOMPARE(row.state, JobState::Complete);
        QCOMPARE(row.proof, asks ? u"metadata"_s : u"none"_s);
        QCOMPARE(services.asked(u"geo"_s), asks ? 1 : 0);
        QCOMPARE(services.asked(u"contentpolicy"_s), asks ? 1 : 0);
        QCOMPARE(services.asked(u"array"_s), 0);
    }

    void sources_that_came_over_tls_are_asked_before_those_of_the_metadata()
    {
        RealServices services;
        Origin origin(payload(3 * MiB));
        Origin mirror(payload(3 * MiB));
        ContentPolicy policy = origin.policy();
        policy.sources = {origin.url(), mirror.url()};
        QVERIFY(services.publish(policy));
        EngineHarness engine(with(services.options()));
        const JobRow row = engine.run(engine.request(origin.url()));
        QCOMPARE(row.state, JobState::Complete);
        QVERIFY(mirror.requests() + origin.requests() > 0);
        QVERIFY(engine.delivered() == origin.data());
    }

    void services_are_shown_in_the_picture_and_changed_while_the_engine_runs()
    {
        RealServices services;
        EngineHarness engine(with({}));
        QVERIFY(!engine.host().snapshot()->services);
        engine.restart();
        Origin origin(payload(3 * MiB));
        EngineHarness other(with(services.options()));
        (void)other.run(other.request(origin.url()));
        QTRY_VERIFY(other.host().snapshot()->services);
        QTRY_VERIFY(other.host().snapshot()->services->rows.at(2).answeredAt);
        QCOMPARE(other.host().snapshot()->services->rows.at(0).name, u"geo"_s);
    }
};

QTEST_GUILESS_MAIN(TestServices)
#include "tst_services.moc"
