// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/policy/BanBook.h"
#include "core/policy/PeerCandidates.h"
#include "core/policy/UploadLedger.h"
#include "core/swarm/HashAnswers.h"
#include "core/swarm/PeerTrace.h"
#include "core/swarm/SwarmContent.h"
#include "core/swarm/SwarmOptions.h"
#include "core/swarm/SwarmPeer.h"
#include "core/swarm/SwarmTable.h"
#include "core/swarm/Uploads.h"
#include "core/wire/PeerDialer.h"
#include "core/wire/ReceiveBuffer.h"

#include <QObject>
#include <QTimer>

#include <array>
#include <deque>
#include <map>
#include <memory>
#include <unordered_map>

namespace freshet {

class PeerFetch;

/// What all swarms of an engine share. All of it outlives them.
struct SwarmShared {
    const Clock &clock;
    const SwarmOptions &options;
    PeerDialer &dialer;
    ReceiveBuffer &receiveBuffer;
    BanBook &bans;
    PeerTrace &trace;
    Throttle *throttle = nullptr; ///< null: no limits
    std::shared_ptr<const PeerRules> rules;
    std::uint64_t seed = 0; ///< chance, different on every machine
    std::uint16_t listenPort = 0;
    std::uint32_t nextKey = 1;
    std::uint64_t nextRow = 1; ///< ids of lines of peer tables
};

/// The peers of one content: whom to dial, who is connected, who is banned; what they are served. What is fetched from them is decided by the
/// PeerFetch that is set while the content is incomplete. Invariants: at most `maximumPeers` connections; nobody who is banned or whom
/// the rules forbid stays connected. Lives on the engine thread.
class Swarm final : public QObject, public PeerHost {
    Q_OBJECT

public:
    Swarm(SwarmContent content, SwarmShared &shared, Uploads::Prover prover, HashAnswers::Reader hashReader);
    ~Swarm() override;

    [[nodiscard]] const SwarmContent &content() const { return m_content; }
    [[nodiscard]] Uploads &uploads() { return m_uploads; }

    /// The content's file. `old`: what was proven in an earlier run; it is offered, and proven again before it leaves.
    void setFile(std::shared_ptr<const UniqueFd> file, const PieceSet &old);
    /// Received in this run, proven and in the file: peers are told.
    void onReadable(PieceIndex piece);
    void setFetch(PeerFetch *fetch) { m_fetch = fetch; }
    /// Nothing is missing any more: peers that need nothing either are let go.
    void onComplete();

    void onFound(const FoundPeer &found);
    void onGone(const PeerAddress &address);
    void onRulesChanged();
    void onPeerReady(ReadyPeer peer);
    void onDialFailed(DialId dial, const Error &error);
    /// Why an incoming connection from there may not be about this content; None: it may.
    [[nodiscard]] PeerUnused refusal(const PeerAddress &from) const;
    /// The limit of connections is another; those that are too many end, the newest first.
    void onLimitChanged();
    /// Uploads may be forbidden altogether, or allowed again.
    void onUploadsAllowedChanged();
    /// Addresses that were of use, best first.
    [[nodiscard]] std::vector<PeerAddress> usefulAddresses(std::size_t maximum) const
    {
        return m_candidates.proven(maximum);
    }
    /// The machine was suspended: connections of the time before are presumed dead and made anew, failures of that time forgiven.
    void onWoke();
    /// Who is banned now is let go; who is no longer may be dialled.
    void onBansChanged();
    /// Whose events those of this swarm are.
    void setJob(JobId job) { m_about.job = job; }
    [[nodiscard]] const PeerTrace::About &about() const { return m_about; }
    [[nodiscard]] PeerTrace &trace() { return m_shared.trace; }
    /// The peer is proven to have sent so many bad bytes of the piece: it is banned for this content, even if it has left.
    void convict(PeerKey key, PieceIndex piece, Bytes bad);

