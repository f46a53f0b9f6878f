// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cloud/CloudOptions.h"

#include "core/base/DurableFile.h"
#include "core/policy/UrlPolicy.h"

#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSslCertificate>

#include <algorithm>
#include <cerrno>

namespace freshet {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype longestGroup = 256;
constexpr std::size_t maximumPublishers = 32;

QString fileOf(const QString &cacheDirectory)
{
    return cacheDirectory + u"/services.json"_s;
}

std::unexpected<Error> malformed(const QString &object, const QString &detail)
{
    return std::unexpected(Error{.code = ErrorCode::InvalidArgument,
                                 .operation = u"read the services' settings"_s,
                                 .object = object,
                                 .detail = detail,
                                 .kept = Kept::InputUntouched});
}

} // namespace

QString cloudStateFile(const QString &cacheDirectory)
{
    return cacheDirectory + u"/services-state.json"_s;
}

Result<Sha256Digest> parseFingerprint(const QString &text)
{
    const QString hex = text.startsWith("sha256:"_L1, Qt::CaseInsensitive) ? text.mid(7).remove(u':') : QString();
    const auto digest = Sha256Digest::fromHex(hex.toStdString());
    if (!digest)
        return malformed(text, u"\"sha256:\" and 64 hex digits are expected"_s);
    return *digest;
}

Result<CloudOptions> cloudOptionsFromJson(const QJsonObject &json, const QString &place)
{
    CloudOptions options;
    const QString url = json["url"_L1].toString();
    if (url.isEmpty())
        return options;
    options.url = QUrl(url, QUrl::StrictMode);
    if (!checkUrl(options.url) || options.url.scheme() != "https"_L1)
        return malformed(place, u"url: an https URL is expected"_s);
    if (json.contains("trust"_L1)) {
        const auto fingerprint = parseFingerprint(json["trust"_L1].toString());
        if (!fingerprint)
            return malformed(place, u"trust: "_s + fingerprint.error().detail);
        options.fingerprint = *fingerprint;
    }
    options.authority = json["authority"_L1].toString().toLatin1();
    if (!options.authority.isEmpty() && QSslCertificate::fromData(options.authority, QSsl::Pem).isEmpty())
        return malformed(place, u"authority: a certificate in PEM is expected"_s);
    if (options.fingerprint && !options.authority.isEmpty())
        return malformed(place, u"trust and authority exclude each other"_s);
    options.groupId = json["groupId"_L1].toString();
    if (options.groupId.size() > longestGroup)
        return malformed(place, u"groupId: at most %1 characters are expected"_s.arg(longestGroup));
    if (json.contains("freshness"_L1)) {
        options.freshness = PublisherKey::fromHex(json["freshness"_L1].toString().toStdString());
        if (!options.freshness)
            return malformed(place, u"freshness: a key of 64 hex digits is expected"_s);
    }
    for (const QJsonValue &value : json["publishers"_L1].toArray()) {
        const auto key = PublisherKey::fromHex(value.toString().toStdString());
        if (!key || options.publishers.size() == maximumPublishers)
            return malformed(place,
                             u"publishers: at most %1 keys of 64 hex digits are expected"_s.arg(maximumPublishers));
        options.publishers.push_back(*key);
    }
    return options;
}

QJsonObject toJson(const CloudOptions &options)
{
    if (!options.isSet())
        return {};
    QJsonObject json{{u"url"_s, QString::fromLatin1(options.url.toEncoded())}};
    if (options.fingerprint)
        json[u"trust"_s] = u"sha256:"_s + QString::fromStdString(options.fingerprint->hex());
    if (!options.authority.isEmpty())
        json[u"authority"_s] = QString::fromLatin1(options.authority);
    if (!options.groupId.isEmpty())
        json[u"groupId"_s] = options.groupId;
    if (options.freshness)
        json[u"freshness"_s] = QString::fromStdString(options.freshness->hex());
    QJsonArray publishers;
    for (const PublisherKey &key : options.publishers)
        publishers.append(QString::fromStdString(key.hex()));
    json[u"publishers"_s] = publishers;
    return json;
}

Result<CloudOptions> loadCloudOptions(const QString &cacheDirectory)
{
    const QString path = fileOf(cacheDirectory);
    CloudOptions options;
    if (QFileInfo::exists(path)) {
        const auto data = readWhole(path);
        if (!data)
            return std::unexpected(data.error());
        const QJsonObject json = QJsonDocument::fromJson(*data).object();
        if (!json.contains("url"_L1))
            return malformed(path, u"url: an https URL is expected"_s);
        auto read = cloudOptionsFromJson(json, path);
        if (!read)
            return read;
        options = std::move(*read);
    }
    options.stateFile = cloudStateFile(cacheDirectory);
    return options;
}

Result<void> saveCloudOptions(const QString &cacheDirectory, const CloudOptions &options)
{
    const QString path = fileOf(cacheDirectory);
    if (options.isSet())
        return writeDurably(path, QJsonDocument(toJson(options)).toJson());
    errno = 0;
    if (QFileInfo::exists(path) && !QFile::remove(path))
        return std::unexpected(
            errorFromErrno(errno != 0 ? errno : EACCES, u"remove file"_s, path, Kept::InputUntouched));
    return {};
}

} // namespace freshet
