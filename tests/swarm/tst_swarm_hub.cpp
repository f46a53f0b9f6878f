// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/swarm/Endpoints.h"
#include "tests/support/RawPeer.h"
#include "tests/support/WireEnd.h"
#include "tests/swarm/LyingHost.h"
#include "tests/swarm/SwarmMachine.h"

#include <QTest>

using namespace freshet;
using namespace freshet::test;

namespace {

constexpr int patience = 20'000;

} // namespace

/// Who may meet whom, and how many.
class SwarmHubTest : public QObject {
    Q_OBJECT

    const WireContent m_content{1_MiB, 256_KiB};

private Q_SLOTS:
    void p15_onlyOpenContentsAreSpokenOf()
    {
        const WireContent other(1_MiB, 256_KiB, WireContent::Kind::Hybrid, 9);
        SwarmMachine machine;
        machine.seed(m_content);
        RawPeer stranger(other, endpointOf(machine.address()));
        QVERIFY(!stranger.greets());
        QVERIFY(stranger.waitClosed());
        QVERIFY(stranger.received().isEmpty()); // not even our name
        RawPeer peer(m_content, endpointOf(machine.address()));
        QVERIFY(peer.greets());
        machine.hub().close(m_content.metainfo().contentId);
        QVERIFY(peer.waitClosed());
        RawPeer late(m_content, endpointOf(machine.address()));
        QVERIFY(!late.greets());
    }

    void hybridContentsHaveTwoNames()
    {
        const WireContent hybrid(1_MiB, 256_KiB, WireContent::Kind::Hybrid, 3);
        SwarmMachine machine;
        machine.seed(hybrid);
        RawPeer peer(hybrid, endpointOf(machine.address()));
        Handshake v1 = peer.handshake();
        v1.infoHash = wireInfoHash(*hybrid.metainfo().v1InfoHash);
        QVERIFY(peer.greets(v1));
        RawPeer second(hybrid, endpointOf(machine.address()));
        Handshake v2 = second.handshake();
        v2.infoHash = truncated(hybrid.metainfo().contentId);
        QVERIFY(second.greets(v2));
    }

    void p13_connectionsOfAContentAreLimited()
    {
        SwarmOptions options = SwarmMachine::defaults();
        options.maximumPeers = 3;
        SwarmMachine machine(std::move(options));
        machine.fetch(m_content);
        std::vector<std::unique_ptr<RawPeer>> peers;
        int greeted = 0;
        for (int i = 0; i < 6; ++i) {
            peers.push_back(std::make_unique<RawPeer>(m_content, endpointOf(machine.address())));
            greeted += peers.back()->greets() ? 1 : 0;
        }
        QCOMPARE(greeted, 3);
        QCOMPARE(machine.swarm(m_content).peerCount(), 3U);
        // Nor are more dialled.
        LyingHost host(m_content);
        WireEnd end(m_content, host, allOf(m_content));
        machine.meet(end.listen());
        peers.front().reset();
        QTRY_VERIFY_WITH_TIMEOUT(machine.isComplete(), patience);
    }

    void p8_whoIsBannedDoesNotGetAByte()
    {
        SwarmMachine machine;
        machine.seed(m_content);
        const PeerAddress from{*IpAddress::fromText("203.0.113.9"), 1};
        machine.hub().ban(from, {}, BanList::defaultDuration);
        QVERIFY(machine.isBanned(from, m_content)); // for every content
        // Of this machine's own addresses a ban is of one port.
        RawPeer peer(m_content, endpointOf(machine.address()));
        QVERIFY(peer.connects());
        const PeerAddress own = peerAddressOf({peer.socket().localAddress(), peer.socket().localPort()});
        machine.hub().ban(own, m_content.metainfo().contentId, BanList::defaultDuration);
        QVERIFY(!peer.greets());
        QVERIFY(peer.waitClosed());
        RawPeer other(m_content, endpointOf(machine.address()));
        QVERIFY(other.greets());
    }

    void modesThatForbidPeersListenNowhere()
    {
        for (const DownloadMode mode : {DownloadMode::HttpOnly, DownloadMode::Simple, DownloadMode::Bypass}) {
            SwarmOptions options = SwarmMachine::defaults();
            options.mode = mode;
            SwarmMachine machine(std::move(options));
            QVERIFY(machine.hub().listening().empty());
            LyingHost host(m_content);
            WireEnd end(m_content, host, allOf(m_content));
            machine.fetch(m_content);
            machine.meet(end.listen());
            QCOMPARE(machine.swarm(m_content).candidates().front().state, CandidateState::ModeForbidsPeers);
            QCOMPARE(end.knocks, 0);
        }
    }

    void modeLanLeavesStrangersOut()
    {
        SwarmOptions options = SwarmMachine::defaults();
        options.classTable = {
            {.prefix = *IpAddress::fromText("127.0.0.0"), .prefixLength = 8, .peerClass = PeerClass::Internet}};
        SwarmMachine machine(std::move(options));
        machine.seed(m_content);
        RawPeer peer(m_content, endpointOf(machine.address()));
        QVERIFY(!peer.greets());
        QVERIFY(peer.waitClosed());
    }

    void f18_severalAddressesOfBothFamilies()
    {
        SwarmOptions options = SwarmMachine::defaults();
        options.listen.push_back({.address = QHostAddress(QStringLiteral("127.0.0.2")), .port = 0});
        options.listen.push_back({.address = QHostAddress(QHostAddress::LocalHostIPv6), .port = 0});
        SwarmMachine machine(std::move(options));
        machine.seed(m_content);
        const auto addresses = machine.hub().listening();
        QCOMPARE(addresses.size(), 3U);
        for (const PeerAddress &address : addresses) {
            const PeerEndpoint endpoint = endpointOf(address);
            RawPeer peer(m_content, endpoint,
                         address.ip.isV4() ? QHostAddress(QHostAddress::LocalHost)
                                           : QHostAddress(QHostAddress::LocalHostIPv6));
            QVERIFY2(peer.greets(), address.text().c_str());
        }
    }

    void anAddressThatIsTakenIsSaid()
    {
        SwarmMachine first;
        SwarmOptions options = SwarmMachine::defaults();
        options.listen.front().port = first.address().port;
        const auto second =
            SwarmHub::start(std::move(options), first.store(), first.http(), first.clock, first.events());
        QVERIFY(!second);
        QCOMPARE(second.error().code, ErrorCode::InvalidArgument);
    }
};

QTEST_GUILESS_MAIN(SwarmHubTest)
#include "tst_swarm_hub.moc"
