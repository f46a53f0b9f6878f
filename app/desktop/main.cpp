// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/Commands.h"
#include "app/ctl/StopSignals.h"
#include "app/desktop/Desktop.h"
#include "app/desktop/SingleInstance.h"

#include <QApplication>

using namespace freshet;

int main(int argc, char **argv)
{
    desktop::prepareEnvironment(argc, argv);
    QApplication application(argc, argv);
    QApplication::setApplicationName(QStringLiteral("freshet"));
    QApplication::setApplicationDisplayName(QStringLiteral("Freshet"));
    QApplication::setDesktopFileName(QStringLiteral("freshet"));
    QApplication::setApplicationVersion(QStringLiteral(FRESHET_VERSION));
    QApplication::setQuitOnLastWindowClosed(false);

    const QStringList arguments = QApplication::arguments().mid(1);
    const auto options = desktop::readOptions(arguments);
    if (!options)
        return options.error();
    const QString cacheDirectory = options->engine.store.cacheDirectory;
    const bool shows = options->screenshot.isEmpty();
    // As this process understands them: the other one stands in another directory.
    QStringList handed;
    if (!options->page.isEmpty())
        handed << QStringLiteral("--page") << options->page;
    handed += options->what;
    if (shows && desktop::SingleInstance::handOver(cacheDirectory, handed))
        return ctl::Success;

    ctl::StopSignals stop; // before any thread starts, so that all of them leave the signals to it
    QObject::connect(&stop, &ctl::StopSignals::requested, &application, [] { QApplication::exit(ctl::Success); });
    desktop::Desktop freshet(*options);
    std::optional<desktop::SingleInstance> instance;
    if (shows) {
        instance.emplace(cacheDirectory);
        QObject::connect(&*instance, &desktop::SingleInstance::started, &freshet, &desktop::Desktop::startedAgain);
    }
    freshet.start();
    return QApplication::exec();
}
