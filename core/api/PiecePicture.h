// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/SourceClass.h"
#include "core/base/Clock.h"
#include "core/base/Units.h"

#include <QString>
#include <QStringList>

#include <cstdint>
#include <vector>

namespace freshet {

/// How far a piece is. The order is that of a piece's life, except for Bad.
enum class PieceState : std::uint8_t {
    Missing,
    ClaimedElsewhere, ///< another machine of the site fetches it
    InFlight,         ///< asked for
    Received,         ///< proven, not yet durable
    Have,             ///< durable
    Bad,              ///< arrived and failed its proof; not asked for again yet
};

/// One piece, compact: a content may have 100,000 and more.
struct PieceCell {
    static constexpr std::uint8_t noClass = 0xff;
    static constexpr std::uint16_t noSource = 0xffff;

    PieceState state = PieceState::Missing;
    std::uint8_t sourceClass = noClass;  ///< a SourceClass, of who brought it or is asked; noClass: from an earlier run
    std::uint16_t source = noSource;     ///< index into PiecePicture::sources
    std::uint8_t retries = 0;            ///< how often it was asked for beyond the first time; 255: that or more
    std::uint32_t millisecondsTaken = 0; ///< from the first request until it was proven; 0: not known

    bool operator==(const PieceCell &) const = default;
};

/// Every piece of the one job that is being watched. Replaced when a piece changes.
struct PiecePicture {
    JobId job;
    Bytes pieceSize; ///< of all but the last
    Bytes contentSize;
    std::vector<PieceCell> cells;
    QStringList sources; ///< display form: addresses, host names

    bool operator==(const PiecePicture &) const = default;
};

} // namespace freshet
