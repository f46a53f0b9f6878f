// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Clock.h"
#include "core/discover/TrackerAnnounce.h"

#include <chrono>
#include <optional>
#include <vector>

namespace freshet {

struct TrackerTiming {
    std::chrono::seconds shortestInterval{60};
    std::chrono::seconds longestInterval{3600};
    std::chrono::seconds firstRetry{5}; ///< doubled with each failure in a row
    std::chrono::seconds longestRetry{1800};
    double jitter = 0.1; ///< of every wait, so that a site does not ask in step
    int wanted = 100;
};

/// What a content says about itself at the moment of an announce.
struct TrackerProgress {
    Bytes uploaded{};
    Bytes downloaded{};
    Bytes left{};
};

/// The conversation with one tracker about one content, without its socket: says what to ask and when, and is told what
/// came of it. The caller sends the request with its own HTTP client (GET, at most TrackerAnswer::maximumBody).
/// A content with two names (hybrid) is announced under both, one after the other.
/// Invariants: one request at a time; Started comes first and once, Completed once and only if the content was
/// incomplete when it started, Stopped last and only after a Started that was answered; between two regular announces
/// of a name lies at least the tracker's interval within `shortestInterval` and `longestInterval`.
class TrackerClient {
public:
    struct Request {
        QUrl url{};
        TrackerEvent event = TrackerEvent::None;
        SwarmHash hash{};
    };

    /// `hashes` 1…2. Errors of composeTrackerUrl come from here, so that there is no client for a URL that is none.
    static Result<TrackerClient> make(const QUrl &tracker, std::vector<SwarmHash> hashes,
                                      const std::array<std::byte, 20> &peerId, std::uint16_t port, std::uint32_t key,
                                      const TrackerTiming &timing = {});

    /// The content is complete now, so Completed is due.
    void onComplete(MonotonicTime now);
    /// The work on the content ends: Stopped is due at once, and nothing after it.
    void onStop(MonotonicTime now);
    /// The network changed: the next announce is due soon, with a new port if there is one (fault F17).
    void onNetworkChanged(std::uint16_t port, MonotonicTime now);

    /// The request to send now; nothing while one is under way or none is due.
    [[nodiscard]] std::optional<Request> next(MonotonicTime now, const TrackerProgress &progress) const;
    [[nodiscard]] std::optional<MonotonicTime> nextDue() const;
    /// Nothing more will come: stopped and said so, or never started.
    [[nodiscard]] bool isDone() const;

    void onSent(const Request &request);
    /// Whole body of a 200. Returns the peers it names; filtering them is the caller's (core/policy mayName and
    /// PeerCandidates). `random01` in [0, 1) here and below. Errors: those of parseTrackerAnswer, the failure is noted.
    Result<TrackerAnswer> onAnswer(std::span<const std::byte> body, MonotonicTime now, double random01);
    /// No usable response. `error.retryAfter` is honoured up to `longestRetry`.
    void onFailed(const Error &error, MonotonicTime now, double random01);

    /// For people: the last error if the last request failed.
    [[nodiscard]] const std::optional<Error> &lastError() const { return m_lastError; }
    [[nodiscard]] const QUrl &tracker() const { return m_tracker; }

private:
    struct Swarm {
        SwarmHash hash{};
        bool started = false; ///< answered
        bool saidCompleted = false;
        bool saidStopped = false;
        MonotonicTime due{};
        std::string trackerId{};
    };

    TrackerClient() = default;
    [[nodiscard]] TrackerEvent eventOf(const Swarm &swarm) const;
    [[nodiscard]] bool needs(const Swarm &swarm) const;
    [[nodiscard]] const Swarm *dueFirst() const;
    [[nodiscard]] QUrl urlFor(const Swarm &swarm, const TrackerProgress &progress) const;
    [[nodiscard]] Swarm *underWay();

    QUrl m_tracker;
    std::array<std::byte, 20> m_peerId{};
    std::uint16_t m_port = 0;
    std::uint32_t m_key = 0;
    TrackerTiming m_timing;
    std::vector<Swarm> m_swarms;
    std::optional<Request> m_underWay;
    std::optional<Error> m_lastError;
    int m_failures = 0;
    bool m_complete = false;
    bool m_stopping = false;
};

} // namespace freshet
