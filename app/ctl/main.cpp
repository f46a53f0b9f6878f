// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/Arguments.h"
#include "app/ctl/Commands.h"
#include "app/ctl/Console.h"

#include <QCoreApplication>
#include <cstdio>

using namespace freshet::ctl;

namespace {

struct Command {
    const char *name;
    const char *summary;
    int (*run)(const QStringList &arguments);
};

constexpr Command commands[] = {
    {"publish", QT_TRANSLATE_NOOP("freshetctl", "Make content metadata of a file and print its ContentId"),
     publishCommand},
    {"download", QT_TRANSLATE_NOOP("freshetctl", "Obtain a content, proven, into a file"), downloadCommand},
    {"seed", QT_TRANSLATE_NOOP("freshetctl", "Serve a file to peers"), seedCommand},
    {"group", QT_TRANSLATE_NOOP("freshetctl", "Make the credential of a new group of machines"), groupCommand},
    {"metadata",
     QT_TRANSLATE_NOOP("freshetctl", "Show content metadata, verify a file with it, export a piece hash file"),
     metadataCommand},
    {"status", QT_TRANSLATE_NOOP("freshetctl", "Show every content of the cache and where its bytes came from"),
     statusCommand},
    {"cache", QT_TRANSLATE_NOOP("freshetctl", "Show what the cache keeps; pin, unpin, expire or delete contents"),
     cacheCommand},
    {"engine", QT_TRANSLATE_NOOP("freshetctl", "Run the engine in the foreground, for other commands to use"),
     engineCommand},
    {"pause", QT_TRANSLATE_NOOP("freshetctl", "Pause a job of the running engine"), pauseCommand},
    {"resume", QT_TRANSLATE_NOOP("freshetctl", "Let a paused job go on"), resumeCommand},
    {"retry", QT_TRANSLATE_NOOP("freshetctl", "Let a failed job try again"), retryCommand},
    {"cancel", QT_TRANSLATE_NOOP("freshetctl", "End a job of the running engine"), cancelCommand},
    {"limit", QT_TRANSLATE_NOOP("freshetctl", "Limit the speed of a job"), limitCommand},
    {"peers", QT_TRANSLATE_NOOP("freshetctl", "Show the peers of the running engine; ban and unban them"),
     peersCommand},
    {"services", QT_TRANSLATE_NOOP("freshetctl", "Show or set the services that vouch for contents and match peers"),
     servicesCommand},
    {"perfsnap", QT_TRANSLATE_NOOP("freshetctl", "Show totals, connections, disk and load"), perfSnapCommand},
    {"update", QT_TRANSLATE_NOOP("freshetctl", "Publish, plan, apply and roll back updates of installed trees"),
     updateCommand},
    {"log", QT_TRANSLATE_NOOP("freshetctl", "Show what happened and why"), logCommand},
    {"completion", QT_TRANSLATE_NOOP("freshetctl", "Print a script that completes commands in a shell"),
     completionCommand},
    {"shell", QT_TRANSLATE_NOOP("freshetctl", "\"shell completion\" is another name of completion"), shellCommand},
    {"config", QT_TRANSLATE_NOOP("freshetctl", "Show and change settings"), configCommand},
};

QString overview()
{
    QString text = tr("Freshet delivers software updates from the sources closest to you, every piece proven.")
                   + QStringLiteral("\n\n") + tr("Usage: freshetctl COMMAND [arguments]") + QStringLiteral("\n\n");
    for (const Command &command : commands)
        text += QStringLiteral("  %1 %2\n").arg(QLatin1StringView(command.name), -10).arg(tr(command.summary));
    return text + QLatin1Char('\n')
           + tr("\"freshetctl COMMAND --help\" explains a command; --version tells the version.") + QLatin1Char('\n')
           + tr("Exit codes: 0 done, 1 failed, 2 arguments not understood, 130 interrupted.");
}

/// What the shell may offer for the last of `words`.
int complete(const QStringList &words)
{
    for (const Command &command : commands)
        if (words.size() > 1 && words.first() == QLatin1StringView(command.name))
            return command.run(QStringList{QString::fromLatin1(Arguments::completionRequest)} + words.mid(1));
    if (words.size() > 1)
        return Success;
    for (const Command &command : commands)
        printOut(QString::fromLatin1(command.name) + QLatin1Char('\t') + tr(command.summary));
    return Success;
}

/// Output that did not arrive is a failure, however well the rest went.
int checkedExit(int code)
{
    if (std::fflush(stdout) == 0 && !std::ferror(stdout))
        return code;
    report({.code = freshet::ErrorCode::OutputUnwritable,
            .operation = QStringLiteral("write standard output"),
            .kept = freshet::Kept::InputUntouched,
            .next = freshet::NextStep::RunAgain});
    return code == Success ? Failure : code;
}

} // namespace

int main(int argc, char **argv)
{
    // Nothing here needs GLib's event loop, which asks every socket in turn through more layers.
    qputenv("QT_NO_GLIB", "1");
    QCoreApplication application(argc, argv);
    QCoreApplication::setApplicationName(QStringLiteral("freshetctl"));
    QCoreApplication::setApplicationVersion(QStringLiteral(FRESHET_VERSION));

    const QStringList arguments = QCoreApplication::arguments().mid(1);
    if (arguments.isEmpty()) {
        printError(overview());
        return Usage;
    }
    const QString name = arguments.first();
    if (name == QLatin1StringView("--help") || name == QLatin1StringView("-h") || name == QLatin1StringView("help")) {
        printOut(overview());
        return Success;
    }
    if (name == QLatin1StringView("--version") || name == QLatin1StringView("version")) {
        printOut(QStringLiteral("freshetctl " FRESHET_VERSION));
        return Success;
    }
    if (name == QLatin1StringView(Arguments::completionRequest))
        return complete(arguments.mid(1));
    for (const Command &command : commands)
        if (name == QLatin1StringView(command.name))
            return checkedExit(command.run(arguments.mid(1)));
    printError(tr("There is no command \"%1\".").arg(name) + QLatin1Char('\n') + overview());
    return Usage;
}
