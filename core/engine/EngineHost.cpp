// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/EngineHost.h"

namespace freshet {

EngineHost::EngineHost()
    : m_snapshot(std::make_shared<const EngineSnapshot>())
{
    m_thread.setObjectName(QStringLiteral("engine"));
}

Result<std::unique_ptr<EngineHost>> EngineHost::start(const EngineOptions &options, const Clock &clock)
{
    auto host = std::unique_ptr<EngineHost>(new EngineHost);
    EngineHost *self = host.get();
    self->m_thread.start();
    // The context object makes the call run on the engine thread.
    auto anchor = std::make_unique<QObject>();
    anchor->moveToThread(&self->m_thread);
    std::optional<Error> failure;
    QMetaObject::invokeMethod(
        anchor.get(),
        [&] {
            auto engine = Engine::open(options, clock);
            if (engine) {
                self->m_engine = std::move(*engine);
                failure = self->openControl(options.control, clock);
            } else {
                failure = engine.error();
            }
            anchor.reset();
        },
        Qt::BlockingQueuedConnection);
    if (failure)
        return std::unexpected(*failure);
    // Runs on the engine thread, so that a reader never sees an older picture than one it was told of.
    connect(
        self->m_engine.get(), &Engine::snapshotTaken, self->m_engine.get(),
        [self](const std::shared_ptr<const EngineSnapshot> &snapshot) {
            self->m_snapshot.store(snapshot);
            Q_EMIT self->snapshotPublished();
        },
        Qt::DirectConnection);
    connect(self, &EngineHost::snapshotPublished, self, &EngineHost::snapshotChanged, Qt::QueuedConnection);
    connect(self->m_engine.get(), &Engine::jobEnded, self, &EngineHost::jobEnded, Qt::QueuedConnection);
    return host;
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
    if (m_engine) {
        QMetaObject::invokeMethod(
            m_engine.get(),
            [this] {
                m_control.reset();
                m_engine.reset();
            },
            Qt::BlockingQueuedConnection);
    }
    m_thread.quit();
    m_thread.wait();
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

void EngineHost::cancel(JobId id)
{
    QMetaObject::invokeMethod(
        m_engine.get(), [engine = m_engine.get(), id] { engine->cancel(id); }, Qt::QueuedConnection);
}

} // namespace freshet
