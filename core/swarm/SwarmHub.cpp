// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/swarm/SwarmHub.h"

#include "core/swarm/Endpoints.h"

#include <QRandomGenerator>

#include <algorithm>

namespace freshet {

Result<std::unique_ptr<SwarmHub>> SwarmHub::start(SwarmOptions options, Store &store, HttpClient &http,
                                                  const Clock &clock)
{
    std::unique_ptr<SwarmHub> hub(new SwarmHub(std::move(options), store, http, clock));
    hub->updateRules();
    if (!hub->m_options.listen.empty())
        if (auto listening = hub->listen(); !listening)
            return std::unexpected(listening.error());
    return hub;
}

SwarmHub::SwarmHub(SwarmOptions options, Store &store, HttpClient &http, const Clock &clock)
    : m_options(std::move(options))
    , m_store(store)
    , m_http(http)
    , m_clock(clock)
    , m_rank(QRandomGenerator::system()->generate64())
    , m_peerId(makePeerId())
    , m_lobby(*this, m_peerId, clock, LobbyOptions{.tls = m_options.tls, .credential = m_options.credential})
    , m_listener(m_lobby)
    , m_dialer(m_lobby, *this,
               DialerOptions{.from = m_options.listen.empty() ? QHostAddress() : m_options.listen.front().address})
    , m_shared{.clock = clock,
               .options = m_options,
               .dialer = m_dialer,
               .receiveBuffer = m_receiveBuffer,
               .bans = m_bans,
               .rules = nullptr,
               .seed = m_rank.value()}
{
    connect(&m_network, &NetworkWatch::changed, this, &SwarmHub::onNetworkChanged);
}

SwarmHub::~SwarmHub()
{
    m_swarms.clear();
}

Result<void> SwarmHub::listen()
{
    if (!m_options.wantsPeers() || m_isListening)
        return {};
    for (const PeerEndpoint &endpoint : m_options.listen)
        if (auto listening = m_listener.listen(endpoint); !listening)
            return std::unexpected(listening.error());
    if (m_options.listen.empty()) {
        auto listening = m_listener.listenOnAll(m_options.port);
        if (!listening)
            listening = m_listener.listenOnAll(0);
        if (!listening)
            return std::unexpected(listening.error());
    }
    m_isListening = true;
    const auto addresses = m_listener.addresses();
    m_shared.listenPort = addresses.empty() ? 0 : addresses.front().port;
    m_lan = std::make_unique<LanDiscovery>(m_options.lan, m_clock, *this);
    m_lan->setListening(listening());
    m_lan->setNetwork(m_network.network());
    updateRules();
    return {};
}

std::vector<PeerAddress> SwarmHub::listening() const
{
    std::vector<PeerAddress> addresses;
    for (const PeerEndpoint &endpoint : m_listener.addresses())
        addresses.push_back(peerAddressOf(endpoint));
    return addresses;
}

void SwarmHub::updateRules()
{
    auto rules = std::make_shared<PeerRules>();
    rules->mode = m_options.mode;
    rules->network = m_network.network();
    rules->listening = listening();
    rules->table = m_options.classTable;
    rules->requiresGroup = m_options.tls == PeerTls::Require;
    m_shared.rules = std::move(rules);
    for (const auto &[id, entry] : m_swarms)
        entry.swarm->onRulesChanged();
}

void SwarmHub::onNetworkChanged()
{
    updateRules();
    if (m_lan)
        m_lan->setNetwork(m_network.network());
    for (const auto &[id, entry] : m_swarms)
        for (const auto &tracker : entry.trackers)
            tracker->onNetworkChanged();
}

Swarm &SwarmHub::open(SwarmContent content)
{
    const ContentId id = content.wire.id;
    if (const auto it = m_swarms.find(id); it != m_swarms.end())
        return *it->second.swarm;
    // Without a port of our own we can still dial.
    (void)listen();
    auto verifier = std::make_shared<const PieceVerifier>(content.metainfo->verifier());
    auto names = content.names;
    auto swarm = std::make_unique<Swarm>(
        std::move(content), m_shared,
        [&store = m_store, verifier](const std::shared_ptr<const UniqueFd> &file, PieceIndex piece,
                                     std::function<void(bool)> done) {
            store.provePiece(file, verifier, piece,
                             [done = std::move(done)](const Result<void> &proven) { done(proven.has_value()); });
        },
        [&store = m_store, verifier](const std::shared_ptr<const UniqueFd> &file, PieceIndex piece,
                                     std::function<void(std::vector<Sha256Digest>)> done) {
            store.blockHashesOf(file, verifier, piece,
                                [done = std::move(done)](const Result<std::vector<Sha256Digest>> &hashes) {
                                    done(hashes ? *hashes : std::vector<Sha256Digest>{});
                                });
        });
    Swarm &opened = *swarm;
    connect(&opened, &Swarm::uploaded, this,
            [this, id](PeerClass to, Bytes amount) { Q_EMIT uploaded(id, to, amount); });
    connect(&opened, &Swarm::peersChanged, this, [this, id] { Q_EMIT peersChanged(id); });
    connect(&opened, &Swarm::banned, this,
            [this, id](const PeerAddress &peer, PieceIndex piece, Bytes bad) { Q_EMIT banned(id, peer, piece, bad); });
    m_swarms.emplace(id, Entry{.swarm = std::move(swarm), .trackers = {}});
    if (m_lan)
        m_lan->add(id, std::move(names));
    return opened;
}

Swarm *SwarmHub::find(const ContentId &content) const
{
    const auto it = m_swarms.find(content);
    return it == m_swarms.end() ? nullptr : it->second.swarm.get();
}

void SwarmHub::close(const ContentId &content)
{
    if (m_lan)
        m_lan->remove(content);
    m_swarms.erase(content);
}

void SwarmHub::closeFile(const Sha256Digest &piecesRoot)
{
    std::vector<ContentId> gone;
    for (const auto &[id, entry] : m_swarms)
        if (StorageKey::forRoot(entry.swarm->content().wire.piecesRoot).digest == piecesRoot)
            gone.push_back(id);
    for (const ContentId &id : gone)
        close(id);
}

Result<void> SwarmHub::addTracker(const ContentId &content, const QUrl &tracker)
{
    const auto it = m_swarms.find(content);
    if (it == m_swarms.end() || !m_options.wantsPeers())
        return {};
    Swarm &swarm = *it->second.swarm;
    auto announcer = TrackerAnnouncer::make(tracker, swarm, m_http, m_clock, m_peerId, m_shared.listenPort);
    if (!announcer)
        return std::unexpected(announcer.error());
    it->second.trackers.push_back(std::move(*announcer));
    return {};
}

void SwarmHub::onComplete(const ContentId &content)
{
    const auto it = m_swarms.find(content);
    if (it == m_swarms.end())
        return;
    it->second.swarm->onComplete();
    for (const auto &tracker : it->second.trackers)
        tracker->onComplete();
}

bool SwarmHub::mayKnock(const PeerEndpoint &from)
{
    return m_options.wantsPeers()
           && !m_bans.isBanned(peerAddressOf(from), m_shared.rules->network, m_clock.monotonic());
}

std::optional<PeerContent> SwarmHub::contentFor(const WireInfoHash &infoHash, const PeerEndpoint &from)
{
    for (const auto &[id, entry] : m_swarms) {
        const auto &names = entry.swarm->content().names;
        if (std::find(names.begin(), names.end(), infoHash) != names.end())
            return entry.swarm->admits(peerAddressOf(from)) ? std::optional(entry.swarm->content().wire) : std::nullopt;
    }
    return std::nullopt;
}

void SwarmHub::onPeerReady(ReadyPeer peer)
{
    if (Swarm *swarm = find(peer.content.id))
        swarm->onPeerReady(std::move(peer));
}

void SwarmHub::onDialFailed(DialId dial, const PeerEndpoint &, const Error &error)
{
    for (const auto &[id, entry] : m_swarms)
        entry.swarm->onDialFailed(dial, error);
}

void SwarmHub::onLanPeer(const LanPeer &peer)
{
    if (Swarm *swarm = find(peer.content))
        swarm->onFound({.address = peer.address,
                        .source = CandidateSource::LanDiscovery,
                        .machine = peer.machine,
                        .theyDialFirst = peer.theyDialFirst});
}

void SwarmHub::onLanPeersGone(const ContentId &content, const std::vector<PeerAddress> &peers)
{
    if (Swarm *swarm = find(content))
        for (const PeerAddress &peer : peers)
            swarm->onGone(peer);
}

} // namespace freshet
