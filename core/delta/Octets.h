// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/UpdateError.h"

#include <cstdint>
#include <cstring>
#include <span>
#include <vector>

namespace freshet::delta {

/// Bytes that are computed with.
using Octets = std::vector<std::uint8_t>;
using OctetView = std::span<const std::uint8_t>;

/// Little-endian base 128, seven bits per byte, the lowest first; at most ten bytes.
inline void putVarint(Octets &out, std::uint64_t value)
{
    for (; value >= 0x80; value >>= 7)
        out.push_back(static_cast<std::uint8_t>(value | 0x80));
    out.push_back(static_cast<std::uint8_t>(value));
}
/// The same of a number that may be negative: 0, -1, 1, -2 … become 0, 1, 2, 3 …
void putSigned(Octets &out, std::int64_t value);
void put32(Octets &out, std::uint32_t value);
void put64(Octets &out, std::uint64_t value);

// Here, because searches and predictions do little else.
inline std::uint32_t get32(const std::uint8_t *at)
{
    std::uint32_t value;
    std::memcpy(&value, at, sizeof value);
    return value;
}
inline std::uint64_t get64(const std::uint8_t *at)
{
    std::uint64_t value;
    std::memcpy(&value, at, sizeof value);
    return value;
}

/// Reads untrusted bytes from front to back. After the first thing that is not there, everything reads as zero or empty and `ok` is
/// false: callers check once, before they act. Non-minimal varints and such of more than 64 bits are refused.
class OctetReader {
public:
    explicit OctetReader(OctetView bytes)
        : m_bytes(bytes)
    {
    }
    [[nodiscard]] std::uint64_t varint();
    [[nodiscard]] std::int64_t signedVarint();
    [[nodiscard]] std::uint8_t byte();
    [[nodiscard]] OctetView take(std::uint64_t count);
    [[nodiscard]] std::uint64_t remaining() const { return m_bytes.size() - m_at; }
    [[nodiscard]] bool ok() const { return m_ok; }
    void fail() { m_ok = false; }

private:
    OctetView m_bytes;
    std::size_t m_at = 0;
    bool m_ok = true;
};

/// Where results go, from front to back.
class OctetSink {
public:
    virtual ~OctetSink() = default;
    virtual Result<void> append(OctetView bytes) = 0;
};

/// A sink in memory that takes `limit` bytes and not one more.
class OctetBuffer final : public OctetSink {
public:
    explicit OctetBuffer(std::uint64_t limit)
        : m_limit(limit)
    {
    }
    Result<void> append(OctetView bytes) override;
    Octets octets;

private:
    std::uint64_t m_limit;
};

/// A refusal of something that came from elsewhere.
std::unexpected<Error> refuseDelta(ErrorCode code, const QString &object, const QString &detail = {});
std::unexpected<Error> refuseDelta(ErrorCode code, std::string_view object, const QString &detail = {});

} // namespace freshet::delta
