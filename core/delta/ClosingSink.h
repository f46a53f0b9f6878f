// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/delta/Opened.h"

namespace freshet::delta {

class MemberEncoder;

/// Bytes that stay as they are, and a member behind them.
struct ClosingSegment {
    std::uint64_t rawSize = 0;
    std::uint64_t size = 0; ///< unpacked
    Closer closer = Closer::Raw;
    std::uint8_t parameter = 0;
};

/// How an opened new file is closed.
struct ClosingRecipe {
    std::uint64_t openedSize = 0;
    std::vector<ClosingSegment> members;
    std::uint64_t rest = 0; ///< bytes behind the last member
};
void putClosingRecipe(const std::vector<Member> &members, std::uint64_t openedSize, Octets &out);
/// Errors: DeltaFormat, DeltaTooLarge.
Result<ClosingRecipe> readClosingRecipe(OctetReader &recipe);

/// Takes the opened new file, front to back, and passes on the closed one.
class ClosingSink final : public OctetSink {
public:
    /// `sink` outlives it.
    ClosingSink(ClosingRecipe recipe, OctetSink &sink);
    ~ClosingSink() override;

    Result<void> append(OctetView bytes) override;
    Result<void> finish();

private:
    Result<void> startMember();

    OctetSink &m_sink;
    std::vector<ClosingSegment> m_segments; ///< the last one is raw alone
    std::size_t m_segment = 0;
    std::uint64_t m_left = 0; ///< of the raw bytes, or of the member that is being made
    std::unique_ptr<MemberEncoder> m_encoder;
};

} // namespace freshet::delta
