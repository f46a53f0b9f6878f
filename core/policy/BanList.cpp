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
        return {Key{peer.ip, peer.port}, wholeAddress};
    if (peer.ip.isV4() || peer.ip.isLinkLocal() || network.isOnLink(peer.ip))
        return {Key{peer.ip, 0}, wholeAddress};
    return {Key{peer.ip.prefix(site6), 0}, site6};
}

void BanList::ban(const PeerAddress &peer, const LocalNetwork &network, MonotonicTime now,
                  std::chrono::seconds duration, BanCause cause)
{
    const auto [key, prefixLength] = keyOf(peer, network);
    const MonotonicTime until = now + duration;
    if (const auto found = m_bans.find(key); found != m_bans.end()) {
        found->second.until = std::max(found->second.until, until);
        if (cause == BanCause::User)
            found->second.cause = cause;
        return;
    }
    if (m_bans.size() >= m_maximumEntries)
        dropExpired(now);
    if (m_bans.size() >= m_maximumEntries) {
        m_bans.erase(std::min_element(m_bans.begin(), m_bans.end(),
                                      [](const auto &a, const auto &b) { return a.second.until < b.second.until; }));
    }
    m_bans.emplace(key, Ban{prefixLength, until, cause});
}

bool BanList::unban(const PeerAddress &peer, const LocalNetwork &network)
{
    if (peer.port == 0 && network.isOwn(peer.ip))
        return std::erase_if(m_bans, [&](const auto &entry) { return entry.first.ip == peer.ip; }) > 0;
    return m_bans.erase(keyOf(peer, network).first) > 0;
}

bool BanList::isBanned(const PeerAddress &peer, const LocalNetwork &network, MonotonicTime now) const
{
    return bannedUntil(peer, network, now).has_value();
}

std::optional<MonotonicTime> BanList::bannedUntil(const PeerAddress &peer, const LocalNetwork &network,
                                                  MonotonicTime now) const
{
    std::optional<MonotonicTime> until = m_wider ? m_wider->bannedUntil(peer, network, now) : std::nullopt;
    if (m_bans.empty())
        return until;
    const auto look = [&](const Key &key) {
        const auto found = m_bans.find(key);
        if (found != m_bans.end() && found->second.until > now)
            until = std::max(until.value_or(found->second.until), found->second.until);
    };
    const Key key = keyOf(peer, network).first;
    look(key);
    if (key.port != 0)
        look(Key{key.ip, 0});
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
                               .cause = ban.cause});
    }
    return entries;
}

void BanList::dropExpired(MonotonicTime now)
{
    std::erase_if(m_bans, [now](const auto &entry) { return entry.second.until <= now; });
}

} // namespace freshet
