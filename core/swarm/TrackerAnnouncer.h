// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/discover/TrackerClient.h"
#include "core/http/BodyFetch.h"
#include "core/http/HttpClient.h"
#include "core/wire/WireMessage.h"

#include <QObject>
#include <QTimer>

#include <memory>

namespace freshet {

class Swarm;

/// Speaks with one tracker about one content over HTTP: TrackerClient decides what and when, this sends it. What the tracker names becomes
/// candidates of the swarm. Invariant: one request at a time.
class TrackerAnnouncer final : public QObject {
    Q_OBJECT

public:
    /// Errors: UrlRefused. `swarm`, `http` and `clock` outlive it.
    static Result<std::unique_ptr<TrackerAnnouncer>> make(const QUrl &tracker, Swarm &swarm, HttpClient &http,
                                                          const Clock &clock, const PeerId &peerId, std::uint16_t port);

    void onComplete();
    void onNetworkChanged();
    void onPortChanged(std::uint16_t port)
    {
        m_port = port;
        onNetworkChanged();
    }

private:
    TrackerAnnouncer(TrackerClient client, Swarm &swarm, HttpClient &http, const Clock &clock, std::uint16_t port);
    void announce();
    void onAnswer(const Result<FetchedBody> &answer);
    void schedule();

    TrackerClient m_client;
    Swarm &m_swarm;
    HttpClient &m_http;
    const Clock &m_clock;
    std::uint16_t m_port;
    QTimer m_timer;
    std::unique_ptr<BodyFetch> m_fetch;
};

} // namespace freshet
