// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/PieceBitmap.h"

#include <QtEndian>

#include <array>

namespace freshet {

namespace {

constexpr char magic[] = {'F', 'P', 'B', '1'};
constexpr qsizetype headerSize = 4 + 4 + 8;
constexpr qsizetype trailerSize = 4;

constexpr std::array<std::uint32_t, 256> makeCrcTable()
{
    std::array<std::uint32_t, 256> table{};
    for (std::uint32_t i = 0; i < 256; ++i) {
        std::uint32_t c = i;
        for (int k = 0; k < 8; ++k)
            c = (c & 1) ? 0xedb88320U ^ (c >> 1) : c >> 1;
        table[i] = c;
    }
    return table;
}

/// CRC-32 (ISO 3309), so that any burst of up to 32 wrong bits is seen.
std::uint32_t crc32(const char *data, qsizetype size)
{
    static constexpr auto table = makeCrcTable();
    std::uint32_t c = 0xffffffffU;
    for (qsizetype i = 0; i < size; ++i)
        c = table[(c ^ static_cast<unsigned char>(data[i])) & 0xff] ^ (c >> 8);
    return c ^ 0xffffffffU;
}

template <typename T>
void append(QByteArray &out, T value)
{
    const T little = qToLittleEndian(value);
    out.append(reinterpret_cast<const char *>(&little), sizeof little);
}

} // namespace

QByteArray encodePieceBitmap(const PieceSet &pieces, std::uint64_t generation)
{
    QByteArray out(magic, sizeof magic);
    out.reserve(headerSize + pieces.count() / 8 + 1 + trailerSize);
    append<quint32>(out, pieces.size());
    append<quint64>(out, generation);
    // A content of unknown size has far more places than pieces: nothing after the last piece is looked at.
    std::uint32_t left = pieces.count();
    for (std::uint32_t first = 0; left > 0; first += 8) {
        unsigned byte = 0;
        for (std::uint32_t bit = 0; bit < 8; ++bit) {
            if (!pieces.contains(PieceIndex{first + bit}))
                continue;
            byte |= 0x80U >> bit;
            --left;
        }
        out.append(static_cast<char>(byte));
    }
    append<quint32>(out, crc32(out.constData(), out.size()));
    return out;
}

std::optional<PieceSet> decodePieceBitmap(const QByteArray &bytes, std::uint32_t pieceCount, std::uint64_t generation)
{
    const qsizetype body = bytes.size() - trailerSize;
    if (body < headerSize || !bytes.startsWith(QByteArrayView(magic, sizeof magic)))
        return std::nullopt;
    const char *p = bytes.constData();
    if (qFromLittleEndian<quint32>(p + body) != crc32(p, body) || qFromLittleEndian<quint32>(p + 4) != pieceCount
        || qFromLittleEndian<quint64>(p + 8) != generation)
        return std::nullopt;
    const qsizetype bits = body - headerSize;
    if (static_cast<std::uint64_t>(bits) > (std::uint64_t{pieceCount} + 7) / 8)
        return std::nullopt;
    PieceSet pieces(pieceCount);
    for (qsizetype i = 0; i < bits; ++i) {
        const auto byte = static_cast<unsigned char>(p[headerSize + i]);
        for (unsigned bit = 0; bit < 8; ++bit) {
            if (!(byte & (0x80U >> bit)))
                continue;
            const std::uint64_t index = static_cast<std::uint64_t>(i) * 8 + bit;
            if (index >= pieceCount)
                return std::nullopt;
            pieces.insert(PieceIndex{static_cast<std::uint32_t>(index)});
        }
    }
    return pieces;
}

} // namespace freshet
