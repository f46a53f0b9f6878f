// SPDX-License-Identifier: GPL-3.0-or-later
// LAN discovery as a program. Tells what it hears on standard output, a JSON object per line; does what it is told on standard input:
//   content HASH[,HASH]   announce and listen for a content with these names
//   remove HASH           the first name of the content
//   links | ignored       print them
// discoverprobe [--loopback] [--listen ADDR:PORT]…   TCP connections to these addresses are accepted and told.
#include "core/base/Clock.h"
#include "core/discover/LanDiscovery.h"
#include "core/discover/NetworkWatch.h"
#include "core/discover/QtAddress.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSocketNotifier>
#include <QTcpServer>
#include <QTcpSocket>

#include <algorithm>
#include <cstdio>
#include <unistd.h>

using namespace Qt::StringLiterals;
using namespace freshet;

namespace {

constexpr qint64 handshakeSize = 68; // BEP 3

void tell(const QJsonObject &event)
{
    std::fputs(QJsonDocument(event).toJson(QJsonDocument::Compact).constData(), stdout);
    std::fputc('\n', stdout);
    std::fflush(stdout);
}

QString textOf(const PeerAddress &address)
{
    return QString::fromStdString(address.text());
}

ContentId contentOf(const SwarmHash &name)
{
    ContentId content;
    std::ranges::copy(name.bytes(), content.writable().begin());
    return content;
}

class Probe : public LanDiscovery::Listener {
public:
    Probe(LanDiscoveryOptions options, const std::vector<PeerAddress> &listening)
        : m_discovery(std::move(options), m_clock, *this)
        , m_input(STDIN_FILENO, QSocketNotifier::Read)
    {
        for (const PeerAddress &address : listening)
            accept(address);
        m_discovery.setListening(listening);
        m_discovery.setNetwork(m_watch.network());
        QObject::connect(&m_watch, &NetworkWatch::changed, &m_watch, [this] {
            m_discovery.setNetwork(m_watch.network());
            tell({{u"event"_s, u"network"_s}});
        });
        QObject::connect(&m_input, &QSocketNotifier::activated, &m_input, [this] { readCommands(); });
    }

private:
    void onLanPeer(const LanPeer &peer) override
    {
        tell({{u"event"_s, u"peer"_s},
              {u"content"_s, QString::fromStdString(peer.content.hex()).first(40)},
              {u"address"_s, textOf(peer.address)},
              {u"theyDialFirst"_s, peer.theyDialFirst}});
    }

    void onLanPeersGone(const ContentId &, const std::vector<PeerAddress> &peers) override
    {
        for (const PeerAddress &peer : peers)
            tell({{u"event"_s, u"gone"_s}, {u"address"_s, textOf(peer)}});
    }

    void accept(const PeerAddress &address)
    {
        auto server = std::make_unique<QTcpServer>();
        if (!server->listen(qHostAddressOf(address.ip), address.port))
            qFatal("cannot listen: %s", qPrintable(server->errorString()));
        QObject::connect(server.get(), &QTcpServer::newConnection, server.get(), [server = server.get()] {
            QTcpSocket *socket = server->nextPendingConnection();
            QObject::connect(socket, &QTcpSocket::readyRead, socket, [socket] {
                if (socket->bytesAvailable() < handshakeSize)
                    return;
                tell({{u"event"_s, u"connected"_s},
                      {u"from"_s, socket->peerAddress().toString()},
                      {u"handshake"_s, QString::fromLatin1(socket->read(handshakeSize).toHex())}});
                socket->abort();
            });
        });
        m_servers.push_back(std::move(server));
    }

    void readCommands()
    {
        std::array<char, 4096> chunk{};
        const ssize_t count = ::read(STDIN_FILENO, chunk.data(), chunk.size());
        if (count <= 0) {
            QCoreApplication::quit();
            return;
        }
        m_pending += QByteArray(chunk.data(), static_cast<qsizetype>(count));
        for (qsizetype end = m_pending.indexOf('\n'); end >= 0; end = m_pending.indexOf('\n')) {
            obey(m_pending.first(end));
            m_pending.remove(0, end + 1);
        }
    }

    void obey(const QByteArray &line)
    {
        const QByteArray command = line.split(' ').first();
        std::vector<SwarmHash> hashes;
        for (const QByteArray &hex : line.mid(command.size() + 1).split(',')) {
            if (const auto hash = SwarmHash::fromHex(hex.toStdString()))
                hashes.push_back(*hash);
        }
        if (command == "content")
            m_discovery.add(contentOf(hashes.at(0)), hashes);
        else if (command == "remove")
            m_discovery.remove(contentOf(hashes.at(0)));
        else if (command == "links")
            tellLinks();
        else
            tellIgnored();
    }

    void tellLinks() const
    {
        QJsonArray links;
        for (const LanLink &link : m_discovery.links()) {
            links << QJsonObject{{u"name"_s, QString::fromStdString(link.name)},
                                 {u"v4"_s, link.isV4},
                                 {u"joined"_s, link.joined},
                                 {u"problem"_s, QString::fromStdString(link.problem)},
                                 {u"sent"_s, static_cast<qint64>(link.announcesSent)},
                                 {u"heard"_s, static_cast<qint64>(link.announcesHeard)}};
        }
        tell({{u"event"_s, u"links"_s}, {u"links"_s, links}});
    }

    void tellIgnored() const
    {
        const LanIgnored ignored = m_discovery.ignored();
        tell({{u"event"_s, u"ignored"_s},
              {u"malformed"_s, static_cast<qint64>(ignored.malformed)},
              {u"own"_s, static_cast<qint64>(ignored.own)},
              {u"foreignSubnet"_s, static_cast<qint64>(ignored.foreignSubnet)},
              {u"notMulticast"_s, static_cast<qint64>(ignored.notMulticast)},
              {u"unknownContent"_s, static_cast<qint64>(ignored.unknownContent)},
              {u"overCap"_s, static_cast<qint64>(ignored.overCap)}});
    }

    SystemClock m_clock;
    NetworkWatch m_watch;
    LanDiscovery m_discovery;
    QSocketNotifier m_input;
    QByteArray m_pending;
    std::vector<std::unique_ptr<QTcpServer>> m_servers;
};

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    LanDiscoveryOptions options;
    std::vector<PeerAddress> listening;
    const QStringList arguments = QCoreApplication::arguments();
    for (qsizetype i = 1; i < arguments.size(); ++i) {
        if (arguments[i] == u"--loopback"_s)
            options.loopback = true;
        else if (arguments[i] == u"--listen"_s && i + 1 < arguments.size())
            listening.push_back(PeerAddress::fromText(arguments[++i].toStdString()).value());
        else
            qFatal("unknown argument %s", qPrintable(arguments[i]));
    }
    const Probe probe(options, listening);
    tell({{u"event"_s, u"ready"_s}});
    return QCoreApplication::exec();
}
