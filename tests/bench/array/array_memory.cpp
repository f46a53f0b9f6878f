// SPDX-License-Identifier: GPL-3.0-or-later
// The array's book in one process: memory per registered peer, and announces per second without any network.
//   array_memory PEERS CONTENTS
#include "core/service/PeerBook.h"

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <malloc.h>
#include <random>

using namespace freshet;

int main(int argc, char **argv)
{
    const std::size_t peers = argc > 1 ? std::strtoull(argv[1], nullptr, 10) : 1'000'000;
    const std::size_t contents = argc > 2 ? std::strtoull(argv[2], nullptr, 10) : 10'000;
    std::mt19937 random(7);
    const PeerBook::Chance chance = [&random](std::uint32_t bound) {
        return static_cast<std::uint32_t>((std::uint64_t{random()} * bound) >> 32);
    };
    const MonotonicTime now = MonotonicTime{} + std::chrono::hours(1);
    PeerBook book({}, 42);
    std::vector<PeerSetKey> keys;
    for (std::size_t i = 0; i < contents; ++i) {
        std::array<std::byte, 20> content{};
        std::memcpy(content.data(), &i, sizeof i);
        keys.push_back(book.keyOf(content, PeerScope::Internet, {}, {}));
    }
    const auto announce = [&](std::size_t i) {
        PeerAnnounce one;
        one.set = keys[i % contents];
        // Each from an address of its own: the case that needs most memory.
        one.observed = IpAddress::v4({static_cast<std::uint8_t>(1 + (i >> 24)), static_cast<std::uint8_t>(i >> 16),
                                      static_cast<std::uint8_t>(i >> 8), static_cast<std::uint8_t>(i)});
        std::memcpy(one.peerId.data(), &i, sizeof i);
        one.port = 7680;
        one.complete = i % 3 == 0;
        one.wanted = 50;
        return one;
    };
    const std::size_t before = ::mallinfo2().uordblks + ::mallinfo2().hblkhd;
    for (std::size_t i = 0; i < peers; ++i)
        (void)book.announce(announce(i), now, chance);
    const std::size_t used = ::mallinfo2().uordblks + ::mallinfo2().hblkhd - before;
    const auto started = std::chrono::steady_clock::now();
    std::size_t told = 0;
    constexpr std::size_t again = 200'000;
    for (std::size_t i = 0; i < again; ++i)
        told += book.announce(announce(random() % peers), now, chance).peers.size();
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - started;
    std::printf("%zu peers of %zu contents: %.1f bytes per peer; %.0f announces/s, %.1f peers told each\n", book.size(),
                contents, static_cast<double>(used) / static_cast<double>(book.size()), again / took.count(),
                static_cast<double>(told) / again);
    return 0;
}
