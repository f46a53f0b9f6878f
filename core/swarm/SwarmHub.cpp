// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/swarm/SwarmHub.h"

#include "core/swarm/Endpoints.h"

#include <QRandomGenerator>

#include <algorithm>

namespace freshet {

namespace {

constexpr std::size_t maximumMatched = 4096;

} // namespace

Result<std::unique_ptr<SwarmHub>> SwarmHub::start(SwarmOptions options, Store &store, HttpClient &http,
                                                  const Clock &clock, EventSink &events, Throttle *throttle)
{
    std::unique_ptr<SwarmHub> hub(new SwarmHub(std::move(options), store, http, clock, events, throttle));
    hub->updateRules();
    if (!hub->m_options.listen.empty())
        if (auto listening = hub->listen(); !listening)
            return std::unexpected(listening.error());
    return hub;
}

SwarmHub::SwarmHub(SwarmOptions options, Store &store, HttpClient &http, const Clock &clock, EventSink &events,
                   Throttle *throttle)
    : m_options(std::move(options))
    , m_store(store)
    , m_http(http)
    , m_clock(clock)
    , m_rank(QRandomGenerator::system()->generate64())
    , m_peerId(makePeerId())
    , m_trace(events, clock)
    , m_lobby(*this, m_peerId, clock, LobbyOptions{.tls = m_options.tls, .credential = m_options.credential})
    , m_listener(m_lobby)
    , m_dialer(m_lobby, *this,
               DialerOptions{.from = m_options.listen.empty() ? QHostAddress() : m_options.listen.front().address})
    , m_shared{.clock = clock,
               .options = m_options,
               .dialer = m_dialer,
               .receiveBuffer = m_receiveBuffer,
               .bans = m_bans,
               .trace = m_trace,
               .throttle = throttle,
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
    startLan();
    updateRules();
    return {};
}

void SwarmHub::stopListening()
{
    m_lan.reset();
    m_listener.close();
    m_isListening = false;
    m_shared.listenPort = 0;
}

void SwarmHub::startLan()
{
    m_lan = std::make_unique<LanDiscovery>(m_options.lan, m_clock, *this);
    m_lan->setListening(listening());
    m_lan->setNetwork(m_network.network());
    for (const auto &[id, entry] : m_swarms)
        m_lan->add(id, entry.swarm->content().names);
}

void SwarmHub::onUploadsAllowedChanged()
{
    for (const auto &[id, entry] : m_swarms)
        entry.swarm->onUploadsAllowedChanged();
}

void SwarmHub::reconfigure(const SwarmOptions &options)
{
    const bool listens = m_isListening;
    const bool portMoves = options.port != m_options.port && m_options.listen.empty();
    const bool lanMoves = options.lan.enabled != m_options.lan.enabled;
    const bool limitMoves = options.maximumPeers != m_options.maximumPeers;
    const bool slotsMove = options.uploads.slots != m_options.uploads.slots;
    const bool modeMoves = options.mode != m_options.mode;
    m_options.mode = options.mode;
    m_options.port = options.port;
    m_options.lan.enabled = options.lan.enabled;
    m_options.maximumPeers = options.maximumPeers;
    m_options.uploads.slots = options.uploads.slots;
    if (listens && (portMoves || !m_options.wantsPeers()))
        stopListening();
    if (!m_swarms.empty())
        (void)listen();
    if (lanMoves && m_lan)
        startLan();
    if (modeMoves || portMoves)
        updateRules();
    for (const auto &[id, entry] : m_swarms) {
        if (slotsMove)
            entry.swarm->uploads().setSlots(m_options.uploads.slots);
        if (limitMoves)
            entry.swarm->onLimitChanged();
        if (portMoves)
            for (const auto &tracker : entry.trackers)
                tracker->onPortChanged(m_shared.listenPort);
    }
    if (modeMoves || portMoves)
        setCloud(m_cloud);
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
    rules->publicAddress = m_publicAddress;
    rules->matched = m_matched;
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
    for (const auto &[id, entry] : m_swarms)
        if (entry.array)
            entry.array->onNetworkChanged(m_network.network(), m_shared.listenPort);
}

void SwarmHub::onWoke()
{
    for (const auto &[id, entry] : m_swarms) {
        entry.swarm->onWoke();
        for (const auto &tracker : entry.trackers)
            tracker->onNetworkChanged();
    }
    if (m_lan)
        startLan(); // whom it heard of may be gone, and nobody has heard of us
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
    connect(&opened, &Swarm::banned, this, [this, id](const PeerAddress &peer, PieceIndex piece, Bytes bad) {
        onBansChanged();
        Q_EMIT banned(id, peer, piece, bad);
    });
    Entry &entry = m_swarms.emplace(id, Entry{.swarm = std::move(swarm), .trackers = {}, .array = {}}).first->second;
    announceToArray(entry);
    if (m_lan)
        m_lan->add(id, std::move(names));
    Q_EMIT this->opened(opened);
    return opened;
}

Swarm *SwarmHub::find(const ContentId &content) const
{
    const auto it = m_swarms.find(content);
    return it == m_swarms.end() ? nullptr : it->second.swarm.get();
}

void SwarmHub::close(const ContentId &content)
{
    if (Swarm *swarm = find(content))
        Q_EMIT closing(*swarm);
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
    if (it->second.array)
        it->second.array->onComplete();
}

void SwarmHub::setCloud(CloudClient *cloud)
{
    for (auto &[id, entry] : m_swarms)
        entry.array.reset();
    m_cloud = cloud;
    m_matched.clear();
    m_publicAddress.reset();
    updateRules();
    for (auto &[id, entry] : m_swarms)
        announceToArray(entry);
}

void SwarmHub::announceToArray(Entry &entry)
{
    if (!m_cloud || !m_cloud->isSet() || !m_options.wantsPeers())
        return;
    entry.array = std::make_unique<ArrayAnnouncer>(*entry.swarm, *m_cloud, m_peerId, m_shared.listenPort,
                                                   m_options.mode, m_network.network());
    connect(entry.array.get(), &ArrayAnnouncer::matched, this, &SwarmHub::onMatched);
}

void SwarmHub::onMatched(const ArrayMatch &match)
{
    bool isNews = match.publicAddress && match.publicAddress != m_publicAddress;
    if (match.publicAddress)
        m_publicAddress = match.publicAddress;
    if (m_matched.size() + match.classes.size() > maximumMatched)
        m_matched.clear(); // who still matters is named again
    for (const auto &[ip, peerClass] : match.classes) {
        const auto [known, isNew] = m_matched.try_emplace(ip, peerClass);
        isNews |= isNew || known->second != peerClass;
        known->second = peerClass;
    }
    if (isNews)
        updateRules();
}

void SwarmHub::ban(const PeerAddress &peer, const std::optional<ContentId> &content, std::chrono::seconds time)
{
    const MonotonicTime now = m_clock.monotonic();
    const auto list = content ? m_bans.of(*content, now) : nullptr;
    (list ? *list : m_bans.everywhere()).ban(peer, m_shared.rules->network, now, time, BanCause::User);
    m_trace.onBanned({.content = content ? QString::fromLatin1(content->hex()) : QString()}, peer, std::nullopt, time);
    for (const auto &[id, entry] : m_swarms)
        entry.swarm->onBansChanged();
    onBansChanged();
}

bool SwarmHub::unban(const PeerAddress &peer, const std::optional<ContentId> &content)
{
    if (!m_bans.unban(peer, m_shared.rules->network, content))
        return false;
    m_trace.onUnbanned({.content = content ? QString::fromLatin1(content->hex()) : QString()}, peer);
    for (const auto &[id, entry] : m_swarms)
        entry.swarm->onBansChanged();
    onBansChanged();
    return true;
}

void SwarmHub::onBansChanged()
{
    m_isBanTableOld = true;
    Q_EMIT bansChanged();
}

std::shared_ptr<const BanTable> SwarmHub::bans()
{
    const MonotonicTime now = m_clock.monotonic();
    if (!m_isBanTableOld && (!m_banTableUntil || now < *m_banTableUntil))
        return m_banTable;
    m_isBanTableOld = false;
    m_banTableUntil.reset();
    auto table = std::make_shared<BanTable>();
    for (const BanBook::Entry &entry : m_bans.entries(now)) {
        QString address = QString::fromStdString(entry.ban.ip.text());
        if (entry.ban.prefixLength < 128)
            address += u'/' + QString::number(entry.ban.prefixLength);
        table->push_back({.address = std::move(address),
                          .port = entry.ban.port,
                          .fileId = entry.content ? QString::fromLatin1(entry.content->hex()) : QString(),
                          .byUser = entry.ban.cause == BanCause::User,
                          .until = entry.ban.until});
        m_banTableUntil = std::min(m_banTableUntil.value_or(entry.ban.until), entry.ban.until);
    }
    m_banTable = table->empty() ? nullptr : std::move(table);
    return m_banTable;
}

bool SwarmHub::mayKnock(const PeerEndpoint &from)
{
    const PeerAddress address = peerAddressOf(from);
    const bool isBanned = m_bans.everywhere().isBanned(address, m_shared.rules->network, m_clock.monotonic());
    if (m_options.wantsPeers() && !isBanned)
        return true;
    m_trace.onRefused({}, address, isBanned ? PeerUnused::Banned : PeerUnused::ModeForbids);
    return false;
}

std::optional<PeerContent> SwarmHub::contentFor(const WireInfoHash &infoHash, const PeerEndpoint &from)
{
    const PeerAddress address = peerAddressOf(from);
    for (const auto &[id, entry] : m_swarms) {
        const auto &names = entry.swarm->content().names;
        if (std::find(names.begin(), names.end(), infoHash) == names.end())
            continue;
        const PeerUnused refusal = entry.swarm->refusal(address);
        if (refusal == PeerUnused::None)
            return entry.swarm->content().wire;
        if (refusal == PeerUnused::ModeForbids && entry.array)
            entry.array->onStranger();
        m_trace.onRefused(entry.swarm->about(), address, refusal);
        return std::nullopt;
    }
    m_trace.onRefused({}, address, PeerUnused::OtherContent);
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
