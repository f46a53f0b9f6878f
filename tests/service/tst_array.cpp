// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/service/AddressBudget.h"
#include "core/service/LeaseBook.h"
#include "core/service/PeerBook.h"
#include "core/service/Rendezvous.h"

#include <QTest>

#include <random>
#include <set>

using namespace Qt::StringLiterals;

namespace freshet::test {

/// Who is told of whom: the array's brain, with time and chance made up.
class TestArray : public QObject {
    Q_OBJECT

    static constexpr std::array<std::byte, 20> content{std::byte{7}};

    struct World {
        PeerBook book{PeerBookSettings{.lease = std::chrono::seconds(1200)}, 42};
        MonotonicTime now = MonotonicTime{} + std::chrono::hours(5);
        std::mt19937 random{7};
        std::uint16_t ids = 0;

        struct Machine {
            std::string_view observed;
            std::uint16_t port = 7680;
            bool complete = false;
            std::string_view reported = "";
            PeerScope scope = PeerScope::Internet;
            std::string group = "";
        };

        PeerAnnounce announceOf(const Machine &machine)
        {
            PeerAnnounce announce;
            announce.observed = *IpAddress::fromText(machine.observed);
            announce.set = book.keyOf(content, machine.scope, machine.group, announce.observed);
            announce.content = content;
            announce.scope = machine.scope;
            announce.peerId = {std::byte(++ids >> 8), std::byte(ids & 0xff)};
            if (!machine.reported.empty())
                announce.reported = IpAddress::fromText(machine.reported);
            announce.port = machine.port;
            announce.complete = machine.complete;
            announce.wanted = 50;
            return announce;
        }
        PeerAnswer tell(const PeerAnnounce &announce)
        {
            return book.announce(announce, now, [this](std::uint32_t bound) {
                return std::uniform_int_distribution<std::uint32_t>(0, bound - 1)(random);
            });
        }
        PeerAnswer join(const Machine &machine) { return tell(announceOf(machine)); }
    };

    static QStringList names(const PeerAnswer &answer)
    {
        QStringList out;
        for (const NamedPeer &peer : answer.peers)
            out.append(QString::fromStdString(peer.ip.text()) + u':' + QString::number(peer.port));
        out.sort();
        return out;
    }

private Q_SLOTS:
    void lanScopeMeetsThoseOfOnePublicAddressOnly()
    {
        World world;
        const auto lan = PeerScope::Lan;
        world.join({.observed = "203.0.113.1", .reported = "192.168.1.10", .scope = lan});
        world.join({.observed = "203.0.113.2", .reported = "192.168.1.11", .scope = lan});
        // The private addresses are told: to the outside, both machines are the same one.
        QCOMPARE(names(world.join({.observed = "203.0.113.1", .reported = "192.168.1.12", .scope = lan})),
                 QStringList{u"192.168.1.10:7680"_s});
        QCOMPARE(names(world.join({.observed = "203.0.113.9", .reported = "192.168.1.13", .scope = lan})),
                 QStringList{});
    }

    void lanScopeOfAServiceInTheSameNetworkIsTheSubnet()
    {
        World world;
        const auto lan = PeerScope::Lan;
        world.join({.observed = "10.1.2.3", .scope = lan});
        QCOMPARE(names(world.join({.observed = "10.1.2.4", .scope = lan})), QStringList{u"10.1.2.3:7680"_s});
        QCOMPARE(names(world.join({.observed = "10.1.3.4", .scope = lan})), QStringList{});
        world.join({.observed = "2001:db8:1:2::3", .scope = lan});
        QCOMPARE(names(world.join({.observed = "2001:db8:1:2::4", .scope = lan})),
                 QStringList{u"2001:db8:1:2::3:7680"_s});
        QCOMPARE(names(world.join({.observed = "2001:db8:1:3::4", .scope = lan})), QStringList{});
    }

    void p15_groupScopeMeetsOneGroupOnly()
    {
        World world;
        const auto group = PeerScope::Group;
        world.join({.observed = "203.0.113.1", .scope = group, .group = "blue\nkey1"});
        world.join({.observed = "203.0.113.2", .scope = group, .group = "red\nkey1"});
        world.join(
            {.observed = "203.0.113.3", .scope = group, .group = "blue\nkey2"}); // the name, but another credential
        QCOMPARE(names(world.join({.observed = "203.0.113.4", .scope = group, .group = "blue\nkey1"})),
                 QStringList{u"203.0.113.1:7680"_s});
        QCOMPARE(names(world.join({.observed = "203.0.113.5"})), QStringList{}); // internet scope sees no groups
    }

