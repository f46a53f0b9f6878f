// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

namespace freshet::ctl {

/// Exit codes that scripts may rely on.
enum ExitCode {
    Success = 0,
    Failure = 1,      ///< the command was understood but could not be carried out, or a proof failed
    Usage = 2,        ///< the arguments make no sense
    Interrupted = 130 ///< SIGINT, SIGTERM or SIGHUP; everything verified is kept; a running engine goes on
};

// Each takes the arguments behind its own name and returns an exit code.
int publishCommand(const QStringList &arguments);
int downloadCommand(const QStringList &arguments);
int metadataCommand(const QStringList &arguments);
int statusCommand(const QStringList &arguments);
int cacheCommand(const QStringList &arguments);
int engineCommand(const QStringList &arguments);
int groupCommand(const QStringList &arguments);
int seedCommand(const QStringList &arguments);
int pauseCommand(const QStringList &arguments);
int resumeCommand(const QStringList &arguments);
int retryCommand(const QStringList &arguments);
int cancelCommand(const QStringList &arguments);
int limitCommand(const QStringList &arguments);
int configCommand(const QStringList &arguments);
int completionCommand(const QStringList &arguments);
int shellCommand(const QStringList &arguments);
int logCommand(const QStringList &arguments);
int peersCommand(const QStringList &arguments);
int perfSnapCommand(const QStringList &arguments);
int servicesCommand(const QStringList &arguments);
int updateCommand(const QStringList &arguments);

} // namespace freshet::ctl
