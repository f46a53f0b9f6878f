// SPDX-License-Identifier: GPL-3.0-or-later
// The peer protocol alone on loopback: one process serves, one fetches, 16 KiB messages, nothing is hashed and nothing is written.
// The fetching end parses out of the receive buffer and copies each block into a piece buffer, as a transfer does.
//   bench_wire [MIB [ROUNDS]]
#include "tests/support/RecordingHost.h"
#include "tests/support/SeedHost.h"
#include "tests/support/WireEnd.h"

#include <QCoreApplication>

#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <cstring>
#include <vector>

using namespace freshet;
using namespace freshet::test;

namespace {

constexpr Bytes servedLength = 64_MiB; // stays in the page cache; the content repeats it
constexpr Bytes pieceLength = 1_MiB;

enum class Way { File, Memory, TlsFile };

struct Measured {
    double megabytesPerSecond = 0;
    double fetchCpu = 0; ///< s per GiB
    double serveCpu = 0;
    double firstBlockMilliseconds = 0;
    long fetchRssMiB = 0;
};

double cpuOf(const rusage &usage)
{
    const auto seconds = [](const timeval &t) {
        return static_cast<double>(t.tv_sec) + static_cast<double>(t.tv_usec) / 1e6;
    };
    return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

class BenchSeed final : public RecordingHost {
public:
    BenchSeed(const WireContent &served, const Geometry &geometry, bool fromFile)
        : m_served(served)
        , m_geometry(geometry)
        , m_file(fromFile ? served.file() : nullptr)
    {
    }
    void onPeerInterest(PeerConnection &peer, bool interested) override { peer.setChoking(!interested); }
    void onPeerRequest(PeerConnection &, BlockIndex) override {}
    void onPeerBatchEnd(PeerConnection &peer) override { serve(peer); }
    void onPeerSendSpace(PeerConnection &peer) override { serve(peer); }
    void onPeerClosed(PeerConnection &, const Error &) override { QCoreApplication::exit(0); }

private:
    void serve(PeerConnection &peer)
    {
        while (!peer.theirRequests().empty() && peer.hasSendSpace()) {
            const BlockIndex block = peer.theirRequests().front();
            const Bytes offset{m_geometry.blockOffset(block).value() % servedLength.value()};
            if (m_file) {
                peer.sendBlock(block, m_file, offset);
            } else {
                const BlockIndex there{static_cast<std::uint32_t>(offset.value() / blockLength.value())};
                peer.sendBlock(block, m_served.block(there), m_served.keeper());
            }
        }
    }

    const WireContent &m_served;
    Geometry m_geometry;
    std::shared_ptr<const UniqueFd> m_file;
};

class BenchLeech final : public RecordingHost {
public:
    explicit BenchLeech(const Geometry &geometry)
        : m_geometry(geometry)
        , m_buffers(16 * pieceLength.value())
    {
    }
    void onPeerPieces(PeerConnection &peer) override
    {
        connectedAt = m_clock.monotonic();
        peer.setInterested(true);
    }
    void onPeerUnchoked(PeerConnection &peer) override { ask(peer); }
    void onPeerBlock(PeerConnection &, BlockIndex block, std::span<const std::byte> bytes) override
    {
        if (m_received++ == 0)
            firstAt = m_clock.monotonic();
        std::memcpy(m_buffers.data() + m_geometry.blockOffset(block).value() % m_buffers.size(), bytes.data(),
                    bytes.size());
    }
    void onPeerBatchEnd(PeerConnection &peer) override
    {
        ask(peer);
        if (m_received == m_geometry.blockCount())
            QCoreApplication::exit(0);
    }
    void onPeerClosed(PeerConnection &, const Error &error) override
    {
        std::fprintf(stderr, "closed: %s\n", qPrintable(error.detail));
        QCoreApplication::exit(1);
    }

    MonotonicTime connectedAt;
    MonotonicTime firstAt;

private:
    void ask(PeerConnection &peer)
    {
        while (m_next < m_geometry.blockCount() && peer.outstanding() < peer.suggestedDepth()) {
            if (!peer.request(BlockIndex{m_next}))
                return;
            ++m_next;
        }
    }

    SystemClock m_clock;
    Geometry m_geometry;
    std::vector<std::byte> m_buffers;
    std::uint32_t m_next = 0;
    std::uint32_t m_received = 0;
};

/// A content of that geometry whose hashes nobody asks for.
WireContent contentOf(const Geometry &geometry)
{
    Metainfo metainfo;
    metainfo.name = "bench";
    metainfo.geometry = geometry;
    metainfo.contentId = *ContentId::fromHex(std::string(64, 'b'));
    return {metainfo, QByteArray()};
}

LobbyOptions optionsFor(Way way, const QByteArray &pem)
{
    if (way != Way::TlsFile)
        return {};
    return {.tls = PeerTls::Require, .credential = GroupCredential::parse(pem, QStringLiteral("bench")).value()};
}

Measured run(Way way, const Geometry &geometry, const WireContent &served, const QByteArray &pem)
{
    int pipe[2] = {-1, -1};
    if (::pipe(pipe) != 0)
        std::exit(1);
    const pid_t child = ::fork();
    const WireContent content = contentOf(geometry);
    int argc = 1;
    char name[] = "bench_wire";
    char *argv[] = {name, nullptr};
    QCoreApplication app(argc, argv);
    if (child == 0) {
        BenchSeed seed(served, geometry, way != Way::Memory);
        WireEnd end(content, seed, allOf(content), optionsFor(way, pem));
        const std::uint16_t port = end.listen().port;
        if (::write(pipe[1], &port, sizeof port) != sizeof port)
            ::_exit(1);
        ::_exit(QCoreApplication::exec());
    }
    std::uint16_t port = 0;
    if (::read(pipe[0], &port, sizeof port) != sizeof port)
        std::exit(1);
    ::close(pipe[0]);
    ::close(pipe[1]);

    rusage before{};
    ::getrusage(RUSAGE_SELF, &before);
    BenchLeech leech(geometry);
    Measured measured;
    MonotonicTime end;
    {
        WireEnd machine(content, leech, nothingOf(content), optionsFor(way, pem));
        machine.dial({.address = QHostAddress(QHostAddress::LocalHost), .port = port});
        if (QCoreApplication::exec() != 0)
            std::exit(1);
        end = SystemClock().monotonic();
    }
    rusage after{};
    ::getrusage(RUSAGE_SELF, &after);
    int status = 0;
    rusage served_{};
    ::wait4(child, &status, 0, &served_);
    const double bytes = static_cast<double>(geometry.contentLength().value());
    const double gib = bytes / (1ULL << 30);
    measured.megabytesPerSecond = bytes / 1e6 / std::chrono::duration<double>(end - leech.connectedAt).count();
    measured.fetchCpu = (cpuOf(after) - cpuOf(before)) / gib;
    measured.serveCpu = cpuOf(served_) / gib;
    measured.firstBlockMilliseconds =
        std::chrono::duration<double, std::milli>(leech.firstAt - leech.connectedAt).count();
    measured.fetchRssMiB = after.ru_maxrss / 1024;
    return measured;
}

/// In a process of its own, so that one run leaves nothing to the next.
Measured runApart(Way way, const Geometry &geometry, const WireContent &served, const QByteArray &pem)
{
    int pipe[2] = {-1, -1};
    if (::pipe(pipe) != 0)
        std::exit(1);
    const pid_t child = ::fork();
    if (child == 0) {
        const Measured measured = run(way, geometry, served, pem);
        ::_exit(::write(pipe[1], &measured, sizeof measured) == sizeof measured ? 0 : 1);
    }
    ::close(pipe[1]);
    Measured measured;
    if (::read(pipe[0], &measured, sizeof measured) != sizeof measured) {
        std::fprintf(stderr, "a run failed\n");
        std::exit(1);
    }
    ::close(pipe[0]);
    ::waitpid(child, nullptr, 0);
    return measured;
}

} // namespace

int main(int argc, char **argv)
{
    const std::uint64_t mib = argc > 1 ? std::strtoull(argv[1], nullptr, 10) : 2048;
    const int rounds = argc > 2 ? std::atoi(argv[2]) : 5;
    const Geometry geometry(Bytes{std::max<std::uint64_t>(mib, 1) << 20}, pieceLength);
    const WireContent served(servedLength, pieceLength);
    const QByteArray pem = *makeGroupCredential(QStringLiteral("bench"), SystemClock().wall(), std::chrono::days{1});
    std::printf("%llu MiB per run, median of %d rounds\n%-18s %8s %10s %10s %12s %8s\n",
                static_cast<unsigned long long>(mib), rounds, "", "MB/s", "fetch s/GiB", "serve s/GiB",
                "first block ms", "RSS MiB");
    constexpr std::pair<Way, const char *> ways[] = {
        {Way::File, "from a file"}, {Way::Memory, "from memory"}, {Way::TlsFile, "TLS, from a file"}};
    std::vector<std::vector<Measured>> all(std::size(ways));
    for (int round = 0; round < std::max(rounds, 1); ++round)
        for (std::size_t w = 0; w < std::size(ways); ++w)
            all[w].push_back(runApart(ways[w].first, geometry, served, pem));
    for (std::size_t w = 0; w < std::size(ways); ++w) {
        const auto median = [&](auto member) {
            std::ranges::sort(all[w], {}, member);
            return all[w][all[w].size() / 2].*member;
        };
        std::printf("%-18s %8.0f %10.2f %10.2f %12.1f %8ld\n", ways[w].second, median(&Measured::megabytesPerSecond),
                    median(&Measured::fetchCpu), median(&Measured::serveCpu), median(&Measured::firstBlockMilliseconds),
                    median(&Measured::fetchRssMiB));
    }
    return 0;
}
