// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/discover/LanContents.h"

#include <algorithm>

namespace freshet {

namespace {

constexpr std::chrono::minutes reportGap{1};
/// Two announces of the steady state: who is silent for longer has ended, or will be heard anew.
constexpr std::chrono::minutes silence{10};

} // namespace

bool LanContents::add(const ContentId &content, std::vector<SwarmHash> hashes)
{
    const auto [entry, isNew] = m_contents.try_emplace(content);
    forgetHashes(entry->second);
    for (const SwarmHash &hash : hashes)
        m_byHash[hash] = content;
    entry->second.hashes = std::move(hashes);
    return isNew;
}

bool LanContents::remove(const ContentId &content)
{
    const auto entry = m_contents.find(content);
    if (entry == m_contents.end())
        return false;
    forgetHashes(entry->second);
    m_total -= entry->second.peers.size();
    m_contents.erase(entry);
    return true;
}

void LanContents::forgetHashes(const Content &entry)
{
    for (const SwarmHash &hash : entry.hashes)
        m_byHash.erase(hash);
}

const std::vector<SwarmHash> &LanContents::hashes(const ContentId &content) const
{
    return m_contents.at(content).hashes;
}

std::vector<ContentId> LanContents::all() const
{
    std::vector<ContentId> contents;
    contents.reserve(m_contents.size());
    for (const auto &[content, entry] : m_contents)
        contents.push_back(content);
    return contents;
}

std::vector<ContentId> LanContents::named(const std::vector<SwarmHash> &hashes) const
{
    std::vector<ContentId> contents;
    for (const SwarmHash &hash : hashes) {
        const auto found = m_byHash.find(hash);
        if (found != m_byHash.end() && std::ranges::find(contents, found->second) == contents.end())
            contents.push_back(found->second);
    }
    return contents;
}

std::optional<LanContents::Heard> LanContents::onHeard(const ContentId &content, const Sender &sender,
                                                       MonotonicTime now)
{
    const auto entry = m_contents.find(content);
    if (entry == m_contents.end())
        return std::nullopt;
    auto &peers = entry->second.peers;
    if (const auto known = peers.find(sender.address); known != peers.end()) {
        Peer &peer = known->second;
        const bool startedAnew = peer.machine != sender.machine;
        const Heard heard{.isNew = startedAnew || now - peer.heard > silence,
                          .isReport = startedAnew || now - peer.reported >= reportGap};
        peer.heard = now;
        peer.machine = sender.machine;
        peer.interface = sender.interface;
        if (heard.isReport)
            peer.reported = now;
        return heard;
    }

    const auto ofSameHost =
        std::ranges::count_if(peers, [&](const auto &p) { return p.first.ip == sender.address.ip; });
    if (!sender.isOwnMachine && static_cast<std::size_t>(ofSameHost) >= m_limits.portsPerHost)
        return std::nullopt;
    if (!makeRoom(entry->second, now))
        return std::nullopt;
    peers.emplace(sender.address, Peer{sender.interface, sender.machine, now, now});
    ++m_total;
    return Heard{.isNew = true, .isReport = true};
}

bool LanContents::makeRoom(Content &entry, MonotonicTime now)
{
    if (entry.peers.size() < m_limits.perContent && m_total < m_limits.total)
        return true;
    const auto oldest = std::ranges::min_element(
        entry.peers, [](const auto &a, const auto &b) { return a.second.heard < b.second.heard; });
    if (oldest == entry.peers.end() || now - oldest->second.heard <= silence)
        return false;
    entry.peers.erase(oldest);
    --m_total;
    return true;
}

std::size_t LanContents::peerCount(const ContentId &content) const
{
    const auto entry = m_contents.find(content);
    return entry == m_contents.end() ? 0 : entry->second.peers.size();
}

} // namespace freshet
