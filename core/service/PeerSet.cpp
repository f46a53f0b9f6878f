// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/service/PeerSet.h"

#include <cstring>

namespace freshet {

namespace {

std::uint64_t mix(std::uint64_t x)
{
    x ^= x >> 30;
    x *= 0xbf58476d1ce4e5b9ULL;
    x ^= x >> 27;
    x *= 0x94d049bb133111ebULL;
    return x ^ (x >> 31);
}

std::uint64_t hashOf(const std::array<std::byte, 16> &bytes)
{
    std::uint64_t halves[2];
    std::memcpy(halves, bytes.data(), sizeof halves);
    return mix(halves[0] + 0x9e3779b97f4a7c15ULL * mix(halves[1]));
}

template <typename Peer>
bool isSame(const Peer &a, const Peer &b)
{
    return a.port == b.port && a.observed == b.observed && a.reported == b.reported;
}

} // namespace

std::size_t PeerBook::Set::place(const Peer &peer) const
{
    const std::uint64_t hash = mix(hashOf(peer.observed) + mix(hashOf(peer.reported) + peer.port));
    return static_cast<std::size_t>(hash) & (index.size() - 1);
}

std::uint32_t PeerBook::Set::find(const Peer &peer) const
{
    if (index.empty())
        return none;
    for (std::size_t at = place(peer);; at = (at + 1) & (index.size() - 1)) {
        if (index[at] == none)
            return none;
        if (isSame(peers[index[at]], peer))
            return index[at];
    }
}

void PeerBook::Set::rebuildIndex(std::size_t size)
{
    index.assign(size, none);
    for (std::uint32_t slot = 0; slot < peers.size(); ++slot) {
        std::size_t at = place(peers[slot]);
        while (index[at] != none)
            at = (at + 1) & (index.size() - 1);
        index[at] = slot;
    }
}

std::uint32_t PeerBook::Set::add(const Peer &peer)
{
    if (peers.size() == peers.capacity()) // grows by a quarter: a big set wastes little, and most sets are small
        peers.reserve(peers.size() + std::max<std::size_t>(1, peers.size() / 4));
    const auto slot = static_cast<std::uint32_t>(peers.size());
    peers.push_back(peer);
    complete += peer.complete ? 1 : 0;
    if (index.size() < 8 || peers.size() * 4 > index.size() * 3) {
        rebuildIndex(std::max<std::size_t>(8, index.size() * 2));
    } else {
        std::size_t at = place(peer);
        while (index[at] != none)
            at = (at + 1) & (index.size() - 1);
        index[at] = slot;
    }
    join(slot);
    return slot;
}

void PeerBook::Set::join(std::uint32_t slot)
{
    Site &site = sites[hashOf(peers[slot].observed)];
    ++site.count;
    if (site.head == none) {
        site.head = peers[slot].nextSite = peers[slot].lastSite = slot;
        return;
    }
    const std::uint32_t before = peers[site.head].lastSite;
    peers[slot].nextSite = site.head;
    peers[slot].lastSite = before;
    peers[before].nextSite = slot;
    peers[site.head].lastSite = slot;
}

void PeerBook::Set::leave(std::uint32_t slot)
{
    const auto found = sites.find(hashOf(peers[slot].observed));
    if (--found->second.count == 0) {
        sites.erase(found);
        return;
    }
    peers[peers[slot].lastSite].nextSite = peers[slot].nextSite;
    peers[peers[slot].nextSite].lastSite = peers[slot].lastSite;
    if (found->second.head == slot)
        found->second.head = peers[slot].nextSite;
}

PeerBook::Set::Site *PeerBook::Set::siteOf(const std::array<std::byte, 16> &observed)
{
    const auto found = sites.find(hashOf(observed));
    return found == sites.end() ? nullptr : &found->second;
}

std::size_t PeerBook::Set::positionOf(std::uint32_t slot) const
{
    std::size_t at = place(peers[slot]);
    while (index[at] != slot)
        at = (at + 1) & (index.size() - 1);
    return at;
}

void PeerBook::Set::eraseIndex(std::size_t at)
{
    const std::size_t mask = index.size() - 1;
    for (std::size_t next = (at + 1) & mask; index[next] != none; next = (next + 1) & mask) {
        const std::size_t home = place(peers[index[next]]);
        if (((next - home) & mask) >= ((next - at) & mask)) {
            index[at] = index[next];
            at = next;
        }
    }
    index[at] = none;
}

void PeerBook::Set::remove(std::uint32_t slot)
{
    leave(slot);
    eraseIndex(positionOf(slot));
    complete -= peers[slot].complete ? 1 : 0;
    const auto last = static_cast<std::uint32_t>(peers.size() - 1);
    if (slot != last) {
        // The last one takes the place that is free now, in the index and in the ring of its site.
        index[positionOf(last)] = slot;
        Site &site = sites.find(hashOf(peers[last].observed))->second;
        if (peers[last].nextSite == last) {
            peers[last].nextSite = peers[last].lastSite = slot;
        } else {
            peers[peers[last].lastSite].nextSite = slot;
            peers[peers[last].nextSite].lastSite = slot;
        }
        if (site.head == last)
            site.head = slot;
        peers[slot] = peers[last];
    }
    peers.pop_back();
    if (expireAt >= peers.size())
        expireAt = 0;
}

} // namespace freshet
