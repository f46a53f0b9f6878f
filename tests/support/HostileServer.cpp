// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/HostileServer.h"

#include <QHash>
#include <QMetaObject>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTimer>

#include <sys/socket.h>

#include <algorithm>
#include <mutex>
#include <utility>

using namespace Qt::StringLiterals;

namespace freshet::test {

/// Lives on the server's thread; what other threads ask for is behind the mutex.
class HostileServer::Worker : public QObject {
public:
    explicit Worker(Script script)
        : m_script(std::move(script))
    {
    }

    std::uint16_t listen()
    {
        m_server = new QTcpServer(this);
        connect(m_server, &QTcpServer::newConnection, this, [this] { accept(); });
        m_server->listen(QHostAddress::LocalHost);
        return m_server->serverPort();
    }

    std::vector<SeenRequest> requests() const
    {
        const std::lock_guard lock(m_mutex);
        return m_requests;
    }
    int connections() const
    {
        const std::lock_guard lock(m_mutex);
        return m_connections;
    }
    int closed() const
    {
        const std::lock_guard lock(m_mutex);
        return m_closed;
    }

private:
    /// Bytes that the client has not taken are bounded by this.
    static constexpr qint64 backlog = 256 * 1024;

    void accept()
    {
        while (QTcpSocket *socket = m_server->nextPendingConnection()) {
            int number = 0;
            {
                const std::lock_guard lock(m_mutex);
                number = m_connections++;
            }
            connect(socket, &QTcpSocket::readyRead, this, [this, socket, number] { read(socket, number); });
            connect(socket, &QTcpSocket::disconnected, this, [this, socket] {
                {
                    const std::lock_guard lock(m_mutex);
                    ++m_closed;
                }
                m_inputs.remove(socket);
                socket->deleteLater();
            });
        }
    }

    void read(QTcpSocket *socket, int number)
    {
        QByteArray &input = m_inputs[socket];
        input += socket->readAll();
        for (qsizetype end = input.indexOf("\r\n\r\n"); end >= 0; end = input.indexOf("\r\n\r\n")) {
            const SeenRequest request = parse(input.left(end), number);
            input.remove(0, end + 4);
            int index = 0;
            {
                const std::lock_guard lock(m_mutex);
                index = static_cast<int>(m_requests.size());
                m_requests.push_back(request);
            }
            send(socket, m_script(request, index));
        }
    }

    static SeenRequest parse(const QByteArray &head, int number)
    {
        SeenRequest request;
        request.connection = number;
        const QList<QByteArray> lines = head.split('\n');
        const QList<QByteArray> words = lines.front().trimmed().split(' ');
        request.method = words.value(0);
        request.target = words.value(1);
        for (const QByteArray &line : lines.mid(1)) {
            const qsizetype colon = line.indexOf(':');
            request.headers.insert(line.left(colon).trimmed().toLower(), line.mid(colon + 1).trimmed());
        }
        return request;
    }

    void send(QTcpSocket *socket, const HostileReply &reply)
    {
        if (reply.pace.count() > 0) {
            sendSlowly(socket, reply);
            return;
        }
        socket->write(reply.bytes);
        if (!reply.endless.isEmpty()) {
            const auto refill = [socket, chunk = reply.endless] {
                while (socket->state() == QAbstractSocket::ConnectedState && socket->bytesToWrite() < backlog)
                    socket->write(chunk);
            };
            connect(socket, &QTcpSocket::bytesWritten, this, refill);
            refill();
            return;
        }
        end(socket, reply.then);
    }

    void sendSlowly(QTcpSocket *socket, const HostileReply &reply)
    {
        auto *timer = new QTimer(socket);
        connect(timer, &QTimer::timeout, socket, [this, timer, socket, reply, sent = qsizetype{0}]() mutable {
            if (sent < reply.bytes.size()) {
                socket->write(reply.bytes.mid(sent++, 1));
                socket->flush();
                return;
            }
            timer->stop();
            end(socket, reply.then);
        });
        timer->start(reply.pace);
    }

    static void end(QTcpSocket *socket, HostileReply::Then then)
    {
        if (then == HostileReply::Then::Close) {
            socket->disconnectFromHost();
        } else if (then == HostileReply::Then::Reset) {
            socket->flush();
            const linger hard{.l_onoff = 1, .l_linger = 0};
            ::setsockopt(static_cast<int>(socket->socketDescriptor()), SOL_SOCKET, SO_LINGER, &hard, sizeof hard);
            socket->abort();
        }
    }

    Script m_script;
    QTcpServer *m_server = nullptr;
    QHash<QTcpSocket *, QByteArray> m_inputs;
    mutable std::mutex m_mutex;
    std::vector<SeenRequest> m_requests;
    int m_connections = 0;
    int m_closed = 0;
};

HostileReply HostileReply::of(int status, const QByteArray &body, const QList<QByteArray> &lines)
{
    QByteArray bytes = "HTTP/1.1 " + QByteArray::number(status)
                       + " Scripted\r\nContent-Length: " + QByteArray::number(body.size()) + "\r\n";
    for (const QByteArray &line : lines)
        bytes += line + "\r\n";
    return {.bytes = bytes + "\r\n" + body};
}

HostileReply HostileReply::raw(const QByteArray &bytes, Then then)
{
    return {.bytes = bytes, .then = then};
}

HostileServer::HostileServer(Script script)
    : m_worker(new Worker(std::move(script)))
{
    m_worker->moveToThread(&m_thread);
    QObject::connect(&m_thread, &QThread::finished, m_worker, &QObject::deleteLater);
    m_thread.start();
    QMetaObject::invokeMethod(m_worker, [this] { return m_worker->listen(); }, Qt::BlockingQueuedConnection, &m_port);
}

HostileServer::HostileServer(const std::vector<HostileReply> &replies)
    : HostileServer([replies](const SeenRequest &, int index) {
        return replies[std::min(static_cast<std::size_t>(index), replies.size() - 1)];
    })
{
}

HostileServer::~HostileServer()
{
    m_thread.quit();
    m_thread.wait();
}

QUrl HostileServer::url(const QString &path) const
{
    return QUrl(u"http://127.0.0.1:%1%2"_s.arg(m_port).arg(path));
}

std::vector<SeenRequest> HostileServer::requests() const
{
    return m_worker->requests();
}

int HostileServer::connections() const
{
    return m_worker->connections();
}

int HostileServer::closedConnections() const
{
    return m_worker->closed();
}

} // namespace freshet::test
