// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/wire/ClaimMessage.h"

#include "core/wire/WireIntegers.h"

#include <algorithm>

namespace freshet {

namespace {

constexpr std::size_t headBytes = 2;
constexpr std::size_t claimBytes = 8 + 4 + 1 + 1 + 2 + 1;
constexpr std::size_t runBytes = 8;
constexpr std::uint8_t willingFlag = 1;

bool isWithin(const PieceRun &run, std::uint32_t pieceCount)
{
    return run.count >= 1 && run.first.value() < pieceCount && run.count <= pieceCount - run.first.value();
}

void append(std::vector<std::byte> &out, const SiteClaim &claim)
{
    const std::size_t runs = std::min(claim.runs.size(), ClaimBook::maximumRuns);
    const auto lapse = std::clamp(claim.lapse, std::chrono::milliseconds{0}, ClaimBook::longestLapse);
    appendBigEndian(out, claim.origin.value());
    appendBigEndian(out, claim.sequence);
    out.push_back(std::byte{claim.hops});
    out.push_back(std::byte{claim.willing ? willingFlag : std::uint8_t{0}});
    appendBigEndian(out, static_cast<std::uint16_t>(lapse.count()));
    out.push_back(static_cast<std::byte>(runs));
    for (std::size_t i = 0; i < runs; ++i) {
        appendBigEndian(out, claim.runs[i].first.value());
        appendBigEndian(out, claim.runs[i].count);
    }
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
    const auto runs = std::to_integer<std::size_t>(bytes[16]);
    bytes = bytes.subspan(claimBytes);
    if (claim.hops > ClaimBook::maximumHops || flags > willingFlag || claim.lapse > ClaimBook::longestLapse
        || runs > ClaimBook::maximumRuns || bytes.size() < runs * runBytes)
        return false;
    for (std::size_t i = 0; i < runs; ++i, bytes = bytes.subspan(runBytes)) {
        const PieceRun run{PieceIndex{readBigEndian<std::uint32_t>(bytes)},
                           readBigEndian<std::uint32_t>(bytes.subspan(4))};
        if (!isWithin(run, pieceCount))
            return false;
        claim.runs.push_back(run);
    }
    return true;
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
        return std::unexpected(theirs > version ? Refusal::NewerVersion : Refusal::Malformed);
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
