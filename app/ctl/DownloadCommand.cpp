// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/Arguments.h"
#include "app/ctl/Commands.h"
#include "app/ctl/Console.h"
#include "app/ctl/FileInput.h"
#include "app/ctl/FileOutput.h"
#include "app/ctl/JobReport.h"
#include "app/ctl/PeerArguments.h"
#include "app/ctl/ProgressView.h"
#include "app/ctl/RemoteDownload.h"
#include "app/ctl/StopSignals.h"
#include "core/engine/EngineHost.h"
#include "core/policy/UrlPolicy.h"
#include "core/transfer/RangePlan.h"

#include <QCoreApplication>
#include <QRegularExpression>
#include <QTimer>

namespace freshet::ctl {

using namespace Qt::StringLiterals;

namespace {

constexpr Bytes maximumInput = 64_MiB;

/// What the words on the command line mean: a URL of a metainfo file (its path ends in .torrent), another URL, or a file.
Result<decltype(DownloadRequest::subject)> subjectOf(const QString &what, const Arguments &arguments)
{
    if (what.contains(u"://"_s)) {
        const QUrl url(what, QUrl::StrictMode);
        if (const auto allowed = checkUrl(url); !allowed)
            return std::unexpected(allowed.error());
        if (url.path().endsWith(u".torrent"_s, Qt::CaseInsensitive))
            return MetadataUrl{url};
        ContentUrl content{.url = url, .pieceHashFile = {}};
        if (arguments.isSet(u"piece-hashes"_s)) {
            auto hashes = readSmallFile(arguments.value(u"piece-hashes"_s), maximumInput, ErrorCode::PhfSyntax);
            if (!hashes)
                return std::unexpected(hashes.error());
            content.pieceHashFile = std::move(*hashes);
        }
        return content;
    }
    auto file = readSmallFile(what, maximumInput, ErrorCode::MetaTooLarge);
    if (!file)
        return std::unexpected(file.error());
    return LocalMetadata{.file = std::move(*file), .displayPath = what};
}

std::optional<RequestedRange> parseRange(const QString &text)
{
    static const QRegularExpression form(u"\\A([0-9]{1,18})-([0-9]{0,18})\\z"_s);
    const auto match = form.match(text.trimmed());
    if (!match.hasMatch())
        return std::nullopt;
    RequestedRange range{.first = Bytes{match.captured(1).toULongLong()}, .last = {}};
    if (!match.captured(2).isEmpty())
        range.last = Bytes{match.captured(2).toULongLong()};
    return range;
}

/// Runs the event loop until the job has ended or a signal asks to stop.
class Session final : public QObject {
public:
    Session(EngineHost &host, StopSignals &stop, bool quiet)
        : m_host(host)
        , m_quiet(quiet)
    {
        connect(&host, &EngineHost::snapshotChanged, this, &Session::show);
        connect(&host, &EngineHost::jobEnded, this, [this](JobId ended) {
            if (ended == m_job)
                QCoreApplication::quit();
        });
        connect(&stop, &StopSignals::requested, this, [this] {
            m_interrupted = true;
            QCoreApplication::quit();
        });
    }

    /// Submits the request at `startAt`, or at once, and waits for its end.
    void run(DownloadRequest request, std::optional<WallTime> startAt, const Clock &clock)
    {
        if (startAt && *startAt > clock.wall())
            QTimer::singleShot(*startAt - clock.wall(), Qt::PreciseTimer, this,
                               [this, &request] { m_job = m_host.submit(std::move(request)); });
        else
            m_job = m_host.submit(std::move(request));
        QCoreApplication::exec();
        m_view.clear();
    }
    /// Serves peers until a signal asks to stop.
    void serve() { QCoreApplication::exec(); }
    [[nodiscard]] bool wasInterrupted() const { return m_interrupted; }
    [[nodiscard]] std::optional<JobId> job() const { return m_job; }

private:
    void show()
    {
        const auto snapshot = m_host.snapshot();
        const JobRow *row = m_job ? snapshot->find(*m_job) : nullptr;
        if (row && !row->isFinal() && !m_quiet)
            m_view.show(*row, snapshot->takenAtMonotonic);
    }

