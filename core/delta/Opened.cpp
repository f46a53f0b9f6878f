// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/delta/Opened.h"

#include "core/delta/MemberEncoder.h"

#include <lzma.h>
#include <zlib.h>

#include <algorithm>
#include <array>

namespace freshet::delta {

namespace {

constexpr std::uint64_t maximumMembers = 65'536;
constexpr std::uint64_t smallestMember = 64; ///< what is shorter stays closed

std::unexpected<Error> bad(const char *what)
{
    return refuseDelta(UpdateError::DeltaFormat, QString::fromLatin1(what));
}

/// Raw deflate at the front of `packed`. Appends at most `limit` bytes; returns how many packed bytes it took.
std::optional<std::uint64_t> inflateRaw(OctetView packed, std::uint64_t limit, Octets &out)
{
    z_stream stream{};
    if (inflateInit2(&stream, -MAX_WBITS) != Z_OK)
        return std::nullopt;
    const std::unique_ptr<z_stream, decltype(&inflateEnd)> owner(&stream, &inflateEnd);
    const std::size_t start = out.size();
    stream.next_in = const_cast<Bytef *>(packed.data()); // zlib only reads it
    stream.avail_in = static_cast<uInt>(std::min<std::uint64_t>(packed.size(), ~uInt{0}));
    int state = Z_OK;
    while (state == Z_OK) {
        const std::size_t at = out.size();
        const std::uint64_t room =
            std::min<std::uint64_t>(limit + 1 - (at - start), std::max<std::size_t>(at - start, 65'536));
        out.resize(at + room);
        stream.next_out = out.data() + at;
        stream.avail_out = static_cast<uInt>(room);
        state = inflate(&stream, Z_NO_FLUSH);
        out.resize(out.size() - stream.avail_out);
        if (out.size() - start > limit)
            return std::nullopt;
    }
    return state == Z_STREAM_END ? std::optional<std::uint64_t>(stream.total_in) : std::nullopt;
}

/// One whole .xz stream at the front of `packed`.
std::optional<std::uint64_t> decodeXz(OctetView packed, std::uint64_t limit, Octets &out)
{
    lzma_stream stream = LZMA_STREAM_INIT;
    if (lzma_stream_decoder(&stream, std::uint64_t{32} << 20, 0) != LZMA_OK)
        return std::nullopt;
    const std::unique_ptr<lzma_stream, decltype(&lzma_end)> owner(&stream, &lzma_end);
    const std::size_t start = out.size();
    stream.next_in = packed.data();
    stream.avail_in = packed.size();
    lzma_ret state = LZMA_OK;
    while (state == LZMA_OK) {
        const std::size_t at = out.size();
        const std::uint64_t room =
            std::min<std::uint64_t>(limit + 1 - (at - start), std::max<std::size_t>(at - start, 65'536));
        out.resize(at + room);
        stream.next_out = out.data() + at;
        stream.avail_out = room;
        state = lzma_code(&stream, LZMA_FINISH);
        out.resize(out.size() - stream.avail_out);
        if (out.size() - start > limit)
            return std::nullopt;
    }
    return state == LZMA_STREAM_END ? std::optional<std::uint64_t>(stream.total_in) : std::nullopt;
}

std::uint32_t get16(const std::uint8_t *at)
{
    return static_cast<std::uint32_t>(at[0] | at[1] << 8);
}

/// Deflated members of a zip archive by its central directory (APPNOTE 4.3.12); without ZIP64, which files this small do not need.
std::vector<Member> zipMembers(OctetView file)
{
    constexpr std::size_t endSize = 22;
    std::vector<Member> members;
    if (file.size() < endSize)
        return members;
    std::size_t end = file.size() - endSize;
    const std::size_t lowest = end > 65'535 ? end - 65'535 : 0;
    while (get32(file.data() + end) != 0x06054b50) {
        if (end == lowest)
            return members;
        --end;
    }
    const std::uint32_t count = get16(file.data() + end + 10);
    std::uint64_t at = get32(file.data() + end + 16);
    for (std::uint32_t i = 0; i < count && at + 46 <= file.size(); ++i) {
        const std::uint8_t *record = file.data() + at;
        if (get32(record) != 0x02014b50)
            break;
        const std::uint64_t local = get32(record + 42);
        const std::uint64_t packedSize = get32(record + 20);
        if (get16(record + 10) == Z_DEFLATED && packedSize >= smallestMember && local + 30 <= file.size()
            && get32(file.data() + local) == 0x04034b50) {
            const std::uint64_t start = local + 30 + get16(file.data() + local + 26) + get16(file.data() + local + 28);
            if (start <= file.size() && packedSize <= file.size() - start)
                members.push_back({.offset = start, .packedSize = packedSize, .size = get32(record + 24)});
        }
        at += 46 + get16(record + 28) + get16(record + 30) + get16(record + 32);
    }
    std::ranges::sort(members, {}, &Member::offset);
    std::uint64_t covered = 0;
    std::erase_if(members, [&covered](const Member &member) {
        const bool overlaps = member.offset < covered;
        covered = std::max(covered, member.offset + member.packedSize);
        return overlaps;
    });
    return members;
}

/// The first member of a .gz file (RFC 1952); its sizes are found by unpacking it.
std::vector<Member> gzipMember(OctetView file)
{
    std::size_t at = 10;
    const std::uint8_t flags = file[3];
    if (flags & 4)
        at += at + 2 <= file.size() ? 2 + get16(file.data() + at) : 2;
    for (const std::uint8_t text : {std::uint8_t{8}, std::uint8_t{16}}) {
        if (!(flags & text))
            continue;
        while (at < file.size() && file[at] != 0)
            ++at;
        ++at;
    }
    if (flags & 2)
        at += 2;
    if (at + smallestMember > file.size())
        return {};
    return {{.offset = at}};
}

std::vector<Member> membersOf(OctetView file)
{
    if (file.size() < 64)
        return {};
    if (get32(file.data()) == 0x04034b50)
        return zipMembers(file);
    if (file[0] == 0x1f && file[1] == 0x8b && file[2] == 8)
        return gzipMember(file);
    static constexpr std::array<std::uint8_t, 6> xzMagic{0xfd, '7', 'z', 'X', 'Z', 0};
    if (std::ranges::equal(file.first(6), xzMagic))
        return {{.offset = 0, .xz = true}};
    return {};
}

/// Compares what is made with what should be; ends at the first difference.
class ComparingSink final : public OctetSink {
public:
    explicit ComparingSink(OctetView expected)
        : m_expected(expected)
    {
    }
    Result<void> append(OctetView bytes) override
    {
        if (bytes.size() > m_expected.size() || !std::ranges::equal(bytes, m_expected.first(bytes.size())))
            return refuseDelta(ErrorCode::DigestMismatch, QStringLiteral("member"));
        m_expected = m_expected.subspan(bytes.size());
        return {};
    }
    [[nodiscard]] bool isComplete() const { return m_expected.empty(); }

private:
    OctetView m_expected;
};

bool closesTo(Closer closer, std::uint8_t parameter, OctetView opened, OctetView packed)
{
    const auto encoder = MemberEncoder::make(closer, parameter);
    ComparingSink sink(packed);
    if (!encoder)
        return false;
    // In portions, so that a wrong guess ends early.
    for (; !opened.empty(); opened = opened.subspan(std::min<std::size_t>(opened.size(), 65'536)))
        if (!encoder->add(opened.first(std::min<std::size_t>(opened.size(), 65'536)), sink))
            return false;
    return encoder->finish(sink) && sink.isComplete();
}

/// Finds out how `member` was made. `hint` is what made the one before it.
void prove(Member &member, OctetView opened, OctetView packed, const Member &hint)
{
    std::vector<std::pair<Closer, std::uint8_t>> guesses;
    if (hint.closer != Closer::Raw)
        guesses.emplace_back(hint.closer, hint.parameter);
    if (member.xz) {
        for (std::uint8_t i = 0; MemberEncoder::exists(Closer::Xz, i); ++i)
            guesses.emplace_back(Closer::Xz, i);
    } else {
        for (const std::uint8_t level : {6, 9, 5, 8, 7, 4, 3, 2, 1}) {
            guesses.emplace_back(Closer::Zlib, level);
            guesses.emplace_back(Closer::Gzip, level);
        }
    }
    for (const auto &[closer, parameter] : guesses)
        if (closesTo(closer, parameter, opened, packed)) {
            member.closer = closer;
            member.parameter = parameter;
            return;
        }
}

} // namespace

std::optional<OpenedFile> openFile(OctetView file, bool proven, const Member &hint)
{
    OpenedFile opened;
    std::uint64_t at = 0;
    Member last = hint;
    const auto append = [&](std::uint64_t until) {
        opened.octets.insert(opened.octets.end(), file.begin() + static_cast<std::ptrdiff_t>(at),
                             file.begin() + static_cast<std::ptrdiff_t>(until));
        at = until;
    };
    if (file.size() > maximumOpened)
        return std::nullopt;
    std::vector<Member> members = membersOf(file);
    if (members.size() > maximumMembers)
        return std::nullopt;
    for (Member &member : members) {
        append(member.offset);
        if (opened.octets.size() > maximumOpened)
            return std::nullopt;
        const std::size_t start = opened.octets.size();
        const OctetView packed =
            file.subspan(member.offset, member.packedSize ? member.packedSize : file.size() - member.offset);
        const std::uint64_t limit = maximumOpened - start;
        const auto taken =
            member.xz ? decodeXz(packed, limit, opened.octets) : inflateRaw(packed, limit, opened.octets);
        const bool fits = taken && *taken > 0 && (member.packedSize == 0 || *taken == member.packedSize);
        if (fits) {
            member.packedSize = *taken;
            member.size = opened.octets.size() - start;
            if (proven)
                prove(member, OctetView(opened.octets).subspan(start), file.subspan(member.offset, *taken), last);
        }
        if (!fits || (proven && member.closer == Closer::Raw)) {
            opened.octets.resize(start);
            continue;
        }
        last = member;
        opened.members.push_back(member);
        at = member.offset + member.packedSize;
    }
    append(file.size());
    if (opened.members.empty() || opened.octets.size() > maximumOpened)
        return std::nullopt;
    return opened;
}

void putBaseRecipe(const OpenedFile &base, Octets &out)
{
    putVarint(out, base.members.size());
    std::uint64_t at = 0;
    for (const Member &member : base.members) {
        putVarint(out, (member.offset - at) << 1 | (member.xz ? 1 : 0));
        putVarint(out, member.packedSize);
        putVarint(out, member.size);
        at = member.offset + member.packedSize;
    }
}

void putClosingRecipe(const OpenedFile &fresh, Octets &out)
{
    putVarint(out, fresh.octets.size());
    putVarint(out, fresh.members.size());
    std::uint64_t at = 0;
    for (const Member &member : fresh.members) {
        putVarint(out, member.offset - at);
        putVarint(out, member.size);
        out.push_back(static_cast<std::uint8_t>(static_cast<unsigned>(member.closer) << 4 | member.parameter));
        at = member.offset + member.packedSize;
    }
}

Result<Octets> openBase(OctetReader &recipe, OctetView base)
{
    const std::uint64_t count = recipe.varint();
    if (!recipe.ok() || count > maximumMembers || base.size() > maximumOpened)
        return bad("members of the old file");
    Octets out;
    for (std::uint64_t i = 0; i < count; ++i) {
        const std::uint64_t gap = recipe.varint();
        const std::uint64_t packedSize = recipe.varint();
        const std::uint64_t size = recipe.varint();
        const std::uint64_t raw = gap >> 1;
        if (!recipe.ok() || raw > base.size() || packedSize > base.size() - raw)
            return bad("member of the old file");
        if (size > maximumOpened || raw + size > maximumOpened - out.size())
            return refuseDelta(UpdateError::DeltaTooLarge, QStringLiteral("opened file"));
        out.insert(out.end(), base.begin(), base.begin() + static_cast<std::ptrdiff_t>(raw));
        const std::size_t start = out.size();
        const OctetView packed = base.subspan(raw, packedSize);
        const auto taken = gap & 1 ? decodeXz(packed, size, out) : inflateRaw(packed, size, out);
        if (taken != packedSize || out.size() - start != size)
            return bad("member of the old file");
        base = base.subspan(raw + packedSize);
    }
    if (base.size() > maximumOpened - out.size())
        return refuseDelta(UpdateError::DeltaTooLarge, QStringLiteral("opened file"));
    out.insert(out.end(), base.begin(), base.end());
    return out;
}

ClosingSink::ClosingSink(OctetSink &sink)
    : m_sink(&sink)
{
}
ClosingSink::ClosingSink(ClosingSink &&) noexcept = default;
ClosingSink::~ClosingSink() = default;

Result<ClosingSink> ClosingSink::make(OctetReader &recipe, OctetSink &sink)
{
    ClosingSink closing(sink);
    closing.m_size = recipe.varint();
    const std::uint64_t count = recipe.varint();
    if (!recipe.ok() || count > maximumMembers || count > recipe.remaining() / 3)
        return bad("members of the new file");
    if (closing.m_size > maximumOpened)
        return refuseDelta(UpdateError::DeltaTooLarge, QStringLiteral("opened file"));
    std::uint64_t left = closing.m_size;
    for (std::uint64_t i = 0; i < count; ++i) {
        Segment segment{.rawSize = recipe.varint(), .size = recipe.varint()};
        const std::uint8_t how = recipe.byte();
        segment.closer = static_cast<Closer>(how >> 4);
        segment.parameter = how & 15;
        if (!recipe.ok() || segment.rawSize > left || segment.size > left - segment.rawSize
            || !MemberEncoder::exists(segment.closer, segment.parameter))
            return bad("member of the new file");
        left -= segment.rawSize + segment.size;
        closing.m_segments.push_back(segment);
    }
    closing.m_segments.push_back({.rawSize = left});
    closing.m_left = closing.m_segments.front().rawSize;
    return closing;
}

Result<void> ClosingSink::startMember()
{
    const Segment &segment = m_segments[m_segment];
    m_left = segment.size;
    m_encoder = MemberEncoder::make(segment.closer, segment.parameter);
    return {};
}

Result<void> ClosingSink::append(OctetView bytes)
{
    while (true) {
        const OctetView part = bytes.first(std::min<std::uint64_t>(bytes.size(), m_left));
        bytes = bytes.subspan(part.size());
        m_left -= part.size();
        if (!part.empty())
            if (auto result = m_encoder ? m_encoder->add(part, *m_sink) : m_sink->append(part); !result)
                return result;
        if (m_left > 0)
            return {};
        if (m_encoder) {
            if (auto result = m_encoder->finish(*m_sink); !result)
                return result;
            m_encoder.reset();
            m_left = m_segments[++m_segment].rawSize;
        } else if (m_segment + 1 < m_segments.size()) {
            if (auto result = startMember(); !result)
                return result;
        } else {
            return bytes.empty() ? Result<void>() : Result<void>(bad("opened file"));
        }
    }
}

Result<void> ClosingSink::finish()
{
    // What is left may be members of nothing.
    if (auto result = append({}); !result)
        return result;
    return m_left == 0 && !m_encoder && m_segment + 1 == m_segments.size() ? Result<void>()
                                                                           : Result<void>(bad("opened file"));
}

} // namespace freshet::delta
