// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/policy/PeerCandidates.h"

#include <QTest>

#include <map>
#include <random>
#include <set>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace freshet::test {

namespace {

using State = CandidateState;
using Source = CandidateSource;

const MonotonicTime start{1h};

PeerAddress at(const std::string &text)
{
    const std::optional<PeerAddress> parsed = PeerAddress::fromText(text);
    if (!parsed)
        qFatal("no peer address: %s", text.c_str());
    return *parsed;
}

/// This machine is 192.168.1.10/24 and listens on 7680.
std::shared_ptr<PeerRules> rules(DownloadMode mode = DownloadMode::Internet)
{
    const auto ip = [](const char *text) { return *IpAddress::fromText(text); };
    return std::make_shared<PeerRules>(PeerRules{
        .mode = mode,
        .network = {.interfaces =
                        {{.index = 1, .name = "lo", .isLoopback = true, .addresses = {{ip("127.0.0.1"), 8}}},
                         {.index = 2, .name = "eth0", .canMulticast = true, .addresses = {{ip("192.168.1.10"), 24}}}}},
        .listening = {{ip("0.0.0.0"), 7680}}});
}

/// Candidates with the facts of a test in short words. Addresses "1"…"254" are LAN peers 192.168.1.N:7680.
struct Book {
    explicit Book(DownloadMode mode = DownloadMode::Internet, CandidateSettings settings = {})
        : candidates(settings, rules(mode), bans, 42)
    {
    }

    static PeerAddress peer(const std::string &name)
    {
        return name.contains(':') ? at(name) : at("192.168.1." + name + ":7680");
    }
    State found(const std::string &name, Source source = Source::LanDiscovery, std::uint64_t machine = 0)
    {
        return candidates.onFound({.address = peer(name), .source = source, .machine = machine}, now);
    }
    void dial(const std::string &name) { candidates.onDialling(peer(name), now); }
    void connect(const std::string &name) { candidates.onConnected(peer(name), now); }
    void end(const std::string &name, PeerEnd how) { candidates.onEnded(peer(name), how, now); }
    QString next() const
    {
        const auto address = candidates.next(now);
        if (!address)
            return u"-"_s;
        QString text = QString::fromStdString(address->text());
        if (text.startsWith(u"192.168.1."_s) && text.endsWith(u":7680"_s))
            text = text.section(u'.', 3).section(u':', 0, 0);
        return text;
    }
    State state(const std::string &name) const
    {
        for (const CandidateRow &row : candidates.rows(now)) {
            if (row.address == peer(name))
                return row.state;
        }
        qFatal("%s is not known", name.c_str());
    }
    /// Everybody in the order of being dialled.
    QString order()
    {
        QStringList names;
        while (const auto address = candidates.next(now)) {
            names << next();
            candidates.onConnected(*address, now);
        }
        return names.join(u' ');
    }

    MonotonicTime now = start;
    BanList bans;
    PeerCandidates candidates;
};

} // namespace

