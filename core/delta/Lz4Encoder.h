// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/delta/MemberEncoder.h"

namespace freshet::delta {

/// LZ4's legacy frame, as `lz4 -l -9` makes it of a Linux kernel: a magic number, then blocks that do not depend on each other.
/// Holds one block.
class Lz4Encoder final : public MemberEncoder {
public:
    static constexpr std::uint32_t magic = 0x184c2102;
    static constexpr std::size_t blockSize = std::size_t{8} << 20; ///< unpacked bytes of all blocks but the last
    static constexpr std::uint8_t level = 9;                       ///< the one that is known to be used

    Result<void> add(OctetView bytes, OctetSink &sink) override;
    Result<void> finish(OctetSink &sink) override;

private:
    Result<void> flush(OctetSink &sink);

    bool m_begun = false;
    Octets m_block;
};

} // namespace freshet::delta
