// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/SettingRow.h"

#include <QByteArray>
#include <QJsonObject>

#include <array>
#include <map>

namespace freshet {

/// What everybody who may say so says, and what follows from it. Invariant: every value in it has passed checkSetting; of several
/// values for a key that of the strongest provider counts. A value type: copy it, change the copy, and replace the original when the change
/// has been written. Non-duty: files (the engine has them), acting on values.
class SettingsBook {
public:
    /// Errors: UnknownSetting, InvalidArgument.
    Result<void> set(SettingProvider provider, const QString &key, const SettingValue &value);
    /// Error: UnknownSetting.
    Result<void> reset(SettingProvider provider, const QString &key);

    [[nodiscard]] Settings values() const;
    [[nodiscard]] SettingsPicture picture() const;
    /// Error: UnknownSetting.
    [[nodiscard]] Result<SettingRow> row(const QString &key) const;
    [[nodiscard]] SettingProvider provider(const QString &key) const;

    /// The text of settings.json: {"Format": 1, "Settings": {key: value}}, only what SettingProvider::File says. Keys that this version does not know,
    /// but found in the file, stay in it.
    [[nodiscard]] QByteArray file() const;
    /// Takes over the text of settings.json. Values that are not legal are left out, with a notice each. Errors: SettingsCorrupt,
    /// SettingsNewer; nothing of the file counts then.
    Result<void> readFile(const QByteArray &text, const QString &path);

    /// Something to be told to the user about where the values come from.
    void addNotice(Error notice) { m_notices.push_back(std::move(notice)); }

private:
    using Values = std::map<QString, SettingValue>;
    [[nodiscard]] const Values &layer(SettingProvider provider) const
    {
        return m_layers[static_cast<std::size_t>(provider)];
    }

    std::array<Values, 4> m_layers; ///< by SettingProvider; nothing in that of the defaults
    QJsonObject m_unknown;
    std::vector<Error> m_notices;
};

inline constexpr auto settingsFileName = "settings.json";
inline constexpr qint64 maximumSettingsFile = 256 * 1024;

} // namespace freshet
