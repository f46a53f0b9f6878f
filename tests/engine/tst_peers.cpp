// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/engine/EngineHarness.h"

#include "core/swarm/PeerTrace.h"
#include "core/swarm/SwarmTable.h"
#include "tests/support/LeechHost.h"
#include "tests/support/RawPeer.h"
#include "tests/support/SeedHost.h"
#include "tests/support/WireEnd.h"

#include <QDir>
#include <QElapsedTimer>
#include <QNetworkInterface>
#include <QTcpServer>
#include <QTest>

#include <atomic>

using namespace freshet;
using namespace freshet::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr qsizetype MiB = 1 << 20;

EngineOptions lanOptions(std::uint16_t port)
{
    EngineOptions options = EngineHarness::quickOptions();
    options.swarm.mode = DownloadMode::Lan;
    options.swarm.lan.enabled = false;
    options.swarm.listen = {{.address = QHostAddress(QHostAddress::LocalHost), .port = port}};
    options.swarm.pick.stalledAfter = 200ms;
    return options;
}

std::uint16_t freePort()
{
    QTcpServer probe;
    probe.listen(QHostAddress(QHostAddress::LocalHost));
    return probe.serverPort();
}

PeerAddress addressOf(const PeerEndpoint &endpoint)
{
    return *PeerAddress::fromText("127.0.0.1:" + std::to_string(endpoint.port));
}

} // namespace

/// What people see of a job's peers: a real engine, and peers on loopback that are good, slow or liars.
class TestPeers : public QObject {
    Q_OBJECT

    const std::uint16_t m_port = freePort();
    const QByteArray m_data = payload(4 * MiB);
    const Metainfo m_metainfo = metadataOf(m_data, {});
    const WireContent m_content{metadataOf(m_data, {}), m_data};

