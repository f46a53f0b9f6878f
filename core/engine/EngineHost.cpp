// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/EngineHost.h"

#include <QTimer>

namespace freshet {

namespace {

/// For telling services that this machine leaves, at the end.
constexpr std::chrono::seconds farewell{1};

} // namespace

EngineHost::EngineHost()
    : m_snapshot(std::make_shared<const EngineSnapshot>())
{
}

Result<std::unique_ptr<EngineHost>> EngineHost::start(const EngineOptions &options, const Clock &clock)
{
    auto host = std::unique_ptr<EngineHost>(new EngineHost);
    std::promise<Result<void>> opened;
    auto result = opened.get_future();
    host->m_thread = std::thread([&] { host->run(options, clock, opened); });
    if (auto outcome = result.get(); !outcome)
        return std::unexpected(outcome.error());
    return host;
}

void EngineHost::run(const EngineOptions &options, const Clock &clock, std::promise<Result<void>> &opened)
{
    // First: it makes this a thread that can have timers and socket notifiers.
    auto loop = std::make_unique<QEventLoop>();
    auto engine = Engine::open(options, clock);
    if (!engine) {
        opened.set_value(std::unexpected(engine.error()));
        return;
    }
    m_engine = std::move(*engine);
    if (auto problem = openControl(options.control, clock)) {
        m_engine.reset();
        opened.set_value(std::unexpected(*problem));
        return;
    }
    m_loop = std::move(loop);
    // Stored on the engine thread, so that a reader never sees an older picture than one it was told of.
    connect(
        m_engine.get(), &Engine::snapshotTaken, m_engine.get(),
        [this](const std::shared_ptr<const EngineSnapshot> &snapshot) {
            m_snapshot.store(snapshot);
            Q_EMIT snapshotPublished();
        },
        Qt::DirectConnection);
    connect(&m_engine->trace(), &TraceRecorder::recorded, this, &EngineHost::eventsRecorded, Qt::QueuedConnection);
    connect(this, &EngineHost::snapshotPublished, this, &EngineHost::snapshotChanged, Qt::QueuedConnection);
    connect(m_engine.get(), &Engine::jobEnded, this, &EngineHost::jobEnded, Qt::QueuedConnection);
    m_snapshot.store(m_engine->current());
    opened.set_value({});
    m_loop->exec();
    m_control.reset();
    if (m_engine->leave()) { // else it would be handed out to others until its lease ends
        connect(&m_engine->cloud(), &CloudClient::left, m_loop.get(), &QEventLoop::quit);
        QTimer::singleShot(farewell, m_loop.get(), &QEventLoop::quit);
        m_loop->exec();
    }
    m_engine.reset();
    m_loop.reset();
}

std::optional<Error> EngineHost::openControl(const ControlOptions &options, const Clock &clock)
{
    if (options.access == ControlOptions::Access::None)
        return std::nullopt;
    auto control = ControlServer::open(*m_engine, options, clock);
    if (control)
        m_control = std::move(*control);
    else if (options.access == ControlOptions::Access::Full)
        return control.error();
    return std::nullopt;
}

EngineHost::~EngineHost()
{
    // Posted, so that it is heard even if the loop has not begun yet.
    if (m_engine)
        QMetaObject::invokeMethod(m_engine.get(), [loop = m_loop.get()] { loop->quit(); }, Qt::QueuedConnection);
    if (m_thread.joinable())
        m_thread.join();
}

void EngineHost::seed(std::shared_ptr<const Metainfo> metainfo, std::shared_ptr<const UniqueFd> file,
                      std::vector<QUrl> trackers)
{
    QMetaObject::invokeMethod(
        m_engine.get(),
        [engine = m_engine.get(), metainfo = std::move(metainfo), file = std::move(file),
         trackers = std::move(trackers)] { engine->seed(metainfo, file, trackers); },
        Qt::QueuedConnection);
}

JobId EngineHost::submit(DownloadRequest request)
{
    const JobId id = m_engine->newJobId();
    // Shared, because a posted call has to be copyable while the request owns a descriptor.
    auto shared = std::make_shared<DownloadRequest>(std::move(request));
    QMetaObject::invokeMethod(
        m_engine.get(), [engine = m_engine.get(), id, shared] { engine->add(id, std::move(*shared)); },
        Qt::QueuedConnection);
    return id;
}

void EngineHost::limitJob(JobId id, std::optional<BytesPerSecond> limit)
{
    QMetaObject::invokeMethod(
        m_engine.get(), [engine = m_engine.get(), id, limit] { (void)engine->limitJob(id, limit); },
        Qt::QueuedConnection);
}

void EngineHost::pause(JobId id)
{
    QMetaObject::invokeMethod(
        m_engine.get(), [engine = m_engine.get(), id] { engine->pause(id); }, Qt::QueuedConnection);
}

void EngineHost::resume(JobId id)
{
    QMetaObject::invokeMethod(
        m_engine.get(), [engine = m_engine.get(), id] { engine->resume(id); }, Qt::QueuedConnection);
}

void EngineHost::post(std::function<void(Engine &)> work)
{
    QMetaObject::invokeMethod(
        m_engine.get(), [engine = m_engine.get(), work = std::move(work)] { work(*engine); }, Qt::QueuedConnection);
}

void EngineHost::banPeer(const PeerAddress &peer, const std::optional<ContentId> &content, std::chrono::seconds time)
{
    QMetaObject::invokeMethod(
        m_engine.get(), [engine = m_engine.get(), peer, content, time] { engine->banPeer(peer, content, time); },
        Qt::QueuedConnection);
}

void EngineHost::unbanPeer(const PeerAddress &peer, const std::optional<ContentId> &content)
{
    QMetaObject::invokeMethod(
        m_engine.get(), [engine = m_engine.get(), peer, content] { engine->unbanPeer(peer, content); },
        Qt::QueuedConnection);
}

void EngineHost::changeSetting(const QString &key, const std::optional<SettingValue> &value)
{
    const auto done = [this, key](const Result<SettingRow> &row) {
        if (!row) // the host lives in another thread
            QMetaObject::invokeMethod(
                this, [this, key, error = row.error()] { Q_EMIT settingRefused(key, error); }, Qt::QueuedConnection);
    };
    QMetaObject::invokeMethod(
        m_engine.get(), [engine = m_engine.get(), key, value, done] { engine->settings().change(key, value, done); },
        Qt::QueuedConnection);
}

void EngineHost::cancel(JobId id)
{
    QMetaObject::invokeMethod(
        m_engine.get(), [engine = m_engine.get(), id] { engine->cancel(id); }, Qt::QueuedConnection);
}

} // namespace freshet
