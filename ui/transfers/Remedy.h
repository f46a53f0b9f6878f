// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/EngineSnapshot.h"

#include <QString>

#include <optional>

namespace freshet::ui {

/// What the user can do about a job's state, as a button.
struct Remedy {
    enum class Kind { Resume, Retry, OpenPage };
    Kind kind = Kind::Resume;
    QString text;
    QString page{}; ///< of OpenPage: as Page::pageRequested
};

/// None: it goes on by itself, or is over.
std::optional<Remedy> remedyOf(const JobRow &row);

// What may be done with a job in this state, as the engine has it.
bool canPause(JobState state);
bool canResume(JobState state);
bool canRetry(JobState state);
bool canCancel(JobState state);
bool canForget(JobState state);

} // namespace freshet::ui
