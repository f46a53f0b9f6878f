// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/delta/Lz4Encoder.h"

#include <lz4hc.h>

#include <algorithm>

namespace freshet::delta {

Result<void> Lz4Encoder::add(OctetView bytes, OctetSink &sink)
{
    while (!bytes.empty()) {
        const std::size_t taken = std::min(bytes.size(), blockSize - m_block.size());
        m_block.insert(m_block.end(), bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(taken));
        bytes = bytes.subspan(taken);
        if (m_block.size() == blockSize)
            if (auto result = flush(sink); !result)
                return result;
    }
    return {};
}

Result<void> Lz4Encoder::flush(OctetSink &sink)
{
    Octets out;
    if (!m_begun)
        put32(out, magic);
    m_begun = true;
    const std::size_t header = out.size() + 4;
    if (!m_block.empty()) {
        const auto size = static_cast<int>(m_block.size());
        out.resize(header + static_cast<std::size_t>(LZ4_compressBound(size)));
        const int packed = LZ4_compress_HC(reinterpret_cast<const char *>(m_block.data()),
                                           reinterpret_cast<char *>(out.data() + header), size,
                                           static_cast<int>(out.size() - header), level);
        if (packed <= 0)
            return refuseDelta(ErrorCode::OutOfResources, QStringLiteral("LZ4"));
        for (std::size_t i = 0; i < 4; ++i)
            out[header - 4 + i] = static_cast<std::uint8_t>(static_cast<unsigned>(packed) >> 8 * i);
        out.resize(header + static_cast<std::size_t>(packed));
    }
    m_block.clear();
    return sink.append(out);
}

Result<void> Lz4Encoder::finish(OctetSink &sink)
{
    return m_block.empty() && m_begun ? Result<void>() : flush(sink);
}

} // namespace freshet::delta
