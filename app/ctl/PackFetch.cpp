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
#include "core/meta/Sha256.h"
#include "core/policy/UrlPolicy.h"
#include "core/update/FileTree.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>

namespace freshet::ctl {

using namespace Qt::StringLiterals;

namespace {

/// Whether `path` holds exactly the pack.
bool isPack(const QString &path, const update::PackFile &pack)
{
    const auto directory = update::openDirectory(QFileInfo(path).absolutePath());
    const auto bytes =
        directory ? update::mapFile(directory->get(), QFile::encodeName(QFileInfo(path).fileName()).toStdString())
                  : Result<delta::FileBytes>(std::unexpected(directory.error()));
    return bytes && bytes->view().size() == pack.size && Sha256::of(std::as_bytes(bytes->view())) == pack.digest;
}

} // namespace

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

std::expected<QString, int> PackFetch::pack(const update::PackFile &pack, const ManifestPlace &place,
                                            const update::Manifest &manifest, const QString &directory) const
{
    const QString path = QDir(directory).filePath(pack.name);
    if (isPack(path, pack)) // obtained before an interruption
        return path;
    DownloadRequest request;
    request.contentId = pack.contentId;
    request.wholeDigest = pack.digest;
    if (!place.file.isEmpty()) {
        const QDir beside = QFileInfo(place.file).absoluteDir();
        if (isPack(beside.filePath(pack.name), pack))
            return beside.filePath(pack.name);
        if (auto metainfo = readSmallFile(beside.filePath(pack.name + u".torrent"_s), 64_MiB, ErrorCode::MetaTooLarge))
            request.subject = LocalMetadata{.file = std::move(*metainfo), .displayPath = pack.name};
    }
    if (!std::holds_alternative<LocalMetadata>(request.subject)) {
        const QUrl base = place.file.isEmpty() ? place.url : QUrl(manifest.sources.value(0));
        if (!base.isValid() || base.isEmpty())
            return std::unexpected(
                report({.code = ErrorCode::NoSource, .operation = u"update"_s, .object = pack.name}));
        request.subject =
            MetadataUrl{base.resolved(QUrl(QString::fromLatin1(QUrl::toPercentEncoding(pack.name)) + u".torrent"_s))};
    }
    if (const int code = obtain(std::move(request), path); code != Success)
        return std::unexpected(code);
    return path;
}

} // namespace freshet::ctl
