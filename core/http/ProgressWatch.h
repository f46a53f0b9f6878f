// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Clock.h"
#include "core/base/Error.h"
#include "core/http/HttpOptions.h"

#include <optional>

namespace freshet {

/// The deadlines of one hop: head, idle, minimum progress. Facts in, one question out; time is an argument.
/// Invariant: while paused no deadline runs; a resumed transfer has a full idle timeout and a full window again.
class ProgressWatch {
public:
    explicit ProgressWatch(const HttpOptions &options);

    void onRequestSent(MonotonicTime now);
    void onHead(MonotonicTime now);
    void onBytes(Bytes count, MonotonicTime now);
    void onPause();
    void onResume(MonotonicTime now);
    void onEnd() { m_stage = Stage::Off; }

    /// Timeout or NoProgress when a deadline has passed. Closes a window that went well.
    std::optional<ErrorCode> verdict(MonotonicTime now);
    /// When to ask again; nullopt: no deadline runs.
    [[nodiscard]] std::optional<MonotonicTime> deadline() const;

private:
    enum class Stage { Off, Head, Body, Paused };

    std::chrono::milliseconds m_headTimeout;
    std::chrono::milliseconds m_idleTimeout;
    std::chrono::milliseconds m_window;
    Bytes m_minimum;
    Stage m_stage = Stage::Off;
    MonotonicTime m_since{}; ///< of the request, or of the last byte
    MonotonicTime m_windowStart{};
    Bytes m_windowBytes{};
};

} // namespace freshet
