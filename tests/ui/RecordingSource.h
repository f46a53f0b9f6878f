// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/SnapshotSource.h"

#include <memory>
#include <vector>

namespace freshet::test {

/// A source of pictures that a test made. What it is asked for is noted down and answered with success.
class RecordingSource final : public SnapshotSource, public EngineCommands {
public:
    void give(std::shared_ptr<const EngineSnapshot> snapshot)
    {
        m_snapshot = std::move(snapshot);
        Q_EMIT changed();
    }
    [[nodiscard]] const QStringList &asked() const { return m_asked; }

    [[nodiscard]] std::shared_ptr<const EngineSnapshot> snapshot() const override { return m_snapshot; }
    [[nodiscard]] EngineCommands &commands() override { return *this; }
    [[nodiscard]] const Clock &clock() const override { return m_clock; }

    void submit(DownloadRequest request, Answer<JobId> answer) override
    {
        note(QStringLiteral("submit ") + request.fileName);
        answer(JobId{1000});
    }
    void pause(JobId job, Done done) override { note("pause", job, done); }
    void resume(JobId job, Done done) override { note("resume", job, done); }
    void retry(JobId job, Done done) override { note("retry", job, done); }
    void cancel(JobId job, Done done) override { note("cancel", job, done); }
    void forget(JobId job, Done done) override { note("forget", job, done); }
    void watchPieces(std::optional<JobId> job) override
    {
        note(QStringLiteral("watch ") + (job ? QString::number(job->value()) : QStringLiteral("none")));
    }
    void banPeer(const PeerAddress &peer, const std::optional<ContentId> &, std::chrono::seconds) override
    {
        note(QStringLiteral("ban ") + QString::fromStdString(peer.text()));
    }
    void unbanPeer(const PeerAddress &peer, const std::optional<ContentId> &) override
    {
        note(QStringLiteral("unban ") + QString::fromStdString(peer.text()));
    }
    void changeSetting(const QString &key, const std::optional<SettingValue> &, Answer<SettingRow>) override
    {
        note(QStringLiteral("set ") + key);
    }
    void listCache(Answer<CachePicture> answer) override { answer(CachePicture{}); }
    void pin(const QString &fileId, const std::optional<WallTime> &, Done) override
    {
        note(QStringLiteral("pin ") + fileId);
    }
    void unpin(const QString &fileId, Done) override { note(QStringLiteral("unpin ") + fileId); }
    void expire(const QString &fileId, const std::optional<WallTime> &, Done) override
    {
        note(QStringLiteral("expire ") + fileId);
    }
    void deleteContents(const QStringList &fileIds, bool, Answer<DeleteOutcome>) override
    {
        note(QStringLiteral("delete ") + fileIds.join(u' '));
    }
    void verifyContent(const QString &fileId, Answer<VerifyOutcome>) override
    {
        note(QStringLiteral("verify ") + fileId);
    }
    void recentEvents(Answer<std::vector<TraceEvent>> answer) override { answer(std::vector<TraceEvent>{}); }
    void measure() override { note(QStringLiteral("measure")); }

private:
    void note(const QString &what) { m_asked.append(what); }
    void note(const char *what, JobId job, const Done &done)
    {
        m_asked.append(QString::fromLatin1(what) + u' ' + QString::number(job.value()));
        if (done)
            done({});
    }

    SystemClock m_clock;
    std::shared_ptr<const EngineSnapshot> m_snapshot = std::make_shared<const EngineSnapshot>();
    QStringList m_asked;
};

} // namespace freshet::test
