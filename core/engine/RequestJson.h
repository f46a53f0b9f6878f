// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/DownloadRequest.h"
#include "core/base/Error.h"

#include <QByteArray>
#include <QJsonObject>

namespace freshet {

/// The facts of a request as JSON, in the words of `submit` (README.md): everything but the destination's directory, which is a
/// descriptor, and the subject's bytes.
QJsonObject requestToJson(const DownloadRequest &request);
/// Bytes that were given with the request: metadata or a piece hash file; empty: none.
QByteArray subjectBytes(const DownloadRequest &request);
/// Whether a request of this kind comes with bytes.
bool hasSubjectBytes(const QJsonObject &json);

/// The way back, without the directory. Believes nothing: names, lengths, digests and the URL policy are checked. Errors:
/// InvalidArgument, UrlRefused.
Result<DownloadRequest> requestFromJson(const QJsonObject &json, const QByteArray &subject);

} // namespace freshet