    void a18_anAddressIsOnlyToldThatWasObserved()
    {
        World world;
        // A public address that somebody merely names is a victim's.
        world.join({.observed = "203.0.113.1", .reported = "198.51.100.66"});
        // Not even to those who come from where the liar comes from.
        QCOMPARE(names(world.join({.observed = "203.0.113.1", .port = 9})), QStringList{u"203.0.113.1:7680"_s});
        PeerAnnounce leaves = world.announceOf({.observed = "203.0.113.1", .port = 9});
        leaves.stopped = true;
        world.tell(leaves);
        // A private one is told within the site that both come from, nowhere else.
        world.join({.observed = "203.0.113.2", .reported = "10.0.0.1"});
        QCOMPARE(names(world.join({.observed = "203.0.113.7"})),
                 (QStringList{u"203.0.113.1:7680"_s, u"203.0.113.2:7680"_s}));
        const QStringList site = names(world.join({.observed = "203.0.113.2", .port = 9, .reported = "10.0.0.2"}));
        QVERIFY(site.contains(u"10.0.0.1:7680"_s));
        QVERIFY(!site.contains(u"198.51.100.66:7680"_s));
    }

    void neverTheAsker()
    {
        World world;
        const PeerAnnounce asker = world.announceOf({.observed = "203.0.113.1"});
        QCOMPARE(names(world.tell(asker)), QStringList{});
        QCOMPARE(names(world.tell(asker)), QStringList{});
        PeerAnnounce restarted = asker; // a new peer id, but the same address and port
        restarted.peerId = {std::byte{0xee}};
        QCOMPARE(names(world.tell(restarted)), QStringList{});
        QCOMPARE(world.book.size(), std::size_t{1});
        PeerAnnounce moved = restarted; // another address, but the same peer id
        moved.observed = *IpAddress::fromText("203.0.113.2");
        QCOMPARE(names(world.tell(moved)), QStringList{});
    }

