// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/swarm/SwarmMachine.h"

#include "core/swarm/Endpoints.h"

#include <QFile>
#include <QTest>

#include <algorithm>
#include <cstring>

namespace freshet::test {

namespace {

StorageKey keyOf(const WireContent &content)
{
    return StorageKey::forRoot(content.metainfo().piecesRoot);
}

std::shared_ptr<const Metainfo> shared(const WireContent &content)
{
    return std::make_shared<const Metainfo>(content.metainfo());
}

} // namespace

SwarmOptions SwarmMachine::defaults()
{
    SwarmOptions options;
    options.listen = {{.address = QHostAddress(QHostAddress::LocalHost), .port = 0}};
    options.lan.enabled = false;
    return options;
}

SwarmMachine::SwarmMachine(SwarmOptions options, StoreOptions store)
{
    store.cacheDirectory = m_directory.filePath(QStringLiteral("cache"));
    auto opened = Store::open(std::move(store), clock);
    if (!opened)
        qFatal("cannot open a store: %s", qPrintable(opened.error().detail));
    m_store = std::move(*opened);
    m_http = std::make_unique<HttpClient>(HttpOptions{}, clock);
    auto hub = SwarmHub::start(std::move(options), *m_store, *m_http, clock, m_events);
    if (!hub)
        qFatal("cannot listen: %s", qPrintable(hub.error().detail));
    m_hub = std::move(*hub);
    connect(m_hub.get(), &SwarmHub::banned, this,
            [this](const ContentId &, const PeerAddress &peer, PieceIndex piece, Bytes bad) {
                banned.push_back({peer, piece, bad});
            });
    connect(m_hub.get(), &SwarmHub::uploaded, this,
            [this](const ContentId &, PeerClass, Bytes amount) { uploaded += amount; });
    m_store->pool().setOnAvailable([this] {
        QMetaObject::invokeMethod(
            this,
            [this] {
                if (m_side && !m_complete)
                    m_side->fetch().onBufferAvailable();
            },
            Qt::QueuedConnection);
    });
}

SwarmMachine::~SwarmMachine()
{
    m_store->pool().setOnAvailable({});
    m_store->disconnect(this);
    m_side.reset();
}

QString SwarmMachine::file(const WireContent &content) const
{
    return m_directory.filePath(QStringLiteral("cache/") + keyOf(content).fileName());
}

ContentHandle SwarmMachine::openContent(const WireContent &content)
{
    OpenRequest request;
    request.key = keyOf(content);
    request.contentId = content.metainfo().contentId;
    request.name = QStringLiteral("content");
    request.geometry = content.geometry();
    request.verifier = std::make_shared<const PieceVerifier>(content.metainfo().verifier());
    std::optional<Result<OpenedContent>> opened;
    m_store->openContent(std::move(request), [&opened](Result<OpenedContent> result) { opened = std::move(result); });
    if (!QTest::qWaitFor([&] { return opened.has_value(); }) || !*opened)
        qFatal("cannot open a content");
    return (*opened)->handle;
}

void SwarmMachine::seed(const WireContent &content)
{
    const ContentHandle handle = openContent(content);
    bool complete = false;
    const auto connection =
        connect(m_store.get(), &Store::contentComplete, this, [&](ContentHandle which) { complete = which == handle; });
    for (PieceIndex piece{0}; piece.value() < content.geometry().pieceCount(); ++piece) {
        const auto bytes = content.piece(piece);
        PieceBuffer buffer;
        if (!QTest::qWaitFor([&] {
                buffer = m_store->pool().tryAcquire(bytes.size());
                return !buffer.isNull();
            }))
            qFatal("no memory for a piece");
        std::memcpy(buffer.bytes().data(), bytes.data(), bytes.size());
        m_store->submitPiece(handle, piece, Unverified(std::move(buffer)));
    }
    m_store->flush(handle);
    if (!QTest::qWaitFor([&] { return complete; }))
        qFatal("the content does not become complete");
    disconnect(connection);
    m_store->closeContent(handle);
    std::shared_ptr<const UniqueFd> opened;
    m_store->openForReading(keyOf(content),
                            [&opened](const Result<std::shared_ptr<const UniqueFd>> &fd) { opened = fd.value(); });
    if (!QTest::qWaitFor([&] { return opened != nullptr; }))
        qFatal("the content cannot be read");
    m_hub->open(SwarmContent::of(shared(content))).setFile(opened, PieceSet(content.geometry().pieceCount(), true));
}

void SwarmMachine::fetch(const WireContent &content)
{
    m_handle = openContent(content);
    connect(m_store.get(), &Store::pieceVerified, this, [this](ContentHandle handle, PieceIndex piece) {
        if (handle == m_handle)
            m_side->fetch().onPieceVerified(piece);
    });
    connect(m_store.get(), &Store::pieceRejected, this, [this](ContentHandle handle, PieceIndex piece) {
        if (handle == m_handle)
            m_side->fetch().onPieceRejected(piece);
    });
    connect(m_store.get(), &Store::pieceWritten, this, [this](ContentHandle handle, PieceIndex piece) {
        if (handle == m_handle)
            m_side->onPieceWritten(piece);
    });
    connect(m_store.get(), &Store::piecesDurable, this,
            [this](ContentHandle handle, const std::vector<PieceIndex> &pieces) {
                if (handle != m_handle)
                    return;
                for (const PieceIndex piece : pieces) {
                    m_side->board().onDurable(piece);
                    m_side->fetch().onPieceDurable(piece);
                }
            });
    connect(m_store.get(), &Store::contentComplete, this, [this](ContentHandle handle) {
        if (handle != m_handle)
            return;
        m_complete = true;
        m_side->onFinished(true);
    });
    PickSettings settings;
    settings.useHttp = false;
    m_side = std::make_unique<PeerSide>(*m_hub, *m_store, clock, keyOf(content), SwarmContent::of(shared(content)),
                                        m_handle, PieceSet(content.geometry().pieceCount()), settings);
    PeerFetch &fetch = m_side->fetch();
    connect(&fetch, &PeerFetch::bytesReceived, this, [this](PeerClass, Bytes amount) { received += amount; });
    connect(&fetch, &PeerFetch::bytesWasted, this, [this](Bytes amount) { wasted += amount; });
    connect(&fetch, &PeerFetch::bytesUseful, this, [this](PeerClass, Bytes amount) { useful += amount; });
}

void SwarmMachine::meet(const PeerAddress &peer)
{
    m_side->swarm().onFound({.address = peer, .source = CandidateSource::Manual});
}

void SwarmMachine::meet(const PeerEndpoint &peer)
{
    meet(peerAddressOf(peer));
}

QString SwarmMachine::mistakes(const WireContent &content) const
{
    QFile cached(file(content));
    if (!cached.open(QIODevice::ReadOnly) || cached.read(content.bytes().size()) != content.bytes())
        return QStringLiteral("other bytes in the cache");
    if (received != useful + wasted)
        return QStringLiteral("%1 bytes received, %2 useful, %3 wasted")
            .arg(received.value())
            .arg(useful.value())
            .arg(wasted.value());
    if (useful != content.geometry().contentLength())
        return QStringLiteral("%1 bytes useful").arg(useful.value());
    return {};
}

bool SwarmMachine::isBanned(const PeerAddress &peer, const WireContent &content) const
{
    return hasBan(peer, {}) || hasBan(peer, QString::fromLatin1(content.metainfo().contentId.hex()));
}

bool SwarmMachine::isBannedFromAll(const PeerAddress &peer) const
{
    return hasBan(peer, {});
}

bool SwarmMachine::hasBan(const PeerAddress &peer, const QString &fileId) const
{
    const auto bans = m_hub->bans();
    return bans && std::ranges::any_of(*bans, [&](const BanRow &ban) {
               return ban.address == QString::fromStdString(peer.ip.text()) && (ban.port == 0 || ban.port == peer.port)
                      && ban.fileId == fileId;
           });
}

} // namespace freshet::test
