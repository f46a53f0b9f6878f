// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/SnapshotSource.h"

#include <QAction>
#include <QToolButton>

namespace freshet::ui {

/// What is done to all jobs at once: pause, resume, the alternative limits. In the menu, in the status strip and in the tray; available while there is a source.
class GlobalActions final : public QObject {
    Q_OBJECT

public:
    explicit GlobalActions(QObject *parent);

    /// Null: there is none.
    void setSource(SnapshotSource *source);
    void show(const EngineSnapshot &snapshot);
    void retranslate();

    [[nodiscard]] QAction *pauseAll() const { return m_pause; }
    [[nodiscard]] QAction *resumeAll() const { return m_resume; }
    [[nodiscard]] QAction *alternative() const { return m_alternative; }
    /// Shows the one of pause and resume that has something to do.
    [[nodiscard]] QToolButton *makeButton(QAction *action) const;

Q_SIGNALS:
    void refused(const freshet::Error &error);

private:
    void pause();
    void resume();
    void setAlternative(bool on);

    SnapshotSource *m_source = nullptr;
    QAction *m_pause;
    QAction *m_resume;
    QAction *m_alternative;
};

} // namespace freshet::ui
