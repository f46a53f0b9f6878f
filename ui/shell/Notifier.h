// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/SnapshotSource.h"
#include "ui/shell/UiState.h"

#include <QElapsedTimer>
#include <QTimer>

#include <optional>
#include <vector>

namespace freshet::ui {

/// Tells of transfers that finished or failed, as one message per burst: it waits until nothing more comes for a moment, and messages are far apart. What happens meanwhile is told together. Non-duty:
/// how a message is shown.
class Notifier final : public QObject {
    Q_OBJECT

public:
    struct Pace {
        std::chrono::milliseconds settle{2000};  ///< after the first event of a burst
        std::chrono::milliseconds apart{30'000}; ///< from message to message
    };

    /// Both outlive it.
    Notifier(SnapshotSource &source, UiState &state, Pace pace);

    // Of UiState; both are on until they are switched off.
    static inline const QString finishedKey = QStringLiteral("notify/finished");
    static inline const QString failedKey = QStringLiteral("notify/failed");

Q_SIGNALS:
    /// One job: the link to it, as of MainWindow::openPage; else to all.
    void message(const QString &title, const QString &text, bool isProblem, const QString &link);

private:
    struct Told {
        JobId job;
        QString name;
        bool failed;
    };
    void onEvents(const TraceBatch &batch);
    void tell();

    SnapshotSource &m_source;
    UiState &m_state;
    Pace m_pace;
    std::vector<Told> m_waiting;
    QTimer m_timer;
    std::optional<MonotonicTime> m_toldAt;
};

} // namespace freshet::ui
