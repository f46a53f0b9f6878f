// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/cloud/ServiceHarness.h"

#include "core/base/DurableFile.h"
#include "core/service/HttpFront.h"
#include "core/service/Services.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

namespace freshet::test {

using namespace Qt::StringLiterals;

namespace {

const IpAddress loopback = IpAddress::v4({127, 0, 0, 1});

/// Waits for what `begin` starts.
template <typename T, typename Begin>
Result<T> waitFor(Begin begin)
{
    auto outcome = std::make_shared<std::optional<Result<T>>>();
    begin([outcome](const Result<T> &result) { *outcome = result; });
    if (!QTest::qWaitFor([outcome] { return outcome->has_value(); }, 40'000))
        return std::unexpected(Error{.code = ErrorCode::Internal, .detail = u"nothing came"_s});
    return **outcome;
}

} // namespace

RealServices::RealServices()
{
    ServiceOptions options;
    const auto made = ServiceDirectory::make(m_dir.filePath(u"service"_s), {u"127.0.0.1"_s}, m_clock.wall());
    Q_ASSERT(made);
    m_identity = made->identity();
    const auto pem = readWhole(made->publisherKeyFile());
    Q_ASSERT(pem);
    m_publisher = std::make_unique<SigningKey>(*SigningKey::parse(pem->toStdString(), u"publisher.key"_s));
    options.tls = {loopback, 0};
    options.plain = {loopback, 0};
    auto services = Services::start(*made, std::move(options), m_clock);
    if (!services)
        qFatal("services: %s", qPrintable(services.error().detail));
    m_services = std::move(*services);
    m_url = m_services->tlsUrl();
}

RealServices::~RealServices() = default;

std::size_t RealServices::peers() const
{
    return m_services->peers().size();
}

void RealServices::stop()
{
    m_services.reset();
}

CloudOptions RealServices::options() const
{
    return {.url = m_url, .fingerprint = m_identity.fingerprint};
}

bool RealServices::put(const QString &path, const QByteArray &body)
{
    ServiceHttp http(options());
    const auto answer = waitFor<ServiceHttp::Answer>([&](auto done) {
        http.put(url().resolved(QUrl(path)), body, "application/json", m_identity.adminToken, done);
    });
    if (!answer || answer->status != 201) {
        qWarning() << "put" << path << (answer ? QString::number(answer->status) : answer.error().detail)
                   << (answer ? answer->json : QJsonObject());
        return false;
    }
    return true;
}

bool RealServices::publish(const ContentPolicy &policy, const QByteArray &metadata)
{
    const QString place = u"/v1/contents/"_s + QString::fromLatin1(policy.contentId.hex());
    QJsonObject json = toJson(policy);
    if (!metadata.isEmpty()) {
        json.remove(u"metadataUrl"_s);
        if (!put(place + u"/metadata"_s, metadata))
            return false;
    }
    return put(place, QJsonDocument(json).toJson());
}

ServedAnswer jsonAnswer(const QJsonObject &json, int status)
{
    return {.status = status, .body = QJsonDocument(json).toJson(QJsonDocument::Compact)};
}

FakeServices::FakeServices(const QString &name, WallTime madeAt)
    : m_files(*makeAuthority({name}, madeAt))
{
    const auto write = [this](const QString &file, const QByteArray &data) {
        QFile out(m_dir.filePath(file));
        if (!out.open(QIODevice::WriteOnly) || out.write(data) != data.size())
            qFatal("cannot write");
    };
    write(u"chain.pem"_s, m_files.chain);
    write(u"server.key"_s, m_files.serverKey);
    const HttpFront::Site site{
        .maximumBody = [](const ServedRequest &) { return std::uint64_t{1 << 16}; },
        .answer =
            [this](const ServedRequest &request) {
                const QString path = QString::fromLatin1(request.path).sliced(1).section(u'/', 1);
                ++m_asked[path];
                m_sent[path] = QJsonDocument::fromJson(request.body).object();
                const auto handler = m_handlers.find(path);
                return handler == m_handlers.end() ? jsonAnswer({}, 404) : (*handler)(m_sent[path]);
            },
    };
    m_front = std::make_unique<HttpFront>(site, m_clock, FrontSettings{});
    const auto tls = ServerTls::load(m_dir.filePath(u"chain.pem"_s), m_dir.filePath(u"server.key"_s));
    Q_ASSERT(tls);
    const auto where = m_front->listen({loopback, 0}, *tls);
    Q_ASSERT(where);
    m_url = QUrl(u"https://127.0.0.1:%1"_s.arg(where->port));
    answer(u"geo"_s, [this](const QJsonObject &) {
        return jsonAnswer({{u"countryCode"_s, u"GR"_s}, {u"keyValue"_s, at(u"/v1/keyvalue"_s).toString()}});
    });
    answer(u"keyvalue"_s, [this](const QJsonObject &) {
        return jsonAnswer({{u"contentPolicy"_s, at(u"/v1/contentpolicy"_s).toString()},
                           {u"discovery"_s, at(u"/v1/discovery"_s).toString()},
                           {u"expiresIn"_s, 3600}});
    });
    answer(u"contentpolicy"_s, [](const QJsonObject &asked) {
        return jsonAnswer({{u"code"_s, u"UNKNOWN_CONTENT"_s}, {u"nonce"_s, asked["nonce"_L1]}}, 404);
    });
    answer(u"discovery"_s, [this](const QJsonObject &) {
        return jsonAnswer({{u"array"_s, at(u"/v1/array"_s).toString()}, {u"expiresIn"_s, 600}});
    });
    answer(u"array"_s,
           [](const QJsonObject &) { return jsonAnswer({{u"interval"_s, 900}, {u"peers"_s, QJsonArray()}}); });
}

FakeServices::~FakeServices() = default;

CloudOptions FakeServices::options() const
{
    return {.url = m_url, .fingerprint = m_files.fingerprint};
}

void FakeServices::fail(const QString &name)
{
    answer(name, [](const QJsonObject &) { return jsonAnswer({{u"error"_s, u"broken"_s}}, 500); });
}

int FakeServices::asked(const QString &name) const
{
    return m_asked.value(name);
}

ContentPolicy samplePolicy(const QString &name, unsigned seed)
{
    ContentId::Array id{};
    id.fill(static_cast<std::byte>(seed));
    return {.contentId = ContentId(id),
            .size = 5_MiB,
            .name = name,
            .sources = {QUrl(u"http://updates.example/app.pkg"_s)},
            .metadataUrl = QUrl(u"http://updates.example/app.pkg.torrent"_s),
            .peerModes = {1, 2, 3},
            .expires = SystemClock().wall() + std::chrono::hours(24)};
}

SignedManifest manifestOf(const ContentPolicy &policy, const SigningKey &key, std::uint64_t version)
{
    const Manifest manifest{.contentId = policy.contentId,
                            .size = policy.size,
                            .name = policy.name,
                            .version = version,
                            .expires = policy.expires};
    const QByteArray text = manifest.signedText();
    return {.manifest = manifest,
            .key = key.publicKey(),
            .signature = key.sign(std::as_bytes(std::span(text.constData(), static_cast<std::size_t>(text.size()))))};
}

Result<ContentPolicy> lookUp(CloudClient &client, const std::optional<ContentId> &content, const QUrl &url)
{
    return waitFor<ContentPolicy>([&](auto done) { client.lookUp(content, url, done); });
}

Result<ArrayAnswer> announce(CloudClient &client, const ArrayAnnounce &announce)
{
    return waitFor<ArrayAnswer>([&](auto done) { client.announce(announce, done); });
}

Result<void> bootstrap(CloudClient &client)
{
    return waitFor<void>([&](auto done) { client.bootstrap(done); });
}

} // namespace freshet::test
