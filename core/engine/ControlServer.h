// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/CacheService.h"
#include "core/engine/ControlConnection.h"
#include "core/engine/Engine.h"
#include "core/engine/LogMethod.h"

#include <QObject>
#include <QPointer>
#include <QSocketNotifier>
#include <QTimer>

#include <list>
#include <memory>
#include <vector>

namespace freshet {

/// The engine's control socket: who may connect, and what each method does (core/engine/README.md lists them). On the engine thread.
///
/// Invariants: only processes of our user are heard; nothing that a client sends is a path that the engine opens; what a client
/// costs is bounded by ControlOptions and by the engine's limits. Non-duty: framing (ControlConnection), jobs (Engine).
class ControlServer final : public QObject {
    Q_OBJECT

public:
    /// For the owner of the cache directory's lock. `engine` and `clock` outlive the server. Errors: disk codes.
    static Result<std::unique_ptr<ControlServer>> open(Engine &engine, const ControlOptions &options,
                                                       const Clock &clock);
    ~ControlServer() override;

    [[nodiscard]] std::size_t connections() const { return m_connections.size(); }

private:
    /// A `snapshot` request that is answered with a newer revision, or at its deadline.
    struct Waiter {
        QPointer<ControlConnection> connection;
        std::uint64_t sinceRevision = 0;
        std::optional<JobId> job;
        MonotonicTime deadline;
    };

    ControlServer(Engine &engine, const ControlOptions &options, const Clock &clock, control::Listener listener);
    void onAcceptable();
    void admit(UniqueFd socket);
    bool makeRoom();
    void onRequest(ControlConnection &connection, const jsonrpc::Request &request);
    void status(ControlConnection &connection, const QJsonObject &params);
    void perfSnap(ControlConnection &connection);
    void snapshot(ControlConnection &connection, const QJsonObject &params);
    void submit(ControlConnection &connection, const QJsonObject &params);
    Result<DownloadRequest> admitted(ControlConnection &connection, const QJsonObject &params);
    void cache(ControlConnection &connection, const jsonrpc::Request &request);
    Result<QJsonObject> command(const QString &method, const QJsonObject &params);
    void answerWaiters();
    [[nodiscard]] Result<QJsonObject> picture(const std::optional<JobId> &job) const;

    Engine &m_engine;
    CacheService m_cache;
    ControlOptions m_options;
    const Clock &m_clock;
    LogMethod m_log;
    control::Listener m_listener;
    QSocketNotifier m_acceptable;
    QTimer m_waiting;                                            ///< the earliest deadline among the waiters
    std::list<std::unique_ptr<ControlConnection>> m_connections; ///< oldest first
    std::vector<Waiter> m_waiters;
};

} // namespace freshet
