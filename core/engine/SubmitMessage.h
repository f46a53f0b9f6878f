// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/DownloadRequest.h"
#include "core/base/Error.h"

#include <QJsonObject>

#include <vector>

namespace freshet {

/// A DownloadRequest as it travels: facts as JSON; the destination's directory, and what is larger than a message, as descriptors.
struct SubmitMessage {
    QJsonObject params;
    std::vector<UniqueFd> descriptors; ///< the directory; then metadata or a piece hash file as sealed memory
};

/// Errors: disk codes, when there is no memory to put the metadata into.
Result<SubmitMessage> encodeSubmit(DownloadRequest request);

/// How many descriptors come with these params.
std::size_t announcedDescriptors(const QJsonObject &params);

/// Believes nothing: names, lengths, digests, the URL policy and the kinds of the descriptors are checked. Errors:
/// InvalidArgument, UrlRefused.
Result<DownloadRequest> decodeSubmit(const QJsonObject &params, std::vector<UniqueFd> descriptors);

} // namespace freshet
