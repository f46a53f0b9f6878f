// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/delta/ZstdEncoder.h"

#include <zstd.h>

#include <array>
#include <memory>

namespace freshet::delta {

namespace {

struct Kind {
    int level;
    bool threaded; ///< cut into jobs, as with -T: what comes out depends on that, not on how many there are
    bool checksum;
    std::uint64_t largest; ///< member: the tables of high levels grow with it
};
constexpr std::uint64_t small = std::uint64_t{2} << 20;
constexpr std::uint64_t large = std::uint64_t{8} << 20;
/// The first is how kernel modules are compressed. Numbers stand in packs: only ever append.
constexpr std::array<Kind, ZstdEncoder::kinds> allKinds{Kind{3, true, true, large},   Kind{3, false, true, large},
                                                        Kind{19, true, true, small},  Kind{19, false, true, small},
                                                        Kind{22, true, true, small},  Kind{22, false, true, small},
                                                        Kind{9, true, true, large},   Kind{9, false, true, large},
                                                        Kind{3, false, false, large}, Kind{19, false, false, small}};

struct FreeEncoder {
    void operator()(ZSTD_CCtx *context) const { ZSTD_freeCCtx(context); }
};

} // namespace

Result<void> ZstdEncoder::add(OctetView bytes, OctetSink &)
{
    if (bytes.size() > allKinds[m_kind].largest - m_member.size())
        return refuseDelta(UpdateError::DeltaTooLarge, QStringLiteral("member"));
    m_member.insert(m_member.end(), bytes.begin(), bytes.end());
    return {};
}

Result<void> ZstdEncoder::finish(OctetSink &sink)
{
    const Kind &kind = allKinds[m_kind];
    const std::unique_ptr<ZSTD_CCtx, FreeEncoder> context(ZSTD_createCCtx());
    const auto failed = [] { return refuseDelta(ErrorCode::OutOfResources, QStringLiteral("zstd")); };
    if (!context)
        return failed();
    ZSTD_CCtx_setParameter(context.get(), ZSTD_c_compressionLevel, kind.level);
    ZSTD_CCtx_setParameter(context.get(), ZSTD_c_checksumFlag, kind.checksum ? 1 : 0);
    if (kind.threaded)
        ZSTD_CCtx_setParameter(context.get(), ZSTD_c_nbWorkers, 1);
    ZSTD_CCtx_setPledgedSrcSize(context.get(), m_member.size());
    // In the portions of the command line: given all at once, the library would not keep a window of its own, and find other matches.
    Octets buffer(ZSTD_CStreamOutSize());
    OctetView rest = m_member;
    std::size_t left = 1;
    while (left > 0) {
        const OctetView portion = rest.first(std::min(rest.size(), ZSTD_CStreamInSize()));
        rest = rest.subspan(portion.size());
        const ZSTD_EndDirective what = rest.empty() ? ZSTD_e_end : ZSTD_e_continue;
        ZSTD_inBuffer in{portion.data(), portion.size(), 0};
        do {
            ZSTD_outBuffer out{buffer.data(), buffer.size(), 0};
            left = ZSTD_compressStream2(context.get(), &out, &in, what);
            if (ZSTD_isError(left))
                return failed();
            if (auto passed = sink.append(OctetView(buffer).first(out.pos)); !passed)
                return passed;
        } while (in.pos < in.size || (what == ZSTD_e_end && left > 0));
        if (what == ZSTD_e_continue)
            left = 1; // the frame is not ended
    }
    return {};
}

} // namespace freshet::delta
