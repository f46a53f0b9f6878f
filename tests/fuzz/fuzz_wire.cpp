// SPDX-License-Identifier: GPL-3.0-or-later
// Under attack: a whole PeerConnection, by whoever has connected: WireDecoder and every rule behind it, over a real socket. The first byte
// chooses what the handshake offered and how the stream is cut.
// Oracles: only blocks and hashes that were asked for are told, of their exact size; nothing is told after the end, nor about pieces that
// do not exist; what waits to be sent and what is asked stays within the options.
#include "core/wire/PeerConnection.h"
#include "core/wire/PlainTransport.h"

#include <QCoreApplication>

#include <sys/socket.h>

#include <cstdlib>
#include <set>

using namespace freshet;

namespace {

const Geometry geometry(Bytes{5 * 65536 + 100}, 64_KiB);

void require(bool condition)
{
    if (!condition)
        std::abort();
}

class Host final : public PeerHost {
public:
    std::set<BlockIndex> asked;
    bool closed = false;

    void onPeerExtensions(PeerConnection &, const ExtensionHandshake &handshake) override
    {
        require(!closed && handshake.clientName.size() <= 2 * ExtensionHandshake::maximumClientName);
    }
    void onPeerPieces(PeerConnection &peer) override { ask(peer); }
    void onPeerHave(PeerConnection &peer, PieceIndex piece) override
    {
        require(!closed && piece.value() < geometry.pieceCount() && peer.pieces().contains(piece));
        ask(peer);
    }
    void onPeerChoked(PeerConnection &) override { require(!closed); }
    void onPeerUnchoked(PeerConnection &peer) override { ask(peer); }
    void onPeerInterest(PeerConnection &peer, bool interested) override { peer.setChoking(!interested); }
    void onPeerBlock(PeerConnection &peer, BlockIndex block, std::span<const std::byte> bytes) override
    {
        require(!closed && asked.erase(block) == 1 && Bytes{bytes.size()} == geometry.blockSize(block));
        if (block.value() % 3 == 0)
            peer.pauseReading();
    }
    void onPeerRejected(PeerConnection &, BlockIndex block) override { require(!closed && asked.erase(block) == 1); }
    void onPeerRequest(PeerConnection &peer, BlockIndex block) override
    {
        require(!closed && !peer.amChoking() && block.value() < geometry.blockCount()
                && peer.theirRequests().size() <= PeerOptions{}.maximumTheirRequests);
    }
    void onPeerCancelled(PeerConnection &, BlockIndex block) override
    {
        require(block.value() < geometry.blockCount());
    }
    void onPeerSuggested(PeerConnection &, PieceIndex piece) override
    {
        require(piece.value() < geometry.pieceCount());
    }
    void onPeerHashRequest(PeerConnection &peer, const HashSpan &span) override
    {
        require(!closed && isInTree(geometry, span));
        peer.rejectHashes(span);
    }
    void onPeerHashes(PeerConnection &, PieceIndex, std::span<const Sha256Digest>) override
    {
        std::abort(); // nobody can prove a root of zeros
    }
    void onPeerHashesRejected(PeerConnection &, PieceIndex piece) override
    {
        require(piece.value() < geometry.pieceCount());
    }
    void onPeerClaims(PeerConnection &, const ClaimMessage &claims) override
    {
        for (const SiteClaim &claim : claims.claims)
            for (const std::vector<PieceRun> *runs : {&claim.runs, &claim.waiting, &claim.fetched})
                for (const PieceRun &run : *runs)
                    require(run.count >= 1 && run.first.value() + run.count <= geometry.pieceCount());
    }
    void onPeerBatchEnd(PeerConnection &peer) override
    {
        require(peer.outstanding() == asked.size());
        while (!peer.theirRequests().empty() && peer.hasSendSpace()) {
            const BlockIndex block = peer.theirRequests().front();
            require(peer.sendBlock(block, std::span(m_zeros).first(geometry.blockSize(block).value()), nullptr));
        }
        require(peer.sendQueueBytes() <= 2 * PeerOptions{}.sendBufferCap);
        peer.resumeReading();
    }
    void onPeerSendSpace(PeerConnection &) override {}
    void onPeerClosed(PeerConnection &, const Error &) override { closed = true; }

private:
    void ask(PeerConnection &peer)
    {
        require(!closed);
        for (BlockIndex block{0}; block.value() < geometry.blockCount(); ++block)
            if (peer.request(block))
                asked.insert(block);
        peer.requestHashes(PieceIndex{1});
    }

    std::vector<std::byte> m_zeros = std::vector<std::byte>(blockLength.value());
};

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    static int argc = 1;
    static char name[] = "fuzz_wire";
    static char *argv[] = {name, nullptr};
    static const QCoreApplication app(argc, argv);
    static const SystemClock clock;
    static ReceiveBuffer buffer;
    if (size == 0)
        return 0;
    int ends[2] = {-1, -1};
    require(::socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0, ends) == 0);
    const UniqueFd peerEnd(ends[1]);
    ReadyPeer ready{
        .transport = std::make_unique<PlainTransport>(UniqueFd(ends[0]), std::make_shared<SocketPoller>()),
        .content = {.id = {}, .geometry = geometry, .piecesRoot = {}},
        .endpoint = {.address = QHostAddress(QHostAddress::LocalHost), .port = 1},
        .features = {.extensions = (data[0] & 1) == 0, .fast = (data[0] & 2) == 0, .v2 = (data[0] & 4) == 0}};
    Host host;
    PeerConnection peer(std::move(ready), host, buffer, clock);
    peer.start(PieceSet(geometry.pieceCount(), true));

    const std::size_t cut = (data[0] & 8) != 0 ? 1 + (data[0] >> 4) : size;
    std::size_t at = 1;
    std::array<std::byte, 65536> away{};
    for (int turn = 0; turn < 4096 && !host.closed && (at < size || turn < 4); ++turn) {
        const std::size_t n = std::min(cut, size - at);
        const ssize_t sent = n == 0 ? 0 : ::send(peerEnd.get(), data + at, n, MSG_NOSIGNAL);
        at += sent > 0 ? static_cast<std::size_t>(sent) : 0;
        QCoreApplication::processEvents();
        while (::recv(peerEnd.get(), away.data(), away.size(), 0) > 0) {
        }
    }
    require(peer.isClosed() == host.closed || peer.isClosed());
    return 0;
}
