// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/wire/LivePeers.h"

namespace freshet {

LivePeers::LivePeers(const PeerId &ourId)
    : m_ourId(ourId)
    , m_tickets(std::make_shared<std::list<Ticket *>>())
{
}

LivePeers::Ticket::~Ticket()
{
    if (const auto home = m_home.lock())
        home->remove(this);
}

std::unique_ptr<LivePeers::Ticket> LivePeers::admit(const ContentId &content, const PeerId &peer,
                                                    const PeerEndpoint &endpoint, PeerDirection direction,
                                                    MonotonicTime now)
{
    const PeerDirection kept = m_ourId < peer ? PeerDirection::Outgoing : PeerDirection::Incoming;
    std::list<Ticket *> crossed;
    for (Ticket *other : *m_tickets) {
        if (other->m_content != content || other->m_peer != peer)
            continue;
        if (other->m_endpoint.address != endpoint.address
            && other->m_endpoint.address.protocol() == endpoint.address.protocol())
            continue;
        if (other->m_direction == direction || now - other->m_since > crossing || direction != kept)
            return nullptr;
        crossed.push_back(other);
    }
    for (Ticket *other : crossed) {
        m_tickets->remove(other);
        other->m_home.reset();
        if (const auto replaced = std::move(other->m_replaced)) // which ends the ticket
            replaced();
    }
    std::unique_ptr<Ticket> ticket(new Ticket);
    ticket->m_home = m_tickets;
    ticket->m_content = content;
    ticket->m_peer = peer;
    ticket->m_endpoint = endpoint;
    ticket->m_direction = direction;
    ticket->m_since = now;
    m_tickets->push_back(ticket.get());
    return ticket;
}

} // namespace freshet
