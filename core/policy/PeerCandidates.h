// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Clock.h"
#include "core/policy/BanList.h"
#include "core/policy/PeerRules.h"

#include <array>
#include <chrono>
#include <cstdint>
#include <deque>
#include <memory>
#include <optional>
#include <unordered_map>
#include <vector>

namespace freshet {

struct CandidateSettings {
    /// Addresses remembered per source, in the order of CandidateSource: no source crowds out another (attack A16).
    std::array<std::size_t, 6> quota{64, 256, 100, 200, 200, 200};
    /// Addresses of one host from one source. Manual ones and those of this machine are not counted.
    std::size_t maximumPerHost = 4;
    std::size_t maximumDialling = 16;
    /// Hosts that have not proven themselves, dialled within one `unprovenGap`.
    std::size_t maximumUnprovenDials = 300;
    /// Between two dials of a host that has not proven itself, all its ports together (P14, A17); of a manual
    /// address or one of this machine between two dials of that address, `firstRetry`.
    std::chrono::milliseconds unprovenGap = std::chrono::seconds(60);
    std::chrono::milliseconds firstRetry = std::chrono::seconds(1); ///< doubled with each failure
    std::chrono::milliseconds longestRetry = std::chrono::minutes(30);
    /// The longest wait for proven and manual addresses: these come back.
    std::chrono::milliseconds longestKnownRetry = std::chrono::seconds(30);
    /// After something that is no peer answered (A18).
    std::chrono::milliseconds notAPeerRetry = std::chrono::hours(1);
    /// A connection that lasted so long wipes out the failures before it.
    std::chrono::milliseconds steady = std::chrono::minutes(1);
    std::chrono::milliseconds nothingToTradeRetry = std::chrono::minutes(10);
    /// How long we leave the first dial to the other side, see FoundPeer::theyDialFirst.
    std::chrono::milliseconds theirTurn = std::chrono::milliseconds(500);
};

/// A hint: somebody may listen there.
struct FoundPeer {
    PeerAddress address{};
    CandidateSource source = CandidateSource::Manual;
    /// Equal for two addresses of one machine as far as it says so itself (the cookie of BEP 14); 0: not said.
    std::uint64_t machine = 0;
    /// Both sides found each other, and by the rule that both know it is the other's turn to dial.
    bool theyDialFirst = false;
};

/// How a dial or a connection ended.
enum class PeerEnd {
    Unreachable,    ///< refused, timed out, no route
    NotAPeer,       ///< connected, but what answered does not speak the protocol
    WrongContent,   ///< a peer, but not of this content
    NothingToTrade, ///< both complete
    Lost,           ///< worked, then ended
};

/// One line for people.
struct CandidateRow {
    PeerAddress address{};
    CandidateSource source = CandidateSource::Manual;
    ClassifiedPeer classified{};
    CandidateState state = CandidateState::Ready;
    std::optional<MonotonicTime> until{}; ///< when the state may change by itself
    int failures = 0;                     ///< in a row
    std::optional<PeerEnd> lastEnd{};     ///< of the last of them
};

/// The known addresses of one content, and which of them to dial next. Pure: facts in (`on…`), one question out
/// (`next`), time as an argument.
/// Invariants: memory is bounded by the quotas whatever is told; a host that has not proven itself is dialled at most
/// once per `unprovenGap`; two addresses of one machine are never in use at once, as far as that is known; a
/// banned address or one that the rules forbid is never proposed.
/// Order of proposals: LAN before group before internet; proven before unproven; manual, LAN discovery, last run,
/// array, tracker, incoming; fewer failures; then by a hash of the seed, so that machines of one site do not
/// all dial the same few.
class PeerCandidates {
public:
    /// `bans` is shared by whoever needs it and must outlive this. `seed`: any number that differs between machines.
    PeerCandidates(const CandidateSettings &settings, std::shared_ptr<const PeerRules> rules, const BanList &bans,
                   std::uint64_t seed);

    /// Mode, interfaces or table changed: every address is judged anew. Connections are the caller's: it asks
    /// `admits` for each and closes those that are no longer admitted.
    void setRules(std::shared_ptr<const PeerRules> rules);

