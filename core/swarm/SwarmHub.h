// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/BanRow.h"
#include "core/discover/LanDiscovery.h"
#include "core/discover/NetworkWatch.h"
#include "core/http/HttpClient.h"
#include "core/store/Store.h"
#include "core/swarm/ArrayAnnouncer.h"
#include "core/swarm/Swarm.h"
#include "core/swarm/TrackerAnnouncer.h"
#include "core/wire/PeerLobby.h"

#include <QObject>

#include <map>
#include <memory>

namespace freshet {

/// Where peers meet: listens, dials, discovers, and leads every connection to the swarm of its content. Invariants: only contents that were
/// opened here are spoken of, to anybody; the download mode decides whom. Lives on the engine thread.
class SwarmHub final : public QObject, public PeerAdmission, public LanDiscovery::Listener {
    Q_OBJECT

public:
    /// Listens where `options.listen` says; when that is empty, from the first content on, on any free port if the usual one is taken. Errors:
    /// those of PeerListener. `store`, `http`, `clock`, `events` and `throttle` outlive it; without a throttle there are no limits.
    static Result<std::unique_ptr<SwarmHub>> start(SwarmOptions options, Store &store, HttpClient &http,
                                                   const Clock &clock, EventSink &events, Throttle *throttle = nullptr);
    ~SwarmHub() override;

    /// The swarm of the content; made and announced when there is none.
    Swarm &open(SwarmContent content);
    [[nodiscard]] Swarm *find(const ContentId &content) const;
    /// Connections are closed, nothing is announced any more.
    void close(const ContentId &content);
    /// The file with this pieces root is gone from the cache: its contents are not offered any more.
    void closeFile(const Sha256Digest &piecesRoot);
    /// Another way to find peers of an open content. Errors: UrlRefused.
    Result<void> addTracker(const ContentId &content, const QUrl &tracker);
    /// From now on every open content is announced to the array of these services as well, as far as the mode wants peers; null, or without services: no
    /// more. It outlives this, or is taken back first. Call again when it uses others.
    void setCloud(CloudClient *cloud);
    /// The content is complete: trackers are told.
    void onComplete(const ContentId &content);

    [[nodiscard]] const SwarmOptions &options() const { return m_options; }
    /// Machines of the site that work on a content are heard of soon after it was opened: over LAN discovery, or from the array.
    [[nodiscard]] bool findsPeers() const { return m_options.lan.enabled || (m_cloud && m_cloud->isSet()); }
    /// Takes over mode, port, LAN discovery, limit of connections and upload slots of `options`, at once. Jobs that began without peers go on without;
    /// where `options.listen` says where to listen, the port means nothing.
    void reconfigure(const SwarmOptions &options);
    /// The machine was suspended: all connections are made anew, and everybody is told and asked again.
    void onWoke();
    /// The throttle allows, or forbids, uploads to a class.
    void onUploadsAllowedChanged();
    [[nodiscard]] std::vector<PeerAddress> listening() const;
    [[nodiscard]] SiteRank rank() const { return m_rank; }
    /// By the user's wish; port 0: all ports. `content` none: for all contents.
    void ban(const PeerAddress &peer, const std::optional<ContentId> &content, std::chrono::seconds time);
    /// `content` none: the bans for all and those for any content. False if there was none.
    bool unban(const PeerAddress &peer, const std::optional<ContentId> &content);
    /// Who is banned; null: nobody. The same object until that changes.
    [[nodiscard]] std::shared_ptr<const BanTable> bans();
    template <typename Visit>
    void forEachSwarm(Visit visit) const
    {
        for (const auto &[id, entry] : m_swarms)
            visit(*entry.swarm);
    }

Q_SIGNALS:
    void uploaded(const freshet::ContentId &content, freshet::PeerClass to, freshet::Bytes amount);
    void peersChanged(const freshet::ContentId &content);
    /// A swarm begins, or is about to end.
    void opened(freshet::Swarm &swarm);
    void closing(freshet::Swarm &swarm);
    void bansChanged();
    void banned(const freshet::ContentId &content, const freshet::PeerAddress &peer, freshet::PieceIndex piece,
                freshet::Bytes bad);

private:
    struct Entry {
        std::unique_ptr<Swarm> swarm;
        std::vector<std::unique_ptr<TrackerAnnouncer>> trackers;
        std::unique_ptr<ArrayAnnouncer> array;
    };

    SwarmHub(SwarmOptions options, Store &store, HttpClient &http, const Clock &clock, EventSink &events,
             Throttle *throttle);
    void onBansChanged();
    Result<void> listen();
    void stopListening();
    void startLan();
    void announceToArray(Entry &entry);
    void onMatched(const ArrayMatch &match);
    void onNetworkChanged();
    void updateRules();

    [[nodiscard]] bool mayKnock(const PeerEndpoint &from) override;
    [[nodiscard]] std::optional<PeerContent> contentFor(const WireInfoHash &infoHash,
                                                        const PeerEndpoint &from) override;
    void onPeerReady(ReadyPeer peer) override;
    void onDialFailed(DialId dial, const PeerEndpoint &to, const Error &error) override;
    void onLanPeer(const LanPeer &peer) override;
    void onLanPeersGone(const ContentId &content, const std::vector<PeerAddress> &peers) override;

    SwarmOptions m_options;
    Store &m_store;
    HttpClient &m_http;
    CloudClient *m_cloud = nullptr;
    std::map<IpAddress, PeerClass> m_matched; ///< by the array; at most maximumMatched
    std::optional<IpAddress> m_publicAddress; ///< as the array sees us
    const Clock &m_clock;
    SiteRank m_rank;
    PeerId m_peerId;
    BanBook m_bans;
    std::shared_ptr<const BanTable> m_banTable;
    std::optional<MonotonicTime> m_banTableUntil; ///< it is as it should be until then; none: until somebody is banned
    bool m_isBanTableOld = false;
    PeerTrace m_trace;
    ReceiveBuffer m_receiveBuffer;
    NetworkWatch m_network;
    PeerLobby m_lobby;
    PeerListener m_listener;
    PeerDialer m_dialer;
    SwarmShared m_shared;
    std::map<ContentId, Entry> m_swarms;
    std::unique_ptr<LanDiscovery> m_lan;
    bool m_isListening = false;
};

} // namespace freshet
