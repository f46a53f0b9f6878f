// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Clock.h"
#include "core/base/Units.h"

#include <cstdint>
#include <optional>

namespace freshet {

/// How much may pass at a rate. Fills at the rate up to a quarter of a second's worth, so that in any second at most 1.25 times the rate passes.
/// Whoever takes more than there is goes into debt, which is repaid first: over time the rate is exact, however coarse what is taken.
/// Time is an argument and must not run backwards. Pure.
class TokenBucket {
public:
    static constexpr std::chrono::milliseconds burst{250};

    /// none: no limit. An empty bucket at the first limit; at another one, what was there or owed counts at most as a full one.
    void setRate(std::optional<BytesPerSecond> rate, MonotonicTime now);
    [[nodiscard]] std::optional<BytesPerSecond> rate() const { return m_rate; }
    [[nodiscard]] bool isLimited() const { return m_rate.has_value(); }

    /// Bytes that may pass now: none while in debt, the largest number without a limit.
    [[nodiscard]] Bytes available(MonotonicTime now) const;
    /// Whether so much may pass; what is more than a full bucket may when the bucket is full.
    [[nodiscard]] bool has(Bytes amount, MonotonicTime now) const;
    void take(Bytes amount, MonotonicTime now);
    /// Did not pass after all.
    void giveBack(Bytes amount, MonotonicTime now);
    /// When has(amount) will be true if nobody takes anything; MonotonicTime::max() with a rate of 0.
    [[nodiscard]] MonotonicTime readyAt(Bytes amount, MonotonicTime now) const;

private:
    [[nodiscard]] double capacity() const;
    [[nodiscard]] double levelAt(MonotonicTime now) const;

    std::optional<BytesPerSecond> m_rate;
    double m_level = 0; ///< bytes, as of m_at; negative: a debt
    MonotonicTime m_at{};
};

} // namespace freshet
