// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/policy/BandwidthEstimate.h"

#include <algorithm>
#include <cmath>

namespace freshet {

namespace {

/// A probe adds at most what the line carries in 1.5 s; 30 s divided by the share between them makes that 5 % of what the share allows.
constexpr double probeSpacing = 30;
constexpr std::chrono::seconds longestSpacing{1800};
/// Of the way to a lower sample, per slot.
const double usualStep = 1 - std::exp2(-std::chrono::duration<double>(BandwidthEstimate::slot).count() / 300);
constexpr double probeStep = 0.15;

} // namespace

void BandwidthEstimate::advance(MonotonicTime now)
{
    const std::int64_t index = now.time_since_epoch() / slot;
    if (index <= m_index)
        return;
    onSlotEnd();
    // Slots without anything lie between.
    m_previous = index == m_index + 1 ? m_current : Slot{};
    m_current = {};
    m_index = index;
    m_slotInProbe = isProbing(now);
}

void BandwidthEstimate::onSlotEnd()
{
    if (m_current.bytes == 0 || m_previous.bytes == 0)
        return;
    constexpr std::uint64_t perSecond = std::chrono::seconds{1} / slot;
    onSample(BytesPerSecond{std::min(m_current.bytes, m_previous.bytes) * perSecond},
             !m_current.heldBack && !m_previous.heldBack);
}

void BandwidthEstimate::onSample(BytesPerSecond sample, bool isFree)
{
    if (!m_value || sample > *m_value) {
        m_value = sample;
    } else if (isFree) {
        const double step = m_slotInProbe ? probeStep : usualStep;
        const auto gap = static_cast<double>(m_value->value() - sample.value());
        *m_value -= BytesPerSecond{static_cast<std::uint64_t>(gap * step)};
    }
}

void BandwidthEstimate::onBytes(Bytes amount, MonotonicTime now)
{
    advance(now);
    m_current.bytes += amount.value();
}

void BandwidthEstimate::onHeldBack(MonotonicTime now)
{
    advance(now);
    m_current.heldBack = true;
}

void BandwidthEstimate::onHeldByShare(std::uint32_t percent, MonotonicTime now)
{
    onHeldBack(now);
    if (percent == 0 || !m_value)
        return;
    if (!m_lastProbe)
        m_lastProbe = now;
    const std::chrono::duration<double> spacing{
        std::min(probeSpacing * 100 / percent, std::chrono::duration<double>(longestSpacing).count())};
    if (now - *m_lastProbe < spacing)
        return;
    // From the next slot on: whole slots are measured, and what is held back in this one counts as such.
    m_probeFrom = MonotonicTime{(m_index + 1) * std::chrono::duration_cast<MonotonicTime::duration>(slot)};
    m_lastProbe = m_probeFrom;
}

} // namespace freshet
