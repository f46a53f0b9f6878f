// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/delta/XzEncoder.h"

#include <lzma.h>

#include <array>
#include <memory>

namespace freshet::delta {

namespace {

struct Kind {
    bool threaded; ///< the sizes of each block stand in its header
    lzma_check check;
    std::uint32_t preset;
    std::uint32_t dictionary; ///< 0: of the preset
};
/// The first is how kernel modules are compressed. Numbers stand in packs: only ever append.
constexpr std::array<Kind, XzEncoder::kinds> allKinds{
    Kind{true, LZMA_CHECK_CRC32, 6, 1U << 20}, Kind{false, LZMA_CHECK_CRC32, 6, 1U << 20},
    Kind{true, LZMA_CHECK_CRC64, 2, 0},        Kind{false, LZMA_CHECK_CRC64, 2, 0},
    Kind{true, LZMA_CHECK_CRC64, 1, 0},        Kind{false, LZMA_CHECK_CRC64, 1, 0},
    Kind{true, LZMA_CHECK_CRC64, 0, 0},        Kind{false, LZMA_CHECK_CRC64, 0, 0}};

} // namespace

Result<void> XzEncoder::add(OctetView bytes, OctetSink &)
{
    if (bytes.size() > maximumHeldMember - m_member.size())
        return refuseDelta(UpdateError::DeltaTooLarge, QStringLiteral("member"));
    m_member.insert(m_member.end(), bytes.begin(), bytes.end());
    return {};
}

Result<void> XzEncoder::finish(OctetSink &sink)
{
    const Kind &kind = allKinds[m_kind];
    lzma_options_lzma options;
    lzma_lzma_preset(&options, kind.preset);
    if (kind.dictionary != 0)
        options.dict_size = kind.dictionary;
    const std::array<lzma_filter, 2> filters{lzma_filter{LZMA_FILTER_LZMA2, &options},
                                             lzma_filter{LZMA_VLI_UNKNOWN, nullptr}};
    lzma_stream stream = LZMA_STREAM_INIT;
    const std::unique_ptr<lzma_stream, decltype(&lzma_end)> owner(&stream, &lzma_end);
    lzma_mt threaded{};
    threaded.threads = 1;
    threaded.filters = filters.data();
    threaded.check = kind.check;
    lzma_ret state = kind.threaded ? lzma_stream_encoder_mt(&stream, &threaded)
                                   : lzma_stream_encoder(&stream, filters.data(), kind.check);
    std::array<std::uint8_t, 32 * 1024> buffer{};
    stream.next_in = m_member.data();
    stream.avail_in = m_member.size();
    while (state == LZMA_OK) {
        stream.next_out = buffer.data();
        stream.avail_out = buffer.size();
        state = lzma_code(&stream, LZMA_FINISH);
        if (auto passed = sink.append(OctetView(buffer).first(buffer.size() - stream.avail_out)); !passed)
            return passed;
    }
    return state == LZMA_STREAM_END ? Result<void>()
                                    : Result<void>(refuseDelta(ErrorCode::OutOfResources, QStringLiteral("xz")));
}

} // namespace freshet::delta
