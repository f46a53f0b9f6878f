// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/service/AdminClient.h"
#include "app/service/Commands.h"

#include <QCommandLineParser>
#include <QEventLoop>
#include <QJsonDocument>

namespace freshet::serve {

using namespace Qt::StringLiterals;

int listCommand(const QString &what, const QStringList &arguments)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(
        u"Asks the running service, with the admin token of its data directory. Prints JSON."_s);
    parser.addHelpOption();
    parser.addPositionalArgument(what, u"What to show."_s);
    parser.addOption({u"data-dir"_s, u"What \"init\" made."_s, u"DIR"_s});
    parser.addOption(
        {u"service"_s, u"Where it listens (default: port 7681 of the first name of the service)."_s, u"URL"_s});
    if (what == "peers"_L1)
        parser.addOption({u"content"_s, u"Only the peers of this content."_s, u"HEX"_s});
    parser.process(QStringList{u"freshet-service"_s} + arguments);
    const auto directory = ServiceDirectory::open(dataDirectory(parser.value(u"data-dir"_s)));
    if (!directory)
        return report(directory.error());
    const auto client = AdminClient::make(*directory);
    if (!client)
        return report(client.error());
    QUrl url(parser.value(u"service"_s), QUrl::StrictMode);
    if (!parser.isSet(u"service"_s)) {
        url.setScheme(u"https"_s);
        url.setHost(directory->identity().names.first());
        url.setPort(7681);
    }
    if (url.scheme() != "https"_L1 || url.host().isEmpty())
        return usage(u"--service takes an https URL."_s);
    url = url.resolved(QUrl(u"/v1/admin/"_s + what));
    if (what == "peers"_L1 && parser.isSet(u"content"_s))
        url.setQuery(u"content="_s + parser.value(u"content"_s));
    QEventLoop loop;
    int code = 0;
    (*client)->send("GET", url, {}, [&loop, &code](const Result<QJsonObject> &answer) {
        if (!answer)
            code = report(answer.error());
        else
            printOut(QString::fromUtf8(QJsonDocument(*answer).toJson()).trimmed());
        loop.quit();
    });
    loop.exec();
    return code;
}

} // namespace freshet::serve
