// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cloud/CloudClient.h"

#include "core/api/SentFields.h"
#include "core/base/DisplayUrl.h"
#include "core/cloud/ExchangeRecord.h"
#include "core/policy/Freshness.h"
#include "core/policy/UrlPolicy.h"

#include <QJsonArray>
#include <QPointer>
#include <QRandomGenerator>

namespace freshet {

using namespace Qt::StringLiterals;

namespace {

constexpr std::array names{"geo"_L1, "keyvalue"_L1, "contentpolicy"_L1, "discovery"_L1, "array"_L1};
constexpr std::size_t maximumKept = 1024;
constexpr int maximumPeers = 200;
constexpr std::chrono::seconds unknownFor{60};
constexpr std::chrono::minutes refusedFor{15};
constexpr int maximumDoublings = 5;

std::chrono::seconds lastsOf(const QJsonObject &json)
{
    const double seconds = std::clamp(json["expiresIn"_L1].toDouble(3600), 0.0, 86400.0);
    return std::chrono::seconds(static_cast<std::int64_t>(seconds));
}

qint64 amount(Bytes bytes)
{
    return static_cast<qint64>(std::min<std::uint64_t>(bytes.value(), 1ULL << 53));
}

QString hexOf(const ContentId &content)
{
    return QString::fromLatin1(content.hex());
}

template <typename Kept>
void makeRoom(Kept &kept)
{
    if (kept.size() >= maximumKept)
        kept.erase(kept.begin());
}

QUrl asked(const QUrl &url)
{
    return url.adjusted(QUrl::RemoveUserInfo | QUrl::RemoveQuery | QUrl::RemoveFragment);
}

QString keyOf(const std::optional<ContentId> &content, const QUrl &url)
{
    return content ? hexOf(*content) : QString::fromLatin1(asked(url).toEncoded());
}

bool isEndpoint(const QJsonValue &value)
{
    const QUrl url(value.toString(), QUrl::StrictMode);
    return checkUrl(url) && url.scheme() == "https"_L1;
}

/// Complains about fields that are no https URLs.
QString endpoints(const QJsonObject &json, std::initializer_list<QLatin1StringView> fields)
{
    for (const QLatin1StringView field : fields)
        if (!isEndpoint(json[field]))
            return u"%1 is no https URL"_s.arg(field);
    return {};
}

Error refusal(ErrorCode code, const QUrl &url, const QString &detail)
{
    return {.code = code,
            .operation = u"look up the content policy"_s,
            .object = displayUrl(url),
            .detail = detail,
            .next = NextStep::AskPublisher};
}

bool isFresh(const QJsonObject &answer, const QString &nonce, const PublisherKey &key)
{
    const auto signature = Signature::fromHex(answer["freshness"_L1].toString().toStdString());
    const QByteArray text = freshnessText(nonce, answer["policy"_L1].toObject());
    return signature
           && isSignedBy(key, std::as_bytes(std::span(text.constData(), static_cast<std::size_t>(text.size()))),
                         *signature);
}

Error cancelled()
{
    return {.code = ErrorCode::Cancelled, .operation = u"ask a service"_s, .next = NextStep::RetryLater};
}

} // namespace

CloudClient::CloudClient(CloudOptions options, const Clock &clock, Elsewhere elsewhere)
    : m_clock(clock)
    , m_elsewhere(std::move(elsewhere))
    , m_rules({})
{
    use(std::move(options));
}

CloudClient::~CloudClient() = default;

void CloudClient::use(CloudOptions options)
{
    ++m_epoch;
    m_options = std::move(options);
    const auto waiting = std::exchange(m_bootstrapping, {});
    if (m_http)
        m_http->cancelAll();
    m_http = std::make_unique<ServiceHttp>(m_options);
    connect(m_http.get(), &ServiceHttp::certificateSeen, this,
            [this](const QUrl &url, const ServiceCertificate &certificate) {
                makeRoom(m_certificates);
                m_certificates.insert_or_assign(url.authority(), certificate);
            });
    m_states = {};
    m_latencies = {};
    m_exchanges = {};
    m_certificates.clear();
    m_urls = {};
    m_country.clear();
    m_policies.clear();
    m_unknown.clear();
    m_arrays.clear();
    m_refused.clear();
    if (m_options.isSet()) {
        m_urls[Geo] = m_options.url.resolved(QUrl(u"/v1/geo"_s));
        if (m_elsewhere)
            m_elsewhere(&ServiceHttp::prepare);
        recall();
    }
    m_rules = ManifestRules(m_options.publishers, m_memory.floors);
    for (const Done &done : waiting)
        done(std::unexpected(cancelled()));
    onChanged();
}

void CloudClient::recall()
{
    auto floors = std::move(m_memory.floors);
    m_memory = CloudMemory::load(m_options.stateFile);
    for (const auto &[product, version] : floors)
        m_memory.floors[product] = std::max(m_memory.floors[product], version);
    if (m_memory.services != m_options.url) {
        m_memory = {.floors = std::move(m_memory.floors), .services = m_options.url};
        return;
    }
    const auto age = m_memory.learntAt ? m_clock.wall() - *m_memory.learntAt : ServiceState::longestStale;
    if (age < std::chrono::milliseconds{} || age >= ServiceState::longestStale
        || !isEndpoint(m_memory.contentPolicy.toString()) || !isEndpoint(m_memory.discovery.toString()))
        return;
    m_urls[Policy] = m_memory.contentPolicy;
    m_urls[Discovery] = m_memory.discovery;
    m_states[KeyValue].restore(m_clock.monotonic(), age);
}

void CloudClient::remember()
{
    m_memory.floors = m_rules.floors();
    if (m_options.stateFile.isEmpty())
        return;
    auto save = [path = m_options.stateFile, encoded = m_memory.encoded()] { CloudMemory::save(path, encoded); };
    if (m_elsewhere)
        m_elsewhere(std::move(save));
    else
        save();
}

QJsonObject CloudClient::common() const
{
    return {{u"profile"_s, u"PC"_s}, {u"doClientVersion"_s, QStringLiteral(FRESHET_VERSION)}};
}

void CloudClient::ask(Service service, const QUrl &url, const QJsonObject &body, const Check &check, Json done)
{
    m_urls[service] = url;
    QJsonObject sent;
    for (auto it = body.begin(); it != body.end(); ++it)
        if (isSent(names[service], it.key()))
            sent.insert(it.key(), it.value());
    const MonotonicTime begun = m_clock.monotonic();
    m_http->post(
        url, sent, [=, this, epoch = m_epoch, done = std::move(done)](const Result<ServiceHttp::Answer> &answer) {
            if (epoch != m_epoch)
                return done(std::unexpected(cancelled()));
            const MonotonicTime now = m_clock.monotonic();
            m_exchanges[service] = {.at = now, .status = 0, .sent = exchangedFields(sent), .received = {}};
            if (answer) {
                m_exchanges[service]->status = answer->status;
                m_exchanges[service]->received = exchangedFields(answer->json);
            }
            const auto failed = [&](const Error &error) {
                m_states[service].onFailed(error, now, QRandomGenerator::global()->generateDouble());
                onChanged();
                done(std::unexpected(error));
            };
            if (!answer)
                return failed(answer.error());
            const auto wrong = [&](const QString &detail) {
                failed({.code = ErrorCode::HttpStatus,
                        .operation = u"ask a service"_s,
                        .object = displayUrl(url),
                        .detail = detail,
                        .next = NextStep::RetryLater});
            };
            const bool isUnknown = answer->status == 404 && answer->json["code"_L1].toString() == "UNKNOWN_CONTENT"_L1;
            if (!isUnknown && answer->status != 200)
                return wrong(u"%1: %2"_s.arg(answer->status).arg(answer->json["error"_L1].toString().left(200)));
            if (const QString complaint = check(answer->json); !complaint.isEmpty())
                return wrong(complaint);
            m_latencies[service] = std::chrono::ceil<std::chrono::milliseconds>(now - begun);
            m_states[service].onAnswer(now, isUnknown ? ServiceState::shortestAnswer : lastsOf(answer->json));
            onChanged();
            if (isUnknown)
                return done(std::unexpected(refusal(ErrorCode::UnknownContent, url, {})));
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
        return done(std::unexpected(error ? *error : cancelled()));
    }
    m_bootstrapping.push_back(std::move(done));
    if (m_bootstrapping.size() == 1)
        askGeo();
}

void CloudClient::askAnew(Done done)
{
    onNetworkChanged();
    m_bootstrapping.push_back(std::move(done));
    if (m_bootstrapping.size() == 1)
        askGeo();
}

void CloudClient::askGeo()
{
    QJsonObject body = common();
    if (!m_options.groupId.isEmpty())
        body[u"groupId"_s] = m_options.groupId;
    const auto check = [](const QJsonObject &json) { return endpoints(json, {"keyValue"_L1}); };
    ask(Geo, m_urls[Geo], body, check, [this, epoch = m_epoch](const Result<QJsonObject> &answer) {
        if (epoch != m_epoch)
            return; // whoever waited was told
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
    const auto check = [](const QJsonObject &json) { return endpoints(json, {"contentPolicy"_L1, "discovery"_L1}); };
    ask(KeyValue, url, body, check, [this, epoch = m_epoch](const Result<QJsonObject> &answer) {
        if (epoch != m_epoch)
            return;
        if (!answer)
            return bootstrapped(std::unexpected(answer.error()));
        m_urls[Policy] = m_memory.contentPolicy = QUrl((*answer)["contentPolicy"_L1].toString(), QUrl::StrictMode);
        m_urls[Discovery] = m_memory.discovery = QUrl((*answer)["discovery"_L1].toString(), QUrl::StrictMode);
        m_memory.learntAt = m_clock.wall();
        remember();
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

std::optional<ContentPolicy> CloudClient::remembered(const QString &key)
{
    const auto it = m_memory.policies.find(key);
    // By the rules of now: another publisher, a higher version or the calendar may have ended it.
    if (it == m_memory.policies.end() || !m_rules.accept(it->second, m_clock.wall()))
        return std::nullopt;
    return it->second;
}

void CloudClient::lookUp(const std::optional<ContentId> &content, const QUrl &url, PolicyDone done)
{
    const QString key = keyOf(content, url);
    const MonotonicTime now = m_clock.monotonic();
    const auto later = [this](PolicyDone tell, Result<ContentPolicy> result) {
        QMetaObject::invokeMethod(
            this, [tell = std::move(tell), result = std::move(result)] { tell(result); }, Qt::QueuedConnection);
    };
    if (!isSet())
        return later(std::move(done),
                     std::unexpected(refusal(ErrorCode::UnknownContent, url, u"no services are set"_s)));
    if (const auto kept = m_policies.find(key);
        kept != m_policies.end() && now < kept->second.until && kept->second.policy.expires > m_clock.wall())
        return later(std::move(done), kept->second.policy);
    if (const auto unknown = m_unknown.find(key); unknown != m_unknown.end() && now < unknown->second)
        return later(std::move(done), std::unexpected(refusal(ErrorCode::UnknownContent, m_urls[Policy], {})));
    bootstrap([=, this, done = std::move(done)](const Result<void> &ready) {
        const ServiceState &state = m_states[Policy];
        if (ready && state.mayAsk(m_clock.monotonic()))
            return askPolicy(content, url, done);
        // Nobody to ask: what was said before counts until it expires.
        if (const auto policy = remembered(key))
            return later(done, *policy);
        later(done, std::unexpected(!ready ? ready.error() : state.lastError().value_or(cancelled())));
    });
}

void CloudClient::askPolicy(const std::optional<ContentId> &content, const QUrl &url, const PolicyDone &done)
{
    QJsonObject body = common();
    body[u"countryCode"_s] = m_country;
    if (content)
        body[u"contentId"_s] = hexOf(*content);
    else
        body[u"altCatalogId"_s] = QString::fromLatin1(asked(url).toEncoded());
    const QString nonce = QString::number(QRandomGenerator::system()->generate64(), 16);
    body[u"nonce"_s] = nonce;
    const auto check = [nonce, key = m_options.freshness](const QJsonObject &json) {
        if (json["nonce"_L1].toString() != nonce)
            return u"the answer is to another question"_s;
        return !key || isFresh(json, nonce, *key) ? QString() : u"the answer is not signed as fresh"_s;
    };
    ask(Policy, m_urls[Policy], body, check, [=, this](const Result<QJsonObject> &answer) {
        const QString key = keyOf(content, url);
        if (answer)
            return done(judged(*answer, content, url));
        if (answer.error().code == ErrorCode::UnknownContent) {
            m_policies.erase(key);
            m_memory.policies.erase(key);
            makeRoom(m_unknown);
            m_unknown[key] = m_clock.monotonic() + unknownFor;
        } else if (answer.error().code != ErrorCode::Cancelled) {
            if (const auto policy = remembered(key))
                return done(*policy);
        }
        done(std::unexpected(answer.error()));
    });
}

Result<ContentPolicy> CloudClient::judged(const QJsonObject &answer, const std::optional<ContentId> &content,
                                          const QUrl &url)
{
    const auto policy = contentPolicyFromJson(answer["policy"_L1].toObject());
    if (!policy)
        return std::unexpected(
            refusal(ErrorCode::PolicyRefused, m_urls[Policy], policy.error().object + u": "_s + policy.error().detail));
    if (content && policy->contentId != *content)
        return std::unexpected(
            refusal(ErrorCode::PolicyRefused, m_urls[Policy], u"the answer is about another content"_s));
    const auto floors = m_rules.floors();
    if (const auto accepted = m_rules.accept(*policy, m_clock.wall()); !accepted)
        return std::unexpected(refusal(ErrorCode::PolicyRefused, m_urls[Policy], accepted.error().detail));
    const QString key = keyOf(content, url);
    const auto before = m_memory.policies.find(key);
    const bool isNews = before == m_memory.policies.end() || before->second != *policy || m_rules.floors() != floors;
    makeRoom(m_policies);
    m_policies.insert_or_assign(key, KeptPolicy{*policy, m_clock.monotonic() + lastsOf(answer)});
    if (isNews) {
        if (before == m_memory.policies.end() && m_memory.policies.size() >= CloudMemory::maximumPolicies)
            m_memory.policies.erase(std::ranges::min_element(m_memory.policies, {},
                                                             [](const auto &entry) { return entry.second.expires; }));
        m_memory.policies.insert_or_assign(key, *policy);
        remember();
    }
    return *policy;
}

void CloudClient::findArray(const ContentId &content, const std::function<void(const Result<QUrl> &)> &done)
{
    const auto kept = m_arrays.find(content);
    if (kept != m_arrays.end() && m_clock.monotonic() < kept->second.until)
        return done(kept->second.url);
    bootstrap([=, this](const Result<void> &ready) {
        const auto failed = [this, &content, &done](const Error &error) {
            // Where the array was is better than nowhere.
            const auto old = m_arrays.find(content);
            done(old != m_arrays.end() ? Result<QUrl>(old->second.url) : std::unexpected(error));
        };
        if (!ready)
            return failed(ready.error());
        if (const ServiceState &state = m_states[Discovery]; !state.mayAsk(m_clock.monotonic()))
            return failed(state.lastError().value_or(cancelled()));
        QJsonObject body = common();
        body[u"contentId"_s] = hexOf(content);
        const auto check = [](const QJsonObject &json) { return endpoints(json, {"array"_L1}); };
        ask(Discovery, m_urls[Discovery], body, check, [=, this](const Result<QJsonObject> &answer) {
            if (!answer) {
                const auto old = m_arrays.find(content);
                return done(old != m_arrays.end() ? Result<QUrl>(old->second.url) : std::unexpected(answer.error()));
            }
            const QUrl url((*answer)["array"_L1].toString(), QUrl::StrictMode);
            makeRoom(m_arrays);
            m_arrays.insert_or_assign(content, KeptArray{url, m_clock.monotonic() + lastsOf(*answer)});
            done(url);
        });
    });
}

void CloudClient::announce(const ArrayAnnounce &announce, ArrayDone done)
{
    if (announce.stopped) {
        ++m_leaving;
        done = [self = QPointer(this), done = std::move(done)](const Result<ArrayAnswer> &answer) {
            done(answer);
            if (self && --self->m_leaving == 0)
                Q_EMIT self->left();
        };
    }
    // From the event loop, whether the answer is known already or not.
    QMetaObject::invokeMethod(
        this,
        [this, announce, done = std::move(done)] {
            if (!isSet())
                return done(std::unexpected(cancelled()));
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
    body[u"contentId"_s] = hexOf(announce.content);
    body[u"peerId"_s] = QString::fromStdString(toHex(announce.peerId));
    if (announce.reported)
        body[u"reportedIp"_s] = QString::fromStdString(announce.reported->text());
    body[u"port"_s] = announce.port;
    body[u"uploaded"_s] = amount(announce.uploaded);
    body[u"downloaded"_s] = amount(announce.downloaded);
    body[u"downloadedCdn"_s] = amount(announce.downloadedHttp);
    body[u"uploadedBps"_s] = amount(Bytes{announce.uploadRate.value()});
    body[u"downloadBps"_s] = amount(Bytes{announce.downloadRate.value()});
    body[u"isBackground"_s] = announce.isBackground;
    body[u"left"_s] = amount(announce.left);
    body[u"peersWanted"_s] = announce.wanted;
    body[u"scope"_s] = static_cast<int>(announce.scope);
    if (announce.scope == DownloadMode::Group)
        body[u"groupId"_s] = m_options.groupId;
    if (announce.stopped)
        body[u"event"_s] = u"stopped"_s;
    const auto check = [](const QJsonObject &json) {
        return json["peers"_L1].isArray() ? QString() : u"peers is no list"_s;
    };
    ask(Array, array, body, check, [this, content = announce.content, done](const Result<QJsonObject> &answer) {
        if (!answer) {
            if (const auto kept = m_arrays.find(content); kept != m_arrays.end())
                kept->second.until = {}; // perhaps another instance is responsible by now
            return done(std::unexpected(answer.error()));
        }
        ArrayAnswer out;
        out.interval = std::chrono::seconds(
            static_cast<std::int64_t>(std::clamp((*answer)["interval"_L1].toDouble(900), 5.0, 3600.0)));
        out.observed = IpAddress::fromText((*answer)["observedIp"_L1].toString().toStdString());
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

void CloudClient::onMetadataRefused(const ContentId &content)
{
    const auto known = m_refused.find(content);
    const int times = known == m_refused.end() ? 0 : known->second.times;
    if (known == m_refused.end())
        makeRoom(m_refused);
    // Later by chance, so that a fleet does not come back in step.
    const auto wait = refusedFor * (1 << std::min(times, maximumDoublings))
                      + std::chrono::seconds(QRandomGenerator::global()->bounded(120));
    m_refused.insert_or_assign(content, Refused{m_clock.monotonic() + wait, times + 1});
}

bool CloudClient::isMetadataRefused(const ContentId &content) const
{
    const auto known = m_refused.find(content);
    return known != m_refused.end() && m_clock.monotonic() < known->second.until;
}

void CloudClient::onNetworkChanged()
{
    for (ServiceState &state : m_states)
        state.forgive();
}

ServiceRow CloudClient::rowOf(std::size_t service) const
{
    const MonotonicTime now = m_clock.monotonic();
    const ServiceState &state = m_states[service];
    ServiceRow row{.name = names[service],
                   .url = m_urls[service].isEmpty() ? QString() : displayUrl(m_urls[service]),
                   .answeredAt = state.answeredAt(),
                   .latency = m_latencies[service],
                   .freshUntil = state.isFresh(now) ? std::optional(state.freshUntil()) : std::nullopt,
                   .error = state.lastError(),
                   .failures = state.failures(),
                   .retryAt = state.mayAsk(now) ? std::nullopt : std::optional(state.retryAt()),
                   .exchange = m_exchanges[service]};
    if (const auto shown = m_certificates.find(m_urls[service].authority()); shown != m_certificates.end())
        row.certificate = shown->second;
    return row;
}

void CloudClient::onChanged()
{
    if (!isSet()) {
        m_picture.reset();
    } else {
        auto picture = std::make_shared<ServicesPicture>();
        picture->url = displayUrl(m_options.url);
        picture->trust = m_options.fingerprint ? u"sha256:"_s + QString::fromLatin1(m_options.fingerprint->hex())
                         : m_options.authority.isEmpty() ? u"system"_s
                                                         : u"authority"_s;
        picture->groupId = m_options.groupId;
        picture->freshness = m_options.freshness ? QString::fromLatin1(m_options.freshness->hex()) : QString();
        for (const PublisherKey &key : m_options.publishers)
            picture->publishers.push_back(QString::fromLatin1(key.hex()));
        for (std::size_t i = 0; i < serviceCount; ++i)
            picture->rows.push_back(rowOf(i));
        m_picture = std::move(picture);
    }
    Q_EMIT changed();
}

} // namespace freshet
