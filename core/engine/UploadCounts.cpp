// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/UploadCounts.h"

#include <utility>

namespace freshet {

UploadCounts::UploadCounts()
{
    m_timer.setSingleShot(true);
    m_timer.setInterval(std::chrono::seconds{1});
    connect(&m_timer, &QTimer::timeout, this, &UploadCounts::tell);
}

UploadCounts::~UploadCounts()
{
    tell();
}

void UploadCounts::add(const StorageKey &content, PeerClass to, Bytes amount)
{
    ByteCounters &counters = m_pending[content];
    switch (to) {
    case PeerClass::Lan:
        counters.toLanPeers += amount;
        break;
    case PeerClass::Group:
        counters.toGroupPeers += amount;
        break;
    case PeerClass::Internet:
        counters.toInternetPeers += amount;
        break;
    }
    if (!m_timer.isActive())
        m_timer.start();
}

void UploadCounts::tell()
{
    for (const auto &[content, counters] : std::exchange(m_pending, {}))
        Q_EMIT due(content, counters);
}

} // namespace freshet
