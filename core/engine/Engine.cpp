// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/Engine.h"

#include "core/api/SettingJson.h"
#include "core/engine/JobLookup.h"
#include "core/http/SystemProxy.h"

#include <QPointer>

#include <algorithm>
#include <set>

namespace freshet {

using namespace Qt::StringLiterals;

namespace {

constexpr std::chrono::milliseconds snapshotInterval{100};
/// Rates fall and waiting times run down without any event.
constexpr std::chrono::milliseconds idleSnapshotInterval{500};
constexpr std::chrono::seconds measureDelay{2};
constexpr std::chrono::milliseconds piecesInterval{500};

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
    auto directory = (*store)->directory();
    auto traceDirectory = (*store)->directory();
    auto historyDirectory = (*store)->directory();
    for (const auto *handle : {&directory, &traceDirectory, &historyDirectory})
        if (!*handle)
            return std::unexpected(handle->error());
    SettingsBook settings = loadSettings(*directory);
    for (const auto &[key, value] : options.commandLine)
        if (const auto legal = settings.set(SettingProvider::CommandLine, key, value); !legal)
            return std::unexpected(legal.error());
    std::unique_ptr<Engine> engine(new Engine(options, clock, std::move(*store), std::move(*directory),
                                              std::move(*traceDirectory), std::move(settings)));
    engine->keepHistory(std::move(*historyDirectory));
    if (auto meeting = engine->startSwarms(); !meeting)
        return std::unexpected(meeting.error());
    if (auto restored = engine->restoreJobs(); !restored)
        return std::unexpected(restored.error());
    return engine;
}

namespace {

/// Where nobody named proxies, the settings of the system count.
HttpOptions asTheSystemSays(HttpOptions options)
{
    if (!options.proxyLookup)
        options.proxyLookup = systemProxy;
    return options;
}

} // namespace

Engine::Engine(const EngineOptions &options, const Clock &clock, std::unique_ptr<Store> store, CacheDirectory directory,
               CacheDirectory traceDirectory, SettingsBook settings)
    : m_options(options)
    , m_clock(clock)
    , m_store(std::move(store))
    , m_settings(std::make_unique<SettingsKeeper>(std::move(directory), m_notes, std::move(settings),
                                                  [this] { applySettings(); }))
    , m_trace(std::make_unique<TraceRecorder>(std::move(traceDirectory), m_notes, clock, options.trace))
    , m_performance(std::make_unique<PerfKeeper>(*m_store, options.store.cacheDirectory, m_notes, clock))
    , m_tracedSettings(m_settings->picture())
    , m_http(std::make_unique<HttpClient>(asTheSystemSays(options.http), clock))
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
    m_throttleTimer.setSingleShot(true);
    m_throttleTimer.setTimerType(Qt::PreciseTimer);
    connect(&m_throttleTimer, &QTimer::timeout, this, &Engine::wakeThrottled);
    m_trace->setObserver([this](const TraceEvent &event) { m_pieceBook.onEvent(event); });
    m_snapshotTimer.setSingleShot(true);
    connect(&m_snapshotTimer, &QTimer::timeout, this, &Engine::takeSnapshot);
    applySettings();
    m_measureTimer.setSingleShot(true);
    connect(&m_measureTimer, &QTimer::timeout, this, [this] { measure({}); });
    m_measureTimer.start(measureDelay);
}

Engine::~Engine()
{
    m_store->pool().setOnAvailable({});
    m_jobs.clear();
    if (m_hub)
        m_hub->forEachSwarm([this](Swarm &swarm) { rememberPeers(swarm); });
    m_hub.reset();
    m_cloud.reset();
    m_trace->record({.kind = EventKind::EngineStopping});
    m_trace->finish();
    m_history.reset();
    m_notes.stop();
}

