// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/discover/LanAnnounce.h"
#include "core/discover/LanDiscovery.h"
#include "core/discover/NetworkWatch.h"
#include "core/discover/QtAddress.h"

#include <QElapsedTimer>
#include <QNetworkInterface>
#include <QRandomGenerator>
#include <QTest>
#include <QUdpSocket>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace freshet::test {

namespace {

/// Other tests may talk on the same loopback interface: contents of chance keep them apart.
ContentId newContent()
{
    ContentId content;
    for (std::byte &b : content.writable())
        b = static_cast<std::byte>(QRandomGenerator::global()->bounded(256));
    return content;
}

PeerAddress loopback(std::uint16_t port, std::uint8_t host = 1)
{
    return {IpAddress::v4({127, 0, 0, host}), port};
}

LocalNetwork loopbackOnly()
{
    LocalNetwork network = NetworkWatch::read();
    std::erase_if(network.interfaces, [](const LocalInterface &interface) { return !interface.isLoopback; });
    return network;
}

/// A program on the loopback interface.
struct Machine : LanDiscovery::Listener {
    explicit Machine(std::uint16_t port, LanDiscoveryOptions options = {.loopback = true})
        : discovery(std::move(options), clock, *this)
    {
        discovery.setListening({loopback(port)});
        discovery.setNetwork(loopbackOnly());
    }

    void onLanPeer(const LanPeer &peer) override { peers.push_back(peer); }
    void onLanPeersGone(const ContentId &, const std::vector<PeerAddress> &those) override
    {
        gone.insert(gone.end(), those.begin(), those.end());
    }
    [[nodiscard]] int heard(const PeerAddress &address) const
    {
        return static_cast<int>(std::ranges::count(peers, address, &LanPeer::address));
    }
    [[nodiscard]] const LanLink &link4() const
    {
        links = discovery.links();
        return *std::ranges::find(links, true, &LanLink::isV4);
    }

    SystemClock clock;
    std::vector<LanPeer> peers;
    std::vector<PeerAddress> gone;
    LanDiscovery discovery;
    mutable std::vector<LanLink> links;
};

/// Says anything on the loopback interface, from any of its addresses.
void say(const QByteArray &payload, std::uint8_t host = 9)
{
    QUdpSocket socket;
    QVERIFY(socket.bind(QHostAddress(u"127.0.0.%1"_s.arg(host))));
    socket.setMulticastInterface(QNetworkInterface::interfaceFromName(u"lo"_s));
    QVERIFY2(socket.writeDatagram(payload, QHostAddress(u"239.192.152.143"_s), lanDiscoveryPort) > 0,
             qPrintable(socket.errorString()));
}

QByteArray announceOf(const ContentId &content, std::uint16_t port, const std::string &cookie = "7f")
{
    return QByteArray::fromStdString(
        composeLanAnnounce({.port = port, .hashes = {truncated(content)}, .cookie = cookie}, lanDiscoveryGroup4));
}

} // namespace

