// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/delta/MemberEncoder.h"

namespace freshet::delta {

/// A whole .xz stream as liblzma makes it, by one of a few settings that are known to be used. Only such whose encoder takes little memory.
class XzEncoder final : public MemberEncoder {
public:
    static constexpr std::uint8_t kinds = 8;

    explicit XzEncoder(std::uint8_t kind)
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
