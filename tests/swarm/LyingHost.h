// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/SeedHost.h"

#include <functional>

namespace freshet::test {

/// A peer that has everything and does as a test wants it to: sends other bytes, keeps silent about hashes or about everything.
class LyingHost final : public SeedHost {
public:
    enum class Hashes { Told, Rejected, NotAnswered };

    explicit LyingHost(const WireContent &content);

    /// Whether a block is sent with other bytes.
    std::function<bool(BlockIndex)> spoils = [](BlockIndex) { return false; };
    Hashes hashes = Hashes::Told;
    bool serves = true; ///< false: requests stay unanswered
    /// Asks itself whether to hang up, after each block it sent.
    std::function<bool(int)> leavesAfter = [](int) { return false; };

    /// Answers what waits, after `serves` has become true.
    void serveNow(PeerConnection &peer) { lie(peer); }

    int sent = 0;
    int spoilt = 0;

    void onPeerHashRequest(PeerConnection &peer, const HashSpan &span) override;
    void onPeerBatchEnd(PeerConnection &peer) override;
    void onPeerSendSpace(PeerConnection &peer) override;

private:
    void lie(PeerConnection &peer);

    const WireContent &m_content;
    std::shared_ptr<const QByteArray> m_rubbish;
};

} // namespace freshet::test
