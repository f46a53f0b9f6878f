// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/transfer/ContentRow.h"

namespace freshet {

using namespace Qt::StringLiterals;

namespace {

QString proofName(ProofKind kind)
{
    switch (kind) {
    case ProofKind::Metadata:
        return u"metadata"_s;
    case ProofKind::PieceHashes:
        return u"piece-hashes"_s;
    case ProofKind::FlatDigest:
        return u"sha256"_s;
    case ProofKind::None:
        return u"none"_s;
    }
    return {};
}

} // namespace

Bytes durableBytes(const ContentRecord &record)
{
    if (record.complete)
        return record.sizeKnown ? record.geometry.contentLength() : Bytes{};
    Bytes sum;
    for (std::uint32_t i = 0; i < record.durable.size(); ++i)
        if (record.durable.contains(PieceIndex{i}))
            sum += record.geometry.pieceSize(PieceIndex{i});
    return sum;
}

JobRow rowOf(const ContentRecord &record, Bytes durableBytes)
{
    const bool simple = record.proof == ProofKind::FlatDigest || record.proof == ProofKind::None;
    const ByteCounters &c = record.counters;
    JobRow row;
    row.fileId = record.contentId ? QString::fromLatin1(record.contentId->hex()) : record.key.fileName();
    row.contentId = record.contentId;
    row.name = record.name;
    row.sourceUrl = record.sourceUrl;
    row.state = record.complete ? JobState::Complete : JobState::Paused;
    row.reason = {.code = record.complete ? ReasonCode::Finished : ReasonCode::NotRunning};
    row.mode = simple ? DownloadMode::Simple : DownloadMode::HttpOnly;
    if (simple)
        row.modeReason = record.proof == ProofKind::None ? ModeReason::NothingToProveWith : ModeReason::NoMetadata;
    row.priority = record.foreground ? Priority::Foreground : Priority::Background;
    row.proof = proofName(record.proof);
    row.fileSizeKnown = record.sizeKnown;
    row.fileSize = record.sizeKnown ? record.geometry.contentLength() : Bytes{};
    row.fileSizeInCache = durableBytes;
    row.fromLanPeers = c.fromLanPeers;
    row.fromGroupPeers = c.fromGroupPeers;
    row.fromInternetPeers = c.fromInternetPeers;
    row.fromCacheServer = c.fromCacheServer;
    row.fromHttpOrigin = c.fromHttpOrigin;
    row.wasted = c.wasted;
    row.toLanPeers = c.toLanPeers;
    row.toGroupPeers = c.toGroupPeers;
    row.toInternetPeers = c.toInternetPeers;
    row.downloadDuration = record.downloadDuration;
    row.createdAt = record.createdAt;
    row.expireOn = record.plannedExpiry;
    row.pinned = record.pinned;
    return row;
}

JobRow rowOf(const ContentRecord &record)
{
    return rowOf(record, durableBytes(record));
}

} // namespace freshet
