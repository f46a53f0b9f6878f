// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/service/Commands.h"
#include "core/base/Clock.h"
#include "core/service/ServiceDirectory.h"

#include <QCommandLineParser>
#include <QHostInfo>

namespace freshet::serve {

using namespace Qt::StringLiterals;

int initCommand(const QStringList &arguments)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(u"Makes the identity of a service: a certificate authority of its own, a server "
                                     u"certificate, the admin token that "
                                     "publishing needs, and a key that signs what is published."_s);
    parser.addHelpOption();
    parser.addPositionalArgument(u"init"_s, u"Make the identity."_s);
    parser.addOption({u"data-dir"_s, u"Where it is kept."_s, u"DIR"_s});
    parser.addOption({u"name"_s,
                      u"A host name or address under which clients reach the service; can be given more than once, the "
                      "first one is in the URLs that it gives (default: this machine's name)."_s,
                      u"NAME"_s});
    parser.addOption(
        {u"port"_s, u"The HTTPS port, for the command that is printed (default: 7681)."_s, u"PORT"_s, u"7681"_s});
    parser.process(QStringList{u"freshet-service"_s} + arguments);
    QStringList names = parser.values(u"name"_s);
    if (names.isEmpty())
        names = {QHostInfo::localHostName().toLower()};
    const auto directory =
        ServiceDirectory::make(dataDirectory(parser.value(u"data-dir"_s)), names, SystemClock().wall());
    if (!directory)
        return report(directory.error());
    const ServiceDirectory::Identity &identity = directory->identity();
    const QString host = names.first().contains(u':') ? u'[' + names.first() + u']' : names.first();
    printOut(u"The service is ready. SHA-256 of its authority:\n  %1\n"
             "Clients trust it with:\n  freshetctl services use https://%2:%3 --trust sha256:%1 --publisher %4 "
             "--freshness %8\n"
             "Publishers need:\n  --token-file %5 --sign-with %6\n"
             "Start it with:\n  freshet-service run --data-dir %7"_s.arg(
                 QString::fromStdString(identity.fingerprint.hex()), host, parser.value(u"port"_s),
                 QString::fromStdString(identity.publisher.hex()), directory->adminTokenFile(),
                 directory->publisherKeyFile(), dataDirectory(parser.value(u"data-dir"_s)),
                 QString::fromStdString(identity.freshness.hex())));
    return 0;
}

int renewCommand(const QStringList &arguments)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(
        u"Makes a new server certificate of the same authority: clients need not be told. Restart the service then."_s);
    parser.addHelpOption();
    parser.addPositionalArgument(u"renew"_s, u"Make the certificate."_s);
    parser.addOption({u"data-dir"_s, u"What \"init\" made, with ca.key."_s, u"DIR"_s});
    parser.addOption({u"name"_s, u"As with \"init\" (default: the names so far)."_s, u"NAME"_s});
    parser.process(QStringList{u"freshet-service"_s} + arguments);
    const auto directory = ServiceDirectory::renew(dataDirectory(parser.value(u"data-dir"_s)), parser.values(u"name"_s),
                                                   SystemClock().wall());
    if (!directory)
        return report(directory.error());
    printOut(
        u"There is a new certificate for %1. Restart the service."_s.arg(directory->identity().names.join(u", "_s)));
    return 0;
}

} // namespace freshet::serve
