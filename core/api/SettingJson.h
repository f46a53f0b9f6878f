// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/SettingRow.h"

#include <QJsonObject>
#include <QJsonValue>

namespace freshet {

/// null, true, number, text or list.
QJsonValue toJson(const SettingValue &value);
/// {"Key","Policy","Kind","Value","Text","Default","Minimum","Maximum","Optional","Provider"[,"Overridden"]}
QJsonObject toJson(const SettingRow &row);
/// {"Settings":[row…],"Notices":[error…]}
QJsonObject toJson(const SettingsPicture &picture);

/// nullopt for what no setting can be (a fraction, a negative number, an object).
std::optional<SettingValue> settingValueFromJson(const QJsonValue &json);
/// The way back, but for SettingsPicture::values.
SettingRow settingRowFromJson(const QJsonObject &json);
SettingsPicture settingsFromJson(const QJsonObject &json);

} // namespace freshet
