// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/Engine.h"

#include <algorithm>

namespace freshet {

namespace {

constexpr std::chrono::milliseconds snapshotInterval{100};
/// Rates fall and waiting times run down without any event.
constexpr std::chrono::milliseconds idleSnapshotInterval{500};

bool isRunning(JobState state)
{
    return state == JobState::Resolving || state == JobState::Downloading || state == JobState::Verifying;
}

} // namespace

Result<std::unique_ptr<Engine>> Engine::open(const EngineOptions &options, const Clock &clock)
{
    auto store = Store::open(options.store, clock);
    if (!store)
        return std::unexpected(store.error());
    return std::unique_ptr<Engine>(new Engine(options, clock, std::move(*store)));
}

Engine::Engine(const EngineOptions &options, const Clock &clock, std::unique_ptr<Store> store)
    : m_options(options)
    , m_clock(clock)
    , m_store(std::move(store))
    , m_http(std::make_unique<HttpClient>(options.http, clock))
{
    m_store->pool().setOnAvailable([this] {
        QMetaObject::invokeMethod(
            this,
            [this] {
                for (const auto &job : m_jobs)
                    job->onBufferAvailable();
            },
            Qt::QueuedConnection);
    });
    m_snapshotTimer.setSingleShot(true);
    connect(&m_snapshotTimer, &QTimer::timeout, this, &Engine::takeSnapshot);
}

Engine::~Engine()
{
    m_store->pool().setOnAvailable({});
    m_jobs.clear();
}

Transfer *Engine::find(JobId id) const
{
    const auto it = std::find_if(m_jobs.begin(), m_jobs.end(), [id](const auto &job) { return job->id() == id; });
    return it == m_jobs.end() ? nullptr : it->get();
}

void Engine::add(JobId id, DownloadRequest request)
{
    auto job =
        std::make_unique<Transfer>(id, std::move(request), *m_http, *m_store, m_claims, m_clock, m_options.transfer);
    connect(job.get(), &Transfer::changed, this, &Engine::onChanged);
    connect(job.get(), &Transfer::contentReleased, this, &Engine::startQueued, Qt::QueuedConnection);
    connect(
        job.get(), &Transfer::ended, this,
        [this, id] {
            startQueued();
            takeSnapshot();
            Q_EMIT jobEnded(id);
        },
        Qt::QueuedConnection);
    m_jobs.push_back(std::move(job));
    startQueued();
    onChanged();
}

void Engine::startQueued()
{
    auto running = std::count_if(m_jobs.begin(), m_jobs.end(), [](const auto &job) { return isRunning(job->state()); });
    for (const Priority priority : {Priority::Foreground, Priority::Background}) {
        for (const auto &job : m_jobs) {
            if (running >= m_options.maximumRunningJobs)
                return;
            if (job->state() == JobState::Queued && job->priority() == priority) {
                job->start();
                running += isRunning(job->state()) ? 1 : 0;
            }
        }
    }
}

void Engine::pause(JobId id)
{
    if (Transfer *job = find(id)) {
        job->pause();
        startQueued();
    }
}

void Engine::resume(JobId id)
{
    if (Transfer *job = find(id)) {
        job->enqueue();
        startQueued();
    }
}

void Engine::cancel(JobId id)
{
    if (Transfer *job = find(id))
        job->cancel();
}

void Engine::onChanged()
{
    if (!m_snapshotTimer.isActive() || m_snapshotTimer.remainingTimeAsDuration() > snapshotInterval)
        m_snapshotTimer.start(snapshotInterval);
}

void Engine::takeSnapshot()
{
    auto snapshot = std::make_shared<EngineSnapshot>();
    snapshot->revision = ++m_revision;
    snapshot->takenAt = m_clock.wall();
    snapshot->takenAtMonotonic = m_clock.monotonic();
    snapshot->cacheDirectory = m_options.store.cacheDirectory;
    bool running = false;
    for (const auto &job : m_jobs) {
        snapshot->jobs.push_back(job->row(snapshot->takenAtMonotonic));
        running = running || isRunning(job->state());
    }
    if (running)
        m_snapshotTimer.start(idleSnapshotInterval);
    Q_EMIT snapshotTaken(snapshot);
}

} // namespace freshet
