// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/ControlServer.h"
#include "core/engine/Engine.h"

#include <QEventLoop>

#include <atomic>
#include <functional>
#include <future>
#include <memory>
#include <thread>

namespace freshet {

/// Runs an Engine on a thread of its own. The only thing that other threads touch: commands are posted in, immutable
/// snapshots are pulled out. Its signals are emitted on the thread that the host lives in.
class EngineHost final : public QObject {
    Q_OBJECT

public:
    /// Waits until the engine has opened its cache directory and its control socket, or has failed to. Without the socket an engine
    /// with Access::Watch still does what it is for; one with Access::Full does not. `clock` outlives the host.
    static Result<std::unique_ptr<EngineHost>> start(const EngineOptions &options, const Clock &clock);
    /// Stops all jobs; what was received and proven becomes durable first.
    ~EngineHost() override;

    void seed(std::shared_ptr<const Metainfo> metainfo, std::shared_ptr<const UniqueFd> file,
              std::vector<QUrl> trackers);
    JobId submit(DownloadRequest request);
    void pause(JobId id);
    void resume(JobId id);
    void cancel(JobId id);
    /// Anything else: `work` runs on the engine thread, in the order of the posts.
    void post(std::function<void(Engine &)> work);
    void limitJob(JobId id, std::optional<BytesPerSecond> limit);
    /// As of Engine.
    void banPeer(const PeerAddress &peer, const std::optional<ContentId> &content, std::chrono::seconds time);
    void unbanPeer(const PeerAddress &peer, const std::optional<ContentId> &content);
    /// No value: back to the default. settingRefused follows when it cannot be; else the next snapshot has it.
    void changeSetting(const QString &key, const std::optional<SettingValue> &value);

    /// The latest picture; never null. Any thread.
    [[nodiscard]] std::shared_ptr<const EngineSnapshot> snapshot() const { return m_snapshot.load(); }

Q_SIGNALS:
    void snapshotChanged();
    void jobEnded(freshet::JobId id);
    /// What happened, in its order, a few times a second while something does.
    void eventsRecorded(const freshet::TraceBatch &batch);
    void settingRefused(const QString &key, const freshet::Error &error);
    /// Emitted on the engine thread; connect to snapshotChanged instead.
    void snapshotPublished();

private:
    EngineHost();
    std::optional<Error> openControl(const ControlOptions &options, const Clock &clock);

    void run(const EngineOptions &options, const Clock &clock, std::promise<Result<void>> &opened);

    std::unique_ptr<Engine> m_engine;         ///< lives, and is destroyed, on m_thread
    std::unique_ptr<ControlServer> m_control; ///< likewise
    std::unique_ptr<QEventLoop> m_loop;       ///< likewise
    std::atomic<std::shared_ptr<const EngineSnapshot>> m_snapshot;
    /// Not a QThread: that ends before its thread-local destructors have run, and libraries keep state there.
    std::thread m_thread;
};

} // namespace freshet
