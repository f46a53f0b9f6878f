// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/EngineSnapshot.h"

#include <QString>

namespace freshet::text {

/// A value as people read it: "10.0 GiB", "about 3 d", "2.0 MiB/s", "20 %", "on", "no limit".
QString settingValue(SettingKind kind, const SettingValue &value);
/// What a setting does at the moment, one sentence, with what else plays a part (the disk's size, a stronger setting): "The cache may take 93.1 GiB of this
/// disk; it takes 4.0 GiB now." Of a key that nothing special is known of: its value.
QString settingEffect(const SettingRow &row, const EngineSnapshot &snapshot);
/// What may be set: "1 to 100", "at most 8.0 PiB", empty where everything may.
QString settingRange(const SettingRow &row);

} // namespace freshet::text
