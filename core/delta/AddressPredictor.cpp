// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/delta/AddressPredictor.h"

#include "core/delta/ArmCodeSites.h"
#include "core/delta/CodeSites.h"

#include <elf.h>

#include <algorithm>
#include <cstring>

namespace freshet::delta {

namespace {

using Segment = ElfImage::Segment;
using Kind = ElfImage::Kind;

void store32(std::uint8_t *at, std::uint64_t value)
{
    const auto low = static_cast<std::uint32_t>(value);
    std::memcpy(at, &low, sizeof low);
}

void store64(std::uint8_t *at, std::uint64_t value)
{
    std::memcpy(at, &value, sizeof value);
}

std::uint64_t signed32(const std::uint8_t *at)
{
    return static_cast<std::uint64_t>(static_cast<std::int64_t>(static_cast<std::int32_t>(get32(at))));
}

/// Old places and addresses to new ones. What no copy covers goes along with the nearest copy.
class AddressMap {
public:
    AddressMap(const ElfImage &old, std::vector<Segment> fresh, const std::vector<Copy> &copies)
        : m_old(old)
        , m_new(std::move(fresh))
        , m_moves(inverted(copies))
    {
        const std::uint64_t last = m_moves.empty() ? 0 : m_moves.back().to;
        while (last >> m_shift > maximumBuckets)
            ++m_shift;
        m_buckets.resize((last >> m_shift) + 2, static_cast<std::uint32_t>(m_moves.size()));
        for (std::size_t bucket = 0, move = 0; bucket < m_buckets.size(); ++bucket) {
            while (move < m_moves.size() && m_moves[move].to >> m_shift < bucket)
                ++move;
            m_buckets[bucket] = static_cast<std::uint32_t>(move);
        }
    }

    [[nodiscard]] std::uint64_t place(std::uint64_t offset) const
    {
        if (m_moves.empty())
            return offset;
        const std::uint64_t bucket = std::min<std::uint64_t>(offset >> m_shift, m_buckets.size() - 2);
        const auto next = std::ranges::upper_bound(m_moves.begin() + m_buckets[bucket],
                                                   m_moves.begin() + m_buckets[bucket + 1], offset, {}, &Copy::to);
        const Copy &before = next == m_moves.begin() ? *next : *(next - 1);
        if (next != m_moves.begin() && next != m_moves.end() && offset >= before.to + before.length
            && next->to - offset < offset - (before.to + before.length))
            return offset + next->from - next->to;
        return offset + before.from - before.to;
    }
    [[nodiscard]] std::uint64_t addressOf(std::uint64_t newOffset) const
    {
        for (const Segment &segment : m_new)
            if (newOffset >= segment.offset && newOffset - segment.offset < segment.fileSize)
                return segment.address + (newOffset - segment.offset);
        return newOffset;
    }
    /// `target` as an address of the new file; itself where nothing is loaded there.
    [[nodiscard]] std::uint64_t address(std::uint64_t target) const
    {
        const Segment *segment = m_old.segmentOf(target);
        if (!segment)
            return target;
        const std::uint64_t inside = target - segment->address;
        if (inside < segment->fileSize)
            return addressOf(place(segment->offset + inside));
        // Zeros that are in memory alone move with the end of their segment.
        const auto number = static_cast<std::size_t>(segment - m_old.segments.data());
        if (number >= m_new.size())
            return target;
        const std::uint64_t oldEnd = segment->address + segment->fileSize;
        const std::uint64_t newEnd = m_new[number].address + m_new[number].fileSize;
        return target - oldEnd + newEnd;
    }

private:
    static constexpr std::uint64_t maximumBuckets = std::uint64_t{1} << 18;

    const ElfImage &m_old;
    std::vector<Segment> m_new;
    std::vector<Copy> m_moves; ///< `to` in the old file, `from` in the new one
    /// Of each stretch of the old file, of 2 to the power of m_shift bytes, the first move that begins in it or behind it: a search in all
    /// of m_moves waits for memory.
    std::vector<std::uint32_t> m_buckets;
    unsigned m_shift = 10;
};

class AddressPredictor final : public Predictor {
public:
    AddressPredictor(OctetView old, ElfImage image, std::vector<Segment> fresh, const std::vector<Copy> &copies)
        : m_old(old)
        , m_image(std::move(image))
        , m_map(m_image, std::move(fresh), copies)
    {
        for (const ElfImage::Region &region : m_image.regions) {
            if (region.kind == Kind::UnwindTable)
                findUnwindRecords(region);
            if (region.kind == Kind::Code && m_image.machine == ElfImage::Machine::X86)
                findTables(region);
        }
        std::ranges::sort(m_tables);
        m_tables.erase(std::ranges::unique(m_tables).begin(), m_tables.end());
    }

