// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Units.h"

#include <QJsonObject>
#include <QString>

#include <cstdint>
#include <optional>
#include <vector>

namespace freshet {

/// What may hold transfers back by our own wish.
enum class Limit {
    None,
    Job,             ///< the job's own
    Download,        ///< all downloads together
    Foreground,      ///< downloads of foreground jobs
    Background,      ///< downloads of background jobs
    ForegroundFirst, ///< foreground jobs use the limit of all downloads, and go before
    Upload,          ///< to peers of all classes
    UploadGroup,     ///< to group peers
    UploadInternet,  ///< to internet peers
};

/// One limit and what it does.
struct LimitRow {
    Limit limit = Limit::None;
    std::optional<BytesPerSecond>
        rate;                ///< in force: the lower one of the absolute and the percent limit; none: no limit
    bool isShare = false;    ///< the percent limit is the lower one
    BytesPerSecond achieved; ///< of what it limits, a mean over the last two seconds
    bool isLimiting = false; ///< held something back within the last second

    bool operator==(const LimitRow &) const = default;
};

/// What limits do at the moment. Rates are of payload: what contents weigh, without what protocols add.
struct LimitsPicture {
    /// What percent limits refer to: the line beyond the LAN as far as it has been seen; none: not enough has passed yet.
    std::optional<BytesPerSecond> measuredDown;
    std::optional<BytesPerSecond> measuredUp;
    bool alternative = false; ///< the alternative limits are on
    /// Download, Foreground, Background, Upload, UploadGroup, UploadInternet.
    std::vector<LimitRow> rows;
    /// The first thing that holds downloads, or uploads, back; None: nothing of ours does.
    Limit downLimitedBy = Limit::None;
    Limit upLimitedBy = Limit::None;

    bool operator==(const LimitsPicture &) const = default;
};

/// "NONE", "JOB", "DOWNLOAD", "FOREGROUND", …
QString limitName(Limit limit);
/// Field names and units: README.
QJsonObject toJson(const LimitsPicture &limits);
LimitsPicture limitsFromJson(const QJsonObject &json);

} // namespace freshet
