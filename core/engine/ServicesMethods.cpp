// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/ServicesMethods.h"

#include <QPointer>

namespace freshet {

using namespace Qt::StringLiterals;

namespace {

QJsonObject pictureOf(Engine &engine)
{
    const auto picture = engine.cloud().picture();
    return toJson(picture ? *picture : ServicesPicture{}, engine.current()->takenAtMonotonic);
}

} // namespace

void servicesMethod(Engine &engine, ControlConnection &connection, const jsonrpc::Request &request)
{
    if (request.method == "services.use"_L1) {
        auto options = cloudOptionsFromJson(request.params, u"services.use"_s);
        const auto used =
            options ? engine.useServices(std::move(*options)) : Result<void>(std::unexpected(options.error()));
        if (used)
            connection.reply(pictureOf(engine));
        else
            connection.reply(std::unexpected(jsonrpc::faultOf(used.error())));
    } else if (request.method == "services.list"_L1) {
        if (!request.params.value("ask"_L1).toBool()) {
            connection.reply(pictureOf(engine));
            return;
        }
        // What comes of it is in the picture.
        engine.cloud().bootstrap([self = QPointer(&connection), engine = QPointer(&engine)](const Result<void> &) {
            if (self && engine)
                self->reply(pictureOf(*engine));
        });
    } else {
        connection.reply(
            std::unexpected(jsonrpc::Fault{.code = jsonrpc::MethodNotFound, .message = u"there is no such method"_s}));
    }
}

} // namespace freshet
