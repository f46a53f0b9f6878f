// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/delta/MemberEncoder.h"

namespace freshet::delta {

/// Raw deflate (RFC 1951), bit for bit as GNU gzip makes it of a regular file at levels 4 to 9. zlib makes other blocks: gzip ends one early
/// where the statistics seem to change, and looks at what lies behind the end of its window. Holds the whole member.
class GzipEncoder final : public MemberEncoder {
public:
    static constexpr std::uint8_t lowestLevel = 4;
    static constexpr std::uint8_t highestLevel = 9;

    explicit GzipEncoder(std::uint8_t level)
        : m_level(level)
    {
    }
    Result<void> add(OctetView bytes, OctetSink &sink) override;
    Result<void> finish(OctetSink &sink) override;

private:
    std::uint8_t m_level;
    Octets m_member;
};

} // namespace freshet::delta
