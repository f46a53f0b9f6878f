// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/discover/LanDiscovery.h"

#include "core/discover/LanAnnounce.h"
#include "core/discover/LanContents.h"
#include "core/discover/LanSocket.h"

#include <QRandomGenerator>
#include <QTimer>

#include <algorithm>
#include <charconv>
#include <map>
#include <optional>
#include <string_view>

namespace freshet {

namespace {

using std::chrono::milliseconds;

constexpr std::string_view cookieMark = "freshet-"; ///< then 16 hex digits
constexpr std::size_t cookieDigits = 16;
constexpr std::size_t maximumHashesOfContent = 3;
/// So many contents are announced one by one; more share datagrams (BEP 14), which older programs read only the
/// first hash of.
constexpr std::size_t fewContents = 5;
constexpr milliseconds firstRetry{1000};
constexpr milliseconds longestRetry{60'000};
constexpr milliseconds slice{100};

std::uint64_t newNumber()
{
    return QRandomGenerator::system()->generate64();
}

std::string cookieOf(std::uint64_t number)
{
    std::array<std::byte, 8> bytes{};
    for (std::size_t i = 0; i < bytes.size(); ++i)
        bytes[i] = static_cast<std::byte>(number >> (8 * (bytes.size() - 1 - i)));
    return std::string(cookieMark) + toHex(bytes);
}

/// The number in a cookie of our own kind: the only one whose sender knows the rule who dials first.
std::optional<std::uint64_t> ownKind(std::string_view cookie)
{
    if (!cookie.starts_with(cookieMark) || cookie.size() != cookieMark.size() + cookieDigits)
        return std::nullopt;
    std::uint64_t number = 0;
    const char *const end = cookie.data() + cookie.size();
    const auto [read, error] = std::from_chars(cookie.data() + cookieMark.size(), end, number, 16);
    return error == std::errc{} && read == end ? std::optional(number) : std::nullopt;
}

struct Source {
    IpAddress ip{}; ///< unspecified: the system chooses
    std::uint16_t port = 0;
};

} // namespace

class LanDiscovery::Private {
public:
    /// One interface and address family.
    struct Link {
        std::uint32_t interface = 0;
        std::string name{};
        bool isV4 = true;
        bool joined = false;
        std::string problem{};
        std::uint64_t sent = 0;
        std::uint64_t heard = 0;
        std::vector<Source> sources{}; ///< where peers reach us on this link; empty: nothing is said
        std::map<ContentId, AnnounceSchedule> schedules{};
        int budget = 0; ///< datagrams that may be sent in this slice of time
        MonotonicTime sliceEnd{};
        milliseconds retry{0}; ///< after the last failure; 0: none
        MonotonicTime retryAt{};
    };

    Private(LanDiscoveryOptions given, const Clock &theClock, Listener &theListener)
        : options(std::move(given))
        , clock(theClock)
        , listener(theListener)
        , socket4(true, options.maximumDatagramsPerSecond)
        , socket6(false, options.maximumDatagramsPerSecond)
        , contents({.perContent = options.maximumPeersPerContent,
                    .total = options.maximumPeers,
                    .portsPerHost = static_cast<std::size_t>(std::max(1, options.maximumPortsPerHost))})
        , number(newNumber())
        , cookie(cookieOf(number))
    {
        timer.setSingleShot(true);
        timer.setTimerType(Qt::PreciseTimer);
        connect(&timer, &QTimer::timeout, &timer, [this] { work(); });
        const auto hear = [this](bool isV4) {
            return [this, isV4](const QByteArray &payload, const IpAddress &source, quint32 interface) {
                onDatagram(payload, source, interface, isV4);
            };
        };
        connect(&socket4, &LanSocket::received, &socket4, hear(true));
        connect(&socket6, &LanSocket::received, &socket6, hear(false));
    }

    LanSocket &socket(const Link &link) { return link.isV4 ? socket4 : socket6; }
    static double random() { return QRandomGenerator::global()->generateDouble(); }

