// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Clock.h"
#include "core/base/Error.h"
#include "core/store/Store.h"

#include <QObject>
#include <QTimer>

#include <optional>

namespace freshet {

/// Waits until the disk takes writes again (full, read-only, gone, no descriptors left) and says so. It looks again after a second,
/// then after twice as long each time, at most every 30 seconds; work that got on resets that. Non-duty: what waits, and what it does then.
class DiskWait final : public QObject {
    Q_OBJECT

public:
    static constexpr std::chrono::milliseconds firstLook{1000};
    static constexpr std::chrono::milliseconds longestLook{30'000};

    /// `store` and `clock` outlive it.
    DiskWait(Store &store, const Clock &clock);

    /// Whether the error goes away by itself, or by what somebody does about it elsewhere.
    static bool helps(ErrorCode code);

    void start(const Error &error);
    void stop();
    void onProgress() { m_interval = firstLook; }

    [[nodiscard]] bool isWaiting() const { return m_error.has_value(); }
    /// What is being waited for; of the last look.
    [[nodiscard]] const std::optional<Error> &error() const { return m_error; }
    [[nodiscard]] MonotonicTime nextLook() const { return m_nextLook; }

Q_SIGNALS:
    /// error() or nextLook() is another one.
    void changed();
    /// It can be tried again; not waiting any more.
    void over();

private:
    void arm();
    void look();
    void onLooked(int wait, const Result<void> &outcome);

    Store &m_store;
    const Clock &m_clock;
    QTimer m_timer;
    std::chrono::milliseconds m_interval = firstLook;
    std::optional<Error> m_error;
    MonotonicTime m_nextLook;
    int m_wait = 0; ///< counts starts and stops: an answer from before the last one is not wanted
};

} // namespace freshet
