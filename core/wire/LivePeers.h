// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Clock.h"
#include "core/wire/PeerDirection.h"
#include "core/wire/PeerEndpoint.h"
#include "core/wire/WireMessage.h"

#include <chrono>
#include <functional>
#include <list>
#include <memory>

namespace freshet {

/// The connections that are peers now, so that nobody is connected twice about one content. The same peer means: same content, same
/// peer id, and the same address or one of the other family (a machine reached by IPv4 and IPv6). Somebody with a copied peer id at
/// another address of the same family is another peer, so a copied id shuts nobody out. The older connection stays; only when
/// both sides dialled each other at about the same time, both sides keep the one that the smaller peer id dialled, lest each keep another.
class LivePeers {
public:
    /// Two connections in opposite directions begun within this time are taken to have crossed.
    static constexpr std::chrono::seconds crossing{3};

    /// A place in the list, given up by its destruction. May outlive the list.
    class Ticket {
    public:
        ~Ticket();
        Ticket(const Ticket &) = delete;
        Ticket &operator=(const Ticket &) = delete;
        /// Called when a crossed connection takes the place of this one, which then has to close.
        void setReplaced(std::function<void()> replaced) { m_replaced = std::move(replaced); }

    private:
        friend class LivePeers;
        Ticket() = default;

        std::weak_ptr<std::list<Ticket *>> m_home;
        ContentId m_content;
        PeerId m_peer;
        PeerEndpoint m_endpoint;
        PeerDirection m_direction = PeerDirection::Incoming;
        MonotonicTime m_since;
        std::function<void()> m_replaced;
    };

    explicit LivePeers(const PeerId &ourId);

    /// A place for a new connection, or null when it has to be closed because an older one to the same peer stays.
    [[nodiscard]] std::unique_ptr<Ticket> admit(const ContentId &content, const PeerId &peer,
                                                const PeerEndpoint &endpoint, PeerDirection direction,
                                                MonotonicTime now);
    [[nodiscard]] std::size_t count() const { return m_tickets->size(); }

private:
    PeerId m_ourId;
    std::shared_ptr<std::list<Ticket *>> m_tickets;
};

} // namespace freshet