    /// Ready or any other state: it is remembered. Unusable, OwnAddress, PortRefused: it is not. A source that is over
    /// its quota loses an address that failed or is gone, else one that chance chooses, which may be the new one: NoRoom.
    /// So a flood displaces no more than its share. A better source replaces a worse one; Gone is undone.
    CandidateState onFound(const FoundPeer &found, MonotonicTime now);
    /// The network it was heard on is gone; a connection in use stays until it ends by itself.
    void onGone(const PeerAddress &address);

    void onDialling(const PeerAddress &address, MonotonicTime now);
    /// The handshake for this content is done, in either direction: the address is proven. Found by Incoming if it
    /// was not known.
    void onConnected(const PeerAddress &address, MonotonicTime now);
    /// The dial or the connection is over.
    void onEnded(const PeerAddress &address, PeerEnd end, MonotonicTime now);

    /// The machine was suspended: who could not be reached or was lost before may be dialled at once.
    void onWoke(MonotonicTime now);

    /// Whom to dial now; nobody when all that is known is in use, waits or is not wanted, or `maximumDialling` are
    /// being dialled. The caller limits connections: it asks only while it wants one more.
    [[nodiscard]] std::optional<PeerAddress> next(MonotonicTime now) const;
    /// When it is worth asking `next` again if nothing happens until then.
    [[nodiscard]] std::optional<MonotonicTime> nextDue(MonotonicTime now) const;

    /// Whether a connection with this peer is acceptable, incoming or existing: Ready, a state of permission(), or Banned.
    [[nodiscard]] CandidateState admits(const PeerAddress &remote, bool provedGroup, MonotonicTime now) const;

    /// All that is known, best first.
    [[nodiscard]] std::vector<CandidateRow> rows(MonotonicTime now) const;
    /// Proven addresses, best first, for the next run.
    [[nodiscard]] std::vector<PeerAddress> proven(std::size_t maximum) const;

    /// Who told of the address; nothing when it is not known.
    [[nodiscard]] std::optional<CandidateSource> sourceOf(const PeerAddress &address) const
    {
        const auto known = m_candidates.find(address);
        return known == m_candidates.end() ? std::nullopt : std::optional(known->second.source);
    }

    [[nodiscard]] std::size_t size() const { return m_candidates.size(); }

private:
    struct Candidate {
        CandidateSource source = CandidateSource::Manual;
        ClassifiedPeer classified{};
        CandidateState allowed = CandidateState::Ready; ///< by the rules alone
        enum class Use : std::uint8_t { Idle, Dialling, Connected } use = Use::Idle;
        PeerEnd lastEnd = PeerEnd::Lost;
        bool proven = false;
        bool gone = false;
        bool theyDialFirst = false;
        int failures = 0;
        std::uint64_t machine = 0;
        std::uint64_t order = 0; ///< chance: the last tie-breaker
        MonotonicTime found{};
        MonotonicTime connected{};
        MonotonicTime notBefore{};
    };
    struct Verdict {
        CandidateState state = CandidateState::Ready;
        std::optional<MonotonicTime> until{};
    };
    using Entry = std::pair<const PeerAddress, Candidate>;

    struct HostDial {
        IpAddress host{};
        MonotonicTime at{};
    };

    void judge(Entry &entry) const;
    [[nodiscard]] static bool isTrusted(const Candidate &candidate);
    [[nodiscard]] static bool isBetter(const Entry &a, const Entry &b);
    [[nodiscard]] Verdict verdict(const Entry &entry, MonotonicTime now) const;
    [[nodiscard]] std::optional<MonotonicTime> hostBusyUntil(const Entry &entry, MonotonicTime now) const;
    [[nodiscard]] std::chrono::milliseconds waitAfter(const Candidate &candidate) const;
    Entry *insert(const FoundPeer &found, MonotonicTime now);
    bool makeRoom(CandidateSource source, std::uint64_t order);
    void setUse(Candidate &candidate, Candidate::Use use);
    void setMachine(Candidate &candidate, std::uint64_t machine);
    void forgetOldDials(MonotonicTime now);

    CandidateSettings m_settings;
    std::shared_ptr<const PeerRules> m_rules;
    const BanList &m_bans;
    std::uint64_t m_seed;
    std::unordered_map<PeerAddress, Candidate> m_candidates;
    std::deque<HostDial> m_hostDials; ///< of hosts unproven then, oldest first, forgotten after the gap
    std::unordered_map<std::uint64_t, std::size_t> m_machinesInUse;
    std::size_t m_dialling = 0;
};

} // namespace freshet