    DownloadRequest request(EngineHarness &engine, const std::vector<PeerEndpoint> &peers)
    {
        DownloadRequest request = engine.request(m_metainfo);
        request.useHttp = false;
        for (const PeerEndpoint &peer : peers)
            request.peers.push_back(addressOf(peer));
        return request;
    }
    static std::optional<PeerRow> peerAt(EngineHarness &engine, JobId job, std::uint16_t port)
    {
        const JobRow row = engine.row(job);
        if (row.peers)
            for (const PeerRow &peer : *row.peers)
                if (peer.port == port)
                    return peer;
        return std::nullopt;
    }

private Q_SLOTS:
    void a_connection_is_a_line_with_its_class_and_numbers_and_so_is_an_address_without_one()
    {
        EngineHarness engine(lanOptions(m_port));
        SeedHost seed(m_content);
        PieceSet most = allOf(m_content);
        most.remove(PieceIndex{3});
        WireEnd end(m_content, seed, most);
        const PeerEndpoint at = end.listen();
        const std::uint16_t dead = freePort();
        const JobId job = engine.host().submit(
            request(engine, {at, {.address = QHostAddress(QHostAddress::LocalHost), .port = dead}}));

        QTRY_VERIFY_WITH_TIMEOUT((peerAt(engine, job, at.port).value_or(PeerRow{}).bytesReceived.value() == 3 * MiB),
                                 10'000);
        const PeerRow peer = *peerAt(engine, job, at.port);
        QCOMPARE(peer.address, u"127.0.0.1"_s);
        QCOMPARE(peer.type, PeerType::Lan);
        QCOMPARE(peer.typeReason, PeerClassReason::ThisMachine);
        QCOMPARE(peer.foundBy, AddressSource::Manual);
        QCOMPARE(peer.unused, PeerUnused::None);
        QVERIFY(peer.connectionEstablished);
        QVERIFY(!peer.incoming);
        QVERIFY(!peer.encrypted);
        QVERIFY(peer.client.startsWith("Freshet"_L1));
        QCOMPARE(peer.havePercent(), 75.0);
        QVERIFY(peer.downloadRateBytes > BytesPerSecond{});
        QVERIFY(peer.latency);
        QVERIFY(peer.connectedAt);

        const auto candidate = peerAt(engine, job, dead);
        QVERIFY(candidate);
        QCOMPARE(candidate->state, PeerState::Candidate);
        QCOMPARE(candidate->unused, PeerUnused::WaitingToRetry);
        QCOMPARE(candidate->error, ErrorCode::ConnectFailed);
        QVERIFY(candidate->retryAt);
        QVERIFY(!candidate->connectionEstablished);
        QVERIFY(candidate->id != peer.id);
        QTRY_COMPARE_WITH_TIMEOUT(peerAt(engine, job, at.port)->state, PeerState::Idle, 5'000);
    }

    void who_has_a_piece_is_told_of_ours_when_all_is_there()
    {
        EngineHarness engine(lanOptions(m_port));
        SeedHost seed(m_content);
        WireEnd end(m_content, seed, allOf(m_content));
        RecordingHost other;
        PieceSet one = nothingOf(m_content);
        one.insert(PieceIndex{0});
        WireEnd poor(m_content, other, one);
        engine.host().submit(request(engine, {poor.listen()}));
        QTRY_VERIFY_WITH_TIMEOUT(poor.readies == 1 && !other.extensions.empty(), 10'000);
        end.dial({.address = QHostAddress(QHostAddress::LocalHost), .port = m_port});
        QTRY_COMPARE_WITH_TIMEOUT(other.haves.size(), std::size_t{4}, 10'000);
        QCOMPARE(other.haves.back(), PieceIndex{0});
    }

    void a1_a_liar_is_shown_as_banned_with_what_it_sent()
    {
        EngineHarness engine(lanOptions(m_port));
        QByteArray spoiled = m_data;
        spoiled[5] = static_cast<char>(spoiled[5] ^ 1);
        const WireContent lies(m_metainfo, spoiled);
        SeedHost seed(lies);
        PieceSet one = nothingOf(m_content);
        one.insert(PieceIndex{0});
        WireEnd end(lies, seed, one);
        const PeerEndpoint at = end.listen();
        RecordingHost silent; // somebody is left, so that the job goes on
        WireEnd other(m_content, silent, allOf(m_content));
        const JobId job = engine.host().submit(request(engine, {at, other.listen()}));
        QTRY_COMPARE_WITH_TIMEOUT(peerAt(engine, job, at.port).value_or(PeerRow{}).state, PeerState::Banned, 10'000);
        const PeerRow peer = *peerAt(engine, job, at.port);
        QCOMPARE(peer.unused, PeerUnused::Banned);
        QCOMPARE(peer.bytesBad.value(), std::uint64_t{MiB});
        QCOMPARE(peer.badBlocks, 64U);
        QVERIFY(!peer.connectionEstablished);
        QVERIFY(peer.bannedUntil);
    }

    void the_trace_says_who_was_banned_for_which_piece_and_whom_a_piece_came_from()
    {
        EngineHarness engine(lanOptions(m_port));
        std::vector<TraceEvent> events;
        QObject::connect(&engine.host(), &EngineHost::eventsRecorded, &engine.host(),
                         [&](const TraceBatch &batch) { events.insert(events.end(), batch->begin(), batch->end()); });
        QByteArray spoiled = m_data;
        spoiled[5] = static_cast<char>(spoiled[5] ^ 1);
        const WireContent lies(m_metainfo, spoiled);
        SeedHost liar(lies);
        PieceSet first = nothingOf(m_content);
        first.insert(PieceIndex{0});
        WireEnd bad(lies, liar, first);
        const PeerEndpoint badAt = bad.listen();
        SeedHost seed(m_content);
        PieceSet rest = allOf(m_content);
        rest.remove(PieceIndex{0});
        WireEnd good(m_content, seed, rest);
        const PeerEndpoint goodAt = good.listen();
        const JobId job = engine.host().submit(request(engine, {badAt, goodAt}));
        const auto told = [&](EventKind kind, const PeerEndpoint &peer, std::uint32_t piece) {
            return std::ranges::any_of(events, [&](const TraceEvent &event) {
                return event.kind == kind && event.job == job && event.piece == PieceIndex{piece}
                       && event.source == QString::fromStdString(addressOf(peer).text());
            });
        };
        QTRY_VERIFY_WITH_TIMEOUT(told(EventKind::PeerBanned, badAt, 0), 10'000);
        QTRY_VERIFY_WITH_TIMEOUT(told(EventKind::PieceVerified, goodAt, 3), 10'000);
        QVERIFY(told(EventKind::PieceRejected, badAt, 0));
        QVERIFY(!told(EventKind::PeerBanned, goodAt, 0));
    }

    void a_banned_peer_is_let_go_at_once_and_not_let_in_again()
    {
        EngineHarness engine(lanOptions(m_port));
        RecordingHost silent;
        WireEnd end(m_content, silent, allOf(m_content));
        const PeerEndpoint at = end.listen();
        const JobId job = engine.host().submit(request(engine, {at}));
        QTRY_VERIFY_WITH_TIMEOUT(peerAt(engine, job, at.port).value_or(PeerRow{}).connectionEstablished, 10'000);
        engine.host().banPeer(*PeerAddress::fromText("127.0.0.1:" + std::to_string(at.port)), {}, 3600s);
        QTRY_COMPARE_WITH_TIMEOUT(silent.closed.size(), std::size_t{1}, 5'000);
        QTRY_VERIFY_WITH_TIMEOUT(engine.host().snapshot()->bans, 5'000);
        QVERIFY(engine.host().snapshot()->bans->front().byUser);
    }

    void a_flood_of_refusals_is_told_in_part_and_counted()
    {
        struct Sink : EventSink {
            std::vector<TraceEvent> events;
            void record(TraceEvent event) override { events.push_back(std::move(event)); }
        } sink;
        struct Frozen : Clock {
            MonotonicTime now{100s};
            [[nodiscard]] MonotonicTime monotonic() const override { return now; }
            [[nodiscard]] WallTime wall() const override { return {}; }
        } clock;
        PeerTrace trace(sink, clock);
        for (int i = 0; i < 10'000; ++i)
            trace.onRefused({}, *PeerAddress::fromText("192.0.2.1:1"), PeerUnused::Banned);
        QCOMPARE(sink.events.size(), PeerTrace::burst);
        trace.onUnbanned({}, *PeerAddress::fromText("192.0.2.1:1")); // other kinds have their own budget
        QCOMPARE(sink.events.size(), PeerTrace::burst + 1);
        clock.now += 1s;
        trace.onRefused({}, *PeerAddress::fromText("192.0.2.1:1"), PeerUnused::Banned);
        QCOMPARE(sink.events.back().count, 9'900U);
    }

    void a_peer_that_chokes_is_waited_for_and_costs_nothing_meanwhile()
    {
        EngineHarness engine(lanOptions(m_port));
        RecordingHost silent;
        WireEnd end(m_content, silent, allOf(m_content));
        const PeerEndpoint at = end.listen();
        const JobId job = engine.host().submit(request(engine, {at}));
        QTRY_COMPARE_WITH_TIMEOUT(peerAt(engine, job, at.port).value_or(PeerRow{}).state, PeerState::WaitingForSlot,
                                  10'000);
        const auto settled = [&] {
            const auto before = engine.host().snapshot();
            const auto table = engine.row(job).peers;
            return QTest::qWaitFor([&] { return engine.host().snapshot()->revision > before->revision + 2; })
                   && engine.row(job).peers == table;
        };
        QTRY_VERIFY_WITH_TIMEOUT(settled(), 10'000);
    }

    void f35_peers_that_choke_or_vanish_leave_the_job_to_http_data()
    {
        QTest::addColumn<bool>("vanish");
        QTest::newRow("choke") << false;
        QTest::newRow("vanish") << true;
    }
    void f35_peers_that_choke_or_vanish_leave_the_job_to_http()
    {
        QFETCH(bool, vanish);
        EngineOptions options = lanOptions(m_port);
        options.transfer.maximumFailures = 0;
        EngineHarness engine(options);
        RecordingHost silent;
        auto peer = std::make_unique<WireEnd>(m_content, silent, allOf(m_content));
        const PeerEndpoint at = peer->listen();
        std::atomic<bool> open = false;
        HostileServer server(
            [&](const SeenRequest &seen, int) { return open ? serve(seen, m_data) : HostileReply::of(503, "later"); });
        DownloadRequest wanted = engine.request(metadataOf(m_data, {server.url()}));
        wanted.peers.push_back(addressOf(at));
        const JobId job = engine.host().submit(std::move(wanted));
        QTRY_COMPARE_WITH_TIMEOUT(peerAt(engine, job, at.port).value_or(PeerRow{}).state, PeerState::WaitingForSlot,
                                  10'000);
        open = true;
        if (vanish)
            peer.reset();
        QElapsedTimer timer;
        timer.start();
        const JobRow row = engine.wait(job);
        QVERIFY2(timer.elapsed() < 10'000, qPrintable(QString::number(timer.elapsed())));
        QVERIFY(row.state == JobState::Caching || row.state == JobState::Complete);
        QVERIFY(engine.delivered() == m_data);
        QCOMPARE(row.fromHttpOrigin.value(), 4ULL * MiB);
        QCOMPARE(row.wasted.value(), 0ULL);
    }

    void a_peer_that_owes_blocks_and_sends_none_is_shown_as_stalled()
    {
        EngineHarness engine(lanOptions(m_port));
        class Lazy : public RecordingHost {
            void onPeerInterest(PeerConnection &peer, bool interested) override { peer.setChoking(!interested); }
        } lazy;
        WireEnd end(m_content, lazy, allOf(m_content));
        const PeerEndpoint at = end.listen();
        const JobId job = engine.host().submit(request(engine, {at}));
        QTRY_COMPARE_WITH_TIMEOUT(peerAt(engine, job, at.port).value_or(PeerRow{}).state, PeerState::Stalled, 10'000);
        QVERIFY(peerAt(engine, job, at.port)->retryAt);
    }

    void whom_a_complete_content_is_served_to_is_seen_and_counted()
    {
        EngineHarness engine(lanOptions(m_port));
        SeedHost seed(m_content);
        WireEnd source(m_content, seed, allOf(m_content));
        const JobId job = engine.host().submit(request(engine, {source.listen()}));
        QCOMPARE(engine.wait(job).state, JobState::Caching);

        LeechHost leech(m_metainfo);
        WireEnd sink(m_content, leech, nothingOf(m_content));
        sink.dial({.address = QHostAddress(QHostAddress::LocalHost), .port = m_port});
        QTRY_VERIFY_WITH_TIMEOUT(leech.isComplete(), 10'000);
        const auto served = [&] {
            const JobRow row = engine.row(job);
            return row.peers && row.toLanPeers.value() == 4 * MiB
                   && std::ranges::any_of(*row.peers, [](const PeerRow &peer) {
                          return peer.incoming && peer.bytesSent.value() == 4 * MiB
                                 && peer.foundBy == AddressSource::Incoming;
                      });
        };
        QTRY_VERIFY_WITH_TIMEOUT(served(), 10'000);
    }

    void a7_who_comes_again_is_not_given_more_than_one_and_a_half_contents()
    {
        EngineOptions options = lanOptions(m_port);
        options.swarm.mode = DownloadMode::Internet;
        options.swarm.classTable = {
            {.prefix = *IpAddress::fromText("127.0.0.0"), .prefixLength = 8, .peerClass = PeerClass::Internet}};
        EngineHarness engine(options);
        SeedHost seed(m_content);
        WireEnd source(m_content, seed, allOf(m_content));
        const JobId job = engine.host().submit(request(engine, {source.listen()}));
        QCOMPARE(engine.wait(job).state, JobState::Caching);
        const PeerEndpoint at{.address = QHostAddress(QHostAddress::LocalHost), .port = m_port};
        {
            LeechHost first(m_metainfo);
            WireEnd sink(m_content, first, nothingOf(m_content));
            sink.dial(at);
            QTRY_VERIFY_WITH_TIMEOUT(first.isComplete(), 10'000);
        }
        LeechHost again(m_metainfo);
        WireEnd sink(m_content, again, nothingOf(m_content));
        sink.dial(at);
        QTRY_VERIFY_WITH_TIMEOUT(again.chokes > 0, 10'000);
        QTRY_COMPARE_WITH_TIMEOUT(engine.row(job).toInternetPeers.value(), std::uint64_t{6 * MiB}, 5'000);
        QVERIFY(!again.isComplete());
        LeechHost third(m_metainfo);
        WireEnd other(m_content, third, nothingOf(m_content));
        other.dial(at);
        QTRY_VERIFY_WITH_TIMEOUT(third.piecesTold > 0, 10'000);
        QCOMPARE(third.unchokes, 0);
    }

    void settings_of_peers_count_at_once()
    {
        EngineOptions options = lanOptions(0);
        options.swarm.listen.clear();
        options.swarm.port = freePort();
        EngineHarness engine(options);
        RecordingHost silent;
        WireEnd one(m_content, silent, allOf(m_content));
        WireEnd two(m_content, silent, allOf(m_content));
        const JobId job = engine.host().submit(request(engine, {one.listen(), two.listen()}));
        const auto connections = [&] { return engine.row(job).lanConnections; };
        QTRY_COMPARE_WITH_TIMEOUT(connections(), 2U, 10'000);
        engine.host().changeSetting(u"peers.connections"_s, SettingValue{std::uint64_t{1}});
        QTRY_COMPARE_WITH_TIMEOUT(connections(), 1U, 10'000);

        const std::uint16_t port = freePort();
        const auto answers = [](std::uint16_t at) {
            QTcpSocket socket;
            socket.connectToHost(QHostAddress(QHostAddress::LocalHost), at);
            return socket.waitForConnected(1000);
        };
        QVERIFY(answers(options.swarm.port));
        engine.host().changeSetting(u"peers.listen-port"_s, SettingValue{std::uint64_t{port}});
        QTRY_VERIFY_WITH_TIMEOUT(answers(port), 5'000);
        QVERIFY(!answers(options.swarm.port));

        engine.host().changeSetting(u"peers.mode"_s, SettingValue{u"CdnOnly"_s});
        QTRY_COMPARE_WITH_TIMEOUT(silent.closed.size(), std::size_t{2}, 10'000);
        QVERIFY(!answers(port));
    }

    void upload_slots_and_lan_discovery_follow_their_settings()
    {
        EngineOptions options = lanOptions(m_port);
        options.swarm.lan.enabled = true;
        EngineHarness engine(options);
        RecordingHost silent;
        WireEnd end(m_content, silent, allOf(m_content));
        const JobId job = engine.host().submit(request(engine, {end.listen()}));
        QTRY_COMPARE_WITH_TIMEOUT(engine.row(job).lanConnections, 1U, 10'000);
        const auto sockets = [] {
            qsizetype count = 0;
            for (const QFileInfo &file : QDir(u"/proc/self/fd"_s).entryInfoList(QDir::System | QDir::Files))
                count += file.symLinkTarget().contains("socket:"_L1) ? 1 : 0;
            return count;
        };
        const qsizetype before = sockets();
        engine.host().changeSetting(u"peers.lan-discovery"_s, SettingValue{false});
        QTRY_VERIFY_WITH_TIMEOUT(sockets() < before, 5'000);
        engine.host().changeSetting(u"peers.lan-discovery"_s, SettingValue{true});
        QTRY_COMPARE_WITH_TIMEOUT(sockets(), before, 5'000);
    }

    void the_peers_of_the_last_run_are_tried_first()
    {
        QHostAddress own;
        for (const QHostAddress &address : QNetworkInterface::allAddresses())
            if (!address.isLoopback() && address.protocol() == QAbstractSocket::IPv4Protocol)
                own = address;
        QVERIFY2(!own.isNull(), "this machine has no address but loopback ones, which are not remembered");
        EngineOptions options = lanOptions(m_port);
        options.swarm.listen = {{.address = own, .port = freePort()}};
        EngineHarness engine(options);
        RecordingHost silent;
        WireEnd end(m_content, silent, allOf(m_content));
        const PeerEndpoint at = end.listen(own);
        DownloadRequest wanted = request(engine, {});
        wanted.peers.push_back({*IpAddress::fromText(own.toString().toStdString()), at.port});
        const JobId first = engine.host().submit(std::move(wanted));
        QTRY_COMPARE_WITH_TIMEOUT(engine.row(first).lanConnections, 1U, 10'000);
        engine.restart();
        RecordingHost nobody; // keeps the job from failing before anybody is found
        WireEnd other(m_content, nobody, nothingOf(m_content));
        const JobId second = engine.host().submit(request(engine, {other.listen()}));
        QTRY_VERIFY_WITH_TIMEOUT(peerAt(engine, second, at.port).value_or(PeerRow{}).connectionEstablished, 10'000);
        QCOMPARE(peerAt(engine, second, at.port)->foundBy, AddressSource::LastRun);
    }

    void addresses_without_a_connection_are_capped()
    {
        std::vector<CandidateRow> candidates;
        for (int i = 0; i < 300; ++i)
            candidates.push_back({.address = *PeerAddress::fromText("192.0.2.1:" + std::to_string(2000 + i))});
        SwarmTable table;
        std::uint64_t nextId = 1;
        const auto nobody = [](const PeerAddress &) { return std::optional<MonotonicTime>{}; };
        const MonotonicTime now{100s};
        const auto first = table.build({}, candidates, false, nobody, nextId, 1, now);
        QCOMPARE(first->size(), SwarmTable::maximumCandidates);
        QVERIFY(!table.isDue(1, now + 10s));
        QVERIFY(!table.isDue(2, now + 100ms));
        QVERIFY(table.isDue(2, now + 1s));
        candidates.erase(candidates.begin());
        const auto second = table.build({}, candidates, false, nobody, nextId, 2, now + 1s);
        QCOMPARE(second->front().id, (*first)[1].id); // a line keeps its id
        QCOMPARE(second->back().id.value(), std::uint64_t{101});
    }
};

QTEST_GUILESS_MAIN(TestPeers)
#include "tst_peers.moc"
