// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/service/ServiceDirectory.h"

#include "core/base/DurableFile.h"
#include "core/service/PrivateAuthority.h"

#include <QDir>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <array>
#include <cerrno>
#include <openssl/rand.h>
#include <sys/stat.h>

namespace freshet {

using namespace Qt::StringLiterals;

Result<ServiceDirectory> ServiceDirectory::make(const QString &path, const QStringList &names, WallTime now)
{
    ServiceDirectory directory(QDir(path).absolutePath());
    if (QFileInfo::exists(directory.file(u"service.json"_s)))
        return std::unexpected(Error{.code = ErrorCode::OutputExists,
                                     .operation = u"make a service"_s,
                                     .object = directory.m_path,
                                     .detail = u"there is one already"_s,
                                     .kept = Kept::InputUntouched});
    const auto files = makeAuthority(names, now);
    if (!files)
        return std::unexpected(files.error());
    const auto publisher = SigningKey::make();
    if (!publisher)
        return std::unexpected(publisher.error());
    std::array<std::byte, 32> chance{};
    if (RAND_bytes(reinterpret_cast<unsigned char *>(chance.data()), static_cast<int>(chance.size())) != 1)
        return std::unexpected(Error{.code = ErrorCode::Internal, .operation = u"make an admin token"_s});
    const QByteArray token = QByteArray::fromStdString(toHex(chance));
    errno = 0;
    if (!QDir().mkpath(directory.m_path) || ::chmod(directory.m_path.toLocal8Bit().constData(), 0700) != 0
        || !QDir().mkpath(directory.metadataDirectory()) || !QDir().mkpath(directory.contentDirectory()))
        return std::unexpected(
            errorFromErrno(errno != 0 ? errno : EIO, u"make a directory"_s, directory.m_path, Kept::InputUntouched));
    const QByteArray publicKey = QByteArray::fromStdString(publisher->publicKey().hex());
    const QJsonObject about{{u"names"_s, QJsonArray::fromStringList(names)},
                            {u"fingerprint"_s, QString::fromStdString(files->fingerprint.hex())},
                            {u"publisher"_s, QString::fromLatin1(publicKey)}};
    struct Entry {
        QString name;
        QByteArray data;
        bool secret;
    };
    // service.json last: it says that all of it is there.
    const std::array entries{
        Entry{u"ca.pem"_s, files->authority, false},
        Entry{u"ca.key"_s, files->authorityKey, true},
        Entry{u"server.pem"_s, files->chain, false},
        Entry{u"server.key"_s, files->serverKey, true},
        Entry{u"admin-token"_s, token + '\n', true},
        Entry{u"publisher.key"_s, QByteArray::fromStdString(publisher->pem()), true},
        Entry{u"publisher.pub"_s, publicKey + '\n', false},
        Entry{u"service.json"_s, QJsonDocument(about).toJson(), false},
    };
    for (const Entry &entry : entries)
        if (const auto written = writeDurably(directory.file(entry.name), entry.data, entry.secret); !written)
            return std::unexpected(written.error());
    return open(path);
}

Result<ServiceDirectory> ServiceDirectory::renew(const QString &path, const QStringList &names, WallTime now)
{
    auto directory = open(path);
    if (!directory)
        return directory;
    const auto authority = readWhole(directory->authorityFile());
    const auto key = authority ? readWhole(directory->file(u"ca.key"_s)) : authority;
    if (!key)
        return std::unexpected(key.error());
    if (!names.isEmpty())
        directory->m_identity.names = names;
    AuthorityFiles trusted;
    trusted.authority = *authority;
    trusted.authorityKey = *key;
    const auto files = renewServer(trusted, directory->m_identity.names, now);
    if (!files)
        return std::unexpected(files.error());
    const Identity &identity = directory->m_identity;
    const QJsonObject about{{u"names"_s, QJsonArray::fromStringList(identity.names)},
                            {u"fingerprint"_s, QString::fromStdString(files->fingerprint.hex())},
                            {u"publisher"_s, QString::fromStdString(identity.publisher.hex())}};
    for (const auto &[name, data, secret] :
         {std::tuple(u"server.key"_s, files->serverKey, true), std::tuple(u"server.pem"_s, files->chain, false),
          std::tuple(u"service.json"_s, QJsonDocument(about).toJson(), false)})
        if (const auto written = writeDurably(directory->file(name), data, secret); !written)
            return std::unexpected(written.error());
    return directory;
}

Result<ServiceDirectory> ServiceDirectory::open(const QString &path)
{
    ServiceDirectory directory(QDir(path).absolutePath());
    const auto about = readWhole(directory.file(u"service.json"_s));
    const auto token = about ? readWhole(directory.adminTokenFile()) : about;
    if (!token)
        return std::unexpected(token.error());
    const QJsonObject json = QJsonDocument::fromJson(*about).object();
    Identity &identity = directory.m_identity;
    for (const QJsonValue &name : json["names"_L1].toArray())
        identity.names.append(name.toString());
    const auto fingerprint = Sha256Digest::fromHex(json["fingerprint"_L1].toString().toStdString());
    const auto publisher = PublisherKey::fromHex(json["publisher"_L1].toString().toStdString());
    identity.adminToken = token->trimmed();
    if (identity.names.isEmpty() || !fingerprint || !publisher || identity.adminToken.size() < 32)
        return std::unexpected(Error{.code = ErrorCode::InvalidArgument,
                                     .operation = u"read the service's directory"_s,
                                     .object = directory.m_path,
                                     .detail = u"service.json or admin-token is damaged"_s,
                                     .kept = Kept::InputUntouched});
    identity.fingerprint = *fingerprint;
    identity.publisher = *publisher;
    if (!QFileInfo::exists(directory.freshnessKeyFile()))
        if (const auto made = directory.makeFreshnessKey(); !made)
            return std::unexpected(made.error());
    if (const auto known = directory.readFreshnessKey(); !known)
        return std::unexpected(known.error());
    return directory;
}

Result<void> ServiceDirectory::makeFreshnessKey()
{
    const auto key = SigningKey::make();
    if (!key)
        return std::unexpected(key.error());
    return writeDurably(freshnessKeyFile(), QByteArray::fromStdString(key->pem()), true);
}

Result<void> ServiceDirectory::readFreshnessKey()
{
    const auto pem = readWhole(freshnessKeyFile());
    if (!pem)
        return std::unexpected(pem.error());
    const auto key = SigningKey::parse(pem->toStdString(), freshnessKeyFile());
    if (!key)
        return std::unexpected(key.error());
    m_identity.freshness = key->publicKey();
    m_freshness = std::make_shared<const SigningKey>(*key);
    return {};
}

} // namespace freshet
