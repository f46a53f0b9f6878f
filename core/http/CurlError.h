// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Error.h"

#include <QUrl>

#include <curl/curl.h>

namespace freshet {

/// What is known about a transfer that curl gave up.
struct CurlFailure {
    CURLcode code = CURLE_OK;
    QString text{}; ///< curl's own words
    bool usedProxy = false;
    long proxyStatus = 0; ///< of the CONNECT request; 0: none was answered
};

/// `code` must not be CURLE_OK.
Error errorFromCurl(const CurlFailure &failure, const QUrl &url);

} // namespace freshet
