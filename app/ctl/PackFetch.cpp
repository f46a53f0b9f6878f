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

Result<delta::FileBytes> mapped(const QString &path)
{
    const auto directory = update::openDirectory(QFileInfo(path).absolutePath());
    if (!directory)
        return std::unexpected(directory.error());
    return update::mapFile(directory->get(), QFile::encodeName(QFileInfo(path).fileName()).toStdString());
}

/// Whether `path` holds exactly the pack.
bool isPack(const QString &path, const update::PackFile &pack)
{
    const auto bytes = mapped(path);
    return bytes && bytes->view().size() == pack.size && Sha256::of(std::as_bytes(bytes->view())) == pack.digest;
}

/// The pack beside a local manifest; empty: there is none.
QString fileBeside(const update::PackFile &pack, const ManifestPlace &place)
{
    if (place.file.isEmpty())
        return {};
    const QString path = QFileInfo(place.file).absoluteDir().filePath(pack.name);
    return isPack(path, pack) ? path : QString();
}

Result<std::vector<delta::PackRange>> wantedOf(const QString &path, const delta::TreeListing &base,
                                               const PackFetch::Choice &choice)
{
    const auto bytes = mapped(path);
    if (!bytes)
        return std::unexpected(bytes.error());
    return delta::PackReader::open(bytes->view(), base).transform([&choice](const delta::PackReader &reader) {
        return choice(reader.index());
    });
}

std::uint64_t lengthOf(const std::vector<delta::PackRange> &ranges)
{
    std::uint64_t length = 0;
    for (const delta::PackRange &range : ranges)
        length += range.end - range.begin;
    return length;
}

/// Where there are more ranges than one request takes, the smallest gaps are fetched, too.
void joinNearest(std::vector<delta::PackRange> &ranges)
{
    while (ranges.size() > maximumRanges) {
        std::size_t nearest = 1;
        for (std::size_t i = 2; i < ranges.size(); ++i)
            if (ranges[i].begin - ranges[i - 1].end < ranges[nearest].begin - ranges[nearest - 1].end)
                nearest = i;
        ranges[nearest - 1].end = ranges[nearest].end;
        ranges.erase(ranges.begin() + static_cast<std::ptrdiff_t>(nearest));
    }
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
    if (isPack(path, pack)) // obtained before an interruption
        return path;
    if (const QString beside = fileBeside(pack, place); !beside.isEmpty())
        return beside;
    auto request = requestFor(pack, place, manifest);
    if (!request)
        return std::unexpected(request.error());
    request->wholeDigest = pack.digest;
    if (const int code = obtain(std::move(*request), path); code != Success)
        return std::unexpected(code);
    return path;
}

/// Into their places in the file at `path`, which is made as long as the pack.
int PackFetch::obtainRanges(const update::PackFile &pack, const std::vector<delta::PackRange> &ranges,
                            const ManifestPlace &place, const update::Manifest &manifest, const QString &path) const
{
    auto request = requestFor(pack, place, manifest);
    if (!request)
        return request.error();
    for (const delta::PackRange &range : ranges)
        request->ranges.push_back({.first = Bytes{range.begin}, .last = Bytes{range.end - 1}});
    const QString temporary = path + u".ranges"_s;
    if (const int code = obtain(std::move(*request), temporary); code != Success)
        return code;
    QFile from(temporary);
    QFile to(path);
    bool isWhole = from.open(QIODevice::ReadOnly) && to.open(QIODevice::ReadWrite)
                   && (to.size() == static_cast<qint64>(pack.size) || to.resize(static_cast<qint64>(pack.size)));
    for (const delta::PackRange &range : ranges) {
        isWhole = isWhole && to.seek(static_cast<qint64>(range.begin));
        for (std::uint64_t left = range.end - range.begin; isWhole && left > 0;) {
            const QByteArray portion = from.read(static_cast<qint64>(std::min<std::uint64_t>(left, 1 << 20)));
            isWhole = !portion.isEmpty() && to.write(portion) == portion.size();
            left -= static_cast<std::uint64_t>(portion.size());
        }
    }
    QFile::remove(temporary);
    if (isWhole && to.flush())
        return Success;
    return report({.code = ErrorCode::OutputUnwritable,
                   .operation = u"update"_s,
                   .object = path,
                   .detail = to.errorString(),
                   .kept = Kept::InputUntouched});
}

std::expected<PackFetch::Part, int> PackFetch::part(const update::PackFile &pack, const delta::TreeListing &base,
                                                    const Choice &choice, const ManifestPlace &place,
                                                    const update::Manifest &manifest, const QString &directory) const
{
    if (const QString beside = fileBeside(pack, place); !beside.isEmpty()) {
        const auto wanted = wantedOf(beside, base, choice);
        if (!wanted)
            return std::unexpected(report(wanted.error()));
        return Part{.path = beside, .bytes = lengthOf(*wanted)};
    }
    Part part{.path = QDir(directory).filePath(pack.name + u".part"_s)};
    QFile::remove(part.path);
    const auto fetch = [&](const std::vector<delta::PackRange> &ranges) {
        part.bytes += lengthOf(ranges);
        return obtainRanges(pack, ranges, place, manifest, part.path);
    };
    // Most indices are shorter than this; then the first request is enough to know all others.
    const std::uint64_t guess = std::min<std::uint64_t>(pack.size, 64 * 1024);
    if (const int code = fetch({{pack.size - guess, pack.size}}); code != Success)
        return std::unexpected(code);
    const auto end = mapped(part.path);
    const auto index = end ? delta::PackReader::indexRange(end->view(), pack.size)
                           : Result<delta::PackRange>(std::unexpected(end.error()));
    if (!index)
        return std::unexpected(report(index.error()));
    std::vector<delta::PackRange> more{{0, delta::headerSize}};
    if (index->begin < pack.size - guess)
        more.push_back({std::max(index->begin, delta::headerSize), pack.size - guess});
    if (const int code = fetch(more); code != Success)
        return std::unexpected(code);
    auto wanted = wantedOf(part.path, base, choice);
    if (!wanted)
        return std::unexpected(report(wanted.error()));
    std::erase_if(*wanted, [](const delta::PackRange &range) { return range.end <= delta::headerSize; });
    joinNearest(*wanted);
    if (!wanted->empty())
        if (const int code = fetch(*wanted); code != Success)
            return std::unexpected(code);
    return part;
}

} // namespace freshet::ctl
