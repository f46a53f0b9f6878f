// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cloud/CloudOptions.h"

#include "core/base/DurableFile.h"
#include "core/policy/UrlPolicy.h"

#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <cerrno>

namespace freshet {

using namespace Qt::StringLiterals;

namespace {

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

Result<Sha256Digest> parseFingerprint(const QString &text)
{
    const QString hex = text.startsWith("sha256:"_L1) ? text.mid(7).remove(u':') : QString();
    const auto digest = Sha256Digest::fromHex(hex.toStdString());
    if (!digest)
        return malformed(text, u"\"sha256:\" and 64 hex digits are expected"_s);
    return *digest;
}

Result<CloudOptions> loadCloudOptions(const QString &cacheDirectory)
{
    CloudOptions options;
    options.stateFile = cacheDirectory + u"/service-versions.json"_s;
    const QString path = fileOf(cacheDirectory);
    if (!QFileInfo::exists(path))
        return options;
    const auto data = readWhole(path);
    if (!data)
        return std::unexpected(data.error());
    const QJsonObject json = QJsonDocument::fromJson(*data).object();
    options.url = QUrl(json["url"_L1].toString(), QUrl::StrictMode);
    if (!checkUrl(options.url) || options.url.scheme() != "https"_L1)
        return malformed(path, u"url: an https URL is expected"_s);
    if (json.contains("trust"_L1)) {
        const auto fingerprint = parseFingerprint(json["trust"_L1].toString());
        if (!fingerprint)
            return malformed(path, u"trust: "_s + fingerprint.error().detail);
        options.fingerprint = *fingerprint;
    }
    options.authority = json["authority"_L1].toString().toLatin1();
    options.groupId = json["groupId"_L1].toString();
    for (const QJsonValue &value : json["publishers"_L1].toArray()) {
        const auto key = PublisherKey::fromHex(value.toString().toStdString());
        if (!key)
            return malformed(path, u"publishers: keys of 64 hex digits are expected"_s);
        options.publishers.push_back(*key);
    }
    return options;
}

Result<void> saveCloudOptions(const QString &cacheDirectory, const CloudOptions &options)
{
    const QString path = fileOf(cacheDirectory);
    if (!options.isSet()) {
        if (QFileInfo::exists(path) && !QFile::remove(path))
            return std::unexpected(errorFromErrno(EACCES, u"remove file"_s, path, Kept::InputUntouched));
        return {};
    }
    QJsonObject json{{u"url"_s, QString::fromLatin1(options.url.toEncoded())}};
    if (options.fingerprint)
        json[u"trust"_s] = u"sha256:"_s + QString::fromStdString(options.fingerprint->hex());
    if (!options.authority.isEmpty())
        json[u"authority"_s] = QString::fromLatin1(options.authority);
    if (!options.groupId.isEmpty())
        json[u"groupId"_s] = options.groupId;
    QJsonArray publishers;
    for (const PublisherKey &key : options.publishers)
        publishers.append(QString::fromStdString(key.hex()));
    json[u"publishers"_s] = publishers;
    return writeDurably(path, QJsonDocument(json).toJson());
}

} // namespace freshet
