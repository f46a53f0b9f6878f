// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/DownloadRequest.h"
#include "core/base/Extent.h"
#include "core/meta/Geometry.h"
#include "core/store/StoreTypes.h"

#include <span>
#include <vector>

namespace freshet {

/// Whether the ranges of a request make sense before anything is known of the content. Error: InvalidArgument: too many, one that
/// ends before it begins, a content whose pieces nothing proves, or a digest of the whole beside them.
Result<void> checkRanges(const DownloadRequest &request);

/// What a job wants of its content. Pure.
struct RangePlan {
    std::vector<Extent> extents; ///< in the order of the request; together they are what is handed over
    PieceSet pieces;             ///< that cover them
    std::vector<Extent> spans;   ///< the same as stretches of whole pieces, ascending and apart
    Bytes length;                ///< of all extents together
    Bytes piecesLength;

    /// As HTTP has it (RFC 9110, section 14.1.2): a range that ends behind the content ends with it. Error: InvalidArgument when
    /// one begins behind the end.
    static Result<RangePlan> make(std::span<const RequestedRange> ranges, const Geometry &geometry);

    /// Bytes of those covering pieces that are in `durable`.
    [[nodiscard]] Bytes there(const PieceSet &durable, const Geometry &geometry) const;
    [[nodiscard]] bool isCoveredBy(const PieceSet &durable) const;
};

} // namespace freshet
