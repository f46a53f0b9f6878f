// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Clock.h"
#include "core/base/PieceSet.h"
#include "core/stats/RateMeter.h"
#include "core/wire/FlipBudget.h"
#include "core/wire/PeerAdmission.h"
#include "core/wire/PeerCounters.h"
#include "core/wire/PeerHost.h"
#include "core/wire/PeerOptions.h"
#include "core/wire/ReceiveBuffer.h"
#include "core/wire/RequestBook.h"
#include "core/wire/SendQueue.h"
#include "core/wire/WireDecoder.h"
#include "core/wire/WireEncoder.h"

#include <QObject>
#include <QTimer>

#include <deque>
#include <memory>

namespace freshet {

/// One admitted peer, whichever side dialled: messages in and out, who chokes whom, which requests are open on both sides. Enforces
/// that what the peer does is legal now (BEP 3, 6, 10, 52) and within PeerOptions; whoever breaks a rule is closed with PeerProtocol.
/// Invariant: a block reaches the host only if it was asked for and not yet answered; nothing is asked of the host for a choked peer;
/// memory is bounded by the limits of the content's geometry and by PeerOptions. Lives on one thread, which has an event loop. What is
/// sent is gathered until control returns to the event loop (or flush). Non-duty: which block next, whether bytes are right, bans.
class PeerConnection final : public QObject {
    Q_OBJECT

public:
    /// A connection that does nothing yet: call start. `host`, `clock` and `buffer` must outlive it. `buffer` may be shared by all
    /// connections of the thread.
    PeerConnection(ReadyPeer peer, PeerHost &host, ReceiveBuffer &buffer, const Clock &clock,
                   const PeerOptions &options = {});
    /// Closes without telling the host.
    ~PeerConnection() override;

    /// Sends what we have and the extension handshake, and begins to listen.
    void start(const PieceSet &ours);

    // Saying. All of these do nothing once the connection is closed.

    void setInterested(bool interested);
    /// With the fast extension every request in theirRequests is rejected by a choke, without it dropped; either way the list is empty
    /// afterwards.
    void setChoking(bool choking);
    /// Asks for a block. False, and nothing sent, when it cannot be asked now: choked (and not in the peer's fast set), not had by the
    /// peer, asked already, or maximumRequests() outstanding.
    bool request(BlockIndex block);
    /// Takes a request back. The block may come nevertheless: it is counted as wasted and not told.
    void cancel(BlockIndex block);
    /// A piece became ours. The caller says it once.
    void sendHave(PieceIndex piece);
    /// Answers a request from a file: the block's size of bytes at `offset`. False, and nothing sent, when the peer does not want it (any
    /// more), or when sendBufferCap is reached: wait for onPeerSendSpace.
    bool sendBlock(BlockIndex block, std::shared_ptr<const UniqueFd> file, Bytes offset);
    /// Answers a request from memory that `keeper` keeps alive until it has been sent. `bytes` has the size of the block.
    bool sendBlock(BlockIndex block, std::span<const std::byte> bytes, std::shared_ptr<const void> keeper);
    /// Declines one request. Without the fast extension it is only forgotten.
    void rejectBlock(BlockIndex block);
    /// Asks for the block hashes of a piece. False when the peer speaks no v2, the piece is one block, or it has been asked already.
    bool requestHashes(PieceIndex piece);
    /// `hashes` as made by hashesFromPieceLayer or hashesFromBlocks. Ignored unless `span` was asked and is unanswered.
    void sendHashes(const HashSpan &span, std::span<const Sha256Digest> hashes);
    void rejectHashes(const HashSpan &span);
    /// Does nothing unless speaksClaims().
    void sendClaims(const ClaimMessage &claims);
    /// Sends what has gathered now rather than when control returns to the event loop.
    void flush();

    /// Nothing more is told to the host, and the socket is not read, until resumeReading. At most one receive buffer is kept. No deadline
    /// of the peer's runs meanwhile.
    void pauseReading();
    void resumeReading();
    /// Ends the connection at once; onPeerClosed follows with `error` from the event loop.
    void close(const Error &error);

    // Asking.

