// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/wire/WireEncoder.h"

#include "core/wire/WireIntegers.h"

namespace freshet {

namespace {

constexpr std::size_t hashSpanBytes = 48;

} // namespace

void WireEncoder::head(std::size_t length, WireMessageId id)
{
    appendBigEndian(m_out, static_cast<std::uint32_t>(length));
    m_out.push_back(static_cast<std::byte>(id));
}

void WireEncoder::keepAlive()
{
    appendBigEndian(m_out, std::uint32_t{0});
}

void WireEncoder::plain(WireMessageId id)
{
    head(1, id);
}

void WireEncoder::piece(WireMessageId id, std::uint32_t piece)
{
    head(5, id);
    appendBigEndian(m_out, piece);
}

void WireEncoder::range(WireMessageId id, std::uint32_t piece, std::uint32_t begin, std::uint32_t length)
{
    head(13, id);
    appendBigEndian(m_out, piece);
    appendBigEndian(m_out, begin);
    appendBigEndian(m_out, length);
}

void WireEncoder::bitfield(std::span<const std::byte> bits)
{
    head(1 + bits.size(), WireMessageId::Bitfield);
    m_out.insert(m_out.end(), bits.begin(), bits.end());
}

void WireEncoder::blockHead(std::uint32_t piece, std::uint32_t begin, std::uint32_t length)
{
    head(9 + std::size_t{length}, WireMessageId::Piece);
    appendBigEndian(m_out, piece);
    appendBigEndian(m_out, begin);
}

void WireEncoder::extended(std::uint8_t extension, std::span<const std::byte> payload)
{
    head(2 + payload.size(), WireMessageId::Extended);
    m_out.push_back(std::byte{extension});
    m_out.insert(m_out.end(), payload.begin(), payload.end());
}

void WireEncoder::hashes(WireMessageId id, const HashSpan &span, std::span<const Sha256Digest> hashes)
{
    head(1 + hashSpanBytes + hashes.size() * Sha256Digest::size, id);
    m_out.insert(m_out.end(), span.root.bytes().begin(), span.root.bytes().end());
    appendBigEndian(m_out, span.baseLayer);
    appendBigEndian(m_out, span.index);
    appendBigEndian(m_out, span.length);
    appendBigEndian(m_out, span.proofLayers);
    for (const Sha256Digest &hash : hashes)
        m_out.insert(m_out.end(), hash.bytes().begin(), hash.bytes().end());
}

HashSpan decodeHashSpan(std::span<const std::byte> payload)
{
    return {.root = *PiecesRoot::fromBytes(payload.first(PiecesRoot::size)),
            .baseLayer = readBigEndian<std::uint32_t>(payload.subspan(32)),
            .index = readBigEndian<std::uint32_t>(payload.subspan(36)),
            .length = readBigEndian<std::uint32_t>(payload.subspan(40)),
            .proofLayers = readBigEndian<std::uint32_t>(payload.subspan(44))};
}

std::optional<std::vector<Sha256Digest>> decodeHashes(std::span<const std::byte> payload)
{
    auto rest = payload.subspan(hashSpanBytes);
    if (rest.size() % Sha256Digest::size != 0)
        return std::nullopt;
    std::vector<Sha256Digest> hashes;
    hashes.reserve(rest.size() / Sha256Digest::size);
    for (; !rest.empty(); rest = rest.subspan(Sha256Digest::size))
        hashes.push_back(*Sha256Digest::fromBytes(rest.first(Sha256Digest::size)));
    return hashes;
}

} // namespace freshet
