// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/wire/ClaimMessage.h"

#include "core/wire/WireIntegers.h"

#include <algorithm>

namespace freshet {

namespace {

constexpr std::size_t headBytes = 2;
constexpr std::size_t claimBytes = 8 + 4 + 1 + 1 + 2 + 8 + 1 + 1 + 1;
constexpr std::size_t runBytes = 8;
constexpr std::uint8_t willingFlag = 1;

bool isWithin(const PieceRun &run, std::uint32_t pieceCount)
{
    return run.count >= 1 && run.first.value() < pieceCount && run.count <= pieceCount - run.first.value();
}

void append(std::vector<std::byte> &out, const std::vector<PieceRun> &runs, std::size_t count)
{
    for (std::size_t i = 0; i < count; ++i) {
        appendBigEndian(out, runs[i].first.value());
        appendBigEndian(out, runs[i].count);
    }
}

void append(std::vector<std::byte> &out, const SiteClaim &claim)
{
    const std::size_t runs = std::min(claim.runs.size(), ClaimBook::maximumRuns);
    const std::size_t waiting = std::min(claim.waiting.size(), ClaimBook::maximumRuns);
    const std::size_t fetched = std::min(claim.fetched.size(), ClaimBook::maximumRuns);
    const auto lapse = std::clamp(claim.lapse, std::chrono::milliseconds{0}, ClaimBook::longestLapse);
    appendBigEndian(out, claim.origin.value());
    appendBigEndian(out, claim.sequence);
    out.push_back(std::byte{claim.hops});
    out.push_back(std::byte{claim.willing ? willingFlag : std::uint8_t{0}});
    appendBigEndian(out, static_cast<std::uint16_t>(lapse.count()));
    appendBigEndian(out, claim.rate.value());
    out.push_back(static_cast<std::byte>(runs));
    out.push_back(static_cast<std::byte>(waiting));
    out.push_back(static_cast<std::byte>(fetched));
    append(out, claim.runs, runs);
    append(out, claim.waiting, waiting);
    append(out, claim.fetched, fetched);
}

/// Takes `count` runs off the front of `bytes`; false when there are not so many, or one is out of range.
bool take(std::span<const std::byte> &bytes, std::uint32_t pieceCount, std::size_t count, std::vector<PieceRun> &runs)
{
    if (count > ClaimBook::maximumRuns || bytes.size() < count * runBytes)
        return false;
    for (std::size_t i = 0; i < count; ++i, bytes = bytes.subspan(runBytes)) {
        const PieceRun run{PieceIndex{readBigEndian<std::uint32_t>(bytes)},
                           readBigEndian<std::uint32_t>(bytes.subspan(4))};
        if (!isWithin(run, pieceCount))
            return false;
        runs.push_back(run);
    }
    return true;
}

/// Takes one statement off the front of `bytes`; false when it is malformed.
bool take(std::span<const std::byte> &bytes, std::uint32_t pieceCount, SiteClaim &claim)
{
    if (bytes.size() < claimBytes)
        return false;
    claim.origin = SiteRank{readBigEndian<std::uint64_t>(bytes)};
    claim.sequence = readBigEndian<std::uint32_t>(bytes.subspan(8));
    claim.hops = std::to_integer<std::uint8_t>(bytes[12]);
    const auto flags = std::to_integer<std::uint8_t>(bytes[13]);
    claim.willing = (flags & willingFlag) != 0;
    claim.lapse = std::chrono::milliseconds{readBigEndian<std::uint16_t>(bytes.subspan(14))};
    claim.rate = BytesPerSecond{readBigEndian<std::uint64_t>(bytes.subspan(16))};
    const auto runs = std::to_integer<std::size_t>(bytes[24]);
    const auto waiting = std::to_integer<std::size_t>(bytes[25]);
    const auto fetched = std::to_integer<std::size_t>(bytes[26]);
    bytes = bytes.subspan(claimBytes);
    return claim.hops <= ClaimBook::maximumHops && flags <= willingFlag && claim.lapse <= ClaimBook::longestLapse
           && take(bytes, pieceCount, runs, claim.runs) && take(bytes, pieceCount, waiting, claim.waiting)
           && take(bytes, pieceCount, fetched, claim.fetched);
}

} // namespace

std::vector<std::byte> ClaimMessage::encode() const
{
    const std::size_t said = std::min(claims.size(), maximumClaims);
    std::vector<std::byte> out{std::byte{version}, static_cast<std::byte>(said)};
    for (std::size_t i = 0; i < said; ++i)
        append(out, claims[i]);
    return out;
}

std::expected<ClaimMessage, ClaimMessage::Refusal> ClaimMessage::decode(std::span<const std::byte> bytes,
                                                                        std::uint32_t pieceCount)
{
    if (bytes.empty())
        return std::unexpected(Refusal::Malformed);
    const auto theirs = std::to_integer<std::uint8_t>(bytes[0]);
    if (theirs != version)
        return std::unexpected(theirs > 0 ? Refusal::OtherVersion : Refusal::Malformed);
    if (bytes.size() < headBytes)
        return std::unexpected(Refusal::Malformed);
    const auto said = std::to_integer<std::size_t>(bytes[1]);
    if (said > maximumClaims)
        return std::unexpected(Refusal::Malformed);
    bytes = bytes.subspan(headBytes);
    ClaimMessage message;
    for (std::size_t i = 0; i < said; ++i) {
        SiteClaim claim;
        if (!take(bytes, pieceCount, claim))
            return std::unexpected(Refusal::Malformed);
        message.claims.push_back(std::move(claim));
    }
    if (!bytes.empty())
        return std::unexpected(Refusal::Malformed);
    return message;
}

} // namespace freshet
