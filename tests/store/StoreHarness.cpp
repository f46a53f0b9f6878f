// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/store/StoreHarness.h"

#include <QCoreApplication>
#include <QDebug>
#include <QFile>
#include <QFileInfo>

#include <cstring>
#include <fcntl.h>

namespace freshet::test {

bool waitUntil(const std::function<bool()> &ready, std::chrono::milliseconds limit)
{
    QTimer deadline;
    deadline.setSingleShot(true);
    deadline.start(limit);
    // A condition that no event announces (another process, a file) is looked at again.
    QTimer again;
    again.start(std::chrono::milliseconds(20));
    while (deadline.isActive()) {
        if (ready())
            return true;
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
    }
    return ready();
}

StoreOptions StoreHarness::defaults()
{
    StoreOptions options;
    options.bufferBudget = 1_MiB;
    // Not those of the machine that the test runs on.
    options.limits.maximumPercent = 100;
    options.limits.freeDiskReserve = {};
    return options;
}

StoreHarness::StoreHarness(StoreOptions options)
    : m_options(std::move(options))
{
    if (m_options.cacheDirectory.isEmpty()) {
        m_temporary.emplace();
        m_options.cacheDirectory = m_temporary->filePath(QStringLiteral("cache"));
    }
}

StoreHarness::~StoreHarness() = default;

Result<void> StoreHarness::open()
{
    m_store.reset();
    auto opened = Store::open(m_options, clock);
    if (!opened)
        return std::unexpected(opened.error());
    m_store = std::move(*opened);
    Store *store = m_store.get();
    const auto append = [](std::vector<std::uint32_t> &to, const std::vector<PieceIndex> &pieces) {
        for (PieceIndex p : pieces)
            to.push_back(p.value());
    };
    QObject::connect(store, &Store::pieceVerified, store,
                     [this](ContentHandle c, PieceIndex p) { heard(c).verified.push_back(p.value()); });
    QObject::connect(store, &Store::pieceRejected, store,
                     [this](ContentHandle c, PieceIndex p) { heard(c).rejected.push_back(p.value()); });
    QObject::connect(store, &Store::pieceIgnored, store,
                     [this](ContentHandle c, PieceIndex p, Bytes) { heard(c).ignored.push_back(p.value()); });
    QObject::connect(
        store, &Store::piecesDurable, store,
        [this, append](ContentHandle c, const std::vector<PieceIndex> &p) { append(heard(c).durable, p); });
    QObject::connect(
        store, &Store::piecesDropped, store,
        [this, append](ContentHandle c, const std::vector<PieceIndex> &p) { append(heard(c).dropped, p); });
    QObject::connect(store, &Store::contentComplete, store, [this](ContentHandle c) { ++heard(c).complete; });
    QObject::connect(store, &Store::contentFailed, store,
                     [this](ContentHandle c, const Error &e) { heard(c).failed = e; });
    return {};
}

void StoreHarness::close()
{
    m_store.reset();
    m_heard.clear();
}

Result<OpenedContent> StoreHarness::openContent(const OpenRequest &request)
{
    return await<OpenedContent>([&](auto done) { m_store->openContent(request, std::move(done)); });
}

void StoreHarness::submit(ContentHandle content, std::uint32_t piece, const QByteArray &bytes)
{
    BufferPool &pool = m_store->pool();
    pool.setOnAvailable([this] { m_wake.post([] {}); });
    PieceBuffer buffer;
    waitUntil([&] {
        buffer = pool.tryAcquire(static_cast<std::size_t>(bytes.size()));
        return !buffer.isNull();
    });
    std::memcpy(buffer.bytes().data(), bytes.constData(), static_cast<std::size_t>(bytes.size()));
    m_store->submitPiece(content, PieceIndex{piece}, Unverified<PieceBuffer>(std::move(buffer)));
}

void StoreHarness::submitAll(ContentHandle content, const TestContent &from)
{
    for (std::uint32_t p = 0; p < from.pieceCount(); ++p)
        submit(content, p, from.piece(p));
}

bool StoreHarness::download(const TestContent &content, ContentHandle *handle)
{
    const auto opened = openContent(content.request());
    if (!opened)
        return false;
    if (handle)
        *handle = opened->handle;
    if (opened->record.complete)
        return true;
    for (std::uint32_t p = 0; p < content.pieceCount(); ++p) {
        if (!opened->record.durable.contains(PieceIndex{p}))
            submit(opened->handle, p, content.piece(p));
    }
    const Heard &told = heard(opened->handle);
    const bool ended = waitUntil([&] { return told.complete > 0 || told.failed; });
    if (!ended || told.failed) {
        qWarning() << "download:"
                   << (told.failed ? errorName(told.failed->code) + told.failed->detail : QStringLiteral("no end"))
                   << told.verified.size() << told.durable.size() << told.rejected.size();
    }
    return ended && !told.failed;
}

Result<HandOverResult> StoreHarness::handOver(ContentHandle content, const QString &path, bool overwrite)
{
    const QFileInfo file(path);
    return await<HandOverResult>([&](auto done) {
        m_store->handOver(content, {openDirectory(file.path()), file.fileName(), path, overwrite}, std::move(done));
    });
}

Result<void> StoreHarness::reset(ContentHandle content)
{
    return await<void>([&](auto done) { m_store->resetContent(content, std::move(done)); });
}

Result<std::vector<ContentRecord>> StoreHarness::list()
{
    return await<std::vector<ContentRecord>>([&](auto done) { m_store->listContents(std::move(done)); });
}

std::optional<ContentRecord> StoreHarness::record(const StorageKey &key)
{
    const auto records = m_store ? list() : readLedger(directory());
    if (!records)
        return std::nullopt;
    for (const ContentRecord &record : *records) {
        if (record.key == key)
            return record;
    }
    return std::nullopt;
}

QByteArray readAll(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void overwrite(const QString &path, qint64 offset, const QByteArray &bytes)
{
    QFile file(path);
    if (file.open(QIODevice::ReadWrite) && file.seek(offset))
        file.write(bytes);
}

UniqueFd openDirectory(const QString &path)
{
    return UniqueFd(::open(QFile::encodeName(path).constData(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
}

} // namespace freshet::test
