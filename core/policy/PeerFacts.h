// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/JobState.h"
#include "core/api/PeerRow.h"

namespace freshet {

/// How near a peer is. Source classes are always shown and preferred in this order.
enum class PeerClass {
    Lan,
    Group,
    Internet,
};

/// Where a peer's address came from. All of it is a hint; none of it admits anybody.
enum class CandidateSource {
    Manual, ///< given by the user
    LanDiscovery,
    LastRun, ///< was of use when this content was last worked on
    Array,   ///< the peer-matching service
    Tracker,
    Incoming, ///< it connected to us and said where it listens
};

/// Whether a known address is in use, and if not, why.
enum class CandidateState {
    Ready, ///< dialled as soon as there is room
    Dialling,
    Connected,
    OwnAddress,       ///< it is ours
    Unusable,         ///< no address that can be dialled: unspecified, multicast, reserved
    PortRefused,      ///< a port below 1024 that no user named
    ModeForbidsPeers, ///< download mode HTTP only, simple or bypass
    ModeLanOnly,      ///< download mode LAN, and the peer is farther
    ModeGroupOnly,    ///< download mode group, and the peer is farther
    Banned,
    RecentlyDialled, ///< an address that has not proven itself is dialled once per minute
    BackingOff,      ///< the last attempts failed
    NotAPeer,        ///< something else answered there: left alone for long
    NothingToTrade,  ///< both sides are complete
    SameMachine,     ///< another address of the same machine is in use
    WaitingForThem,  ///< the other side dials first; we follow if it does not
    NoRoom,          ///< its source, or its host, has named enough others
    Gone,            ///< the interface it was heard on is gone
};

} // namespace freshet
