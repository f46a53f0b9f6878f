// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QTimeZone>

#include <chrono>
#include <vector>

namespace freshet::ui {

/// The step of a time axis that gives about `wanted` lines for `span`: 1, 2, 5, 10, 15, 30 seconds or minutes, 1, 2, 3, 6, 12 hours, 1, 2, 7 days.
std::chrono::seconds timeStep(std::chrono::duration<double> span, int wanted);

/// Times (seconds since 1970) between `from` and `to` on whole steps of the calendar of `zone`: at :00, :15, :30 for a step of 15 minutes, at midnight for
/// days, also where the clock is put forward or back.
std::vector<double> timeTicks(double from, double to, std::chrono::seconds step, const QTimeZone &zone);

/// "22:16:05", "22:16", "28 Nov" as the step needs.
QString timeLabel(double time, std::chrono::seconds step, const QTimeZone &zone);

/// The step of an axis of rates that gives about `wanted` lines up to `maximum` (bytes per second), a round number of `unit`s: 1, 2 or 5 times a power of ten.
double rateStep(double maximum, int wanted, double unit);

} // namespace freshet::ui