    [[nodiscard]] SwarmPeer *find(PeerKey key);
    template <typename Visit>
    void forEachPeer(Visit visit)
    {
        // Closing is told later, from the event loop, so nobody leaves while this runs.
        for (const auto &[key, peer] : m_peers)
            visit(*peer);
    }
    [[nodiscard]] std::size_t peerCount() const { return m_peers.size(); }
    /// Somebody is being dialled, or will be.
    [[nodiscard]] bool mayConnect() const;
    [[nodiscard]] std::size_t connections(PeerClass peerClass) const;
    [[nodiscard]] std::size_t candidateCount() const { return m_candidates.size(); }
    [[nodiscard]] std::vector<CandidateRow> candidates() const;
    /// Who is connected and who might be, line by line: the same object until something changes, and for SwarmTable::interval.
    [[nodiscard]] std::shared_ptr<const PeerTable> table();
    /// What the table shows of a peer may be different from now on, though it said nothing.
    void onPeerChanged() { ++m_activity; }
    /// The table changes by itself, because rates fall or a wait ends.
    [[nodiscard]] bool isTableLive() const { return m_table.isLive(); }
    /// Payload to peers of one class since the swarm was opened.
    [[nodiscard]] Bytes uploadedBytes(PeerClass to) const { return m_uploadedTo[static_cast<std::size_t>(to)]; }
    /// Payload over all connections since the swarm was opened, and what is missing here.
    [[nodiscard]] Bytes uploadedBytes() const { return m_uploadedBytes; }
    [[nodiscard]] Bytes downloadedBytes() const { return m_downloadedBytes; }
    [[nodiscard]] Bytes missingBytes() const;
    /// Of the same content, from origin and cache server.
    void onHttpBytes(Bytes amount) { m_httpBytes += amount; }
    [[nodiscard]] Bytes httpBytes() const { return m_httpBytes; }
    /// Whether somebody waits for the content.
    void setForeground(bool foreground) { m_foreground = foreground; }
    [[nodiscard]] bool isForeground() const { return m_foreground && missingBytes() > Bytes{}; }

Q_SIGNALS:
    void peersChanged();
    /// Bytes of blocks given to peers of one class.
    void uploaded(freshet::PeerClass to, freshet::Bytes amount);
    void banned(const freshet::PeerAddress &peer, freshet::PieceIndex piece, freshet::Bytes bad);

private:
    void onPeerExtensions(PeerConnection &peer, const ExtensionHandshake &handshake) override;
    void onPeerPieces(PeerConnection &peer) override;
    void onPeerHave(PeerConnection &peer, PieceIndex piece) override;
    void onPeerChoked(PeerConnection &peer) override;
    void onPeerUnchoked(PeerConnection &peer) override;
    void onPeerInterest(PeerConnection &peer, bool interested) override;
    void onPeerBlock(PeerConnection &peer, BlockIndex block, std::span<const std::byte> bytes) override;
    void onPeerRejected(PeerConnection &peer, BlockIndex block) override;
    void onPeerWasted(PeerConnection &peer, Bytes amount) override;
    void onPeerRequest(PeerConnection &peer, BlockIndex block) override;
    void onPeerCancelled(PeerConnection &peer, BlockIndex block) override;
    void onPeerSuggested(PeerConnection &, PieceIndex) override {}
    void onPeerHashRequest(PeerConnection &peer, const HashSpan &span) override;
    void onPeerHashes(PeerConnection &peer, PieceIndex piece, std::span<const Sha256Digest> blockHashes) override;
    void onPeerHashesRejected(PeerConnection &peer, PieceIndex piece) override;
    void onPeerClaims(PeerConnection &peer, const ClaimMessage &claims) override;
    void onPeerBatchEnd(PeerConnection &peer) override;
    void onPeerSendSpace(PeerConnection &peer) override;
    void onPeerClosed(PeerConnection &peer, const Error &error) override;

    /// Whose connection said something: what is shown of it may have changed.
    SwarmPeer &at(PeerConnection &link)
    {
        ++m_activity;
        return *m_byLink.at(&link);
    }
    void tellHave(PieceIndex piece);
    void dialMore();
    void scheduleDial();
    void dropIfUseless(SwarmPeer &peer);
    [[nodiscard]] bool isBanned(const SwarmPeer &peer) const;
    [[nodiscard]] UploadLedger::Host hostOf(const SwarmPeer &peer) const;
    [[nodiscard]] bool mayServe(const SwarmPeer &peer, const UploadLedger::Host &host, MonotonicTime now);
    /// Choked as soon as it has been given all that one host is given.
    void onSent(SwarmPeer &peer, Bytes amount);

    SwarmContent m_content;
    SwarmShared &m_shared;
    PeerTrace::About m_about;
    std::shared_ptr<BanList> m_bans;
    PeerCandidates m_candidates;
    Uploads m_uploads;
    UploadLedger m_ledger;
    HashAnswers m_hashAnswers;
    PeerFetch *m_fetch = nullptr;
    std::map<PeerKey, std::unique_ptr<SwarmPeer>> m_peers;
    std::unordered_map<const PeerConnection *, SwarmPeer *> m_byLink;
    struct Dial {
        PeerAddress to;
        CandidateSource source = CandidateSource::Manual;
    };
    std::map<DialId, Dial> m_dials;
    struct Departed {
        PeerKey key;
        PeerAddress where;
    };
    std::deque<Departed> m_departed; ///< the last ones, newest last: what they sent may be found bad yet
    Bytes m_uploadedBytes;
    std::array<Bytes, 3> m_uploadedTo{};
    Bytes m_downloadedBytes;
    Bytes m_httpBytes;
    bool m_foreground = false;
    SwarmTable m_table;
    std::uint64_t m_activity = 0; ///< counts what may change the table
    QTimer m_dialTimer;
    bool m_dialScheduled = false;
};

} // namespace freshet