    [[nodiscard]] std::vector<Source> sourcesOf(const LocalInterface &interface, bool isV4) const;
    [[nodiscard]] AnnounceSchedule newSchedule(MonotonicTime now) const;
    void relink();
    void makeLink(const LocalInterface &interface, bool isV4);
    void tryToJoin(Link &link, MonotonicTime now);
    void onDatagram(const QByteArray &payload, const IpAddress &source, std::uint32_t interface, bool isV4);
    void work();
    void announceDue(Link &link, MonotonicTime now);
    /// Whether it went out from at least one source.
    bool announce(Link &link, const std::vector<ContentId> &due);
    void arm();
    [[nodiscard]] static std::optional<MonotonicTime> dueOf(const Link &link);

    const LanDiscoveryOptions options;
    const Clock &clock;
    Listener &listener;
    LanSocket socket4;
    LanSocket socket6;
    LanContents contents;
    const std::uint64_t number;
    const std::string cookie;
    LocalNetwork network;
    std::vector<PeerAddress> listening;
    std::vector<Link> links;
    LanIgnored ignored;
    QTimer timer;
    MonotonicTime armedFor = MonotonicTime::max(); ///< when `timer` fires; never later than something is due
};

LanDiscovery::LanDiscovery(LanDiscoveryOptions options, const Clock &clock, Listener &listener)
    : d(std::make_unique<Private>(std::move(options), clock, listener))
{
}

LanDiscovery::~LanDiscovery() = default;

void LanDiscovery::setListening(std::vector<PeerAddress> listening)
{
    if (d->listening == listening)
        return;
    d->listening = std::move(listening);
    const MonotonicTime now = d->clock.monotonic();
    for (Private::Link &link : d->links) {
        for (auto &[content, schedule] : link.schedules)
            schedule = d->newSchedule(now); // others dial an old port
    }
    d->relink();
}

void LanDiscovery::setNetwork(const LocalNetwork &network)
{
    if (!d->options.enabled || d->network == network)
        return;
    d->network = network;
    d->relink();
    const auto gone = d->contents.forgetUnless([&](std::uint32_t index, const IpAddress &ip) {
        const LocalInterface *interface = network.byIndex(index);
        return interface != nullptr && interface->isOnLink(ip);
    });
    for (const LanContents::Gone &those : gone) {
        QMetaObject::invokeMethod(
            this, [this, those] { d->listener.onLanPeersGone(those.content, those.peers); }, Qt::QueuedConnection);
    }
}

void LanDiscovery::add(const ContentId &content, std::vector<SwarmHash> hashes)
{
    hashes.resize(std::min(hashes.size(), maximumHashesOfContent));
    if (hashes.empty() || !d->contents.add(content, std::move(hashes)))
        return;
    const MonotonicTime now = d->clock.monotonic();
    for (Private::Link &link : d->links)
        link.schedules.emplace(content, d->newSchedule(now));
    d->arm();
}

void LanDiscovery::remove(const ContentId &content)
{
    if (!d->contents.remove(content))
        return;
    for (Private::Link &link : d->links)
        link.schedules.erase(content);
    d->arm();
}

std::vector<LanLink> LanDiscovery::links() const
{
    std::vector<LanLink> links;
    for (const Private::Link &link : d->links) {
        links.push_back({.interface = link.interface,
                         .name = link.name,
                         .isV4 = link.isV4,
                         .joined = link.joined,
                         .problem = link.problem,
                         .announcesSent = link.sent,
                         .announcesHeard = link.heard});
    }
    return links;
}

LanIgnored LanDiscovery::ignored() const
{
    LanIgnored ignored = d->ignored;
    ignored.notMulticast = d->socket4.notMulticast() + d->socket6.notMulticast();
    return ignored;
}

AnnounceSchedule LanDiscovery::Private::newSchedule(MonotonicTime now) const
{
    return {options.timing, now, random()};
}

/// Where this link's machines reach us. An unspecified listening address stands for the interface's own.
std::vector<Source> LanDiscovery::Private::sourcesOf(const LocalInterface &interface, bool isV4) const
{
    std::vector<Source> sources;
    for (const PeerAddress &address : listening) {
        if (address.ip.isV4() != isV4 || address.port == 0)
            continue;
        const bool isHere =
            std::ranges::any_of(interface.addresses, [&](const LocalAddress &own) { return own.ip == address.ip; })
            || (interface.isLoopback && address.ip.isLoopback());
        if (isHere) {
            sources.push_back({address.ip, address.port});
        } else if (address.ip.isUnspecified()) {
            const auto own =
                std::ranges::find_if(interface.addresses, [&](const LocalAddress &a) { return a.ip.isV4() == isV4; });
            // Of several IPv6 addresses the system knows which are usable now.
            sources.push_back({isV4 ? own->ip : IpAddress(), address.port});
        }
    }
    return sources;
}

/// Makes the links those of `network`. A link that stays keeps its schedules.
void LanDiscovery::Private::relink()
{
    if (!options.enabled)
        return;
    const auto wanted = [&](const LocalInterface &interface, bool isV4) {
        return (interface.isLoopback ? options.loopback : interface.canMulticast)
               && std::ranges::any_of(interface.addresses, [&](const LocalAddress &a) { return a.ip.isV4() == isV4; });
    };
    std::erase_if(links, [&](const Link &link) {
        const LocalInterface *interface = network.byIndex(link.interface);
        if (interface != nullptr && interface->name == link.name && wanted(*interface, link.isV4))
            return false;
        socket(link).leave(link.interface);
        return true;
    });
    for (const LocalInterface &interface : network.interfaces) {
        for (const bool isV4 : {true, false}) {
            if (wanted(interface, isV4))
                makeLink(interface, isV4);
        }
    }
    arm();
}

void LanDiscovery::Private::makeLink(const LocalInterface &interface, bool isV4)
{
    const MonotonicTime now = clock.monotonic();
    auto link =
        std::ranges::find_if(links, [&](const Link &l) { return l.interface == interface.index && l.isV4 == isV4; });
    if (link == links.end()) {
        links.push_back({.interface = interface.index, .name = interface.name, .isV4 = isV4});
        link = std::prev(links.end());
        for (const ContentId &content : contents.all())
            link->schedules.emplace(content, newSchedule(now));
    }
    link->sources = sourcesOf(interface, isV4);
    if (!link->joined)
        tryToJoin(*link, now);
}

void LanDiscovery::Private::tryToJoin(Link &link, MonotonicTime now)
{
    link.problem = socket(link).join(link.interface);
    link.joined = link.problem.empty();
    link.retry = link.joined ? milliseconds{0} : std::clamp(link.retry * 2, firstRetry, longestRetry);
    link.retryAt = now + link.retry;
}

void LanDiscovery::Private::onDatagram(const QByteArray &payload, const IpAddress &source, std::uint32_t interface,
                                       bool isV4)
{
    const auto link = std::ranges::find_if(
        links, [&](const Link &l) { return l.interface == interface && l.isV4 == isV4 && l.joined; });
    const LocalInterface *const local = network.byIndex(interface);
    if (link == links.end() || local == nullptr)
        return;
    if (!local->isOnLink(source)) {
        ++ignored.foreignSubnet;
        return;
    }
    const std::optional<LanAnnounce> heard = parseLanAnnounce(std::as_bytes(std::span(payload)));
    if (!heard) {
        ++ignored.malformed;
        return;
    }
    if (heard->cookie == cookie) {
        ++ignored.own;
        return;
    }
    ++link->heard;
    const std::vector<ContentId> named = contents.named(heard->hashes);
    if (named.empty()) {
        ++ignored.unknownContent;
        return;
    }

    const std::optional<std::uint64_t> theirs = ownKind(heard->cookie);
    const std::uint64_t machine = heard->cookie.empty() ? 0 : theirs.value_or(std::hash<std::string>{}(heard->cookie));
    const LanContents::Sender sender{.address = {source, heard->port},
                                     .interface = interface,
                                     .machine = machine,
                                     .isOwnMachine = network.isOwn(source)};
    const MonotonicTime now = clock.monotonic();
    std::vector<LanPeer> reports;
    for (const ContentId &content : named) {
        const auto outcome = contents.onHeard(content, sender, now);
        if (!outcome) {
            ++ignored.overCap;
            continue;
        }
        AnnounceSchedule &schedule = link->schedules.at(content);
        schedule.onHeard(outcome->isNew, contents.peerCount(content), now, random());
        if (schedule.due() < armedFor)
            arm();
        if (outcome->isReport) {
            reports.push_back({.content = content,
                               .address = sender.address,
                               .machine = machine,
                               .theyDialFirst = theirs && *theirs < number});
        }
    }
    for (const LanPeer &report : reports)
        listener.onLanPeer(report); // last: it may change everything
}

void LanDiscovery::Private::work()
{
    const MonotonicTime now = clock.monotonic();
    for (Link &link : links) {
        if (!link.joined && link.retryAt <= now)
            tryToJoin(link, now);
        if (link.joined)
            announceDue(link, now);
    }
    arm();
}

void LanDiscovery::Private::announceDue(Link &link, MonotonicTime now)
{
    if (link.sources.empty() || link.retryAt > now)
        return;
    if (link.sliceEnd <= now) {
        link.sliceEnd = now + slice;
        link.budget =
            std::max(1, static_cast<int>(options.maximumAnnouncesPerSecond * slice / std::chrono::seconds(1)));
    }
    std::vector<ContentId> due;
    for (const auto &[content, schedule] : link.schedules) {
        if (schedule.due() <= now)
            due.push_back(content);
    }
    const bool shared = due.size() > fewContents;
    for (std::size_t i = 0; i < due.size() && link.budget > 0; --link.budget) {
        std::vector<ContentId> together;
        std::size_t hashes = 0;
        do {
            hashes += contents.hashes(due[i]).size();
            together.push_back(due[i++]);
        } while (shared && i < due.size() && hashes + contents.hashes(due[i]).size() <= LanAnnounce::maximumHashes);
        if (!announce(link, together)) {
            link.retry = std::clamp(link.retry * 2, firstRetry, longestRetry);
            link.retryAt = now + link.retry;
            return;
        }
        link.retry = milliseconds{0};
        for (const ContentId &content : together)
            link.schedules.at(content).onSent(now, random());
    }
}

bool LanDiscovery::Private::announce(Link &link, const std::vector<ContentId> &due)
{
    LanAnnounce announce{.cookie = cookie};
    for (const ContentId &content : due)
        announce.hashes.insert(announce.hashes.end(), contents.hashes(content).begin(), contents.hashes(content).end());
    bool went = false;
    for (const Source &source : link.sources) {
        announce.port = source.port;
        const std::string payload = composeLanAnnounce(announce, link.isV4 ? lanDiscoveryGroup4 : lanDiscoveryGroup6);
        link.problem = socket(link).send(payload, link.interface, source.ip);
        if (link.problem.empty()) {
            went = true;
            ++link.sent;
        }
    }
    return went;
}

std::optional<MonotonicTime> LanDiscovery::Private::dueOf(const Link &link)
{
    if (!link.joined)
        return link.retryAt;
    if (link.sources.empty() || link.schedules.empty())
        return std::nullopt;
    MonotonicTime due = MonotonicTime::max();
    for (const auto &[content, schedule] : link.schedules)
        due = std::min(due, schedule.due());
    if (link.budget <= 0)
        due = std::max(due, link.sliceEnd);
    return std::max(due, link.retryAt);
}

void LanDiscovery::Private::arm()
{
    std::optional<MonotonicTime> due;
    for (const Link &link : links) {
        if (const auto own = dueOf(link); own && (!due || *own < *due))
            due = own;
    }
    armedFor = due.value_or(MonotonicTime::max());
    if (!due) {
        timer.stop();
        return;
    }
    const auto wait = std::chrono::ceil<milliseconds>(*due - clock.monotonic());
    timer.start(std::clamp<milliseconds>(wait, milliseconds{0}, std::chrono::hours(1)));
}

} // namespace freshet
