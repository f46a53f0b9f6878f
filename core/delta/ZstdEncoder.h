// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/delta/MemberEncoder.h"

namespace freshet::delta {

/// One frame of zstd (RFC 8878) as its command line makes it of a file whose size it knows, with the settings that packages and kernel modules
/// are made with. Holds the whole member.
class ZstdEncoder final : public MemberEncoder {
public:
    static constexpr std::uint32_t magic = 0xfd2fb528;
    static constexpr std::uint8_t kinds = 10;

    explicit ZstdEncoder(std::uint8_t kind)
        : m_kind(kind)
    {
    }
    Result<void> add(OctetView bytes, OctetSink &sink) override;
    Result<void> finish(OctetSink &sink) override;

private:
    std::uint8_t m_kind;
    Octets m_member;
};

} // namespace freshet::delta
