// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Clock.h"
#include "core/base/Units.h"

#include <QString>

#include <chrono>
#include <cstdint>

namespace freshet::text {

/// Whether the surroundings are written from right to left: then amounts, rates, names and addresses are kept together by marks (FSI and PDI of Unicode). Of the whole process.
void setRightToLeft(bool rightToLeft);
/// The text as a unit of its own direction, which follows from its first strong letter; unchanged where everything is written from left to right.
QString isolated(const QString &text);
/// Without such marks, for the clipboard and for files.
QString withoutMarks(QString text);

/// "0 B", "999 B", "1.0 KiB", "52.3 MiB": binary units, one decimal from KiB on, the locale's decimal sign.
QString bytes(Bytes amount);
/// How rates are written: in a unit that fits each of them, or all in the same one, so that rows compare.
enum class RateUnit { Fitting, MegabytesPerSecond, MebibytesPerSecond, MegabitsPerSecond };
inline constexpr RateUnit allRateUnits[] = {RateUnit::Fitting, RateUnit::MegabytesPerSecond,
                                            RateUnit::MebibytesPerSecond, RateUnit::MegabitsPerSecond};

/// Of the whole process, as the default locale is; Fitting until it is set. Any thread.
void setRateUnit(RateUnit unit);
RateUnit rateUnit();
/// "MiB/s"; of Fitting empty.
QString rateUnitLabel(RateUnit unit);
/// "fitting", "MB/s", "MiB/s", "Mbit/s": as it is remembered; what is unknown is Fitting.
QString rateUnitName(RateUnit unit);
RateUnit rateUnitFromName(const QString &name);

/// "52.3 MiB/s", in the process's unit.
QString rate(BytesPerSecond rate);
/// With a fixed unit: two decimals below 100, one above: "0.05 MB/s", "12.34 MB/s", "1250.0 Mbit/s"; nothing at all is "0 MB/s".
QString rate(BytesPerSecond rate, RateUnit unit);
/// "0 s", "59 s", "3 min 05 s", "2 h 07 min", "4 d 02 h".
QString duration(std::chrono::seconds time);
/// As long as somebody who waits wants to know it: "a few seconds", "less than a minute", "about 4 min", "about 2 h 30 min", "about 3 d".
/// Neighbouring values say the same, so that it does not flicker.
QString coarseDuration(std::chrono::seconds time);
/// "just now", "4 min ago", "3 h ago", "5 d ago".
QString ago(std::chrono::seconds time);
/// "12.3 %", never rounded up to 100.0 before all is there.
QString percent(Bytes part, Bytes whole);
/// "12 %", never 0 % for something nor 100 % for less than all: "< 1 %", "> 99 %".
QString wholePercent(Bytes part, Bytes whole);
/// "12,345", grouped as the locale does.
QString count(std::uint64_t number);
/// "340 ms", "1.2 s".
QString latency(std::chrono::milliseconds time);
/// In the local time zone, short: "28.11.26 22:16" as the locale writes it; with seconds.
QString dateTime(WallTime time);
QString clockTime(WallTime time);

} // namespace freshet::text
