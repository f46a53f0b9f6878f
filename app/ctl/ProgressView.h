// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/ctl/Console.h"
#include "core/api/EngineSnapshot.h"

#include <optional>

namespace freshet::ctl {

/// Shows one job while it runs: a live line on a terminal; elsewhere a line whenever what it does changes, and every 10 %.
/// Fed with snapshots; keeps no time of its own.
class ProgressView {
public:
    void show(const JobRow &row, MonotonicTime now);
    void clear() { m_line.clear(); }

    /// "43.2 %  110.6 MiB of 256.0 MiB  512.3 MiB/s  3 s left  Receiving from the HTTP origin."
    static QString describe(const JobRow &row, MonotonicTime now);

private:
    StatusLine m_line;
    std::optional<ReasonCode> m_lastReason;
    std::uint64_t m_lastTenth = 0;
};

} // namespace freshet::ctl
