// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/transfers/Remedy.h"

#include <QCoreApplication>

namespace freshet::ui {

using namespace Qt::StringLiterals;

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("freshet::ui", text);
}

} // namespace

std::optional<Remedy> remedyOf(const JobRow &row)
{
    switch (row.reason.code) {
    case ReasonCode::PausedByUser:
        return Remedy{.kind = Remedy::Kind::Resume, .text = tr("Resume")};
    case ReasonCode::PausedByLimit:
        return Remedy{.kind = Remedy::Kind::OpenPage, .text = tr("Change the limit…"), .page = u"settings:limits"_s};
    case ReasonCode::PausedForDisk:
        return Remedy{.kind = Remedy::Kind::OpenPage, .text = tr("Look at the cache…"), .page = u"cache"_s};
    case ReasonCode::WaitingForSlot:
        return Remedy{
            .kind = Remedy::Kind::OpenPage, .text = tr("Change how many run…"), .page = u"settings:jobs.running"_s};
    default:
        break;
    }
    if (canRetry(row.state))
        return Remedy{.kind = Remedy::Kind::Retry, .text = tr("Try again")};
    return std::nullopt;
}

bool canPause(JobState state)
{
    return state != JobState::Paused && canCancel(state);
}

bool canResume(JobState state)
{
    return state == JobState::Paused;
}

bool canRetry(JobState state)
{
    return state == JobState::Failed;
}

bool canCancel(JobState state)
{
    return !canForget(state);
}

bool canForget(JobState state)
{
    return state == JobState::Complete || state == JobState::Caching || state == JobState::Failed;
}

} // namespace freshet::ui
