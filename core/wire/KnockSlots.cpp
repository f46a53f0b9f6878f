// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/wire/KnockSlots.h"

#include <algorithm>
#include <cassert>

namespace freshet {

KnockSlots::Bytes KnockSlots::bytesOf(const PeerEndpoint &endpoint)
{
    const auto bytes = endpoint.addressBytes();
    return {reinterpret_cast<const char *>(bytes.data()), bytes.size()};
}

KnockSlots::Bytes KnockSlots::prefixOf(Bytes address)
{
    address.resize(address.size() == 4 ? 3 : std::min<std::size_t>(address.size(), 8));
    return address;
}

bool KnockSlots::take(const PeerEndpoint &from)
{
    const Bytes address = bytesOf(from);
    const Bytes prefix = prefixOf(address);
    const auto countOf = [](const std::map<Bytes, std::size_t> &counts, const Bytes &key) {
        const auto it = counts.find(key);
        return it == counts.end() ? 0 : it->second;
    };
    if (m_total >= m_limits.total || countOf(m_addresses, address) >= m_limits.perAddress
        || countOf(m_prefixes, prefix) >= m_limits.perPrefix)
        return false;
    ++m_addresses[address];
    ++m_prefixes[prefix];
    ++m_total;
    return true;
}

void KnockSlots::give(const PeerEndpoint &from)
{
    const auto drop = [](std::map<Bytes, std::size_t> &counts, const Bytes &key) {
        const auto it = counts.find(key);
        assert(it != counts.end());
        if (--it->second == 0)
            counts.erase(it);
    };
    const Bytes address = bytesOf(from);
    drop(m_addresses, address);
    drop(m_prefixes, prefixOf(address));
    --m_total;
}

} // namespace freshet
