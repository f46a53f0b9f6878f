// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/wire/Handshake.h"

#include <QRandomGenerator>

#include <algorithm>
#include <string_view>

namespace freshet {

namespace {

constexpr std::string_view protocol = "\x13"
                                      "BitTorrent protocol";
constexpr std::size_t reservedAt = protocol.size();
constexpr std::size_t infoHashAt = reservedAt + 8;
constexpr std::size_t peerIdAt = infoHashAt + WireInfoHash::size;
static_assert(peerIdAt + PeerId::size == Handshake::size);

// Reserved bits: byte and mask (BEP 10, 6, 52).
constexpr std::size_t extensionByte = reservedAt + 5;
constexpr std::byte extensionBit{0x10};
constexpr std::size_t lastByte = reservedAt + 7;
constexpr std::byte fastBit{0x04};
constexpr std::byte v2Bit{0x10};

} // namespace

std::array<std::byte, Handshake::size> Handshake::encode() const
{
    std::array<std::byte, size> out{};
    std::ranges::copy(std::as_bytes(std::span(protocol)), out.begin());
    if (features.extensions)
        out[extensionByte] |= extensionBit;
    if (features.fast)
        out[lastByte] |= fastBit;
    if (features.v2)
        out[lastByte] |= v2Bit;
    std::ranges::copy(infoHash.bytes(), out.begin() + infoHashAt);
    std::ranges::copy(peerId.bytes(), out.begin() + peerIdAt);
    return out;
}

std::optional<Handshake> Handshake::decode(std::span<const std::byte, size> bytes)
{
    if (!mayBegin(bytes.first(protocol.size())))
        return std::nullopt;
    return Handshake{.features = {.extensions = (bytes[extensionByte] & extensionBit) != std::byte{},
                                  .fast = (bytes[lastByte] & fastBit) != std::byte{},
                                  .v2 = (bytes[lastByte] & v2Bit) != std::byte{}},
                     .infoHash = *WireInfoHash::fromBytes(bytes.subspan(infoHashAt, WireInfoHash::size)),
                     .peerId = *PeerId::fromBytes(bytes.subspan(peerIdAt, PeerId::size))};
}

bool Handshake::mayBegin(std::span<const std::byte> bytes)
{
    const std::size_t n = std::min(bytes.size(), protocol.size());
    return std::ranges::equal(bytes.first(n), std::as_bytes(std::span(protocol)).first(n));
}

WireInfoHash wireInfoHash(const Sha1Digest &v1)
{
    return *WireInfoHash::fromBytes(v1.bytes());
}

PeerId makePeerId()
{
    constexpr std::string_view client = "-FR0100-"; // BEP 20
    PeerId::Array id{};
    std::ranges::copy(std::as_bytes(std::span(client)), id.begin());
    for (std::size_t i = client.size(); i < id.size(); ++i)
        id[i] = static_cast<std::byte>(QRandomGenerator::system()->bounded(256));
    return PeerId(id);
}

} // namespace freshet
