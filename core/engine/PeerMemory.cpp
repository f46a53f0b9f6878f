// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/PeerMemory.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

namespace freshet {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 maximumFile = 2 * 1024 * 1024;

} // namespace

PeerMemory::PeerMemory(CacheDirectory directory, WorkThread &thread)
    : m_directory(std::make_shared<const CacheDirectory>(std::move(directory)))
    , m_thread(thread)
{
    read();
}

void PeerMemory::read()
{
    const auto text = m_directory->readFile(QString::fromLatin1(fileName), maximumFile);
    if (!text)
        return;
    const QJsonArray contents = QJsonDocument::fromJson(*text).object().value("contents"_L1).toArray();
    for (const QJsonValue &value : contents) {
        if (m_contents.size() == maximumContents)
            return;
        const QJsonObject one = value.toObject();
        const auto id = ContentId::fromHex(one.value("id"_L1).toString().toStdString());
        auto peers = parseKnownPeers(QJsonDocument(one).toJson(QJsonDocument::Compact));
        if (id && peers && !peers->addresses.empty())
            m_contents.emplace_back(*id, std::move(*peers));
    }
}

std::vector<PeerAddress> PeerMemory::of(const ContentId &content) const
{
    const auto known = std::ranges::find(m_contents, content, &std::pair<ContentId, KnownPeers>::first);
    return known == m_contents.end() ? std::vector<PeerAddress>{} : known->second.addresses;
}

void PeerMemory::remember(const ContentId &content, std::vector<PeerAddress> addresses)
{
    if (addresses.empty())
        return;
    KnownPeers peers{.addresses = std::move(addresses)};
    const auto known = std::ranges::find(m_contents, content, &std::pair<ContentId, KnownPeers>::first);
    if (known != m_contents.end() && known->second == peers)
        return;
    if (known != m_contents.end())
        m_contents.erase(known);
    m_contents.emplace_front(content, std::move(peers));
    if (m_contents.size() > maximumContents)
        m_contents.pop_back();
    write();
}

void PeerMemory::write()
{
    QJsonArray contents;
    for (const auto &[id, peers] : m_contents) {
        QJsonObject one = QJsonDocument::fromJson(encodeKnownPeers(peers)).object();
        one.insert(u"id"_s, QString::fromLatin1(id.hex()));
        contents.append(one);
    }
    const QByteArray text = QJsonDocument(QJsonObject{{u"contents"_s, contents}}).toJson(QJsonDocument::Compact);
    m_thread.post([directory = m_directory, text] {
        (void)directory->writeFile(QString::fromLatin1(fileName), text); // hints: the next time, then
    });
}

} // namespace freshet
