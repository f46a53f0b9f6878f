// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/policy/BanBook.h"

#include <algorithm>

namespace freshet {

std::shared_ptr<BanList> BanBook::of(const ContentId &content, MonotonicTime now)
{
    if (const auto known = m_contents.find(content); known != m_contents.end())
        return known->second;
    const auto isUnused = [](const auto &entry) { return entry.second.use_count() == 1; };
    if (m_contents.size() >= maximumContents)
        std::erase_if(m_contents, [&](const auto &e) { return isUnused(e) && e.second->entries(now).empty(); });
    if (m_contents.size() >= maximumContents)
        if (const auto victim = std::find_if(m_contents.begin(), m_contents.end(), isUnused);
            victim != m_contents.end())
            m_contents.erase(victim);
    return m_contents.emplace(content, std::make_shared<BanList>(&m_everywhere)).first->second;
}

std::vector<BanBook::Entry> BanBook::entries(MonotonicTime now) const
{
    std::vector<Entry> entries;
    for (const BanList::Entry &ban : m_everywhere.entries(now))
        entries.push_back({.content = {}, .ban = ban});
    for (const auto &[content, list] : m_contents)
        for (const BanList::Entry &ban : list->entries(now))
            entries.push_back({.content = content, .ban = ban});
    return entries;
}

bool BanBook::unban(const PeerAddress &peer, const LocalNetwork &network, const std::optional<ContentId> &content)
{
    bool found = false;
    if (!content)
        found = m_everywhere.unban(peer, network);
    for (const auto &[id, list] : m_contents)
        if (!content || *content == id)
            found = list->unban(peer, network) || found;
    return found;
}

} // namespace freshet
