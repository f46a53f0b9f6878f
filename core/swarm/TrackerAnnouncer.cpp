// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/swarm/TrackerAnnouncer.h"

#include "core/swarm/Swarm.h"

#include <QRandomGenerator>

#include <algorithm>

namespace freshet {

Result<std::unique_ptr<TrackerAnnouncer>> TrackerAnnouncer::make(const QUrl &tracker, Swarm &swarm, HttpClient &http,
                                                                 const Clock &clock, const PeerId &peerId,
                                                                 std::uint16_t port)
{
    std::array<std::byte, 20> id{};
    std::ranges::copy(peerId.bytes(), id.begin());
    auto client = TrackerClient::make(tracker, swarm.content().names, id, port, QRandomGenerator::system()->generate());
    if (!client)
        return std::unexpected(client.error());
    return std::unique_ptr<TrackerAnnouncer>(new TrackerAnnouncer(std::move(*client), swarm, http, clock, port));
}

TrackerAnnouncer::TrackerAnnouncer(TrackerClient client, Swarm &swarm, HttpClient &http, const Clock &clock,
                                   std::uint16_t port)
    : m_client(std::move(client))
    , m_swarm(swarm)
    , m_http(http)
    , m_clock(clock)
    , m_port(port)
{
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &TrackerAnnouncer::announce);
    m_timer.start(0);
}

void TrackerAnnouncer::onComplete()
{
    m_client.onComplete(m_clock.monotonic());
    schedule();
}

void TrackerAnnouncer::onNetworkChanged()
{
    m_client.onNetworkChanged(m_port, m_clock.monotonic());
    schedule();
}

void TrackerAnnouncer::announce()
{
    const TrackerProgress progress{
        .uploaded = m_swarm.uploadedBytes(), .downloaded = m_swarm.downloadedBytes(), .left = m_swarm.missingBytes()};
    const auto request = m_client.next(m_clock.monotonic(), progress);
    if (!request) {
        schedule();
        return;
    }
    HttpRequest get;
    get.url = request->url;
    get.maximumBody = TrackerAnswer::maximumBody;
    m_client.onSent(*request);
    m_fetch = std::make_unique<BodyFetch>(m_http, get, [this](const Result<FetchedBody> &answer) { onAnswer(answer); });
}

void TrackerAnnouncer::onAnswer(const Result<FetchedBody> &answer)
{
    const MonotonicTime now = m_clock.monotonic();
    const double chance = QRandomGenerator::global()->generateDouble();
    if (answer) {
        const QByteArray &body = answer->body;
        const auto peers = m_client.onAnswer(
            std::as_bytes(std::span(body.constData(), static_cast<std::size_t>(body.size()))), now, chance);
        const auto teller = IpAddress::fromText(answer->head.remoteAddress.toStdString());
        if (peers && teller)
            for (const PeerAddress &peer : peers->peers)
                if (mayName(*teller, peer.ip))
                    m_swarm.onFound({.address = peer, .source = CandidateSource::Tracker});
    } else {
        m_client.onFailed(answer.error(), now, chance);
    }
    m_fetch.reset();
    schedule();
}

void TrackerAnnouncer::schedule()
{
    if (m_fetch)
        return;
    if (const auto due = m_client.nextDue())
        m_timer.start(std::max(std::chrono::ceil<std::chrono::milliseconds>(*due - m_clock.monotonic()),
                               std::chrono::milliseconds{0}));
}

} // namespace freshet
