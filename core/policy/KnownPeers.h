// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Error.h"
#include "core/base/PeerAddress.h"

#include <QByteArray>

#include <vector>

namespace freshet {

/// The peers of a content that were of use, best first: where to knock first in the next run. Hints like any other.
/// Keeping them is the caller's; so is forgetting them.
struct KnownPeers {
    static constexpr std::size_t maximum = 64;

    std::vector<PeerAddress> addresses{};

    bool operator==(const KnownPeers &) const = default;
};

/// Compact JSON, {"peers":["192.0.2.1:7680",…],"version":1}. At most KnownPeers::maximum are written. Link-local and
/// loopback addresses are left out: what they mean depends on interfaces that may be others next time.
QByteArray encodeKnownPeers(const KnownPeers &peers);

/// Reads what encodeKnownPeers wrote, in any version it may come from: what is no usable address is left out, what is
/// beyond the maximum too. Errors: LedgerCorrupt for anything that is no such object or longer than 64 KiB.
Result<KnownPeers> parseKnownPeers(const QByteArray &json);

} // namespace freshet
