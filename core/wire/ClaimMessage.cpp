// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/wire/ClaimMessage.h"

#include "core/wire/WireIntegers.h"

#include <algorithm>

namespace freshet {

namespace {

constexpr std::size_t headBytes = 1 + 1 + 8 + 2 + 2;
constexpr std::size_t claimBytes = 12;
constexpr std::size_t runBytes = 8;

bool isWithin(const ClaimMessage::Run &run, std::uint32_t pieceCount)
{
    return run.count >= 1 && run.first.value() < pieceCount && run.count <= pieceCount - run.first.value();
}

ClaimMessage::Run readRun(std::span<const std::byte> bytes)
{
    return {.first = PieceIndex{readBigEndian<std::uint32_t>(bytes)},
            .count = readBigEndian<std::uint32_t>(bytes.subspan(4))};
}

void appendRun(std::vector<std::byte> &out, const ClaimMessage::Run &run)
{
    appendBigEndian(out, run.first.value());
    appendBigEndian(out, run.count);
}

} // namespace

std::vector<std::byte> ClaimMessage::encode() const
{
    const std::size_t claimed = std::min(claims.size(), maximumRuns);
    const std::size_t givenUp = std::min(withdrawn.size(), maximumRuns);
    std::vector<std::byte> out;
    out.reserve(headBytes + claimed * claimBytes + givenUp * runBytes);
    out.push_back(std::byte{version});
    out.push_back(std::byte{httpReaders});
    appendBigEndian(out, wanRate.value());
    appendBigEndian(out, static_cast<std::uint16_t>(claimed));
    appendBigEndian(out, static_cast<std::uint16_t>(givenUp));
    for (std::size_t i = 0; i < claimed; ++i) {
        appendRun(out, claims[i].run);
        const auto lapse = std::clamp(claims[i].lapse, std::chrono::milliseconds{0}, maximumLapse);
        appendBigEndian(out, static_cast<std::uint32_t>(lapse.count()));
    }
    for (std::size_t i = 0; i < givenUp; ++i)
        appendRun(out, withdrawn[i]);
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
    ClaimMessage message{.httpReaders = std::to_integer<std::uint8_t>(bytes[1]),
                         .wanRate = BytesPerSecond{readBigEndian<std::uint64_t>(bytes.subspan(2))}};
    const std::size_t claimed = readBigEndian<std::uint16_t>(bytes.subspan(10));
    const std::size_t givenUp = readBigEndian<std::uint16_t>(bytes.subspan(12));
    if (claimed > maximumRuns || givenUp > maximumRuns
        || bytes.size() != headBytes + claimed * claimBytes + givenUp * runBytes)
        return std::unexpected(Refusal::Malformed);
    bytes = bytes.subspan(headBytes);
    message.claims.reserve(claimed);
    message.withdrawn.reserve(givenUp);
    for (std::size_t i = 0; i < claimed; ++i, bytes = bytes.subspan(claimBytes)) {
        const Claim claim{.run = readRun(bytes),
                          .lapse = std::chrono::milliseconds{readBigEndian<std::uint32_t>(bytes.subspan(8))}};
        if (!isWithin(claim.run, pieceCount) || claim.lapse > maximumLapse)
            return std::unexpected(Refusal::Malformed);
        message.claims.push_back(claim);
    }
    for (std::size_t i = 0; i < givenUp; ++i, bytes = bytes.subspan(runBytes)) {
        const Run run = readRun(bytes);
        if (!isWithin(run, pieceCount))
            return std::unexpected(Refusal::Malformed);
        message.withdrawn.push_back(run);
    }
    return message;
}

} // namespace freshet
