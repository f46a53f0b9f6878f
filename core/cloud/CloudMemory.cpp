// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cloud/CloudMemory.h"

#include "core/base/DurableFile.h"

#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

namespace freshet {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 maximumFile = 16LL * 1024 * 1024;
constexpr double largestVersion = 9007199254740992.0; // 2^53

QString copyOf(const QString &path)
{
    return path + u".copy"_s;
}

QJsonObject read(const QString &path)
{
    const auto data = readWhole(path, maximumFile);
    return data ? QJsonDocument::fromJson(*data).object() : QJsonObject();
}

void takeFloors(const QJsonObject &json, std::map<QString, std::uint64_t> &floors)
{
    const QJsonObject versions = json["versions"_L1].toObject();
    for (auto it = versions.begin(); it != versions.end() && floors.size() < CloudMemory::maximumFloors; ++it) {
        const double version = it.value().toDouble();
        if (version >= 1 && version <= largestVersion) {
            std::uint64_t &floor = floors[it.key()];
            floor = std::max(floor, static_cast<std::uint64_t>(version));
        }
    }
}

} // namespace

CloudMemory CloudMemory::load(const QString &path)
{
    CloudMemory memory;
    if (path.isEmpty())
        return memory;
    const QJsonObject first = read(path);
    const QJsonObject second = read(copyOf(path));
    takeFloors(first, memory.floors);
    takeFloors(second, memory.floors);
    const QJsonObject &rest = first.isEmpty() ? second : first;
    memory.services = QUrl(rest["services"_L1].toString(), QUrl::StrictMode);
    memory.contentPolicy = QUrl(rest["contentPolicy"_L1].toString(), QUrl::StrictMode);
    memory.discovery = QUrl(rest["discovery"_L1].toString(), QUrl::StrictMode);
    if (rest["learntAt"_L1].isDouble())
        memory.learntAt = WallTime(std::chrono::milliseconds(rest["learntAt"_L1].toInteger()));
    const QJsonObject policies = rest["policies"_L1].toObject();
    for (auto it = policies.begin(); it != policies.end() && memory.policies.size() < maximumPolicies; ++it)
        if (auto policy = contentPolicyFromJson(it.value().toObject()))
            memory.policies.emplace(it.key(), std::move(*policy));
    return memory;
}

QByteArray CloudMemory::encoded() const
{
    QJsonObject versions;
    for (const auto &[product, version] : floors)
        versions[product] = static_cast<qint64>(version);
    QJsonObject kept;
    for (const auto &[asked, policy] : policies)
        kept[asked] = toJson(policy);
    QJsonObject json{{u"versions"_s, versions},
                     {u"services"_s, QString::fromLatin1(services.toEncoded())},
                     {u"contentPolicy"_s, QString::fromLatin1(contentPolicy.toEncoded())},
                     {u"discovery"_s, QString::fromLatin1(discovery.toEncoded())},
                     {u"policies"_s, kept}};
    if (learntAt)
        json[u"learntAt"_s] = static_cast<qint64>(learntAt->time_since_epoch().count());
    return QJsonDocument(json).toJson(QJsonDocument::Compact);
}

void CloudMemory::save(const QString &path, const QByteArray &encoded)
{
    (void)writeDurably(path, encoded);
    (void)writeDurably(copyOf(path), encoded);
}

} // namespace freshet