/// Whom to dial: the pure book of addresses of one content.
class TestPolicyCandidates : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void nearBeforeFarThenBySource()
    {
        Book book;
        book.found("203.0.113.1:7680", Source::Manual);
        book.found("203.0.113.2:7680", Source::Tracker);
        book.found("30", Source::Tracker);
        book.found("20", Source::LastRun);
        book.found("11", Source::Manual);
        book.found("40", Source::LanDiscovery);
        QCOMPARE(book.order(), u"11 40 20 30 203.0.113.1:7680 203.0.113.2:7680"_s);
    }

    void provenBeforeUnproven()
    {
        Book book;
        book.found("11", Source::Manual);
        book.found("12", Source::Tracker);
        book.connect("12");
        book.now += 2min;
        book.end("12", PeerEnd::Lost);
        book.now += 2s;
        QCOMPARE(book.order(), u"12 11"_s);
    }

    void twoMachinesOrderTheirEqualsDifferently()
    {
        BanList bans;
        std::set<std::vector<PeerAddress>> orders;
        for (std::uint64_t seed = 1; seed <= 8; ++seed) {
            PeerCandidates candidates({}, rules(), bans, seed);
            for (int i = 11; i < 31; ++i)
                candidates.onFound({.address = Book::peer(std::to_string(i)), .source = Source::LanDiscovery}, start);
            std::vector<PeerAddress> order;
            while (const auto next = candidates.next(start)) {
                order.push_back(*next);
                candidates.onConnected(*next, start);
            }
            QCOMPARE(order.size(), 20U);
            orders.insert(order);
        }
        QCOMPARE(orders.size(), 8U);
    }

    void states()
    {
        Book book(DownloadMode::Lan);
        QCOMPARE(book.found("11"), State::Ready);
        book.dial("11");
        QCOMPARE(book.state("11"), State::Dialling);
        book.connect("11");
        QCOMPARE(book.state("11"), State::Connected);
        QCOMPARE(book.found("203.0.113.2:7680", Source::Tracker), State::ModeLanOnly);
        QCOMPARE(book.found("203.0.113.3:7680", Source::Manual), State::Ready);
        QCOMPARE(book.found("192.168.1.10:7680"), State::OwnAddress);
        QCOMPARE(book.found("192.168.1.12:443"), State::PortRefused);
        QCOMPARE(book.candidates.size(), 3U);

        book.candidates.setRules(rules(DownloadMode::Simple));
        QCOMPARE(book.state("203.0.113.3:7680"), State::ModeForbidsPeers);
        QCOMPARE(book.candidates.admits(Book::peer("11"), false, book.now), State::ModeForbidsPeers);
        book.candidates.setRules(rules(DownloadMode::Internet));
        QCOMPARE(book.state("203.0.113.2:7680"), State::Ready);
    }

    void groupLinksMakeStrangersGroupPeers()
    {
        Book book(DownloadMode::Group);
        book.found("203.0.113.2:7680", Source::Tracker);
        QCOMPARE(book.state("203.0.113.2:7680"), State::ModeGroupOnly);
        auto required = rules(DownloadMode::Group);
        required->requiresGroup = true;
        book.candidates.setRules(required);
        QCOMPARE(book.state("203.0.113.2:7680"), State::Ready);
        QCOMPARE(book.candidates.rows(book.now).front().classified.peerClass, PeerClass::Group);
    }

    void a17_unprovenHostsAreDialledOncePerMinute()
    {
        Book book;
        book.found("192.168.1.11:7001");
        book.found("192.168.1.11:7002");
        book.found("12");
        book.dial("192.168.1.11:7001");
        book.end("192.168.1.11:7001", PeerEnd::Unreachable);
        QCOMPARE(book.state("192.168.1.11:7002"), State::RecentlyDialled); // one host, whatever the port
        QCOMPARE(book.order(), u"12"_s);
        book.now += 60s - 1ns;
        QCOMPARE(book.next(), u"-"_s);
        QCOMPARE(book.candidates.nextDue(book.now), std::optional(start + 60s));
        book.now += 1ns;
        QCOMPARE(book.next(), u"192.168.1.11:7002"_s); // fewer failures first
    }

    void a17_whoHasProvenItselfComesBackAtOnce()
    {
        Book book;
        book.found("11");
        book.dial("11");
        book.connect("11");
        book.now += 5min;
        book.end("11", PeerEnd::Lost);
        QCOMPARE(book.state("11"), State::BackingOff);
        book.now += 1s;
        QCOMPARE(book.next(), u"11"_s);
    }

    void a17_aHostTakesFewPlaces()
    {
        Book book;
        for (int port = 7001; port <= 7004; ++port)
            QCOMPARE(book.found("192.168.1.11:" + std::to_string(port)), State::Ready);
        QCOMPARE(book.found("192.168.1.11:7005"), State::NoRoom);
        QCOMPARE(book.found("192.168.1.11:7006", Source::Manual), State::Ready);
        for (int port = 7001; port <= 7030; ++port)
            QCOMPARE(book.found("127.0.0.1:" + std::to_string(port)), State::Ready);
    }

    void p14_dialsOfStrangersAreCapped()
    {
        CandidateSettings settings;
        settings.maximumUnprovenDials = 3;
        Book book(DownloadMode::Internet, settings);
        for (int i = 11; i < 20; ++i)
            book.found(std::to_string(i));
        book.found("127.0.0.1:9000", Source::Manual);
        int dialled = 0;
        while (const auto next = book.candidates.next(book.now)) {
            ++dialled;
            book.candidates.onDialling(*next, book.now);
            book.candidates.onEnded(*next, PeerEnd::Unreachable, book.now);
            book.now += 100ms;
        }
        QCOMPARE(dialled, 4); // the manual one is not a stranger
        QVERIFY(book.candidates.nextDue(book.now).value() <= start + 61s);
    }

    void a18_whatIsNoPeerIsLeftAlone()
    {
        Book book;
        book.found("203.0.113.1:8080", Source::Tracker);
        book.dial("203.0.113.1:8080");
        book.end("203.0.113.1:8080", PeerEnd::NotAPeer);
        book.now += 59min;
        QCOMPARE(book.state("203.0.113.1:8080"), State::NotAPeer);
        QCOMPARE(book.found("203.0.113.1:8080", Source::Tracker), State::NotAPeer); // named again: no difference
        book.now += 1min;
        QCOMPARE(book.next(), u"203.0.113.1:8080"_s);
    }

    void backOffDoubles()
    {
        Book book;
        book.found("203.0.113.1:7680", Source::Manual);
        QList<qint64> waits;
        for (int i = 0; i < 8; ++i) {
            book.dial("203.0.113.1:7680");
            book.end("203.0.113.1:7680", PeerEnd::Unreachable);
            waits << std::chrono::duration_cast<std::chrono::seconds>(*book.candidates.nextDue(book.now) - book.now)
                         .count();
            book.now = *book.candidates.nextDue(book.now);
        }
        QCOMPARE(waits, (QList<qint64>{1, 2, 4, 8, 16, 30, 30, 30}));
    }

    void shortConnectionsBackOffToo()
    {
        Book book;
        book.found("11", Source::Manual);
        for (int i = 0; i < 4; ++i) {
            book.dial("11");
            book.connect("11");
            book.now += 1s;
            book.end("11", PeerEnd::Lost);
        }
        QCOMPARE(*book.candidates.nextDue(book.now) - book.now, 8s);
        book.connect("11");
        book.now += 60s;
        book.end("11", PeerEnd::Lost);
        QCOMPARE(*book.candidates.nextDue(book.now) - book.now, 1s);
    }

    void banned()
    {
        Book book;
        book.found("11");
        book.bans.ban(Book::peer("11"), rules()->network, book.now);
        QCOMPARE(book.state("11"), State::Banned);
        QCOMPARE(book.candidates.admits(Book::peer("192.168.1.11:50000"), false, book.now), State::Banned);
        QCOMPARE(book.candidates.nextDue(book.now), std::optional(start + 1h));
        book.now += 1h;
        QCOMPARE(book.next(), u"11"_s);
    }

    void oneAddressPerMachine()
    {
        Book book;
        book.found("11", Source::LanDiscovery, 77);
        book.found("[fe80::11%2]:7680", Source::LanDiscovery, 77);
        const QString first = book.next();
        book.candidates.onDialling(*book.candidates.next(book.now), book.now);
        QCOMPARE(book.next(), u"-"_s);
        const std::string used = first == u"11"_s ? "11" : "[fe80::11%2]:7680";
        const std::string other = first == u"11"_s ? "[fe80::11%2]:7680" : "11";
        QCOMPARE(book.state(other), State::SameMachine);
        book.end(used, PeerEnd::Unreachable);
        QCOMPARE(book.state(other), State::Ready); // the other way to the same machine
        book.connect(other);
        QCOMPARE(book.state(used), State::SameMachine);
        book.found(other, Source::LanDiscovery, 78); // it was started anew
        QVERIFY(book.state(used) != State::SameMachine);
    }

    void theOtherSideMayDialFirst()
    {
        Book book;
        book.candidates.onFound({.address = Book::peer("11"), .source = Source::LanDiscovery, .theyDialFirst = true},
                                start);
        QCOMPARE(book.state("11"), State::WaitingForThem);
        book.now = *book.candidates.nextDue(book.now);
        QCOMPARE(book.now, start + 500ms);
        QCOMPARE(book.next(), u"11"_s);
    }

    void f17_goneUntilHeardAgain()
    {
        Book book;
        book.found("11");
        book.candidates.onGone(Book::peer("11"));
        QCOMPARE(book.state("11"), State::Gone);
        QCOMPARE(book.next(), u"-"_s);
        QCOMPARE(book.found("11"), State::Ready);
    }

    void incoming()
    {
        Book book;
        book.connect("11"); // it told us where it listens
        QCOMPARE(book.candidates.rows(book.now).front().source, Source::Incoming);
        book.found("11", Source::LanDiscovery);
        QCOMPARE(book.candidates.rows(book.now).front().source, Source::LanDiscovery);
        QCOMPARE(book.candidates.proven(9), std::vector{Book::peer("11")});
        book.end("11", PeerEnd::WrongContent);
        QVERIFY(book.candidates.proven(9).empty());
    }

    void admission()
    {
        Book book(DownloadMode::Group);
        book.found("203.0.113.3:7680", Source::Manual);
        const auto admits = [&](const char *peer, bool proved) {
            return book.candidates.admits(at(peer), proved, book.now);
        };
        QCOMPARE(admits("192.168.1.99:50000", false), State::Ready);
        QCOMPARE(admits("203.0.113.9:50000", false), State::ModeGroupOnly);
        QCOMPARE(admits("203.0.113.9:50000", true), State::Ready);
        QCOMPARE(admits("203.0.113.3:50000", false), State::Ready); // its host was named by the user
    }

    void dialsInParallelAreLimited()
    {
        Book book;
        for (int i = 11; i < 41; ++i)
            book.found(std::to_string(i));
        int dialling = 0;
        while (const auto next = book.candidates.next(book.now)) {
            book.candidates.onDialling(*next, book.now);
            ++dialling;
        }
        QCOMPARE(dialling, 16);
        QVERIFY(!book.candidates.nextDue(book.now));
    }

    void a16_floodsStayWithinTheirQuota()
    {
        Book book;
        for (int i = 11; i < 61; ++i)
            book.found(std::to_string(i), Source::LanDiscovery);
        std::mt19937 random(7);
        for (int i = 0; i < 20'000; ++i) {
            const std::uint32_t n = random();
            const auto address =
                IpAddress::v4({static_cast<std::uint8_t>(1 + (n >> 24) % 126), static_cast<std::uint8_t>(n >> 16),
                               static_cast<std::uint8_t>(n >> 8), static_cast<std::uint8_t>(n)});
            book.candidates.onFound({.address = {address, 6881}, .source = Source::Tracker}, book.now);
        }
        QCOMPARE(book.candidates.size(), 50U + 200U);
        QCOMPARE(book.state("11"), State::Ready); // nobody of another source was displaced
    }

    /// Attackers who come first, or last, hold no more than about their share of a source's quota.
    void a16_whoComesFirstOrLastHasNoAdvantage()
    {
        for (const bool floodFirst : {true, false}) {
            Book book;
            const auto honest = [&] {
                for (int i = 0; i < 1000; ++i)
                    book.found("198.51." + std::to_string(i / 250) + "." + std::to_string(1 + i % 250) + ":7680",
                               Source::Tracker);
            };
            const auto flood = [&] {
                for (int i = 0; i < 1000; ++i)
                    book.found("203.0." + std::to_string(i / 250) + "." + std::to_string(1 + i % 250) + ":7680",
                               Source::Tracker);
            };
            floodFirst ? (flood(), honest()) : (honest(), flood());
            int kept = 0;
            for (const CandidateRow &row : book.candidates.rows(book.now))
                kept += row.address.text().starts_with("198.51.") ? 1 : 0;
            QVERIFY2(kept > 60 && kept < 140, qPrintable(QString::number(kept)));
        }
    }

    void failedAddressesMakeRoomFirst()
    {
        CandidateSettings settings;
        settings.quota[static_cast<std::size_t>(Source::Tracker)] = 3;
        Book book(DownloadMode::Internet, settings);
        for (const char *peer : {"198.51.100.1:7680", "198.51.100.2:7680", "198.51.100.3:7680"})
            book.found(peer, Source::Tracker);
        book.dial("198.51.100.2:7680");
        book.end("198.51.100.2:7680", PeerEnd::Unreachable);
        book.connect("198.51.100.1:7680");
        QCOMPARE(book.found("198.51.100.4:7680", Source::Tracker), State::Ready);
        for (const CandidateRow &row : book.candidates.rows(book.now))
            QVERIFY(row.address != at("198.51.100.2:7680"));
        for (const char *peer : {"198.51.100.3:7680", "198.51.100.4:7680"})
            book.connect(peer);
        QCOMPARE(book.found("198.51.100.5:7680", Source::Tracker), State::NoRoom); // all others are of use
    }

    /// Random facts, wrong ones too: the invariants of the class hold at every step.
    void property_boundedAndPolite_data()
    {
        QTest::addColumn<unsigned>("seed");
        for (unsigned seed = 1; seed <= 10; ++seed)
            QTest::addRow("seed %u", seed) << seed;
    }
    void property_boundedAndPolite()
    {
        QFETCH(unsigned, seed);
        std::mt19937 random(seed);
        const auto pick = [&](unsigned n) { return random() % n; };
        CandidateSettings settings;
        settings.quota = {8, 8, 8, 8, 8};
        settings.maximumUnprovenDials = 20;
        Book book(DownloadMode::Lan, settings);
        std::map<IpAddress, MonotonicTime> dialled;
        std::set<PeerAddress> everConnected;
        std::map<PeerAddress, std::uint64_t> machineOf;

        const auto end = [&](const PeerAddress &peer) {
            const auto how = static_cast<PeerEnd>(pick(5));
            book.candidates.onEnded(peer, how, book.now);
            if (how == PeerEnd::NotAPeer || how == PeerEnd::WrongContent)
                everConnected.erase(peer);
        };
        for (int step = 0; step < 3000; ++step) {
            book.now += std::chrono::milliseconds(pick(400));
            const std::string host = pick(4) == 0 ? "203.0.113." : "192.168.1.";
            const PeerAddress peer = at(host + std::to_string(1 + pick(40)) + ":" + std::to_string(1020 + pick(8)));
            switch (pick(8)) {
            case 0:
            case 1: {
                const auto source = static_cast<Source>(pick(5));
                const bool isKnown = machineOf.contains(peer);
                const std::uint64_t machine = isKnown ? machineOf[peer] : pick(6);
                if (const State state =
                        book.candidates.onFound({.address = peer, .source = source, .machine = machine}, book.now);
                    state != State::NoRoom && state != State::PortRefused && !isKnown)
                    machineOf[peer] = machine;
                break;
            }
            case 2:
                book.candidates.onGone(peer);
                break;
            case 3:
                if (pick(10) == 0)
                    book.bans.ban(peer, rules()->network, book.now, 30s);
                break;
            case 4:
                end(peer);
                break;
            case 5:
                book.candidates.setRules(rules(pick(2) != 0 ? DownloadMode::Lan : DownloadMode::Internet));
                break;
            default:
                if (const auto next = book.candidates.next(book.now)) {
                    const auto rows = book.candidates.rows(book.now);
                    const auto row = std::ranges::find(rows, *next, &CandidateRow::address);
                    QVERIFY(row != rows.end());
                    QCOMPARE(row->state, State::Ready);
                    QVERIFY(!book.bans.isBanned(*next, rules()->network, book.now));
                    QVERIFY(next->port >= 1024 || row->source == Source::Manual);
                    const bool isStranger = row->source != Source::Manual && !everConnected.contains(*next)
                                            && row->classified.reason != PeerClassReason::ThisMachine;
                    if (isStranger && dialled.contains(next->ip))
                        QVERIFY2(book.now - dialled[next->ip] >= 60s, next->text().c_str());
                    if (isStranger)
                        dialled[next->ip] = book.now;
                    book.candidates.onDialling(*next, book.now);
                    if (pick(2) == 0) {
                        book.candidates.onConnected(*next, book.now);
                        everConnected.insert(*next);
                    } else {
                        end(*next);
                    }
                }
                break;
            }
            QVERIFY(book.candidates.size() <= 40);
            const auto due = book.candidates.nextDue(book.now);
            QVERIFY(!due || *due >= book.now);
            QCOMPARE(due == book.now, book.candidates.next(book.now).has_value());
        }
    }
};

} // namespace freshet::test

QTEST_GUILESS_MAIN(freshet::test::TestPolicyCandidates)
#include "tst_policy_candidates.moc"
