// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/transfer/JobPeers.h"

namespace freshet {

const JobPeers::Table &JobPeers::of(Table sources, Table peers)
{
    if (sources == m_sources && peers == m_peers)
        return m_all;
    m_sources = std::move(sources);
    m_peers = std::move(peers);
    if (!m_sources || !m_peers) {
        m_all = m_sources ? m_sources : m_peers;
        return m_all;
    }
    auto all = std::make_shared<PeerTable>(*m_peers);
    all->insert(all->end(), m_sources->begin(), m_sources->end());
    m_all = std::move(all);
    return m_all;
}

} // namespace freshet