void Engine::applySettings()
{
    traceSettings();
    const Settings &values = m_settings->values();
    const auto isSet = [this](const char *key) {
        return m_settings->book().provider(QString::fromLatin1(key)) != SettingProvider::Default;
    };
    m_maximumRunningJobs =
        isSet("jobs.running") ? static_cast<int>(values.maximumRunningJobs) : m_options.maximumRunningJobs;
    m_connectionsPerSource =
        isSet("http.connections") ? values.connectionsPerSource : m_options.transfer.connectionsPerSource;
    std::vector<CacheHost> hosts;
    for (const QString &text : values.cacheServers)
        if (auto host = CacheHost::fromText(text))
            hosts.push_back(std::move(*host));
    m_cacheServers->setHosts(std::move(hosts));
    m_store->setCacheLimits(values.cache);
    m_throttle.setLimits(ThrottleLimits::of(values), m_clock.monotonic());
    if (m_hub) {
        m_hub->reconfigure(swarmOptions());
        m_hub->onUploadsAllowedChanged();
    }
    for (const auto &job : m_jobs) {
        if (mayTransfer(job->priority()) && job->isPausedForLimit())
            job->enqueue();
        else if (!mayTransfer(job->priority()))
            job->pauseForLimit();
    }
    startQueued();
    onChanged();
}

SwarmOptions Engine::swarmOptions() const
{
    const Settings &values = m_settings->values();
    const auto isSet = [this](const char *key) {
        return m_settings->book().provider(QString::fromLatin1(key)) != SettingProvider::Default;
    };
    SwarmOptions options = m_options.swarm;
    if (isSet("peers.mode"))
        options.mode = values.mode;
    if (isSet("peers.lan-discovery"))
        options.lan.enabled = values.lanDiscovery;
    if (isSet("peers.listen-port"))
        options.port = values.listenPort;
    if (isSet("peers.connections"))
        options.maximumPeers = values.maximumPeers;
    if (isSet("peers.upload-slots"))
        options.uploads.slots = values.uploadSlots;
    return options;
}

void Engine::measure(PerfKeeper::Done done)
{
    m_performance->refresh([this] { return current(); },
                           [this, done = std::move(done)](const Result<void> &outcome) {
                               onChanged();
                               if (done)
                                   done(outcome);
                           });
}

void Engine::traceSettings()
{
    for (const SettingRow &row : m_settings->picture()->rows)
        if (const SettingRow *before = m_tracedSettings->find(row.key); before && *before != row)
            m_trace->record({.kind = EventKind::SettingChanged, .text = row.key, .changes = toJson(row)});
    m_tracedSettings = m_settings->picture();
}

void Engine::traceRow(const JobRow &row, MonotonicTime now)
{
    if (auto event = m_rows.onRow(row, now))
        m_trace->record(std::move(*event));
}

void Engine::onJobChanged(const Transfer &job)
{
    m_dirty.insert(job.id());
    // Every state and reason is told, however short it lasts; amounts with the next snapshot.
    if (m_rows.isNews(job.id(), job.state(), job.reason())) {
        const MonotonicTime now = m_clock.monotonic();
        traceRow(rowOf(job, now), now);
    }
    onChanged();
}

