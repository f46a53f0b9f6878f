// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/discover/TrackerClient.h"

#include "core/policy/RetryPolicy.h"

#include <algorithm>

namespace freshet {

namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

constexpr std::size_t maximumNames = 2;

milliseconds lengthened(seconds wait, double jitter, double random01)
{
    const double factor = 1.0 + jitter * std::clamp(random01, 0.0, 1.0);
    return milliseconds{static_cast<milliseconds::rep>(static_cast<double>(milliseconds(wait).count()) * factor)};
}

} // namespace

Result<TrackerClient> TrackerClient::make(const QUrl &tracker, std::vector<SwarmHash> hashes,
                                          const std::array<std::byte, 20> &peerId, std::uint16_t port,
                                          std::uint32_t key, const TrackerTiming &timing)
{
    if (const Result<QUrl> probe = composeTrackerUrl(tracker, {}); !probe)
        return std::unexpected(probe.error());
    TrackerClient client;
    client.m_tracker = tracker;
    client.m_peerId = peerId;
    client.m_port = port;
    client.m_key = key;
    client.m_timing = timing;
    hashes.resize(std::min(hashes.size(), maximumNames));
    for (const SwarmHash &hash : hashes)
        client.m_swarms.push_back({.hash = hash});
    return client;
}

void TrackerClient::onComplete(MonotonicTime now)
{
    m_complete = true;
    if (m_failures > 0)
        return; // when the tracker may be asked again it is told
    for (Swarm &swarm : m_swarms) {
        if (swarm.started && !swarm.saidCompleted)
            swarm.due = now;
    }
}

void TrackerClient::onStop(MonotonicTime now)
{
    m_stopping = true;
    for (Swarm &swarm : m_swarms)
        swarm.due = now;
}

void TrackerClient::onNetworkChanged(std::uint16_t port, MonotonicTime now)
{
    m_port = port;
    m_failures = 0;
    for (Swarm &swarm : m_swarms)
        swarm.due = std::min(swarm.due, now + m_timing.firstRetry);
}

TrackerEvent TrackerClient::eventOf(const Swarm &swarm) const
{
    if (m_stopping)
        return TrackerEvent::Stopped;
    if (!swarm.started)
        return TrackerEvent::Started;
    return m_complete && !swarm.saidCompleted ? TrackerEvent::Completed : TrackerEvent::None;
}

bool TrackerClient::needs(const Swarm &swarm) const
{
    return !m_stopping || (swarm.started && !swarm.saidStopped);
}

const TrackerClient::Swarm *TrackerClient::dueFirst() const
{
    const Swarm *first = nullptr;
    for (const Swarm &swarm : m_swarms) {
        if (needs(swarm) && (first == nullptr || swarm.due < first->due))
            first = &swarm;
    }
    return first;
}

QUrl TrackerClient::urlFor(const Swarm &swarm, const TrackerProgress &progress) const
{
    const TrackerEvent event = eventOf(swarm);
    const Result<QUrl> url = composeTrackerUrl(m_tracker, {.hash = swarm.hash,
                                                           .peerId = m_peerId,
                                                           .port = m_port,
                                                           .uploaded = progress.uploaded,
                                                           .downloaded = progress.downloaded,
                                                           .left = progress.left,
                                                           .event = event,
                                                           .wanted = m_stopping ? 0 : m_timing.wanted,
                                                           .key = m_key,
                                                           .trackerId = swarm.trackerId});
    return url.value_or(QUrl()); // only a tracker id can make it too long, and that is bounded
}

std::optional<TrackerClient::Request> TrackerClient::next(MonotonicTime now, const TrackerProgress &progress) const
{
    const Swarm *swarm = m_underWay ? nullptr : dueFirst();
    if (swarm == nullptr || swarm->due > now)
        return std::nullopt;
    return Request{.url = urlFor(*swarm, progress), .event = eventOf(*swarm), .hash = swarm->hash};
}

std::optional<MonotonicTime> TrackerClient::nextDue() const
{
    const Swarm *swarm = m_underWay ? nullptr : dueFirst();
    return swarm == nullptr ? std::nullopt : std::optional(swarm->due);
}

bool TrackerClient::isDone() const
{
    return m_stopping && !m_underWay && dueFirst() == nullptr;
}

TrackerClient::Swarm *TrackerClient::underWay()
{
    const auto found = std::ranges::find_if(
        m_swarms, [this](const Swarm &swarm) { return m_underWay && swarm.hash == m_underWay->hash; });
    return found == m_swarms.end() ? nullptr : &*found;
}

void TrackerClient::onSent(const Request &request)
{
    m_underWay = request;
    // Whoever is complete from the start has downloaded nothing that a tracker should count.
    if (Swarm *swarm = underWay(); swarm != nullptr && request.event == TrackerEvent::Started)
        swarm->saidCompleted = m_complete;
}

Result<TrackerAnswer> TrackerClient::onAnswer(std::span<const std::byte> body, MonotonicTime now, double random01)
{
    Result<TrackerAnswer> answer = parseTrackerAnswer(body);
    if (!answer) {
        onFailed(answer.error(), now, random01);
        return answer;
    }
    m_failures = 0;
    m_lastError.reset();
    if (Swarm *swarm = underWay()) {
        swarm->started = true;
        swarm->saidCompleted = swarm->saidCompleted || m_underWay->event == TrackerEvent::Completed;
        swarm->saidStopped = m_underWay->event == TrackerEvent::Stopped;
        if (!answer->trackerId.empty())
            swarm->trackerId = answer->trackerId;
        const seconds asked = std::max(answer->interval, answer->minimumInterval.value_or(seconds{0}));
        const bool isUrgent = m_stopping || eventOf(*swarm) == TrackerEvent::Completed;
        swarm->due = isUrgent ? now
                              : now
                                    + lengthened(std::clamp(asked, m_timing.shortestInterval, m_timing.longestInterval),
                                                 m_timing.jitter, random01);
    }
    m_underWay.reset();
    return answer;
}

void TrackerClient::onFailed(const Error &error, MonotonicTime now, double random01)
{
    ++m_failures;
    m_lastError = error;
    // Nobody waits for a farewell.
    if (Swarm *swarm = underWay(); swarm != nullptr && m_underWay->event == TrackerEvent::Stopped)
        swarm->saidStopped = true;
    m_underWay.reset();
    const auto doubled = backOff(m_timing.firstRetry, m_timing.longestRetry, m_failures, 0, 0);
    const seconds asked = std::min(error.retryAfter.value_or(seconds{0}), m_timing.longestRetry);
    const seconds wait = std::max(std::chrono::ceil<seconds>(doubled), asked);
    for (Swarm &swarm : m_swarms)
        swarm.due = m_stopping ? now : std::max(swarm.due, now + lengthened(wait, m_timing.jitter, random01));
}

} // namespace freshet
