// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/policy/PeerCandidates.h"

#include "core/policy/RetryPolicy.h"

#include <algorithm>
#include <tuple>

namespace freshet {

namespace {

/// Mixes the bits so that neighbours in number are no neighbours in order (the finisher of SplitMix64).
std::uint64_t mixed(std::uint64_t value)
{
    value ^= value >> 30;
    value *= 0xbf58476d1ce4e5b9U;
    value ^= value >> 27;
    value *= 0x94d049bb133111ebU;
    return value ^ (value >> 31);
}

bool isRemembered(CandidateState state)
{
    return state != CandidateState::Unusable && state != CandidateState::OwnAddress
           && state != CandidateState::PortRefused;
}

} // namespace

PeerCandidates::PeerCandidates(const CandidateSettings &settings, std::shared_ptr<const PeerRules> rules,
                               const BanList &bans, std::uint64_t seed)
    : m_settings(settings)
    , m_rules(std::move(rules))
    , m_bans(bans)
    , m_seed(seed)
{
}

void PeerCandidates::setRules(std::shared_ptr<const PeerRules> rules)
{
    m_rules = std::move(rules);
    for (Entry &entry : m_candidates)
        judge(entry);
}

void PeerCandidates::judge(Entry &entry) const
{
    auto &[address, candidate] = entry;
    candidate.classified = peerClass(address.ip, *m_rules, m_rules->requiresGroup);
    candidate.allowed = dialable(address, candidate.source, *m_rules);
    if (candidate.allowed == CandidateState::Ready)
        candidate.allowed = permission(m_rules->mode, candidate.classified.peerClass, candidate.source);
}

CandidateState PeerCandidates::onFound(const FoundPeer &found, MonotonicTime now)
{
    if (const auto known = m_candidates.find(found.address); known != m_candidates.end()) {
        Candidate &candidate = known->second;
        if (found.source < candidate.source && makeRoom(found.source, candidate.order))
            candidate.source = found.source;
        candidate.gone = false;
        if (found.machine != 0)
            setMachine(candidate, found.machine);
        judge(*known);
        return verdict(*known, now).state;
    }
    if (const CandidateState state = dialable(found.address, found.source, *m_rules); !isRemembered(state))
        return state;
    const Entry *entry = insert(found, now);
    return entry == nullptr ? CandidateState::NoRoom : verdict(*entry, now).state;
}

PeerCandidates::Entry *PeerCandidates::insert(const FoundPeer &found, MonotonicTime now)
{
    Candidate candidate;
    candidate.source = found.source;
    candidate.theyDialFirst = found.theyDialFirst;
    candidate.order = mixed(std::hash<PeerAddress>{}(found.address) ^ m_seed);
    candidate.found = now;
    Entry probe{found.address, candidate};
    judge(probe);

    const bool counted =
        found.source != CandidateSource::Manual && probe.second.classified.reason != PeerClassReason::ThisMachine;
    const auto ofSameHost = std::ranges::count_if(m_candidates, [&](const Entry &other) {
        return other.first.ip == found.address.ip && other.second.source == found.source;
    });
    if (counted && static_cast<std::size_t>(ofSameHost) >= m_settings.maximumPerHost)
        return nullptr;
    if (!makeRoom(found.source, candidate.order))
        return nullptr;
    Entry &entry = *m_candidates.insert(probe).first;
    setMachine(entry.second, found.machine);
    return &entry;
}

/// One address less of `source` if that is at its quota. The victim: one that is gone, else one that failed most, else
/// whichever has the highest number by chance, the new one among them; never one in use or proven.
bool PeerCandidates::makeRoom(CandidateSource source, std::uint64_t order)
{
    std::size_t count = 0;
    auto victim = m_candidates.end();
    const auto uselessness = [](const Candidate &c) { return std::tuple(c.gone, c.failures, c.order); };
    for (auto it = m_candidates.begin(); it != m_candidates.end(); ++it) {
        const Candidate &candidate = it->second;
        if (candidate.source != source)
            continue;
        ++count;
        if (candidate.use != Candidate::Use::Idle || (candidate.proven && !candidate.gone))
            continue;
        if (victim == m_candidates.end() || uselessness(candidate) > uselessness(victim->second))
            victim = it;
    }
    if (count < m_settings.quota[static_cast<std::size_t>(source)])
        return true;
    if (victim == m_candidates.end() || uselessness(victim->second) <= std::tuple(false, 0, order))
        return false;
    m_candidates.erase(victim);
    return true;
}

void PeerCandidates::onGone(const PeerAddress &address)
{
    if (const auto known = m_candidates.find(address); known != m_candidates.end())
        known->second.gone = true;
}

void PeerCandidates::onDialling(const PeerAddress &address, MonotonicTime now)
{
    const auto known = m_candidates.find(address);
    if (known == m_candidates.end())
        return;
    forgetOldDials(now);
    if (!isTrusted(known->second))
        m_hostDials.push_back({address.ip, now});
    setUse(known->second, Candidate::Use::Dialling);
}

void PeerCandidates::onConnected(const PeerAddress &address, MonotonicTime now)
{
    auto known = m_candidates.find(address);
    if (known == m_candidates.end()) {
        if (onFound({.address = address, .source = CandidateSource::Incoming}, now); !m_candidates.contains(address))
            return;
        known = m_candidates.find(address);
    }
    setUse(known->second, Candidate::Use::Connected);
    known->second.proven = true;
    known->second.connected = now;
}

void PeerCandidates::onEnded(const PeerAddress &address, PeerEnd end, MonotonicTime now)
{
    const auto known = m_candidates.find(address);
    if (known == m_candidates.end())
        return;
    Candidate &candidate = known->second;
    if (candidate.use == Candidate::Use::Connected && now - candidate.connected >= m_settings.steady)
        candidate.failures = 0;
    setUse(candidate, Candidate::Use::Idle);
    if (end == PeerEnd::NotAPeer || end == PeerEnd::WrongContent)
        candidate.proven = false;
    ++candidate.failures;
    candidate.lastEnd = end;
    candidate.notBefore = now + waitAfter(candidate);
}

void PeerCandidates::onWoke(MonotonicTime now)
{
    for (auto &[address, candidate] : m_candidates) {
        if (candidate.lastEnd != PeerEnd::Unreachable && candidate.lastEnd != PeerEnd::Lost)
            continue;
        candidate.failures = 0;
        candidate.notBefore = std::min(candidate.notBefore, now);
    }
}

std::chrono::milliseconds PeerCandidates::waitAfter(const Candidate &candidate) const
{
    const bool known = candidate.proven || candidate.source == CandidateSource::Manual;
    const std::chrono::milliseconds longest = known ? m_settings.longestKnownRetry : m_settings.longestRetry;
    switch (candidate.lastEnd) {
    case PeerEnd::NotAPeer:
        return known ? longest : m_settings.notAPeerRetry;
    case PeerEnd::WrongContent:
        return longest;
    case PeerEnd::NothingToTrade:
        return m_settings.nothingToTradeRetry;
    case PeerEnd::Unreachable:
    case PeerEnd::Lost:
        break;
    }
    return backOff(m_settings.firstRetry, longest, candidate.failures, 0, 0);
}

void PeerCandidates::setUse(Candidate &candidate, Candidate::Use use)
{
    const auto weigh = [this](const Candidate &c, int change) {
        if (c.use == Candidate::Use::Dialling)
            m_dialling += static_cast<std::size_t>(change);
        if (c.use == Candidate::Use::Idle || c.machine == 0)
            return;
        std::size_t &uses = m_machinesInUse[c.machine];
        uses += static_cast<std::size_t>(change);
        if (uses == 0)
            m_machinesInUse.erase(c.machine);
    };
    weigh(candidate, -1);
    candidate.use = use;
    weigh(candidate, +1);
}

void PeerCandidates::setMachine(Candidate &candidate, std::uint64_t machine)
{
    const Candidate::Use use = candidate.use;
    setUse(candidate, Candidate::Use::Idle);
    candidate.machine = machine;
    setUse(candidate, use);
}

void PeerCandidates::forgetOldDials(MonotonicTime now)
{
    while (!m_hostDials.empty() && m_hostDials.front().at + m_settings.unprovenGap <= now)
        m_hostDials.pop_front();
}

/// Whether dialling it can annoy nobody who was not meant.
bool PeerCandidates::isTrusted(const Candidate &candidate)
{
    return candidate.proven || candidate.source == CandidateSource::Manual
           || candidate.classified.reason == PeerClassReason::ThisMachine;
}

/// Until when an address that has to prove itself may not be dialled for what was dialled before.
std::optional<MonotonicTime> PeerCandidates::hostBusyUntil(const Entry &entry, MonotonicTime now) const
{
    const auto &[address, candidate] = entry;
    if (isTrusted(candidate))
        return std::nullopt;
    if (m_hostDials.size() >= m_settings.maximumUnprovenDials) {
        const HostDial &oldest = m_hostDials[m_hostDials.size() - m_settings.maximumUnprovenDials];
        if (oldest.at + m_settings.unprovenGap > now)
            return oldest.at + m_settings.unprovenGap;
    }
    const auto last = std::find_if(m_hostDials.rbegin(), m_hostDials.rend(),
                                   [&](const HostDial &dial) { return dial.host == address.ip; });
    if (last != m_hostDials.rend() && last->at + m_settings.unprovenGap > now)
        return last->at + m_settings.unprovenGap;
    return std::nullopt;
}

PeerCandidates::Verdict PeerCandidates::verdict(const Entry &entry, MonotonicTime now) const
{
    const auto &[address, candidate] = entry;
    if (candidate.use == Candidate::Use::Connected)
        return {CandidateState::Connected, {}};
    if (candidate.use == Candidate::Use::Dialling)
        return {CandidateState::Dialling, {}};
    if (candidate.allowed != CandidateState::Ready)
        return {candidate.allowed, {}};
    if (const auto until = m_bans.bannedUntil(address, m_rules->network, now))
        return {CandidateState::Banned, until};
    if (candidate.gone)
        return {CandidateState::Gone, {}};
    if (candidate.machine != 0 && m_machinesInUse.contains(candidate.machine))
        return {CandidateState::SameMachine, {}};
    if (candidate.notBefore > now) {
        switch (candidate.lastEnd) {
        case PeerEnd::NotAPeer:
            return {CandidateState::NotAPeer, candidate.notBefore};
        case PeerEnd::NothingToTrade:
            return {CandidateState::NothingToTrade, candidate.notBefore};
        case PeerEnd::Unreachable:
        case PeerEnd::WrongContent:
        case PeerEnd::Lost:
            return {CandidateState::BackingOff, candidate.notBefore};
        }
    }
    if (candidate.theyDialFirst && candidate.failures == 0 && candidate.found + m_settings.theirTurn > now)
        return {CandidateState::WaitingForThem, candidate.found + m_settings.theirTurn};
    if (const auto until = hostBusyUntil(entry, now))
        return {CandidateState::RecentlyDialled, until};
    return {CandidateState::Ready, {}};
}

bool PeerCandidates::isBetter(const Entry &a, const Entry &b)
{
    const auto rank = [](const Candidate &c) {
        return std::tuple(c.classified.peerClass, !c.proven, c.source, c.failures, c.order);
    };
    return rank(a.second) < rank(b.second);
}

std::optional<PeerAddress> PeerCandidates::next(MonotonicTime now) const
{
    if (m_dialling >= m_settings.maximumDialling)
        return std::nullopt;
    const Entry *best = nullptr;
    for (const Entry &entry : m_candidates) {
        if ((best == nullptr || isBetter(entry, *best)) && verdict(entry, now).state == CandidateState::Ready)
            best = &entry;
    }
    return best == nullptr ? std::nullopt : std::optional(best->first);
}

std::optional<MonotonicTime> PeerCandidates::nextDue(MonotonicTime now) const
{
    if (m_dialling >= m_settings.maximumDialling)
        return std::nullopt;
    std::optional<MonotonicTime> due;
    for (const Entry &entry : m_candidates) {
        const Verdict judged = verdict(entry, now);
        if (judged.state == CandidateState::Ready)
            return now;
        if (judged.until && (!due || *judged.until < *due))
            due = judged.until;
    }
    return due;
}

CandidateState PeerCandidates::admits(const PeerAddress &remote, bool provedGroup, MonotonicTime now) const
{
    if (m_bans.isBanned(remote, m_rules->network, now))
        return CandidateState::Banned;
    // A connection from them comes from any port: the user named the host.
    const bool manual = std::ranges::any_of(m_candidates, [&](const Entry &entry) {
        return entry.first.ip == remote.ip && entry.second.source == CandidateSource::Manual;
    });
    return permission(m_rules->mode, peerClass(remote.ip, *m_rules, provedGroup).peerClass,
                      manual ? CandidateSource::Manual : CandidateSource::Incoming);
}

std::vector<CandidateRow> PeerCandidates::rows(MonotonicTime now) const
{
    std::vector<const Entry *> sorted;
    sorted.reserve(m_candidates.size());
    for (const Entry &entry : m_candidates)
        sorted.push_back(&entry);
    std::ranges::sort(sorted, [](const Entry *a, const Entry *b) { return isBetter(*a, *b); });

    std::vector<CandidateRow> rows;
    rows.reserve(sorted.size());
    for (const Entry *entry : sorted) {
        const Verdict judged = verdict(*entry, now);
        rows.push_back({.address = entry->first,
                        .source = entry->second.source,
                        .classified = entry->second.classified,
                        .state = judged.state,
                        .until = judged.until,
                        .failures = entry->second.failures,
                        .lastEnd = entry->second.failures > 0 ? std::optional(entry->second.lastEnd) : std::nullopt});
    }
    return rows;
}

std::vector<PeerAddress> PeerCandidates::proven(std::size_t maximum) const
{
    std::vector<const Entry *> sorted;
    for (const Entry &entry : m_candidates) {
        if (entry.second.proven)
            sorted.push_back(&entry);
    }
    std::ranges::sort(sorted, [](const Entry *a, const Entry *b) { return isBetter(*a, *b); });
    std::vector<PeerAddress> addresses;
    for (const Entry *entry : sorted) {
        if (addresses.size() == maximum)
            break;
        addresses.push_back(entry->first);
    }
    return addresses;
}

} // namespace freshet
