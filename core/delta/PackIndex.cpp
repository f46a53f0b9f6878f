// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/delta/PackIndex.h"

#include <algorithm>

namespace freshet::delta {

namespace {

constexpr std::uint64_t maximumBlocks = std::uint64_t{1} << 20;

enum Column { Heads, Bases, Names, Modes, Sizes, Digests, Lengths, Targets, ColumnCount };
using Columns = std::array<Octets, ColumnCount>;

/// Bits of the head of an entry.
constexpr unsigned methodMask = 7;
constexpr unsigned kindShift = 3;
constexpr unsigned samePath = 1 << 5;
constexpr unsigned addressesBit = 1 << 6;
constexpr unsigned openedBit = 1 << 7;

using Method = PackEntry::Method;

bool hasBase(Method method)
{
    return method == Method::Moved || method == Method::Copies || method == Method::Dictionary;
}

std::size_t commonFront(std::string_view a, std::string_view b)
{
    return static_cast<std::size_t>(std::ranges::mismatch(a, b).in1 - a.begin());
}

std::size_t commonBack(std::string_view a, std::string_view b)
{
    std::size_t n = 0;
    while (n < a.size() && n < b.size() && a[a.size() - 1 - n] == b[b.size() - 1 - n])
        ++n;
    return n;
}

void putName(Octets &out, std::string_view like, std::string_view name)
{
    const std::size_t front = commonFront(like, name);
    const std::size_t back = commonBack(like.substr(front), name.substr(front));
    const std::string_view middle = name.substr(front, name.size() - front - back);
    putVarint(out, front);
    putVarint(out, back);
    putVarint(out, middle.size());
    out.insert(out.end(), middle.begin(), middle.end());
}

std::string getName(OctetReader &in, std::string_view like)
{
    const std::uint64_t front = in.varint();
    const std::uint64_t back = in.varint();
    const OctetView middle = in.take(in.varint());
    if (!in.ok() || front > like.size() || back > like.size() - front || middle.size() > 8192) {
        in.fail();
        return {};
    }
    std::string name(like.substr(0, front));
    name.append(middle.begin(), middle.end());
    name.append(like.substr(like.size() - back));
    return name;
}

/// Where the encoder and the decoder stand: what the next entry is written relative to.
struct Position {
    std::size_t path = 0; ///< of the last entry with samePath, plus one
    std::size_t base = 0; ///< of the last other base, plus one
    std::string name;
};

std::int64_t difference(std::uint64_t a, std::uint64_t b)
{
    return static_cast<std::int64_t>(a - b);
}

void putEntry(Columns &columns, const PackEntry &entry, const TreeListing &from, Position &at)
{
    const auto own = from.find(entry.target.path);
    columns[Heads].push_back(static_cast<std::uint8_t>(
        static_cast<unsigned>(entry.method) | static_cast<unsigned>(entry.target.kind) << kindShift
        | (own ? samePath : 0U) | (entry.addresses ? addressesBit : 0U) | (entry.opened ? openedBit : 0U)));
    const TreeEntry *like = own ? &from.entries()[*own] : nullptr;
    if (hasBase(entry.method)) {
        putSigned(columns[Bases], difference(*entry.base, own ? *own : at.base));
        if (!own)
            at.base = *entry.base + 1;
        if (!like)
            like = &from.entries()[*entry.base];
    }
    if (own) {
        putVarint(columns[Names], *own - at.path);
        at.path = *own + 1;
    } else {
        putName(columns[Names], like ? std::string_view(like->path) : std::string_view(at.name), entry.target.path);
    }
    at.name = entry.target.path;
    putVarint(columns[Modes], entry.target.mode ^ (like ? like->mode : 0644U));
    if (entry.target.kind == TreeEntry::Kind::Link) {
        putVarint(columns[Targets], entry.target.target.size());
        columns[Targets].insert(columns[Targets].end(), entry.target.target.begin(), entry.target.target.end());
    }
    if (!entry.carriesBytes())
        return;
    putSigned(columns[Sizes], difference(entry.target.size, entry.base ? from.entries()[*entry.base].size : 0));
    for (int i = 7; i >= 0; --i)
        columns[Digests].push_back(static_cast<std::uint8_t>(entry.digestPrefix >> 8 * i));
    for (const std::uint64_t length : entry.lengths)
        putVarint(columns[Lengths], length);
}

/// One entry back. What it refers to is checked; what it means for the tree is checked by TreeListing.
bool getEntry(std::array<OctetReader, ColumnCount> &columns, PackEntry &entry, const TreeListing &from, Position &at)
{
    const unsigned head = columns[Heads].byte();
    const unsigned kind = head >> kindShift & 3;
    if ((head & methodMask) > static_cast<unsigned>(Method::Full)
        || kind > static_cast<unsigned>(TreeEntry::Kind::Link))
        return false;
    entry.method = static_cast<Method>(head & methodMask);
    entry.target.kind = static_cast<TreeEntry::Kind>(kind);
    entry.addresses = head & addressesBit;
    entry.opened = head & openedBit;
    const std::vector<TreeEntry> &old = from.entries();
    std::optional<std::size_t> own;
    if (head & samePath) {
        const std::uint64_t step = columns[Names].varint();
        if (at.path >= old.size() || step >= old.size() - at.path)
            return false;
        own = at.path + step;
        at.path = *own + 1;
    }
    const TreeEntry *like = own ? &old[*own] : nullptr;
    if (hasBase(entry.method)) {
        const std::uint64_t base = (own ? *own : at.base) + static_cast<std::uint64_t>(columns[Bases].signedVarint());
        if (base >= old.size() || old[base].kind != TreeEntry::Kind::File)
            return false;
        entry.base = base;
        if (!own)
            at.base = base + 1;
        if (!like)
            like = &old[base];
    }
    entry.target.path =
        own ? like->path : getName(columns[Names], like ? std::string_view(like->path) : std::string_view(at.name));
    if (!at.name.empty() && at.name >= entry.target.path)
        return false;
    at.name = entry.target.path;
    entry.target.mode = static_cast<std::uint32_t>(columns[Modes].varint()) ^ (like ? like->mode : 0644U);
    if (entry.target.kind == TreeEntry::Kind::Link) {
        const OctetView target = columns[Targets].take(columns[Targets].varint());
        entry.target.target.assign(target.begin(), target.end());
    }
    if (entry.method != Method::Attributes && entry.target.kind != TreeEntry::Kind::File)
        return false;
    if (entry.method == Method::Attributes && entry.target.kind == TreeEntry::Kind::File) {
        if (!own || old[*own].kind != TreeEntry::Kind::File)
            return false;
        entry.base = own;
    }
    if (!entry.carriesBytes()) {
        if (entry.base) {
            entry.target.size = old[*entry.base].size;
            entry.target.digest = old[*entry.base].digest;
        }
        return !entry.addresses && !entry.opened;
    }
    entry.target.size =
        (entry.base ? old[*entry.base].size : 0) + static_cast<std::uint64_t>(columns[Sizes].signedVarint());
    const OctetView prefix = columns[Digests].take(8);
    for (const std::uint8_t next : prefix)
        entry.digestPrefix = entry.digestPrefix << 8 | next;
    for (std::uint64_t &length : entry.lengths)
        length = columns[Lengths].varint();
    return true;
}

std::unexpected<Error> bad(const char *what)
{
    return refuseDelta(UpdateError::DeltaFormat, QString::fromLatin1(what));
}

/// The blocks of each stream hold what the entries say.
bool consistent(const PackIndex &index)
{
    std::array<std::uint64_t, streamCount> held{};
    for (const PackBlock &block : index.blocks)
        held[static_cast<std::size_t>(block.stream)] += block.size;
    std::array<std::uint64_t, streamCount> used{};
    for (const PackEntry &entry : index.entries)
        for (std::size_t s = 0; s < streamCount; ++s)
            used[s] += entry.lengths[s];
    return held == used;
}

bool getBlocks(OctetReader &in, std::vector<PackBlock> &blocks)
{
    const std::uint64_t count = in.varint();
    if (!in.ok() || count > maximumBlocks || count > in.remaining() / 20)
        return false;
    blocks.resize(count);
    std::uint64_t offset = headerSize;
    std::array<std::uint64_t, streamCount> begins{};
    for (PackBlock &block : blocks) {
        const std::uint8_t stream = in.byte();
        const std::uint8_t codec = in.byte();
        block.packedSize = in.varint();
        block.size = in.varint();
        std::ranges::copy(in.take(block.hashPrefix.size()), block.hashPrefix.begin());
        if (!in.ok() || stream >= streamCount || codec > static_cast<std::uint8_t>(Codec::Lzma) || block.size == 0
            || block.size > blockSize || block.packedSize > block.size)
            return false;
        block.stream = static_cast<Stream>(stream);
        block.codec = static_cast<Codec>(codec);
        block.offset = offset;
        offset += block.packedSize;
        block.begin = begins[stream];
        begins[stream] += block.size;
    }
    return true;
}

} // namespace

Octets PackIndex::encode(const TreeListing &from) const
{
    Octets out;
    for (const Sha256Digest &digest : {fromTree, toTree})
        for (const std::byte byte : digest.bytes())
            out.push_back(static_cast<std::uint8_t>(byte));
    putVarint(out, blocks.size());
    for (const PackBlock &block : blocks) {
        out.push_back(static_cast<std::uint8_t>(block.stream));
        out.push_back(static_cast<std::uint8_t>(block.codec));
        putVarint(out, block.packedSize);
        putVarint(out, block.size);
        out.insert(out.end(), block.hashPrefix.begin(), block.hashPrefix.end());
    }
    putVarint(out, removed.size());
    std::size_t next = 0;
    for (const std::size_t index : removed) {
        putVarint(out, index - next);
        next = index + 1;
    }
    Columns columns;
    Position at;
    for (const PackEntry &entry : entries)
        putEntry(columns, entry, from, at);
    putVarint(out, entries.size());
    for (const Octets &column : columns) {
        putVarint(out, column.size());
        out.insert(out.end(), column.begin(), column.end());
    }
    return out;
}

Result<PackIndex> PackIndex::decode(OctetView bytes, const TreeListing &from)
{
    PackIndex index;
    OctetReader in(bytes);
    const auto fromTree = Sha256Digest::fromBytes(std::as_bytes(in.take(Sha256Digest::size)));
    const auto toTree = Sha256Digest::fromBytes(std::as_bytes(in.take(Sha256Digest::size)));
    if (!fromTree || !toTree)
        return bad("index");
    index.fromTree = *fromTree;
    index.toTree = *toTree;
    if (index.fromTree != (from.entries().empty() ? Sha256Digest{} : from.hash()))
        return refuseDelta(UpdateError::DeltaWrongBase, QString::fromLatin1(index.fromTree.hex()));
    if (!getBlocks(in, index.blocks))
        return bad("block table");
    const std::uint64_t removed = in.varint();
    if (!in.ok() || removed > from.entries().size())
        return bad("removed files");
    std::uint64_t next = 0;
    for (std::uint64_t i = 0; i < removed; ++i) {
        const std::uint64_t step = in.varint();
        if (!in.ok() || next >= from.entries().size() || step >= from.entries().size() - next)
            return bad("removed files");
        index.removed.push_back(next + step);
        next += step + 1;
    }
    const std::uint64_t count = in.varint();
    if (!in.ok() || count > maximumEntries || count > in.remaining())
        return bad("number of files");
    std::array<OctetReader, ColumnCount> columns{OctetReader({}), OctetReader({}), OctetReader({}), OctetReader({}),
                                                 OctetReader({}), OctetReader({}), OctetReader({}), OctetReader({})};
    for (OctetReader &column : columns)
        column = OctetReader(in.take(in.varint()));
    if (!in.ok() || in.remaining() > 0 || columns[Heads].remaining() != count)
        return bad("file table");
    index.entries.resize(count);
    Position at;
    std::array<std::uint64_t, streamCount> offsets{};
    for (PackEntry &entry : index.entries) {
        if (!getEntry(columns, entry, from, at))
            return bad("file");
        for (std::size_t s = 0; s < streamCount; ++s) {
            entry.offsets[s] = offsets[s];
            if (entry.lengths[s] > (std::uint64_t{1} << 40))
                return bad("length");
            offsets[s] += entry.lengths[s];
        }
        if (entry.target.size > std::uint64_t{1} << 40)
            return refuseDelta(UpdateError::DeltaTooLarge, entry.target.path);
    }
    if (!std::ranges::all_of(columns, [](const OctetReader &column) { return column.ok() && column.remaining() == 0; }))
        return bad("file table");
    if (!consistent(index))
        return bad("streams");
    return index;
}

std::vector<PackRange> PackIndex::rangesOf(const std::vector<const PackEntry *> &wanted) const
{
    std::array<std::vector<PackRange>, streamCount> used; // in the streams
    for (const PackEntry *entry : wanted)
        for (std::size_t s = 0; s < streamCount; ++s)
            if (entry->lengths[s] > 0)
                used[s].push_back({entry->offsets[s], entry->offsets[s] + entry->lengths[s]});
    for (std::vector<PackRange> &parts : used)
        std::ranges::sort(parts, {}, &PackRange::begin);
    std::vector<PackRange> ranges{{0, headerSize}};
    for (const PackBlock &block : blocks) {
        const std::vector<PackRange> &parts = used[static_cast<std::size_t>(block.stream)];
        const auto next = std::ranges::upper_bound(parts, block.begin, {}, &PackRange::end);
        if (next == parts.end() || next->begin >= block.begin + block.size)
            continue;
        if (ranges.back().end == block.offset)
            ranges.back().end += block.packedSize;
        else
            ranges.push_back({block.offset, block.offset + block.packedSize});
    }
    return ranges;
}

Result<TreeListing> PackIndex::targetListing(const TreeListing &from) const
{
    std::vector<TreeEntry> all;
    auto gone = removed.begin();
    auto changed = entries.begin();
    for (std::size_t i = 0; i < from.entries().size(); ++i) {
        const TreeEntry &old = from.entries()[i];
        for (; changed != entries.end() && changed->target.path < old.path; ++changed)
            all.push_back(changed->target);
        const bool isRemoved = gone != removed.end() && *gone == i;
        if (isRemoved)
            ++gone;
        if (changed != entries.end() && changed->target.path == old.path) {
            if (isRemoved)
                return bad("a file both removed and changed");
            all.push_back((changed++)->target);
        } else if (!isRemoved) {
            all.push_back(old);
        }
    }
    for (; changed != entries.end(); ++changed)
        all.push_back(changed->target);
    return TreeListing::make(std::move(all));
}

} // namespace freshet::delta
