// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QMap>
#include <QString>
#include <QThread>
#include <QUrl>

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <vector>

namespace freshet::test {

/// A request as it came over the wire.
struct SeenRequest {
    int connection = 0; ///< counted from 0
    QByteArray method;
    QByteArray target;
    QMap<QByteArray, QByteArray> headers; ///< names in lower case

    [[nodiscard]] QByteArray header(const QByteArray &name) const { return headers.value(name); }
};

/// What the server does for one request, byte by byte.
struct HostileReply {
    enum class Then { KeepOpen, Close, Reset };

    QByteArray bytes{};
    Then then = Then::KeepOpen;
    /// Sent again and again after `bytes` for as long as the client takes it.
    QByteArray endless{};
    /// Between single bytes of `bytes`; 0: all at once.
    std::chrono::milliseconds pace{0};

    /// A status line, Content-Length and the given lines ("Name: value"), then the body.
    static HostileReply of(int status, const QByteArray &body = {}, const QList<QByteArray> &lines = {});
    /// Exactly these bytes, then `then`.
    static HostileReply raw(const QByteArray &bytes, Then then = Then::Close);
};

/// An HTTP server that answers every request with whatever the script says, in a thread of its own, and records what
/// it was asked. Keeps no rule of HTTP.
class HostileServer {
public:
    /// Called on the server's thread; `index` counts all requests from 0.
    using Script = std::function<HostileReply(const SeenRequest &request, int index)>;

    explicit HostileServer(Script script);
    /// The replies in order; the last one for all further requests.
    explicit HostileServer(const std::vector<HostileReply> &replies);
    ~HostileServer();
    HostileServer(const HostileServer &) = delete;
    HostileServer &operator=(const HostileServer &) = delete;

    [[nodiscard]] QUrl url(const QString &path = QStringLiteral("/file.bin")) const;
    [[nodiscard]] std::uint16_t port() const { return m_port; }
    [[nodiscard]] std::vector<SeenRequest> requests() const;
    [[nodiscard]] int connections() const;
    /// Connections the client has left or the server has closed.
    [[nodiscard]] int closedConnections() const;

private:
    class Worker;

    QThread m_thread;
    Worker *m_worker;
    std::uint16_t m_port = 0;
};

} // namespace freshet::test
