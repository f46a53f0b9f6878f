// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/Commands.h"
#include "app/ctl/Console.h"
#include "app/ctl/ServiceTrust.h"
#include "app/ctl/Table.h"
#include "core/api/SentFields.h"
#include "core/cloud/CloudClient.h"
#include "core/engine/ControlClient.h"
#include "core/store/CacheDirectory.h"
#include "ui/text/Amounts.h"
#include "ui/text/ErrorText.h"
#include "ui/text/ServiceText.h"

#include <QEventLoop>
#include <QJsonArray>
#include <QJsonDocument>

namespace freshet::ctl {

using namespace Qt::StringLiterals;

namespace {

/// Where the services are kept: with the running engine, or else in the cache directory.
class Place {
public:
    explicit Place(QString directory)
        : m_directory(std::move(directory))
    {
    }

    Result<QJsonObject> list() { return perform({}); }
    Result<QJsonObject> use(const CloudOptions &options) { return perform(options); }

private:
    Result<QJsonObject> perform(const std::optional<CloudOptions> &options)
    {
        auto engine = ControlClient::connect(m_directory);
        if (!engine)
            return engine.error().code == ErrorCode::EngineLost ? std::unexpected(engine.error())
                                                                : withoutEngine(options);
        if (options)
            if (const auto used = engine->call(u"services.use"_s, toJson(*options)); !used)
                return used;
        return engine->call(u"services.list"_s, {{u"ask"_s, true}}, {}, std::chrono::seconds{60});
    }

    Result<QJsonObject> withoutEngine(const std::optional<CloudOptions> &options)
    {
        if (options) {
            if (const auto directory = CacheDirectory::open(m_directory, false); !directory)
                return std::unexpected(directory.error());
            if (const auto saved = saveCloudOptions(m_directory, *options); !saved)
                return std::unexpected(saved.error());
        }
        auto kept = loadCloudOptions(m_directory);
        if (!kept)
            return std::unexpected(kept.error());
        kept->stateFile.clear(); // it is the engine's
        const SystemClock clock;
        CloudClient cloud(std::move(*kept), clock);
        if (cloud.isSet()) {
            QEventLoop loop;
            bool isDone = false;
            cloud.bootstrap([&](const Result<void> &) { // what came of it is in the picture
                isDone = true;
                loop.quit();
            });
            if (!isDone)
                loop.exec();
        }
        const auto picture = cloud.picture();
        return toJson(picture ? *picture : ServicesPicture{}, clock.monotonic());
    }

