// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/service/Commands.h"

#include "ui/text/ErrorText.h"

#include <QCoreApplication>
#include <QStandardPaths>

#include <cstdio>
#include <unistd.h>

namespace freshet::serve {

using namespace Qt::StringLiterals;

QString dataDirectory(const QString &given)
{
    if (!given.isEmpty())
        return given;
    const QString fromEnvironment = qEnvironmentVariable("FRESHET_SERVICE_DIR");
    if (!fromEnvironment.isEmpty())
        return fromEnvironment;
    if (::geteuid() == 0)
        return u"/var/lib/freshet-service"_s;
    return QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation) + u"/freshet-service"_s;
}

void printOut(const QString &text)
{
    std::fputs((text + u'\n').toLocal8Bit().constData(), stdout);
    std::fflush(stdout);
}

int report(const Error &error)
{
    std::fputs((u"freshet-service: "_s + text::describe(error) + u'\n').toLocal8Bit().constData(), stderr);
    return 1;
}

int usage(const QString &text)
{
    std::fputs((u"freshet-service: "_s + text + u'\n').toLocal8Bit().constData(), stderr);
    return 2;
}

} // namespace freshet::serve

int main(int argc, char **argv)
{
    using namespace Qt::StringLiterals;
    using namespace freshet::serve;

    QCoreApplication application(argc, argv);
    QCoreApplication::setApplicationName(u"freshet-service"_s);
    QCoreApplication::setApplicationVersion(QStringLiteral(FRESHET_VERSION));
    const QStringList arguments = QCoreApplication::arguments().mid(1);
    const QString command = arguments.value(0);
    if (command == "init"_L1)
        return initCommand(arguments);
    if (command == "renew"_L1)
        return renewCommand(arguments);
    if (command == "run"_L1)
        return runCommand(arguments);
    if (command == "contents"_L1 || command == "peers"_L1 || command == "stats"_L1)
        return listCommand(command, arguments);
    if (command == "cache-config"_L1)
        return cacheConfigCommand(arguments);
    if (command == "--version"_L1) {
        printOut(u"freshet-service " FRESHET_VERSION ""_s);
        return 0;
    }
    const QString overview =
        u"Freshet's services: where machines find each other, and what contents are.\n\n"
        "Usage: freshet-service COMMAND [arguments]\n\n"
        "  init          Make the identity of a service: authority, certificate, admin token, publisher key\n"
        "  run           Serve until SIGTERM or SIGINT\n"
        "  renew         Make a new server certificate of the same authority\n"
        "  contents      List the content policies of the running service\n"
        "  peers         List the peers that are registered with the running service\n"
        "  stats         Show what the running service has done\n"
        "  cache-config  Write the nginx configuration of a cache server\n\n"
        "\"freshet-service COMMAND --help\" explains a command."_s;
    if (command == "--help"_L1 || command == "help"_L1) {
        printOut(overview);
        return 0;
    }
    return usage(command.isEmpty() ? overview : u"There is no command \"%1\".\n"_s.arg(command) + overview);
}