/// LAN discovery between programs of this machine, over real sockets on the loopback interface.
class TestDiscoverLan : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void twoProgramsFindEachOtherAtOnce()
    {
        const ContentId content = newContent();
        Machine a(7001);
        Machine b(7002);
        QElapsedTimer timer;
        timer.start();
        a.discovery.add(content, {truncated(content)});
        b.discovery.add(content, {truncated(content)});
        QTRY_VERIFY_WITH_TIMEOUT(a.heard(loopback(7002)) == 1 && b.heard(loopback(7001)) == 1, 5000);
        qInfo("found each other after %lld ms", timer.elapsed());
        QCOMPARE(a.peers.front().content, content);
        QVERIFY(a.peers.front().machine != 0);
        QVERIFY(a.peers.front().theyDialFirst != b.peers.front().theyDialFirst); // exactly one of them dials
    }

    void lateJoinersFindEverybodyWithinASecond()
    {
        const ContentId content = newContent();
        AnnounceTiming quiet; // no opening: whoever announces again does so to answer
        quiet.opening = {1h, 2h, 3h};
        Machine a(7001, {.loopback = true, .timing = quiet});
        Machine b(7002, {.loopback = true, .timing = quiet});
        a.discovery.add(content, {truncated(content)});
        b.discovery.add(content, {truncated(content)});
        QTRY_VERIFY(a.heard(loopback(7002)) == 1 && b.heard(loopback(7001)) == 1);
        Machine late(7003, {.loopback = true, .timing = quiet});
        QElapsedTimer timer;
        timer.start();
        late.discovery.add(content, {truncated(content)});
        QTRY_VERIFY_WITH_TIMEOUT(late.heard(loopback(7001)) == 1 && late.heard(loopback(7002)) == 1, 5000);
        QVERIFY(a.heard(loopback(7003)) == 1 && b.heard(loopback(7003)) == 1);
        qInfo("the late one knew everybody after %lld ms", timer.elapsed());
    }

    void hybridContentsSayBothNames()
    {
        const ContentId content = newContent();
        const SwarmHash v1 = truncated(newContent());
        Machine old(7001);
        Machine both(7002);
        old.discovery.add(content, {v1}); // as a program that knows version 1 alone
        both.discovery.add(content, {v1, truncated(content)});
        QTRY_VERIFY(old.heard(loopback(7002)) == 1 && both.heard(loopback(7001)) == 1);
    }

    void p15_nothingIsSaidOfOtherContents()
    {
        const ContentId shared = newContent();
        const ContentId secret = newContent();
        Machine quiet(7001);
        Machine curious(7002);
        curious.discovery.add(shared, {truncated(shared)});
        curious.discovery.add(secret, {truncated(secret)}); // asks, but the other never added it
        quiet.discovery.add(shared, {truncated(shared)});
        QTRY_VERIFY(curious.heard(loopback(7001)) == 1 && quiet.heard(loopback(7002)) == 1);
        QTRY_VERIFY(quiet.discovery.ignored().unknownContent >= 2); // two questions, no answer
        QCOMPARE(curious.heard(loopback(7001)), 1);
        QCOMPARE(curious.peers.front().content, shared);
        quiet.discovery.remove(shared);
        curious.peers.clear();
        say(announceOf(shared, 9000));
        QTRY_VERIFY(curious.heard(loopback(9000, 9)) == 1);
        QCOMPARE(quiet.heard(loopback(9000, 9)), 0);
    }

    void off()
    {
        const ContentId content = newContent();
        Machine off(7001, {.enabled = false, .loopback = true});
        Machine on(7002);
        off.discovery.add(content, {truncated(content)});
        on.discovery.add(content, {truncated(content)});
        QTRY_VERIFY(on.link4().announcesSent >= 2);
        QVERIFY(off.discovery.links().empty());
        QVERIFY(off.peers.empty());
        QVERIFY(on.peers.empty());
    }

    void whoDoesNotListenIsSilent()
    {
        const ContentId content = newContent();
        Machine deaf(7001);
        Machine b(7002);
        deaf.discovery.setListening({});
        deaf.discovery.add(content, {truncated(content)});
        b.discovery.add(content, {truncated(content)});
        QTRY_VERIFY(deaf.heard(loopback(7002)) == 1);
        QCOMPARE(deaf.link4().announcesSent, 0U);
        deaf.discovery.setListening({loopback(7001, 5)});
        QTRY_VERIFY(b.heard(loopback(7001, 5)) == 1); // with the address it listens on
    }

    void a17_nonsenseAndEchoesAreIgnored()
    {
        const ContentId content = newContent();
        Machine a(7001);
        a.discovery.add(content, {truncated(content)});
        QTRY_VERIFY(a.discovery.ignored().own >= 2); // multicast comes back to its sender
        for (const QByteArray &nonsense : {"BT-SEARCH"_ba, QByteArray(2000, 'x'), "BT-SEARCH * HTTP/1.1\r\n\r\n"_ba})
            say(nonsense);
        say(announceOf(newContent(), 9000));
        say(announceOf(content, 9000));
        QTRY_COMPARE(a.heard(loopback(9000, 9)), 1);
        QVERIFY(a.discovery.ignored().malformed >= 3);
        QVERIFY(a.discovery.ignored().unknownContent >= 1);
        QCOMPARE(a.peers.size(), 1U);
    }

    void a17_floodsAreBounded()
    {
        const ContentId content = newContent();
        Machine a(7001, {.loopback = true, .maximumPeersPerContent = 20, .maximumDatagramsPerSecond = 1000});
        a.discovery.add(content, {truncated(content)});
        QTRY_VERIFY(a.link4().joined);
        for (int host = 10; host < 110; ++host)
            say(announceOf(content, 9000, std::to_string(host)), static_cast<std::uint8_t>(host));
        QTRY_VERIFY(a.discovery.ignored().overCap == 80);
        QCOMPARE(a.peers.size(), 20U);
        // Nobody is answered more often than the schedule allows.
        QVERIFY(a.link4().announcesSent < 10);
    }

    void a17_theKernelDropsWhatWeDoNotRead()
    {
        const ContentId content = newContent();
        Machine a(7001, {.loopback = true, .maximumDatagramsPerSecond = 100});
        a.discovery.add(content, {truncated(content)});
        QElapsedTimer timer;
        timer.start();
        for (int i = 0; i < 60; ++i)
            say(announceOf(content, static_cast<std::uint16_t>(9000 + i), std::to_string(i)));
        QTRY_COMPARE_WITH_TIMEOUT(a.peers.size(), 60U, 10'000);
        QVERIFY2(timer.elapsed() >= 300, qPrintable(QString::number(timer.elapsed()))); // ten per slice of 100 ms
    }

    void manyContentsShareDatagrams()
    {
        Machine a(7001);
        Machine b(7002);
        std::vector<ContentId> contents(100);
        for (ContentId &content : contents) {
            content = newContent();
            b.discovery.add(content, {truncated(content)});
        }
        QTRY_VERIFY(b.link4().announcesSent > 0);
        const auto before = a.link4().announcesSent;
        for (const ContentId &content : contents)
            a.discovery.add(content, {truncated(content)});
        QTRY_COMPARE_WITH_TIMEOUT(std::ranges::count(b.peers, loopback(7001), &LanPeer::address), 100, 10'000);
        QVERIFY(a.link4().announcesSent - before < 100);
    }

    void f17_aLostInterfaceTakesItsPeersAlong()
    {
        const ContentId content = newContent();
        Machine a(7001);
        a.discovery.add(content, {truncated(content)});
        QTRY_VERIFY(a.link4().joined);
        say(announceOf(content, 9000));
        QTRY_COMPARE(a.heard(loopback(9000, 9)), 1);
        a.discovery.setNetwork({});
        QTRY_COMPARE(a.gone, std::vector{loopback(9000, 9)});
        QVERIFY(a.discovery.links().empty());
        a.discovery.setNetwork(loopbackOnly());
        say(announceOf(content, 9000));
        QTRY_COMPARE(a.heard(loopback(9000, 9)), 2);
    }

    void aListenerMayChangeEverything()
    {
        struct Fickle : Machine {
            using Machine::Machine;
            void onLanPeer(const LanPeer &peer) override
            {
                Machine::onLanPeer(peer);
                discovery.remove(peer.content);
                discovery.setNetwork({});
                discovery.setListening({});
            }
        };
        const ContentId content = newContent();
        Fickle a(7001);
        a.discovery.add(content, {truncated(content)});
        QTRY_VERIFY(a.link4().joined);
        say(announceOf(content, 9000));
        QTRY_COMPARE(a.peers.size(), 1U);
        QVERIFY(a.discovery.links().empty());
    }

    void f18_addressesOfQt()
    {
        for (const char *text : {"192.0.2.1", "2001:db8::1", "::1", "0.0.0.0"}) {
            const IpAddress address = *IpAddress::fromText(text);
            QCOMPARE(ipAddressOf(qHostAddressOf(address)), address);
            QCOMPARE(qHostAddressOf(address).toString(), QString::fromLatin1(text));
        }
        const IpAddress linkLocal = *IpAddress::fromText("fe80::1%1");
        QCOMPARE(qHostAddressOf(linkLocal).scopeId(), u"lo"_s);
        QCOMPARE(ipAddressOf(qHostAddressOf(linkLocal)), linkLocal);
        QCOMPARE(ipAddressOf(QHostAddress(u"fe80::1"_s), 7).scope(), 7U);
    }

    void f18_interfacesAreRead()
    {
        const LocalNetwork network = NetworkWatch::read();
        const auto lo = std::ranges::find(network.interfaces, "lo", &LocalInterface::name);
        QVERIFY(lo != network.interfaces.end());
        QVERIFY(lo->isLoopback);
        QVERIFY(lo->isOnLink(loopback(1).ip));
        QVERIFY(network.isOwn(loopback(1, 77).ip));
    }
};

} // namespace freshet::test

QTEST_GUILESS_MAIN(freshet::test::TestDiscoverLan)
#include "tst_discover_lan.moc"
