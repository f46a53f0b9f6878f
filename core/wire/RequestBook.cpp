// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/wire/RequestBook.h"

#include <algorithm>
#include <cassert>

namespace freshet {

bool RequestBook::contains(BlockIndex block) const
{
    return std::ranges::find(m_open, block, &Entry::block) != m_open.end();
}

void RequestBook::ask(BlockIndex block, MonotonicTime now)
{
    assert(!contains(block));
    m_open.push_back({block, now});
}

bool RequestBook::cancel(BlockIndex block)
{
    const auto it = std::ranges::find(m_open, block, &Entry::block);
    if (it == m_open.end())
        return false;
    m_open.erase(it);
    m_cancelled.push_back(block);
    if (m_cancelled.size() > maximumCancelled)
        m_cancelled.pop_front();
    return true;
}

RequestBook::Found RequestBook::answer(BlockIndex block)
{
    if (const auto it = std::ranges::find(m_open, block, &Entry::block); it != m_open.end()) {
        const Found found{Answer::Asked, it->askedAt};
        m_open.erase(it);
        return found;
    }
    if (const auto it = std::ranges::find(m_cancelled, block); it != m_cancelled.end()) {
        m_cancelled.erase(it);
        return {Answer::Cancelled};
    }
    return {};
}

std::vector<BlockIndex> RequestBook::cancelAll()
{
    std::vector<BlockIndex> blocks;
    blocks.reserve(m_open.size());
    for (const Entry &entry : m_open)
        blocks.push_back(entry.block);
    for (const BlockIndex block : blocks)
        cancel(block);
    return blocks;
}

} // namespace freshet
