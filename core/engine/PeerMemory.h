// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Digest.h"
#include "core/policy/KnownPeers.h"
#include "core/store/CacheDirectory.h"
#include "core/store/WorkThread.h"

#include <list>
#include <memory>
#include <utility>

namespace freshet {

/// Which peers of a content were of use, from one run of the engine to the next (`known-peers.json` in the cache directory). All of it is hints: a file that
/// is lost or broken costs nothing but time. Invariant: at most `maximumContents`, whoever was remembered longest ago goes first. Writes on `thread`.
class PeerMemory {
public:
    static constexpr std::size_t maximumContents = 256;
    static constexpr auto fileName = "known-peers.json";

    /// `thread` outlives the last remember() and is stopped before this goes.
    PeerMemory(CacheDirectory directory, WorkThread &thread);

    [[nodiscard]] std::vector<PeerAddress> of(const ContentId &content) const;
    /// Replaces what was remembered, unless there is nobody.
    void remember(const ContentId &content, std::vector<PeerAddress> addresses);

private:
    void read();
    void write();

    std::shared_ptr<const CacheDirectory> m_directory;
    WorkThread &m_thread;
    std::list<std::pair<ContentId, KnownPeers>> m_contents; ///< newest first
};

} // namespace freshet
