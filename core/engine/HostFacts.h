// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Units.h"

#include <QByteArray>
#include <QString>

#include <cstdint>
#include <optional>

namespace freshet {

/// What a directory takes, and what its filesystem has. Looks at every file: not for the engine thread.
struct DiskUse {
    Bytes directory; ///< blocks of the files in it, not of directories below
    Bytes total;     ///< of the filesystem
    Bytes available; ///< to this user
};
/// Zeros for what cannot be found out.
DiskUse diskUse(const QString &directory);

struct ProcessUse {
    double cpuPercent = 0; ///< of one core, over the life of the process
    std::uint64_t residentKiB = 0;
};
/// From /proc/self; nullopt where there is none.
std::optional<ProcessUse> processUse();

/// Bytes over all interfaces but loopback since the machine's start.
struct InterfaceBytes {
    std::uint64_t received = 0;
    std::uint64_t sent = 0;
};
/// From /proc/net/dev; nullopt where there is none.
std::optional<InterfaceBytes> interfaceBytes();
InterfaceBytes parseInterfaceBytes(const QByteArray &procNetDev);

} // namespace freshet
