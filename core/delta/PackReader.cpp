// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/delta/PackReader.h"

#include "core/delta/AddressPredictor.h"
#include "core/delta/ClosingSink.h"
#include "core/meta/Sha256.h"

#include <algorithm>

namespace freshet::delta {

namespace {

/// More of one file's control or gaps is not read as a whole; encoders choose another method before.
constexpr std::uint64_t maximumPart = std::uint64_t{24} << 20;

/// Passes on what fits.
class BoundedSink final : public OctetSink {
public:
    BoundedSink(OctetSink &sink, std::uint64_t size)
        : m_sink(sink)
        , m_left(size)
    {
    }
    Result<void> append(OctetView bytes) override
    {
        if (bytes.size() > m_left)
            return refuseDelta(UpdateError::DeltaTooLarge, QStringLiteral("file"));
        m_left -= bytes.size();
        return m_sink.append(bytes);
    }
    [[nodiscard]] bool isFull() const { return m_left == 0; }

private:
    OctetSink &m_sink;
    std::uint64_t m_left;
};

std::unexpected<Error> bad(const char *what)
{
    return refuseDelta(UpdateError::DeltaFormat, QString::fromLatin1(what));
}

} // namespace

/// A part of a stream, block by block.
class PackReader::Cursor final : public StreamSource {
public:
    Cursor(PackReader &reader, Stream stream, std::uint64_t offset, std::uint64_t length)
        : m_reader(reader)
        , m_stream(stream)
        , m_offset(offset)
        , m_left(length)
    {
    }
    Cursor(PackReader &reader, const PackEntry &entry, Stream stream)
        : Cursor(reader, stream, entry.offsets[static_cast<std::size_t>(stream)],
                 entry.lengths[static_cast<std::size_t>(stream)])
    {
    }
    Result<OctetView> next(std::uint64_t most) override
    {
        const std::uint64_t wanted = std::min(most, m_left);
        if (wanted == 0)
            return bad("end of stream");
        if (m_there.empty()) {
            const auto there = m_reader.from(m_stream, m_offset);
            if (!there)
                return there;
            m_there = *there;
        }
        const OctetView part = m_there.first(std::min<std::uint64_t>(wanted, m_there.size()));
        m_there = m_there.subspan(part.size());
        m_offset += part.size();
        m_left -= part.size();
        return part;
    }
    [[nodiscard]] bool atEnd() const { return m_left == 0; }

private:
    PackReader &m_reader;
    Stream m_stream;
    std::uint64_t m_offset;
    std::uint64_t m_left;
    OctetView m_there; ///< what the present block still has; there is one cursor per stream at a time
};

PackReader::PackReader(OctetView pack, PackIndex index, const Scratch *scratch)
    : m_pack(pack)
    , m_index(std::move(index))
    , m_scratch(scratch)
{
    for (std::size_t i = 0; i < m_index.blocks.size(); ++i)
        m_blocks[static_cast<std::size_t>(m_index.blocks[i].stream)].push_back(i);
}

Result<PackReader> PackReader::open(OctetView pack, const TreeListing &from, const Scratch *scratch)
{
    if (pack.size() < headerSize + trailerSize || !std::ranges::equal(pack.first(headerSize), packMagic)
        || !std::ranges::equal(pack.last(packEnd.size()), packEnd))
        return bad("no pack of this version");
    const OctetView trailer = pack.last(trailerSize);
    const std::uint64_t packedSize = get32(trailer.data());
    const std::uint64_t size = get32(trailer.data() + 4);
    const std::uint64_t codec = get64(trailer.data() + 8);
    if (get64(trailer.data() + 48) != pack.size() || packedSize > pack.size() - headerSize - trailerSize
        || size > maximumIndex || packedSize > size || codec > static_cast<std::uint64_t>(Codec::Lzma))
        return bad("trailer");
    const OctetView packed = pack.subspan(pack.size() - trailerSize - packedSize, packedSize);
    const Sha256Digest digest = Sha256::of(std::as_bytes(packed));
    if (!std::ranges::equal(std::as_bytes(trailer.subspan(16, Sha256Digest::size)), digest.bytes()))
        return refuseDelta(UpdateError::DeltaCorrupt, QStringLiteral("index"));
    const auto bytes = unpack(static_cast<Codec>(codec), packed, size);
    if (!bytes)
        return std::unexpected(bytes.error());
    auto index = PackIndex::decode(*bytes, from);
    if (!index)
        return std::unexpected(index.error());
    std::uint64_t blocksEnd = headerSize;
    for (const PackBlock &block : index->blocks)
        blocksEnd += block.packedSize;
    if (blocksEnd != pack.size() - trailerSize - packedSize)
        return bad("blocks");
    return PackReader(pack, std::move(*index), scratch);
}

Result<PackRange> PackReader::indexRange(OctetView end, std::uint64_t size)
{
    if (end.size() < trailerSize || size < headerSize + trailerSize
        || !std::ranges::equal(end.last(packEnd.size()), packEnd))
        return bad("no pack of this version");
    const std::uint64_t packedSize = get32(end.last(trailerSize).data());
    if (packedSize > size - headerSize - trailerSize)
        return bad("trailer");
    return PackRange{size - trailerSize - packedSize, size};
}

Result<OctetView> PackReader::from(Stream stream, std::uint64_t offset)
{
    const auto s = static_cast<std::size_t>(stream);
    const auto behind = std::ranges::upper_bound(m_blocks[s], offset, {},
                                                 [this](std::size_t number) { return m_index.blocks[number].begin; });
    if (behind == m_blocks[s].begin())
        return bad("block");
    const std::size_t number = *(behind - 1);
    const PackBlock &block = m_index.blocks[number];
    const std::uint64_t inside = offset - block.begin;
    if (inside >= block.size)
        return bad("stream");
    if (m_unpacked[s].number == number)
        return OctetView(m_unpacked[s].bytes).subspan(inside);
    const OctetView packed = m_pack.subspan(block.offset, block.packedSize);
    const Sha256Digest digest = Sha256::of(std::as_bytes(packed));
    if (!std::ranges::equal(std::as_bytes(std::span(block.hashPrefix)), digest.bytes().first<16>()))
        return refuseDelta(UpdateError::DeltaCorrupt, QStringLiteral("block"));
    auto bytes = unpack(block.codec, packed, block.size);
    if (!bytes)
        return std::unexpected(bytes.error());
    m_unpacked[s] = {number, std::move(*bytes)};
    return OctetView(m_unpacked[s].bytes).subspan(inside);
}

Result<Octets> PackReader::part(const PackEntry &entry, Stream stream)
{
    const std::uint64_t length = entry.lengths[static_cast<std::size_t>(stream)];
    if (length > maximumPart)
        return refuseDelta(UpdateError::DeltaTooLarge, entry.target.path);
    Octets bytes;
    Cursor cursor(*this, entry, stream);
    while (!cursor.atEnd()) {
        const auto next = cursor.next(length);
        if (!next)
            return std::unexpected(next.error());
        bytes.insert(bytes.end(), next->begin(), next->end());
    }
    return bytes;
}

Result<std::vector<Copy>> PackReader::copies(const PackEntry &entry, std::uint64_t oldSize, std::uint64_t newSize)
{
    if (entry.method != PackEntry::Method::Copies)
        return std::vector<Copy>{};
    const auto control = part(entry, Stream::Control);
    if (!control)
        return std::unexpected(control.error());
    return decodeControl(*control, oldSize, newSize);
}

Result<FileBytes> PackReader::openedBase(const PackEntry &entry, const std::vector<Member> &members, OctetView base)
{
    if (const auto kept = m_keptPlaces.find(&entry); kept != m_keptPlaces.end()) {
        if (m_keeping) {
            auto mapped = std::exchange(m_keeping, nullptr)->map();
            if (!mapped)
                return mapped;
            m_kept = std::move(*mapped);
        }
        return m_kept.part(kept->second.begin, kept->second.size);
    }
    auto opened = openBase(members, base, m_scratch);
    if (!opened || !m_scratch || !m_kept.view().empty())
        return opened;
    const OctetView bytes = opened->view();
    if (bytes.empty() || bytes.size() > heldInMemory || bytes.size() > keptOpened - m_keptSize)
        return opened;
    if (!m_keeping) {
        auto file = m_scratch->create();
        if (!file)
            return std::unexpected(file.error());
        m_keeping = std::move(*file);
    }
    if (auto written = m_keeping->append(bytes); !written)
        return std::unexpected(written.error());
    m_keptPlaces[&entry] = {m_keptSize, bytes.size()};
    m_keptSize += bytes.size();
    return opened;
}

Result<std::uint64_t> PackReader::scratchSize()
{
    std::uint64_t largest = 0;
    std::uint64_t kept = 0;
    for (const PackEntry &entry : m_index.entries) {
        if (!entry.opened || !entry.carriesBytes())
            continue;
        const auto facts = part(entry, Stream::Recipes);
        if (!facts)
            return std::unexpected(facts.error());
        OctetReader recipe(*facts);
        const auto members = readBaseRecipe(recipe);
        if (!members)
            return std::unexpected(members.error());
        std::uint64_t size = 0;
        for (const Member &member : *members)
            size += std::min(member.size, maximumOpened);
        largest = std::max(largest, size);
        kept += size <= heldInMemory && size <= keptOpened - kept ? size : 0;
    }
    return (largest > heldInMemory ? 2 * std::min(largest, maximumOpened) : 0) + kept;
}

Result<void> PackReader::rebuildCopies(const PackEntry &entry, OctetView base, OctetSink &sink)
{
    const auto recipe = part(entry, Stream::Recipes);
    if (!recipe)
        return std::unexpected(recipe.error());
    OctetReader facts(*recipe);
    FileBytes opened;
    std::optional<ClosingSink> closing;
    std::uint64_t newSize = entry.target.size;
    if (entry.opened) {
        const auto members = readBaseRecipe(facts);
        if (!members)
            return std::unexpected(members.error());
        auto held = openedBase(entry, *members, base);
        if (!held)
            return std::unexpected(held.error());
        opened = std::move(*held);
        base = opened.view();
        auto closer = readClosingRecipe(facts);
        if (!closer)
            return std::unexpected(closer.error());
        newSize = closer->openedSize;
        closing.emplace(std::move(*closer), sink);
    }
    const auto copied = copies(entry, base.size(), newSize);
    if (!copied)
        return std::unexpected(copied.error());
    const auto gaps = part(entry, Stream::Gaps);
    if (!gaps)
        return std::unexpected(gaps.error());
    std::unique_ptr<Predictor> predictor;
    if (entry.addresses && !(predictor = readAddressPredictor(facts, base, *copied)))
        return bad("addresses");
    if (!facts.ok() || facts.remaining() > 0)
        return bad("recipe");
    Cursor corrections(*this, entry, Stream::Corrections);
    Cursor literals(*this, entry, Stream::Literals);
    OctetSink &target = closing ? static_cast<OctetSink &>(*closing) : sink;
    if (auto result = applyCopies(base, newSize, *copied, predictor.get(), *gaps, corrections, literals, target);
        !result)
        return result;
    if (!corrections.atEnd() || !literals.atEnd())
        return bad("end of stream");
    return closing ? closing->finish() : Result<void>();
}

Result<void> PackReader::rebuild(const PackEntry &entry, OctetView base, OctetSink &sink)
{
    BoundedSink bounded(sink, entry.target.size);
    Result<void> result;
    switch (entry.method) {
    case PackEntry::Method::Full: {
        Cursor literals(*this, entry, Stream::Literals);
        while (result && !literals.atEnd()) {
            const auto part = literals.next(blockSize);
            result = part ? bounded.append(*part) : Result<void>(std::unexpected(part.error()));
        }
        break;
    }
    case PackEntry::Method::Copies:
        result = rebuildCopies(entry, base, bounded);
        break;
    case PackEntry::Method::Dictionary: {
        const auto frame = part(entry, Stream::Frames);
        if (!frame)
            return std::unexpected(frame.error());
        result = unpackWithDictionary(base, *frame, entry.target.size, bounded);
        break;
    }
    case PackEntry::Method::Attributes:
    case PackEntry::Method::Moved:
        result = bad("file without bytes");
    }
    if (result && !bounded.isFull())
        result = bad("file is too short");
    if (!result && result.error().object.isEmpty())
        result.error().object = QString::fromStdString(entry.target.path);
    return result;
}

} // namespace freshet::delta
