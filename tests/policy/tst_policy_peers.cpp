// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/policy/BanBook.h"
#include "core/policy/KnownPeers.h"
#include "core/policy/PeerRules.h"
#include "core/policy/UploadLedger.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace freshet::test {

namespace {

IpAddress ip(const char *text)
{
    const std::optional<IpAddress> parsed = IpAddress::fromText(text);
    if (!parsed)
        qFatal("no address: %s", text);
    return *parsed;
}

PeerAddress at(const char *text)
{
    const std::optional<PeerAddress> parsed = PeerAddress::fromText(text);
    if (!parsed)
        qFatal("no peer address: %s", text);
    return *parsed;
}

/// eth0 192.168.1.10/24, 2001:db8:1::10/64, fe80::10; wg0 10.8.0.2/32.
LocalNetwork office()
{
    return {.interfaces = {
                {.index = 1, .name = "lo", .isLoopback = true, .addresses = {{ip("127.0.0.1"), 8}, {ip("::1"), 128}}},
                {.index = 2,
                 .name = "eth0",
                 .canMulticast = true,
                 .addresses = {{ip("192.168.1.10"), 24}, {ip("2001:db8:1::10"), 64}, {ip("fe80::10%2"), 64}}},
                {.index = 3, .name = "wg0", .addresses = {{ip("10.8.0.2"), 32}}}}};
}

const MonotonicTime start{1h};

} // namespace

