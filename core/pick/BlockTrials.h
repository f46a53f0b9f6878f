// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Clock.h"
#include "core/base/Digest.h"
#include "core/base/Units.h"
#include "core/pick/PeerKey.h"

#include <map>
#include <optional>
#include <set>
#include <span>
#include <vector>

namespace freshet {

/// Which of its senders spoilt a piece that failed its proof. What came is compared, block by block, with the block hashes of the piece once
/// somebody tells them; they are proven up to the pieces root before they come here, so it does not matter who tells them (BEP 52).
/// Invariants: a peer is found guilty only if a block that it sent has another hash; memory and waiting are bounded, and what cannot be
/// decided comes back as such. Pure. Non-duty: the bytes, asking, banning.
class BlockTrials {
public:
    struct Settings {
        /// So long is waited for somebody to tell the block hashes.
        std::chrono::milliseconds answerTime{2000};
        /// Peers that are asked at the same time; who has not answered within `patience` does not count any more.
        std::size_t askedAtOnce = 3;
        std::chrono::milliseconds patience{400};
        std::size_t maximumTrials = 16;
        std::size_t maximumBlocks = 16384; ///< of all trials, one hash and one sender each
    };
    struct BadBlock {
        std::uint32_t index; ///< position in the piece
        PeerKey sender;
        bool operator==(const BadBlock &) const = default;
    };

    BlockTrials();
    explicit BlockTrials(const Settings &settings);

    /// Block by block, who sent it and the hash of what came; equally many. False when there is no room for one more.
    [[nodiscard]] bool begin(PieceIndex piece, std::vector<PeerKey> senders, std::vector<Sha256Digest> received,
                             MonotonicTime now);
    [[nodiscard]] bool contains(PieceIndex piece) const { return m_trials.contains(piece); }
    [[nodiscard]] bool isEmpty() const { return m_trials.empty(); }
    /// Whether `peer` is to be asked for the block hashes of the piece: it has not been, and not enough others are.
    [[nodiscard]] bool shouldAsk(PieceIndex piece, PeerKey peer, MonotonicTime now) const;
    void onAsked(PieceIndex piece, PeerKey peer, MonotonicTime now);
    /// It does not tell, or has left.
    void onRefused(PieceIndex piece, PeerKey peer);
    void onPeerGone(PeerKey peer);
    /// The proven block hashes of the piece, which end its trial: these blocks are bad, in their order. Nothing if it is not under trial, or
    /// if they are not as many as its blocks.
    [[nodiscard]] std::optional<std::vector<BadBlock>> onHashes(PieceIndex piece, std::span<const Sha256Digest> proven);
    void forget(PieceIndex piece);
    /// Those that nobody asked can decide (any more); they are forgotten.
    [[nodiscard]] std::vector<PieceIndex> takeUndecided(MonotonicTime now);
    /// Pieces under trial.
    [[nodiscard]] std::vector<PieceIndex> pieces() const;

private:
    struct Trial {
        std::vector<PeerKey> senders;
        std::vector<Sha256Digest> received;
        MonotonicTime since;
        std::set<PeerKey> asked;                  ///< ever
        std::map<PeerKey, MonotonicTime> waiting; ///< of them, those that may still answer, and since when
    };
    void erase(std::map<PieceIndex, Trial>::iterator it);

    Settings m_settings;
    std::map<PieceIndex, Trial> m_trials;
    std::size_t m_blocks = 0;
};

} // namespace freshet
