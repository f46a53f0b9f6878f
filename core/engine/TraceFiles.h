// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/TraceEvent.h"
#include "core/base/UniqueFd.h"
#include "core/store/CacheDirectory.h"

#include <functional>

namespace freshet {

struct TraceFileLimits {
    Bytes fileSize = 4_MiB; ///< a larger one is put aside
    int keptFiles = 3;      ///< of those put aside
};

/// Appends events to trace.log in the cache directory, a line each (core/trace/README.md). Invariants: only whole lines stay in a file; all files together are
/// at most keptFiles + 1 times the limit; whatever cannot be written is counted and confessed in the file as soon as it takes something again.
/// Not synced: after a power cut the last lines may be missing. Lives on one thread, which it may block.
class TraceFiles {
public:
    TraceFiles(CacheDirectory directory, TraceFileLimits limits = {});

    void append(const std::vector<TraceEvent> &events);

private:
    [[nodiscard]] bool openLatest();
    void rotate();
    [[nodiscard]] bool write(const QByteArray &lines);

    CacheDirectory m_directory;
    TraceFileLimits m_limits;
    UniqueFd m_file;
    std::uint64_t m_size = 0;
    std::uint64_t m_lost = 0;     ///< events that could not be written since the last that could
    std::uint64_t m_lastLost = 0; ///< number of the last of them
};

/// Reads what the files of a cache directory hold, oldest first, also while an engine writes them. Lines that are no record are left out. Error:
/// FileUnreadable; no directory and no file are no error.
Result<void> readTrace(const QString &cacheDirectory, const std::function<void(const TraceEvent &)> &onEvent);

} // namespace freshet
