// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/ControlConnection.h"
#include "core/engine/Engine.h"
#include "core/trace/TraceFilter.h"

#include <QObject>
#include <QPointer>
#include <QTimer>

#include <vector>

namespace freshet {

/// The `log` method of the control socket: events behind a cursor, now or as soon as there are some (core/engine/README.md).
class LogMethod final : public QObject {
    Q_OBJECT

public:
    LogMethod(Engine &engine, const ControlOptions &options, const Clock &clock);

    /// Replies now or, at the latest, after the wait that was asked for.
    void handle(ControlConnection &connection, const QJsonObject &params);

private:
    struct Waiter {
        QPointer<ControlConnection> connection;
        std::uint64_t cursor = 0;
        std::size_t maximum = 0;
        TraceFilter filter;
        MonotonicTime deadline;
    };

    /// False: nothing that is wanted has happened yet; `always` replies none the less.
    bool answer(Waiter &waiter, bool always);
    void answerWaiters();

    Engine &m_engine;
    ControlOptions m_options;
    const Clock &m_clock;
    std::vector<Waiter> m_waiters;
    QTimer m_deadline; ///< the earliest among the waiters
};

} // namespace freshet
