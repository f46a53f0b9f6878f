// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/Arguments.h"
#include "app/ctl/Commands.h"
#include "app/ctl/Console.h"
#include "app/ctl/Table.h"
#include "core/api/SettingJson.h"
#include "core/engine/ControlClient.h"
#include "core/engine/SettingsFile.h"
#include "core/policy/SettingsSchema.h"
#include "ui/text/SettingText.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace freshet::ctl {

using namespace Qt::StringLiterals;

namespace {

/// What "config" does, through a running engine or with the file of a cache directory that nobody owns.
class Config {
public:
    Config(QString cacheDirectory, bool standalone)
        : m_directory(std::move(cacheDirectory))
        , m_standalone(standalone)
    {
    }

    Result<SettingsPicture> list()
    {
        if (auto answer = ask(u"config.get"_s, {}))
            return pictureOf(*answer);
        return peekSettings(m_directory).picture();
    }
    Result<SettingsPicture> get(const QString &key)
    {
        if (auto answer = ask(u"config.get"_s, {{u"key"_s, key}}))
            return pictureOf(*answer);
        return pictureOf(peekSettings(m_directory), key);
    }
    Result<SettingsPicture> set(const QString &key, const QString &text)
    {
        if (auto answer = ask(u"config.set"_s, {{u"key"_s, key}, {u"value"_s, text}}))
            return pictureOf(*answer);
        const auto spec = findSetting(key);
        const auto value = spec ? parseSetting(**spec, text) : std::unexpected(spec.error());
        if (!value)
            return std::unexpected(value.error());
        return change(key, *value);
    }
    Result<SettingsPicture> reset(const QString &key)
    {
        if (auto answer = ask(u"config.reset"_s, {{u"key"_s, key}}))
            return pictureOf(*answer);
        return change(key, std::nullopt);
    }

private:
    /// The engine's answer; nullopt when none runs.
    std::optional<Result<QJsonObject>> ask(const QString &method, const QJsonObject &params)
    {
        if (m_standalone)
            return std::nullopt;
        auto engine = ControlClient::connect(m_directory);
        if (engine)
            return engine->call(method, params);
        if (engine.error().code == ErrorCode::EngineLost)
            return std::unexpected(engine.error());
        return std::nullopt;
    }

    Result<SettingsPicture> change(const QString &key, const std::optional<SettingValue> &value)
    {
        if (const auto known = findSetting(key); !known)
            return std::unexpected(known.error()); // before a cache directory is made for it
        const auto directory = CacheDirectory::open(m_directory, false);
        if (!directory)
            return std::unexpected(directory.error());
        SettingsBook book = loadSettings(*directory);
        const auto changed =
            value ? book.set(SettingProvider::File, key, *value) : book.reset(SettingProvider::File, key);
        const auto saved = changed ? saveSettings(*directory, book) : changed;
        if (!saved)
            return std::unexpected(saved.error());
        return pictureOf(book, key);
    }

    static Result<SettingsPicture> pictureOf(const Result<QJsonObject> &answer)
    {
        if (!answer)
            return std::unexpected(answer.error());
        return settingsFromJson(*answer);
    }
    static Result<SettingsPicture> pictureOf(const SettingsBook &book, const QString &key)
    {
        const auto row = book.row(key);
        if (!row)
            return std::unexpected(row.error());
        SettingsPicture picture;
        picture.rows = {*row};
        picture.notices = book.picture().notices;
        return picture;
    }

    QString m_directory;
    bool m_standalone;
};

QString table(const SettingsPicture &picture)
{
    QList<QStringList> lines{{tr("Setting"), tr("Value"), tr("From"), tr("Default"), tr("Policy"), tr("Meaning")}};
    for (const SettingRow &row : picture.rows)
        lines << QStringList{row.key,
                             settingText(row.kind, row.value),
                             text::providerLabel(row.provider),
                             settingText(row.kind, row.defaultValue),
                             row.policy,
                             text::settingHelp(row.key)};
    return aligned(lines);
}

void print(const SettingsPicture &picture, const QString &verb, bool json)
{
    if (json)
        printOut(QString::fromUtf8(QJsonDocument(toJson(picture)).toJson(QJsonDocument::Indented)));
    else if (verb == "list"_L1)
        printOut(table(picture));
    else
        for (const SettingRow &row : picture.rows)
            printOut(settingText(row.kind, row.value));
    for (const Error &notice : picture.notices)
        report(notice);
    for (const SettingRow &row : picture.rows)
        if (verb != "list"_L1 && row.overridden)
            printError(tr("The file says %1, but %2 says otherwise for as long as this engine runs.")
                           .arg(settingText(row.kind, *row.overridden), text::providerLabel(row.provider)));
}

} // namespace

int configCommand(const QStringList &given)
{
    Arguments arguments(u"config"_s,
                        tr("Shows and changes settings, of the running engine or of the cache directory. A change "
                           "applies at once and is kept in settings.json."),
                        u"  freshetctl config\n  freshetctl config get jobs.running\n"
                        "  freshetctl config set jobs.running 5\n  freshetctl config reset jobs.running"_s);
    arguments.positional(u"VERB"_s, tr("list (the default), get, set or reset."), u"[list|get|set|reset]"_s);
    arguments.positional(u"KEY"_s, tr("The setting, as \"list\" names it."), u"[KEY]"_s);
    arguments.positional(u"VALUE"_s, tr("A number, perhaps with a unit (10 GiB, 2 MiB/s, 3 d, 20 %), on, off or none."),
                         u"[VALUE]"_s);
    QStringList keys;
    for (const SettingSpec &spec : settingsSchema())
        if (spec.inEffect)
            keys << spec.key;
    arguments.choices(u"KEY"_s, keys);
    arguments.option(u"json"_s, tr("Print JSON: settings with kind, range, default and where the value comes from."));
    if (const auto exit = arguments.parse(given, 0, 3))
        return *exit;
    const QStringList words = arguments.positionals();
    const QString verb = words.value(0, u"list"_s);
    const QString key = words.value(1);
    const qsizetype expected = verb == "list"_L1 ? 1 : verb == "set"_L1 ? 3 : 2;
    if (verb != "list"_L1 && verb != "get"_L1 && verb != "set"_L1 && verb != "reset"_L1)
        return arguments.usageError(tr("\"%1\" is neither list, get, set nor reset.").arg(verb));
    if (words.size() > expected || (words.size() < expected && !words.isEmpty()))
        return arguments.usageError(verb == "set"_L1    ? tr("\"set\" takes KEY and VALUE.")
                                    : verb == "list"_L1 ? tr("\"list\" takes nothing.")
                                                        : tr("\"%1\" takes KEY.").arg(verb));
    Config config(arguments.cacheDirectory(), arguments.isSet(u"standalone"_s));
    const auto picture = verb == "get"_L1     ? config.get(key)
                         : verb == "set"_L1   ? config.set(key, words.value(2))
                         : verb == "reset"_L1 ? config.reset(key)
                                              : config.list();
    if (!picture)
        return report(picture.error());
    print(*picture, verb, arguments.isSet(u"json"_s));
    return Success;
}

} // namespace freshet::ctl
