// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/engine/EngineHarness.h"

#include "core/engine/LedgerStatus.h"
#include "core/meta/PieceHasher.h"

#include <QDir>
#include <QFile>
#include <QSignalSpy>
#include <QTest>

#include <fcntl.h>

#include <random>

namespace freshet::test {

using namespace Qt::StringLiterals;

QByteArray payload(qsizetype size, unsigned seed)
{
    std::mt19937_64 random(seed);
    QByteArray data(size, Qt::Uninitialized);
    for (qsizetype i = 0; i < size; i += 8) {
        const std::uint64_t word = random();
        std::memcpy(data.data() + i, &word, static_cast<std::size_t>(std::min<qsizetype>(8, size - i)));
    }
    return data;
}

Metainfo metadataOf(const QByteArray &data, const std::vector<QUrl> &sources, const std::optional<Bytes> &pieceLength)
{
    const Bytes length{static_cast<std::uint64_t>(data.size())};
    const Geometry geometry = pieceLength ? Geometry(length, *pieceLength) : Geometry::forPublishing(length);
    const PieceHashKinds kinds{.merkle = true, .sha1 = true, .flat = false};
    ContentHashes hashes = ContentHashes::sized(geometry, kinds);
    PieceHasher hasher(geometry, kinds);
    for (std::uint32_t i = 0; i < geometry.pieceCount(); ++i) {
        const PieceIndex piece{i};
        const auto *begin = reinterpret_cast<const std::byte *>(data.constData()) + geometry.pieceOffset(piece).value();
        hashes.set(piece, hasher.hash({begin, static_cast<std::size_t>(geometry.pieceSize(piece).value())}));
    }
    std::vector<std::string> urls;
    for (const QUrl &url : sources)
        urls.push_back(url.toEncoded().toStdString());
    return buildMetainfo("content.bin", std::move(hashes), std::move(urls)).value();
}

HostileReply serve(const SeenRequest &request, const QByteArray &data)
{
    const QByteArray range = request.header("range");
    if (!range.startsWith("bytes="))
        return HostileReply::of(200, data, {"ETag: \"1\"", "Accept-Ranges: bytes"});
    const QList<QByteArray> ends = range.mid(6).split('-');
    const qsizetype first = ends.at(0).toLongLong();
    const qsizetype last = ends.at(1).isEmpty() ? data.size() - 1 : ends.at(1).toLongLong();
    const QByteArray where =
        QByteArray::number(first) + '-' + QByteArray::number(last) + '/' + QByteArray::number(data.size());
    return HostileReply::of(206, data.mid(first, last - first + 1), {"ETag: \"1\"", "Content-Range: bytes " + where});
}

EngineOptions EngineHarness::quickOptions()
{
    EngineOptions options;
    options.swarm.mode = DownloadMode::HttpOnly; // tests of peers say so
    options.transfer.retry.firstDelay = std::chrono::milliseconds{5};
    options.transfer.retry.maximumDelay = std::chrono::milliseconds{50};
    options.transfer.retry.circuitDelay = std::chrono::milliseconds{50};
    return options;
}

EngineHarness::EngineHarness(EngineOptions options, const Clock *clock)
    : m_options(std::move(options))
    , m_clock(clock ? *clock : m_systemClock)
{
    m_options.store.cacheDirectory = m_dir.filePath(u"cache"_s);
    restart();
}

void EngineHarness::restart()
{
    m_host.reset();
    auto host = EngineHost::start(m_options, m_clock);
    if (host)
        m_host = std::move(*host);
    else
        qFatal("%s %s", qPrintable(errorName(host.error().code)), qPrintable(host.error().detail));
}

DownloadRequest EngineHarness::emptyRequest()
{
    DownloadRequest request;
    request.directory =
        UniqueFd(::open(QFile::encodeName(m_dir.path()).constData(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    request.fileName = u"out.bin"_s;
    request.displayPath = path(request.fileName);
    return request;
}

DownloadRequest EngineHarness::request(const Metainfo &metainfo)
{
    DownloadRequest request = emptyRequest();
    request.subject = LocalMetadata{.file = QByteArray::fromStdString(encodeMetainfo(metainfo)),
                                    .displayPath = u"content.bin.torrent"_s};
    return request;
}

DownloadRequest EngineHarness::request(const QUrl &url, const std::optional<Sha256Digest> &digest)
{
    DownloadRequest request = emptyRequest();
    request.subject = ContentUrl{.url = url, .pieceHashFile = {}};
    request.wholeDigest = digest;
    return request;
}

JobRow EngineHarness::run(DownloadRequest request)
{
    return wait(m_host->submit(std::move(request)));
}

JobRow EngineHarness::wait(JobId job)
{
    QSignalSpy ended(m_host.get(), &EngineHost::jobEnded);
    const auto isOver = [&] {
        const auto snapshot = m_host->snapshot();
        const JobRow *row = snapshot->find(job);
        return row && row->isFinal();
    };
    while (!isOver() && ended.wait(30'000)) {
    }
    return row(job);
}

JobRow EngineHarness::row(JobId job) const
{
    const auto snapshot = m_host->snapshot();
    const JobRow *row = snapshot->find(job);
    return row ? *row : JobRow{};
}

JobRow EngineHarness::resting() const
{
    const auto snapshot = snapshotFromLedger(m_options.store.cacheDirectory, m_clock);
    return snapshot && snapshot->jobs.size() == 1 ? snapshot->jobs.front() : JobRow{};
}

QByteArray EngineHarness::delivered() const
{
    QFile file(m_dir.filePath(u"out.bin"_s));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace freshet::test
