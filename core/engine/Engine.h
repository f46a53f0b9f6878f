// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/DownloadRequest.h"
#include "core/api/EngineSnapshot.h"
#include "core/engine/EngineOptions.h"
#include "core/engine/HistoryKeeper.h"
#include "core/engine/JobKeeper.h"
#include "core/engine/PeerMemory.h"
#include "core/engine/PerfKeeper.h"
#include "core/engine/SettingsKeeper.h"
#include "core/engine/TraceRecorder.h"
#include "core/engine/UploadCounts.h"
#include "core/engine/WakeWatch.h"
#include "core/policy/Throttle.h"
#include "core/swarm/SwarmHub.h"
#include "core/trace/PieceBook.h"
#include "core/trace/RowTracer.h"
#include "core/transfer/Transfer.h"

#include <QObject>
#include <QTimer>

#include <atomic>
#include <deque>
#include <memory>
#include <set>
#include <vector>

namespace freshet {

/// All jobs of one cache directory, on the thread it lives in. Commands in, snapshots out. Invariant: at most
/// maximumRunningJobs are running; foreground jobs start before background jobs, older before newer; jobs of one content take turns,
/// so that it is fetched once. Non-duty: threads (EngineHost).
class Engine final : public QObject {
    Q_OBJECT

public:
    /// Opens the cache directory and, if it remembers, takes up the jobs of earlier runs. Errors as Store::open.
    static Result<std::unique_ptr<Engine>> open(const EngineOptions &options, const Clock &clock);
    ~Engine() override;

    /// Any thread.
    JobId newJobId() { return JobId{++m_lastJob}; }
    /// `recorded` is called when the job will survive the process (at once if nothing is remembered), or with the error that ended
    /// the job because it would not.
    void add(JobId id, DownloadRequest request, std::function<void(const Result<void> &)> recorded = {});
    /// Whether the limits leave room for one more job; forgets ended jobs for it. Error: TooManyJobs.
    Result<void> makeRoomFor(const DownloadRequest &request);
    // Errors: UnknownJob, WrongJobState. A caller may ignore them: a command may cross the end of its job.
    Result<void> pause(JobId id);
    /// A paused or failed job goes on.
    Result<void> resume(JobId id);
    Result<void> retry(JobId id);
    Result<void> cancel(JobId id);
    /// A job that has ended is remembered no longer. Its content stays in the cache.
    Result<void> forget(JobId id);
    /// How fast the job may receive, until the engine ends; none: as the other limits say. Error: UnknownJob.
    Result<void> limitJob(JobId id, std::optional<BytesPerSecond> limit);

    /// Serves a file to peers from where it is. Every piece of it has been proven with `metainfo`.
    void seed(std::shared_ptr<const Metainfo> metainfo, std::shared_ptr<const UniqueFd> file,
              const std::vector<QUrl> &trackers);

    /// By the user's wish, until the time is over or the engine ends. Port 0: all ports; `content` none: all contents.
    void banPeer(const PeerAddress &peer, const std::optional<ContentId> &content, std::chrono::seconds time);
    /// The next pictures show the pieces of this job, at most twice a second; none: of no job.
    void watchPieces(std::optional<JobId> job);
    /// Other services from now on, also after a restart; without a URL none. Running jobs go on as they are. Errors: disk codes.
    Result<void> useServices(CloudOptions services);
    [[nodiscard]] CloudClient &cloud() { return *m_cloud; }
    /// The arrays are told that this machine leaves, and are asked for nothing any more. False: none has to be told. CloudClient::left() follows.
    bool leave();
    /// False if there was no such ban.
    bool unbanPeer(const PeerAddress &peer, const std::optional<ContentId> &content);

