// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/DownloadRequest.h"
#include "core/store/Store.h"
#include "core/transfer/Transfer.h"

#include <QObject>
#include <QTimer>

#include <functional>
#include <map>

namespace freshet {

/// Remembers the jobs of an engine in the ledger, so that the next engine takes them up. Writes only what lasts: a new job, what its
/// content is, that it was paused, failed or completed; what could not be written is written later. Invariant: a completed job keeps
/// neither its subject nor the query of its URL, which may be a secret that is no longer needed.
/// Non-duty: what becomes of a job.
class JobKeeper final : public QObject {
    Q_OBJECT

public:
    struct EarlierJob {
        JobId id;
        DownloadRequest request; ///< without a directory
        KnownDirectory directory;
        JobRow row; ///< its last lasting picture
    };
    struct Earlier {
        std::vector<EarlierJob> jobs; ///< oldest first
        JobId last;                   ///< no new job may have this number or a lower one
    };

    /// Both outlive the keeper.
    JobKeeper(Store &store, const Clock &clock);
    /// What is still to be written goes before the store ends.
    ~JobKeeper() override;

    /// The jobs of earlier runs. Blocks; once, before anything else. A record that nobody understands is left alone.
    Result<Earlier> load();

    /// `recorded` is called from the event loop.
    void add(JobId id, const DownloadRequest &request, std::function<void(const Result<void> &)> recorded);
    void onChanged(const Transfer &job);
    void forget(JobId id);

private:
    /// What of a job is worth a write when it changes.
    struct Lasting {
        JobState state = JobState::Queued; ///< one for all states in which a job is to go on
        bool contentKnown = false;
        bool operator==(const Lasting &) const = default;
    };
    struct Entry {
        QByteArray request;
        QByteArray subject; ///< shared with the job's own
        QByteArray progress;
        Lasting written;
        bool wholeWanted = false; ///< the next write replaces all of the record
        bool writing = false;
        bool dirty = false; ///< changed since the last write began
    };

    static Lasting lastingOf(const Transfer &job);
    void write(JobId id);
    void onWritten(JobId id, bool known, const std::optional<Error> &error);
    void writeAllDirty();

    Store &m_store;
    const Clock &m_clock;
    std::map<JobId, Entry> m_entries;
    QTimer m_retry;
};

} // namespace freshet
