// SPDX-License-Identifier: GPL-3.0-or-later
// One end of the peer protocol as a program, for tests against other programs.
//   wiretool seed METADATA FILE               serves FILE; prints {"port": N}; ends when its input ends
//   wiretool leech METADATA OUT HOST PORT      fetches from a peer, asks it for the block hashes of every piece, writes OUT
//   wiretool wait METADATA OUT                 the same, but waits to be dialled; prints {"port": N} first
// Prints one JSON object per line; exit code 0 when everything was proven.
#include "tests/support/LeechHost.h"
#include "tests/support/SeedHost.h"
#include "tests/support/WireEnd.h"

#include "core/meta/BlockProof.h"

#include <QCoreApplication>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSocketNotifier>
#include <QTimer>

#include <cstdio>

#include <unistd.h>

using namespace freshet;
using namespace freshet::test;
using namespace Qt::StringLiterals;

namespace {

void print(const QJsonObject &object)
{
    std::fputs(QJsonDocument(object).toJson(QJsonDocument::Compact).constData(), stdout);
    std::fputc('\n', stdout);
    std::fflush(stdout);
}

QByteArray readAll(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        qFatal("cannot read %s", qPrintable(path));
    return file.readAll();
}

Metainfo metainfoIn(const QString &path)
{
    const QByteArray bytes = readAll(path);
    auto metainfo = parseMetainfo(std::as_bytes(std::span(bytes.constData(), static_cast<std::size_t>(bytes.size()))));
    if (!metainfo)
        qFatal("%s", qPrintable(errorName(metainfo.error().code)));
    return std::move(*metainfo);
}

/// Fetches everything and asks for every hash.
class ToolLeech final : public LeechHost {
public:
    using LeechHost::LeechHost;

    void onPeerUnchoked(PeerConnection &peer) override
    {
        LeechHost::onPeerUnchoked(peer);
        if (peer.features().v2 && needsBlockHashes(peer.content().geometry))
            for (PieceIndex p{0}; p.value() < peer.content().geometry.pieceCount(); ++p)
                peer.requestHashes(p);
    }
};

int seed(const Metainfo &metainfo, const QString &path)
{
    const WireContent content(metainfo, readAll(path));
    SeedHost host(content, SeedHost::From::File);
    WireEnd end(content, host, allOf(content));
    host.closedHook = [&](PeerConnection &) {
        std::fprintf(stderr, "wiretool: closed: %s %s\n", qPrintable(host.verdict()),
                     qPrintable(host.closed.back().detail));
    };
    print({{u"port"_s, end.listen().port}});
    QSocketNotifier input(STDIN_FILENO, QSocketNotifier::Read);
    QObject::connect(&input, &QSocketNotifier::activated, qApp, &QCoreApplication::quit);
    QCoreApplication::exec();
    print({{u"connections"_s, end.readies},
           {u"hashRequests"_s, static_cast<int>(host.hashRequests.size())},
           {u"v2"_s, end.peer() && end.peer()->features().v2},
           {u"client"_s, end.peer() ? end.peer()->extensions().clientName : QString()},
           {u"closed"_s, host.closed.empty() ? QString() : host.verdict() + u' ' + host.closed.back().detail}});
    return 0;
}

int leech(const Metainfo &metainfo, const QString &out, const std::optional<PeerEndpoint> &from)
{
    const WireContent content(metainfo, QByteArray());
    ToolLeech host(metainfo);
    WireEnd end(content, host, nothingOf(content));
    const auto hashesWanted = needsBlockHashes(metainfo.geometry) ? metainfo.geometry.pieceCount() : 0;
    const auto isDone = [&] {
        const bool v2 = end.peer() && end.peer()->features().v2;
        return host.isComplete() && (!v2 || host.hashes.size() + host.hashesRejected.size() >= hashesWanted);
    };
    host.batchHook = [&](PeerConnection &) {
        if (isDone())
            QCoreApplication::exit(0);
    };
    host.closedHook = [&](PeerConnection &) {
        if (!isDone() && from)
            QCoreApplication::exit(1);
    };
    if (from)
        end.dial(*from);
    else
        print({{u"port"_s, end.listen().port}});
    QTimer failed;
    QObject::connect(&failed, &QTimer::timeout, &failed, [&] {
        if (from && !end.failures.empty())
            QCoreApplication::exit(1);
    });
    failed.start(100);
    int code = QCoreApplication::exec();

    bool hashesRight = true;
    for (const auto &[piece, hashes] : host.hashes) {
        const Bytes offset = metainfo.geometry.pieceOffset(piece);
        const auto bytes =
            std::as_bytes(std::span(host.bytes().constData(), static_cast<std::size_t>(host.bytes().size())));
        hashesRight =
            hashesRight
            && hashes == blockHashes(bytes.subspan(offset.value(), metainfo.geometry.pieceSize(piece).value()));
    }
    QFile file(out);
    if (!file.open(QIODevice::WriteOnly) || file.write(host.bytes()) != host.bytes().size())
        code = 1;
    print({{u"complete"_s, host.isComplete()},
           {u"badPieces"_s, host.badPieces()},
           {u"hashes"_s, static_cast<int>(host.hashes.size())},
           {u"hashesRejected"_s, static_cast<int>(host.hashesRejected.size())},
           {u"hashesRight"_s, hashesRight},
           {u"v2"_s, end.peer() && end.peer()->features().v2},
           {u"fast"_s, end.peer() && end.peer()->features().fast},
           {u"client"_s, end.peer() ? end.peer()->extensions().clientName : QString()},
           {u"failure"_s, end.failures.empty() ? QString() : errorName(end.failures.back().code)},
           {u"closed"_s, host.closed.empty() ? QString() : host.verdict() + u' ' + host.closed.back().detail}});
    return code;
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    if (arguments.size() == 4 && arguments[1] == u"seed")
        return seed(metainfoIn(arguments[2]), arguments[3]);
    if (arguments.size() == 6 && arguments[1] == u"leech")
        return leech(metainfoIn(arguments[2]), arguments[3],
                     PeerEndpoint{QHostAddress(arguments[4]), arguments[5].toUShort()});
    if (arguments.size() == 4 && arguments[1] == u"wait")
        return leech(metainfoIn(arguments[2]), arguments[3], std::nullopt);
    std::fputs("usage: wiretool seed|leech|wait …\n", stderr);
    return 2;
}
