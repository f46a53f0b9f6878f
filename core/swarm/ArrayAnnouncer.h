// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/cloud/CloudClient.h"
#include "core/policy/LocalNetwork.h"
#include "core/wire/WireMessage.h"

#include <QObject>
#include <QTimer>

namespace freshet {

class Swarm;

/// Tells the array service about one content and hears from it who else has it. Often at first, so that machines that begin together meet; then as
/// often as the service wants; after a failure with back-off. What it names becomes candidates. Invariant: one announce at a time.
class ArrayAnnouncer final : public QObject {
    Q_OBJECT

public:
    /// All outlive it, except `cloud`, whose answers after its end are not heard. `mode`: LAN, group or internet.
    ArrayAnnouncer(Swarm &swarm, CloudClient &cloud, const PeerId &peerId, std::uint16_t port,
                   DownloadMode mode, const LocalNetwork &network);
    /// Says that we leave, without waiting for an answer.
    ~ArrayAnnouncer() override;

    void onComplete() { m_timer.start(0); }
    void onNetworkChanged(const LocalNetwork &network, std::uint16_t port);

private:
    void announce();
    void onAnswer(const Result<ArrayAnswer> &answer);
    [[nodiscard]] ArrayAnnounce now() const;

    Swarm &m_swarm;
    CloudClient &m_cloud;
    PeerId m_peerId;
    std::uint16_t m_port;
    DownloadMode m_mode;
    std::optional<IpAddress> m_reported;
    QTimer m_timer;
    std::size_t m_early = 0;
    int m_failures = 0;
    bool m_isAsking = false;
    bool m_isKnown = false; ///< the array has heard of us
};

/// What to call ourselves towards peers behind the same public address: a private IPv4 address, else none.
std::optional<IpAddress> reportedAddress(const LocalNetwork &network);

} // namespace freshet
