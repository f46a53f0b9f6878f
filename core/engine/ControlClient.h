// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/ControlSocket.h"
#include "core/engine/JsonRpc.h"
#include "core/engine/LineBuffer.h"

#include <chrono>
#include <optional>
#include <vector>

namespace freshet {

/// One connection to a running engine. Either call() and wait, or send() and, whenever fd() is readable, receive(). Believes the
/// engine, which is of the same user, but not without end: answers are bounded in size and time. Not thread-safe.
class ControlClient {
public:
    /// Errors: EngineNotRunning, EngineLost, FileUnreadable.
    static Result<ControlClient> connect(const QString &cacheDirectory);

    /// Errors: what the engine refuses, EngineLost.
    Result<QJsonObject> call(const QString &method, const QJsonObject &params, std::vector<UniqueFd> descriptors = {},
                             std::chrono::milliseconds timeout = std::chrono::seconds{20});

    Result<void> send(const QString &method, const QJsonObject &params, std::vector<UniqueFd> descriptors = {});
    /// The answer to the last request; nullopt: not there yet. Errors as call.
    Result<std::optional<QJsonObject>> receive();

    [[nodiscard]] int fd() const { return m_socket.get(); }

private:
    explicit ControlClient(UniqueFd socket);

    UniqueFd m_socket;
    LineBuffer m_input;
    qint64 m_lastId = 0;
};

} // namespace freshet
