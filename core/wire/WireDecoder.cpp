// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/wire/WireDecoder.h"

#include "core/wire/WireIntegers.h"

namespace freshet {

namespace {

constexpr std::size_t lengthBytes = 4;
constexpr std::size_t hashSpanBytes = 48;

/// The lengths that a kind of message may have, its id counted.
struct Range {
    std::size_t least = 1;
    std::size_t most = 1;
    bool known = true;
};

Range rangeOf(std::uint8_t id, const WireLimits &limits)
{
    switch (static_cast<WireMessageId>(id)) {
    case WireMessageId::Choke:
    case WireMessageId::Unchoke:
    case WireMessageId::Interested:
    case WireMessageId::NotInterested:
    case WireMessageId::HaveAll:
    case WireMessageId::HaveNone:
        return {1, 1};
    case WireMessageId::Have:
    case WireMessageId::Suggest:
    case WireMessageId::AllowedFast:
        return {5, 5};
    case WireMessageId::DhtPort:
        return {3, 3};
    case WireMessageId::Request:
    case WireMessageId::Cancel:
    case WireMessageId::Reject:
        return {13, 13};
    case WireMessageId::Bitfield:
        return {1 + limits.bitfieldBytes, 1 + limits.bitfieldBytes};
    case WireMessageId::Piece:
        return {10, 9 + static_cast<std::size_t>(blockLength.value())};
    case WireMessageId::Extended:
        return {2, 2 + limits.extendedBytes};
    case WireMessageId::HashRequest:
    case WireMessageId::HashReject:
        return {1 + hashSpanBytes, 1 + hashSpanBytes};
    case WireMessageId::Hashes:
        return {1 + hashSpanBytes + Sha256Digest::size, 1 + hashSpanBytes + limits.hashCount * Sha256Digest::size};
    }
    return {1, 1 + limits.unknownBytes, false};
}

} // namespace

WireDecoder::Step WireDecoder::next(std::span<const std::byte> input, WireMessage &message) const
{
    if (input.size() < lengthBytes)
        return {.needed = lengthBytes};
    const auto length = std::size_t{readBigEndian<std::uint32_t>(input)};
    message = {};
    if (length == 0) {
        message.keepAlive = true;
        return {.outcome = Outcome::Message, .consumed = lengthBytes};
    }
    if (length > m_limits.longest())
        return {.outcome = Outcome::Broken, .reason = "a message is longer than any may be"};
    if (input.size() == lengthBytes)
        return {.needed = lengthBytes + 1};
    const auto id = std::to_integer<std::uint8_t>(input[lengthBytes]);
    const Range range = rangeOf(id, m_limits);
    if (length < range.least || length > range.most)
        return {.outcome = Outcome::Broken, .reason = "a message has a length that its kind cannot have"};
    if (input.size() < lengthBytes + length)
        return {.needed = lengthBytes + length};

    message.id = static_cast<WireMessageId>(id);
    message.isUnknown = !range.known;
    const auto body = input.subspan(lengthBytes + 1, length - 1);
    if (!range.known) {
        message.payload = body;
        return {.outcome = Outcome::Message, .consumed = lengthBytes + length};
    }
    switch (message.id) {
    case WireMessageId::Choke:
    case WireMessageId::Unchoke:
    case WireMessageId::Interested:
    case WireMessageId::NotInterested:
    case WireMessageId::HaveAll:
    case WireMessageId::HaveNone:
    case WireMessageId::DhtPort:
        break;
    case WireMessageId::Have:
    case WireMessageId::Suggest:
    case WireMessageId::AllowedFast:
        message.piece = readBigEndian<std::uint32_t>(body);
        break;
    case WireMessageId::Request:
    case WireMessageId::Cancel:
    case WireMessageId::Reject:
        message.piece = readBigEndian<std::uint32_t>(body);
        message.begin = readBigEndian<std::uint32_t>(body.subspan(4));
        message.length = readBigEndian<std::uint32_t>(body.subspan(8));
        break;
    case WireMessageId::Piece:
        message.piece = readBigEndian<std::uint32_t>(body);
        message.begin = readBigEndian<std::uint32_t>(body.subspan(4));
        message.payload = body.subspan(8);
        message.length = static_cast<std::uint32_t>(message.payload.size());
        break;
    case WireMessageId::Extended:
        message.extension = std::to_integer<std::uint8_t>(body[0]);
        message.payload = body.subspan(1);
        break;
    case WireMessageId::Bitfield:
    case WireMessageId::HashRequest:
    case WireMessageId::Hashes:
    case WireMessageId::HashReject:
        message.payload = body;
        break;
    }
    return {.outcome = Outcome::Message, .consumed = lengthBytes + length};
}

} // namespace freshet
