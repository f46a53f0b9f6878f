// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/wire/SendQueue.h"

#include <algorithm>
#include <cassert>

namespace freshet {

namespace {

constexpr std::size_t gatherUpTo = 64 * 1024;

} // namespace

void SendQueue::append(std::span<const std::byte> bytes)
{
    if (bytes.empty())
        return;
    m_bytes += bytes.size();
    if (!m_parts.empty() && !m_parts.back().owned.empty() && m_parts.back().owned.size() + bytes.size() <= gatherUpTo) {
        auto &owned = m_parts.back().owned;
        const std::size_t before = owned.size();
        owned.resize(before + bytes.size());
        std::ranges::copy(bytes, owned.begin() + static_cast<std::ptrdiff_t>(before));
        return;
    }
    m_parts.push_back({.owned = {bytes.begin(), bytes.end()}});
}

void SendQueue::append(std::span<const std::byte> bytes, std::shared_ptr<const void> keeper)
{
    if (bytes.empty())
        return;
    m_bytes += bytes.size();
    m_parts.push_back({.borrowed = bytes, .keeper = std::move(keeper)});
}

void SendQueue::append(std::shared_ptr<const UniqueFd> file, Bytes offset, std::size_t size)
{
    if (size == 0)
        return;
    m_bytes += size;
    m_parts.push_back({.file = std::move(file), .offset = offset, .size = size});
}

std::span<const std::byte> SendQueue::memory(std::size_t part) const
{
    const Part &p = m_parts[part];
    if (p.file)
        return {};
    const std::span<const std::byte> whole = p.owned.empty() ? p.borrowed : std::span<const std::byte>(p.owned);
    return part == 0 ? whole.subspan(m_consumed) : whole;
}

void SendQueue::consume(std::size_t count)
{
    assert(count <= m_bytes);
    m_bytes -= count;
    while (count > 0) {
        Part &front = m_parts.front();
        if (front.file) {
            const std::size_t n = std::min(count, front.size);
            front.offset += Bytes{n};
            front.size -= n;
            count -= n;
            if (front.size == 0)
                m_parts.pop_front();
            continue;
        }
        const std::size_t left = memory(0).size();
        const std::size_t n = std::min(count, left);
        m_consumed += n;
        count -= n;
        if (n == left) {
            m_parts.pop_front();
            m_consumed = 0;
        }
    }
}

void SendQueue::clear()
{
    m_parts.clear();
    m_consumed = 0;
    m_bytes = 0;
}

} // namespace freshet
