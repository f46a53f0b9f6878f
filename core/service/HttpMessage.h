// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/IpAddress.h"
#include "core/base/UniqueFd.h"

#include <QByteArray>

#include <cstdint>
#include <memory>

namespace freshet {

/// What a client asks, as far as the services look at it. Invariant: path and query are as they came, percent-encoded, without control bytes.
struct ServedRequest {
    QByteArray method{};
    QByteArray path{};
    QByteArray query{}; ///< behind the first "?"
    QByteArray authorization{};
    QByteArray range{};
    QByteArray body{};
    std::uint64_t bodySize = 0; ///< as announced, before there is a body
    bool keepAlive = true;
    bool expectsContinue = false;
    bool isTls = false;
    IpAddress from{};
};

struct ServedAnswer {
    int status = 200;
    QByteArray type = QByteArrayLiteral("application/json");
    QByteArray body{};
    QByteArray headers{}; ///< further lines, each ending in CRLF
    /// Instead of `body`: these bytes of a file.
    std::shared_ptr<const UniqueFd> file{};
    std::uint64_t offset = 0;
    std::uint64_t length = 0;
};

} // namespace freshet