/// Who is near, who may be spoken to, who is banned: rules over addresses.
class TestPolicyPeers : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void f18_addressesAsText_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("expected"); // empty: refused
        const auto row = [](const char *text, const char *expected) {
            QTest::newRow(text) << QByteArray(text) << QByteArray(expected);
        };
        row("192.0.2.1:7680", "192.0.2.1:7680");
        row("[2001:db8::1]:7680", "[2001:db8::1]:7680");
        row("[2001:DB8:0:0::1]:1", "[2001:db8::1]:1");
        row("[fe80::1%3]:65535", "[fe80::1%3]:65535");
        row("[::ffff:192.0.2.1]:80", "192.0.2.1:80"); // one address, one representation
        for (const char *bad :
             {"192.0.2.1", "192.0.2.1:", "192.0.2.1:0", "192.0.2.1:65536", "192.0.2.1:080", "192.0.2.1:+1",
              "192.0.2.1: 1", "192.0.2:1", "2001:db8::1:7680", "[192.0.2.1]:1", "[fe80::1%]:1", "[fe80::1%eth0]:1",
              "[2001:db8::1%3]:1", "[fe80::1%0]:1", "example.org:1", ":1", "[]:1", ""})
            row(bad, "");
    }
    void f18_addressesAsText()
    {
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, expected);
        const auto address = PeerAddress::fromText(text.toStdString());
        QCOMPARE(address.has_value(), !expected.isEmpty());
        if (address)
            QCOMPARE(QByteArray::fromStdString(address->text()), expected);
    }

    void f18_prefixes()
    {
        QCOMPARE(ip("192.168.1.77").prefix(24), ip("192.168.1.0"));
        QCOMPARE(ip("192.168.1.77").prefix(31), ip("192.168.1.76"));
        QCOMPARE(ip("192.168.1.77").prefix(0), ip("0.0.0.0"));
        QCOMPARE(ip("192.168.1.77").prefix(99), ip("192.168.1.77"));
        QCOMPARE(ip("2001:db8:1:2:3::1").prefix(64), ip("2001:db8:1:2::"));
        QCOMPARE(ip("2001:db8:1:2:ffff::1").prefix(65), ip("2001:db8:1:2:8000::"));
        QVERIFY(ip("10.0.0.1").sharesPrefix(ip("10.0.0.254"), 24));
        QVERIFY(!ip("10.0.0.1").sharesPrefix(ip("10.0.1.1"), 24));
        QVERIFY(!ip("10.0.0.1").sharesPrefix(ip("::a00:1"), 0));
        QVERIFY(!ip("fe80::1%2").sharesPrefix(ip("fe80::1%3"), 64));
        QVERIFY(ip("fe80::1%2").sharesPrefix(ip("fe80::2"), 64));
    }

    void classes_data()
    {
        QTest::addColumn<QByteArray>("address");
        QTest::addColumn<bool>("provedGroup");
        QTest::addColumn<PeerClass>("expected");
        QTest::addColumn<PeerClassReason>("reason");
        const auto row = [](const char *address, PeerClass expected, PeerClassReason reason, bool proved = false) {
            QTest::addRow("%s%s", address, proved ? " of the group" : "")
                << QByteArray(address) << proved << expected << reason;
        };
        using enum PeerClass;
        using enum PeerClassReason;
        row("127.0.0.5", Lan, ThisMachine);
        row("::1", Lan, ThisMachine);
        row("192.168.1.10", Lan, ThisMachine);
        row("192.168.1.11", Lan, SameSubnet);
        row("192.168.1.11", Lan, SameSubnet, true); // near wins over group
        row("192.168.2.11", Internet, PrivateElsewhere);
        row("192.168.2.11", Group, GroupCredential, true);
        row("10.8.0.2", Lan, ThisMachine);
        row("10.8.0.3", Internet, PrivateElsewhere); // a tunnel's /32 makes nobody a neighbour
        row("169.254.7.7", Lan, LinkLocal);
        row("fe80::1%2", Lan, LinkLocal);
        row("fe80::1%9", Lan, LinkLocal);
        row("2001:db8:1::99", Lan, SameSubnet);
        row("2001:db8:2::99", Internet, PublicAddress);
        row("203.0.113.7", Lan, SamePublicAddress);
        row("203.0.113.8", Internet, PublicAddress);
        row("203.0.113.8", Group, GroupCredential, true);
        row("fd00::1", Internet, PrivateElsewhere);
        row("198.51.100.1", Lan, Table);       // 198.51.100.0/24 is LAN by the table …
        row("198.51.100.129", Group, Table);   // … of which /25 is group
        row("192.168.1.200", Internet, Table); // the table overrides the subnet
    }
    void classes()
    {
        QFETCH(QByteArray, address);
        QFETCH(bool, provedGroup);
        const PeerRules rules{.network = office(),
                              .table = {{ip("198.51.100.0"), 24, PeerClass::Lan},
                                        {ip("198.51.100.128"), 25, PeerClass::Group},
                                        {ip("192.168.1.200"), 32, PeerClass::Internet}},
                              .publicAddress = ip("203.0.113.7")};
        const ClassifiedPeer classified = peerClass(ip(address.constData()), rules, provedGroup);
        QTEST(classified.peerClass, "expected");
        QTEST(classified.reason, "reason");
    }

    /// Rows: modes. Columns: LAN, group, internet peer found by discovery; internet peer given by hand.
    void linesOfTheTableAsText()
    {
        const ClassTableEntry site{ip("10.1.0.0"), 16, PeerClass::Lan};
        QVERIFY(ClassTableEntry::fromText("10.1.0.0/16=lan") == site);
        const ClassTableEntry one{ip("2001:db8::7"), 128, PeerClass::Group};
        QVERIFY(ClassTableEntry::fromText("2001:db8::7=group") == one);
        const ClassTableEntry all{ip("0.0.0.0"), 0, PeerClass::Internet};
        QVERIFY(ClassTableEntry::fromText("0.0.0.0/0=internet") == all);
        for (const char *wrong :
             {"", "10.1.0.0/16", "10.1.0.0/33=lan", "10.1.0.0/-1=lan", "10.1.0.0/=lan", "10.1/16=lan",
              "10.1.0.0/16=site", "10.1.0.0/16x=lan", "host=lan", "=lan", "2001:db8::/129=lan"})
            QVERIFY2(!ClassTableEntry::fromText(wrong), wrong);
    }

    void modes_data()
    {
        QTest::addColumn<DownloadMode>("mode");
        QTest::addColumn<QList<CandidateState>>("expected");
        using enum CandidateState;
        const auto row = [](const char *name, DownloadMode mode, QList<CandidateState> expected) {
            QTest::newRow(name) << mode << expected;
        };
        const QList<CandidateState> nobody{ModeForbidsPeers, ModeForbidsPeers, ModeForbidsPeers, ModeForbidsPeers};
        row("0 HTTP only", DownloadMode{0}, nobody);
        row("1 LAN", DownloadMode{1}, {Ready, ModeLanOnly, ModeLanOnly, Ready});
        row("2 group", DownloadMode{2}, {Ready, Ready, ModeGroupOnly, Ready});
        row("3 internet", DownloadMode{3}, {Ready, Ready, Ready, Ready});
        row("99 simple", DownloadMode{99}, nobody);
        row("100 bypass", DownloadMode{100}, nobody);
        row("unheard of", DownloadMode{7}, nobody);
    }
    void modes()
    {
        QFETCH(DownloadMode, mode);
        const QList<CandidateState> actual{permission(mode, PeerClass::Lan, CandidateSource::LanDiscovery),
                                           permission(mode, PeerClass::Group, CandidateSource::Tracker),
                                           permission(mode, PeerClass::Internet, CandidateSource::Incoming),
                                           permission(mode, PeerClass::Internet, CandidateSource::Manual)};
        QTEST(actual, "expected");
    }

    void a16_a18_whatMayBeDialled_data()
    {
        QTest::addColumn<QByteArray>("address");
        QTest::addColumn<CandidateSource>("source");
        QTest::addColumn<CandidateState>("expected");
        const auto row = [](const char *address, CandidateSource source, CandidateState expected) {
            QTest::addRow("%s from %d", address, static_cast<int>(source)) << QByteArray(address) << source << expected;
        };
        using enum CandidateState;
        row("192.168.1.11:7680", CandidateSource::LanDiscovery, Ready);
        row("192.168.1.11:80", CandidateSource::LanDiscovery, PortRefused);
        row("192.168.1.11:1023", CandidateSource::Tracker, PortRefused);
        row("192.168.1.11:1024", CandidateSource::Tracker, Ready);
        row("192.168.1.11:80", CandidateSource::Manual, Ready);
        row("192.168.1.10:7680", CandidateSource::LanDiscovery, OwnAddress);
        row("192.168.1.10:7681", CandidateSource::LanDiscovery, Ready); // another program of this machine
        row("127.0.0.1:7680", CandidateSource::Manual, OwnAddress);
        row("10.8.0.2:9000", CandidateSource::Manual, OwnAddress);
        row("192.168.1.10:9000", CandidateSource::Manual, Ready);
        row("0.0.0.0:7680", CandidateSource::Manual, Unusable);
        row("239.1.1.1:7680", CandidateSource::Tracker, Unusable);
        row("255.255.255.255:7680", CandidateSource::Tracker, Unusable);
        row("[ff15::1]:7680", CandidateSource::Tracker, Unusable);
    }
    void a16_a18_whatMayBeDialled()
    {
        QFETCH(QByteArray, address);
        QFETCH(CandidateSource, source);
        const PeerRules rules{.network = office(), .listening = {{ip("0.0.0.0"), 7680}, at("10.8.0.2:9000")}};
        QTEST(dialable(at(address.constData()), source, rules), "expected");
    }

    void a18_trackersNameNobodyNearerThanThemselves()
    {
        QVERIFY(mayName(ip("198.51.100.1"), ip("203.0.113.9")));
        QVERIFY(!mayName(ip("198.51.100.1"), ip("192.168.1.11")));
        QVERIFY(!mayName(ip("198.51.100.1"), ip("127.0.0.1")));
        QVERIFY(!mayName(ip("198.51.100.1"), ip("fe80::1")));
        QVERIFY(!mayName(ip("198.51.100.1"), ip("64:ff9b::a00:1")));
        QVERIFY(mayName(ip("192.168.1.5"), ip("10.0.0.1")));
        QVERIFY(!mayName(ip("192.168.1.5"), ip("127.0.0.1")));
        QVERIFY(mayName(ip("127.0.0.1"), ip("127.0.0.1")));
        QVERIFY(!mayName(ip("127.0.0.1"), ip("239.1.1.1")));
    }

    void p8_bansCoverTheRightPeers()
    {
        const LocalNetwork network = office();
        BanList bans;
        const auto banned = [&](const char *peer) { return bans.isBanned(at(peer), network, start); };
        bans.ban(at("203.0.113.9:5000"), network, start);
        QVERIFY(banned("203.0.113.9:6000")); // the address, whatever the port
        QVERIFY(!banned("203.0.113.8:5000"));
        bans.ban(at("[2001:db8:2::1]:5000"), network, start);
        QVERIFY(banned("[2001:db8:2::ffff]:1")); // the /64
        QVERIFY(!banned("[2001:db8:3::1]:5000"));
        bans.ban(at("[2001:db8:1::66]:5000"), network, start);
        QVERIFY(banned("[2001:db8:1::66]:1"));
        QVERIFY(!banned("[2001:db8:1::67]:5000")); // our own /64 is our LAN
        bans.ban(at("[fe80::66%2]:5000"), network, start);
        QVERIFY(banned("[fe80::66%2]:1"));
        QVERIFY(!banned("[fe80::67%2]:5000"));
        QVERIFY(!banned("[fe80::66%3]:5000"));
        bans.ban(at("127.0.0.1:5000"), network, start);
        QVERIFY(banned("127.0.0.1:5000"));
        QVERIFY(!banned("127.0.0.1:5001")); // another program
        QCOMPARE(bans.entries(start).size(), 5U);
        QVERIFY(bans.unban(at("203.0.113.9:1"), network));
        QVERIFY(!bans.unban(at("203.0.113.9:1"), network));
        QVERIFY(!banned("203.0.113.9:6000"));
    }

    void p8_bansExpireAndAreBounded()
    {
        const LocalNetwork network = office();
        BanList bans(3);
        bans.ban(at("203.0.113.1:1"), network, start);
        QVERIFY(bans.isBanned(at("203.0.113.1:1"), network, start + 1h - 1ns));
        QVERIFY(!bans.isBanned(at("203.0.113.1:1"), network, start + 1h));
        bans.ban(at("203.0.113.1:1"), network, start, 10s); // does not shorten it
        QCOMPARE(bans.bannedUntil(at("203.0.113.1:1"), network, start), std::optional(start + 1h));
        bans.ban(at("203.0.113.2:1"), network, start, 60s);
        bans.ban(at("203.0.113.3:1"), network, start, 120s);
        bans.ban(at("203.0.113.4:1"), network, start, 180s);
        QCOMPARE(bans.entries(start).size(), 3U);
        QVERIFY(!bans.isBanned(at("203.0.113.2:1"), network, start)); // would have ended first
        QVERIFY(bans.isBanned(at("203.0.113.1:1"), network, start));
        QCOMPARE(bans.entries(start + 150s).size(), 2U);
    }

    void p8_aBanIsForOneContentOrForAll()
    {
        const LocalNetwork network = office();
        BanBook book;
        const ContentId one = *ContentId::fromHex(std::string(64, '1'));
        const ContentId two = *ContentId::fromHex(std::string(64, '2'));
        const auto ones = book.of(one, start);
        const auto twos = book.of(two, start);
        ones->ban(at("203.0.113.1:1"), network, start);
        QVERIFY(ones->isBanned(at("203.0.113.1:9"), network, start));
        QVERIFY(!twos->isBanned(at("203.0.113.1:9"), network, start));
        book.everywhere().ban({ip("203.0.113.2"), 0}, network, start, 2h, BanCause::User);
        QVERIFY(ones->isBanned(at("203.0.113.2:9"), network, start + 90min));
        QVERIFY(twos->isBanned(at("203.0.113.2:9"), network, start + 90min));
        book.everywhere().ban({ip("127.0.0.1"), 0}, network, start);
        QVERIFY(twos->isBanned(at("127.0.0.1:5000"), network, start)); // every program
        QCOMPARE(book.entries(start).size(), 3U);
        QVERIFY(!book.entries(start).front().content);
        QCOMPARE(book.entries(start).back().content, std::optional(one));
        QVERIFY(!book.unban(at("203.0.113.1:1"), network, two));
        QVERIFY(book.unban(at("203.0.113.1:1"), network, {}));
        QVERIFY(!ones->isBanned(at("203.0.113.1:1"), network, start));
    }

    void p8_aBanOutlivesItsSwarm()
    {
        const LocalNetwork network = office();
        BanBook book;
        const ContentId one = *ContentId::fromHex(std::string(64, '1'));
        book.of(one, start)->ban(at("203.0.113.1:1"), network, start);
        QVERIFY(book.of(one, start + 1min)->isBanned(at("203.0.113.1:1"), network, start + 1min));
    }

    void a7_whatAHostIsGivenIsBoundedBeyondTheLan()
    {
        const LocalNetwork network = office();
        UploadLedger ledger(100_B);
        const auto host = UploadLedger::hostOf(at("203.0.113.1:1"), PeerClass::Internet, network);
        QCOMPARE(UploadLedger::hostOf(at("203.0.113.1:2"), PeerClass::Internet, network), host); // any port
        QCOMPARE(UploadLedger::hostOf(at("[2001:db8:2::1]:1"), PeerClass::Internet, network),
                 UploadLedger::hostOf(at("[2001:db8:2::ffff]:2"), PeerClass::Internet, network));
        ledger.onSent(host, 149_B, start);
        QVERIFY(ledger.mayServe(host, PeerClass::Internet, start + 1h));
        ledger.onSent(host, 1_B, start + 1h);
        QVERIFY(!ledger.mayServe(host, PeerClass::Internet, start + 23h));
        QVERIFY(ledger.mayServe(host, PeerClass::Lan, start + 23h));
        QVERIFY(ledger.mayServe(host, PeerClass::Internet, start + 24h)); // another day
    }

    void a7_aFloodOfHostsDoesNotWipeOutWhoTookMuch()
    {
        const LocalNetwork network = office();
        UploadLedger ledger(100_B);
        const UploadLedger::Host greedy{ip("203.0.113.1"), 0};
        ledger.onSent(greedy, 200_B, start);
        for (std::uint16_t i = 1; i <= UploadLedger::maximumHosts + 10; ++i)
            ledger.onSent({ip("203.0.113.2"), i}, 1_B, start);
        QVERIFY(!ledger.mayServe(greedy, PeerClass::Internet, start));
    }

    void knownPeersSurviveAsJson()
    {
        KnownPeers peers{.addresses = {at("192.168.1.11:7680"), at("[2001:db8::1]:9"), at("[fe80::1%2]:7680"),
                                       at("127.0.0.1:7680")}};
        const QByteArray json = encodeKnownPeers(peers);
        QCOMPARE(json, R"({"peers":["192.168.1.11:7680","[2001:db8::1]:9"],"version":1})"_ba);
        peers.addresses.resize(2);
        QCOMPARE(parseKnownPeers(json).value(), peers);

        KnownPeers many;
        for (int i = 0; i < 200; ++i)
            many.addresses.push_back({ip("192.0.2.1"), static_cast<std::uint16_t>(1000 + i)});
        const QByteArray long_ = encodeKnownPeers(many);
        QCOMPARE(parseKnownPeers(long_)->addresses.size(), KnownPeers::maximum);
        QCOMPARE(parseKnownPeers(long_)->addresses.front(), many.addresses.front());
    }

    void knownPeersThatAreNone()
    {
        for (const QByteArray &bad : {""_ba, "[]"_ba, "{"_ba, R"({"peers":1})"_ba, "{}"_ba, QByteArray(70'000, ' ')}) {
            const auto parsed = parseKnownPeers(bad);
            QVERIFY(!parsed);
            QCOMPARE(parsed.error().code, ErrorCode::LedgerCorrupt);
        }
        const auto some = parseKnownPeers(
            R"({"peers":[1,"x","192.0.2.1:0","0.0.0.0:5","192.0.2.1:5","192.0.2.1:5",null],"version":9})");
        QCOMPARE(some->addresses, std::vector{at("192.0.2.1:5")});
    }
};

} // namespace freshet::test

QTEST_GUILESS_MAIN(freshet::test::TestPolicyPeers)
#include "tst_policy_peers.moc"
