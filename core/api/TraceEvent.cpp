// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/api/TraceEvent.h"

namespace freshet {

using namespace Qt::StringLiterals;

EventArea areaOf(EventKind kind)
{
    switch (kind) {
    case EventKind::EngineStarted:
    case EventKind::EngineStopping:
    case EventKind::Dropped:
        return EventArea::Engine;
    case EventKind::JobAdded:
    case EventKind::JobChanged:
    case EventKind::JobForgotten:
    case EventKind::HandedOver:
        return EventArea::Job;
    case EventKind::RunRequested:
    case EventKind::SourceFailed:
    case EventKind::PolicyNotUsed:
    case EventKind::PeerConnected:
    case EventKind::PeerEnded:
    case EventKind::PeerRefused:
    case EventKind::PeerUnreachable:
    case EventKind::PeerBanned:
    case EventKind::PeerUnbanned:
    case EventKind::PeerStalled:
        return EventArea::Source;
    case EventKind::PieceReceived:
    case EventKind::PieceVerified:
    case EventKind::PieceRejected:
    case EventKind::PieceDurable:
    case EventKind::PieceDropped:
    case EventKind::BlockMoved:
    case EventKind::ClaimTakenOver:
    case EventKind::ClaimHelped:
        return EventArea::Piece;
    case EventKind::SettingChanged:
        return EventArea::Settings;
    }
    return EventArea::Engine;
}

EventLevel levelOf(const TraceEvent &event)
{
    switch (event.kind) {
    case EventKind::JobChanged:
        if (event.state == JobState::Failed)
            return event.error == ErrorCode::Cancelled ? EventLevel::Info : EventLevel::Error;
        if (event.reason == ReasonCode::WaitingForRetry)
            return EventLevel::Warning;
        return event.state ? EventLevel::Info : EventLevel::Debug; // else only amounts have changed
    case EventKind::SourceFailed:
    case EventKind::PieceRejected:
    case EventKind::PieceDropped:
    case EventKind::Dropped:
    case EventKind::PeerBanned:
    case EventKind::PolicyNotUsed:
        return EventLevel::Warning;
    case EventKind::PieceReceived:
    case EventKind::PieceVerified:
    case EventKind::PieceDurable:
    case EventKind::JobForgotten:
    case EventKind::PeerUnreachable:
    case EventKind::BlockMoved:
        return EventLevel::Debug;
    case EventKind::EngineStarted:
    case EventKind::EngineStopping:
    case EventKind::JobAdded:
    case EventKind::RunRequested:
    case EventKind::HandedOver:
    case EventKind::SettingChanged:
    case EventKind::PeerConnected:
    case EventKind::PeerEnded:
    case EventKind::PeerRefused:
    case EventKind::PeerUnbanned:
    case EventKind::PeerStalled:
    case EventKind::ClaimTakenOver:
    case EventKind::ClaimHelped:
        return EventLevel::Info;
    }
    return EventLevel::Info;
}

QString eventKindName(EventKind kind)
{
    switch (kind) {
    case EventKind::EngineStarted:
        return u"EngineStarted"_s;
    case EventKind::EngineStopping:
        return u"EngineStopping"_s;
    case EventKind::JobAdded:
        return u"JobAdded"_s;
    case EventKind::JobChanged:
        return u"JobChanged"_s;
    case EventKind::JobForgotten:
        return u"JobForgotten"_s;
    case EventKind::RunRequested:
        return u"RunRequested"_s;
    case EventKind::SourceFailed:
        return u"SourceFailed"_s;
    case EventKind::PieceReceived:
        return u"PieceReceived"_s;
    case EventKind::PieceVerified:
        return u"PieceVerified"_s;
    case EventKind::PieceRejected:
        return u"PieceRejected"_s;
    case EventKind::PieceDurable:
        return u"PieceDurable"_s;
    case EventKind::PieceDropped:
        return u"PieceDropped"_s;
    case EventKind::HandedOver:
        return u"HandedOver"_s;
    case EventKind::PeerConnected:
        return u"PeerConnected"_s;
    case EventKind::PeerEnded:
        return u"PeerEnded"_s;
    case EventKind::PeerRefused:
        return u"PeerRefused"_s;
    case EventKind::PeerUnreachable:
        return u"PeerUnreachable"_s;
    case EventKind::PeerBanned:
        return u"PeerBanned"_s;
    case EventKind::PeerUnbanned:
        return u"PeerUnbanned"_s;
    case EventKind::PeerStalled:
        return u"PeerStalled"_s;
    case EventKind::BlockMoved:
        return u"BlockMoved"_s;
    case EventKind::ClaimTakenOver:
        return u"ClaimTakenOver"_s;
    case EventKind::ClaimHelped:
        return u"ClaimHelped"_s;
    case EventKind::PolicyNotUsed:
        return u"PolicyNotUsed"_s;
    case EventKind::SettingChanged:
        return u"SettingChanged"_s;
    case EventKind::Dropped:
        return u"Dropped"_s;
    }
    return {};
}

QString eventLevelName(EventLevel level)
{
    switch (level) {
    case EventLevel::Debug:
        return u"Debug"_s;
    case EventLevel::Info:
        return u"Info"_s;
    case EventLevel::Warning:
        return u"Warning"_s;
    case EventLevel::Error:
        return u"Error"_s;
    }
    return {};
}

QString eventAreaName(EventArea area)
{
    switch (area) {
    case EventArea::Engine:
        return u"Engine"_s;
    case EventArea::Job:
        return u"Job"_s;
    case EventArea::Source:
        return u"Source"_s;
    case EventArea::Piece:
        return u"Piece"_s;
    case EventArea::Settings:
        return u"Settings"_s;
    }
    return {};
}

} // namespace freshet