    QString m_directory;
};

QString stateOf(const ServiceRow &row, MonotonicTime now)
{
    if (!row.error)
        return row.answeredAt ? tr("answers") : tr("not asked yet");
    QString state = errorName(row.error->code) + u": "_s + text::sentence(row.error->code);
    if (!row.error->detail.isEmpty())
        state += u" ("_s + row.error->detail + u')';
    if (row.retryAt && *row.retryAt > now)
        state +=
            u' '
            + tr("Asked again in %1.").arg(text::duration(std::chrono::ceil<std::chrono::seconds>(*row.retryAt - now)));
    return state;
}

/// The certificate, and the last exchange field by field.
QString details(const ServiceRow &row, MonotonicTime now)
{
    QString out = u'\n' + tr("%1: %2").arg(row.name, text::serviceState(row, now)) + u'\n';
    if (row.certificate)
        out += tr("Certificate: %1").arg(text::certificateText(*row.certificate, SystemClock().wall())) + u'\n';
    if (!row.exchange)
        return out;
    QList<QStringList> table{{tr("Direction"), tr("Field"), tr("Value"), tr("Why")}};
    for (const ExchangedField &field : row.exchange->sent)
        table << QStringList{tr("sent"), field.name, field.value, text::sentFieldReason(row.name, field.name)};
    for (const ExchangedField &field : row.exchange->received)
        table << QStringList{tr("received"), field.name, field.value, QString()};
    return out + aligned(table);
}

QString picture(const ServicesPicture &services, MonotonicTime now, bool withDetails)
{
    if (services.url.isEmpty())
        return tr("No services are set: peers are found on the LAN alone. \"freshetctl services use URL\" sets them.");
    QString out = tr("Services: %1").arg(services.url) + u'\n'
                  + tr("Trusted by: %1").arg(text::servicesTrust(services.trust)) + u'\n';
    for (const QString &key : services.publishers)
        out += tr("Publisher: %1").arg(key) + u'\n';
    if (services.publishers.empty())
        out += tr("Publisher: any that the services vouch for") + u'\n';
    if (!services.freshness.isEmpty())
        out += tr("Freshness: signed by %1").arg(services.freshness) + u'\n';
    if (!services.groupId.isEmpty())
        out += tr("Group: %1").arg(services.groupId) + u'\n';
    QList<QStringList> table{{tr("Service"), tr("Endpoint"), tr("Last answer"), tr("Took"), tr("State")}};
    for (const ServiceRow &row : services.rows)
        table << QStringList{row.name, row.url.isEmpty() ? u"-"_s : row.url,
                             row.answeredAt ? tr("%1 ago").arg(text::duration(
                                                  std::chrono::floor<std::chrono::seconds>(now - *row.answeredAt)))
                                            : u"-"_s,
                             row.latency ? u"%1 ms"_s.arg(row.latency->count()) : u"-"_s, stateOf(row, now)};
    out += aligned(table, {3});
    for (const ServiceRow &row : services.rows)
        if (withDetails && !row.url.isEmpty())
            out += details(row, now);
    return out;
}

int privacy(bool json)
{
    if (json) {
        QJsonArray fields;
        for (const SentField &field : sentFields())
            fields.append(QJsonObject{{u"Service"_s, QString(field.service)},
                                      {u"Field"_s, QString(field.field)},
                                      {u"Why"_s, text::sentFieldReason(field.service, field.field)}});
        printOut(QString::fromUtf8(QJsonDocument(fields).toJson(QJsonDocument::Indented)));
        return Success;
    }
    QList<QStringList> table{{tr("Sent to"), tr("Field"), tr("Why")}};
    for (const SentField &field : sentFields())
        table << QStringList{field.service, field.field, text::sentFieldReason(field.service, field.field)};
    printOut(
        aligned(table) + u'\n'
        + tr("Each service also sees the address that a request comes from. Nothing else is sent: no names, no paths, "
             "nothing of your files. In the download modes 99 and 100 nothing is sent at all."));
    return Success;
}

} // namespace

int servicesCommand(const QStringList &given)
{
    Arguments arguments(
        u"services"_s, tr("Shows the services that vouch for contents and match peers, or says which ones to use."),
        u"  freshetctl services\n  freshetctl services use https://updates.example:7681 --trust sha256:9f86d0…\n"
        "  freshetctl services none\n  freshetctl services --details\n  freshetctl services --privacy"_s);
    arguments.positional(u"ACTION"_s, tr("list (the default) asks them; use sets them; none does without."),
                         u"[list|use|none]"_s);
    arguments.positional(u"URL"_s, tr("Where they are, with \"use\"."), u"[URL]"_s);
    describeServiceTrust(arguments);
    arguments.option(u"publisher"_s,
                     tr("Key of a publisher; may be given several times. Contents need the signature of one of them."),
                     u"HEX"_s);
    arguments.option(u"freshness"_s,
                     tr("Key of the services; what they say of a content counts only if it is signed with it for the "
                        "very question."),
                     u"HEX"_s);
    arguments.option(u"group"_s, tr("The group of machines to meet in download mode 2."), u"ID"_s);
    arguments.option(u"details"_s, tr("Show certificates, and the last exchange with each service field by field."));
    arguments.option(u"privacy"_s, tr("List every field that is sent, to whom, and why."));
    arguments.option(u"json"_s, tr("Print JSON."));
    if (const auto exit = arguments.parse(given, 0, 2))
        return *exit;
    const bool json = arguments.isSet(u"json"_s);
    const QStringList words = arguments.positionals();
    const QString action = words.value(0, u"list"_s);
    if (action != "list"_L1 && action != "use"_L1 && action != "none"_L1)
        return arguments.usageError(tr("ACTION is list, use or none."));
    const bool uses = action == "use"_L1;
    if (words.size() > (uses ? 2 : 1))
        return arguments.usageError(tr("\"%1\" takes nothing.").arg(action));
    if (uses && words.size() < 2)
        return arguments.usageError(tr("\"use\" takes the URL of the services."));
    for (const QString &option : {u"trust"_s, u"ca-file"_s, u"publisher"_s, u"freshness"_s, u"group"_s})
        if (arguments.isSet(option) && !uses)
            return arguments.usageError(tr("--%1 goes with \"use\".").arg(option));
    if (arguments.isSet(u"privacy"_s))
        return privacy(json);

    Place place(arguments.cacheDirectory());
    CloudOptions options;
    if (uses) {
        const auto url = serviceUrl(words.at(1));
        if (!url)
            return report(url.error());
        options.url = *url;
        options.groupId = arguments.value(u"group"_s);
        if (const auto trust = readServiceTrust(arguments, options); !trust)
            return report(trust.error());
        if (arguments.isSet(u"freshness"_s)) {
            options.freshness = PublisherKey::fromHex(arguments.value(u"freshness"_s).trimmed().toStdString());
            if (!options.freshness)
                return arguments.usageError(tr("--freshness takes 64 hexadecimal digits."));
        }
        for (const QString &text : arguments.values(u"publisher"_s)) {
            const auto key = PublisherKey::fromHex(text.trimmed().toStdString());
            if (!key)
                return arguments.usageError(tr("--publisher takes 64 hexadecimal digits."));
            options.publishers.push_back(*key);
        }
    }
    const auto answer = action == "list"_L1 ? place.list() : place.use(options);
    if (!answer)
        return report(answer.error());
    const MonotonicTime now = SystemClock().monotonic();
    if (json)
        printOut(QString::fromUtf8(QJsonDocument(*answer).toJson(QJsonDocument::Indented)));
    else
        printOut(picture(servicesFromJson(*answer, now), now, arguments.isSet(u"details"_s)));
    return Success;
}

} // namespace freshet::ctl