Result<void> Engine::startSwarms()
{
    auto hub = SwarmHub::start(swarmOptions(), *m_store, *m_http, m_clock, *m_trace, &m_throttle);
    if (!hub)
        return std::unexpected(hub.error());
    m_hub = std::move(*hub);
    auto services = m_options.services ? Result<CloudOptions>(*m_options.services)
                                       : loadCloudOptions(m_options.store.cacheDirectory);
    if (!services)
        return std::unexpected(services.error());
    m_cloud = std::make_unique<CloudClient>(std::move(*services), m_clock,
                                            [this](std::function<void()> work) { m_notes.post(std::move(work)); });
    m_hub->setCloud(m_cloud.get());
    connect(m_cloud.get(), &CloudClient::changed, this, &Engine::onChanged);
    auto directory = m_store->directory();
    if (!directory)
        return std::unexpected(directory.error());
    m_peerMemory = std::make_unique<PeerMemory>(std::move(*directory), m_notes);
    connect(m_hub.get(), &SwarmHub::opened, this, [this](Swarm &swarm) {
        for (const PeerAddress &peer : m_peerMemory->of(swarm.content().wire.id))
            swarm.onFound({.address = peer, .source = CandidateSource::LastRun});
    });
    connect(m_hub.get(), &SwarmHub::closing, this, &Engine::rememberPeers);
    connect(m_hub.get(), &SwarmHub::uploaded, this, [this](const ContentId &id, PeerClass to, Bytes amount) {
        m_history->rings().onSent(sourceClassOf(to), amount);
        if (const Swarm *swarm = m_hub->find(id))
            m_uploads.add(StorageKey::forRoot(swarm->content().wire.piecesRoot), to, amount);
        if (!m_snapshotTimer.isActive()) // all jobs have ended, and yet something goes on
            m_snapshotTimer.start(idleSnapshotInterval);
    });
    connect(&m_uploads, &UploadCounts::due, this,
            [this](const StorageKey &key, const ByteCounters &delta) { m_store->addCountersOf(key, delta); });
    connect(m_store.get(), &Store::retentionChanged, m_hub.get(), [this](const Retention &retention) {
        if (!retention.inCache)
            m_hub->closeFile(retention.key.digest);
    });
    connect(m_hub.get(), &SwarmHub::peersChanged, this, &Engine::onChanged);
    connect(m_hub.get(), &SwarmHub::bansChanged, this, &Engine::onChanged);
    return {};
}

void Engine::keepHistory(CacheDirectory directory)
{
    m_history = std::make_unique<HistoryKeeper>(*m_store, std::move(directory), m_notes, m_clock);
    connect(m_history.get(), &HistoryKeeper::changed, this, &Engine::onChanged);
}

void Engine::rememberPeers(Swarm &swarm)
{
    m_peerMemory->remember(swarm.content().wire.id, swarm.usefulAddresses(KnownPeers::maximum));
}

void Engine::serveAgain()
{
    std::set<ContentId> wanted;
    for (const auto &job : m_jobs)
        if (const auto content = job->servedContent())
            wanted.insert(*content);
    if (wanted.empty() || !m_hub->options().wantsPeers())
        return;
    m_store->listContents([this, wanted](const Result<std::vector<ContentRecord>> &records) {
        if (!records)
            return;
        for (const ContentRecord &record : *records) {
            if (!record.contentId || !wanted.contains(*record.contentId))
                continue;
            auto metainfo = parseMetainfo(std::as_bytes(
                std::span(record.metainfo.constData(), static_cast<std::size_t>(record.metainfo.size()))));
            if (!metainfo)
                continue;
            Swarm &swarm = m_hub->open(SwarmContent::of(std::make_shared<const Metainfo>(std::move(*metainfo))));
            m_store->openForReading(record.key, [swarm = QPointer(&swarm), durable = record.durable](
                                                    const Result<std::shared_ptr<const UniqueFd>> &file) {
                if (swarm && file)
                    swarm->setFile(*file, durable);
            });
        }
    });
}

void Engine::seed(std::shared_ptr<const Metainfo> metainfo, std::shared_ptr<const UniqueFd> file,
                  const std::vector<QUrl> &trackers)
{
    const ContentId id = metainfo->contentId;
    Swarm &swarm = m_hub->open(SwarmContent::of(std::move(metainfo)));
    const std::uint32_t pieces = swarm.content().wire.geometry.pieceCount();
    swarm.setFile(std::move(file), PieceSet(pieces));
    for (std::uint32_t i = 0; i < pieces; ++i)
        swarm.onReadable(PieceIndex{i});
    for (const QUrl &tracker : trackers)
        (void)m_hub->addTracker(id, tracker);
}

bool Engine::leave()
{
    if (!m_cloud->isSet())
        return false;
    m_hub->setCloud(nullptr);
    return m_cloud->isLeaving();
}

Result<void> Engine::useServices(CloudOptions services)
{
    services.stateFile = cloudStateFile(m_options.store.cacheDirectory);
    if (auto saved = saveCloudOptions(m_options.store.cacheDirectory, services); !saved)
        return saved;
    m_hub->setCloud(nullptr);
    m_cloud->use(std::move(services));
    m_hub->setCloud(m_cloud.get());
    return {};
}

