// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cloud/CloudClient.h"

#include "core/base/DisplayUrl.h"
#include "core/base/DurableFile.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QRandomGenerator>

namespace freshet {

using namespace Qt::StringLiterals;

namespace {

constexpr std::size_t maximumKept = 1024;
constexpr int maximumPeers = 200;

std::map<QString, std::uint64_t> loadFloors(const QString &path)
{
    std::map<QString, std::uint64_t> floors;
    const auto data = path.isEmpty() ? Result<QByteArray>(QByteArray()) : readWhole(path);
    if (!data)
        return floors;
    const QJsonObject json = QJsonDocument::fromJson(*data).object();
    for (auto it = json.begin(); it != json.end(); ++it)
        if (it.value().toDouble() >= 1)
            floors.emplace(it.key(), static_cast<std::uint64_t>(it.value().toDouble()));
    return floors;
}

std::chrono::seconds lastsOf(const QJsonObject &json)
{
    return std::chrono::seconds(static_cast<std::int64_t>(std::clamp(json["expiresIn"_L1].toDouble(3600), 0.0, 86400.0)));
}

qint64 amount(Bytes bytes)
{
    return static_cast<qint64>(std::min<std::uint64_t>(bytes.value(), 1ULL << 53));
}

template <typename Kept>
void makeRoom(Kept &kept)
{
    if (kept.size() >= maximumKept)
        kept.clear();
}

} // namespace

CloudClient::CloudClient(CloudOptions options, const Clock &clock)
    : m_options(std::move(options))
    , m_clock(clock)
    , m_http(m_options)
    , m_rules(m_options.publishers, loadFloors(m_options.stateFile))
{
    m_urls[Geo] = m_options.url.resolved(QUrl(u"/v1/geo"_s));
}

CloudClient::~CloudClient() = default;

QJsonObject CloudClient::common() const
{
    return {{u"profile"_s, u"PC"_s}, {u"doClientVersion"_s, QStringLiteral(FRESHET_VERSION)}};
}

void CloudClient::ask(Service service, const QUrl &url, const QJsonObject &body, Json done)
{
    m_urls[service] = url;
    m_http.post(url, body, [this, service, url, done = std::move(done)](const Result<ServiceHttp::Answer> &answer) {
        const MonotonicTime now = m_clock.monotonic();
        const double chance = QRandomGenerator::global()->generateDouble();
        if (!answer) {
            m_states[service].onFailed(answer.error(), now, chance);
            return done(std::unexpected(answer.error()));
        }
        if (answer->status == 404 && answer->json["code"_L1].toString() == "UNKNOWN_CONTENT"_L1) {
            m_states[service].onAnswer(now, std::chrono::seconds{30}); // the service works
            return done(std::unexpected(Error{.code = ErrorCode::UnknownContent,
                                              .operation = u"look up the content policy"_s,
                                              .object = displayUrl(url)}));
        }
        if (answer->status != 200) {
            const Error error{.code = ErrorCode::HttpStatus,
                              .operation = u"ask a service"_s,
                              .object = displayUrl(url),
                              .detail = u"%1: %2"_s.arg(answer->status).arg(answer->json["error"_L1].toString().left(200)),
                              .next = NextStep::RetryLater};
            m_states[service].onFailed(error, now, chance);
            return done(std::unexpected(error));
        }
        m_states[service].onAnswer(now, lastsOf(answer->json));
        done(answer->json);
    });
}

void CloudClient::bootstrap(Done done)
{
    const MonotonicTime now = m_clock.monotonic();
    ServiceState &state = m_states[KeyValue];
    const bool mayAsk = m_states[Geo].mayAsk(now) && state.mayAsk(now);
    if (state.isFresh(now) || (!mayAsk && state.isUsable(now)))
        return done({});
    if (!mayAsk) {
        const auto &error = m_states[Geo].lastError() ? m_states[Geo].lastError() : state.lastError();
        return done(std::unexpected(*error));
    }
    m_bootstrapping.push_back(std::move(done));
    if (m_bootstrapping.size() == 1)
        askGeo();
}

void CloudClient::askGeo()
{
    QJsonObject body = common();
    if (!m_options.groupId.isEmpty())
        body[u"groupId"_s] = m_options.groupId;
    ask(Geo, m_urls[Geo], body, [this](const Result<QJsonObject> &answer) {
        if (!answer)
            return bootstrapped(std::unexpected(answer.error()));
        m_country = (*answer)["countryCode"_L1].toString().left(8);
        askKeyValue(QUrl((*answer)["keyValue"_L1].toString(), QUrl::StrictMode));
    });
}

void CloudClient::askKeyValue(const QUrl &url)
{
    QJsonObject body = common();
    body[u"countryCode"_s] = m_country;
    ask(KeyValue, url, body, [this](const Result<QJsonObject> &answer) {
        if (!answer)
            return bootstrapped(std::unexpected(answer.error()));
        m_urls[Policy] = QUrl((*answer)["contentPolicy"_L1].toString(), QUrl::StrictMode);
        m_urls[Discovery] = QUrl((*answer)["discovery"_L1].toString(), QUrl::StrictMode);
        bootstrapped({});
    });
}

void CloudClient::bootstrapped(const Result<void> &outcome)
{
    // What was said before still counts when nobody answers now.
    const bool isUsable = m_states[KeyValue].isUsable(m_clock.monotonic());
    for (const Done &done : std::exchange(m_bootstrapping, {}))
        done(outcome || isUsable ? Result<void>() : outcome);
}

void CloudClient::lookUp(const std::optional<ContentId> &content, const QUrl &url, PolicyDone done)
{
    const QString key = content ? QString::fromStdString(content->hex()) : QString::fromLatin1(url.toEncoded());
    if (const auto kept = m_policies.find(key); kept != m_policies.end() && m_clock.monotonic() < kept->second.until) {
        QMetaObject::invokeMethod(
            this, [done = std::move(done), policy = kept->second.policy] { done(policy); }, Qt::QueuedConnection);
        return;
    }
    bootstrap([this, content, url, done = std::move(done)](const Result<void> &ready) {
        if (!ready) {
            QMetaObject::invokeMethod(
                this, [done, error = ready.error()] { done(std::unexpected(error)); }, Qt::QueuedConnection);
            return;
        }
        askPolicy(content, url, done);
    });
}

void CloudClient::askPolicy(const std::optional<ContentId> &content, const QUrl &url, const PolicyDone &done)
{
    QJsonObject body = common();
    body[u"countryCode"_s] = m_country;
    if (content)
        body[u"contentId"_s] = QString::fromStdString(content->hex());
    else
        body[u"altCatalogId"_s] = QString::fromLatin1(url.toEncoded());
    const QString nonce = QString::number(QRandomGenerator::system()->generate64(), 16);
    body[u"nonce"_s] = nonce;
    ask(Policy, m_urls[Policy], body, [this, content, url, nonce, done](const Result<QJsonObject> &answer) {
        if (!answer)
            return done(std::unexpected(answer.error()));
        const auto wrong = [&](ErrorCode code, const QString &detail) {
            done(std::unexpected(Error{.code = code,
                                       .operation = u"look up the content policy"_s,
                                       .object = displayUrl(m_urls[Policy]),
                                       .detail = detail,
                                       .next = NextStep::AskPublisher}));
        };
        if ((*answer)["nonce"_L1].toString() != nonce)
            return wrong(ErrorCode::HttpStatus, u"the answer is to another question"_s);
        const auto policy = contentPolicyFromJson((*answer)["policy"_L1].toObject());
        if (!policy)
            return done(std::unexpected(policy.error()));
        if (content && policy->contentId != *content)
            return wrong(ErrorCode::ContentIdMismatch, u"the answer is about another content"_s);
        const auto floors = m_rules.floors();
        if (const auto accepted = m_rules.accept(*policy, m_clock.wall()); !accepted)
            return done(std::unexpected(accepted.error()));
        if (m_rules.floors() != floors)
            keepFloors();
        const MonotonicTime until = m_clock.monotonic() + lastsOf(*answer);
        makeRoom(m_policies);
        const QString key = content ? QString::fromStdString(content->hex()) : QString::fromLatin1(url.toEncoded());
        m_policies.insert_or_assign(key, KeptPolicy{*policy, until});
        done(*policy);
    });
}

void CloudClient::keepFloors()
{
    if (m_options.stateFile.isEmpty())
        return;
    QJsonObject json;
    for (const auto &[product, version] : m_rules.floors())
        json[product] = static_cast<qint64>(version);
    // A floor that could not be kept holds at least for this process.
    (void)writeDurably(m_options.stateFile, QJsonDocument(json).toJson());
}

void CloudClient::findArray(const ContentId &content, const std::function<void(const Result<QUrl> &)> &done)
{
    if (const auto kept = m_arrays.find(content); kept != m_arrays.end() && m_clock.monotonic() < kept->second.until)
        return done(kept->second.url);
    bootstrap([this, content, done](const Result<void> &ready) {
        if (!ready)
            return done(std::unexpected(ready.error()));
        QJsonObject body = common();
        body[u"contentId"_s] = QString::fromStdString(content.hex());
        ask(Discovery, m_urls[Discovery], body, [this, content, done](const Result<QJsonObject> &answer) {
            if (!answer)
                return done(std::unexpected(answer.error()));
            const QUrl url((*answer)["array"_L1].toString(), QUrl::StrictMode);
            makeRoom(m_arrays);
            m_arrays.insert_or_assign(content, KeptArray{url, m_clock.monotonic() + lastsOf(*answer)});
            done(url);
        });
    });
}

void CloudClient::announce(const ArrayAnnounce &announce, ArrayDone done)
{
    // From the event loop, whether the answer is known already or not.
    QMetaObject::invokeMethod(
        this,
        [this, announce, done = std::move(done)] {
            findArray(announce.content, [this, announce, done](const Result<QUrl> &array) {
                if (!array)
                    return done(std::unexpected(array.error()));
                announceAt(*array, announce, done);
            });
        },
        Qt::QueuedConnection);
}

void CloudClient::announceAt(const QUrl &array, const ArrayAnnounce &announce, const ArrayDone &done)
{
    QJsonObject body = common();
    body[u"contentId"_s] = QString::fromStdString(announce.content.hex());
    body[u"peerId"_s] = QString::fromStdString(toHex(announce.peerId));
    if (announce.reported)
        body[u"reportedIp"_s] = QString::fromStdString(announce.reported->text());
    body[u"port"_s] = announce.port;
    body[u"isBackground"_s] = announce.isBackground;
    body[u"uploaded"_s] = amount(announce.uploaded);
    body[u"downloaded"_s] = amount(announce.downloaded);
    body[u"downloadedCdn"_s] = amount(announce.downloadedCdn);
    body[u"left"_s] = amount(announce.left);
    body[u"peersWanted"_s] = announce.wanted;
    body[u"scope"_s] = static_cast<int>(announce.scope);
    if (!m_options.groupId.isEmpty())
        body[u"groupId"_s] = m_options.groupId;
    if (announce.stopped)
        body[u"event"_s] = u"stopped"_s;
    ask(Array, array, body, [this, content = announce.content, done](const Result<QJsonObject> &answer) {
        if (!answer) {
            m_arrays.erase(content); // perhaps another instance is responsible by now
            return done(std::unexpected(answer.error()));
        }
        ArrayAnswer out;
        out.interval = std::chrono::seconds(
            static_cast<std::int64_t>(std::clamp((*answer)["interval"_L1].toDouble(900), 5.0, 3600.0)));
        out.teller = IpAddress::fromText((*answer)["observedIp"_L1].toString().toStdString());
        for (const QJsonValue &value : (*answer)["peers"_L1].toArray()) {
            const auto ip = IpAddress::fromText(value["ip"_L1].toString().toStdString());
            const int port = value["port"_L1].toInt();
            if (ip && !ip->isUnspecified() && !ip->isMulticast() && port >= 1 && port <= 65535
                && out.peers.size() < maximumPeers)
                out.peers.push_back({*ip, static_cast<std::uint16_t>(port)});
        }
        done(out);
    });
}

std::vector<ServiceRow> CloudClient::rows() const
{
    static constexpr std::array names{"geo"_L1, "keyvalue"_L1, "contentpolicy"_L1, "discovery"_L1, "array"_L1};
    std::vector<ServiceRow> rows;
    for (std::size_t i = 0; i < serviceCount; ++i) {
        ServiceRow row{.name = names[i], .url = m_urls[i]};
        if (const auto at = m_states[i].answeredAt())
            row.age = std::chrono::duration_cast<std::chrono::seconds>(m_clock.monotonic() - *at);
        row.error = m_states[i].lastError();
        row.failures = m_states[i].failures();
        rows.push_back(std::move(row));
    }
    return rows;
}

} // namespace freshet
