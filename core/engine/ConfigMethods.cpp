// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/ConfigMethods.h"

#include "core/api/SettingJson.h"
#include "core/policy/SettingsSchema.h"

#include <QJsonArray>
#include <QPointer>

namespace freshet {

using namespace Qt::StringLiterals;

namespace {

void reply(ControlConnection &connection, const Result<SettingRow> &row)
{
    if (row)
        connection.reply(QJsonObject{{u"Settings"_s, QJsonArray{toJson(*row)}}});
    else
        connection.reply(std::unexpected(jsonrpc::faultOf(row.error())));
}

} // namespace

void configMethod(Engine &engine, ControlConnection &connection, const jsonrpc::Request &request)
{
    const QString key = request.params.value("key"_L1).toString();
    const auto done = [self = QPointer(&connection)](const Result<SettingRow> &row) {
        if (self)
            reply(*self, row);
    };
    if (request.method == "config.get"_L1) {
        if (request.params.contains("key"_L1))
            reply(connection, engine.settings().book().row(key));
        else
            connection.reply(toJson(*engine.settings().picture()));
    } else if (request.method == "config.set"_L1) {
        const auto spec = findSetting(key);
        const auto value =
            spec ? settingFromJson(**spec, request.params.value("value"_L1)) : std::unexpected(spec.error());
        if (value)
            engine.settings().change(key, *value, done);
        else
            reply(connection, std::unexpected(value.error()));
    } else if (request.method == "config.reset"_L1) {
        engine.settings().change(key, std::nullopt, done);
    } else {
        connection.reply(
            std::unexpected(jsonrpc::Fault{.code = jsonrpc::MethodNotFound, .message = u"there is no such method"_s}));
    }
}

} // namespace freshet
