// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/desktop/DesktopOptions.h"
#include "app/desktop/EngineStart.h"
#include "app/desktop/LiveEngine.h"
#include "core/base/Clock.h"
#include "ui/shell/MainWindow.h"

#include <memory>

namespace freshet::desktop {

/// The application: its engine, its window, and what happens between them. Non-duty: what is shown (ui), what is done (core).
class Desktop final : public QObject {
    Q_OBJECT

public:
    explicit Desktop(const DesktopOptions &options);
    ~Desktop() override;

    /// Shows the window, or takes the picture that was asked for.
    void start();
    /// Somebody started the program once more.
    void startedAgain(const QStringList &arguments);
    [[nodiscard]] ui::MainWindow &window() { return m_window; }
    /// Null: it does not run.
    [[nodiscard]] LiveEngine *engine() { return m_engine.get(); }

Q_SIGNALS:
    /// The engine runs, or why it does not is shown.
    void settled();

private:
    void startEngine();
    void onStarted();
    /// Puts it into the panel that adds transfers.
    void offer(const QStringList &what);
    void takeScreenshot();

    DesktopOptions m_options;
    SystemClock m_clock;
    ui::UiState m_state;
    ui::MainWindow m_window;
    std::unique_ptr<EngineStart> m_starting;
    std::unique_ptr<LiveEngine> m_engine;
};

} // namespace freshet::desktop
