// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/policy/RetryPolicy.h"

namespace freshet {

/// Whether a host is asked at all: a circuit breaker over all its URLs. Closed while requests succeed; opens after
/// `circuitThreshold` passing failures in a row; after the wait the host may be probed, each failed probe doubling
/// the wait. What fails during the wait was under way before and counts no further.
/// A lasting answer (404, 403) is an answer: the host works, so it closes the circuit.
class HostCircuit {
public:
    explicit HostCircuit(const RetrySettings &settings)
        : m_settings(settings)
    {
    }

    void onSuccess();
    /// `random01` in [0, 1).
    void onFailure(const Error &error, MonotonicTime now, double random01);

    [[nodiscard]] bool isOpen() const { return m_failures >= m_settings.circuitThreshold; }
    /// MonotonicTime{} while closed.
    [[nodiscard]] MonotonicTime nextAttempt() const { return isOpen() ? m_next : MonotonicTime{}; }
    [[nodiscard]] bool usable(MonotonicTime now) const { return now >= nextAttempt(); }

private:
    RetrySettings m_settings;
    MonotonicTime m_next{};
    int m_failures = 0; ///< in a row
};

} // namespace freshet
