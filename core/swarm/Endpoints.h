// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/PeerAddress.h"
#include "core/discover/QtAddress.h"
#include "core/wire/PeerEndpoint.h"

namespace freshet {

inline PeerAddress peerAddressOf(const PeerEndpoint &endpoint)
{
    bool isNumber = false;
    const uint scope = endpoint.address.scopeId().toUInt(&isNumber);
    return {ipAddressOf(endpoint.address, isNumber ? scope : 0), endpoint.port};
}

inline PeerEndpoint endpointOf(const PeerAddress &address)
{
    return {qHostAddressOf(address.ip), address.port};
}

} // namespace freshet
