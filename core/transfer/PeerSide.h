// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/Store.h"
#include "core/swarm/PeerFetch.h"
#include "core/swarm/SwarmHub.h"

#include <QObject>
#include <QPointer>

#include <memory>

namespace freshet {

/// A job's share in the swarm of its content: the board that HTTP and peers share, what is fetched from peers, and what is offered to
/// them meanwhile. Invariant: when it goes before the job has what it wants, the swarm closes with it; what is there then stays on offer.
class PeerSide final : public QObject {
    Q_OBJECT

public:
    /// Machines of the site that work on the same content have been heard by then, and peers that somebody named have answered.
    static constexpr std::chrono::milliseconds discoveryTime{300};

    /// All of these outlive it. `durable`: what the cache has already.
    PeerSide(SwarmHub &hub, Store &store, const Clock &clock, const StorageKey &key, SwarmContent content,
             ContentHandle handle, const PieceSet &durable, const PickSettings &settings);
    ~PeerSide() override;

    [[nodiscard]] SwarmPicker &board() const { return *m_board; }
    [[nodiscard]] PeerFetch &fetch() { return *m_fetch; }
    [[nodiscard]] Bytes inFlight() const { return m_fetch ? m_fetch->inFlight() : Bytes{}; }
    [[nodiscard]] Swarm &swarm() { return m_swarm; }

    /// Proven and readable, whatever source it came from.
    void onPieceWritten(PieceIndex piece) { m_swarm.onReadable(piece); }
    void onPieceDropped(PieceIndex piece) { m_swarm.uploads().onLost(piece); }
    /// The job has what it wants. `whole`: which is everything.
    void onFinished(bool whole);

private:
    SwarmHub &m_hub;
    ContentId m_id;
    bool m_finished; ///< or on offer before the job began: it stays
    Swarm &m_swarm;
    std::unique_ptr<SwarmPicker> m_board;
    std::unique_ptr<PeerFetch> m_fetch;
};

} // namespace freshet