Transfer *Engine::find(JobId id) const
{
    const auto it = std::find_if(m_jobs.begin(), m_jobs.end(), [id](const auto &job) { return job->id() == id; });
    return it == m_jobs.end() ? nullptr : it->get();
}

void Engine::recallProgress()
{
    if (std::ranges::all_of(m_jobs, [](const auto &job) { return job->hasEnded(); }))
        return;
    m_store->listContents([this](const Result<std::vector<ContentRecord>> &records) {
        if (!records)
            return;
        for (const ContentRecord &record : *records)
            for (const auto &job : m_jobs)
                job->recall(record);
    });
}

Result<void> Engine::restoreJobs()
{
    if (!m_options.rememberJobs)
        return {};
    m_keeper = std::make_unique<JobKeeper>(*m_store, m_clock);
    auto earlier = m_keeper->load();
    if (!earlier)
        return std::unexpected(earlier.error());
    m_lastJob = earlier->last.value();
    for (JobKeeper::EarlierJob &job : earlier->jobs) {
        Transfer &transfer = create(job.id, std::move(job.request));
        transfer.restore(std::move(job.row), std::move(job.directory));
        if (transfer.hasEnded())
            m_ended.push_back(job.id);
    }
    forgetEnded();
    recallProgress();
    serveAgain();
    // From the event loop: whoever opened the engine wants to see the first thing that happens in it.
    QMetaObject::invokeMethod(this, &Engine::startQueued, Qt::QueuedConnection);
    return {};
}

void Engine::add(JobId id, DownloadRequest request, std::function<void(const Result<void> &)> recorded)
{
    if (m_keeper) {
        m_keeper->add(id, request, [this, id, recorded = std::move(recorded)](const Result<void> &outcome) {
            if (Transfer *job = find(id); job && !outcome)
                job->fail(outcome.error());
            if (recorded)
                recorded(outcome);
        });
    }
    create(id, std::move(request));
    startQueued();
    onChanged();
    if (!m_keeper && recorded)
        recorded({});
}

Transfer &Engine::create(JobId id, DownloadRequest request)
{
    TransferOptions options = m_options.transfer;
    options.cloud = m_cloud.get();
    options.connectionsPerSource = request.connectionsPerSource.value_or(m_connectionsPerSource);
    const Settings &values = m_settings->values();
    const bool isBackground = request.priority == Priority::Background;
    options.delayHttp = isBackground ? values.delayHttpBackground : values.delayHttpForeground;
    options.cacheServers = m_cacheServers;
    options.cacheFallback = isBackground ? values.cacheFallbackBackground : values.cacheFallbackForeground;
    if (isBackground)
        options.minimumPeerRate = values.minimumBackgroundRate;
    auto job = std::make_unique<Transfer>(id, std::move(request), *m_http, *m_store, *m_hub, m_claims, m_throttle,
                                          m_clock, options, *m_trace);
    connect(job.get(), &Transfer::changed, this, [this, self = job.get()] {
        if (m_keeper)
            m_keeper->onChanged(*self);
        onJobChanged(*self);
    });
    connect(job.get(), &Transfer::received, m_history.get(),
            [this](SourceClass from, Bytes amount) { m_history->rings().onReceived(from, amount); });
    connect(job.get(), &Transfer::wasted, m_history.get(),
            [this](Bytes amount) { m_history->rings().onWasted(amount); });
    connect(job.get(), &Transfer::contentReleased, this, &Engine::startQueued, Qt::QueuedConnection);
    connect(
        job.get(), &Transfer::ended, this,
        [this, id] {
            startQueued();
            m_hub->forEachSwarm([this](Swarm &swarm) { rememberPeers(swarm); });
            std::erase(m_ended, id);
            m_ended.push_back(id);
            forgetEnded();
            m_measureTimer.start(measureDelay);
            takeSnapshot();
            Q_EMIT jobEnded(id);
        },
        Qt::QueuedConnection);
    m_jobs.push_back(std::move(job));
    onJobChanged(*m_jobs.back());
    return *m_jobs.back();
}

