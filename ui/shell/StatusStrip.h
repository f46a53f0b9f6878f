// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/EngineSnapshot.h"

#include <QLabel>
#include <QWidget>

namespace freshet::ui {

// Of all jobs.
BytesPerSecond receivedNow(const EngineSnapshot &snapshot);
BytesPerSecond sentNow(const EngineSnapshot &snapshot);
/// What holds the rates back at the moment, or that nothing does that Freshet knows of.
QString limitSentence(const EngineSnapshot &snapshot);
/// The same after what is worse: failed transfers are told of until somebody tries again or takes them off the list.
QString overallState(const EngineSnapshot &snapshot);
/// A line per limit, with what it lets through.
QString limitsInForce(const EngineSnapshot &snapshot);

/// The line at the bottom of the window: down, up, what limits them, free disk, cache.
class StatusStrip final : public QWidget {
    Q_OBJECT

public:
    StatusStrip();

    void show(const EngineSnapshot &snapshot);
    void clear();
    void retranslate();
    /// For switches that belong there, before the free disk.
    void addControl(QWidget *control);

private:
    QLabel *add(const QString &objectName);

    QLabel *m_down;
    QLabel *m_up;
    QLabel *m_limited;
    QWidget *m_controls;
    QLabel *m_disk;
    QLabel *m_cache;
};

} // namespace freshet::ui
