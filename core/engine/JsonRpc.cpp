// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/JsonRpc.h"

#include "core/api/StatusJson.h"
#include "core/api/StatusParse.h"

#include <QJsonDocument>

namespace freshet::jsonrpc {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype maximumId = 64;

bool isLegalId(const QJsonValue &id)
{
    if (id.isString())
        return id.toString().size() <= maximumId;
    return id.isDouble() && id.toInteger(-1) == id.toInteger(-2);
}

QByteArray line(const QJsonObject &message)
{
    return QJsonDocument(message).toJson(QJsonDocument::Compact) + '\n';
}

BadRequest bad(FaultCode code, const QString &message, const QJsonValue &id = QJsonValue::Null)
{
    return {.id = id, .fault = {.code = code, .message = message}};
}

} // namespace

std::expected<Request, BadRequest> parseRequest(const QByteArray &line)
{
    QJsonParseError problem{};
    const QJsonDocument document = QJsonDocument::fromJson(line, &problem);
    if (problem.error != QJsonParseError::NoError)
        return std::unexpected(bad(ParseError, problem.errorString()));
    if (!document.isObject())
        return std::unexpected(bad(InvalidRequest, u"one request per line; batches are not taken"_s));
    const QJsonObject object = document.object();
    Request request;
    request.id = object.value("id"_L1);
    if (!request.id.isUndefined() && !isLegalId(request.id))
        return std::unexpected(bad(InvalidRequest, u"id must be an integer or a short string"_s));
    const auto refused = [&](const QString &why) {
        const QJsonValue id = request.id.isUndefined() ? QJsonValue(QJsonValue::Null) : request.id;
        return std::unexpected(bad(InvalidRequest, why, id));
    };
    if (object.value("jsonrpc"_L1).toString() != "2.0"_L1)
        return refused(u"jsonrpc must be \"2.0\""_s);
    if (!object.value("method"_L1).isString())
        return refused(u"method must be a string"_s);
    request.method = object.value("method"_L1).toString();
    const QJsonValue params = object.value("params"_L1);
    if (!params.isUndefined() && !params.isObject())
        return refused(u"params must be an object"_s);
    request.params = params.toObject();
    return request;
}

std::optional<Reply> parseReply(const QByteArray &line)
{
    const QJsonDocument document = QJsonDocument::fromJson(line);
    const QJsonObject object = document.object();
    if (object.value("jsonrpc"_L1).toString() != "2.0"_L1)
        return std::nullopt;
    Reply reply;
    const QJsonValue id = object.value("id"_L1);
    if (id.isDouble() && isLegalId(id))
        reply.id = id.toInteger();
    else if (!id.isNull())
        return std::nullopt;
    const QJsonValue result = object.value("result"_L1);
    const QJsonValue error = object.value("error"_L1);
    if (result.isObject() == error.isObject())
        return std::nullopt;
    if (result.isObject()) {
        reply.outcome = result.toObject();
        return reply.id ? std::optional(reply) : std::nullopt;
    }
    const QJsonObject fault = error.toObject();
    const QJsonObject data = fault.value("data"_L1).toObject();
    reply.outcome = std::unexpected(
        Fault{.code = fault.value("code"_L1).toInt(), .message = fault.value("message"_L1).toString().left(300)});
    if (!data.isEmpty())
        reply.outcome.error().error = errorFromJson(data);
    return reply;
}

QByteArray encodeRequest(qint64 id, const QString &method, const QJsonObject &params)
{
    return line({{u"jsonrpc"_s, u"2.0"_s}, {u"id"_s, id}, {u"method"_s, method}, {u"params"_s, params}});
}

QByteArray encodeResult(const QJsonValue &id, const QJsonObject &result)
{
    return line({{u"jsonrpc"_s, u"2.0"_s}, {u"id"_s, id}, {u"result"_s, result}});
}

QByteArray encodeFault(const QJsonValue &id, const Fault &fault)
{
    QJsonObject error{{u"code"_s, fault.code}, {u"message"_s, fault.message}};
    if (fault.error)
        error.insert(u"data"_s, toJson(*fault.error));
    return line({{u"jsonrpc"_s, u"2.0"_s}, {u"id"_s, id}, {u"error"_s, error}});
}

Fault faultOf(const Error &error)
{
    return {.code = error.code == ErrorCode::InvalidArgument ? InvalidParams : EngineError,
            .message = errorName(error.code),
            .error = error};
}

} // namespace freshet::jsonrpc
