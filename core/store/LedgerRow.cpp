// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/LedgerRow.h"

#include "core/store/PieceBitmap.h"

#include <QVariant>

namespace freshet {

namespace {

/// No content of this many pieces is believable; a corrupt row must not ask for the memory.
constexpr std::uint64_t maximumPieces = 1ULL << 26;

template <typename D>
QVariant fromDigest(const D &digest)
{
    return QByteArray(reinterpret_cast<const char *>(digest.bytes().data()), static_cast<qsizetype>(D::size));
}

template <typename D>
QVariant fromDigest(const std::optional<D> &digest)
{
    return digest ? fromDigest(*digest) : QVariant(QMetaType::fromType<QByteArray>());
}

template <typename D>
std::optional<D> toDigest(const QVariant &value)
{
    const QByteArray bytes = value.toByteArray();
    return D::fromBytes(std::as_bytes(std::span(bytes.constData(), static_cast<std::size_t>(bytes.size()))));
}

QVariant fromTime(const std::optional<WallTime> &time)
{
    return time ? QVariant(static_cast<qlonglong>(time->time_since_epoch().count()))
                : QVariant(QMetaType::fromType<qlonglong>());
}

std::optional<WallTime> toTime(const QVariant &value)
{
    return value.isNull() ? std::nullopt : std::optional(WallTime{std::chrono::milliseconds{value.toLongLong()}});
}

/// An empty text is a text; only a missing value is NULL.
QVariant fromText(const QString &text)
{
    return text.isNull() ? QStringLiteral("") : text;
}

QVariant fromBytes(Bytes b)
{
    return static_cast<qlonglong>(b.value());
}

Bytes toBytes(const QVariant &value)
{
    return Bytes{static_cast<std::uint64_t>(value.toLongLong())};
}

} // namespace

const char *const ledgerColumns =
    "storage_key, content_id, name, source_url, content_length, piece_length, size_known, proof,"
    " whole_digest, metainfo, validator, foreground, created_at,"
    " bitmap, generation, complete, completed_at, expire_on, pinned, download_ms,"
    " from_lan, from_group, from_internet, from_cache_server, from_origin, wasted, to_lan, to_group, to_internet,"
    " file_device, file_inode, file_size, file_mtime_ns, file_ctime_ns, dirty_boot, trust, prefix_digest, last_used";

std::optional<LedgerRow> rowFromQuery(const QSqlQuery &query)
{
    int column = 0;
    const auto next = [&] { return query.value(column++); };
    LedgerRow row;
    ContentRecord &r = row.record;

    const auto key = StorageKey::fromFileName(next().toString());
    if (!key)
        return std::nullopt;
    r.key = *key;
    r.contentId = toDigest<ContentId>(next());
    r.name = next().toString();
    r.sourceUrl = next().toString();
    const qlonglong length = next().toLongLong();
    const qlonglong pieceLength = next().toLongLong();
    if (length < 0 || pieceLength <= 0 || !Geometry::isLegalPieceLength(Bytes{static_cast<std::uint64_t>(pieceLength)})
        || static_cast<std::uint64_t>(length) / static_cast<std::uint64_t>(pieceLength) >= maximumPieces)
        return std::nullopt;
    r.geometry = Geometry(Bytes{static_cast<std::uint64_t>(length)}, Bytes{static_cast<std::uint64_t>(pieceLength)});
    r.sizeKnown = next().toBool();
    const int proof = next().toInt();
    if (proof < static_cast<int>(ProofKind::Metadata) || proof > static_cast<int>(ProofKind::None))
        return std::nullopt;
    r.proof = static_cast<ProofKind>(proof);
    r.wholeDigest = toDigest<Sha256Digest>(next());
    r.metainfo = next().toByteArray();
    r.validator = next().toByteArray();
    r.foreground = next().toBool();
    r.createdAt = toTime(next()).value_or(WallTime{});

    const QByteArray bitmap = next().toByteArray();
    row.generation = static_cast<std::uint64_t>(next().toLongLong());
    r.complete = next().toBool();
    r.completedAt = toTime(next());
    r.expireOn = toTime(next());
    r.pinned = next().toBool();
    r.downloadDuration = std::chrono::milliseconds{next().toLongLong()};
    for (Bytes *amount : {&r.counters.fromLanPeers, &r.counters.fromGroupPeers, &r.counters.fromInternetPeers,
                          &r.counters.fromCacheServer, &r.counters.fromHttpOrigin, &r.counters.wasted,
                          &r.counters.toLanPeers, &r.counters.toGroupPeers, &r.counters.toInternetPeers})
        *amount = toBytes(next());
    row.stamp.device = static_cast<std::uint64_t>(next().toLongLong());
    row.stamp.inode = static_cast<std::uint64_t>(next().toLongLong());
    row.stamp.size = next().toLongLong();
    row.stamp.mtimeNs = next().toLongLong();
    row.stamp.ctimeNs = next().toLongLong();
    row.dirtyBoot = next().toString();
    row.trust = static_cast<Trust>(std::clamp(next().toInt(), 0, static_cast<int>(Trust::ProveAll)));
    row.prefixDigest = toDigest<Sha256Digest>(next());
    r.lastUsed = toTime(next());

    auto durable = decodePieceBitmap(bitmap, r.geometry.pieceCount(), row.generation);
    if (!durable) {
        durable = PieceSet(r.geometry.pieceCount());
        row.trust = Trust::ProveAll;
    }
    r.durable = std::move(*durable);
    r.complete = r.complete && r.durable.isComplete();
    return row;
}

std::optional<LedgerRow> keepingFactsFromQuery(const QSqlQuery &query)
{
    const auto key = StorageKey::fromFileName(query.value(0).toString());
    const qlonglong length = query.value(1).toLongLong();
    const qlonglong pieceLength = query.value(2).toLongLong();
    if (!key || length < 0 || pieceLength <= 0
        || !Geometry::isLegalPieceLength(Bytes{static_cast<std::uint64_t>(pieceLength)}))
        return std::nullopt;
    LedgerRow row;
    ContentRecord &r = row.record;
    r.key = *key;
    r.geometry = Geometry(Bytes{static_cast<std::uint64_t>(length)}, Bytes{static_cast<std::uint64_t>(pieceLength)});
    r.sizeKnown = query.value(3).toBool();
    r.complete = query.value(4).toBool();
    r.createdAt = toTime(query.value(5)).value_or(WallTime{});
    r.completedAt = toTime(query.value(6));
    r.lastUsed = toTime(query.value(7));
    r.expireOn = toTime(query.value(8));
    r.pinned = query.value(9).toBool();
    row.stamp.size = query.value(10).toLongLong();
    row.stamp.mtimeNs = query.value(11).toLongLong();
    return row;
}

void bindFacts(QSqlQuery &query, const LedgerRow &row)
{
    const ContentRecord &r = row.record;
    query.bindValue(QStringLiteral(":key"), r.key.fileName());
    query.bindValue(QStringLiteral(":content_id"), fromDigest(r.contentId));
    query.bindValue(QStringLiteral(":name"), fromText(r.name));
    query.bindValue(QStringLiteral(":source_url"), fromText(r.sourceUrl));
    query.bindValue(QStringLiteral(":piece_length"), fromBytes(r.geometry.pieceLength()));
    query.bindValue(QStringLiteral(":proof"), static_cast<int>(r.proof));
    query.bindValue(QStringLiteral(":whole_digest"), fromDigest(r.wholeDigest));
    query.bindValue(QStringLiteral(":metainfo"), r.metainfo);
    query.bindValue(QStringLiteral(":validator"), r.validator);
    query.bindValue(QStringLiteral(":foreground"), r.foreground);
    query.bindValue(QStringLiteral(":created_at"), fromTime(r.createdAt));
}

void bindProgress(QSqlQuery &query, const LedgerRow &row)
{
    const ContentRecord &r = row.record;
    query.bindValue(QStringLiteral(":key"), r.key.fileName());
    query.bindValue(QStringLiteral(":content_length"), fromBytes(r.geometry.contentLength()));
    query.bindValue(QStringLiteral(":size_known"), r.sizeKnown);
    query.bindValue(QStringLiteral(":bitmap"), encodePieceBitmap(r.durable, row.generation));
    query.bindValue(QStringLiteral(":generation"), static_cast<qlonglong>(row.generation));
    query.bindValue(QStringLiteral(":complete"), r.complete);
    query.bindValue(QStringLiteral(":completed_at"), fromTime(r.completedAt));
    query.bindValue(QStringLiteral(":expire_on"), fromTime(r.expireOn));
    query.bindValue(QStringLiteral(":pinned"), r.pinned);
    query.bindValue(QStringLiteral(":download_ms"), static_cast<qlonglong>(r.downloadDuration.count()));
    query.bindValue(QStringLiteral(":from_lan"), fromBytes(r.counters.fromLanPeers));
    query.bindValue(QStringLiteral(":from_group"), fromBytes(r.counters.fromGroupPeers));
    query.bindValue(QStringLiteral(":from_internet"), fromBytes(r.counters.fromInternetPeers));
    query.bindValue(QStringLiteral(":from_cache_server"), fromBytes(r.counters.fromCacheServer));
    query.bindValue(QStringLiteral(":from_origin"), fromBytes(r.counters.fromHttpOrigin));
    query.bindValue(QStringLiteral(":wasted"), fromBytes(r.counters.wasted));
    query.bindValue(QStringLiteral(":to_lan"), fromBytes(r.counters.toLanPeers));
    query.bindValue(QStringLiteral(":to_group"), fromBytes(r.counters.toGroupPeers));
    query.bindValue(QStringLiteral(":to_internet"), fromBytes(r.counters.toInternetPeers));
    query.bindValue(QStringLiteral(":file_device"), static_cast<qlonglong>(row.stamp.device));
    query.bindValue(QStringLiteral(":file_inode"), static_cast<qlonglong>(row.stamp.inode));
    query.bindValue(QStringLiteral(":file_size"), static_cast<qlonglong>(row.stamp.size));
    query.bindValue(QStringLiteral(":file_mtime_ns"), static_cast<qlonglong>(row.stamp.mtimeNs));
    query.bindValue(QStringLiteral(":file_ctime_ns"), static_cast<qlonglong>(row.stamp.ctimeNs));
    query.bindValue(QStringLiteral(":dirty_boot"), fromText(row.dirtyBoot));
    query.bindValue(QStringLiteral(":trust"), static_cast<int>(row.trust));
    query.bindValue(QStringLiteral(":prefix_digest"), fromDigest(row.prefixDigest));
    query.bindValue(QStringLiteral(":last_used"), fromTime(r.lastUsed));
}

std::pair<qint64, ByteCounters> totalsFromQuery(const QSqlQuery &query)
{
    const auto amount = [&](int column) { return Bytes{static_cast<std::uint64_t>(query.value(column).toLongLong())}; };
    return {query.value(0).toLongLong(), ByteCounters{amount(1), amount(2), amount(3), amount(4), amount(5), amount(6),
                                                      amount(7), amount(8), amount(9)}};
}

} // namespace freshet
