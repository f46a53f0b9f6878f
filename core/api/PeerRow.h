// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Clock.h"
#include "core/base/Error.h"
#include "core/base/Units.h"

#include <QString>

#include <chrono>
#include <cstdint>
#include <optional>
#include <vector>

namespace freshet {

/// A line of a job's peer table. Never reused within the job.
using PeerRowId = Strong<struct PeerRowIdTag, std::uint64_t>;

/// PeerType of Get-DeliveryOptimizationStatus -PeerInfo, its values and names. HTTP sources are peers of the types Cdn and
/// CacheServer there, and so they are here.
enum class PeerType {
    None = 0,
    Lan = 1,
    Cdn = 2, ///< the HTTP origin
    Internet = 3,
    Group = 4,
    CacheServer = 5, ///< "DOINC", the cache server in the network
    LocalCache = 6,
    LinkLocal = 7, ///< counts as LAN wherever bytes are added up
};

/// Why a peer has its type.
enum class PeerClassReason {
    Table,             ///< a classification table says so
    ThisMachine,       ///< a loopback address, or one of this machine's own
    LinkLocal,         ///< reachable on this link alone
    SameSubnet,        ///< in the subnet of one of our interfaces
    SamePublicAddress, ///< seen from outside it has our address: behind the same router
    GroupCredential,   ///< proved that it belongs to our group
    PrivateElsewhere,  ///< a private address of another network: nothing says that it is near
    PublicAddress,
    Services, ///< the array matched it: of the same site, or of the same group
};

/// What is going on with a peer, in the words that people see.
enum class PeerState {
    Candidate,      ///< an address that was heard of; PeerRow::unused says why there is no connection
    Connecting,     ///< TCP and TLS are being set up
    Handshaking,    ///< who is there, and does it have this content?
    Idle,           ///< connected; neither side wants anything of the other
    WaitingForSlot, ///< we want something, and it serves others at the moment ("choked")
    Receiving,
    Sending,
    Exchanging, ///< both directions
    Stalled,    ///< owed blocks for longer than it should ("snubbed"): nothing is asked of it until PeerRow::retryAt
    Banned,     ///< sent bytes that failed their proof, or the user wants it so; PeerRow::bannedUntil
    Gone,       ///< was connected; kept for its numbers
};

/// Why an address that is known is not used.
enum class PeerUnused {
    None,           ///< it is used
    NotTriedYet,    ///< its turn comes
    WaitingToRetry, ///< PeerRow::error says what happened, retryAt when it is tried again
    EnoughPeers,    ///< the limit of connections is reached
    ModeForbids,    ///< the download mode, or the content, allows no peers of this class
    OtherGroup,     ///< it is not of our group, or did not show that it is
    OtherSubnet,    ///< peers are restricted to our subnet
    TlsRequired,    ///< it speaks no TLS, and we have to
    OtherContent,   ///< it does not have this content
    NothingToGive,  ///< it has nothing that we lack, and we nothing that it lacks
    Ourselves,
    TooManyOfSource, ///< whoever told of it has told of too many
    AddressRefused,  ///< an address that no peer may have (multicast, reserved …)
    Banned,
    JobNotRunning,
    NotAPeer,    ///< something else answers there; left alone until PeerRow::retryAt
    SameMachine, ///< another address of the same machine is in use
    TheirTurn,   ///< both sides found each other, and it is the other's turn to dial
    NetworkGone, ///< the interface that it was heard on is gone
};

/// Who told of the address.
enum class AddressSource {
    Metadata, ///< the metadata, or the URL of the job: HTTP sources
    Lsd,      ///< heard on the LAN (BEP 14)
    Tracker,  ///< BEP 3
    Array,    ///< the peer-matching service
    Manual,   ///< given by the user
    Incoming, ///< it connected to us
    LastRun,  ///< it was a peer before the engine was started anew
};

/// One line of -PeerInfo: a connection of a job, or an address that may become one. Amounts are bytes.
struct PeerRow {
    PeerRowId id;
    QString address; ///< number form, without port: "192.0.2.7", "fe80::1%eth0", a host name for HTTP sources
    std::uint16_t port = 0;
    PeerType type = PeerType::None;
    std::optional<PeerClassReason> typeReason; ///< none for HTTP sources
    PeerState state = PeerState::Candidate;
    PeerUnused unused = PeerUnused::NotTriedYet;
    AddressSource foundBy = AddressSource::Manual;
    bool connectionEstablished = false; ///< false: a candidate only
    bool incoming = false;
    bool encrypted = false;
    QString client; ///< what it calls itself, through plainText(): a claim, never an identity

    Bytes bytesSent;                  ///< on the current connection
    Bytes bytesReceived;              ///< on the current connection
    BytesPerSecond uploadRateBytes;   ///< mean over the last 20 s
    BytesPerSecond downloadRateBytes; ///< mean over the last 20 s
    Bytes bytesBad;                   ///< failed their proof and were thrown away
    std::uint32_t badBlocks = 0;
    std::uint32_t piecesHave = 0;                     ///< of the content's pieces, as the peer says
    std::uint32_t piecesTotal = 0;                    ///< 0 while the geometry is not known
    std::optional<std::chrono::milliseconds> latency; ///< from a request to its block, its queue included; smoothed
    std::optional<MonotonicTime> connectedAt;
    std::optional<MonotonicTime> retryAt;
    std::optional<MonotonicTime> bannedUntil;
    std::optional<ErrorCode> error; ///< why the last connection failed or ended

    /// 0 to 100.
    [[nodiscard]] double havePercent() const
    {
        return piecesTotal == 0 ? 0.0 : 100.0 * static_cast<double>(piecesHave) / static_cast<double>(piecesTotal);
    }
    bool operator==(const PeerRow &) const = default;
};

/// All lines of one job, in the order of their ids.
using PeerTable = std::vector<PeerRow>;

/// The original's names: "None", "Lan", "CDN", "Internet", "Group", "DOINC", "LocalCache", "LinkLocal".
QString peerTypeName(PeerType type);
/// Stable names for scripts: "SAME_SUBNET" …
QString peerClassReasonName(PeerClassReason reason);
/// Stable names for scripts: "WAITING_FOR_SLOT" …
QString peerStateName(PeerState state);
QString peerUnusedName(PeerUnused reason);
QString addressSourceName(AddressSource source);

} // namespace freshet
