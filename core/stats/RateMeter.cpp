// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/stats/RateMeter.h"

#include <algorithm>
#include <numeric>

namespace freshet {

template <std::size_t Slots>
void WindowedRateMeter<Slots>::advance(std::int64_t slot)
{
    const std::int64_t steps = std::min<std::int64_t>(slot - m_latest, slotCount);
    for (std::int64_t i = 1; i <= steps; ++i)
        m_slots[static_cast<std::size_t>((slot - steps + i) % static_cast<std::int64_t>(slotCount))] = 0;
    m_latest = std::max(m_latest, slot);
}

template <std::size_t Slots>
void WindowedRateMeter<Slots>::onBytes(Bytes amount, MonotonicTime now)
{
    const std::int64_t slot = slotAt(now);
    if (!m_start) {
        m_start = now;
        m_latest = slot;
    }
    advance(slot);
    m_slots[static_cast<std::size_t>(m_latest % static_cast<std::int64_t>(slotCount))] += amount.value();
}

template <std::size_t Slots>
BytesPerSecond WindowedRateMeter<Slots>::rate(MonotonicTime now) const
{
    if (!m_start)
        return {};
    const std::int64_t slot = std::max(slotAt(now), m_latest);
    std::uint64_t sum = 0;
    const auto count = static_cast<std::int64_t>(slotCount);
    for (std::int64_t s = std::max(slot - count + 1, m_latest - count + 1); s <= m_latest; ++s)
        if (s >= 0)
            sum += m_slots[static_cast<std::size_t>(s % count)];
    const auto sinceStart = std::max<std::chrono::nanoseconds>(now - *m_start, slotLength);
    const auto span = std::min<std::chrono::nanoseconds>(sinceStart, window);
    return BytesPerSecond{
        static_cast<std::uint64_t>(static_cast<double>(sum) / std::chrono::duration<double>(span).count())};
}

template class WindowedRateMeter<40>;
template class WindowedRateMeter<80>;
template class WindowedRateMeter<8>;

std::optional<std::chrono::seconds> estimateTimeLeft(Bytes remaining, BytesPerSecond rate)
{
    if (remaining == Bytes{})
        return std::chrono::seconds{0};
    if (rate.value() == 0)
        return std::nullopt;
    const std::uint64_t seconds = (remaining.value() + rate.value() - 1) / rate.value();
    constexpr std::uint64_t longest = 99ULL * 24 * 3600;
    if (seconds > longest)
        return std::nullopt;
    return std::chrono::seconds{static_cast<std::int64_t>(seconds)};
}

} // namespace freshet