    EngineHost &m_host;
    std::optional<JobId> m_job;
    bool m_quiet;
    ProgressView m_view;
    bool m_interrupted = false;
};

void describeOptions(Arguments &arguments)
{
    arguments.positional(u"WHAT"_s,
                         tr("URL of the content, content metadata as a file, or its URL (ending in .torrent)."));
    arguments.option(u"output"_s, tr("Where the content goes; replaced in one step when everything is proven."),
                     u"PATH"_s);
    arguments.option(u"sha256"_s, tr("SHA-256 that the whole content must have."), u"HEX"_s);
    arguments.option(
        u"content-id"_s,
        tr("ContentId that the content metadata must have; authorises metadata that comes over plain HTTP."), u"HEX"_s);
    arguments.option(u"piece-hashes"_s, tr("Prove the pieces of a URL with this piece hash file (JSON)."), u"FILE"_s);
    arguments.option(u"range"_s,
                     tr("Only these bytes, both ends included, as in HTTP; without LAST to the end. May be given "
                        "several times: PATH "
                        "gets exactly these bytes, one range behind the other."),
                     u"FIRST-[LAST]"_s);
    arguments.option(u"foreground"_s, tr("Somebody is waiting for it (default)."));
    arguments.option(u"background"_s, tr("Nobody is waiting for it: foreground jobs go first."));
    arguments.option(u"connections"_s, tr("Requests to one source side by side, 1 to 16 (default: 2)."), u"N"_s);
    arguments.option(u"ca-file"_s, tr("Trust these certificate authorities too (PEM)."), u"FILE"_s);
    describePeerJobOptions(arguments);
    describePeerEngineOptions(arguments);
    arguments.option(u"keep-seeding"_s, tr("Go on serving peers afterwards, until SIGTERM or SIGINT."));
    arguments.option(u"done-file"_s, tr("Make this empty file when the content is complete and handed over."),
                     u"PATH"_s);
    arguments.option(u"start-at"_s, tr("Begin at this time (seconds since 1970, may have a fraction)."),
                     u"UNIX_TIME"_s);
    arguments.option(u"json"_s, tr("Print the finished job as JSON on standard output, and no progress."));
}

} // namespace

int downloadCommand(const QStringList &given)
{
    Arguments arguments(
        u"download"_s,
        tr("Obtains a content into PATH. Whatever interrupts it, the same command goes on where it stopped."),
        u"  freshetctl download app-2.1.pkg.torrent --output app-2.1.pkg\n"
        "  freshetctl download https://updates.example/app-2.1.pkg.torrent --output app-2.1.pkg\n"
        "  freshetctl download https://updates.example/app-2.1.pkg --sha256 9f86d0… --output app-2.1.pkg"_s);
    describeOptions(arguments);
    if (const auto exit = arguments.parse(given, 1, 1))
        return *exit;
    if (!arguments.isSet(u"output"_s))
        return arguments.usageError(tr("Say where the content goes: --output PATH."));
    if (arguments.isSet(u"foreground"_s) && arguments.isSet(u"background"_s))
        return arguments.usageError(tr("--foreground and --background exclude each other."));

    DownloadRequest request;
    request.caller = u"freshetctl"_s;
    request.priority = arguments.isSet(u"background"_s) ? Priority::Background : Priority::Foreground;
    if (arguments.isSet(u"sha256"_s) && !(request.wholeDigest = parseSha256(arguments.value(u"sha256"_s))))
        return arguments.usageError(tr("--sha256 takes 64 hexadecimal digits."));
    if (arguments.isSet(u"content-id"_s)) {
        request.contentId = ContentId::fromHex(arguments.value(u"content-id"_s).trimmed().toStdString());
        if (!request.contentId)
            return arguments.usageError(tr("--content-id takes 64 hexadecimal digits."));
    }
    for (const QString &text : arguments.values(u"range"_s)) {
        const auto range = parseRange(text);
        if (!range)
            return arguments.usageError(
                tr("--range takes FIRST-LAST or FIRST-, positions counted from 0, such as 0-1048575."));
        request.ranges.push_back(*range);
    }
    EngineOptions options;
    if (arguments.isSet(u"connections"_s)) {
        request.connectionsPerSource = arguments.value(u"connections"_s).toUInt();
        if (*request.connectionsPerSource < 1 || *request.connectionsPerSource > 16)
            return arguments.usageError(tr("--connections takes a number from 1 to 16."));
        options.http.connectionsPerHost =
            std::max(options.http.connectionsPerHost, static_cast<int>(*request.connectionsPerSource));
    }
    if (const auto exit = readPeerEngineOptions(arguments, options.swarm))
        return *exit;
    if (const auto exit = readPeerJobOptions(arguments, request))
        return *exit;
    std::optional<WallTime> startAt;
    if (arguments.isSet(u"start-at"_s)) {
        bool isNumber = false;
        const double seconds = arguments.value(u"start-at"_s).toDouble(&isNumber);
        if (!isNumber || seconds < 0 || seconds > 1e11)
            return arguments.usageError(tr("--start-at takes seconds since 1970."));
        startAt = WallTime{std::chrono::milliseconds{static_cast<std::int64_t>(seconds * 1000)}};
    }
    options.store.cacheDirectory = arguments.cacheDirectory();
    options.http.caFile = arguments.value(u"ca-file"_s);
    options.control.access = ControlOptions::Access::Watch;

    auto subject = subjectOf(arguments.positionals().first(), arguments);
    if (!subject)
        return report(subject.error());
    request.subject = std::move(*subject);
    if (arguments.isSet(u"piece-hashes"_s) && !std::holds_alternative<ContentUrl>(request.subject))
        return arguments.usageError(
            tr("--piece-hashes goes with the URL of a content; content metadata proves pieces by itself."));
    if (const auto sensible = checkRanges(request); !sensible)
        return arguments.usageError(tr("--range cannot be used like this: %1.").arg(sensible.error().detail));
    if (request.contentId && std::holds_alternative<ContentUrl>(request.subject))
        return arguments.usageError(
            tr("--content-id goes with content metadata; use --sha256 for the URL of a content."));
    auto place = openOutput(arguments.value(u"output"_s));
    if (!place)
        return report(place.error());
    request.directory = std::move(place->directory);
    request.fileName = place->fileName;
    request.displayPath = place->path;

    const SystemClock clock;
    const bool json = arguments.isSet(u"json"_s);
    if (!arguments.isSet(u"standalone"_s)) {
        auto engine = ControlClient::connect(options.store.cacheDirectory);
        if (engine && arguments.isSet(u"ca-file"_s))
            return arguments.usageError(
                tr("An engine runs for this cache directory, and whom to trust is its matter: give --ca-file to "
                   "\"freshetctl engine run\", or choose another --cache-dir."));
        const QString engineOption = givenPeerEngineOption(arguments);
        if (engine && !engineOption.isEmpty())
            return arguments.usageError(tr("An engine runs for this cache directory; give %1 to \"freshetctl engine "
                                           "run\", or choose another --cache-dir.")
                                            .arg(engineOption));
        if (engine && (arguments.isSet(u"keep-seeding"_s) || startAt))
            return arguments.usageError(tr("An engine runs for this cache directory: it serves peers by itself and "
                                           "begins at once."));
        if (engine)
            return downloadInEngine(std::move(*engine), std::move(request), clock, json);
        // What else is wrong with the directory is told by opening it.
        if (engine.error().code == ErrorCode::EngineLost)
            return report(engine.error());
    }
    // Before any thread starts, so that all of them leave the signals to it.
    StopSignals stop;
    auto host = EngineHost::start(options, clock);
    if (!host)
        return report(host.error());
    Session session(**host, stop, json);
    session.run(std::move(request), startAt, clock);
    const auto snapshot = (*host)->snapshot();
    const auto interrupted = [&] {
        host->reset();
        report({.code = ErrorCode::Interrupted,
                .operation = u"download"_s,
                .kept = Kept::VerifiedPieces,
                .next = NextStep::RunAgain});
        return static_cast<int>(Interrupted);
    };
    if (session.wasInterrupted() || !session.job())
        return interrupted();
    const JobRow *row = snapshot->find(*session.job());
    const int code = row ? reportEnd(*row, json) : report(Error{});
    if (code != Success)
        return code;
    if (arguments.isSet(u"done-file"_s)) {
        const auto marker = openOutput(arguments.value(u"done-file"_s));
        const auto made = marker ? writeFileAtomically(*marker, {}) : Result<void>(std::unexpected(marker.error()));
        if (!made)
            return report(made.error());
    }
    if (arguments.isSet(u"keep-seeding"_s))
        session.serve();
    return Success;
}

} // namespace freshet::ctl
