// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/policy/SettingsBook.h"

#include "core/api/SettingJson.h"
#include "core/policy/SettingsSchema.h"

#include <QJsonDocument>

namespace freshet {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 fileFormat = 1;
constexpr std::array byStrength{SettingProvider::CommandLine, SettingProvider::File, SettingProvider::Service};

SettingRow describe(const SettingSpec &spec)
{
    const SettingValue standard = spec.read(Settings{});
    return {.key = spec.key,
            .policy = spec.policy,
            .kind = spec.kind,
            .value = standard,
            .defaultValue = standard,
            .minimum = spec.minimum,
            .maximum = spec.maximum,
            .optional = spec.optional};
}

} // namespace

Result<void> SettingsBook::set(SettingProvider provider, const QString &key, const SettingValue &value)
{
    const auto spec = findSetting(key);
    if (!spec)
        return std::unexpected(spec.error());
    if (const auto legal = checkSetting(**spec, value); !legal)
        return legal;
    m_layers[static_cast<std::size_t>(provider)].insert_or_assign(key, value);
    return {};
}

Result<void> SettingsBook::reset(SettingProvider provider, const QString &key)
{
    if (const auto spec = findSetting(key); !spec)
        return std::unexpected(spec.error());
    m_layers[static_cast<std::size_t>(provider)].erase(key);
    return {};
}

SettingProvider SettingsBook::provider(const QString &key) const
{
    for (const SettingProvider provider : byStrength)
        if (layer(provider).contains(key))
            return provider;
    return SettingProvider::Default;
}

Result<SettingRow> SettingsBook::row(const QString &key) const
{
    const auto spec = findSetting(key);
    if (!spec)
        return std::unexpected(spec.error());
    SettingRow row = describe(**spec);
    row.provider = provider(key);
    if (row.provider != SettingProvider::Default)
        row.value = layer(row.provider).at(key);
    const Values &file = layer(SettingProvider::File);
    if (const auto stored = file.find(key); stored != file.end() && row.provider != SettingProvider::File)
        row.overridden = stored->second;
    return row;
}

Settings SettingsBook::values() const
{
    Settings settings;
    for (const SettingSpec &spec : settingsSchema())
        if (const SettingProvider by = provider(spec.key); by != SettingProvider::Default)
            spec.write(settings, layer(by).at(spec.key));
    return settings;
}

SettingsPicture SettingsBook::picture() const
{
    SettingsPicture picture{.values = values(), .rows = {}, .notices = m_notices};
    for (const SettingSpec &spec : settingsSchema())
        if (const auto known = spec.inEffect ? row(spec.key) : Result<SettingRow>(std::unexpected(Error{})); known)
            picture.rows.push_back(*known);
    return picture;
}

QByteArray SettingsBook::file() const
{
    QJsonObject settings = m_unknown;
    for (const auto &[key, value] : layer(SettingProvider::File))
        settings.insert(key, toJson(value));
    return QJsonDocument(QJsonObject{{u"Format"_s, fileFormat}, {u"Settings"_s, settings}})
        .toJson(QJsonDocument::Indented);
}

Result<void> SettingsBook::readFile(const QByteArray &text, const QString &path)
{
    const auto refused = [&path](ErrorCode code, const QString &why, NextStep next) {
        return std::unexpected(Error{.code = code,
                                     .operation = u"read settings"_s,
                                     .object = path,
                                     .detail = why,
                                     .kept = Kept::InputUntouched,
                                     .next = next});
    };
    QJsonParseError problem{};
    const QJsonDocument document = QJsonDocument::fromJson(text, &problem);
    const QJsonObject root = document.object();
    const qint64 format = root.value("Format"_L1).toInteger(-1);
    if (!document.isObject() || format < 1)
        return refused(ErrorCode::SettingsCorrupt,
                       problem.error ? problem.errorString() : u"it has no format version"_s, NextStep::CorrectInput);
    if (format > fileFormat)
        return refused(ErrorCode::SettingsNewer, u"format %1, this program knows %2"_s.arg(format).arg(fileFormat),
                       NextStep::Upgrade);
    if (!root.value("Settings"_L1).isObject())
        return refused(ErrorCode::SettingsCorrupt, u"it has no settings"_s, NextStep::CorrectInput);
    const QJsonObject settings = root.value("Settings"_L1).toObject();
    for (auto it = settings.begin(); it != settings.end(); ++it) {
        const auto spec = findSetting(it.key());
        if (!spec) {
            m_unknown.insert(it.key(), it.value());
            continue;
        }
        const auto value = settingFromJson(**spec, it.value());
        if (value) {
            m_layers[static_cast<std::size_t>(SettingProvider::File)].insert_or_assign(it.key(), *value);
        } else {
            Error notice = value.error();
            notice.operation = u"read settings"_s;
            addNotice(std::move(notice));
        }
    }
    return {};
}

} // namespace freshet
