// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/DownloadRequest.h"
#include "core/api/EngineSnapshot.h"
#include "core/api/SettingRow.h"
#include "core/api/TraceEvent.h"
#include "core/base/PeerAddress.h"

#include <QStringList>

#include <chrono>
#include <functional>
#include <optional>
#include <vector>

namespace freshet {

/// What the cache holds at a moment.
struct CachePicture {
    std::vector<JobRow> contents; ///< without jobs; keyed by fileId
    Bytes held;                   ///< on disk, pinned contents included
    Bytes pinned;
    Bytes limit; ///< of what is not pinned
    Bytes diskCapacity;
    Bytes diskAvailable;
    bool clockSuspect = false; ///< the clock jumped: nothing is evicted by age until it is trusted again
};

/// What became of contents that were to be deleted.
struct DeleteOutcome {
    struct KeptContent {
        QString fileId;
        QString name;
        Error error;
    };
    QStringList deleted; ///< fileIds
    std::vector<KeptContent> kept;
    Bytes freed;
};

/// What a new look at every piece of a content found, in pieces.
struct VerifyOutcome {
    std::uint64_t checked = 0;
    std::uint64_t wrong = 0; ///< dropped; fetched again when somebody wants them
};

/// What a UI asks of an engine. Answers come later, on the thread that asked, never from within the call; an empty
/// answer function is allowed. Nothing is answered once the source is gone.
class EngineCommands {
public:
    template <typename T>
    using Answer = std::function<void(Result<T>)>;
    using Done = Answer<void>;

    virtual ~EngineCommands() = default;

    /// Errors: TooManyJobs, disk codes (it would not survive the process), InvalidArgument.
    virtual void submit(DownloadRequest request, Answer<JobId> answer) = 0;
    // Errors: UnknownJob, WrongJobState.
    virtual void pause(JobId job, Done done) = 0;
    virtual void resume(JobId job, Done done) = 0;
    virtual void retry(JobId job, Done done) = 0;
    virtual void cancel(JobId job, Done done) = 0;
    /// Takes a job that has ended off the list; its content stays in the cache.
    virtual void forget(JobId job, Done done) = 0;
    /// The job whose pieces EngineSnapshot::pieces shows; none: nobody looks at pieces. A source that knows of no pieces ignores it.
    virtual void watchPieces(std::optional<JobId>) {}

    /// Port 0: all ports. No content: all contents. Connections are closed at once; a ban ends by itself.
    virtual void banPeer(const PeerAddress &peer, const std::optional<ContentId> &content,
                         std::chrono::seconds time) = 0;
    virtual void unbanPeer(const PeerAddress &peer, const std::optional<ContentId> &content) = 0;

    /// No value: back to what would apply without the file. The answer is the row in force, once it is durable. Errors: UnknownSetting, InvalidArgument, disk codes.
    virtual void changeSetting(const QString &key, const std::optional<SettingValue> &value,
                               Answer<SettingRow> answer) = 0;

    // Of the cache. `fileId` as in JobRow. Errors: UnknownContent, ContentInUse, ContentPinned, disk codes.
    virtual void listCache(Answer<CachePicture> answer) = 0;
    virtual void pin(const QString &fileId, const std::optional<WallTime> &until, Done done) = 0;
    virtual void unpin(const QString &fileId, Done done) = 0;
    /// No date: at once.
    virtual void expire(const QString &fileId, const std::optional<WallTime> &at, Done done) = 0;
    /// Reads it again and proves every piece.
    virtual void verifyContent(const QString &fileId, Answer<VerifyOutcome> answer) = 0;
    virtual void deleteContents(const QStringList &fileIds, bool includePinned, Answer<DeleteOutcome> answer) = 0;

    /// Geo and keyvalue are asked now, whatever they said before; a later snapshot has what came of it. A source without services ignores it.
    virtual void askServices() {}

    /// The events that are still remembered, oldest first.
    virtual void recentEvents(Answer<std::vector<TraceEvent>> answer) = 0;
    /// Disk and load are measured anew; a later snapshot has them.
    virtual void measure() = 0;
};

} // namespace freshet
