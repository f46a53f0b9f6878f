// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/Settings.h"
#include "core/base/Error.h"

#include <QString>
#include <QStringList>

#include <cstdint>
#include <optional>
#include <variant>
#include <vector>

namespace freshet {

/// What a setting's value is, and with it its unit.
enum class SettingKind {
    Switch,    ///< bool
    Count,     ///< number
    Percent,   ///< number, 0 to 100
    Size,      ///< number of bytes
    Duration,  ///< number of seconds
    Rate,      ///< number of bytes per second
    Mode,      ///< name of a DownloadMode, as modeName() spells it
    Addresses, ///< list of IP addresses in number form
    Hosts,     ///< list of cache servers: names or addresses, perhaps with a port and "https://"
};

/// monostate: none, for settings that may be without a value (no limit).
using SettingValue = std::variant<std::monostate, bool, std::uint64_t, QString, QStringList>;

/// Who says so: the twin of each value of Get-DOConfig -Verbose. The later one of this list wins.
enum class SettingProvider {
    Default,
    Service,     ///< the content policy or key-value service
    File,        ///< settings.json: "freshetctl config" and the settings page
    CommandLine, ///< of the engine
};

/// One setting with everything that is needed to show and to edit it.
struct SettingRow {
    QString key{};    ///< "cache.maximum-age"
    QString policy{}; ///< the original's policy, "DOMaxCacheAge"; empty where there is none
    SettingKind kind = SettingKind::Count;
    SettingValue value{}; ///< in force
    SettingValue defaultValue{};
    std::uint64_t minimum = 0; ///< of numbers
    std::uint64_t maximum = 0;
    bool optional = false; ///< may be none
    SettingProvider provider = SettingProvider::Default;
    /// In the file, but somebody stronger says something else.
    std::optional<SettingValue> overridden{};

    bool operator==(const SettingRow &) const = default;
};

/// All settings that have an effect, and what was wrong with the file they come from.
struct SettingsPicture {
    Settings values;
    std::vector<SettingRow> rows; ///< in the order in which they are shown
    std::vector<Error> notices;

    [[nodiscard]] const SettingRow *find(const QString &key) const;
};

/// "Default", "Service", "File", "CommandLine".
QString providerName(SettingProvider provider);
/// "Switch", "Count", …
QString settingKindName(SettingKind kind);

/// A value as it is typed: "on", "4", "20 %", "10 GiB", "3 d", "2 MiB/s", "Lan", "192.0.2.1,::1", "none". In the largest unit that
/// divides it, so that parsing it gives the same value back.
QString settingText(SettingKind kind, const SettingValue &value);

} // namespace freshet
