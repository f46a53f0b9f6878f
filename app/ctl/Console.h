// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Error.h"

#include <QString>

namespace freshet::ctl {

QString tr(const char *source);
QString tr(const char *source, const char *disambiguation, int n);

/// One or more lines to standard output, flushed. A line feed is added when there is none.
void printOut(const QString &text);
/// The same to standard error, with "freshetctl: " in front.
void printError(const QString &text);
/// A failure in the words of ui/text, to standard error. Returns ExitCode::Failure.
int report(const Error &error);

/// Rewrites one line of a terminal on standard error; elsewhere prints nothing.
class StatusLine {
public:
    StatusLine();
    ~StatusLine();
    void show(const QString &text);
    /// Removes the line, so that ordinary output may follow.
    void clear();
    [[nodiscard]] bool isTerminal() const { return m_terminal; }

private:
    bool m_terminal;
    bool m_shown = false;
};

} // namespace freshet::ctl
