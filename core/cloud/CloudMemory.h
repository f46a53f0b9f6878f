// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Clock.h"
#include "core/policy/ContentPolicy.h"

#include <QByteArray>
#include <QString>
#include <QUrl>

#include <cstdint>
#include <map>
#include <optional>

namespace freshet {

/// What of the services outlives a run: versions of products that were seen (nothing older is accepted: promise P3), where the services are (for 24 h), and
/// policies until they expire. Kept twice; of two that differ the higher versions count, so that one file alone cannot be put back.
struct CloudMemory {
    static constexpr std::size_t maximumPolicies = 256;
    static constexpr std::size_t maximumFloors = 4096;

    std::map<QString, std::uint64_t> floors{};
    QUrl services{}; ///< of which the rest is
    QUrl contentPolicy{};
    QUrl discovery{};
    std::optional<WallTime> learntAt{};          ///< when these two were said
    std::map<QString, ContentPolicy> policies{}; ///< by what was asked for

    /// Files that are not there, or not readable, remember nothing.
    static CloudMemory load(const QString &path);
    [[nodiscard]] QByteArray encoded() const;
    /// Both copies, durably. Best effort: the memory of the process counts meanwhile.
    static void save(const QString &path, const QByteArray &encoded);
};

} // namespace freshet