bool Engine::mayTransfer(Priority priority) const
{
    return m_throttle.mayDownload(priority);
}

void Engine::startQueued()
{
    auto running = std::count_if(m_jobs.begin(), m_jobs.end(), [](const auto &job) { return isRunning(job->state()); });
    for (const Priority priority : {Priority::Foreground, Priority::Background}) {
        for (const auto &job : m_jobs) {
            if (running >= m_maximumRunningJobs)
                return;
            if (job->state() == JobState::Queued && !job->isWaitingForDisk() && job->priority() == priority) {
                if (!mayTransfer(priority)) {
                    job->pauseForLimit();
                    continue;
                }
                job->start();
                running += isRunning(job->state()) ? 1 : 0;
            }
        }
    }
}

Result<Transfer *> Engine::find(JobId id, const QString &command) const
{
    Transfer *job = find(id);
    if (!job)
        return std::unexpected(unknownJob(QString::number(id.value())));
    if (!isPossible(command, job->state()))
        return std::unexpected(Error{.code = ErrorCode::WrongJobState,
                                     .operation = command,
                                     .object = u"job %1"_s.arg(id.value()),
                                     .detail = stateName(job->state())});
    return job;
}

Result<void> Engine::pause(JobId id)
{
    const auto job = find(id, u"pause"_s);
    if (!job)
        return std::unexpected(job.error());
    (*job)->pause();
    startQueued();
    return {};
}

Result<void> Engine::resume(JobId id)
{
    const auto job = find(id, u"resume"_s);
    if (!job)
        return std::unexpected(job.error());
    (*job)->enqueue();
    startQueued();
    return {};
}

Result<void> Engine::retry(JobId id)
{
    const auto job = find(id, u"retry"_s);
    if (!job)
        return std::unexpected(job.error());
    (*job)->enqueue();
    startQueued();
    return {};
}

Result<void> Engine::cancel(JobId id)
{
    const auto job = find(id, u"cancel"_s);
    if (!job)
        return std::unexpected(job.error());
    (*job)->cancel();
    return {};
}

Result<void> Engine::forget(JobId id)
{
    const Transfer *job = find(id);
    if (!job)
        return std::unexpected(unknownJob(QString::number(id.value())));
    if (!job->hasEnded())
        return std::unexpected(Error{.code = ErrorCode::WrongJobState,
                                     .operation = u"forget"_s,
                                     .object = u"job %1"_s.arg(id.value()),
                                     .detail = stateName(job->state())});
    if (m_keeper)
        m_keeper->forget(id);
    std::erase_if(m_jobs, [job](const auto &candidate) { return candidate.get() == job; });
    onChanged();
    return {};
}

bool Engine::forgetOldestEnded()
{
    while (!m_ended.empty()) {
        const JobId id = m_ended.front();
        m_ended.pop_front();
        const Transfer *job = find(id);
        if (job && job->hasEnded()) {
            if (m_keeper)
                m_keeper->forget(id);
            m_throttle.forgetJob(id);
            std::erase_if(m_jobs, [job](const auto &candidate) { return candidate.get() == job; });
            return true;
        }
    }
    return false;
}

void Engine::forgetEnded()
{
    auto ended = static_cast<std::size_t>(
        std::count_if(m_jobs.begin(), m_jobs.end(), [](const auto &job) { return job->hasEnded(); }));
    while (ended > m_options.keptEndedJobs && forgetOldestEnded())
        --ended;
}

