// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/EngineHost.h"

#include <QObject>

#include <memory>
#include <thread>

namespace freshet::desktop {

/// Opens an engine beside the user interface: the window is there first, and a large ledger or a slow disk does not freeze it.
class EngineStart final : public QObject {
    Q_OBJECT

public:
    using Outcome = Result<std::unique_ptr<EngineHost>>;

    /// `clock` outlives the engine.
    EngineStart(const EngineOptions &options, const Clock &clock);
    ~EngineStart() override;

    /// Once, after finished().
    [[nodiscard]] Outcome take() { return std::move(*m_outcome); }

Q_SIGNALS:
    void finished();

private:
    std::unique_ptr<Outcome> m_outcome; ///< written before finished()
    std::thread m_thread;
};

} // namespace freshet::desktop
