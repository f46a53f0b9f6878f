// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/EngineOptions.h"

#include <QSize>
#include <QString>
#include <QStringList>

#include <expected>

namespace freshet::desktop {

/// What the command line asks for.
struct DesktopOptions {
    EngineOptions engine;
    QString page;       ///< "transfers", "transfers:12"; empty: the last one
    QStringList what;   ///< addresses and files to add
    QString stateFile;  ///< what the windows remember
    QString screenshot; ///< where a picture of the page goes, instead of showing a window
    QSize size;         ///< of the window; empty: the last one
    bool dark = false;  ///< else as the system has it
    bool rightToLeft = false;
};

/// Before the application is made: a screenshot needs no display, and its scale has to be known.
void prepareEnvironment(int argc, char **argv);

/// Errors are the exit code to end with; what is wrong has been printed.
std::expected<DesktopOptions, int> readOptions(const QStringList &arguments);

} // namespace freshet::desktop
