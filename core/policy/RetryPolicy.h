// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Clock.h"
#include "core/base/Error.h"

#include <chrono>

namespace freshet {

struct RetrySettings {
    std::chrono::milliseconds firstDelay{1000};
    std::chrono::milliseconds maximumDelay{10 * 60 * 1000};
    /// Share of a delay that is left to chance, 0…1, so that many machines do not return together.
    double jitter = 0.5;
    /// How long an answer that repeating will not change (404, 403, other bytes, a bad certificate) is believed.
    std::chrono::milliseconds negativeCache{10 * 60 * 1000};
    /// A host whose requests fail so often in a row is left alone altogether …
    int circuitThreshold = 5;
    /// … for so long, doubled with each failed probe up to maximumDelay.
    std::chrono::milliseconds circuitDelay{30 * 1000};
};

/// How a failed request bears on its source.
enum class Blame {
    None,    ///< our own doing: cancelled, disk, wrong arguments
    Passing, ///< network, 5xx, throttling: try again after a back-off
    Lasting, ///< the answer will be the same for a while
};
Blame blameOf(ErrorCode code);

/// When one URL may be tried again. Facts in, one question out; time and chance are arguments.
/// Invariant: after a failure that the source is to blame for, nextAttempt() is later than the failure,
/// never earlier than a server's Retry-After, and never beyond 24 h and its jitter: no source is given up for good.
/// Does not know other URLs of the host: that is HostCircuit.
class RetryPolicy {
public:
    explicit RetryPolicy(const RetrySettings &settings)
        : m_settings(settings)
    {
    }

    void onSuccess();
    /// `random01` in [0, 1).
    void onFailure(const Error &error, MonotonicTime now, double random01);

    /// The earliest moment of the next attempt; MonotonicTime{} when nothing stands against one.
    [[nodiscard]] MonotonicTime nextAttempt() const { return m_next; }
    [[nodiscard]] bool usable(MonotonicTime now) const { return now >= m_next; }
    [[nodiscard]] int failures() const { return m_failures; }

private:
    RetrySettings m_settings;
    MonotonicTime m_next{};
    int m_failures = 0; ///< in a row
};

/// `first`·2^(failures−1), at most `maximum`, of which the share `jitter` is scaled by `random01`.
std::chrono::milliseconds backOff(std::chrono::milliseconds first, std::chrono::milliseconds maximum, int failures,
                                  double jitter, double random01);

} // namespace freshet