    void atMostPeersWanted()
    {
        World world;
        for (std::uint16_t port = 1; port <= 1000; ++port)
            world.join({.observed = port % 2 ? "203.0.113.1" : "203.0.113.2", .port = port});
        PeerAnnounce asker = world.announceOf({.observed = "203.0.113.3", .port = 5});
        for (const std::size_t wanted : {0U, 1U, 7U, 200U, 100'000U}) {
            asker.wanted = wanted;
            QCOMPARE(world.tell(asker).peers.size(), std::min<std::size_t>(wanted, 200));
        }
    }

    void sameSubnetThenSiteThenTheRest()
    {
        World world;
        for (int i = 1; i <= 30; ++i)
            world.join({.observed = "198.51.100.1", .port = static_cast<std::uint16_t>(i)});
        world.join({.observed = "203.0.113.1", .reported = "10.0.9.1"});
        world.join({.observed = "203.0.113.1", .reported = "10.0.1.1"});
        const PeerAnswer answer = world.join({.observed = "203.0.113.1", .reported = "10.0.1.2"});
        QCOMPARE(answer.peers.size(), std::size_t{32});
        QCOMPARE(answer.peers[0].ip.text(), std::string("10.0.1.1"));
        QCOMPARE(answer.peers[1].ip.text(), std::string("10.0.9.1"));
        QCOMPARE(answer.peers[2].ip.text(), std::string("198.51.100.1"));
    }

    void theSiteIsFoundInABigSet()
    {
        World world;
        for (int i = 0; i < 20'000; ++i)
            world.join({.observed = "198.51.100.1", .port = static_cast<std::uint16_t>(1 + i)});
        // More of one address than the book takes: it keeps what it has.
        QCOMPARE(world.book.size(), std::size_t{4096});
        world.join({.observed = "203.0.113.1", .reported = "10.0.1.1"});
        const PeerAnswer answer = world.join({.observed = "203.0.113.1", .reported = "10.0.1.2"});
        QCOMPARE(answer.peers.front().ip.text(), std::string("10.0.1.1"));
    }

    void seedsAndDownloadersAreBalanced()
    {
        World world;
        for (std::uint16_t i = 1; i <= 40; ++i)
            world.join({.observed = "203.0.113.1", .port = i, .complete = i <= 20});
        PeerAnnounce asker = world.announceOf({.observed = "198.51.100.1"});
        asker.wanted = 10;
        QCOMPARE(std::ranges::count(world.tell(asker).peers, true, &NamedPeer::complete), 5);
        asker.complete = true; // who has all of it wants nobody who has all of it
        const PeerAnswer forSeed = world.tell(asker);
        QCOMPARE(forSeed.peers.size(), std::size_t{10});
        QCOMPARE(std::ranges::count(forSeed.peers, true, &NamedPeer::complete), 0);
        QCOMPARE(forSeed.complete, 21U);
        QCOMPARE(forSeed.incomplete, 20U);
    }

    void chanceIsFair()
    {
        World world;
        for (std::uint16_t i = 1; i <= 100; ++i)
            world.join({.observed = "203.0.113.1", .port = i});
        PeerAnnounce asker = world.announceOf({.observed = "198.51.100.1"});
        asker.wanted = 10;
        std::map<std::uint16_t, int> named;
        for (int i = 0; i < 1000; ++i)
            for (const NamedPeer &peer : world.tell(asker).peers)
                ++named[peer.port];
        QCOMPARE(named.size(), std::size_t{100});
        for (const auto &[port, times] : named) // 100 are expected, with a deviation of 9.5
            QVERIFY2(times > 50 && times < 150, qPrintable(u"%1: %2 times"_s.arg(port).arg(times)));
    }

    void aLeaseEnds()
    {
        World world;
        const PeerAnnounce stays = world.announceOf({.observed = "203.0.113.1"});
        world.tell(stays);
        world.join({.observed = "203.0.113.2"});
        world.now += std::chrono::seconds(1000);
        world.tell(stays);
        world.now += std::chrono::seconds(199);
        QCOMPARE(world.book.count(stays.set, world.now).incomplete, 2U);
        world.now += std::chrono::seconds(2);
        QCOMPARE(names(world.join({.observed = "203.0.113.3"})), QStringList{u"203.0.113.1:7680"_s});
        QCOMPARE(world.book.size(), std::size_t{2});
        world.now += std::chrono::hours(1);
        for (int i = 0; i < 4; ++i)
            world.book.sweep(world.now);
        QCOMPARE(world.book.size(), std::size_t{0});
        QCOMPARE(world.book.sets(), std::size_t{0});
    }

    void whoLeavesIsGone()
    {
        World world;
        PeerAnnounce leaves = world.announceOf({.observed = "203.0.113.1", .complete = true});
        world.tell(leaves);
        world.join({.observed = "203.0.113.2"});
        leaves.stopped = true;
        const PeerAnswer answer = world.tell(leaves);
        QCOMPARE(answer.peers.size(), std::size_t{0});
        QCOMPARE(answer.complete, 0U);
        QCOMPARE(answer.incomplete, 1U);
        QCOMPARE(names(world.join({.observed = "203.0.113.3"})), QStringList{u"203.0.113.2:7680"_s});
    }

    void nobodyCanFillTheBook()
    {
        World world;
        world.book.~PeerBook();
        new (&world.book) PeerBook({.maximumPeers = 100, .maximumPerAddress = 10}, 1);
        for (std::uint16_t port = 1; port <= 50; ++port)
            world.join({.observed = "203.0.113.1", .port = port});
        QCOMPARE(world.book.size(), std::size_t{10});
        QVERIFY(world.join({.observed = "203.0.113.1", .port = 60}).refused);
        QCOMPARE(world.join({.observed = "203.0.113.1", .port = 60}).peers.size(), std::size_t{10}); // it may still ask
        for (int i = 0; i < 200; ++i) {
            const std::string observed = "198.51.100." + std::to_string(i);
            world.join({.observed = observed});
        }
        QCOMPARE(world.book.size(), std::size_t{100});
    }

    /// Many random changes, beside the plainest possible model.
    void theFlatSetIsWhatAMapWouldBe()
    {
        World world;
        std::map<std::pair<std::string, std::uint16_t>, bool> model;
        for (int step = 0; step < 10'000; ++step) {
            const std::string ip = "203.0.113." + std::to_string(world.random() % 16);
            const auto port = static_cast<std::uint16_t>(1 + world.random() % 64);
            PeerAnnounce announce =
                world.announceOf({.observed = ip, .port = port, .complete = world.random() % 2 == 0});
            announce.stopped = world.random() % 3 == 0;
            announce.wanted = 0;
            const PeerAnswer answer = world.tell(announce);
            if (announce.stopped)
                model.erase({ip, port});
            else
                model[{ip, port}] = announce.complete;
            const auto complete = std::ranges::count(model, true, [](const auto &entry) { return entry.second; });
            QCOMPARE(static_cast<std::ptrdiff_t>(answer.complete), complete);
            QCOMPARE(answer.complete + answer.incomplete, model.size());
            QCOMPARE(world.book.size(), model.size());
        }
        std::map<std::pair<std::string, std::uint16_t>, bool> listed;
        for (const ListedPeer &peer : world.book.list(content, 10'000, world.now))
            listed[{peer.observed.text(), peer.port}] = peer.complete;
        QVERIFY(listed == model);
    }

    void anInstanceThatDiesMovesOnlyItsShare()
    {
        std::vector<std::string> instances;
        for (int i = 0; i < 5; ++i)
            instances.push_back("https://array" + std::to_string(i) + ".example/v1/array");
        std::vector<std::string> fewer = instances;
        const std::string dead = fewer[2];
        fewer.erase(fewer.begin() + 2);
        std::map<std::string, int> share;
        for (int i = 0; i < 5000; ++i) {
            const std::string key = "content" + std::to_string(i);
            const std::string before = *rendezvous(key, instances);
            const std::string after = *rendezvous(key, fewer);
            ++share[before];
            if (before != dead)
                QCOMPARE(after, before);
            else
                QVERIFY(after != dead);
            std::vector<std::string> reversed(instances.rbegin(), instances.rend());
            QCOMPARE(*rendezvous(key, reversed), before); // whoever asks, in whatever order the instances are known
        }
        for (const auto &[instance, count] : share) // 1000 are expected, with a deviation of 28
            QVERIFY(count > 850 && count < 1150);
        QVERIFY(!rendezvous("x", {}));
    }

    void instancesLiveAsLongAsTheySaySo()
    {
        LeaseBook book(std::chrono::seconds(60));
        const MonotonicTime start{};
        QVERIFY(book.renew("a", start));
        QVERIFY(book.renew("b", start + std::chrono::seconds(30)));
        QCOMPARE(book.live(start + std::chrono::seconds(59)), (std::vector<std::string>{"a", "b"}));
        QCOMPARE(book.live(start + std::chrono::seconds(60)), std::vector<std::string>{"b"});
        book.end("b");
        QVERIFY(book.live(start + std::chrono::seconds(61)).empty());
        for (std::size_t i = 0; i < LeaseBook::maximum; ++i)
            QVERIFY(book.renew(std::to_string(i), start));
        QVERIFY(!book.renew("one more", start));
    }

    void anAddressHasABudget()
    {
        AddressBudget budget({.connections = 2, .requestsPerSecond = 10, .burst = 5, .maximumAddresses = 3});
        const IpAddress one = *IpAddress::fromText("203.0.113.1");
        MonotonicTime now{};
        QVERIFY(budget.onConnect(one, now));
        QVERIFY(budget.onConnect(one, now));
        QVERIFY(!budget.onConnect(one, now));
        budget.onDisconnect(one);
        QVERIFY(budget.onConnect(one, now));
        for (int i = 0; i < 5; ++i)
            QVERIFY(budget.onRequest(one, now));
        QVERIFY(!budget.onRequest(one, now));
        now += std::chrono::milliseconds(100);
        QVERIFY(budget.onRequest(one, now));
        QVERIFY(!budget.onRequest(one, now));
        // A /64 is one customer.
        QVERIFY(budget.onConnect(*IpAddress::fromText("2001:db8::1"), now));
        QVERIFY(budget.onConnect(*IpAddress::fromText("2001:db8::2"), now));
        QVERIFY(!budget.onConnect(*IpAddress::fromText("2001:db8::3"), now));
        // Addresses are bounded, too: those with connections stay, idle ones go.
        QVERIFY(budget.onRequest(*IpAddress::fromText("198.51.100.1"), now));
        QVERIFY(!budget.onRequest(*IpAddress::fromText("198.51.100.2"), now));
        now += std::chrono::seconds(10);
        QVERIFY(budget.onRequest(*IpAddress::fromText("198.51.100.2"), now));
        QCOMPARE(budget.size(), std::size_t{3});
    }
};

} // namespace freshet::test

QTEST_GUILESS_MAIN(freshet::test::TestArray)
#include "tst_array.moc"
