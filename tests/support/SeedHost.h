// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/RecordingHost.h"
#include "tests/support/WireContent.h"

namespace freshet::test {

/// The smallest host that serves a whole content: everybody who is interested is unchoked, requests are answered in order.
class SeedHost : public RecordingHost {
public:
    enum class From { Memory, File };

    explicit SeedHost(const WireContent &content, From from = From::Memory);

    void onPeerInterest(PeerConnection &peer, bool interested) override;
    void onPeerHashRequest(PeerConnection &peer, const HashSpan &span) override;
    void onPeerBatchEnd(PeerConnection &peer) override;
    void onPeerSendSpace(PeerConnection &peer) override;

private:
    void serve(PeerConnection &peer);

    const WireContent &m_content;
    std::shared_ptr<const UniqueFd> m_file; ///< null: from memory
};

} // namespace freshet::test