Result<void> Engine::makeRoomFor(const DownloadRequest &request)
{
    const auto active = static_cast<std::size_t>(
        std::count_if(m_jobs.begin(), m_jobs.end(), [](const auto &job) { return !job->hasEnded(); }));
    const auto subjects = [&] {
        Bytes sum = subjectSize(request);
        for (const auto &job : m_jobs)
            sum += job->subjectSize();
        return sum;
    };
    bool room = active < m_options.maximumJobs;
    while (room && subjects() > m_options.maximumSubjects)
        room = forgetOldestEnded();
    if (room)
        return {};
    return std::unexpected(Error{.code = ErrorCode::TooManyJobs,
                                 .operation = u"submit"_s,
                                 .object = request.displayPath,
                                 .detail = u"%1 jobs have not ended"_s.arg(active),
                                 .next = NextStep::RetryLater});
}

void Engine::banPeer(const PeerAddress &peer, const std::optional<ContentId> &content, std::chrono::seconds time)
{
    m_hub->ban(peer, content, time);
}

void Engine::watchPieces(std::optional<JobId> job)
{
    m_watched = job;
    m_pieces.reset();
    m_piecesAt = {};
    onChanged();
}

void Engine::lookAtPieces(MonotonicTime now)
{
    if (!m_watched || (m_pieces && now - m_piecesAt < piecesInterval))
        return;
    m_piecesAt = now;
    const Transfer *job = find(*m_watched);
    auto picture = job ? job->pieces() : std::nullopt;
    if (!picture) {
        m_pieces.reset();
        return;
    }
    m_pieceBook.describe(*picture);
    if (!m_pieces || *m_pieces != *picture)
        m_pieces = std::make_shared<const PiecePicture>(std::move(*picture));
}

bool Engine::unbanPeer(const PeerAddress &peer, const std::optional<ContentId> &content)
{
    return m_hub->unban(peer, content);
}

std::shared_ptr<const EngineSnapshot> Engine::current()
{
    if (m_changedSince || !m_latest)
        takeSnapshot();
    return m_latest;
}

void Engine::listContents(Store::Callback<std::vector<ContentRecord>> done)
{
    m_store->listContents(std::move(done));
}

void Engine::onChanged()
{
    m_changedSince = true;
    if (!m_snapshotTimer.isActive() || m_snapshotTimer.remainingTimeAsDuration() > snapshotInterval)
        m_snapshotTimer.start(snapshotInterval);
}

void Engine::noticeWake()
{
    if (!m_wakeWatch.observe(m_clock.monotonic(), WakeWatch::awake()))
        return;
    m_http->forgetConnections();
    m_cloud->onNetworkChanged();
    m_hub->onWoke();
    for (const auto &job : m_jobs)
        job->onWoke();
}

void Engine::takeSnapshot()
{
    // Comes at least twice a second while a job runs; and a job that starts is a change.
    noticeWake();
    auto snapshot = std::make_shared<EngineSnapshot>();
    snapshot->revision = ++m_revision;
    snapshot->takenAt = m_clock.wall();
    snapshot->takenAtMonotonic = m_clock.monotonic();
    snapshot->cacheDirectory = m_options.store.cacheDirectory;
    snapshot->settings = m_settings->picture();
    snapshot->performance = m_performance->performance();
    snapshot->month = m_performance->month();
    snapshot->history = m_history->history();
    snapshot->bans = m_hub->bans();
    snapshot->services = m_cloud->picture();
    pictureLimits(*snapshot);
    lookAtPieces(snapshot->takenAtMonotonic);
    snapshot->pieces = m_pieces;
    bool running = false;
    for (const auto &job : m_jobs) {
        snapshot->jobs.push_back(rowOf(*job, snapshot->takenAtMonotonic));
        running = running || isRunning(job->state()) || job->isExchanging();
        if (isRunning(job->state()) || m_dirty.contains(job->id()))
            traceRow(snapshot->jobs.back(), snapshot->takenAtMonotonic);
    }
    m_dirty.clear();
    for (TraceEvent &event : m_rows.onForgotten(*snapshot))
        m_trace->record(std::move(event));
    snapshot->lastEvent = m_trace->lastNumber();
    if (running)
        m_snapshotTimer.start(idleSnapshotInterval);
    m_changedSince = false;
    m_latest = snapshot;
    Q_EMIT snapshotTaken(snapshot);
}

} // namespace freshet
