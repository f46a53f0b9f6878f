// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/PieceSet.h"
#include "core/base/UniqueFd.h"
#include "core/pick/UploadQueue.h"
#include "core/policy/Throttle.h"
#include "core/swarm/SwarmPeer.h"

#include <QObject>

#include <functional>
#include <map>
#include <memory>
#include <unordered_map>

namespace freshet {

/// Answers what the peers of one content ask for, out of its file. Invariants: a block leaves only if its piece was proven in this
/// process's life, when it was received or, for older ones, before its first upload (A26, F7); what cannot be read is declined and no longer
/// offered (F6). Non-duty: whom to serve next is decided by UploadQueue, the connections are the swarm's.
class Uploads final : public QObject, private Throttle::Waiter {
    Q_OBJECT

public:
    /// Proves one piece of the file off this thread; the callback comes back on it.
    using Prover = std::function<void(const std::shared_ptr<const UniqueFd> &file, PieceIndex piece,
                                      std::function<void(bool isGood)> done)>;

    Uploads(const Geometry &geometry, const UploadQueue::Settings &settings, Prover prover);
    ~Uploads() override;
    /// Limits what is sent; outlives it, as the clock does. Without one there are no limits.
    void setThrottle(Throttle &throttle, const Clock &clock);

    /// The file; from now on pieces can be served. `old`: pieces in it that were proven in an earlier run.
    void setFile(std::shared_ptr<const UniqueFd> file, const PieceSet &old);
    /// Received, proven and written in this run.
    void onReadable(PieceIndex piece);
    void onLost(PieceIndex piece);
    [[nodiscard]] const std::shared_ptr<const UniqueFd> &file() const { return m_file; }
    /// What may be told to peers.
    [[nodiscard]] const PieceSet &offered() const { return m_offered; }

    /// `given`: to it on earlier connections, see UploadQueue.
    void onPeer(SwarmPeer &peer, Bytes given = {});
    /// It is served no longer: what it asked for is forgotten.
    void onChoked(SwarmPeer &peer);
    void setSlots(std::uint32_t slots)
    {
        m_queue.setSlots(slots);
        serve();
    }
    void onPeerGone(SwarmPeer &peer);
    void onRequest(SwarmPeer &peer, BlockIndex block);
    void onCancelled(SwarmPeer &peer, BlockIndex block);
    void onSendSpace(SwarmPeer &peer);
    /// Sends what there is to send. Call at the end of a batch of requests.
    void serve();

Q_SIGNALS:
    void sent(freshet::PeerKey peer, freshet::Bytes amount);
    /// A piece that had been offered is not there any more, or not as it should be.
    void damaged(freshet::PieceIndex piece);

private:
    void onThrottleOpen() override;
    [[nodiscard]] bool maySend(const SwarmPeer &peer, BlockIndex block);
    void answer(SwarmPeer &peer, BlockIndex block);
    void prove(PieceIndex piece);
    void onProven(PieceIndex piece, bool isGood);

    Geometry m_geometry;
    UploadQueue m_queue;
    Prover m_prover;
    Throttle *m_throttle = nullptr;
    const Clock *m_clock = nullptr;
    std::shared_ptr<const UniqueFd> m_file;
    PieceSet m_offered;
    PieceSet m_proven;
    struct Waiting {
        PeerKey peer;
        BlockIndex block;
    };
    std::map<PieceIndex, std::vector<Waiting>> m_proving; ///< bounded: what waits counts as queued at its connection
    std::unordered_map<PeerKey, SwarmPeer *> m_peers;
};

} // namespace freshet
