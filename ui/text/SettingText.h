// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/SettingRow.h"

#include <QString>

namespace freshet::text {

/// What a setting is called on a page: "Jobs side by side". Empty for a key that is not known.
QString settingName(const QString &key);
/// What it does, one sentence. Empty for a key that is not known.
QString settingHelp(const QString &key);
/// Where a value comes from, in the middle of a sentence: "the settings file".
QString providerLabel(SettingProvider provider);

} // namespace freshet::text
