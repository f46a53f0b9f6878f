// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/text/StateText.h"

#include "ui/text/Amounts.h"
#include "ui/text/ErrorText.h"
#include "ui/text/LimitText.h"

#include <QCoreApplication>

namespace freshet::text {

namespace {

QString tr(const char *source)
{
    return QCoreApplication::translate("freshet::text", source);
}

QString withLimit(const QString &sentence, Limit limit)
{
    return limit == Limit::None ? sentence : sentence + QLatin1Char(' ') + limitedBy(limit);
}

} // namespace

QString stateLabel(JobState state)
{
    switch (state) {
    case JobState::Queued:
        return tr("Queued");
    case JobState::Resolving:
        return tr("Resolving");
    case JobState::Downloading:
        return tr("Downloading");
    case JobState::Verifying:
        return tr("Verifying");
    case JobState::Complete:
        return tr("Complete");
    case JobState::Caching:
        return tr("Caching");
    case JobState::Paused:
        return tr("Paused");
    case JobState::Failed:
        return tr("Failed");
    }
    return {};
}

QString reason(const JobRow &row, MonotonicTime now)
{
    const StateReason &r = row.reason;
    switch (r.code) {
    case ReasonCode::None:
        return {};
    case ReasonCode::WaitingForSlot:
        return tr("Waiting until another job ends.");
    case ReasonCode::WaitingForSameContent:
        return tr("Another job is obtaining the same content; this one gets it from the cache then.");
    case ReasonCode::FetchingMetadata:
        return tr("Fetching the content metadata.");
    case ReasonCode::ContactingSource:
        return tr("Contacting the source.");
    case ReasonCode::CheckingCache:
        return tr("Looking at what the cache already has.");
    case ReasonCode::ReceivingFromHttp:
        return withLimit(tr("Receiving from the HTTP origin."), row.limitedBy);
    case ReasonCode::ReceivingFromCacheServer:
        return withLimit(tr("Receiving from the cache server."), row.limitedBy);
    case ReasonCode::ReceivingFromPeers:
        return withLimit(tr("Receiving from peers."), row.limitedBy);
    case ReasonCode::ReceivingFromBoth:
        return withLimit(tr("Receiving from peers and from HTTP."), row.limitedBy);
    case ReasonCode::WaitingForPeers:
        if (r.retryAt && *r.retryAt > now)
            return tr("Waiting for peers; HTTP is asked as well in %1, as set.")
                .arg(duration(std::chrono::ceil<std::chrono::seconds>(*r.retryAt - now)));
        return tr("Waiting for peers: others nearby are fetching what is missing, or nobody who is connected has it.");
    case ReasonCode::ServingPeers:
        return tr("Proven and handed over; it stays in the cache and is offered to peers.");
    case ReasonCode::WaitingForRetry: {
        const QString why = r.error ? sentence(r.error->code) : QString();
        const auto wait = r.retryAt && *r.retryAt > now ? std::chrono::ceil<std::chrono::seconds>(*r.retryAt - now)
                                                        : std::chrono::seconds{0};
        return tr("%1 Tried again in %2.").arg(why, duration(wait)).trimmed();
    }
    case ReasonCode::WaitingForCacheServer: {
        const QString why = r.error ? sentence(r.error->code) : QString();
        const auto wait = r.retryAt && *r.retryAt > now ? std::chrono::ceil<std::chrono::seconds>(*r.retryAt - now)
                                                        : std::chrono::seconds{0};
        return tr("The cache server does not serve: %1 The HTTP origin is asked in %2.").arg(why, duration(wait));
    }
    case ReasonCode::PausedForDisk: {
        QString text = r.error ? sentence(r.error->code) : QString();
        if (r.error && r.error->bytesNeeded)
            text += QLatin1Char(' ') + tr("%1 of free space are needed.").arg(bytes(Bytes{*r.error->bytesNeeded}));
        const auto wait = r.retryAt && *r.retryAt > now ? std::chrono::ceil<std::chrono::seconds>(*r.retryAt - now)
                                                        : std::chrono::seconds{0};
        return tr("%1 Everything received is kept; it goes on by itself. Looked at again in %2.")
            .arg(text, duration(wait))
            .trimmed();
    }
    case ReasonCode::WaitingForDisk:
        return tr("Waiting for the disk, which is slower than the network.");
    case ReasonCode::SyncingToDisk:
        return tr("Making sure that everything is on the disk.");
    case ReasonCode::HandingOver:
        return tr("Bringing the content to its destination.");
    case ReasonCode::PausedByUser:
        return tr("Paused; everything verified is kept. Resume it to go on.");
    case ReasonCode::PausedByLimit:
        return tr("Paused, because the limit for such downloads is 0. Everything verified is kept; it goes on by "
                  "itself when the "
                  "limit is raised or removed.");
    case ReasonCode::NotRunning:
        return tr("Not finished, and nothing works on it. Run its download again to go on.");
    case ReasonCode::Finished:
        return tr("Proven and handed over; it stays in the cache.");
    case ReasonCode::Error:
        return r.error ? sentence(r.error->code) + QLatin1Char(' ') + next(*r.error) : QString();
    }
    return {};
}

QString modeReason(ModeReason reason)
{
    switch (reason) {
    case ModeReason::None:
        return {};
    case ModeReason::NoMetadata:
        return tr("Simple mode: there is no content metadata, so only the whole file can be proven and peers are off.");
    case ModeReason::MetadataNotAuthorised:
        if (isWindowed())
            return tr("Peers are off: the content metadata came over plain HTTP. Add it again with its ContentId to "
                      "authorise it.");
        return tr("Peers are off: the content metadata came over plain HTTP. Give its ContentId with --content-id to "
                  "authorise it.");
    case ModeReason::NothingToProveWith:
        if (isWindowed())
            return tr("Not proven: there is neither content metadata nor a SHA-256, so the bytes are as the server "
                      "sent them. Add it with its SHA-256 to have them proven.");
        return tr(
            "Not proven: there is neither content metadata nor a SHA-256, so the bytes are as the server sent them. "
            "Give --sha256 to have them proven.");
    case ModeReason::UnknownToServices:
        return tr("Simple mode: the services do not know this content, so it comes over HTTP alone.");
    case ModeReason::ServicesUnreachable:
        return tr("Simple mode: the services do not answer, so nobody vouches for the content and it comes over HTTP "
                  "alone.");
    case ModeReason::PolicyRefused:
        return tr("Simple mode: what the services say of this content cannot be trusted, so it comes over HTTP alone.");
    case ModeReason::MetadataMismatch:
        return tr("Simple mode: the content metadata is not what the services promised, so it comes over HTTP alone.");
    case ModeReason::PeersNotAllowed:
        return tr("Peers are off: the services allow none for this content in the download mode that is set.");
    }
    return {};
}

} // namespace freshet::text
