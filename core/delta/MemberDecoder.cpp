// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/delta/MemberDecoder.h"

#include "core/delta/Lz4Encoder.h"

#include <lz4.h>
#include <lzma.h>
#include <zlib.h>
#include <zstd.h>

#include <algorithm>

namespace freshet::delta {

namespace {

constexpr std::size_t portion = std::size_t{64} << 10;

std::unexpected<Error> bad(const char *what)
{
    return refuseDelta(UpdateError::DeltaFormat, QString::fromLatin1(what));
}

/// Passes on what is at most as long as it may be.
Result<void> pass(OctetView bytes, std::uint64_t &left, OctetSink &sink)
{
    if (bytes.size() > left)
        return refuseDelta(UpdateError::DeltaTooLarge, QStringLiteral("member"));
    left -= bytes.size();
    return bytes.empty() ? Result<void>() : sink.append(bytes);
}

/// Raw deflate (RFC 1951).
Result<std::uint64_t> decodeDeflate(OctetView packed, std::uint64_t limit, OctetSink &sink)
{
    z_stream stream{};
    if (inflateInit2(&stream, -MAX_WBITS) != Z_OK)
        return refuseDelta(ErrorCode::OutOfResources, QStringLiteral("inflate"));
    const std::unique_ptr<z_stream, decltype(&inflateEnd)> owner(&stream, &inflateEnd);
    stream.next_in = const_cast<Bytef *>(packed.data()); // zlib only reads it
    stream.avail_in = static_cast<uInt>(std::min<std::uint64_t>(packed.size(), ~uInt{0}));
    Octets buffer(portion);
    int state = Z_OK;
    while (state == Z_OK) {
        stream.next_out = buffer.data();
        stream.avail_out = static_cast<uInt>(buffer.size());
        state = inflate(&stream, Z_NO_FLUSH);
        if (auto passed = pass(OctetView(buffer).first(buffer.size() - stream.avail_out), limit, sink); !passed)
            return std::unexpected(passed.error());
    }
    return state == Z_STREAM_END ? Result<std::uint64_t>(stream.total_in) : bad("deflated member");
}

/// One whole .xz stream.
Result<std::uint64_t> decodeXz(OctetView packed, std::uint64_t limit, OctetSink &sink)
{
    lzma_stream stream = LZMA_STREAM_INIT;
    if (lzma_stream_decoder(&stream, std::uint64_t{32} << 20, 0) != LZMA_OK)
        return refuseDelta(ErrorCode::OutOfResources, QStringLiteral("xz"));
    const std::unique_ptr<lzma_stream, decltype(&lzma_end)> owner(&stream, &lzma_end);
    stream.next_in = packed.data();
    stream.avail_in = packed.size();
    Octets buffer(portion);
    lzma_ret state = LZMA_OK;
    while (state == LZMA_OK) {
        stream.next_out = buffer.data();
        stream.avail_out = buffer.size();
        state = lzma_code(&stream, LZMA_FINISH);
        if (auto passed = pass(OctetView(buffer).first(buffer.size() - stream.avail_out), limit, sink); !passed)
            return std::unexpected(passed.error());
    }
    return state == LZMA_STREAM_END ? Result<std::uint64_t>(stream.total_in) : bad(".xz member");
}

/// Blocks of the legacy frame: four bytes of packed size, then one LZ4 block of at most Lz4Encoder::blockSize unpacked bytes.
Result<std::uint64_t> decodeLz4(OctetView packed, std::uint64_t limit, OctetSink &sink)
{
    if (packed.size() < 4 || get32(packed.data()) != Lz4Encoder::magic)
        return bad("LZ4 member");
    Octets buffer(Lz4Encoder::blockSize);
    for (OctetView rest = packed.subspan(4); !rest.empty();) {
        const std::uint64_t size = rest.size() < 4 ? 0 : get32(rest.data());
        if (size == 0 || size > rest.size() - 4)
            return bad("LZ4 member");
        const int made = LZ4_decompress_safe(
            reinterpret_cast<const char *>(rest.data() + 4), reinterpret_cast<char *>(buffer.data()),
            static_cast<int>(std::min<std::uint64_t>(size, LZ4_COMPRESSBOUND(Lz4Encoder::blockSize))),
            static_cast<int>(buffer.size()));
        if (made < 0)
            return bad("LZ4 member");
        if (auto passed = pass(OctetView(buffer).first(static_cast<std::size_t>(made)), limit, sink); !passed)
            return std::unexpected(passed.error());
        rest = rest.subspan(4 + size);
    }
    return packed.size();
}

struct FreeDecoder {
    void operator()(ZSTD_DCtx *context) const { ZSTD_freeDCtx(context); }
};

/// One whole zstd frame, window at most 8 MiB.
Result<std::uint64_t> decodeZstd(OctetView packed, std::uint64_t limit, OctetSink &sink)
{
    const std::unique_ptr<ZSTD_DCtx, FreeDecoder> context(ZSTD_createDCtx());
    if (!context)
        return refuseDelta(ErrorCode::OutOfResources, QStringLiteral("zstd"));
    ZSTD_DCtx_setParameter(context.get(), ZSTD_d_windowLogMax, 23);
    Octets buffer(ZSTD_DStreamOutSize());
    ZSTD_inBuffer in{packed.data(), packed.size(), 0};
    while (true) {
        ZSTD_outBuffer out{buffer.data(), buffer.size(), 0};
        const std::size_t before = in.pos;
        const std::size_t left = ZSTD_decompressStream(context.get(), &out, &in);
        if (ZSTD_isError(left) || (left != 0 && out.pos == 0 && in.pos == before))
            return bad(".zst member");
        if (auto passed = pass(OctetView(buffer).first(out.pos), limit, sink); !passed)
            return std::unexpected(passed.error());
        if (left == 0)
            return in.pos;
    }
}

} // namespace

Result<std::uint64_t> decodeMember(Format format, OctetView packed, std::uint64_t limit, OctetSink &sink)
{
    switch (format) {
    case Format::Deflate:
        return decodeDeflate(packed, limit, sink);
    case Format::Xz:
        return decodeXz(packed, limit, sink);
    case Format::Lz4:
        return decodeLz4(packed, limit, sink);
    case Format::Zstd:
        return decodeZstd(packed, limit, sink);
    }
    return bad("member");
}

} // namespace freshet::delta
