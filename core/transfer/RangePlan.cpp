// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/transfer/RangePlan.h"

#include <algorithm>

namespace freshet {

using namespace Qt::StringLiterals;

namespace {

std::unexpected<Error> refused(const QString &object, const QString &why)
{
    return std::unexpected(Error{
        .code = ErrorCode::InvalidArgument, .operation = u"choose byte ranges"_s, .object = object, .detail = why});
}

QString shown(const RequestedRange &range)
{
    const QString first = QString::number(range.first.value()) + u'-';
    return range.last ? first + QString::number(range.last->value()) : first;
}

} // namespace

Result<void> checkRanges(const DownloadRequest &request)
{
    if (request.ranges.empty())
        return {};
    if (request.ranges.size() > maximumRanges)
        return refused(QString::number(request.ranges.size()), u"more than %1 ranges"_s.arg(maximumRanges));
    for (const RequestedRange &range : request.ranges)
        if (range.last && *range.last < range.first)
            return refused(shown(range), u"it ends before it begins"_s);
    const auto *content = std::get_if<ContentUrl>(&request.subject);
    if (content && content->pieceHashFile.isEmpty())
        return refused(request.displayPath, u"a part can only be proven with content metadata or a piece hash file"_s);
    if (request.wholeDigest)
        return refused(request.displayPath, u"a digest of the whole proves no part"_s);
    return {};
}

Result<RangePlan> RangePlan::make(std::span<const RequestedRange> ranges, const Geometry &geometry)
{
    RangePlan plan;
    plan.pieces = PieceSet(geometry.pieceCount());
    for (const RequestedRange &range : ranges) {
        if (range.first >= geometry.contentLength())
            return refused(shown(range), u"it begins behind the end: the content has %1 bytes"_s.arg(
                                             geometry.contentLength().value()));
        const Bytes lastByte = geometry.contentLength() - 1_B;
        const Bytes last = std::min(range.last.value_or(lastByte), lastByte);
        plan.extents.push_back({range.first, last - range.first + 1_B});
        plan.length += plan.extents.back().length;
        for (PieceIndex piece = geometry.pieceAt(range.first); piece <= geometry.pieceAt(last); ++piece)
            plan.pieces.insert(piece);
    }
    for (PieceIndex piece; piece.value() < plan.pieces.size(); ++piece) {
        if (!plan.pieces.contains(piece))
            continue;
        const Bytes offset = geometry.pieceOffset(piece);
        const Bytes size = geometry.pieceSize(piece);
        if (!plan.spans.empty() && plan.spans.back().offset + plan.spans.back().length == offset)
            plan.spans.back().length += size;
        else
            plan.spans.push_back({offset, size});
        plan.piecesLength += size;
    }
    return plan;
}

Bytes RangePlan::there(const PieceSet &durable, const Geometry &geometry) const
{
    Bytes sum;
    for (PieceIndex piece; piece.value() < pieces.size(); ++piece)
        if (pieces.contains(piece) && durable.contains(piece))
            sum += geometry.pieceSize(piece);
    return sum;
}

bool RangePlan::isCoveredBy(const PieceSet &durable) const
{
    for (PieceIndex piece; piece.value() < pieces.size(); ++piece)
        if (pieces.contains(piece) && !durable.contains(piece))
            return false;
    return true;
}

} // namespace freshet
