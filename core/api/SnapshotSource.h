// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/EngineCommands.h"
#include "core/api/EngineSnapshot.h"
#include "core/api/TraceEvent.h"
#include "core/api/UpdateSource.h"

#include <QObject>

#include <memory>

namespace freshet {

/// Where a UI gets its pictures from: an engine in this process, a replayed trace or a simulated swarm. All of it on the thread of the UI.
class SnapshotSource : public QObject {
    Q_OBJECT

public:
    /// The latest picture; never null.
    [[nodiscard]] virtual std::shared_ptr<const EngineSnapshot> snapshot() const = 0;
    [[nodiscard]] virtual EngineCommands &commands() = 0;
    [[nodiscard]] virtual const Clock &clock() const = 0;
    /// Updates of installed trees; null: it knows of none. Lives as long as the source.
    [[nodiscard]] virtual UpdateSource *updates() { return nullptr; }

Q_SIGNALS:
    /// There is a newer picture. At most about 10 times a second; pull it when there is somebody to look at it.
    void changed();
    /// What happened, in its order.
    void eventsRecorded(const freshet::TraceBatch &batch);
};

} // namespace freshet
