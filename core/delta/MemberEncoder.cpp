// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/delta/MemberEncoder.h"

#include "core/delta/DeflateEncoder.h"
#include "core/delta/Lz4Encoder.h"
#include "core/delta/XzEncoder.h"
#include "core/delta/ZstdEncoder.h"

#include <zlib.h>

#include <algorithm>
#include <array>

namespace freshet::delta {

namespace {

/// Levels 1 to 3, by zlib itself.
class ZlibEncoder final : public MemberEncoder {
public:
    explicit ZlibEncoder(int level)
    {
        m_ready = deflateInit2(&m_stream, level, Z_DEFLATED, -MAX_WBITS, 8, Z_DEFAULT_STRATEGY) == Z_OK;
    }
    ~ZlibEncoder() override { deflateEnd(&m_stream); }
    ZlibEncoder(const ZlibEncoder &) = delete;
    ZlibEncoder &operator=(const ZlibEncoder &) = delete;

    Result<void> add(OctetView bytes, OctetSink &sink) override
    {
        // Copies come in small pieces, and zlib's window moves by what it is given: always portions of one size.
        while (!bytes.empty()) {
            const OctetView part = bytes.first(std::min(bytes.size(), portion - m_held.size()));
            m_held.insert(m_held.end(), part.begin(), part.end());
            bytes = bytes.subspan(part.size());
            if (m_held.size() < portion)
                break;
            auto result = run(m_held, Z_NO_FLUSH, sink);
            m_held.clear();
            if (!result)
                return result;
        }
        return {};
    }
    Result<void> finish(OctetSink &sink) override { return run(m_held, Z_FINISH, sink); }

private:
    Result<void> run(OctetView bytes, int flush, OctetSink &sink)
    {
        if (!m_ready)
            return refuseDelta(ErrorCode::OutOfResources, QStringLiteral("deflate"));
        m_stream.next_in = const_cast<Bytef *>(bytes.data()); // zlib only reads it
        m_stream.avail_in = static_cast<uInt>(bytes.size());
        int state = Z_OK;
        do {
            m_stream.next_out = m_buffer.data();
            m_stream.avail_out = static_cast<uInt>(m_buffer.size());
            state = deflate(&m_stream, flush);
            if (auto result = sink.append(OctetView(m_buffer).first(m_buffer.size() - m_stream.avail_out)); !result)
                return result;
        } while (m_stream.avail_out == 0 || (flush == Z_FINISH && state == Z_OK));
        return {};
    }

    static constexpr std::size_t portion = std::size_t{64} << 10;

    z_stream m_stream{};
    Octets m_held;
    bool m_ready = false;
    std::array<std::uint8_t, 32 * 1024> m_buffer{};
};

} // namespace

bool MemberEncoder::exists(Closer closer, std::uint8_t parameter)
{
    switch (closer) {
    case Closer::Zlib:
        return parameter >= 1 && parameter <= 9;
    case Closer::Gzip:
        return parameter >= DeflateEncoder::lowestLevel && parameter <= DeflateEncoder::highestLevel;
    case Closer::Xz:
        return parameter < XzEncoder::kinds;
    case Closer::Lz4:
        return parameter == Lz4Encoder::level;
    case Closer::Zstd:
        return parameter < ZstdEncoder::kinds;
    case Closer::Raw:
        break;
    }
    return false;
}

std::unique_ptr<MemberEncoder> MemberEncoder::make(Closer closer, std::uint8_t parameter)
{
    if (!exists(closer, parameter))
        return nullptr;
    if (closer == Closer::Gzip)
        return std::make_unique<DeflateEncoder>(DeflateEncoder::Maker::Gzip, parameter);
    if (closer == Closer::Xz)
        return std::make_unique<XzEncoder>(parameter);
    if (closer == Closer::Lz4)
        return std::make_unique<Lz4Encoder>();
    if (closer == Closer::Zstd)
        return std::make_unique<ZstdEncoder>(parameter);
    if (parameter >= DeflateEncoder::lowestLevel)
        return std::make_unique<DeflateEncoder>(DeflateEncoder::Maker::Zlib, parameter);
    return std::make_unique<ZlibEncoder>(parameter);
}

} // namespace freshet::delta