    void predict(const Copy &piece, std::span<std::uint8_t> out) const override
    {
        std::memcpy(out.data(), m_old.data() + piece.from, piece.length);
        auto region = std::ranges::upper_bound(m_image.regions, piece.from, {}, &ElfImage::Region::end);
        for (; region != m_image.regions.end() && region->begin < piece.from + piece.length; ++region)
            predictRegion(*region, piece, out.data());
        for (auto at = std::ranges::lower_bound(m_image.words, piece.from);
             at != m_image.words.end() && *at + 4 <= piece.from + piece.length; ++at)
            absolute(*at, piece, out.data());
    }

private:
    struct Record {
        std::uint64_t at = 0;
        bool hasData = false; ///< four bytes of language-specific data pointer
    };

    void predictRegion(const ElfImage::Region &region, const Copy &piece, std::uint8_t *out) const
    {
        const std::uint64_t begin = std::max(region.begin, piece.from);
        const std::uint64_t end = std::min(region.end, piece.from + piece.length);
        switch (region.kind) {
        case Kind::Code:
            predictCode(begin, end, piece, out);
            break;
        case Kind::Relocations:
            forFields(region, begin, end, sizeof(Elf64_Rela), 0, [&](std::uint64_t at) { word(at, piece, out); });
            forFields(region, begin, end, sizeof(Elf64_Rela), 16, [&](std::uint64_t at) {
                const std::uint32_t type = get32(m_old.data() + at - 8);
                const bool isArm = m_image.machine == ElfImage::Machine::Arm;
                if (type == (isArm ? R_AARCH64_RELATIVE : R_X86_64_RELATIVE)
                    || type == (isArm ? R_AARCH64_IRELATIVE : R_X86_64_IRELATIVE))
                    word(at, piece, out);
            });
            break;
        case Kind::Symbols:
            forFields(region, begin, end, sizeof(Elf64_Sym), 8, [&](std::uint64_t at) { word(at, piece, out); });
            break;
        case Kind::Pointers:
            forFields(region, begin, end, 8, 0, [&](std::uint64_t at) { word(at, piece, out); });
            break;
        case Kind::UnwindTable:
            predictUnwindTable(begin, end, piece, out);
            break;
        case Kind::UnwindIndex:
            predictUnwindIndex(region, begin, end, piece, out);
            break;
        case Kind::RelativeWords:
            forWords(region, begin, end, [&](std::uint64_t at) {
                const auto address = m_image.addressAt(at);
                if (address && m_image.segmentOf(*address + signed32(m_old.data() + at)))
                    relative(at, piece, out);
            });
            break;
        case Kind::AbsoluteWords:
            forWords(region, begin, end, [&](std::uint64_t at) { absolute(at, piece, out); });
            break;
        case Kind::ReadOnly:
            predictTables(begin, end, piece, out);
            break;
        }
    }

    /// Calls `work` with the place of each field at `field` in records of `stride` bytes that lies in [begin, end).
    template <typename Work>
    void forFields(const ElfImage::Region &region, std::uint64_t begin, std::uint64_t end, std::uint64_t stride,
                   std::uint64_t field, const Work &work) const
    {
        std::uint64_t at = region.begin + (begin - region.begin) / stride * stride + field;
        for (; at + 8 <= end; at += stride)
            if (at >= begin)
                work(at);
    }

    /// Calls `work` with the place of each four-byte word in [begin, end).
    template <typename Work>
    static void forWords(const ElfImage::Region &region, std::uint64_t begin, std::uint64_t end, const Work &work)
    {
        for (std::uint64_t at = begin + (4 - (begin - region.begin) % 4) % 4; at + 4 <= end; at += 4)
            work(at);
    }

    /// An address as such.
    void word(std::uint64_t at, const Copy &piece, std::uint8_t *out) const
    {
        const std::uint64_t value = get64(m_old.data() + at);
        if (value != 0)
            store64(out + (at - piece.from), m_map.address(value));
    }
    /// The lower half of an address.
    void absolute(std::uint64_t at, const Copy &piece, std::uint8_t *out) const
    {
        store32(out + (at - piece.from), m_map.address(signed32(m_old.data() + at)));
    }
    /// Four bytes that are added to the address they lie at.
    void relative(std::uint64_t at, const Copy &piece, std::uint8_t *out) const
    {
        const auto address = m_image.addressAt(at);
        if (!address)
            return;
        const std::uint64_t target = *address + signed32(m_old.data() + at);
        store32(out + (at - piece.from), m_map.address(target) - newAddress(at, piece));
    }
    [[nodiscard]] std::uint64_t newAddress(std::uint64_t at, const Copy &piece) const
    {
        return m_map.addressOf(at - piece.from + piece.to);
    }

