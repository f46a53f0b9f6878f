// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/StoreTypes.h"

#include <algorithm>

namespace freshet {

namespace {

constexpr QLatin1StringView requestPrefix("r-");

} // namespace

StorageKey StorageKey::forRoot(const PiecesRoot &root)
{
    StorageKey key;
    key.kind = Kind::Root;
    std::ranges::copy(root.bytes(), key.digest.writable().begin());
    return key;
}

QString StorageKey::fileName() const
{
    const QString hex = QString::fromStdString(digest.hex());
    return kind == Kind::Request ? requestPrefix + hex : hex;
}

std::optional<StorageKey> StorageKey::fromFileName(const QString &name)
{
    StorageKey key;
    QStringView hex = name;
    if (name.startsWith(requestPrefix)) {
        key.kind = Kind::Request;
        hex = hex.mid(requestPrefix.size());
    }
    const auto digest = Sha256Digest::fromHex(hex.toString().toStdString());
    if (!digest || QString::fromStdString(digest->hex()) != hex)
        return std::nullopt;
    key.digest = *digest;
    return key;
}

ByteCounters &ByteCounters::operator+=(const ByteCounters &other)
{
    fromLanPeers += other.fromLanPeers;
    fromGroupPeers += other.fromGroupPeers;
    fromInternetPeers += other.fromInternetPeers;
    fromCacheServer += other.fromCacheServer;
    fromHttpOrigin += other.fromHttpOrigin;
    wasted += other.wasted;
    toLanPeers += other.toLanPeers;
    toGroupPeers += other.toGroupPeers;
    toInternetPeers += other.toInternetPeers;
    return *this;
}

} // namespace freshet
