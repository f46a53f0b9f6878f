// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/policy/UploadLedger.h"

#include <algorithm>

namespace freshet {

namespace {

constexpr int site6 = 64; ///< what one customer of a provider has at least (RFC 6177)

} // namespace

UploadLedger::Host UploadLedger::hostOf(const PeerAddress &peer, PeerClass peerClass, const LocalNetwork &network)
{
    if (network.isOwn(peer.ip))
        return {peer.ip, peerClass == PeerClass::Lan ? peer.port : std::uint16_t{0}};
    if (peer.ip.isV4() || peer.ip.isLinkLocal() || network.isOnLink(peer.ip))
        return {peer.ip, 0};
    return {peer.ip.prefix(site6), 0};
}

void UploadLedger::onSent(const Host &host, Bytes amount, MonotonicTime now)
{
    auto account = m_accounts.find(host);
    if (account == m_accounts.end()) {
        if (m_accounts.size() >= maximumHosts)
            std::erase_if(m_accounts, [now](const auto &entry) { return now - entry.second.since >= window; });
        if (m_accounts.size() >= maximumHosts)
            m_accounts.erase(
                std::ranges::min_element(m_accounts, {}, [](const auto &entry) { return entry.second.given; }));
        account = m_accounts.emplace(host, Account{.given = {}, .since = now}).first;
    }
    if (now - account->second.since >= window)
        account->second = {.given = {}, .since = now};
    account->second.given += amount;
}

Bytes UploadLedger::given(const Host &host, MonotonicTime now) const
{
    const auto account = m_accounts.find(host);
    return account == m_accounts.end() || now - account->second.since >= window ? Bytes{} : account->second.given;
}

} // namespace freshet
