// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/service/PeerBook.h"

#include "core/meta/Sha256.h"
#include "core/service/PeerSet.h"

#include <algorithm>
#include <cstring>

namespace freshet {

namespace {

constexpr std::size_t expirySteps = 64;    // per announce
constexpr std::size_t sweptBuckets = 4096; // per sweep
constexpr std::size_t siteWalk = 128;
constexpr std::size_t wholeWalk = 256; // sets up to this size are looked through as a whole

std::array<std::byte, 16> packed(const IpAddress &ip)
{
    std::array<std::byte, 16> out{};
    std::ranges::copy(ip.bytes(), out.begin());
    return out;
}

IpAddress unpacked(const std::array<std::byte, 16> &bytes, bool isV4)
{
    return *IpAddress::fromBytes(std::span(bytes).first(isV4 ? 4 : 16));
}

} // namespace

IpAddress siteOf(const IpAddress &observed)
{
    if (!observed.isV4())
        return observed.prefix(64);
    return isPrivateAddress(observed) || observed.isLoopback() || observed.isLinkLocal() ? observed.prefix(24)
                                                                                         : observed;
}

bool isPrivateAddress(const IpAddress &ip)
{
    static const IpAddress ten = IpAddress::v4({10, 0, 0, 0});
    static const IpAddress oneSevenTwo = IpAddress::v4({172, 16, 0, 0});
    static const IpAddress oneNineTwo = IpAddress::v4({192, 168, 0, 0});
    static const IpAddress local = IpAddress::v6({0xfc});
    return ip.isV4() ? ip.sharesPrefix(ten, 8) || ip.sharesPrefix(oneSevenTwo, 12) || ip.sharesPrefix(oneNineTwo, 16)
                     : ip.sharesPrefix(local, 7);
}

PeerBook::PeerBook(const PeerBookSettings &settings, std::uint64_t salt)
    : m_settings(settings)
    , m_salt(salt)
{
}

PeerBook::~PeerBook() = default;

PeerSetKey PeerBook::keyOf(std::span<const std::byte> content, PeerScope scope, std::string_view group,
                           const IpAddress &observed) const
{
    std::string text(reinterpret_cast<const char *>(&m_salt), sizeof m_salt);
    text.append(reinterpret_cast<const char *>(content.data()), content.size());
    text += static_cast<char>(scope);
    if (scope == PeerScope::Group) {
        text += group;
    } else if (scope == PeerScope::Lan) {
        const IpAddress site = siteOf(observed);
        text.append(reinterpret_cast<const char *>(site.bytes().data()), site.bytes().size());
    }
    const Sha256Digest digest = Sha256::of(std::as_bytes(std::span(text)));
    PeerSetKey key{};
    std::memcpy(key.data(), digest.bytes().data(), sizeof key);
    return key;
}

std::uint32_t PeerBook::seconds(MonotonicTime now) const
{
    return static_cast<std::uint32_t>(std::chrono::floor<std::chrono::seconds>(now.time_since_epoch()).count());
}

void PeerBook::expire(Set &set, std::uint32_t now)
{
    for (std::size_t step = 0; step < expirySteps && !set.peers.empty(); ++step) {
        if (set.peers[set.expireAt].until <= now) {
            set.remove(set.expireAt);
            --m_peers;
        } else {
            set.expireAt = set.expireAt + 1 < set.peers.size() ? set.expireAt + 1 : 0;
        }
    }
}

void PeerBook::sweep(MonotonicTime now)
{
    const std::uint32_t second = seconds(now);
    std::vector<PeerSetKey> empty;
    const std::size_t buckets = m_sets.bucket_count();
    for (std::size_t i = 0; i < std::min(buckets, sweptBuckets); ++i, ++m_sweepBucket) {
        m_sweepBucket = m_sweepBucket < buckets ? m_sweepBucket : 0;
        for (auto it = m_sets.begin(m_sweepBucket); it != m_sets.end(m_sweepBucket); ++it) {
            expire(*it->second, second);
            if (it->second->peers.empty())
                empty.push_back(it->first);
        }
    }
    for (const PeerSetKey &key : empty)
        m_sets.erase(key);
}

PeerAnswer PeerBook::count(const PeerSetKey &key, MonotonicTime now)
{
    const auto found = m_sets.find(key);
    if (found == m_sets.end())
        return {};
    Set &set = *found->second;
    expire(set, seconds(now));
    return {.complete = set.complete, .incomplete = static_cast<std::uint32_t>(set.peers.size()) - set.complete};
}

std::vector<ListedPeer> PeerBook::list(const std::optional<std::array<std::byte, 20>> &content, std::size_t maximum,
                                       MonotonicTime now) const
{
    const std::uint32_t second = seconds(now);
    std::vector<ListedPeer> out;
    for (const auto &[key, set] : m_sets) {
        if (content && set->content != *content)
            continue;
        for (const Set::Peer &peer : set->peers) {
            if (peer.until <= second)
                continue;
            if (out.size() == maximum)
                return out;
            ListedPeer row{.content = set->content,
                           .scope = set->scope,
                           .observed = unpacked(peer.observed, peer.observedIsV4),
                           .port = peer.port,
                           .complete = peer.complete,
                           .left = std::chrono::seconds(peer.until - second)};
            if (peer.reported != std::array<std::byte, 16>{})
                row.reported = unpacked(peer.reported, peer.reportedIsV4);
            out.push_back(row);
        }
    }
    return out;
}

PeerAnswer PeerBook::announce(const PeerAnnounce &announce, MonotonicTime now, const Chance &chance)
{
    const std::uint32_t second = seconds(now);
    const auto found = m_sets.find(announce.set);
    if (found == m_sets.end() && announce.stopped)
        return {};
    Set::Peer peer{.observed = packed(announce.observed),
                   .id = announce.peerId,
                   .until = second + static_cast<std::uint32_t>(m_settings.lease.count()),
                   .port = announce.port,
                   .complete = announce.complete,
                   .observedIsV4 = announce.observed.isV4()};
    if (announce.reported && isPrivateAddress(*announce.reported) && *announce.reported != announce.observed) {
        peer.reported = packed(*announce.reported);
        peer.reportedIsV4 = announce.reported->isV4();
    }
    PeerAnswer answer;
    Set *set = found == m_sets.end() ? nullptr : found->second.get();
    if (set)
        expire(*set, second);
    const std::uint32_t slot = set ? set->find(peer) : Set::none;
    if (slot != Set::none) {
        if (announce.stopped) {
            set->remove(slot);
            --m_peers;
        } else {
            Set::Peer &known = set->peers[slot];
            set->complete += peer.complete ? 1 : 0;
            set->complete -= known.complete ? 1 : 0;
            known.id = peer.id;
            known.until = peer.until;
            known.complete = peer.complete;
        }
    } else if (!announce.stopped && announce.port != 0) {
        const Set::Site *site = set ? set->siteOf(peer.observed) : nullptr;
        if (m_peers >= m_settings.maximumPeers || (site && site->count >= m_settings.maximumPerAddress)) {
            answer.refused = true;
        } else {
            if (!set) {
                set = m_sets.emplace(announce.set, std::make_unique<Set>()).first->second.get();
                set->content = announce.content;
                set->scope = announce.scope;
            }
            set->add(peer);
            ++m_peers;
        }
    }
    if (!set)
        return answer;
    answer.complete = set->complete;
    answer.incomplete = static_cast<std::uint32_t>(set->peers.size()) - set->complete;
    if (!announce.stopped)
        pick(*set, announce, second, chance, answer);
    if (set->peers.empty())
        m_sets.erase(announce.set);
    return answer;
}

void PeerBook::pick(Set &set, const PeerAnnounce &asker, std::uint32_t now, const Chance &chance,
                    PeerAnswer &answer) const
{
    const std::size_t wanted = std::min(asker.wanted, m_settings.maximumAnswer);
    if (wanted == 0 || set.peers.empty())
        return;
    const auto asking = packed(asker.observed);
    const auto total = static_cast<std::uint32_t>(set.peers.size());

    // By distance (0 same subnet, 1 same site, 2 the rest) and by kind (0 seed, 1 downloader).
    std::array<std::array<std::vector<std::uint32_t>, 2>, 3> drawers;
    const auto own = asker.reported ? packed(*asker.reported) : asking;
    const bool ownIsV4 = asker.reported ? asker.reported->isV4() : asker.observed.isV4();
    std::size_t near = 0;
    const auto consider = [&](std::uint32_t slot) {
        const Set::Peer &peer = set.peers[slot];
        if (peer.until <= now || peer.id == asker.peerId || (asker.complete && peer.complete))
            return;
        const bool sameSite = peer.observed == asking;
        const bool isReported = sameSite && peer.reported != std::array<std::byte, 16>{};
        const auto &ip = isReported ? peer.reported : peer.observed;
        const bool isV4 = isReported ? peer.reportedIsV4 : peer.observedIsV4;
        const auto &mine = isReported ? own : asking;
        const bool mineIsV4 = isReported ? ownIsV4 : asker.observed.isV4();
        if (ip == mine && peer.port == asker.port)
            return;
        const bool sameSubnet = isV4 == mineIsV4 && std::equal(ip.begin(), ip.begin() + (isV4 ? 3 : 8), mine.begin());
        drawers[sameSubnet ? 0 : sameSite ? 1 : 2][peer.complete ? 0 : 1].push_back(slot);
        near += sameSite ? 1 : 0;
    };

    if (total <= wholeWalk) {
        for (std::uint32_t slot = 0; slot < total; ++slot)
            consider(slot);
    } else {
        std::vector<std::uint32_t> walked;
        if (Set::Site *site = set.siteOf(asking)) {
            for (std::size_t i = 0; i < std::min<std::size_t>(site->count, siteWalk); ++i) {
                walked.push_back(site->head);
                consider(site->head);
                site->head = set.peers[site->head].nextSite; // whoever asks next sees the next ones
            }
        }
        // Those far away come last, so they are drawn only where the site is not enough.
        if (near < wanted) {
            std::vector<std::uint32_t> drawn;
            for (std::size_t i = 0; i < 2 * wanted; ++i)
                drawn.push_back(chance(total));
            std::ranges::sort(walked);
            std::ranges::sort(drawn);
            drawn.erase(std::ranges::unique(drawn).begin(), drawn.end());
            for (const std::uint32_t slot : drawn)
                if (!std::ranges::binary_search(walked, slot))
                    consider(slot);
        }
    }

    // Near before far; within a distance a seed, a downloader, a seed …, so that a newcomer neither finds only those who have nothing
    // yet nor leans on the seeds alone. Each is drawn when it is its turn.
    answer.peers.reserve(std::min<std::size_t>(wanted, total));
    for (auto &kinds : drawers) {
        for (std::size_t turn = 0; answer.peers.size() < wanted; ++turn) {
            std::vector<std::uint32_t> &drawer = kinds[kinds[turn % 2].empty() ? 1 - turn % 2 : turn % 2];
            if (drawer.empty())
                break;
            std::swap(drawer[chance(static_cast<std::uint32_t>(drawer.size()))], drawer.back());
            const Set::Peer &peer = set.peers[drawer.back()];
            const bool isReported = peer.observed == asking && peer.reported != std::array<std::byte, 16>{};
            answer.peers.push_back(
                {isReported ? unpacked(peer.reported, peer.reportedIsV4) : unpacked(peer.observed, peer.observedIsV4),
                 peer.port, peer.id, peer.complete});
            drawer.pop_back();
        }
    }
}

} // namespace freshet
