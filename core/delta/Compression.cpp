// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/delta/Compression.h"

#include <lzma.h>
#include <zstd.h>

#include <algorithm>
#include <array>
#include <memory>

namespace freshet::delta {

namespace {

constexpr std::uint32_t blockDictionary = 4U << 20;
constexpr std::uint32_t thorough = 9 | LZMA_PRESET_EXTREME;
constexpr std::uint32_t quick = 1;
constexpr int quickLevel = 1;                  ///< of zstd
constexpr int fastLevel = -3;                  ///< for what is never sent
constexpr int quickTables = 17;                ///< log2 of entries: the dictionary's places
constexpr std::size_t sampleSize = 256 * 1024; ///< shows well enough how a block is best compressed
constexpr int smallestWindow = 10;             ///< ZSTD_WINDOWLOG_MIN

struct FreeEncoder {
    void operator()(ZSTD_CCtx *context) const { ZSTD_freeCCtx(context); }
};
struct FreeDecoder {
    void operator()(ZSTD_DCtx *context) const { ZSTD_freeDCtx(context); }
};

int windowFor(std::uint64_t size)
{
    return std::clamp(static_cast<int>(std::bit_width(size)), smallestWindow, 27);
}

std::optional<Octets> zstd(OctetView bytes, OctetView dictionary, int level)
{
    const std::unique_ptr<ZSTD_CCtx, FreeEncoder> context(ZSTD_createCCtx());
    if (!context)
        return std::nullopt;
    // Mostly far less comes out, and memory that is not touched costs no time.
    const std::size_t bound = ZSTD_compressBound(bytes.size());
    const auto out = std::make_unique_for_overwrite<std::uint8_t[]>(bound);
    ZSTD_CCtx_setParameter(context.get(), ZSTD_c_compressionLevel, level);
    ZSTD_CCtx_setParameter(context.get(), ZSTD_c_contentSizeFlag, 0);
    if (!dictionary.empty()) {
        ZSTD_CCtx_setParameter(context.get(), ZSTD_c_windowLog, windowFor(bytes.size() + dictionary.size()));
        // A search for long matches of its own takes as long as a quick one; that one gets larger tables instead.
        if (level == quickLevel)
            ZSTD_CCtx_setParameter(context.get(), ZSTD_c_hashLog, quickTables);
        else
            ZSTD_CCtx_setParameter(context.get(), ZSTD_c_enableLongDistanceMatching, 1);
        ZSTD_CCtx_refPrefix(context.get(), dictionary.data(), dictionary.size());
    }
    const std::size_t size = ZSTD_compress2(context.get(), out.get(), bound, bytes.data(), bytes.size());
    if (ZSTD_isError(size))
        return std::nullopt;
    return Octets(out.get(), out.get() + size);
}

lzma_options_lzma lzmaOptions(std::uint8_t properties, std::uint32_t dictionarySize, OctetView preset,
                              std::uint32_t level = thorough)
{
    lzma_options_lzma options;
    lzma_lzma_preset(&options, level);
    options.lc = properties % 9U;
    options.lp = properties / 9U % 5U;
    options.pb = properties / 45U;
    options.dict_size = std::max<std::uint32_t>(dictionarySize, LZMA_DICT_SIZE_MIN);
    options.preset_dict = preset.empty() ? nullptr : preset.data();
    options.preset_dict_size = static_cast<std::uint32_t>(preset.size());
    return options;
}

bool soundProperties(std::uint8_t properties)
{
    return properties < 225 && properties % 9U + properties / 9U % 5U <= LZMA_LCLP_MAX;
}

std::uint32_t dictionaryFor(OctetView preset, std::uint64_t size)
{
    return preset.empty() ? blockDictionary
                          : static_cast<std::uint32_t>(preset.size() + std::min<std::uint64_t>(size, blockDictionary));
}

std::optional<Octets> lzma(OctetView bytes, OctetView preset, std::uint8_t properties, std::uint32_t level)
{
    // The encoder needs no larger dictionary than there are bytes; its tables would take longer to clear than the bytes to compress.
    const std::uint32_t dictionary =
        preset.empty() ? static_cast<std::uint32_t>(std::min<std::uint64_t>(bytes.size(), blockDictionary))
                       : dictionaryFor(preset, bytes.size());
    lzma_options_lzma options = lzmaOptions(properties, dictionary, preset, level);
    const std::array<lzma_filter, 2> filters{lzma_filter{LZMA_FILTER_LZMA2, &options},
                                             lzma_filter{LZMA_VLI_UNKNOWN, nullptr}};
    Octets out(1 + bytes.size() + bytes.size() / 512 + 64);
    out[0] = properties;
    std::size_t at = 1;
    if (lzma_raw_buffer_encode(filters.data(), nullptr, bytes.data(), bytes.size(), out.data(), &at, out.size())
        != LZMA_OK)
        return std::nullopt;
    out.resize(at);
    return out;
}

constexpr std::uint8_t propertiesOf(unsigned lc, unsigned lp, unsigned pb)
{
    return static_cast<std::uint8_t>((pb * 5 + lp) * 9 + lc);
}

std::unexpected<Error> broken()
{
    return refuseDelta(UpdateError::DeltaFormat, QStringLiteral("compressed block"));
}

/// Exactly out.size() bytes, the whole input used.
bool unlzma(OctetView packed, OctetView preset, std::span<std::uint8_t> out)
{
    if (packed.empty() || !soundProperties(packed[0]))
        return false;
    lzma_options_lzma options = lzmaOptions(packed[0], dictionaryFor(preset, out.size()), preset);
    const std::array<lzma_filter, 2> filters{lzma_filter{LZMA_FILTER_LZMA2, &options},
                                             lzma_filter{LZMA_VLI_UNKNOWN, nullptr}};
    std::size_t in = 1;
    std::size_t at = 0;
    const lzma_ret result =
        lzma_raw_buffer_decode(filters.data(), nullptr, packed.data(), &in, packed.size(), out.data(), &at, out.size());
    return result == LZMA_OK && in == packed.size() && at == out.size();
}

bool unzstd(OctetView packed, OctetView dictionary, std::span<std::uint8_t> out)
{
    const std::unique_ptr<ZSTD_DCtx, FreeDecoder> context(ZSTD_createDCtx());
    if (!context)
        return false;
    ZSTD_DCtx_setParameter(context.get(), ZSTD_d_windowLogMax, 27);
    if (!dictionary.empty())
        ZSTD_DCtx_refPrefix(context.get(), dictionary.data(), dictionary.size());
    return ZSTD_findFrameCompressedSize(packed.data(), packed.size()) == packed.size()
           && ZSTD_decompressDCtx(context.get(), out.data(), out.size(), packed.data(), packed.size()) == out.size();
}

/// The smallest; stored, without octets, where nothing is smaller than `bytes`.
Packed compressed(OctetView bytes, Effort effort)
{
    Packed best{Codec::Stored, {}};
    std::size_t smallest = bytes.size();
    const auto offer = [&best, &smallest](Codec codec, std::optional<Octets> octets) {
        if (!octets || octets->size() >= smallest)
            return;
        smallest = octets->size();
        best = {codec, std::move(*octets)};
    };
    const bool isSmall = bytes.size() <= sampleSize;
    if (effort != Effort::Smallest || isSmall)
        offer(Codec::Zstd, zstd(bytes, {}, effort == Effort::Quick ? fastLevel : 19));
    if (effort != Effort::Smallest)
        return best;
    // Text and code, tables of small numbers, tables of words: no rule foretells which of them a block is, but a sample does.
    static constexpr std::array<std::uint8_t, 5> kinds{propertiesOf(3, 0, 2), propertiesOf(3, 0, 0),
                                                       propertiesOf(0, 0, 0), propertiesOf(1, 0, 1),
                                                       propertiesOf(0, 2, 2)};
    if (isSmall) {
        for (const std::uint8_t properties : kinds)
            offer(Codec::Lzma, lzma(bytes, {}, properties, thorough));
        return best;
    }
    const OctetView sample = bytes.subspan((bytes.size() - sampleSize) / 2, sampleSize);
    std::array<std::size_t, kinds.size()> sizes{};
    for (std::size_t i = 0; i < kinds.size(); ++i) {
        const auto tried = lzma(sample, {}, kinds[i], quick);
        sizes[i] = tried ? tried->size() : sampleSize;
    }
    offer(Codec::Lzma,
          lzma(bytes, {}, kinds[static_cast<std::size_t>(std::ranges::min_element(sizes) - sizes.begin())], thorough));
    return best;
}

} // namespace

Packed pack(OctetView bytes, Effort effort)
{
    Packed best = compressed(bytes, effort);
    if (best.codec == Codec::Stored)
        best.octets.assign(bytes.begin(), bytes.end());
    return best;
}

std::uint64_t estimatedSize(OctetView bytes)
{
    std::uint64_t size = 0;
    for (; !bytes.empty(); bytes = bytes.subspan(std::min<std::size_t>(bytes.size(), blockDictionary))) {
        const OctetView part = bytes.first(std::min<std::size_t>(bytes.size(), blockDictionary));
        const auto packed = zstd(part, {}, quickLevel);
        size += packed ? std::min(packed->size(), part.size()) : part.size();
    }
    return size;
}

Result<Octets> unpack(Codec codec, OctetView packed, std::uint64_t size)
{
    if (codec == Codec::Stored) {
        if (packed.size() != size)
            return broken();
        return Octets(packed.begin(), packed.end());
    }
    Octets out(size);
    const bool whole = codec == Codec::Zstd ? unzstd(packed, {}, out) : codec == Codec::Lzma && unlzma(packed, {}, out);
    if (!whole)
        return broken();
    return out;
}

std::optional<Octets> packWithDictionary(OctetView old, OctetView fresh, Effort effort)
{
    if (old.empty() || old.size() > maximumDictionary || fresh.size() > maximumDictionary)
        return std::nullopt;
    // LZMA's is nearly always the smaller one of the two.
    const bool isLzma = effort == Effort::Smallest;
    std::optional<Octets> frame = isLzma ? lzma(fresh, old, propertiesOf(3, 0, 2), thorough)
                                         : zstd(fresh, old, effort == Effort::Quick ? quickLevel : 19);
    if (frame)
        frame->insert(frame->begin(), static_cast<std::uint8_t>(isLzma ? Codec::Lzma : Codec::Zstd));
    return frame;
}

Result<void> unpackWithDictionary(OctetView old, OctetView frame, std::uint64_t size, OctetSink &sink)
{
    if (frame.empty() || old.empty() || old.size() > maximumDictionary || size > maximumDictionary)
        return broken();
    Octets out(size);
    const OctetView packed = frame.subspan(1);
    const bool whole = frame[0] == static_cast<std::uint8_t>(Codec::Zstd)
                           ? unzstd(packed, old, out)
                           : frame[0] == static_cast<std::uint8_t>(Codec::Lzma) && unlzma(packed, old, out);
    return whole ? sink.append(out) : Result<void>(broken());
}

} // namespace freshet::delta
