// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/SnapshotSource.h"

#include <QTimer>

namespace freshet::test {

/// Updates that are drawn by hand.
class PictureUpdates final : public UpdateSource {
public:
    [[nodiscard]] std::shared_ptr<const UpdateTable> table() const override { return m_table; }
    void setTable(UpdateTable table)
    {
        m_table = std::make_shared<const UpdateTable>(std::move(table));
        Q_EMIT changed();
    }
    Result<void> add(const QString &, const QString &, const QString &) override { return {}; }
    void remove(const QString &) override {}
    void check(const QString &) override {}
    void apply(const QString &) override {}
    void pause(const QString &) override {}
    void resume(const QString &) override {}
    void cancel(const QString &) override {}
    void rollBack(const QString &) override {}
    void verify(const QString &) override {}

private:
    std::shared_ptr<const UpdateTable> m_table = std::make_shared<const UpdateTable>();
};

/// A source whose pictures are drawn by hand, for tests of what pages make of them. Commands are noted, and answered from the event loop.
class PictureSource final : public SnapshotSource, public EngineCommands {
    Q_OBJECT

public:
    PictureSource()
        : m_snapshot(std::make_shared<EngineSnapshot>())
    {
    }

    void setSnapshot(EngineSnapshot snapshot)
    {
        snapshot.revision = m_snapshot->revision + 1;
        m_snapshot = std::make_shared<const EngineSnapshot>(std::move(snapshot));
        Q_EMIT changed();
    }

    [[nodiscard]] std::shared_ptr<const EngineSnapshot> snapshot() const override { return m_snapshot; }
    [[nodiscard]] EngineCommands &commands() override { return *this; }
    [[nodiscard]] const Clock &clock() const override { return m_clock; }
    [[nodiscard]] UpdateSource *updates() override { return &products; }

    void submit(DownloadRequest, Answer<JobId>) override { note(QStringLiteral("submit")); }
    void pause(JobId job, Done done) override { command("pause", job, done); }
    void resume(JobId job, Done done) override { command("resume", job, done); }
    void retry(JobId job, Done done) override { command("retry", job, done); }
    void cancel(JobId job, Done done) override { command("cancel", job, done); }
    void forget(JobId job, Done done) override { command("forget", job, done); }
    void banPeer(const PeerAddress &peer, const std::optional<ContentId> &, std::chrono::seconds time) override
    {
        note(QStringLiteral("ban %1 %2").arg(QString::fromStdString(peer.ip.text())).arg(time.count()));
    }
    void unbanPeer(const PeerAddress &peer, const std::optional<ContentId> &) override
    {
        note(QStringLiteral("unban %1").arg(QString::fromStdString(peer.ip.text())));
    }
    void changeSetting(const QString &key, const std::optional<SettingValue> &value, Answer<SettingRow> answer) override
    {
        const SettingRow *before = m_snapshot->settings ? m_snapshot->settings->find(key) : nullptr;
        note(QStringLiteral("set %1 %2")
                 .arg(key, value && before ? settingText(before->kind, *value) : QStringLiteral("default")));
        if (!answer || !before)
            return;
        SettingRow row = *before;
        row.value = value.value_or(row.defaultValue);
        row.provider = value ? SettingProvider::File : SettingProvider::Default;
        QTimer::singleShot(0, this, [this, answer, row] {
            if (refuse)
                answer(std::unexpected(*refuse));
            else
                answer(row);
        });
    }
    void listCache(Answer<CachePicture> answer) override
    {
        QTimer::singleShot(0, this, [this, answer] { answer(cache); });
    }
    void pin(const QString &fileId, const std::optional<WallTime> &, Done done) override
    {
        note(QStringLiteral("pin ") + fileId);
        finish(done);
    }
    void unpin(const QString &fileId, Done done) override
    {
        note(QStringLiteral("unpin ") + fileId);
        finish(done);
    }
    void expire(const QString &fileId, const std::optional<WallTime> &, Done done) override
    {
        note(QStringLiteral("expire ") + fileId);
        finish(done);
    }
    void deleteContents(const QStringList &fileIds, bool, Answer<DeleteOutcome> answer) override
    {
        note(QStringLiteral("delete ") + fileIds.join(u' '));
        std::erase_if(cache.contents, [&](const JobRow &row) { return fileIds.contains(row.fileId); });
        QTimer::singleShot(0, this,
                           [answer, fileIds] { answer(DeleteOutcome{.deleted = fileIds, .kept = {}, .freed = {}}); });
    }
    void verifyContent(const QString &fileId, Answer<VerifyOutcome> answer) override
    {
        note(QStringLiteral("verify ") + fileId);
        QTimer::singleShot(0, this, [this, answer] { answer(verified); });
    }
    void askServices() override { note(QStringLiteral("askServices")); }
    void recentEvents(Answer<std::vector<TraceEvent>> answer) override
    {
        QTimer::singleShot(0, this, [this, answer] { answer(events); });
    }
    void measure() override { ++measured; }

    QStringList commandsSeen;
    PictureUpdates products;
    CachePicture cache;
    std::vector<TraceEvent> events;
    std::optional<Error> refuse;                      ///< what changeSetting says
    Result<VerifyOutcome> verified = VerifyOutcome{}; ///< what verifyContent says
    int measured = 0;

private:
    void note(const QString &text) { commandsSeen.append(text); }
    void command(const char *name, JobId job, const Done &done)
    {
        note(QStringLiteral("%1 %2").arg(QString::fromLatin1(name)).arg(job.value()));
        finish(done);
    }
    void finish(const Done &done)
    {
        if (done)
            QTimer::singleShot(0, this, [done] { done({}); });
    }

    SystemClock m_clock;
    std::shared_ptr<const EngineSnapshot> m_snapshot;
};

} // namespace freshet::test
