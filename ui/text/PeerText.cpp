// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/text/PeerText.h"

#include "ui/text/Amounts.h"
#include "ui/text/ErrorText.h"

#include <QCoreApplication>

namespace freshet::text {

namespace {

QString tr(const char *source)
{
    return QCoreApplication::translate("freshet::text", source);
}

QString wait(const std::optional<MonotonicTime> &until, MonotonicTime now)
{
    return duration(
        std::chrono::ceil<std::chrono::seconds>(std::max(until.value_or(now) - now, std::chrono::nanoseconds{})));
}

QString whyUnused(const PeerRow &row, MonotonicTime now)
{
    switch (row.unused) {
    case PeerUnused::None:
        return tr("Known.");
    case PeerUnused::NotTriedYet:
        return tr("Not asked yet.");
    case PeerUnused::WaitingToRetry:
        return (row.error ? sentence(*row.error) + QLatin1Char(' ') : QString())
               + tr("Tried again in %1.").arg(wait(row.retryAt, now));
    case PeerUnused::EnoughPeers:
        return tr("Not needed: there are as many connections as allowed.");
    case PeerUnused::ModeForbids:
        return tr("The download mode allows no peers of this class.");
    case PeerUnused::OtherGroup:
        return tr("It is not of our group.");
    case PeerUnused::OtherSubnet:
        return tr("It is not of our subnet, and peers are restricted to that.");
    case PeerUnused::TlsRequired:
        return tr("It does not encrypt, and has to.");
    case PeerUnused::OtherContent:
        return tr("It does not have this content.");
    case PeerUnused::NothingToGive:
        return tr("Neither side has anything that the other lacks.");
    case PeerUnused::Ourselves:
        return tr("This is ourselves.");
    case PeerUnused::TooManyOfSource:
        return tr("Whoever told of it has told of too many.");
    case PeerUnused::AddressRefused:
        return tr("No peer can have this address.");
    case PeerUnused::Banned:
        return tr("Banned for bad bytes, for another %1.").arg(wait(row.bannedUntil, now));
    case PeerUnused::JobNotRunning:
        return tr("The job does not run.");
    case PeerUnused::NotAPeer:
        return tr("What answers there is no peer; looked at again in %1.").arg(wait(row.retryAt, now));
    case PeerUnused::SameMachine:
        return tr("Another address of the same machine is in use.");
    case PeerUnused::TheirTurn:
        return tr("It is its turn to connect to us.");
    case PeerUnused::NetworkGone:
        return tr("The network that it was heard on is gone.");
    }
    return {};
}

} // namespace

QString peerTypeLabel(PeerType type)
{
    switch (type) {
    case PeerType::None:
        return tr("unknown");
    case PeerType::Lan:
        return tr("LAN");
    case PeerType::Cdn:
        return tr("HTTP origin");
    case PeerType::Internet:
        return tr("internet");
    case PeerType::Group:
        return tr("group");
    case PeerType::CacheServer:
        return tr("cache server");
    case PeerType::LocalCache:
        return tr("local cache");
    case PeerType::LinkLocal:
        return tr("LAN, this link");
    }
    return {};
}

QString peerTypeReason(PeerClassReason reason)
{
    switch (reason) {
    case PeerClassReason::Table:
        return tr("by the classification table");
    case PeerClassReason::ThisMachine:
        return tr("this machine");
    case PeerClassReason::LinkLocal:
        return tr("on this link");
    case PeerClassReason::SameSubnet:
        return tr("in our subnet");
    case PeerClassReason::SamePublicAddress:
        return tr("behind our router");
    case PeerClassReason::GroupCredential:
        return tr("proved that it is of our group");
    case PeerClassReason::PrivateElsewhere:
        return tr("private address of another network");
    case PeerClassReason::Services:
        return tr("matched by the services");
    case PeerClassReason::PublicAddress:
        return tr("public address");
    }
    return {};
}

QString peerState(const PeerRow &row, MonotonicTime now)
{
    switch (row.state) {
    case PeerState::Candidate:
        return whyUnused(row, now);
    case PeerState::Connecting:
        return tr("Connecting.");
    case PeerState::Handshaking:
        return tr("Finding out what it has.");
    case PeerState::Idle:
        return tr("Connected; nothing to exchange at the moment.");
    case PeerState::WaitingForSlot:
        return tr("Waiting: it serves others at the moment.");
    case PeerState::Receiving:
        return tr("Receiving from it.");
    case PeerState::Sending:
        return tr("Sending to it.");
    case PeerState::Exchanging:
        return tr("Receiving from it and sending to it.");
    case PeerState::Stalled:
        return row.retryAt ? tr("Stalled: it did not send what it was asked for; avoided for another %1.")
                                 .arg(wait(row.retryAt, now))
                           : tr("Stalled: it owes what it was asked for.");
    case PeerState::Banned:
        return tr("Banned for bad bytes, for another %1.").arg(wait(row.bannedUntil, now));
    case PeerState::Gone:
        return row.error ? sentence(*row.error) : tr("The connection has ended.");
    }
    return {};
}

QString addressSourceLabel(AddressSource source)
{
    switch (source) {
    case AddressSource::Metadata:
        return tr("metadata");
    case AddressSource::Lsd:
        return tr("LAN discovery");
    case AddressSource::Tracker:
        return tr("tracker");
    case AddressSource::Array:
        return tr("array");
    case AddressSource::Manual:
        return tr("you");
    case AddressSource::Incoming:
        return tr("itself");
    case AddressSource::LastRun:
        return tr("the last run");
    }
    return {};
}

} // namespace freshet::text