    [[nodiscard]] const PeerEndpoint &endpoint() const { return m_endpoint; }
    [[nodiscard]] PeerDirection direction() const { return m_direction; }
    [[nodiscard]] const PeerContent &content() const { return m_content; }
    [[nodiscard]] const PeerId &peerId() const { return m_peerId; }
    [[nodiscard]] const WireFeatures &features() const { return m_features; }
    [[nodiscard]] bool isEncrypted() const { return m_transport->isEncrypted(); }
    [[nodiscard]] bool isClosed() const { return m_closed; }
    /// The last one received; defaults before.
    [[nodiscard]] const ExtensionHandshake &extensions() const { return m_extensions; }
    [[nodiscard]] bool speaksClaims() const { return m_extensions.claims != 0; }

    [[nodiscard]] const PieceSet &pieces() const { return m_pieces; }
    [[nodiscard]] bool amInterested() const { return m_amInterested; }
    [[nodiscard]] bool amChoking() const { return m_amChoking; }
    [[nodiscard]] bool isInterested() const { return m_isInterested; }
    [[nodiscard]] bool isChoking() const { return m_isChoking; }

    /// Requests of ours that are open, cancelled ones not counted.
    [[nodiscard]] std::size_t outstanding() const { return m_ours.size(); }
    /// They, oldest first.
    [[nodiscard]] std::vector<RequestBook::Entry> outstandingBlocks() const { return m_ours.entries(); }
    /// How many requests may be open: ours and the peer's limit.
    [[nodiscard]] std::size_t maximumRequests() const;
    /// How many open requests keep this peer busy without burying it: what it delivers in twice the smallest round trip and 10 ms more,
    /// between 8 and maximumRequests(); at least 32 in the first second.
    [[nodiscard]] std::size_t suggestedDepth() const;
    /// Unanswered requests of the peer, oldest first.
    [[nodiscard]] const std::deque<BlockIndex> &theirRequests() const { return m_theirs; }

    [[nodiscard]] std::size_t sendQueueBytes() const { return m_queue.bytes(); }
    /// Room for more blocks: below sendBufferLow.
    [[nodiscard]] bool hasSendSpace() const { return m_queue.bytes() < m_options.sendBufferLow; }

    [[nodiscard]] const PeerCounters &counters() const { return m_counters; }
    /// Payload over the last 20 s.
    [[nodiscard]] BytesPerSecond downloadRate(MonotonicTime now) const { return m_downloadRate.rate(now); }
    [[nodiscard]] BytesPerSecond uploadRate(MonotonicTime now) const { return m_uploadRate.rate(now); }
    /// Smoothed time from a request to its block, queueing at the peer included; nullopt before the first block.
    [[nodiscard]] std::optional<std::chrono::microseconds> responseTime() const { return m_responseTime; }
    /// When the last block came.
    [[nodiscard]] std::optional<MonotonicTime> lastBlockAt() const { return m_lastBlockAt; }

private:
    void onReadable();
    void onWritable();
    bool receiveOnce();
    bool takeReceived(std::span<const std::byte> bytes);
    void endBatch();

    void dispatch(const WireMessage &message);
    void dispatchFast(const WireMessage &message);
    void dispatchHashes(const WireMessage &message);
    void dispatchExtended(const WireMessage &message);
    void onState(WireMessageId id);
    void onChoke();
    void onPieces(const WireMessage &message);
    /// A bitfield in the middle of a connection: BEP 3 does not know it, but aria2 sends one in place of many "have".
    void onLatePieces(const WireMessage &message);
    void onHave(PieceIndex piece);
    void countRepeatedHave();
    void onBlock(const WireMessage &message);
    void onReject(const WireMessage &message);
    void onAllowedFast(PieceIndex piece);
    void onRequest(const WireMessage &message);
    void onCancel(const WireMessage &message);
    void onHashRequest(const HashSpan &span);
    void onHashes(const HashSpan &span, std::span<const std::byte> payload);
    void onHashReject(const HashSpan &span);
    [[nodiscard]] std::optional<PieceIndex> takeHashesAsked(const HashSpan &span);
    [[nodiscard]] bool takeHashesTheirs(const HashSpan &span);

