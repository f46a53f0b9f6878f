// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/service/Commands.h"
#include "core/base/DurableFile.h"
#include "core/cloud/ServiceHttp.h"
#include "core/service/ServiceDirectory.h"

#include <QCommandLineParser>
#include <QEventLoop>
#include <QJsonDocument>

namespace freshet::serve {

using namespace Qt::StringLiterals;

int listCommand(const QString &what, const QStringList &arguments)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(u"Asks the running service, with the admin token of its data directory. Prints JSON."_s);
    parser.addHelpOption();
    parser.addPositionalArgument(what, u"What to show."_s);
    parser.addOption({u"data-dir"_s, u"What \"init\" made."_s, u"DIR"_s});
    parser.addOption({u"service"_s, u"Where it listens (default: port 7681 of the first name of the service)."_s, u"URL"_s});
    parser.process(QStringList{u"freshet-service"_s} + arguments);
    const auto directory = ServiceDirectory::open(dataDirectory(parser.value(u"data-dir"_s)));
    if (!directory)
        return report(directory.error());
    const auto authority = readWhole(directory->authorityFile());
    if (!authority)
        return report(authority.error());
    QUrl url(parser.value(u"service"_s), QUrl::StrictMode);
    if (!parser.isSet(u"service"_s)) {
        url.setScheme(u"https"_s);
        url.setHost(directory->identity().names.first());
        url.setPort(7681);
    }
    CloudOptions options;
    options.url = url;
    options.authority = *authority;
    ServiceHttp http(options);
    QEventLoop loop;
    int code = 0;
    http.get(url.resolved(QUrl(u"/v1/admin/"_s + what)), directory->identity().adminToken,
             [&loop, &code](const Result<ServiceHttp::Answer> &answer) {
                 if (!answer)
                     code = report(answer.error());
                 else
                     printOut(QString::fromUtf8(QJsonDocument(answer->json).toJson()).trimmed());
                 code = answer && answer->status != 200 ? 1 : code;
                 loop.quit();
             });
    loop.exec();
    return code;
}

} // namespace freshet::serve
