// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/ServicePublish.h"

#include "app/ctl/Console.h"
#include "app/ctl/FileInput.h"
#include "app/ctl/ServiceTrust.h"
#include "core/base/DisplayUrl.h"
#include "core/cloud/ServiceHttp.h"

#include <QDateTime>
#include <QEventLoop>
#include <QJsonDocument>
#include <QTimeZone>

namespace freshet::ctl {

using namespace Qt::StringLiterals;

namespace {

constexpr int defaultDays = 90;
constexpr std::uint64_t largestVersion = 1ULL << 53;

std::unexpected<Error> refused(const QString &object, const QString &detail)
{
    return std::unexpected(Error{.code = ErrorCode::InvalidArgument,
                                 .operation = u"publish at a service"_s,
                                 .object = object,
                                 .detail = detail,
                                 .kept = Kept::InputUntouched});
}

Result<std::vector<int>> peerModes(const QString &text)
{
    std::vector<int> modes;
    for (const QString &word : text.split(u',')) {
        const int mode = word == "lan"_L1 ? 1 : word == "group"_L1 ? 2 : word == "internet"_L1 ? 3 : 0;
        if (mode == 0 && word != "none"_L1)
            return refused(u"--peers"_s, u"none, or lan, group, internet with commas between them"_s);
        if (mode != 0)
            modes.push_back(mode);
    }
    return modes;
}

/// Waits for what `begin` asks of the service.
template <typename Begin>
Result<QJsonObject> ask(const QUrl &url, Begin begin)
{
    Result<ServiceHttp::Answer> answer = std::unexpected(Error{});
    QEventLoop loop;
    begin([&](const Result<ServiceHttp::Answer> &got) {
        answer = got;
        loop.quit();
    });
    loop.exec();
    if (!answer)
        return std::unexpected(answer.error());
    if (answer->status == 200 || answer->status == 201)
        return answer->json;
    return std::unexpected(
        Error{.code = ErrorCode::HttpStatus,
              .operation = u"publish at a service"_s,
              .object = displayUrl(url),
              .detail = u"%1: %2"_s.arg(answer->status).arg(answer->json["error"_L1].toString().left(500)),
              .kept = Kept::InputUntouched});
}

} // namespace

void describeServicePublishing(Arguments &arguments)
{
    arguments.option(u"service"_s,
                     tr("Register the content at these services: they vouch for it to clients, and host its metadata."),
                     u"URL"_s);
    arguments.option(u"token-file"_s, tr("The admin token of the services, as \"freshet-service init\" made it."),
                     u"FILE"_s);
    arguments.option(u"sign-with"_s, tr("Sign what is registered with this key (Ed25519, PEM)."), u"FILE"_s);
    arguments.option(u"product"_s,
                     tr("What the content is a version of; clients take no older one (default: its name)."), u"NAME"_s);
    arguments.option(u"release"_s, tr("Number of this version; it must grow (default: seconds since 1970)."), u"N"_s);
    arguments.option(u"valid-days"_s, tr("How long clients may rely on it (default: 90)."), u"DAYS"_s);
    arguments.option(u"peers"_s,
                     tr("Which peers clients may use: none, or lan, group, internet with commas between them (default: "
                        "lan,group,internet)."),
                     u"WHICH"_s);
    arguments.option(u"metadata-url"_s, tr("Where the metadata is served, if not by the service."), u"URL"_s);
    describeServiceTrust(arguments);
}

Result<std::optional<ServicePublishing>> readServicePublishing(const Arguments &arguments, WallTime now)
{
    if (!arguments.isSet(u"service"_s)) {
        for (const QString &option : {u"token-file"_s, u"sign-with"_s, u"product"_s, u"release"_s, u"valid-days"_s,
                                      u"peers"_s, u"metadata-url"_s, u"trust"_s, u"ca-file"_s})
            if (arguments.isSet(option))
                return refused(u"--"_s + option, u"it goes with --service"_s);
        return std::nullopt;
    }
    ServicePublishing publishing;
    const auto url = serviceUrl(arguments.value(u"service"_s));
    if (!url)
        return std::unexpected(url.error());
    // Whom this machine trusts for these services already is trusted here too.
    const auto kept = loadCloudOptions(arguments.cacheDirectory());
    if (kept && kept->url.host() == url->host() && kept->url.port() == url->port()) {
        publishing.services.fingerprint = kept->fingerprint;
        publishing.services.authority = kept->authority;
    }
    publishing.services.url = *url;
    if (const auto trust = readServiceTrust(arguments, publishing.services); !trust)
        return std::unexpected(trust.error());
    if (!arguments.isSet(u"token-file"_s))
        return refused(u"--token-file"_s, u"publishing needs the admin token"_s);
    const auto token = readSmallFile(arguments.value(u"token-file"_s), 4_KiB, ErrorCode::InvalidArgument);
    if (!token)
        return std::unexpected(token.error());
    publishing.token = token->trimmed();
    if (arguments.isSet(u"sign-with"_s)) {
        const QString path = arguments.value(u"sign-with"_s);
        const auto pem = readSmallFile(path, 64_KiB, ErrorCode::InvalidArgument);
        if (!pem)
            return std::unexpected(pem.error());
        auto key = SigningKey::parse(pem->toStdString(), path);
        if (!key)
            return std::unexpected(key.error());
        publishing.key = std::move(*key);
    }
    publishing.product = arguments.value(u"product"_s);
    publishing.version = static_cast<std::uint64_t>(now.time_since_epoch().count() / 1000);
    bool isNumber = true;
    if (arguments.isSet(u"release"_s))
        publishing.version = arguments.value(u"release"_s).toULongLong(&isNumber);
    if (!isNumber || publishing.version == 0 || publishing.version > largestVersion)
        return refused(u"--release"_s, u"a number above 0 is expected"_s);
    const int days = arguments.isSet(u"valid-days"_s) ? arguments.value(u"valid-days"_s).toInt(&isNumber) : defaultDays;
    if (!isNumber || days < 1 || days > 3650)
        return refused(u"--valid-days"_s, u"1 to 3650 are expected"_s);
    publishing.expires = now + std::chrono::days{days};
    const auto modes = peerModes(arguments.isSet(u"peers"_s) ? arguments.value(u"peers"_s) : u"lan,group,internet"_s);
    if (!modes)
        return std::unexpected(modes.error());
    publishing.peerModes = *modes;
    publishing.metadataUrl = QUrl(arguments.value(u"metadata-url"_s), QUrl::StrictMode);
    return publishing;
}

Result<ContentPolicy> publishAtService(const ServicePublishing &publishing, const Metainfo &metainfo,
                                       const QByteArray &encoded)
{
    ContentPolicy policy{.contentId = metainfo.contentId,
                         .size = metainfo.geometry.contentLength(),
                         .name =
                             publishing.product.isEmpty() ? QString::fromStdString(metainfo.name) : publishing.product,
                         .metadataUrl = publishing.metadataUrl,
                         .peerModes = publishing.peerModes,
                         .expires = publishing.expires};
    for (const std::string &source : metainfo.downloadUrls())
        policy.sources.push_back(QUrl::fromEncoded(QByteArray::fromStdString(source), QUrl::StrictMode));
    policy.v1InfoHash = metainfo.v1InfoHash;
    if (publishing.key) {
        const Manifest manifest{.contentId = policy.contentId,
                                .size = policy.size,
                                .name = policy.name,
                                .version = publishing.version,
                                .expires = policy.expires};
        policy.manifest = SignedManifest{.manifest = manifest,
                                         .key = publishing.key->publicKey(),
                                         .signature = publishing.key->sign(bytesOf(manifest.signedText()))};
    }
    QJsonObject json = toJson(policy);
    ServiceHttp http(publishing.services);
    const auto put = [&](const QUrl &url, const QByteArray &body, const QByteArray &type) {
        return ask(url, [&](auto done) { http.put(url, body, type, publishing.token, done); });
    };
    // Whether the token is the right one is known before anything long is sent.
    const QUrl admin = publishing.services.url.resolved(QUrl(u"/v1/admin/stats"_s));
    if (const auto let = ask(admin, [&](auto done) { http.get(admin, publishing.token, done); }); !let)
        return std::unexpected(let.error());
    const QUrl place =
        publishing.services.url.resolved(QUrl(u"/v1/contents/"_s + QString::fromLatin1(policy.contentId.hex())));
    if (policy.metadataUrl.isEmpty()) {
        json.remove("metadataUrl"_L1); // the service says it
        QUrl metadata = place;
        metadata.setPath(place.path() + u"/metadata"_s);
        if (const auto stored = put(metadata, encoded, "application/x-bittorrent"); !stored)
            return std::unexpected(stored.error());
    }
    const auto stored = put(place, QJsonDocument(json).toJson(QJsonDocument::Compact), "application/json");
    if (!stored)
        return std::unexpected(stored.error());
    return contentPolicyFromJson(*stored);
}

} // namespace freshet::ctl
