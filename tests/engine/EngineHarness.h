// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/EngineHost.h"
#include "core/meta/Metainfo.h"
#include "tests/support/HostileServer.h"

#include <QTemporaryDir>

#include <memory>

namespace freshet::test {

/// `size` bytes that do not repeat within a piece; the same for the same seed.
QByteArray payload(qsizetype size, unsigned seed = 1);

/// Content metadata of `data` with the given sources; `pieceLength` as published unless given.
Metainfo metadataOf(const QByteArray &data, const std::vector<QUrl> &sources,
                    const std::optional<Bytes> &pieceLength = {});

/// What an honest server answers: the range that was asked for out of `data`, with a strong ETag.
HostileReply serve(const SeenRequest &request, const QByteArray &data);

/// A real engine on a cache directory of its own.
class EngineHarness {
public:
    /// `clock`, if given, outlives the harness.
    explicit EngineHarness(EngineOptions options = quickOptions(), const Clock *clock = nullptr);

    /// Retries after milliseconds instead of seconds.
    static EngineOptions quickOptions();

    [[nodiscard]] EngineHost &host() { return *m_host; }
    /// Ends the engine and opens another one on the same cache directory.
    void restart();
    /// Ends the engine; host() is gone.
    void stop() { m_host.reset(); }
    /// The only content of the cache, as the ledger has it.
    [[nodiscard]] JobRow resting() const;
    [[nodiscard]] DownloadRequest request(const Metainfo &metainfo);
    [[nodiscard]] DownloadRequest request(const QUrl &url, const std::optional<Sha256Digest> &digest = {});

    /// Submits and waits for the end; the job's last row.
    JobRow run(DownloadRequest request);
    JobRow wait(JobId job);
    [[nodiscard]] JobRow row(JobId job) const;
    [[nodiscard]] QByteArray delivered() const;
    [[nodiscard]] QString path(const QString &name) const { return m_dir.filePath(name); }

private:
    [[nodiscard]] DownloadRequest emptyRequest();

    QTemporaryDir m_dir;
    EngineOptions m_options;
    SystemClock m_systemClock;
    const Clock &m_clock;
    std::unique_ptr<EngineHost> m_host;
};

} // namespace freshet::test
