// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/SettingRow.h"

#include <span>

namespace freshet {

/// One setting: its name, its rules, and where its value is kept in Settings.
struct SettingSpec {
    QLatin1StringView key; ///< also the id of its name and help in ui/text
    QLatin1StringView policy;
    SettingKind kind;
    std::uint64_t minimum; ///< of numbers; of lists, the number of items
    std::uint64_t maximum;
    bool optional; ///< may be none
    bool inEffect; ///< something acts on it: shown, listed, taken. The others are not there for anybody.
    SettingValue (*read)(const Settings &);
    void (*write)(Settings &, const SettingValue &); ///< the value has passed checkSetting
};

/// All of them, in the order in which they are shown. The list is closed: what is not in it cannot be set.
std::span<const SettingSpec> settingsSchema();

/// The setting with this key that is in effect. Error: UnknownSetting.
Result<const SettingSpec *> findSetting(const QString &key);

/// Whether the value is one that the setting may have. Error: InvalidArgument; detail says what is expected.
Result<void> checkSetting(const SettingSpec &spec, const SettingValue &value);

/// A value as people type it. Units: B, KiB, MiB, GiB, TiB, kB, MB, GB, TB; "/s" behind them for rates; s, min, h, d; %. A number alone is in
/// the base unit (bytes, seconds). "on", "off", "yes", "no", "true", "false"; "none" where there may be none. Error: InvalidArgument.
Result<SettingValue> parseSetting(const SettingSpec &spec, const QString &text);

/// A value of JSON: as parseSetting when it is text and the setting is not, else as it is. Error: InvalidArgument.
Result<SettingValue> settingFromJson(const SettingSpec &spec, const QJsonValue &json);

} // namespace freshet
