// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/PackFetch.h"

#include "app/ctl/Commands.h"
#include "app/ctl/Console.h"
#include "app/ctl/FileInput.h"
#include "app/ctl/FileOutput.h"
#include "app/ctl/JobReport.h"
#include "app/ctl/PeerArguments.h"
#include "app/ctl/RemoteDownload.h"
#include "app/ctl/StopSignals.h"
#include "core/base/UpdateError.h"
#include "core/engine/EngineHost.h"
#include "core/policy/UrlPolicy.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>

namespace freshet::ctl {

using namespace Qt::StringLiterals;

QString wholeBeside(const update::PackFile &pack, const ManifestPlace &place)
{
    if (place.file.isEmpty())
        return {};
    const QString path = QFileInfo(place.file).absoluteDir().filePath(pack.name);
    return update::isPack(path, pack) ? path : QString();
}

void describePackFetching(Arguments &arguments)
{
    arguments.option(u"ca-file"_s, tr("Trust these certificate authorities too (PEM)."), u"FILE"_s);
    describePeerJobOptions(arguments);
    describePeerEngineOptions(arguments);
}

int PackFetch::obtain(DownloadRequest request, const QString &path) const
{
    request.caller = u"freshetctl update"_s;
    request.priority = Priority::Background;
    EngineOptions options;
    if (const auto exit = readPeerEngineOptions(m_arguments, options.swarm))
        return *exit;
    overridePeerSettings(m_arguments, options);
    if (const auto exit = readPeerJobOptions(m_arguments, request))
        return *exit;
    options.store.cacheDirectory = m_arguments.cacheDirectory();
    options.http.caFile = m_arguments.value(u"ca-file"_s);
    options.control.access = ControlOptions::Access::Watch;
    auto place = openOutput(path);
    if (!place)
        return report(place.error());
    request.directory = std::move(place->directory);
    request.fileName = place->fileName;
    request.displayPath = place->path;
    const SystemClock clock;
    if (auto engine = ControlClient::connect(options.store.cacheDirectory))
        return obtainInEngine(std::move(*engine), std::move(request), clock);
    else if (engine.error().code == ErrorCode::EngineLost)
        return report(engine.error());
    StopSignals stop;
    auto host = EngineHost::start(options, clock);
    if (!host)
        return report(host.error());
    bool interrupted = false;
    QEventLoop loop;
    QObject::connect(&stop, &StopSignals::requested, &loop, [&] {
        interrupted = true;
        loop.quit();
    });
    std::optional<JobId> job;
    QObject::connect(host->get(), &EngineHost::jobEnded, &loop, [&](JobId ended) {
        if (ended == job)
            loop.quit();
    });
    job = (*host)->submit(std::move(request));
    loop.exec();
    const auto snapshot = (*host)->snapshot();
    const JobRow *row = snapshot->find(*job);
    if (interrupted || !row) {
        host->reset();
        report({.code = ErrorCode::Interrupted,
                .operation = u"update"_s,
                .kept = Kept::VerifiedPieces,
                .next = NextStep::RunAgain});
        return Interrupted;
    }
    return reportFailure(*row);
}

std::expected<QByteArray, int> PackFetch::manifest(const ManifestPlace &place, const QString &directory) const
{
    QString path = place.file;
    if (path.isEmpty()) {
        if (const auto allowed = checkUrl(place.url); !allowed)
            return std::unexpected(report(allowed.error()));
        path = QDir(directory).filePath(u"manifest.new"_s);
        DownloadRequest request;
        request.subject = ContentUrl{.url = place.url, .pieceHashFile = {}};
        if (const int code = obtain(std::move(request), path); code != Success)
            return std::unexpected(code);
    }
    auto bytes =
        readSmallFile(path, Bytes{static_cast<std::uint64_t>(update::maximumManifest)}, UpdateError::ManifestSyntax);
    if (place.file.isEmpty())
        QFile::remove(path);
    if (!bytes)
        return std::unexpected(report(bytes.error()));
    return std::move(*bytes);
}

std::expected<DownloadRequest, int> PackFetch::requestFor(const update::PackFile &pack, const ManifestPlace &place,
                                                          const update::Manifest &manifest) const
{
    DownloadRequest request;
    request.contentId = pack.contentId;
    if (!place.file.isEmpty()) {
        const QString metadata = QFileInfo(place.file).absoluteDir().filePath(pack.name + u".torrent"_s);
        if (auto metainfo = readSmallFile(metadata, 64_MiB, ErrorCode::MetaTooLarge)) {
            request.subject = LocalMetadata{.file = std::move(*metainfo), .displayPath = pack.name};
            return request;
        }
    }
    const QUrl base = place.file.isEmpty() ? place.url : QUrl(manifest.sources.value(0));
    if (!base.isValid() || base.isEmpty())
        return std::unexpected(report({.code = ErrorCode::NoSource, .operation = u"update"_s, .object = pack.name}));
    request.subject =
        MetadataUrl{base.resolved(QUrl(QString::fromLatin1(QUrl::toPercentEncoding(pack.name)) + u".torrent"_s))};
    return request;
}

std::expected<QString, int> PackFetch::pack(const update::PackFile &pack, const ManifestPlace &place,
                                            const update::Manifest &manifest, const QString &directory) const
{
    const QString path = QDir(directory).filePath(pack.name);
    if (update::isPack(path, pack)) // obtained before an interruption
        return path;
    if (const QString beside = wholeBeside(pack, place); !beside.isEmpty())
        return beside;
    auto request = requestFor(pack, place, manifest);
    if (!request)
        return std::unexpected(request.error());
    request->wholeDigest = pack.digest;
    if (const int code = obtain(std::move(*request), path); code != Success)
        return std::unexpected(code);
    return path;
}

int PackFetch::repair(update::RepairFetch &repair, const ManifestPlace &place, const update::Manifest &manifest,
                      const QString &directory) const
{
    const QString file = QDir(directory).filePath(u"pack.ranges"_s);
    while (true) {
        const auto step = repair.next();
        if (!step)
            return report(step.error());
        if (!*step)
            return Success;
        auto request = requestFor((*step)->pack, place, manifest);
        if (!request)
            return request.error();
        for (const delta::PackRange &range : (*step)->ranges)
            request->ranges.push_back({.first = Bytes{range.begin}, .last = Bytes{range.end - 1}});
        if (const int code = obtain(std::move(*request), file); code != Success)
            return code;
        const auto taken = repair.put(file);
        QFile::remove(file);
        if (!taken)
            return report(taken.error());
    }
}

} // namespace freshet::ctl
