// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/wire/KnockSlots.h"

#include <algorithm>
#include <cassert>

namespace freshet {

KnockSlots::Key KnockSlots::key(std::span<const std::byte> address)
{
    Key key{};
    address = address.first(std::min(address.size(), key.size() - 1));
    key[0] = static_cast<std::byte>(address.size());
    std::ranges::copy(address, key.begin() + 1);
    return key;
}

KnockSlots::Key KnockSlots::prefixKey(std::span<const std::byte> address)
{
    return key(address.first(address.size() == 4 ? 3 : std::min<std::size_t>(address.size(), 8)));
}

bool KnockSlots::take(const PeerEndpoint &from)
{
    const auto bytes = from.addressBytes();
    const Key address = key(bytes);
    const Key prefix = prefixKey(bytes);
    const auto countOf = [](const Counts &counts, const Key &key) {
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
    const auto drop = [](Counts &counts, const Key &key) {
        const auto it = counts.find(key);
        assert(it != counts.end());
        if (--it->second == 0)
            counts.erase(it);
    };
    const auto bytes = from.addressBytes();
    drop(m_addresses, key(bytes));
    drop(m_prefixes, prefixKey(bytes));
    --m_total;
}

} // namespace freshet
