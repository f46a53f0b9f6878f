// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/PeersMethods.h"

#include "core/api/StatusJson.h"
#include "core/engine/JobLookup.h"

#include <QJsonArray>

namespace freshet {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 longestBan = 30LL * 86'400;

std::expected<QJsonObject, jsonrpc::Fault> refused(const QString &operation, const QString &object,
                                                   const QString &detail)
{
    return std::unexpected(jsonrpc::faultOf({.code = ErrorCode::InvalidArgument,
                                             .operation = operation,
                                             .object = object.left(100),
                                             .detail = detail,
                                             .kept = Kept::InputUntouched,
                                             .next = NextStep::CorrectInput}));
}

/// "192.0.2.7" (all ports), "192.0.2.7:7680", "2001:db8::7", "[2001:db8::7]:7680".
std::optional<PeerAddress> whom(const QString &text)
{
    if (const auto host = IpAddress::fromText(text.toStdString()))
        return PeerAddress{*host, 0};
    return PeerAddress::fromText(text.toStdString());
}

/// The content that a client means; none: all.
Result<std::optional<ContentId>> contentIn(Engine &engine, const QString &method, const QJsonObject &params)
{
    if (!params.contains("content"_L1))
        return std::optional<ContentId>{};
    const auto snapshot = engine.current();
    const auto job = findJob(*snapshot, method, params.value("content"_L1));
    if (!job)
        return std::unexpected(job.error());
    const auto content = snapshot->find(*job)->contentId;
    if (!content)
        return std::unexpected(unknownJob(QString::number(job->value())));
    return content;
}

QJsonObject bansOf(Engine &engine)
{
    const auto snapshot = engine.current();
    return {{u"Bans"_s, snapshot->bans ? toJson(*snapshot->bans, snapshot->takenAtMonotonic) : QJsonArray()}};
}

std::expected<QJsonObject, jsonrpc::Fault> list(Engine &engine, const std::optional<ContentId> &content)
{
    const auto snapshot = engine.current();
    EngineSnapshot wanted = *snapshot;
    if (content)
        std::erase_if(wanted.jobs, [&](const JobRow &row) { return row.contentId != content; });
    QJsonObject picture = toJson(wanted, RowDetail::WithPeers);
    picture.insert(u"Bans"_s, bansOf(engine).value("Bans"_L1));
    return picture;
}

} // namespace

void peersMethod(Engine &engine, ControlConnection &connection, const jsonrpc::Request &request)
{
    const QString &method = request.method;
    const QJsonObject &params = request.params;
    const bool bans = method == "peers.ban"_L1;
    if (!bans && method != "peers.unban"_L1 && method != "peers.list"_L1) {
        connection.reply(
            std::unexpected(jsonrpc::Fault{.code = jsonrpc::MethodNotFound, .message = u"there is no such method"_s}));
        return;
    }
    const auto content = contentIn(engine, method, params);
    if (!content) {
        connection.reply(std::unexpected(jsonrpc::faultOf(content.error())));
        return;
    }
    if (method == "peers.list"_L1) {
        connection.reply(list(engine, *content));
        return;
    }
    const QString text = params.value("address"_L1).toString();
    const auto peer = whom(text);
    if (!peer) {
        connection.reply(refused(method, text, u"an IP address, with or without a port, is expected"_s));
        return;
    }
    if (!bans) {
        const bool found = engine.unbanPeer(*peer, *content);
        QJsonObject result = bansOf(engine);
        result.insert(u"Found"_s, found);
        connection.reply(result);
        return;
    }
    const qint64 seconds = params.value("seconds"_L1).toInteger(BanList::defaultDuration.count());
    if (seconds < 1 || seconds > longestBan) {
        connection.reply(refused(method, QString::number(seconds), u"1 to %1 seconds are expected"_s.arg(longestBan)));
        return;
    }
    engine.banPeer(*peer, *content, std::chrono::seconds{seconds});
    connection.reply(bansOf(engine));
}

} // namespace freshet
