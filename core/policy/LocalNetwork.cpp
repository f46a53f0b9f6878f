// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/policy/LocalNetwork.h"

#include <algorithm>

namespace freshet {

bool LocalInterface::isOnLink(const IpAddress &ip) const
{
    return std::any_of(addresses.begin(), addresses.end(), [&](const LocalAddress &own) {
        if (!ip.isV4() && ip.isLinkLocal())
            return own.ip.isLinkLocal() && !own.ip.isV4() && (ip.scope() == 0 || ip.scope() == index);
        if (own.prefixLength <= 0)
            return own.ip == ip;
        return own.ip.sharesPrefix(ip, own.prefixLength);
    });
}

const LocalInterface *LocalNetwork::byIndex(std::uint32_t index) const
{
    const auto found = std::find_if(interfaces.begin(), interfaces.end(),
                                    [index](const LocalInterface &candidate) { return candidate.index == index; });
    return found == interfaces.end() ? nullptr : &*found;
}

bool LocalNetwork::isOwn(const IpAddress &ip) const
{
    if (ip.isLoopback())
        return true;
    for (const LocalInterface &interface : interfaces) {
        for (const LocalAddress &own : interface.addresses) {
            // A link-local address without a scope may be meant on any link.
            if (own.ip == ip
                || (ip.scope() == 0 && ip.isLinkLocal() && own.ip.bytes().size() == ip.bytes().size()
                    && std::ranges::equal(own.ip.bytes(), ip.bytes())))
                return true;
        }
    }
    return false;
}

bool LocalNetwork::isOnLink(const IpAddress &ip) const
{
    return std::any_of(interfaces.begin(), interfaces.end(),
                       [&ip](const LocalInterface &interface) { return interface.isOnLink(ip); });
}

} // namespace freshet