    void predictCode(std::uint64_t begin, std::uint64_t end, const Copy &piece, std::uint8_t *out) const
    {
        const auto first = m_image.addressAt(begin);
        if (!first)
            return;
        const std::uint64_t newFirst = newAddress(begin, piece);
        if (m_image.machine == ElfImage::Machine::Arm) {
            constexpr std::uint64_t offsetInPage = 0xfff;
            forArmCodeSites(m_image, m_old, begin, end, [&](std::uint64_t at, ArmOperand kind, std::uint64_t target) {
                const std::uint64_t meant = m_map.address(target);
                const std::uint64_t here = newFirst + (at - begin);
                const std::uint64_t value = kind == ArmOperand::Branch ? meant - here
                                            : kind == ArmOperand::Page
                                                ? (meant & ~offsetInPage) - (here & ~offsetInPage)
                                                : meant;
                store32(out + (at - piece.from), withOperand(get32(m_old.data() + at), kind, value));
            });
            return;
        }
        forCodeSites(m_image, m_old, begin, end, [&](std::uint64_t operand, std::uint64_t target) {
            // Displacement of the target less that of the instruction, whatever follows the operand.
            const std::uint64_t moved = m_map.address(target) - target - (newFirst - *first);
            store32(out + (operand - piece.from), get32(m_old.data() + operand) + moved);
        });
    }

    void findUnwindRecords(const ElfImage::Region &region)
    {
        for (std::uint64_t at = region.begin; at + 24 <= region.end;) {
            const std::uint64_t length = get32(m_old.data() + at);
            if (length < 8 || length > region.end - at - 4)
                break;
            if (get32(m_old.data() + at + 4) != 0)
                m_records.push_back({at, length >= 17 && m_old[at + 16] == 4});
            at += 4 + length;
        }
    }
    void predictUnwindTable(std::uint64_t begin, std::uint64_t end, const Copy &piece, std::uint8_t *out) const
    {
        const std::uint64_t first = begin < 24 ? 0 : begin - 24;
        for (auto it = std::ranges::lower_bound(m_records, first, {}, &Record::at);
             it != m_records.end() && it->at < end; ++it) {
            const auto fits = [&](std::uint64_t at) { return at >= begin && at + 4 <= end; };
            if (const std::uint64_t field = it->at + 4; fits(field)) {
                const std::uint64_t common = field - get32(m_old.data() + field);
                store32(out + (field - piece.from), (field - piece.from + piece.to) - m_map.place(common));
            }
            if (fits(it->at + 8))
                relative(it->at + 8, piece, out);
            if (it->hasData && fits(it->at + 17) && get32(m_old.data() + it->at + 17) != 0)
                relative(it->at + 17, piece, out);
        }
    }

    /// Pairs of (code, record), both relative to the start of the index (Linux Standard Base, .eh_frame_hdr).
    void predictUnwindIndex(const ElfImage::Region &region, std::uint64_t begin, std::uint64_t end, const Copy &piece,
                            std::uint8_t *out) const
    {
        const auto start = m_image.addressAt(region.begin);
        if (!start)
            return;
        if (begin <= region.begin + 4 && end >= region.begin + 8)
            relative(region.begin + 4, piece, out);
        const std::uint64_t newStart = m_map.address(*start);
        std::uint64_t at = std::max(begin, region.begin + 12);
        at += (4 - (at - region.begin) % 4) % 4;
        for (; at + 4 <= end; at += 4)
            store32(out + (at - piece.from), m_map.address(*start + signed32(m_old.data() + at)) - newStart);
    }

