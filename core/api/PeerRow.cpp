// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/api/PeerRow.h"

namespace freshet {

using namespace Qt::StringLiterals;

QString peerTypeName(PeerType type)
{
    switch (type) {
    case PeerType::None:
        return u"None"_s;
    case PeerType::Lan:
        return u"Lan"_s;
    case PeerType::Cdn:
        return u"CDN"_s;
    case PeerType::Internet:
        return u"Internet"_s;
    case PeerType::Group:
        return u"Group"_s;
    case PeerType::CacheServer:
        return u"DOINC"_s;
    case PeerType::LocalCache:
        return u"LocalCache"_s;
    case PeerType::LinkLocal:
        return u"LinkLocal"_s;
    }
    return {};
}

QString peerClassReasonName(PeerClassReason reason)
{
    switch (reason) {
    case PeerClassReason::Table:
        return u"TABLE"_s;
    case PeerClassReason::ThisMachine:
        return u"THIS_MACHINE"_s;
    case PeerClassReason::LinkLocal:
        return u"LINK_LOCAL"_s;
    case PeerClassReason::SameSubnet:
        return u"SAME_SUBNET"_s;
    case PeerClassReason::SamePublicAddress:
        return u"SAME_PUBLIC_ADDRESS"_s;
    case PeerClassReason::GroupCredential:
        return u"GROUP_CREDENTIAL"_s;
    case PeerClassReason::PrivateElsewhere:
        return u"PRIVATE_ELSEWHERE"_s;
    case PeerClassReason::Services:
        return u"SERVICES"_s;
    case PeerClassReason::PublicAddress:
        return u"PUBLIC_ADDRESS"_s;
    }
    return {};
}

QString peerStateName(PeerState state)
{
    switch (state) {
    case PeerState::Candidate:
        return u"CANDIDATE"_s;
    case PeerState::Connecting:
        return u"CONNECTING"_s;
    case PeerState::Handshaking:
        return u"HANDSHAKING"_s;
    case PeerState::Idle:
        return u"IDLE"_s;
    case PeerState::WaitingForSlot:
        return u"WAITING_FOR_SLOT"_s;
    case PeerState::Receiving:
        return u"RECEIVING"_s;
    case PeerState::Sending:
        return u"SENDING"_s;
    case PeerState::Exchanging:
        return u"EXCHANGING"_s;
    case PeerState::Stalled:
        return u"STALLED"_s;
    case PeerState::Banned:
        return u"BANNED"_s;
    case PeerState::Gone:
        return u"GONE"_s;
    }
    return {};
}

QString peerUnusedName(PeerUnused reason)
{
    switch (reason) {
    case PeerUnused::None:
        return u"NONE"_s;
    case PeerUnused::NotTriedYet:
        return u"NOT_TRIED_YET"_s;
    case PeerUnused::WaitingToRetry:
        return u"WAITING_TO_RETRY"_s;
    case PeerUnused::EnoughPeers:
        return u"ENOUGH_PEERS"_s;
    case PeerUnused::ModeForbids:
        return u"MODE_FORBIDS"_s;
    case PeerUnused::OtherGroup:
        return u"OTHER_GROUP"_s;
    case PeerUnused::OtherSubnet:
        return u"OTHER_SUBNET"_s;
    case PeerUnused::TlsRequired:
        return u"TLS_REQUIRED"_s;
    case PeerUnused::OtherContent:
        return u"OTHER_CONTENT"_s;
    case PeerUnused::NothingToGive:
        return u"NOTHING_TO_GIVE"_s;
    case PeerUnused::Ourselves:
        return u"OURSELVES"_s;
    case PeerUnused::TooManyOfSource:
        return u"TOO_MANY_OF_SOURCE"_s;
    case PeerUnused::AddressRefused:
        return u"ADDRESS_REFUSED"_s;
    case PeerUnused::Banned:
        return u"BANNED"_s;
    case PeerUnused::JobNotRunning:
        return u"JOB_NOT_RUNNING"_s;
    case PeerUnused::NotAPeer:
        return u"NOT_A_PEER"_s;
    case PeerUnused::SameMachine:
        return u"SAME_MACHINE"_s;
    case PeerUnused::TheirTurn:
        return u"THEIR_TURN"_s;
    case PeerUnused::NetworkGone:
        return u"NETWORK_GONE"_s;
    }
    return {};
}

QString addressSourceName(AddressSource source)
{
    switch (source) {
    case AddressSource::Metadata:
        return u"METADATA"_s;
    case AddressSource::Lsd:
        return u"LSD"_s;
    case AddressSource::Tracker:
        return u"TRACKER"_s;
    case AddressSource::Array:
        return u"ARRAY"_s;
    case AddressSource::Manual:
        return u"MANUAL"_s;
    case AddressSource::Incoming:
        return u"INCOMING"_s;
    case AddressSource::LastRun:
        return u"LAST_RUN"_s;
    }
    return {};
}

} // namespace freshet
