// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/DownloadRequest.h"

#include <QString>

namespace freshet::ui {

/// What is the same for everything that is added together.
struct AddOptions {
    QString directory; ///< where it goes
    Priority priority = Priority::Foreground;
    QString
        digest; ///< 64 hex digits: the SHA-256 that a URL's content, or the ContentId that metadata, must have; empty: none
};

/// A request for what somebody typed, pasted or dropped: the URL of a content, the URL or the path of content metadata (ending in .torrent). An existing file is
/// never replaced: the name gets a number. Errors: UrlRefused, NotARegularFile, FileNotFound, FileUnreadable, MetaTooLarge, InvalidArgument, disk codes for the
/// directory. Reads the file and opens the directory, so it takes what the disk takes.
Result<DownloadRequest> makeRequest(const QString &what, const AddOptions &options);

} // namespace freshet::ui
