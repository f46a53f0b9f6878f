// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/text/ServiceText.h"

#include "ui/text/Amounts.h"
#include "ui/text/ErrorText.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>

namespace freshet::text {

using namespace Qt::StringLiterals;

namespace {

QString tr(const char *source, const char *comment = nullptr, int count = -1)
{
    return QCoreApplication::translate("freshet::text", source, comment, count);
}

struct Words {
    QLatin1StringView name;
    const char *title;
    const char *purpose;
    const char *notAsked;
};

constexpr std::array services{
    Words{"geo"_L1, QT_TRANSLATE_NOOP("freshet::text", "Geo"),
          QT_TRANSLATE_NOOP("freshet::text", "Says which services are near."),
          QT_TRANSLATE_NOOP("freshet::text", "Not asked yet: it is asked before the first transfer.")},
    Words{"keyvalue"_L1, QT_TRANSLATE_NOOP("freshet::text", "Key-value"),
          QT_TRANSLATE_NOOP("freshet::text", "Says where the other services are."),
          QT_TRANSLATE_NOOP("freshet::text", "Not asked yet: it is asked before the first transfer.")},
    Words{"contentpolicy"_L1, QT_TRANSLATE_NOOP("freshet::text", "Content policy"),
          QT_TRANSLATE_NOOP("freshet::text", "Vouches for contents and says whether peers may have them."),
          QT_TRANSLATE_NOOP("freshet::text", "Not asked yet: it is asked when a transfer begins.")},
    Words{"discovery"_L1, QT_TRANSLATE_NOOP("freshet::text", "Discovery"),
          QT_TRANSLATE_NOOP("freshet::text", "Says which array is responsible for a content."),
          QT_TRANSLATE_NOOP("freshet::text", "Not asked yet: it is asked when a content can be shared with peers.")},
    Words{"array"_L1, QT_TRANSLATE_NOOP("freshet::text", "Array"),
          QT_TRANSLATE_NOOP("freshet::text", "Tells machines that have the same content of each other."),
          QT_TRANSLATE_NOOP("freshet::text", "Not asked yet: it is asked when a content can be shared with peers.")},
};

struct Reason {
    QLatin1StringView service;
    QLatin1StringView field;
    const char *why;
};

constexpr std::array reasons{
    Reason{"geo"_L1, "profile"_L1, QT_TRANSLATE_NOOP("freshet::text", "kind of device: always PC")},
    Reason{"geo"_L1, "doClientVersion"_L1, QT_TRANSLATE_NOOP("freshet::text", "version of Freshet")},
    Reason{"geo"_L1, "groupId"_L1,
           QT_TRANSLATE_NOOP("freshet::text", "the group that is set: it may have services of its own")},
    Reason{"keyvalue"_L1, "profile"_L1, QT_TRANSLATE_NOOP("freshet::text", "kind of device: always PC")},
    Reason{"keyvalue"_L1, "doClientVersion"_L1, QT_TRANSLATE_NOOP("freshet::text", "version of Freshet")},
    Reason{"keyvalue"_L1, "countryCode"_L1,
           QT_TRANSLATE_NOOP("freshet::text", "what geo answered: services may differ by country")},
    Reason{"contentpolicy"_L1, "profile"_L1, QT_TRANSLATE_NOOP("freshet::text", "kind of device: always PC")},
    Reason{"contentpolicy"_L1, "doClientVersion"_L1, QT_TRANSLATE_NOOP("freshet::text", "version of Freshet")},
    Reason{"contentpolicy"_L1, "countryCode"_L1, QT_TRANSLATE_NOOP("freshet::text", "what geo answered")},
    Reason{"contentpolicy"_L1, "contentId"_L1,
           QT_TRANSLATE_NOOP("freshet::text", "which content is wanted, if its id is known")},
    Reason{"contentpolicy"_L1, "altCatalogId"_L1,
           QT_TRANSLATE_NOOP("freshet::text", "else its URL, without user, query and fragment")},
    Reason{"contentpolicy"_L1, "nonce"_L1,
           QT_TRANSLATE_NOOP("freshet::text", "chance, so that an old answer cannot be played again")},
    Reason{"discovery"_L1, "profile"_L1, QT_TRANSLATE_NOOP("freshet::text", "kind of device: always PC")},
    Reason{"discovery"_L1, "doClientVersion"_L1, QT_TRANSLATE_NOOP("freshet::text", "version of Freshet")},
    Reason{"discovery"_L1, "contentId"_L1, QT_TRANSLATE_NOOP("freshet::text", "which content is wanted or offered")},
    Reason{"array"_L1, "profile"_L1, QT_TRANSLATE_NOOP("freshet::text", "kind of device: always PC")},
    Reason{"array"_L1, "doClientVersion"_L1, QT_TRANSLATE_NOOP("freshet::text", "version of Freshet")},
    Reason{"array"_L1, "contentId"_L1, QT_TRANSLATE_NOOP("freshet::text", "which content is wanted or offered")},
    Reason{"array"_L1, "peerId"_L1,
           QT_TRANSLATE_NOOP("freshet::text", "chance, new with every start: so that nobody is told of itself")},
    Reason{"array"_L1, "reportedIp"_L1,
           QT_TRANSLATE_NOOP("freshet::text", "private address: told to peers behind the same public one alone")},
    Reason{"array"_L1, "port"_L1, QT_TRANSLATE_NOOP("freshet::text", "where peers can connect")},
    Reason{"array"_L1, "scope"_L1,
           QT_TRANSLATE_NOOP("freshet::text", "the download mode: who may be told of this machine")},
    Reason{"array"_L1, "groupId"_L1, QT_TRANSLATE_NOOP("freshet::text", "the group to meet, in group mode alone")},
    Reason{"array"_L1, "peersWanted"_L1, QT_TRANSLATE_NOOP("freshet::text", "how many addresses are wanted")},
    Reason{"array"_L1, "uploaded"_L1,
           QT_TRANSLATE_NOOP("freshet::text", "bytes of this content given to peers since the start")},
    Reason{"array"_L1, "downloaded"_L1,
           QT_TRANSLATE_NOOP("freshet::text", "bytes of this content from peers since the start")},
    Reason{"array"_L1, "downloadedCdn"_L1,
           QT_TRANSLATE_NOOP("freshet::text", "bytes of this content over HTTP since the start")},
    Reason{"array"_L1, "uploadedBps"_L1,
           QT_TRANSLATE_NOOP("freshet::text", "how fast it is given to peers, in bytes per second")},
    Reason{"array"_L1, "downloadBps"_L1, QT_TRANSLATE_NOOP("freshet::text", "how fast it comes, in bytes per second")},
    Reason{"array"_L1, "isBackground"_L1, QT_TRANSLATE_NOOP("freshet::text", "whether somebody waits for it")},
    Reason{"array"_L1, "left"_L1,
           QT_TRANSLATE_NOOP("freshet::text", "bytes that are missing: who has all helps those who do not")},
    Reason{"array"_L1, "event"_L1, QT_TRANSLATE_NOOP("freshet::text", "that this machine leaves")},
};

const Words *wordsOf(const QString &name)
{
    const auto known = std::ranges::find_if(services, [&](const Words &words) { return name == words.name; });
    return known == services.end() ? nullptr : &*known;
}

} // namespace

QString serviceTitle(const QString &name)
{
    const Words *words = wordsOf(name);
    return words ? tr(words->title) : name;
}

QString servicePurpose(const QString &name)
{
    const Words *words = wordsOf(name);
    return words ? tr(words->purpose) : QString();
}

ServiceHealth serviceHealth(const ServiceRow &row)
{
    if (row.error)
        return row.answeredAt ? ServiceHealth::Stale : ServiceHealth::Fails;
    return row.answeredAt ? ServiceHealth::Answers : ServiceHealth::NotAsked;
}

QString serviceStateLabel(const ServiceRow &row)
{
    switch (serviceHealth(row)) {
    case ServiceHealth::NotAsked:
        return tr("Not asked yet");
    case ServiceHealth::Answers:
        return tr("Answers");
    case ServiceHealth::Stale:
        return tr("Answered before");
    case ServiceHealth::Fails:
        return tr("Does not answer");
    }
    return {};
}

QString serviceState(const ServiceRow &row, MonotonicTime now)
{
    if (!row.error) {
        if (!row.answeredAt)
            return wordsOf(row.name) ? tr(wordsOf(row.name)->notAsked) : QString();
        if (row.freshUntil && *row.freshUntil > now)
            return tr("What it said is used for another %1.")
                .arg(duration(std::chrono::ceil<std::chrono::seconds>(*row.freshUntil - now)));
        return tr("What it said is out of date: it is asked again when it is needed.");
    }
    QString state = sentence(row.error->code);
    if (!row.error->detail.isEmpty())
        state += u" (%1)"_s.arg(isolated(row.error->detail));
    if (row.failures > 1)
        state += u' ' + tr("%n time(s) in a row.", nullptr, row.failures);
    if (row.answeredAt)
        state += u' ' + tr("What it said before still counts.");
    if (row.error->next != NextStep::RetryLater)
        state += u' ' + next(*row.error);
    if (row.retryAt && *row.retryAt > now)
        state += u' '
                 + tr("Tried again in %1 at the earliest.")
                       .arg(duration(std::chrono::ceil<std::chrono::seconds>(*row.retryAt - now)));
    return state;
}

QString servicesTrust(const QString &trust)
{
    if (trust == "system"_L1)
        return tr("the authorities of the system");
    return trust == "authority"_L1 ? tr("the authority that was given") : trust;
}

QString certificateText(const ServiceCertificate &certificate, WallTime now)
{
    using namespace std::chrono;
    const QString whose = tr("%1, vouched for by %2").arg(isolated(certificate.subject), isolated(certificate.issuer));
    if (certificate.expires <= now)
        return tr("%1: expired on %2.").arg(whose, dateTime(certificate.expires));
    if (certificate.validFrom > now)
        return tr("%1: not valid before %2.").arg(whose, dateTime(certificate.validFrom));
    const auto days = floor<std::chrono::days>(certificate.expires - now).count();
    return tr("%1: valid until %2, for another %n day(s).", nullptr, static_cast<int>(days))
        .arg(whose, dateTime(certificate.expires));
}

QString sentFieldReason(QAnyStringView service, const QString &field)
{
    const auto known = std::ranges::find_if(
        reasons, [&](const Reason &reason) { return reason.service == service && field == reason.field; });
    return known == reasons.end() ? QString() : tr(known->why);
}

} // namespace freshet::text