    /// Tables of jumps are what code takes the address of in read-only data: `lea` with an aligned target.
    void findTables(const ElfImage::Region &code)
    {
        const auto first = m_image.addressAt(code.begin);
        if (!first || code.end < code.begin + 6)
            return;
        const std::uint8_t *bytes = m_old.data();
        for (const std::uint8_t *at = bytes + code.begin, *end = bytes + code.end - 5; m_tables.size() < maximumTables;
             ++at) {
            at = static_cast<const std::uint8_t *>(std::memchr(at, 0x8d, static_cast<std::size_t>(end - at)));
            if (!at)
                return;
            if ((at[1] & 0xc7) != 0x05)
                continue;
            const std::uint64_t next = *first + static_cast<std::uint64_t>(at + 6 - (bytes + code.begin));
            const std::uint64_t target = next + signed32(at + 2);
            const Segment *segment = target % 4 == 0 ? m_image.segmentOf(target) : nullptr;
            if (segment && !segment->executable && target - segment->address < segment->fileSize)
                m_tables.push_back(segment->offset + (target - segment->address));
        }
    }
    void predictTables(std::uint64_t begin, std::uint64_t end, const Copy &piece, std::uint8_t *out) const
    {
        auto table = std::ranges::upper_bound(m_tables, begin);
        if (table != m_tables.begin())
            --table;
        for (; table != m_tables.end() && *table < end; ++table) {
            const std::uint64_t stop = table + 1 == m_tables.end() ? end : std::min(end, *(table + 1));
            const auto base = m_image.addressAt(*table);
            if (!base)
                continue;
            const std::uint64_t newBase = m_map.address(*base);
            for (std::uint64_t at = *table; at + 4 <= stop; at += 4) {
                const std::uint64_t target = *base + signed32(m_old.data() + at);
                const Segment *segment = m_image.segmentOf(target);
                if (!segment || !segment->executable)
                    break;
                if (at >= begin)
                    store32(out + (at - piece.from), m_map.address(target) - newBase);
            }
        }
    }

    static constexpr std::size_t maximumTables = std::size_t{1} << 20;

    OctetView m_old;
    ElfImage m_image;
    AddressMap m_map;
    std::vector<Record> m_records;       ///< of unwinding, ascending
    std::vector<std::uint64_t> m_tables; ///< where in the file tables of jumps may begin, ascending
};

} // namespace

std::unique_ptr<Predictor> makeAddressPredictor(OctetView old, OctetView fresh, const std::vector<Copy> &copies)
{
    Octets facts;
    if (!ElfImage::parse(fresh))
        return nullptr;
    putAddressFacts(fresh, facts);
    OctetReader reader(facts);
    return readAddressPredictor(reader, old, copies);
}

void putAddressFacts(OctetView fresh, Octets &out)
{
    const auto image = ElfImage::parse(fresh);
    putVarint(out, image ? image->segments.size() : 0);
    for (const Segment &segment : image ? image->segments : std::vector<Segment>{}) {
        putVarint(out, segment.offset);
        putVarint(out, segment.address);
        putVarint(out, segment.fileSize);
    }
}

std::unique_ptr<Predictor> readAddressPredictor(OctetReader &facts, OctetView old, const std::vector<Copy> &copies)
{
    const std::uint64_t count = facts.varint();
    if (!facts.ok() || count == 0 || count > 64)
        return nullptr;
    std::vector<Segment> segments(count);
    for (Segment &segment : segments) {
        segment.offset = facts.varint();
        segment.address = facts.varint();
        segment.fileSize = facts.varint();
    }
    auto image = ElfImage::parse(old);
    if (!facts.ok() || !image)
        return nullptr;
    return std::make_unique<AddressPredictor>(old, std::move(*image), std::move(segments), copies);
}

std::optional<Octets> withoutOperands(OctetView file)
{
    const auto image = ElfImage::parse(file);
    if (!image)
        return std::nullopt;
    Octets masked(file.begin(), file.end());
    for (const ElfImage::Region &region : image->regions)
        if (region.kind == Kind::Code && image->machine == ElfImage::Machine::Arm)
            forArmCodeSites(*image, file, region.begin, region.end,
                            [&](std::uint64_t at, ArmOperand kind, std::uint64_t) {
                                store32(masked.data() + at, withOperand(get32(file.data() + at), kind, 0));
                            });
        else if (region.kind == Kind::Code)
            forCodeSites(*image, file, region.begin, region.end,
                         [&masked](std::uint64_t operand, std::uint64_t) { store32(masked.data() + operand, 0); });
    for (const std::uint64_t word : image->words)
        store32(masked.data() + word, 0);
    return masked;
}

Octets predictedImage(OctetView old, const std::vector<Copy> &copies, const Predictor &predictor)
{
    Octets image(old.begin(), old.end());
    for (const Copy &copy : inverted(copies))
        for (std::uint64_t done = 0; done < copy.length; done += pieceLength) {
            const std::uint64_t length = std::min(pieceLength, copy.length - done);
            predictor.predict({copy.to + done, copy.from + done, length},
                              std::span(image).subspan(copy.to + done, length));
        }
    return image;
}

} // namespace freshet::delta
