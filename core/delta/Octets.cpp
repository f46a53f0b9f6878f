// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/delta/Octets.h"

#include <bit>

namespace freshet::delta {

static_assert(std::endian::native == std::endian::little, "the readers below take bytes as they lie in memory");

void putSigned(Octets &out, std::int64_t value)
{
    putVarint(out, static_cast<std::uint64_t>(value) << 1 ^ static_cast<std::uint64_t>(value >> 63));
}

void put32(Octets &out, std::uint32_t value)
{
    for (int i = 0; i < 4; ++i)
        out.push_back(static_cast<std::uint8_t>(value >> 8 * i));
}

void put64(Octets &out, std::uint64_t value)
{
    for (int i = 0; i < 8; ++i)
        out.push_back(static_cast<std::uint8_t>(value >> 8 * i));
}

std::uint64_t OctetReader::varint()
{
    std::uint64_t value = 0;
    for (unsigned shift = 0; m_ok && m_at < m_bytes.size() && shift < 64; shift += 7) {
        const std::uint8_t next = m_bytes[m_at++];
        if (shift == 63 && next > 1)
            break;
        value |= static_cast<std::uint64_t>(next & 0x7f) << shift;
        if (!(next & 0x80)) {
            if (next == 0 && shift > 0)
                break;
            return value;
        }
    }
    m_ok = false;
    return 0;
}

std::int64_t OctetReader::signedVarint()
{
    const std::uint64_t value = varint();
    return static_cast<std::int64_t>(value >> 1 ^ (~(value & 1) + 1));
}

std::uint8_t OctetReader::byte()
{
    const OctetView one = take(1);
    return one.empty() ? std::uint8_t{0} : one[0];
}

OctetView OctetReader::take(std::uint64_t count)
{
    if (!m_ok || count > remaining()) {
        m_ok = false;
        return {};
    }
    const OctetView taken = m_bytes.subspan(m_at, count);
    m_at += count;
    return taken;
}

Result<void> OctetBuffer::append(OctetView bytes)
{
    if (bytes.size() > m_limit - octets.size())
        return refuseDelta(UpdateError::DeltaTooLarge, QStringLiteral("output"));
    octets.insert(octets.end(), bytes.begin(), bytes.end());
    return {};
}

std::unexpected<Error> refuseDelta(ErrorCode code, const QString &object, const QString &detail)
{
    return std::unexpected(
        Error{code, QStringLiteral("read update"), object, detail, Kept::InputUntouched, NextStep::AskPublisher});
}

std::unexpected<Error> refuseDelta(ErrorCode code, std::string_view object, const QString &detail)
{
    return refuseDelta(code, QString::fromUtf8(object.data(), static_cast<qsizetype>(object.size())), detail);
}

} // namespace freshet::delta
