// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/EngineCommands.h"
#include "core/api/EngineSnapshot.h"

#include <QButtonGroup>
#include <QLabel>
#include <QWidget>

#include <functional>

namespace freshet::ui {

/// With whom this machine exchanges what it has: the setting peers.mode in four words. Until somebody chooses, nothing is offered beyond the own network.
class SharingChoice final : public QWidget {
    Q_OBJECT

public:
    /// `commands` is asked anew each time: it is those of the source that is there at the moment.
    explicit SharingChoice(std::function<EngineCommands &()> commands);

    void showSnapshot(const EngineSnapshot &snapshot);

private:
    void choose(DownloadMode mode);

    std::function<EngineCommands &()> m_commands;
    QButtonGroup *m_choices;
    QLabel *m_says;
    QString m_problem; ///< why the last choice was not taken
};

} // namespace freshet::ui
