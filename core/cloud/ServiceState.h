// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Clock.h"
#include "core/base/Error.h"

#include <algorithm>
#include <chrono>
#include <optional>

namespace freshet {

/// What is known of one service: its last good answer, and when it may be asked again. Pure. Invariants: failures back off from 2 s to
/// 30 min, a quarter more or less by chance; an answer that is out of date still counts for 24 h while the service does not answer.
class ServiceState {
public:
    static constexpr std::chrono::seconds firstRetry{2};
    static constexpr std::chrono::seconds longestRetry{1800};
    static constexpr std::chrono::hours longestStale{24};
    static constexpr std::chrono::seconds shortestAnswer{30};

    /// `lasts`: how long the service wants its answer to be used.
    void onAnswer(MonotonicTime now, std::chrono::seconds lasts)
    {
        m_answeredAt = now;
        m_expires = now + std::clamp(lasts, shortestAnswer, std::chrono::seconds{longestStale});
        m_failures = 0;
        m_error.reset();
        m_retryAt = {};
    }
    /// What an earlier run was told, `age` ago.
    void restore(MonotonicTime now, std::chrono::nanoseconds age)
    {
        m_answeredAt = now - age;
        m_expires = now; // usable, and asked again as soon as that is possible
    }
    /// `random01` in [0, 1).
    void onFailed(const Error &error, MonotonicTime now, double random01)
    {
        const auto wait = std::min<std::chrono::seconds>(firstRetry * (1LL << std::min(m_failures, 12)), longestRetry);
        m_failures = std::min(m_failures + 1, 1'000'000);
        m_error = error;
        m_retryAt = now + std::chrono::duration_cast<std::chrono::nanoseconds>(wait * (0.75 + 0.5 * random01));
    }
    /// The network is another: what failed may work now.
    void forgive() { m_retryAt = {}; }

    [[nodiscard]] bool isFresh(MonotonicTime now) const { return m_answeredAt && now < m_expires; }
    /// Fresh, or at least good enough while nobody answers.
    [[nodiscard]] bool isUsable(MonotonicTime now) const { return m_answeredAt && now < *m_answeredAt + longestStale; }
    [[nodiscard]] bool mayAsk(MonotonicTime now) const { return now >= m_retryAt; }
    [[nodiscard]] const std::optional<Error> &lastError() const { return m_error; }
    [[nodiscard]] std::optional<MonotonicTime> answeredAt() const { return m_answeredAt; }
    [[nodiscard]] MonotonicTime freshUntil() const { return m_expires; }
    [[nodiscard]] MonotonicTime retryAt() const { return m_retryAt; }
    [[nodiscard]] int failures() const { return m_failures; }

private:
    std::optional<MonotonicTime> m_answeredAt;
    MonotonicTime m_expires{};
    MonotonicTime m_retryAt{};
    std::optional<Error> m_error;
    int m_failures = 0;
};

} // namespace freshet
