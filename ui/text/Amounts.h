// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Units.h"

#include <QString>

#include <chrono>

namespace freshet::text {

/// "0 B", "999 B", "1.0 KiB", "52.3 MiB": binary units, one decimal from KiB on, the locale's decimal sign.
QString bytes(Bytes amount);
/// "52.3 MiB/s".
QString rate(BytesPerSecond rate);
/// "0 s", "59 s", "3 min 05 s", "2 h 07 min", "4 d 02 h".
QString duration(std::chrono::seconds time);
/// "12.3 %", never rounded up to 100.0 before all is there.
QString percent(Bytes part, Bytes whole);

} // namespace freshet::text
