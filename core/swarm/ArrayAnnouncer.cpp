// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/swarm/ArrayAnnouncer.h"

#include "core/policy/AddressScope.h"
#include "core/swarm/Swarm.h"

#include <QPointer>
#include <QRandomGenerator>

#include <algorithm>
#include <array>

namespace freshet {

namespace {

constexpr std::array early{std::chrono::seconds{3}, std::chrono::seconds{10}, std::chrono::seconds{30}};
constexpr std::chrono::seconds firstRetry{5};
constexpr std::chrono::minutes longestRetry{15};
constexpr std::chrono::seconds strangerGap{20};
constexpr int maximumDoublings = 8;

} // namespace

ArrayMatch matchOf(const ArrayAnswer &answer, DownloadMode scope)
{
    const AddressScope seen = answer.observed ? addressScope(answer.observed->bytes()) : AddressScope::Public;
    ArrayMatch match;
    if (seen == AddressScope::Public)
        match.publicAddress = answer.observed;
    for (const PeerAddress &peer : answer.peers) {
        const AddressScope reach = addressScope(peer.ip.bytes());
        if (reach == AddressScope::Unusable || reach < std::min(seen, AddressScope::Private))
            continue;
        const bool isOfSite =
            peer.ip == answer.observed || (reach < AddressScope::Public && seen == AddressScope::Public);
        if (scope == DownloadMode::Lan) {
            if (!isOfSite && reach == AddressScope::Public)
                continue; // not what was asked for
            match.classes.emplace(peer.ip, PeerClass::Lan);
        } else if (isOfSite) {
            match.classes.emplace(peer.ip, PeerClass::Lan);
        } else if (scope == DownloadMode::Group) {
            match.classes.emplace(peer.ip, PeerClass::Group);
        }
        match.peers.push_back(peer);
    }
    return match;
}

std::optional<IpAddress> reportedAddress(const LocalNetwork &network)
{
    for (const LocalInterface &interface : network.interfaces)
        for (const LocalAddress &address : interface.addresses)
            if (!interface.isLoopback && address.ip.isV4() && addressScope(address.ip.bytes()) == AddressScope::Private)
                return address.ip;
    return std::nullopt;
}

ArrayAnnouncer::ArrayAnnouncer(Swarm &swarm, CloudClient &cloud, const PeerId &peerId, std::uint16_t port,
                               DownloadMode mode, const LocalNetwork &network)
    : m_swarm(swarm)
    , m_cloud(cloud)
    , m_peerId(peerId)
    , m_port(port)
    , m_mode(mode)
    , m_reported(reportedAddress(network))
{
    // In group mode without a group there is nobody but the site to meet.
    if (m_mode == DownloadMode::Group && cloud.options().groupId.isEmpty())
        m_mode = DownloadMode::Lan;
    m_timer.setSingleShot(true);
    m_strangers.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &ArrayAnnouncer::announce);
    m_timer.start(0);
}

ArrayAnnouncer::~ArrayAnnouncer()
{
    if (!m_isKnown)
        return;
    ArrayAnnounce last = now();
    last.stopped = true;
    last.wanted = 0;
    m_cloud.announce(last, [](const Result<ArrayAnswer> &) {});
}

void ArrayAnnouncer::onNetworkChanged(const LocalNetwork &network, std::uint16_t port)
{
    m_reported = reportedAddress(network);
    m_port = port;
    m_early = 0;
    m_timer.start(0);
}

void ArrayAnnouncer::onStranger()
{
    if (m_strangers.isActive() || m_isAsking)
        return;
    m_strangers.start(strangerGap);
    m_timer.start(0);
}

ArrayAnnounce ArrayAnnouncer::now()
{
    ArrayAnnounce announce{.content = m_swarm.content().wire.id,
                           .reported = m_reported,
                           .port = m_port,
                           .scope = m_mode,
                           .uploaded = m_swarm.uploadedBytes(),
                           .downloaded = m_swarm.downloadedBytes(),
                           .downloadedHttp = m_swarm.httpBytes(),
                           .left = m_swarm.missingBytes(),
                           .isBackground = !m_swarm.isForeground()};
    const Bytes received = announce.downloaded + announce.downloadedHttp;
    if (const auto passed = m_sinceLast.isValid() ? static_cast<std::uint64_t>(m_sinceLast.elapsed()) : 0; passed > 0) {
        const auto rate = [passed](Bytes amount) { return BytesPerSecond{amount.value() * 1000 / passed}; };
        announce.uploadRate = rate(announce.uploaded - m_sentBefore);
        announce.downloadRate = rate(received - m_receivedBefore);
    }
    m_sinceLast.start();
    m_sentBefore = announce.uploaded;
    m_receivedBefore = received;
    std::ranges::copy(m_peerId.bytes(), announce.peerId.begin());
    return announce;
}

void ArrayAnnouncer::announce()
{
    if (m_isAsking || m_port == 0)
        return;
    m_isAsking = true;
    m_cloud.announce(now(), [self = QPointer(this)](const Result<ArrayAnswer> &answer) {
        if (self)
            self->onAnswer(answer);
    });
}

void ArrayAnnouncer::onAnswer(const Result<ArrayAnswer> &answer)
{
    m_isAsking = false;
    std::chrono::milliseconds wait{};
    if (answer) {
        m_isKnown = true;
        m_failures = 0;
        const ArrayMatch match = matchOf(*answer, m_mode);
        Q_EMIT matched(match);
        for (const PeerAddress &peer : match.peers)
            m_swarm.onFound({.address = peer, .source = CandidateSource::Array});
        wait = m_early < early.size() ? std::min(early[m_early++], answer->interval) : answer->interval;
    } else {
        wait = std::min<std::chrono::milliseconds>(firstRetry * (1 << std::min(m_failures++, maximumDoublings)),
                                                   longestRetry);
    }
    // Up to a tenth later, so that a site does not ask in step.
    m_timer.start(
        wait + std::chrono::milliseconds(QRandomGenerator::global()->bounded(static_cast<int>(wait.count() / 10) + 1)));
}

} // namespace freshet
