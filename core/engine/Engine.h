// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/DownloadRequest.h"
#include "core/api/EngineSnapshot.h"
#include "core/engine/EngineOptions.h"
#include "core/engine/JobKeeper.h"
#include "core/engine/WakeWatch.h"
#include "core/transfer/Transfer.h"

#include <QObject>
#include <QTimer>

#include <atomic>
#include <deque>
#include <memory>
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

    /// The picture as of now; what the last command did is in it.
    std::shared_ptr<const EngineSnapshot> current();
    /// Every content of the cache, as Store::listContents.
    void listContents(Store::Callback<std::vector<ContentRecord>> done);
    [[nodiscard]] const QString &cacheDirectory() const { return m_options.store.cacheDirectory; }

Q_SIGNALS:
    /// At most 10 times a second while something changes, at once when a job ends, and when somebody asks for the picture.
    void snapshotTaken(const std::shared_ptr<const freshet::EngineSnapshot> &snapshot);
    void jobEnded(freshet::JobId id);

private:
    Engine(const EngineOptions &options, const Clock &clock, std::unique_ptr<Store> store);
    Transfer *find(JobId id) const;
    Result<void> restoreJobs();
    Transfer &create(JobId id, DownloadRequest request);
    void startQueued();
    void onChanged();
    void noticeWake();
    void takeSnapshot();
    void forgetEnded();
    bool forgetOldestEnded();
    Result<Transfer *> find(JobId id, const QString &command) const;

    EngineOptions m_options;
    const Clock &m_clock;
    std::unique_ptr<Store> m_store;
    std::unique_ptr<HttpClient> m_http;
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
