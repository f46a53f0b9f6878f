// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cloud/SentFields.h"

#include <QtGlobal>

#include <algorithm>
#include <array>

namespace freshet {

using namespace Qt::StringLiterals;

namespace {

constexpr std::array fields{
    SentField{"geo"_L1, "profile"_L1, QT_TRANSLATE_NOOP("freshetctl", "kind of device: always PC")},
    SentField{"geo"_L1, "doClientVersion"_L1, QT_TRANSLATE_NOOP("freshetctl", "version of Freshet")},
    SentField{"geo"_L1, "groupId"_L1,
              QT_TRANSLATE_NOOP("freshetctl", "the group that is set: it may have services of its own")},
    SentField{"keyvalue"_L1, "profile"_L1, QT_TRANSLATE_NOOP("freshetctl", "kind of device: always PC")},
    SentField{"keyvalue"_L1, "doClientVersion"_L1, QT_TRANSLATE_NOOP("freshetctl", "version of Freshet")},
    SentField{"keyvalue"_L1, "countryCode"_L1,
              QT_TRANSLATE_NOOP("freshetctl", "what geo answered: services may differ by country")},
    SentField{"contentpolicy"_L1, "profile"_L1, QT_TRANSLATE_NOOP("freshetctl", "kind of device: always PC")},
    SentField{"contentpolicy"_L1, "doClientVersion"_L1, QT_TRANSLATE_NOOP("freshetctl", "version of Freshet")},
    SentField{"contentpolicy"_L1, "countryCode"_L1, QT_TRANSLATE_NOOP("freshetctl", "what geo answered")},
    SentField{"contentpolicy"_L1, "contentId"_L1,
              QT_TRANSLATE_NOOP("freshetctl", "which content is wanted, if its id is known")},
    SentField{"contentpolicy"_L1, "altCatalogId"_L1,
              QT_TRANSLATE_NOOP("freshetctl", "else its URL, without user, query and fragment")},
    SentField{"contentpolicy"_L1, "nonce"_L1,
              QT_TRANSLATE_NOOP("freshetctl", "chance, so that an old answer cannot be played again")},
    SentField{"discovery"_L1, "profile"_L1, QT_TRANSLATE_NOOP("freshetctl", "kind of device: always PC")},
    SentField{"discovery"_L1, "doClientVersion"_L1, QT_TRANSLATE_NOOP("freshetctl", "version of Freshet")},
    SentField{"discovery"_L1, "contentId"_L1, QT_TRANSLATE_NOOP("freshetctl", "which content is wanted or offered")},
    SentField{"array"_L1, "profile"_L1, QT_TRANSLATE_NOOP("freshetctl", "kind of device: always PC")},
    SentField{"array"_L1, "doClientVersion"_L1, QT_TRANSLATE_NOOP("freshetctl", "version of Freshet")},
    SentField{"array"_L1, "contentId"_L1, QT_TRANSLATE_NOOP("freshetctl", "which content is wanted or offered")},
    SentField{"array"_L1, "peerId"_L1,
              QT_TRANSLATE_NOOP("freshetctl", "chance, new with every start: so that nobody is told of itself")},
    SentField{"array"_L1, "reportedIp"_L1,
              QT_TRANSLATE_NOOP("freshetctl", "private address: told to peers behind the same public one alone")},
    SentField{"array"_L1, "port"_L1, QT_TRANSLATE_NOOP("freshetctl", "where peers can connect")},
    SentField{"array"_L1, "scope"_L1,
              QT_TRANSLATE_NOOP("freshetctl", "the download mode: who may be told of this machine")},
    SentField{"array"_L1, "groupId"_L1, QT_TRANSLATE_NOOP("freshetctl", "the group to meet, in group mode alone")},
    SentField{"array"_L1, "peersWanted"_L1, QT_TRANSLATE_NOOP("freshetctl", "how many addresses are wanted")},
    SentField{"array"_L1, "uploaded"_L1,
              QT_TRANSLATE_NOOP("freshetctl", "bytes of this content given to peers since the start")},
    SentField{"array"_L1, "downloaded"_L1,
              QT_TRANSLATE_NOOP("freshetctl", "bytes of this content from peers since the start")},
    SentField{"array"_L1, "left"_L1,
              QT_TRANSLATE_NOOP("freshetctl", "bytes that are missing: who has all helps those who do not")},
    SentField{"array"_L1, "event"_L1, QT_TRANSLATE_NOOP("freshetctl", "that this machine leaves")},
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
