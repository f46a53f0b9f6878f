// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Digest.h"
#include "core/base/Error.h"

#include <QString>

#include <optional>
#include <vector>

namespace freshet::update {

/// A release as it is, or was, installed.
struct InstalledRelease {
    std::uint64_t number = 0; ///< 0: none
    QString version{};
    Sha256Digest tree{};
};

/// A kept way back.
struct ReversePack {
    InstalledRelease to{};
    QString name{}; ///< in the state directory
    std::uint64_t size = 0;
};

struct HistoryEntry {
    std::int64_t when = 0; ///< seconds since 1970
    QString action{};      ///< "install", "update", "rollback", "veto"
    InstalledRelease from{};
    InstalledRelease to{};
    std::uint64_t bytes = 0; ///< of the packs that were obtained
};

/// What is under way. The step it is written for has not happened yet, or may have.
struct PendingChange {
    enum class Step {
        Stage, ///< the new tree is being built: undone by removing it
        Switch ///< the new tree is complete and synced; the trees may have changed places
    };
    Step step = Step::Stage;
    InstalledRelease to{};
    std::uint64_t stagedInode =
        0;                 ///< of the new tree's root, from Switch on: tells whether the trees have changed places
    bool hasCheck = false; ///< a health check decides: unknown after a crash, so the old tree comes back
    std::optional<ReversePack> reverse{};
    HistoryEntry history{};
};

/// Everything that is remembered of one installed tree; written whole, in one step.
struct InstallState {
    QString product{};
    QString publicKey{}; ///< hex
    InstalledRelease installed{};
    std::uint64_t manifestFloor = 0;     ///< no manifest of a smaller number is accepted
    std::uint64_t releaseFloor = 0;      ///< no release of a smaller number is installed, but by rollback
    std::vector<std::uint64_t> vetoed{}; ///< numbers of releases that failed their health check here
    std::optional<ReversePack> reverse{};
    std::vector<HistoryEntry> history{};
    std::optional<PendingChange> pending{};

    [[nodiscard]] QByteArray encode() const;
    /// nullopt: not what this program writes.
    static std::optional<InstallState> decode(const QByteArray &json);
};

} // namespace freshet::update
