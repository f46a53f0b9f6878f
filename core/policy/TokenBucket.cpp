// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/policy/TokenBucket.h"

#include <algorithm>
#include <cmath>

namespace freshet {

namespace {

double seconds(std::chrono::nanoseconds time)
{
    return std::chrono::duration<double>(time).count();
}

} // namespace

double TokenBucket::capacity() const
{
    return static_cast<double>(m_rate->value()) * seconds(burst);
}

double TokenBucket::levelAt(MonotonicTime now) const
{
    const double filled = m_level + static_cast<double>(m_rate->value()) * seconds(std::max(now - m_at, {}));
    return std::min(filled, capacity());
}

void TokenBucket::setRate(std::optional<BytesPerSecond> rate, MonotonicTime now)
{
    if (rate == m_rate)
        return;
    const double level = m_rate ? levelAt(now) : 0;
    m_rate = rate;
    m_at = now;
    m_level = m_rate ? std::clamp(level, -capacity(), capacity()) : 0;
}

Bytes TokenBucket::available(MonotonicTime now) const
{
    if (!m_rate)
        return Bytes{UINT64_MAX};
    return Bytes{static_cast<std::uint64_t>(std::max(levelAt(now), 0.0))};
}

bool TokenBucket::has(Bytes amount, MonotonicTime now) const
{
    if (!m_rate)
        return true;
    if (m_rate->value() == 0)
        return false;
    return levelAt(now) >= std::min(static_cast<double>(amount.value()), capacity());
}

void TokenBucket::take(Bytes amount, MonotonicTime now)
{
    if (!m_rate)
        return;
    m_level = levelAt(now) - static_cast<double>(amount.value());
    m_at = std::max(m_at, now);
}

void TokenBucket::giveBack(Bytes amount, MonotonicTime now)
{
    if (!m_rate)
        return;
    m_level = std::min(levelAt(now) + static_cast<double>(amount.value()), capacity());
    m_at = std::max(m_at, now);
}

MonotonicTime TokenBucket::readyAt(Bytes amount, MonotonicTime now) const
{
    if (has(amount, now))
        return now;
    if (m_rate->value() == 0)
        return MonotonicTime::max();
    const double missing = std::min(static_cast<double>(amount.value()), capacity()) - levelAt(now);
    // A microsecond more, so that rounding does not make it come early.
    const double wait = std::min(missing / static_cast<double>(m_rate->value()), 1e6);
    return now + std::chrono::microseconds{static_cast<std::int64_t>(std::ceil(wait * 1e6)) + 1};
}

} // namespace freshet
