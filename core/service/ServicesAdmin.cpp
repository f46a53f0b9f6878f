// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/DurableFile.h"
#include "core/meta/Metainfo.h"
#include "core/service/Services.h"

#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QUrlQuery>

namespace freshet {

using namespace Qt::StringLiterals;

namespace {

ServedAnswer json(const QJsonObject &object, int status = 200)
{
    return {.status = status, .body = QJsonDocument(object).toJson(QJsonDocument::Compact) + '\n'};
}

ServedAnswer refused(const Error &error, int status)
{
    return json({{u"error"_s, error.object.isEmpty() ? error.detail : error.object + u": "_s + error.detail},
                 {u"code"_s, errorName(error.code)}},
                status);
}

} // namespace

QUrl Services::metadataUrl(const ContentId &content) const
{
    return m_plainUrl.resolved(QUrl(u"/metadata/"_s + QString::fromStdString(content.hex()) + u".torrent"_s));
}

ServedAnswer Services::putMetadata(const ContentId &content, const ServedRequest &request)
{
    const auto metainfo = parseMetainfo(
        std::as_bytes(std::span(request.body.constData(), static_cast<std::size_t>(request.body.size()))));
    if (!metainfo)
        return refused(metainfo.error(), 400);
    if (metainfo->contentId != content)
        return json({{u"error"_s, u"This is the metadata of another content."_s},
                     {u"code"_s, errorName(ErrorCode::ContentIdMismatch)}},
                    409);
    const QString name = QString::fromStdString(content.hex()) + u".torrent"_s;
    if (const auto written = writeDurably(m_directory.metadataDirectory() + u'/' + name, request.body); !written)
        return refused(written.error(), 503);
    log(u"metadataStored"_s, {{u"content"_s, QString::fromStdString(content.hex())},
                              {u"bytes"_s, static_cast<qint64>(request.body.size())}});
    return json({{u"metadataUrl"_s, QString::fromLatin1(metadataUrl(content).toEncoded())}}, 201);
}

ServedAnswer Services::putPolicy(const ContentId &content, const ServedRequest &request)
{
    QJsonObject object = QJsonDocument::fromJson(request.body).object();
    const QString file = m_directory.metadataDirectory() + u'/' + QString::fromStdString(content.hex()) + u".torrent"_s;
    if (!object.contains("metadataUrl"_L1) && QFileInfo::exists(file))
        object[u"metadataUrl"_s] = QString::fromLatin1(metadataUrl(content).toEncoded());
    const auto policy = contentPolicyFromJson(object);
    if (!policy)
        return refused(policy.error(), 400);
    if (policy->contentId != content)
        return json({{u"error"_s, u"The policy is about another content."_s}}, 409);
    if (const auto stored = m_policies->put(*policy, m_clock.wall()); !stored)
        return refused(stored.error(), stored.error().code == ErrorCode::DiskIo ? 503 : 409);
    log(u"contentPublished"_s,
        {{u"content"_s, QString::fromStdString(content.hex())},
         {u"name"_s, policy->name},
         {u"version"_s,
          policy->manifest ? QJsonValue(static_cast<qint64>(policy->manifest->manifest.version)) : QJsonValue()}});
    return json(toJson(*policy), 201);
}

ServedAnswer Services::listContents() const
{
    QJsonArray contents;
    for (const auto &[id, policy] : m_policies->all())
        contents.append(toJson(policy));
    return json({{u"contents"_s, contents}});
}

ServedAnswer Services::listPeers(const ServedRequest &request) const
{
    constexpr std::size_t most = 10'000;
    const QUrlQuery query(QString::fromLatin1(request.query));
    std::optional<std::array<std::byte, 20>> wanted;
    if (query.hasQueryItem(u"content"_s)) {
        const std::string hex = query.queryItemValue(u"content"_s).toStdString();
        std::array<std::byte, 20> name{};
        const auto content = ContentId::fromHex(hex);
        if (content)
            std::ranges::copy(content->bytes().first(20), name.begin());
        else if (!fromHex(hex, name))
            return json({{u"error"_s, u"content: 64 or 40 hex digits are expected."_s}}, 400);
        wanted = name;
    }
    static constexpr std::array<QLatin1StringView, 4> scopes{""_L1, "lan"_L1, "group"_L1, "internet"_L1};
    QJsonArray peers;
    for (const ListedPeer &peer : m_peers.list(wanted, most, m_clock.monotonic())) {
        QJsonObject row{{u"content"_s, QString::fromStdString(toHex(peer.content))},
                        {u"scope"_s, QString(scopes[static_cast<std::size_t>(peer.scope)])},
                        {u"ip"_s, QString::fromStdString(peer.observed.text())},
                        {u"port"_s, peer.port},
                        {u"complete"_s, peer.complete},
                        {u"leaseSeconds"_s, static_cast<qint64>(peer.left.count())}};
        if (peer.reported)
            row[u"reportedIp"_s] = QString::fromStdString(peer.reported->text());
        peers.append(row);
    }
    return json({{u"peers"_s, peers}, {u"registered"_s, static_cast<qint64>(m_peers.size())}});
}

ServedAnswer Services::stats() const
{
    const FrontCounts &counts = m_front->counts();
    QJsonObject asked;
    const auto infos = serviceInfos();
    for (std::size_t i = 0; i < infos.size(); ++i)
        asked[infos[i].name] = static_cast<qint64>(m_asked[i]);
    asked[u"announce"_s] = static_cast<qint64>(m_asked[5]);
    asked[u"scrape"_s] = static_cast<qint64>(m_asked[6]);
    return json({{u"peers"_s, static_cast<qint64>(m_peers.size())},
                 {u"sets"_s, static_cast<qint64>(m_peers.sets())},
                 {u"contents"_s, static_cast<qint64>(m_policies->all().size())},
                 {u"connections"_s, static_cast<qint64>(m_front->connections())},
                 {u"requests"_s, static_cast<qint64>(counts.requests)},
                 {u"refusedConnections"_s, static_cast<qint64>(counts.refused)},
                 {u"evictedConnections"_s, static_cast<qint64>(counts.evicted)},
                 {u"timedOut"_s, static_cast<qint64>(counts.timedOut)},
                 {u"throttled"_s, static_cast<qint64>(counts.throttled)},
                 {u"tooLarge"_s, static_cast<qint64>(counts.tooLarge)},
                 {u"asked"_s, asked}});
}

ServedAnswer Services::metrics() const
{
    const FrontCounts &counts = m_front->counts();
    QByteArray out;
    const auto line = [&out](const char *name, const char *type, const char *help, std::uint64_t value) {
        out += QByteArray("# HELP freshet_") + name + ' ' + help + "\n# TYPE freshet_" + name + ' ' + type
               + "\nfreshet_" + name + ' ' + QByteArray::number(static_cast<qulonglong>(value)) + '\n';
    };
    line("peers", "gauge", "Registered peers.", m_peers.size());
    line("peer_sets", "gauge", "Contents by group and scope.", m_peers.sets());
    line("contents", "gauge", "Content policies.", m_policies->all().size());
    line("connections", "gauge", "Open connections.", m_front->connections());
    line("connections_total", "counter", "Connections taken.", counts.accepted);
    line("connections_refused_total", "counter", "Connections beyond the limit of their address.", counts.refused);
    line("connections_evicted_total", "counter", "Connections ended for lack of room.", counts.evicted);
    line("connections_timed_out_total", "counter", "Connections that took too long.", counts.timedOut);
    line("requests_throttled_total", "counter", "Requests beyond the limit of their address.", counts.throttled);
    line("bodies_refused_total", "counter", "Bodies that were too large.", counts.tooLarge);
    line("requests_total", "counter", "Requests answered.", counts.requests);
    out += "# HELP freshet_asked_total Requests by service.\n# TYPE freshet_asked_total counter\n";
    const auto infos = serviceInfos();
    const auto asked = [&](QByteArrayView name, std::uint64_t value) {
        out += "freshet_asked_total{service=\"" + name.toByteArray() + "\"} "
               + QByteArray::number(static_cast<qulonglong>(value)) + '\n';
    };
    for (std::size_t i = 0; i < infos.size(); ++i)
        asked({infos[i].name.data(), infos[i].name.size()}, m_asked[i]);
    asked("announce", m_asked[5]);
    asked("scrape", m_asked[6]);
    return {.type = "text/plain; version=0.0.4", .body = out};
}

} // namespace freshet
