// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/UniqueFd.h"
#include "core/meta/HashSpan.h"
#include "core/meta/Metainfo.h"
#include "core/swarm/SwarmPeer.h"
#include "core/wire/FlipBudget.h"

#include <functional>
#include <memory>
#include <unordered_map>
#include <vector>

namespace freshet {

/// Answers hash requests (BEP 52) of the peers of one content: what is in the metadata at once, the block hashes of a piece by
/// reading it again. Invariant: what strangers make this machine read is bounded, by what is under way and by a budget for each of them;
/// what is beyond is rejected. Non-duty: which pieces there are; connections.
class HashAnswers {
public:
    /// Reads one piece of the file and hashes its blocks off this thread; the callback comes back on it, with nothing if the piece is not there
    /// as it should be.
    using Reader = std::function<void(const std::shared_ptr<const UniqueFd> &file, PieceIndex piece,
                                      std::function<void(std::vector<Sha256Digest>)> done)>;
    /// Who is connected; null when it has left.
    using Find = std::function<SwarmPeer *(PeerKey)>;

    static constexpr std::size_t maximumUnderWay = 8;
    /// Pieces read for one peer: so many at once, and so many per second in the long run.
    static constexpr std::size_t burst = 16;
    static constexpr std::size_t perSecond = 2;

    HashAnswers(std::shared_ptr<const Metainfo> metainfo, Reader reader, Find find);
    HashAnswers(const HashAnswers &) = delete;
    HashAnswers &operator=(const HashAnswers &) = delete;
    ~HashAnswers();

    /// `file` may be null, `offered` are the pieces in it.
    void onRequest(SwarmPeer &peer, const HashSpan &span, const std::shared_ptr<const UniqueFd> &file,
                   const PieceSet &offered, MonotonicTime now);
    void onPeerGone(PeerKey peer) { m_budgets.erase(peer); }

private:
    void answer(PeerKey to, const HashSpan &span, const std::vector<Sha256Digest> &blocks);

    std::shared_ptr<const Metainfo> m_metainfo;
    Reader m_reader;
    Find m_find;
    std::unordered_map<PeerKey, FlipBudget> m_budgets;
    std::size_t m_underWay = 0;
    std::shared_ptr<bool> m_alive;
};

} // namespace freshet
