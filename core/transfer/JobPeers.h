// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/PeerRow.h"

#include <memory>

namespace freshet {

/// The HTTP sources and the peers of a job in one table. Invariant: the same object as long as both parts are the same objects.
class JobPeers {
public:
    using Table = std::shared_ptr<const PeerTable>;

    /// Either may be null. The ids of `sources` are above those of `peers`.
    const Table &of(Table sources, Table peers);

private:
    Table m_sources;
    Table m_peers;
    Table m_all;
};

} // namespace freshet
