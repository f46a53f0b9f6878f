// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/DownloadRequest.h"
#include "core/api/EngineSnapshot.h"
#include "core/engine/EngineOptions.h"
#include "core/transfer/Transfer.h"

#include <QObject>
#include <QTimer>

#include <memory>
#include <vector>

namespace freshet {

/// All jobs of one cache directory, on the thread it lives in. Commands in, snapshots out. Invariant: at most
/// maximumRunningJobs are running; foreground jobs start before background jobs, older before newer. Non-duty: threads (EngineHost).
class Engine final : public QObject {
    Q_OBJECT

public:
    /// Opens the cache directory. Errors as Store::open.
    static Result<std::unique_ptr<Engine>> open(const EngineOptions &options, const Clock &clock);
    ~Engine() override;

    void add(JobId id, DownloadRequest request);
    // Unknown jobs are ignored: a command may cross the end of its job.
    void pause(JobId id);
    void resume(JobId id);
    void cancel(JobId id);

Q_SIGNALS:
    /// At most 10 times a second while something changes, and at once when a job ends.
    void snapshotTaken(const std::shared_ptr<const freshet::EngineSnapshot> &snapshot);
    void jobEnded(freshet::JobId id);

private:
    Engine(const EngineOptions &options, const Clock &clock, std::unique_ptr<Store> store);
    Transfer *find(JobId id) const;
    void startQueued();
    void onChanged();
    void takeSnapshot();

    EngineOptions m_options;
    const Clock &m_clock;
    std::unique_ptr<Store> m_store;
    std::unique_ptr<HttpClient> m_http;
    ContentClaims m_claims;
    std::vector<std::unique_ptr<Transfer>> m_jobs;
    QTimer m_snapshotTimer;
    std::uint64_t m_revision = 0;
};

} // namespace freshet
