// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Error.h"

#include <QByteArray>
#include <QJsonObject>
#include <QJsonValue>
#include <QString>

#include <expected>
#include <optional>

/// JSON-RPC 2.0 as text: one line in, one value out, and back. Pure; lines come from LineBuffer, which bounds them.
namespace freshet::jsonrpc {

/// The codes of the specification, and one for everything that Freshet itself refuses.
enum FaultCode : int {
    ParseError = -32700,
    InvalidRequest = -32600,
    MethodNotFound = -32601,
    InvalidParams = -32602,
    EngineError = -32000, ///< Fault::error says which
};

struct Fault {
    int code = EngineError;
    QString message{};            ///< for programmers: the name of the error code, or what is wrong with the request
    std::optional<Error> error{}; ///< travels as "data"
};

struct Request {
    QJsonValue id{QJsonValue::Undefined}; ///< undefined: a notification, which gets no answer
    QString method{};
    QJsonObject params{};
};

struct BadRequest {
    QJsonValue id; ///< null when it could not be read
    Fault fault;
};

/// Ids are integers or strings of at most 64 characters, params an object or missing. Batches are refused.
std::expected<Request, BadRequest> parseRequest(const QByteArray &line);

/// An answer to a request with an integer id; no id when the other side could not read the request's.
struct Reply {
    std::optional<qint64> id;
    std::expected<QJsonObject, Fault> outcome;
};
/// nullopt for anything else than an answer.
std::optional<Reply> parseReply(const QByteArray &line);

// Each ends with its line feed.
QByteArray encodeRequest(qint64 id, const QString &method, const QJsonObject &params);
QByteArray encodeResult(const QJsonValue &id, const QJsonObject &result);
QByteArray encodeFault(const QJsonValue &id, const Fault &fault);

/// InvalidArgument is InvalidParams, everything else EngineError.
Fault faultOf(const Error &error);

} // namespace freshet::jsonrpc