    /// The picture as of now; what the last command did is in it.
    std::shared_ptr<const EngineSnapshot> current();
    /// Every content of the cache, as Store::listContents.
    void listContents(Store::Callback<std::vector<ContentRecord>> done);
    [[nodiscard]] Store &store() { return *m_store; }
    /// What is set, and the way to change it; changes apply at once.
    [[nodiscard]] SettingsKeeper &settings() { return *m_settings; }
    /// What happened, for whoever wants to follow or to explain it.
    [[nodiscard]] TraceRecorder &trace() { return *m_trace; }
    /// Measures anew; the next picture has it.
    void measure(PerfKeeper::Done done);
    [[nodiscard]] const QString &cacheDirectory() const { return m_options.store.cacheDirectory; }

Q_SIGNALS:
    /// At most 10 times a second while something changes, at once when a job ends, and when somebody asks for the picture.
    void snapshotTaken(const std::shared_ptr<const freshet::EngineSnapshot> &snapshot);
    void jobEnded(freshet::JobId id);

private:
    Engine(const EngineOptions &options, const Clock &clock, std::unique_ptr<Store> store, CacheDirectory directory,
           CacheDirectory traceDirectory, SettingsBook settings);
    void applySettings();
    /// Options of the swarms, as far as settings say something else than the options given.
    [[nodiscard]] SwarmOptions swarmOptions() const;
    void onJobChanged(const Transfer &job);
    [[nodiscard]] JobRow rowOf(const Transfer &job, MonotonicTime now) const;
    void armThrottle();
    void wakeThrottled();
    void pictureLimits(EngineSnapshot &snapshot);
    void traceRow(const JobRow &row, MonotonicTime now);
    void traceSettings();
    Transfer *find(JobId id) const;
    Result<void> startSwarms();
    void keepHistory(CacheDirectory directory);
    void rememberPeers(Swarm &swarm);
    Result<void> restoreJobs();
    /// What the jobs of an earlier run offered to peers is offered again.
    void serveAgain();
    /// What was durable of jobs that do not run yet: they were written down when they stopped, and pieces became durable after that.
    void recallProgress();
    Transfer &create(JobId id, DownloadRequest request);
    void startQueued();
    [[nodiscard]] bool mayTransfer(Priority priority) const;
    void onChanged();
    void noticeWake();
    void takeSnapshot();
    void lookAtPieces(MonotonicTime now);
    void forgetEnded();
    bool forgetOldestEnded();
    Result<Transfer *> find(JobId id, const QString &command) const;

    EngineOptions m_options;
    const Clock &m_clock;
    std::unique_ptr<Store> m_store;
    WorkThread m_notes{"notes"}; ///< writes the small files beside the ledger
    std::unique_ptr<SettingsKeeper> m_settings;
    std::unique_ptr<TraceRecorder> m_trace;
    std::unique_ptr<PerfKeeper> m_performance;
    std::unique_ptr<HistoryKeeper> m_history;
    QTimer m_measureTimer; ///< after the start, and after jobs ended
    RowTracer m_rows;
    PieceBook m_pieceBook;
    std::optional<JobId> m_watched;
    std::shared_ptr<const PiecePicture> m_pieces; ///< of m_watched
    MonotonicTime m_piecesAt{};
    std::set<JobId> m_dirty; ///< jobs that said that they changed, since the last snapshot
    std::shared_ptr<const SettingsPicture> m_tracedSettings;
    int m_maximumRunningJobs = 1;
    std::uint32_t m_connectionsPerSource = 1;
    Throttle m_throttle{[this] { armThrottle(); }};
    QTimer m_throttleTimer; ///< runs only while a limit makes somebody wait
    MonotonicTime m_throttleDue{};
    bool m_wakingThrottled = false;
    std::shared_ptr<CacheServers> m_cacheServers = std::make_shared<CacheServers>(); ///< for all jobs, with the bans
    std::unique_ptr<HttpClient> m_http;
    UploadCounts m_uploads;
    std::unique_ptr<PeerMemory> m_peerMemory;
    std::unique_ptr<CloudClient> m_cloud;
    std::unique_ptr<SwarmHub> m_hub;
    ContentClaims m_claims;
    std::unique_ptr<JobKeeper> m_keeper; ///< null: jobs end with the process
    std::vector<std::unique_ptr<Transfer>> m_jobs;
    std::deque<JobId> m_ended; ///< in the order in which they ended; may name jobs that go on again
    QTimer m_snapshotTimer;
    WakeWatch m_wakeWatch;
    std::uint64_t m_revision = 0;
    std::shared_ptr<const EngineSnapshot> m_latest;
    bool m_changedSince = true; ///< since m_latest
    std::atomic<std::int64_t> m_lastJob = 0;
};

} // namespace freshet
