// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/SnapshotSource.h"
#include "core/engine/CacheService.h"
#include "core/engine/EngineHost.h"

#include <memory>

namespace freshet::desktop {

/// The engine of this process as a source of pictures. Commands are posted to the engine thread, answers come back to the thread that it lives in.
class LiveEngine final : public SnapshotSource, public EngineCommands {
    Q_OBJECT

public:
    /// `clock` outlives it.
    LiveEngine(std::unique_ptr<EngineHost> host, const Clock &clock);
    /// Ends the engine; what was received and proven becomes durable first.
    ~LiveEngine() override;

    [[nodiscard]] std::shared_ptr<const EngineSnapshot> snapshot() const override { return m_host->snapshot(); }
    [[nodiscard]] EngineCommands &commands() override { return *this; }
    [[nodiscard]] const Clock &clock() const override { return m_clock; }

    [[nodiscard]] UpdateSource *updates() override { return m_updates.get(); }
    /// Before anybody asks for them.
    void setUpdates(std::unique_ptr<UpdateSource> updates) { m_updates = std::move(updates); }

    void submit(DownloadRequest request, Answer<JobId> answer) override;
    void pause(JobId job, Done done) override { command(&Engine::pause, job, std::move(done)); }
    void resume(JobId job, Done done) override { command(&Engine::resume, job, std::move(done)); }
    void retry(JobId job, Done done) override { command(&Engine::retry, job, std::move(done)); }
    void cancel(JobId job, Done done) override { command(&Engine::cancel, job, std::move(done)); }
    void forget(JobId job, Done done) override { command(&Engine::forget, job, std::move(done)); }
    void watchPieces(std::optional<JobId> job) override;
    void banPeer(const PeerAddress &peer, const std::optional<ContentId> &content, std::chrono::seconds time) override;
    void unbanPeer(const PeerAddress &peer, const std::optional<ContentId> &content) override;
    void changeSetting(const QString &key, const std::optional<SettingValue> &value,
                       Answer<SettingRow> answer) override;
    void listCache(Answer<CachePicture> answer) override;
    void pin(const QString &fileId, const std::optional<WallTime> &until, Done done) override;
    void unpin(const QString &fileId, Done done) override;
    void expire(const QString &fileId, const std::optional<WallTime> &at, Done done) override;
    void deleteContents(const QStringList &fileIds, bool includePinned, Answer<DeleteOutcome> answer) override;
    void verifyContent(const QString &fileId, Answer<VerifyOutcome> answer) override;
    void askServices() override;
    void recentEvents(Answer<std::vector<TraceEvent>> answer) override;
    void measure() override;

private:
    void command(Result<void> (Engine::*what)(JobId), JobId job, Done done);
    void askCache(const QString &method, const QJsonObject &params, Answer<QJsonObject> answer);
    void retain(const QString &method, QJsonObject params, const QString &fileId, Done done);
    /// From the engine thread to ours.
    template <typename T>
    void reply(const Answer<T> &answer, Result<T> result);

    const Clock &m_clock;
    std::unique_ptr<CacheService> m_cache; ///< lives, and is destroyed, on the engine thread
    std::unique_ptr<EngineHost> m_host;
    std::unique_ptr<UpdateSource> m_updates; ///< works with this source: the first to go
};

} // namespace freshet::desktop
