// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/Console.h"

#include "app/ctl/Commands.h"
#include "ui/text/ErrorText.h"

#include <QCoreApplication>

#include <sys/ioctl.h>
#include <unistd.h>

#include <cstdio>

namespace freshet::ctl {

namespace {

void write(std::FILE *file, QString text)
{
    if (!text.endsWith(u'\n'))
        text += u'\n';
    const QByteArray bytes = text.toLocal8Bit();
    std::fwrite(bytes.constData(), 1, static_cast<std::size_t>(bytes.size()), file);
    std::fflush(file);
}

int terminalWidth()
{
    winsize size{};
    return ::ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0 ? size.ws_col : 80;
}

} // namespace

QString tr(const char *source)
{
    return QCoreApplication::translate("freshetctl", source);
}

QString tr(const char *source, const char *disambiguation, int n)
{
    return QCoreApplication::translate("freshetctl", source, disambiguation, n);
}

void printOut(const QString &text)
{
    write(stdout, text);
}

void printError(const QString &text)
{
    write(stderr, QCoreApplication::applicationName() + QStringLiteral(": ") + text);
}

int report(const Error &error)
{
    printError(text::describe(error));
    return Failure;
}

StatusLine::StatusLine()
    : m_terminal(::isatty(STDERR_FILENO) == 1)
{
}

StatusLine::~StatusLine()
{
    clear();
}

void StatusLine::show(const QString &text)
{
    if (!m_terminal)
        return;
    const QByteArray line = "\r\033[K" + text.left(terminalWidth() - 1).toLocal8Bit();
    std::fwrite(line.constData(), 1, static_cast<std::size_t>(line.size()), stderr);
    std::fflush(stderr);
    m_shown = true;
}

void StatusLine::clear()
{
    if (std::exchange(m_shown, false)) {
        std::fputs("\r\033[K", stderr);
        std::fflush(stderr);
    }
}

} // namespace freshet::ctl
