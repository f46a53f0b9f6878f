// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/SingleInstance.h"

#include <QCryptographicHash>
#include <QDataStream>
#include <QLocalSocket>
#include <QStandardPaths>

namespace freshet::desktop {

using namespace Qt::StringLiterals;

namespace {

constexpr int patience = 2000; ///< milliseconds
constexpr qint64 maximumMessage = 64 * 1024;

QString serverName(const QString &cacheDirectory)
{
    const QByteArray hash = QCryptographicHash::hash(cacheDirectory.toUtf8(), QCryptographicHash::Sha256);
    // In the user's own directory: nobody else can take the name.
    return QStandardPaths::writableLocation(QStandardPaths::RuntimeLocation) + u"/freshet-"_s
           + QString::fromLatin1(hash.toHex().left(16));
}

} // namespace

bool SingleInstance::handOver(const QString &cacheDirectory, const QStringList &arguments)
{
    QLocalSocket socket;
    socket.connectToServer(serverName(cacheDirectory));
    if (!socket.waitForConnected(patience))
        return false;
    QByteArray message;
    QDataStream stream(&message, QIODevice::WriteOnly);
    stream << arguments;
    socket.write(message);
    if (!socket.waitForBytesWritten(patience))
        return false;
    // It hangs up when it has understood.
    return socket.state() == QLocalSocket::UnconnectedState || socket.waitForDisconnected(patience);
}

SingleInstance::SingleInstance(const QString &cacheDirectory)
{
    const QString name = serverName(cacheDirectory);
    m_server.setSocketOptions(QLocalServer::UserAccessOption);
    connect(&m_server, &QLocalServer::newConnection, this, &SingleInstance::receive);
    if (!m_server.listen(name)) {
        QLocalServer::removeServer(name); // what a dead instance left: nobody answered there
        m_server.listen(name);
    }
}

void SingleInstance::receive()
{
    while (QLocalSocket *socket = m_server.nextPendingConnection()) {
        connect(socket, &QLocalSocket::disconnected, socket, &QObject::deleteLater);
        connect(socket, &QLocalSocket::readyRead, this, [this, socket] {
            if (socket->bytesAvailable() > maximumMessage)
                return socket->abort();
            QDataStream stream(socket);
            QStringList arguments;
            stream.startTransaction();
            stream >> arguments;
            if (!stream.commitTransaction())
                return; // more is to come
            socket->disconnectFromServer();
            Q_EMIT started(arguments);
        });
    }
}

} // namespace freshet::desktop
