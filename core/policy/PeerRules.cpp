// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/policy/PeerRules.h"

#include "core/policy/AddressScope.h"

#include <algorithm>
#include <charconv>

namespace freshet {

namespace {

constexpr std::uint16_t firstUnprivilegedPort = 1024;

std::optional<PeerClass> classInTable(const IpAddress &ip, const std::vector<ClassTableEntry> &table)
{
    const ClassTableEntry *best = nullptr;
    for (const ClassTableEntry &entry : table) {
        if (entry.prefix.sharesPrefix(ip, entry.prefixLength)
            && (best == nullptr || entry.prefixLength > best->prefixLength))
            best = &entry;
    }
    return best == nullptr ? std::nullopt : std::optional(best->peerClass);
}

} // namespace

std::optional<ClassTableEntry> ClassTableEntry::fromText(std::string_view text)
{
    const std::size_t equals = text.find('=');
    if (equals == std::string_view::npos)
        return std::nullopt;
    const std::string_view place = text.substr(0, equals);
    const std::string_view name = text.substr(equals + 1);
    const std::size_t slash = place.find('/');
    const auto ip = IpAddress::fromText(place.substr(0, slash));
    if (!ip)
        return std::nullopt;
    const int longest = ip->isV4() ? 32 : 128;
    ClassTableEntry entry{.prefix = *ip, .prefixLength = longest};
    if (slash != std::string_view::npos) {
        const std::string_view digits = place.substr(slash + 1);
        const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), entry.prefixLength);
        if (error != std::errc{} || end != digits.data() + digits.size() || entry.prefixLength < 0
            || entry.prefixLength > longest)
            return std::nullopt;
    }
    if (name == "lan")
        entry.peerClass = PeerClass::Lan;
    else if (name == "group")
        entry.peerClass = PeerClass::Group;
    else if (name == "internet")
        entry.peerClass = PeerClass::Internet;
    else
        return std::nullopt;
    return entry;
}

ClassifiedPeer peerClass(const IpAddress &ip, const PeerRules &rules, bool provedGroup)
{
    if (const std::optional<PeerClass> said = classInTable(ip, rules.table))
        return {*said, PeerClassReason::Table};
    if (rules.network.isOwn(ip))
        return {PeerClass::Lan, PeerClassReason::ThisMachine};
    if (ip.isLinkLocal())
        return {PeerClass::Lan, PeerClassReason::LinkLocal};
    if (rules.network.isOnLink(ip))
        return {PeerClass::Lan, PeerClassReason::SameSubnet};
    if (rules.publicAddress == ip)
        return {PeerClass::Lan, PeerClassReason::SamePublicAddress};
    if (provedGroup)
        return {PeerClass::Group, PeerClassReason::GroupCredential};
    if (const auto matched = rules.matched.find(ip); matched != rules.matched.end())
        return {matched->second, PeerClassReason::Services};
    if (addressScope(ip.bytes()) == AddressScope::Private)
        return {PeerClass::Internet, PeerClassReason::PrivateElsewhere};
    return {PeerClass::Internet, PeerClassReason::PublicAddress};
}

CandidateState permission(DownloadMode mode, PeerClass peerClass, CandidateSource source)
{
    switch (mode) {
    case DownloadMode::HttpOnly:
    case DownloadMode::Simple:
    case DownloadMode::Bypass:
        return CandidateState::ModeForbidsPeers;
    case DownloadMode::Lan:
        return peerClass == PeerClass::Lan || source == CandidateSource::Manual ? CandidateState::Ready
                                                                                : CandidateState::ModeLanOnly;
    case DownloadMode::Group:
        return peerClass != PeerClass::Internet || source == CandidateSource::Manual ? CandidateState::Ready
                                                                                     : CandidateState::ModeGroupOnly;
    case DownloadMode::Internet:
        return CandidateState::Ready;
    }
    return CandidateState::ModeForbidsPeers;
}

CandidateState dialable(const PeerAddress &address, CandidateSource source, const PeerRules &rules)
{
    if (address.port == 0 || address.ip.isUnspecified() || addressScope(address.ip.bytes()) == AddressScope::Unusable)
        return CandidateState::Unusable;
    const bool own = std::any_of(rules.listening.begin(), rules.listening.end(), [&](const PeerAddress &listening) {
        return listening.port == address.port
               && (listening.ip == address.ip || (listening.ip.isUnspecified() && rules.network.isOwn(address.ip)));
    });
    if (own)
        return CandidateState::OwnAddress;
    if (address.port < firstUnprivilegedPort && source != CandidateSource::Manual)
        return CandidateState::PortRefused;
    return CandidateState::Ready;
}

bool mayName(const IpAddress &trackerAddress, const IpAddress &peer)
{
    const AddressScope scope = addressScope(peer.bytes());
    return scope != AddressScope::Unusable && scope >= addressScope(trackerAddress.bytes());
}

} // namespace freshet
