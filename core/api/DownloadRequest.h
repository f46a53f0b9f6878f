// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/JobState.h"
#include "core/base/Digest.h"
#include "core/base/PeerAddress.h"
#include "core/base/UniqueFd.h"
#include "core/base/Units.h"

#include <QByteArray>
#include <QString>
#include <QUrl>

#include <cstdint>
#include <memory>
#include <optional>
#include <variant>
#include <vector>

namespace freshet {

/// A content by its URL: no metadata. Proven by the caller's digest or a piece hash file, if given.
struct ContentUrl {
    QUrl url;
    QByteArray pieceHashFile; ///< the JSON of the original's piece hash file; empty: none
};
/// Content metadata that the user already holds: authorises itself (DESIGN section 2, case c).
struct LocalMetadata {
    QByteArray file;
    QString displayPath;
};
/// Content metadata to be fetched. Authorised by HTTPS, or by the ContentId in the request.
struct MetadataUrl {
    QUrl url;
};

/// A part of a content, as in HTTP: both ends are included, and without an end it goes to the content's.
struct RequestedRange {
    Bytes first;
    std::optional<Bytes> last;
    bool operator==(const RequestedRange &) const = default;
};
inline constexpr std::size_t maximumRanges = 256;

/// One request to obtain a content, or parts of it, into a destination.
struct DownloadRequest {
    std::variant<ContentUrl, LocalMetadata, MetadataUrl> subject;
    std::optional<ContentId> contentId;      ///< what the metadata must be
    std::optional<Sha256Digest> wholeDigest; ///< enforced over the whole content, whatever else proves it
    /// Empty: the whole. Else the destination gets exactly these bytes, one range behind the other in this order. Only for contents
    /// whose pieces can be proven.
    std::vector<RequestedRange> ranges;
    /// Where it goes: a name below a directory that the caller opened; the engine never resolves a caller's path.
    UniqueFd directory;
    QString fileName;
    QString displayPath;
    Priority priority = Priority::Foreground;
    std::optional<std::uint32_t> connectionsPerSource; ///< unset: as the engine is set
    std::vector<PeerAddress> peers{};                  ///< that may have the content: hints of the user
    std::vector<QUrl> trackers{};                      ///< to ask for peers (BEP 3)
    bool useHttp = true;                               ///< false: peers alone
    QString caller; ///< the program that asks ("PredefinedCallerApplication" of the original)
};

/// Memory that the metadata or the piece hash file of a request takes.
inline Bytes subjectSize(const DownloadRequest &request)
{
    const auto *local = std::get_if<LocalMetadata>(&request.subject);
    const auto *content = std::get_if<ContentUrl>(&request.subject);
    return Bytes{static_cast<std::uint64_t>(local ? local->file.size() : content ? content->pieceHashFile.size() : 0)};
}

} // namespace freshet
