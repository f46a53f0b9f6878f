// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/cloud/CloudClient.h"
#include "core/policy/LocalNetwork.h"
#include "core/policy/PeerFacts.h"
#include "core/wire/WireMessage.h"

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

#include <map>

namespace freshet {

class Swarm;

/// What an answer of the array says of addresses, beyond that somebody may listen there.
struct ArrayMatch {
    std::map<IpAddress, PeerClass> classes{}; ///< of our site, or of our group, because the array matched us by that
    std::optional<IpAddress> publicAddress{}; ///< how the world sees us
    std::vector<PeerAddress> peers{};         ///< that may be dialled
};

/// What may be believed of an answer, by the scope that was asked for: in LAN scope, addresses of our own site alone; a private address is of our site
/// whenever the array sees us from outside. Loopback and link-local ones only if it sees us there. Pure.
ArrayMatch matchOf(const ArrayAnswer &answer, DownloadMode scope);

/// Tells the array service about one content and hears from it who else has it. Often at first, so that machines that begin together meet; then as
/// often as the service wants; after a failure with back-off. What it names becomes candidates. Invariant: one announce at a time.
class ArrayAnnouncer final : public QObject {
    Q_OBJECT

public:
    /// All outlive it, except `cloud`, whose answers after its end are not heard. `mode`: LAN, group or internet.
    ArrayAnnouncer(Swarm &swarm, CloudClient &cloud, const PeerId &peerId, std::uint16_t port, DownloadMode mode,
                   const LocalNetwork &network);
    /// Says that we leave, without waiting for an answer.
    ~ArrayAnnouncer() override;

    void onComplete() { m_timer.start(0); }
    void onNetworkChanged(const LocalNetwork &network, std::uint16_t port);
    /// Somebody whom we do not know wants this content, and the mode allows only whom the array matches with us: perhaps it does by now.
    void onStranger();

Q_SIGNALS:
    /// Before its peers become candidates.
    void matched(const freshet::ArrayMatch &match);

private:
    void announce();
    void onAnswer(const Result<ArrayAnswer> &answer);
    [[nodiscard]] ArrayAnnounce now();

    Swarm &m_swarm;
    CloudClient &m_cloud;
    PeerId m_peerId;
    std::uint16_t m_port;
    DownloadMode m_mode;
    std::optional<IpAddress> m_reported;
    QTimer m_timer;
    QElapsedTimer m_sinceLast; ///< the announce before
    Bytes m_sentBefore{};      ///< at it
    Bytes m_receivedBefore{};
    QTimer m_strangers; ///< runs while no stranger is worth another question
    std::size_t m_early = 0;
    int m_failures = 0;
    bool m_isAsking = false;
    bool m_isKnown = false; ///< the array has heard of us
};

/// What to call ourselves towards peers behind the same public address: a private IPv4 address, else none.
std::optional<IpAddress> reportedAddress(const LocalNetwork &network);

} // namespace freshet
