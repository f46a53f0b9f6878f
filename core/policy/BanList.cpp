// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/policy/BanList.h"

#include <algorithm>

namespace freshet {

namespace {

constexpr int wholeAddress = 128;
constexpr int site6 = 64; ///< what one customer of a provider has at least (RFC 6177)

} // namespace

std::pair<BanList::Key, int> BanList::keyOf(const PeerAddress &peer, const LocalNetwork &network)
{
    if (network.isOwn(peer.ip))
        return {Key{.ip = peer.ip, .port = peer.port}, wholeAddress};
    if (peer.ip.isV4() || peer.ip.isLinkLocal() || network.isOnLink(peer.ip))
        return {Key{.ip = peer.ip}, wholeAddress};
    return {Key{.ip = peer.ip.prefix(site6)}, site6};
}

void BanList::ban(const PeerAddress &peer, const LocalNetwork &network, MonotonicTime now,
                  std::chrono::seconds duration, const std::optional<ContentId> &content)
{
    auto [key, prefixLength] = keyOf(peer, network);
    key.content = content;
    const MonotonicTime until = now + duration;
    if (const auto found = m_bans.find(key); found != m_bans.end()) {
        found->second.until = std::max(found->second.until, until);
        return;
    }
    if (m_bans.size() >= m_maximumEntries)
        dropExpired(now);
    if (m_bans.size() >= m_maximumEntries) {
        m_bans.erase(std::min_element(m_bans.begin(), m_bans.end(),
                                      [](const auto &a, const auto &b) { return a.second.until < b.second.until; }));
    }
    m_bans.emplace(key, Ban{prefixLength, until});
}

bool BanList::unban(const PeerAddress &peer, const LocalNetwork &network)
{
    const Key which = keyOf(peer, network).first;
    return std::erase_if(
               m_bans,
               [&which](const auto &entry) { return entry.first.ip == which.ip && entry.first.port == which.port; })
           > 0;
}

bool BanList::isBanned(const PeerAddress &peer, const LocalNetwork &network, MonotonicTime now,
                       const std::optional<ContentId> &content) const
{
    return bannedUntil(peer, network, now, content).has_value();
}

std::optional<MonotonicTime> BanList::bannedUntil(const PeerAddress &peer, const LocalNetwork &network,
                                                  MonotonicTime now, const std::optional<ContentId> &content) const
{
    if (m_bans.empty())
        return std::nullopt;
    std::optional<MonotonicTime> until;
    Key key = keyOf(peer, network).first;
    const auto consider = [&] {
        if (const auto found = m_bans.find(key); found != m_bans.end() && found->second.until > now)
            until = std::max(until.value_or(found->second.until), found->second.until);
    };
    consider();
    if (content) {
        key.content = content;
        consider();
    }
    return until;
}

std::vector<BanList::Entry> BanList::entries(MonotonicTime now) const
{
    std::vector<Entry> entries;
    for (const auto &[key, ban] : m_bans) {
        if (ban.until > now)
            entries.push_back({.ip = key.ip,
                               .prefixLength = ban.prefixLength,
                               .port = key.port,
                               .until = ban.until,
                               .content = key.content});
    }
    return entries;
}

void BanList::dropExpired(MonotonicTime now)
{
    std::erase_if(m_bans, [now](const auto &entry) { return entry.second.until <= now; });
}

} // namespace freshet
