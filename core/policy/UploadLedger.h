// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Clock.h"
#include "core/base/PeerAddress.h"
#include "core/base/Units.h"
#include "core/policy/LocalNetwork.h"
#include "core/policy/PeerFacts.h"

#include <chrono>
#include <map>

namespace freshet {

/// What each host was given of one content, over all of its connections. Pure.
/// Beyond the LAN a host is given at most one and a half times the content within a day: whoever takes more does not use it (attack A7). On the
/// LAN there is no such limit, because machines are made anew there; what they were given decides whose turn it is.
/// Invariants: coming again changes nothing of what was given; at most `maximumHosts` are remembered, whoever was given least makes room.
class UploadLedger {
public:
    static constexpr std::size_t maximumHosts = 4096;
    static constexpr std::chrono::hours window{24};

    /// An IPv4 address, an IPv6 /64; on our own link the single address; on this machine the single port if it is of the LAN class.
    struct Host {
        IpAddress ip{};
        std::uint16_t port = 0;
        auto operator<=>(const Host &) const = default;
    };
    static Host hostOf(const PeerAddress &peer, PeerClass peerClass, const LocalNetwork &network);

    explicit UploadLedger(Bytes contentLength)
        : m_allowance(contentLength.value() + contentLength.value() / 2)
    {
    }

    void onSent(const Host &host, Bytes amount, MonotonicTime now);
    /// In the window that began with the first byte given.
    [[nodiscard]] Bytes given(const Host &host, MonotonicTime now) const;
    [[nodiscard]] bool mayServe(const Host &host, PeerClass peerClass, MonotonicTime now) const
    {
        return peerClass == PeerClass::Lan || given(host, now) < m_allowance;
    }

private:
    struct Account {
        Bytes given{};
        MonotonicTime since{};
    };
    Bytes m_allowance;
    std::map<Host, Account> m_accounts;
};

} // namespace freshet
