// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/api/SentFields.h"

#include <algorithm>
#include <array>

namespace freshet {

using namespace Qt::StringLiterals;

namespace {

constexpr std::array fields{
    SentField{"geo"_L1, "profile"_L1},
    SentField{"geo"_L1, "doClientVersion"_L1},
    SentField{"geo"_L1, "groupId"_L1},
    SentField{"keyvalue"_L1, "profile"_L1},
    SentField{"keyvalue"_L1, "doClientVersion"_L1},
    SentField{"keyvalue"_L1, "countryCode"_L1},
    SentField{"contentpolicy"_L1, "profile"_L1},
    SentField{"contentpolicy"_L1, "doClientVersion"_L1},
    SentField{"contentpolicy"_L1, "countryCode"_L1},
    SentField{"contentpolicy"_L1, "contentId"_L1},
    SentField{"contentpolicy"_L1, "altCatalogId"_L1},
    SentField{"contentpolicy"_L1, "nonce"_L1},
    SentField{"discovery"_L1, "profile"_L1},
    SentField{"discovery"_L1, "doClientVersion"_L1},
    SentField{"discovery"_L1, "contentId"_L1},
    SentField{"array"_L1, "profile"_L1},
    SentField{"array"_L1, "doClientVersion"_L1},
    SentField{"array"_L1, "contentId"_L1},
    SentField{"array"_L1, "peerId"_L1},
    SentField{"array"_L1, "reportedIp"_L1},
    SentField{"array"_L1, "port"_L1},
    SentField{"array"_L1, "scope"_L1},
    SentField{"array"_L1, "groupId"_L1},
    SentField{"array"_L1, "peersWanted"_L1},
    SentField{"array"_L1, "uploaded"_L1},
    SentField{"array"_L1, "downloaded"_L1},
    SentField{"array"_L1, "downloadedCdn"_L1},
    SentField{"array"_L1, "left"_L1},
    SentField{"array"_L1, "uploadedBps"_L1},
    SentField{"array"_L1, "downloadBps"_L1},
    SentField{"array"_L1, "isBackground"_L1},
    SentField{"array"_L1, "event"_L1},
};

} // namespace

std::span<const SentField> sentFields()
{
    return fields;
}

bool isSent(QLatin1StringView service, const QString &field)
{
    return std::ranges::any_of(fields, [&](const SentField &f) { return f.service == service && field == f.field; });
}

} // namespace freshet
