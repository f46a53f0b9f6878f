// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/service/Services.h"

#include "core/policy/Freshness.h"
#include "core/service/HostedFile.h"
#include "core/service/OpenApi.h"
#include "core/service/Rendezvous.h"
#include "core/service/TrackerProtocol.h"

#include <QDateTime>
#include <QJsonArray>
#include <QJsonDocument>
#include <QRandomGenerator>
#include <QTimeZone>

#include <openssl/crypto.h>

namespace freshet {

using namespace Qt::StringLiterals;

namespace {

constexpr std::uint64_t smallBody = 16 * 1024;
constexpr std::uint64_t policyBody = 1024 * 1024;
constexpr std::uint64_t metadataBody = 64 * 1024 * 1024;

ServedAnswer json(const QJsonObject &object, int status = 200)
{
    return {.status = status, .body = QJsonDocument(object).toJson(QJsonDocument::Compact) + '\n'};
}

ServedAnswer problem(int status, const QString &what)
{
    return json({{u"error"_s, what}}, status);
}

ServedAnswer problem(const Error &error)
{
    const int status = error.code == ErrorCode::UnknownContent                                ? 404
                       : error.code == ErrorCode::InvalidArgument                             ? 400
                       : error.code == ErrorCode::DiskIo || error.code == ErrorCode::DiskFull ? 503
                                                                                              : 409;
    return json({{u"error"_s, error.object.isEmpty() ? error.detail : error.object + u": "_s + error.detail},
                 {u"code"_s, errorName(error.code)}},
                status);
}

/// The ContentId of "/v1/contents/HEX" with `tail` behind it.
std::optional<ContentId> contentOf(const QByteArray &path, QByteArrayView tail)
{
    constexpr QByteArrayView front("/v1/contents/");
    if (!path.startsWith(front) || !path.endsWith(tail) || path.size() != front.size() + 64 + tail.size())
        return std::nullopt;
    return ContentId::fromHex(path.mid(front.size(), 64).toStdString());
}

/// What IpAddress::text says; of IPv4 without the detour through a format.
void appendAddress(std::string &text, const IpAddress &ip)
{
    if (!ip.isV4()) {
        text += ip.text();
        return;
    }
    for (std::size_t i = 0; i < 4; ++i) {
        if (i > 0)
            text += '.';
        text += std::to_string(std::to_integer<unsigned>(ip.bytes()[i]));
    }
}

QUrl urlOf(const QString &scheme, const QString &name, std::uint16_t port)
{
    QUrl url;
    url.setScheme(scheme);
    url.setHost(name);
    url.setPort(port);
    return url;
}

QString textOf(const QUrl &url)
{
    return QString::fromLatin1(url.toEncoded());
}

} // namespace

Result<std::unique_ptr<Services>> Services::start(ServiceDirectory directory, ServiceOptions options,
                                                  const Clock &clock)
{
    auto policies = PolicyStore::open(directory.policyFile());
    if (!policies)
        return std::unexpected(policies.error());
    std::unique_ptr<Services> services(
        new Services(std::move(directory), std::move(options), clock, std::move(*policies)));
    if (auto listening = services->listen(); !listening)
        return std::unexpected(listening.error());
    return services;
}

Services::Services(ServiceDirectory directory, ServiceOptions options, const Clock &clock,
                   std::unique_ptr<PolicyStore> policies)
    : m_directory(std::move(directory))
    , m_options(std::move(options))
    , m_clock(clock)
    , m_policies(std::move(policies))
    , m_peers(m_options.peers, QRandomGenerator::system()->generate64())
    , m_arrays(m_options.arrayLease)
    , m_random(QRandomGenerator::system()->generate())
    , m_chance([this](std::uint32_t bound) {
        return static_cast<std::uint32_t>((std::uint64_t{static_cast<std::uint32_t>(m_random())} * bound) >> 32);
    })
    , m_openApi(openApiDocument())
    , m_front(std::make_unique<HttpFront>(
          HttpFront::Site{.maximumBody = [this](const ServedRequest &head) { return maximumBody(head); },
                          .answer = [this](const ServedRequest &request) { return answer(request); }},
          clock, m_options.front))
{
    connect(&m_sweep, &QTimer::timeout, this, [this] {
        m_peers.sweep(m_clock.monotonic());
        logLimits();
    });
    m_sweep.start(std::chrono::seconds(1));
}

Result<void> Services::listen()
{
    const auto tls = ServerTls::load(m_directory.chainFile(), m_directory.keyFile());
    if (!tls)
        return std::unexpected(tls.error());
    const auto encrypted = m_front->listen(m_options.tls, *tls);
    if (!encrypted)
        return std::unexpected(encrypted.error());
    const auto plain = m_front->listen(m_options.plain, std::nullopt);
    if (!plain)
        return std::unexpected(plain.error());
    const QString name = m_options.name.isEmpty() ? m_directory.identity().names.first() : m_options.name;
    m_tlsUrl = urlOf(u"https"_s, name, encrypted->port);
    m_plainUrl = urlOf(u"http"_s, name, plain->port);
    log(u"started"_s, {{u"https"_s, textOf(m_tlsUrl)},
                       {u"http"_s, textOf(m_plainUrl)},
                       {u"roles"_s, m_options.roles.isEmpty() ? QJsonValue(u"all"_s)
                                                              : QJsonArray::fromStringList(m_options.roles.values())},
                       {u"contents"_s, static_cast<qint64>(m_policies->all().size())}});
    return {};
}

void Services::log(const QString &event, QJsonObject fields) const
{
    if (!m_options.log)
        return;
    fields[u"time"_s] = QDateTime::fromMSecsSinceEpoch(m_clock.wall().time_since_epoch().count(), QTimeZone::UTC)
                            .toString(Qt::ISODateWithMs);
    fields[u"event"_s] = event;
    m_options.log(fields);
}

void Services::logLimits()
{
    const FrontCounts &counts = m_front->counts();
    const std::array now{counts.refused,   counts.evicted,  counts.timedOut,
                         counts.throttled, counts.tooLarge, m_unauthorized};
    static constexpr std::array names{"refusedConnections"_L1, "evictedConnections"_L1, "timedOut"_L1,
                                      "throttled"_L1,          "tooLarge"_L1,           "unauthorized"_L1};
    QJsonObject fields;
    for (std::size_t i = 0; i < now.size(); ++i)
        if (now[i] != m_logged[i])
            fields[names[i]] = static_cast<qint64>(now[i] - m_logged[i]);
    m_logged = now;
    if (!fields.isEmpty())
        log(u"limits"_s, fields);
}

bool Services::isAdmin(const ServedRequest &request) const
{
    const QByteArray expected = "Bearer " + m_directory.identity().adminToken;
    return request.isTls && request.authorization.size() == expected.size()
           && CRYPTO_memcmp(request.authorization.constData(), expected.constData(),
                            static_cast<std::size_t>(expected.size()))
                  == 0;
}

std::uint64_t Services::maximumBody(const ServedRequest &head) const
{
    if (head.method == "POST" && head.path.startsWith("/v1/"))
        return smallBody;
    if ((head.method == "PUT" || head.method == "DELETE") && isAdmin(head))
        return contentOf(head.path, "/metadata") ? metadataBody : policyBody;
    return 0;
}

ServedAnswer Services::answer(const ServedRequest &request)
{
    if (request.method == "POST" && request.path.startsWith("/v1/"))
        return answerPost(request);
    if (request.path.startsWith("/v1/"))
        return answerAdmin(request);
    if (request.method == "GET" || request.method == "HEAD")
        return answerGet(request);
    return problem(405, u"This is not a way to ask here."_s);
}

ServedAnswer Services::answerPost(const ServedRequest &request)
{
    static constexpr std::array<Handler, 5> handlers{&Services::geo, &Services::keyvalue, &Services::contentPolicy,
                                                     &Services::discovery, &Services::array};
    if (!request.isTls)
        return problem(403, u"The services answer over HTTPS alone."_s);
    const auto infos = serviceInfos();
    for (std::size_t i = 0; i < infos.size(); ++i) {
        const QLatin1StringView name = infos[i].name;
        if (QByteArrayView(request.path).sliced(4) != QByteArrayView(name.data(), name.size()) || !has(name))
            continue;
        QJsonParseError parse;
        const QJsonDocument document = QJsonDocument::fromJson(request.body, &parse);
        if (!document.isObject())
            return problem(400, u"A JSON object is expected: "_s + parse.errorString());
        const QJsonObject object = document.object();
        if (const auto legal = checkFields(infos[i], object); !legal)
            return problem(legal.error());
        ++m_asked[i];
        return (this->*handlers[i])(request, object);
    }
    return problem(404, u"There is no such service here."_s);
}

ServedAnswer Services::answerGet(const ServedRequest &request)
{
    if (request.path == "/announce" && has(u"array"_s))
        return announce(request);
    if (request.path == "/scrape" && has(u"array"_s))
        return scrape(request);
    if (request.path == "/healthz")
        return json({{u"status"_s, u"ok"_s}, {u"version"_s, QString::fromLatin1(FRESHET_VERSION)}});
    if (request.path == "/openapi.json")
        return {.body = m_openApi};
    if (request.path == "/metrics")
        return metrics();
    if (request.path.startsWith("/metadata/") && has(u"metadata"_s))
        return hostedFile(m_directory.metadataDirectory(), request.path.mid(10), request, "application/x-bittorrent");
    if (request.path.startsWith("/content/") && has(u"content"_s))
        return hostedFile(m_directory.contentDirectory(), request.path.mid(9), request, "application/octet-stream");
    return problem(404, u"There is nothing here."_s);
}

ServedAnswer Services::answerAdmin(const ServedRequest &request)
{
    if (!isAdmin(request)) {
        ++m_unauthorized;
        ServedAnswer answer = problem(401, u"This needs the admin token, over HTTPS."_s);
        answer.headers = "WWW-Authenticate: Bearer\r\n";
        return answer;
    }
    if (request.method == "GET" && request.path == "/v1/admin/contents")
        return listContents();
    if (request.method == "GET" && request.path == "/v1/admin/peers")
        return listPeers(request);
    if (request.method == "GET" && request.path == "/v1/admin/stats")
        return stats();
    if ((request.method == "PUT" || request.method == "DELETE") && request.path == "/v1/admin/instances") {
        const QUrl url(QJsonDocument::fromJson(request.body)["array"_L1].toString(), QUrl::StrictMode);
        if (!url.isValid() || url.scheme() != "https"_L1 || url.host().isEmpty())
            return problem(400, u"The URL of an array instance is expected."_s);
        const std::string instance = textOf(url).toStdString();
        if (request.method == "DELETE") {
            m_arrays.end(instance);
            log(u"arrayLeft"_s, {{u"array"_s, textOf(url)}});
            return json({});
        }
        const bool isKnown = std::ranges::contains(m_arrays.live(m_clock.monotonic()), instance);
        if (!m_arrays.renew(instance, m_clock.monotonic()))
            return problem(503, u"There are too many instances."_s);
        if (!isKnown)
            log(u"arrayJoined"_s, {{u"array"_s, textOf(url)}});
        return json({{u"lease"_s, static_cast<int>(m_arrays.lease().count())}});
    }
    if (const auto content = contentOf(request.path, "/metadata"); content && request.method == "PUT")
        return putMetadata(*content, request);
    if (const auto content = contentOf(request.path, "")) {
        if (request.method == "PUT")
            return putPolicy(*content, request);
        if (request.method == "DELETE") {
            const auto removed = m_policies->remove(*content);
            if (removed)
                log(u"contentWithdrawn"_s, {{u"content"_s, QString::fromStdString(content->hex())}});
            return removed ? json({}) : problem(removed.error());
        }
    }
    return problem(404, u"There is nothing here."_s);
}

ServedAnswer Services::geo(const ServedRequest &request, const QJsonObject &)
{
    return json({{u"countryCode"_s, m_options.country},
                 {u"observedIp"_s, QString::fromStdString(request.from.text())},
                 {u"keyValue"_s, textOf(m_tlsUrl.resolved(QUrl(u"/v1/keyvalue"_s)))},
                 {u"expiresIn"_s, static_cast<qint64>(m_options.answersLast.count())}});
}

ServedAnswer Services::keyvalue(const ServedRequest &, const QJsonObject &)
{
    return json({{u"contentPolicy"_s, textOf(m_tlsUrl.resolved(QUrl(u"/v1/contentpolicy"_s)))},
                 {u"discovery"_s, textOf(m_tlsUrl.resolved(QUrl(u"/v1/discovery"_s)))},
                 {u"metadata"_s, textOf(m_plainUrl.resolved(QUrl(u"/metadata/"_s)))},
                 {u"cacheHost"_s, m_options.cacheHost},
                 {u"expiresIn"_s, static_cast<qint64>(m_options.answersLast.count())}});
}

ServedAnswer Services::contentPolicy(const ServedRequest &, const QJsonObject &asked)
{
    const WallTime now = m_clock.wall();
    const ContentPolicy *policy = nullptr;
    if (const auto id = ContentId::fromHex(asked["contentId"_L1].toString().toStdString()))
        policy = m_policies->find(*id, now);
    else if (asked.contains("altCatalogId"_L1))
        policy = m_policies->findByUrl(QUrl(asked["altCatalogId"_L1].toString(), QUrl::StrictMode), now);
    else
        return problem(400, u"contentId or altCatalogId is needed."_s);
    QJsonObject answer;
    if (policy) {
        const auto left = std::chrono::duration_cast<std::chrono::seconds>(policy->expires - now);
        answer = {{u"policy"_s, toJson(*policy)},
                  {u"expiresIn"_s, static_cast<qint64>(std::min(left, m_options.answersLast).count())}};
    } else {
        answer = {{u"error"_s, u"The content is not known here."_s}, {u"code"_s, u"UNKNOWN_CONTENT"_s}};
    }
    if (const QString nonce = asked["nonce"_L1].toString(); !nonce.isEmpty()) {
        const QByteArray text = freshnessText(nonce, answer.value("policy"_L1).toObject());
        const Signature signature = m_directory.freshnessKey().sign(
            std::as_bytes(std::span(text.constData(), static_cast<std::size_t>(text.size()))));
        answer[u"nonce"_s] = nonce;
        answer[u"freshness"_s] = QString::fromStdString(signature.hex());
    }
    return json(answer, policy ? 200 : 404);
}

ServedAnswer Services::discovery(const ServedRequest &, const QJsonObject &asked)
{
    std::vector<std::string> instances = m_arrays.live(m_clock.monotonic());
    for (const QUrl &url : m_options.arrays)
        instances.push_back(textOf(url).toStdString());
    if (has(u"array"_s))
        instances.push_back(textOf(m_tlsUrl.resolved(QUrl(u"/v1/array"_s))).toStdString());
    const auto chosen = rendezvous(asked["contentId"_L1].toString().toLower().toStdString(), instances);
    if (!chosen)
        return problem(503, u"No array instance is known."_s);
    // Short: when an instance dies, its clients find the next one within this time.
    return json(
        {{u"array"_s, QString::fromStdString(*chosen)},
         {u"expiresIn"_s, static_cast<qint64>(std::min(m_options.answersLast, m_options.announceInterval).count())}});
}

ServedAnswer Services::array(const ServedRequest &request, const QJsonObject &asked)
{
    const int scope = asked["scope"_L1].toInt();
    if (scope < 1 || scope > 3)
        return problem(400, u"scope: 1, 2 or 3 is expected."_s);
    const double port = asked["port"_L1].toDouble();
    if (port < 1 || port > 65535)
        return problem(400, u"port: 1 to 65535 is expected."_s);
    const std::string group =
        asked["groupId"_L1].toString().toStdString() + '\n' + asked["groupKey"_L1].toString().toStdString();
    if (scope == 2 && group.size() < 2)
        return problem(400, u"groupId: group scope needs a group."_s);
    const ContentId content = *ContentId::fromHex(asked["contentId"_L1].toString().toStdString());
    PeerAnnounce announce;
    announce.scope = static_cast<PeerScope>(scope);
    announce.set = m_peers.keyOf(content.bytes().first(20), announce.scope, group, request.from);
    std::ranges::copy(content.bytes().first(20), announce.content.begin());
    (void)fromHex(asked["peerId"_L1].toString().toStdString(), announce.peerId);
    announce.observed = request.from;
    announce.reported = IpAddress::fromText(asked["reportedIp"_L1].toString().toStdString());
    announce.port = static_cast<std::uint16_t>(port);
    announce.complete = asked["left"_L1].toDouble() == 0;
    announce.stopped = asked["event"_L1].toString() == "stopped"_L1;
    announce.wanted = static_cast<std::size_t>(std::min(asked["peersWanted"_L1].toDouble(50), 200.0));
    const PeerAnswer found = m_peers.announce(announce, m_clock.monotonic(), m_chance);
    if (found.refused)
        return problem(503, u"There is no room for more peers."_s);
    // By hand: of the answers it is the one that is asked for most, and nothing in it needs to be escaped.
    std::string text = "{\"complete\":" + std::to_string(found.complete)
                       + ",\"incomplete\":" + std::to_string(found.incomplete)
                       + ",\"interval\":" + std::to_string(m_options.announceInterval.count()) + ",\"observedIp\":\""
                       + request.from.text() + "\",\"peers\":[";
    text.reserve(text.size() + 72 * found.peers.size() + 4);
    for (const NamedPeer &peer : found.peers) {
        text += text.back() == '[' ? "{\"complete\":" : ",{\"complete\":";
        text += peer.complete ? "true,\"ip\":\"" : "false,\"ip\":\"";
        appendAddress(text, peer.ip);
        text += "\",\"port\":";
        text += std::to_string(peer.port);
        text += '}';
    }
    text += "]}\n";
    return {.body = QByteArray::fromStdString(text)};
}

std::array<std::byte, 20> Services::setName(const std::array<std::byte, 20> &infoHash) const
{
    const ContentPolicy *policy = m_policies->findByV1(Sha1Digest(infoHash));
    if (!policy)
        return infoHash;
    std::array<std::byte, 20> name{};
    std::ranges::copy(policy->contentId.bytes().first(20), name.begin());
    return name;
}

PeerSetKey Services::trackerSet(const std::array<std::byte, 20> &name) const
{
    return m_peers.keyOf(name, PeerScope::Internet, {}, {});
}

ServedAnswer Services::announce(const ServedRequest &request)
{
    ++m_asked[5];
    const auto ask = parseAnnounce(request.query);
    if (!ask)
        return {.type = "text/plain", .body = encodeTrackerFailure(ask.error().detail)};
    const std::array<std::byte, 20> name = setName(ask->infoHash);
    const PeerAnswer found = m_peers.announce({.set = trackerSet(name),
                                               .content = name,
                                               .peerId = ask->peerId,
                                               .observed = request.from,
                                               .reported = ask->reported,
                                               .port = ask->port,
                                               .complete = ask->complete,
                                               .stopped = ask->stopped,
                                               .wanted = ask->wanted},
                                              m_clock.monotonic(), m_chance);
    if (found.refused)
        return {.type = "text/plain", .body = encodeTrackerFailure(u"There is no room for more peers."_s)};
    return {.type = "text/plain", .body = encodeAnnounceAnswer(*ask, found, m_options.announceInterval)};
}

ServedAnswer Services::scrape(const ServedRequest &request)
{
    ++m_asked[6];
    const auto hashes = parseScrape(request.query);
    if (hashes.empty())
        return {.type = "text/plain", .body = encodeTrackerFailure(u"info_hash of 20 bytes is needed"_s)};
    std::vector<ScrapeLine> lines;
    for (const auto &hash : hashes) {
        const PeerAnswer counted = m_peers.count(trackerSet(setName(hash)), m_clock.monotonic());
        lines.push_back({hash, counted.complete, counted.incomplete});
    }
    return {.type = "text/plain", .body = encodeScrape(std::move(lines))};
}

} // namespace freshet