    [[nodiscard]] bool isRangeInContent(const WireMessage &message) const;
    [[nodiscard]] std::optional<BlockIndex> blockOf(const WireMessage &message) const;
    [[nodiscard]] bool isPaddedTail(const WireMessage &message) const;
    [[nodiscard]] BlockIndex lastBlock() const { return BlockIndex{m_content.geometry.blockCount() - 1}; }
    [[nodiscard]] Bytes theirLengthOf(BlockIndex block) const;
    [[nodiscard]] bool isInFastSet(PieceIndex piece) const;
    void refuse(const WireMessage &request);
    void countRefusal();
    [[nodiscard]] bool takeTheirRequest(BlockIndex block);

    /// Appends one message made by `write(WireEncoder &)` to the queue.
    template <typename Write>
    void say(Write write)
    {
        std::vector<std::byte> bytes;
        WireEncoder encoder(bytes);
        write(encoder);
        m_queue.append(bytes);
        queued();
    }
    void sayRange(WireMessageId id, BlockIndex block, Bytes length);
    [[nodiscard]] bool beginBlock(BlockIndex block);
    void endBlock(BlockIndex block);
    void queued();
    void sendAll();
    void tellSendSpace();
    void sendExtensionHandshake(bool uploadOnly);

    void breach(const char *rule);
    void fail(ErrorCode code, const QString &detail);
    void failTransport();
    void tellClosed();
    void armDeadline(MonotonicTime at);
    void onDeadline();

    PeerHost &m_host;
    ReceiveBuffer &m_buffer;
    const Clock &m_clock;
    PeerOptions m_options;
    std::unique_ptr<Transport> m_transport;
    std::unique_ptr<LivePeers::Ticket> m_ticket;
    PeerContent m_content;
    PeerDirection m_direction;
    PeerEndpoint m_endpoint;
    PeerId m_peerId;
    WireFeatures m_features;
    WireInfoHash m_infoHash;
    WireDecoder m_decoder;
    ExtensionHandshake m_extensions;
    PieceSet m_pieces;
    std::vector<PieceIndex> m_fastSet; ///< pieces the peer gives while it chokes us

    std::vector<std::byte> m_rest; ///< an incomplete message, or all that had come when reading was paused
    std::size_t m_restNeeded = 0;  ///< bytes that m_rest must have before it can be decoded further
    SendQueue m_queue;
    RequestBook m_ours;
    std::deque<BlockIndex> m_theirs;
    std::vector<PieceIndex> m_hashesAsked;
    std::vector<HashSpan> m_hashesTheirs;
    FlipBudget m_chokeFlips;
    FlipBudget m_interestFlips;

    PeerCounters m_counters;
    PeerRateMeter m_downloadRate;
    PeerRateMeter m_uploadRate;
    RecentRateMeter m_recentRate;
    std::optional<std::chrono::microseconds> m_responseTime;
    std::optional<MonotonicTime> m_firstBlockAt;
    std::optional<MonotonicTime> m_lastBlockAt;
    mutable std::chrono::microseconds m_roundTrip{};
    mutable MonotonicTime m_roundTripAt{};
    std::size_t m_refusals = 0;
    std::size_t m_unaskedRejects = 0;
    std::size_t m_repeatedHaves = 0;

    QTimer m_deadline;
    QTimer m_soon; ///< fires when control is back at the event loop
    MonotonicTime m_deadlineAt{};
    MonotonicTime m_now{};          ///< of the batch at hand
    MonotonicTime m_lastReceived{}; ///< a whole message
    MonotonicTime m_lastSaid{};     ///< a message of ours
    MonotonicTime m_lastTaken{};    ///< bytes by the socket, or the queue began to fill
    std::optional<MonotonicTime> m_restSince;
    std::optional<Error> m_closing;

    bool m_started = false;
    bool m_closed = false;
    bool m_paused = false;
    bool m_inBatch = false;
    bool m_mayHavePieces = true; ///< a bitfield may still come
    bool m_tailPadded = false;   ///< the last request for the last block was for a full one
    bool m_wasFull = false;      ///< the queue has been above sendBufferLow
    bool m_amInterested = false;
    bool m_amChoking = true;
    bool m_isInterested = false;
    bool m_isChoking = true;
};

} // namespace freshet
