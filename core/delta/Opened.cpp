// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/delta/Opened.h"

#include "core/delta/ClosingSink.h"
#include "core/delta/Lz4Encoder.h"
#include "core/delta/MemberDecoder.h"
#include "core/delta/MemberEncoder.h"
#include "core/delta/MemberFinder.h"

#include <algorithm>
#include <set>
#include <string_view>

namespace freshet::delta {

namespace {

std::unexpected<Error> bad(const char *what)
{
    return refuseDelta(UpdateError::DeltaFormat, QString::fromLatin1(what));
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

/// What comes in is compressed, and compared with what it should become.
class ProvingSink final : public OctetSink {
public:
    ProvingSink(std::unique_ptr<MemberEncoder> encoder, OctetView packed)
        : m_encoder(std::move(encoder))
        , m_comparing(packed)
    {
    }
    Result<void> append(OctetView bytes) override { return m_encoder->add(bytes, m_comparing); }
    [[nodiscard]] bool finish() { return m_encoder->finish(m_comparing) && m_comparing.isComplete(); }

private:
    std::unique_ptr<MemberEncoder> m_encoder;
    ComparingSink m_comparing;
};

/// Finds out how `member` was made. `last` is one that most likely was made alike.
void prove(Member &member, OctetView packed, const Member &last)
{
    std::vector<std::pair<Closer, std::uint8_t>> guesses;
    if (last.closer != Closer::Raw && last.format == member.format)
        guesses.emplace_back(last.closer, last.parameter);
    switch (member.format) {
    case Format::Deflate:
        for (const std::uint8_t level : {6, 9, 5, 8, 7, 4, 3, 2, 1}) {
            guesses.emplace_back(Closer::Zlib, level);
            guesses.emplace_back(Closer::Gzip, level);
        }
        break;
    case Format::Xz:
        for (std::uint8_t i = 0; MemberEncoder::exists(Closer::Xz, i); ++i)
            guesses.emplace_back(Closer::Xz, i);
        break;
    case Format::Lz4:
        guesses.emplace_back(Closer::Lz4, Lz4Encoder::level);
        break;
    case Format::Zstd:
        for (std::uint8_t i = 0; MemberEncoder::exists(Closer::Zstd, i); ++i)
            guesses.emplace_back(Closer::Zstd, i);
        break;
    }
    for (const auto &[closer, parameter] : guesses) {
        member.closer = closer;
        member.parameter = parameter;
        if (closesAgain(member, packed))
            return;
    }
    member.closer = Closer::Raw;
    member.parameter = 0;
}

Format formatOf(Closer closer)
{
    switch (closer) {
    case Closer::Xz:
        return Format::Xz;
    case Closer::Lz4:
        return Format::Lz4;
    case Closer::Zstd:
        return Format::Zstd;
    case Closer::Raw:
    case Closer::Zlib:
    case Closer::Gzip:
        break;
    }
    return Format::Deflate;
}

} // namespace

bool closesAgain(const Member &member, OctetView packed)
{
    auto encoder = MemberEncoder::make(member.closer, member.parameter);
    if (!encoder)
        return false;
    // Unpacked again instead of held: a wrong guess mostly ends after the first portion.
    ProvingSink sink(std::move(encoder), packed);
    return decodeMember(member.format, packed, member.size, sink) && sink.finish();
}

MemberPair differingMembers(OctetView old, OctetView fresh)
{
    MemberPair members{.old = findMembers(old), .fresh = findMembers(fresh)};
    // Where the end of a member is found by unpacking it, it is the only one, and files as a whole were compared before.
    using Packed = std::pair<std::uint64_t, std::string_view>;
    const auto packed = [](OctetView file, const Member &member) {
        const OctetView bytes = file.subspan(member.offset, member.packedSize);
        return Packed(member.size, {reinterpret_cast<const char *>(bytes.data()), bytes.size()});
    };
    std::set<Packed> there;
    for (const Member &member : members.old)
        there.insert(packed(old, member));
    std::set<Packed> common;
    std::erase_if(members.fresh, [&](const Member &member) {
        const Packed bytes = packed(fresh, member);
        return member.packedSize > 0 && there.contains(bytes) && (common.insert(bytes), true);
    });
    std::erase_if(members.old,
                  [&](const Member &member) { return member.packedSize > 0 && common.contains(packed(old, member)); });
    return members;
}

std::optional<OpenedFile> openFile(OctetView file, bool mustClose, const Scratch *scratch, const Member &likely)
{
    return openMembers(file, findMembers(file), mustClose, scratch, likely);
}

std::optional<OpenedFile> openMembers(OctetView file, std::vector<Member> members, bool mustClose,
                                      const Scratch *scratch, const Member &likely)
{
    OpenedFile opened;
    std::uint64_t at = 0;
    Member last = likely;
    if (members.empty() || members.size() > maximumMembers || file.size() > maximumOpened)
        return std::nullopt;
    Collector out(scratch, maximumOpened);
    for (Member &member : members) {
        if (!out.append(file.subspan(at, member.offset - at)))
            return std::nullopt;
        at = member.offset;
        const std::uint64_t start = out.size();
        const OctetView packed =
            file.subspan(member.offset, member.packedSize ? member.packedSize : file.size() - member.offset);
        const auto taken = decodeMember(member.format, packed, maximumOpened - start, out);
        const bool fits = taken && *taken > 0 && (member.packedSize == 0 || *taken == member.packedSize);
        if (fits) {
            member.packedSize = *taken;
            member.size = out.size() - start;
            prove(member, packed.first(*taken), last);
        }
        if (!fits || (mustClose && member.closer == Closer::Raw)) {
            if (!out.truncate(start))
                return std::nullopt;
            continue;
        }
        last = member;
        opened.members.push_back(member);
        at = member.offset + member.packedSize;
    }
    if (opened.members.empty() || !out.append(file.subspan(at)))
        return std::nullopt;
    auto bytes = out.finish();
    if (!bytes)
        return std::nullopt;
    opened.bytes = std::move(*bytes);
    return opened;
}

void putBaseRecipe(const std::vector<Member> &members, Octets &out)
{
    putVarint(out, members.size());
    std::uint64_t at = 0;
    for (const Member &member : members) {
        putVarint(out, (member.offset - at) << 2 | static_cast<std::uint64_t>(member.format));
        putVarint(out, member.packedSize);
        putVarint(out, member.size);
        out.push_back(static_cast<std::uint8_t>(static_cast<unsigned>(member.closer) << 4 | member.parameter));
        at = member.offset + member.packedSize;
    }
}

Result<std::vector<Member>> readBaseRecipe(OctetReader &recipe)
{
    const std::uint64_t count = recipe.varint();
    // A member takes at least four bytes.
    if (!recipe.ok() || count > maximumMembers || count > recipe.remaining() / 4)
        return bad("members of the old file");
    std::vector<Member> members(count);
    std::uint64_t at = 0;
    for (Member &member : members) {
        const std::uint64_t gap = recipe.varint();
        member.packedSize = recipe.varint();
        member.size = recipe.varint();
        const std::uint8_t how = recipe.byte();
        member.format = static_cast<Format>(gap & 3);
        member.closer = static_cast<Closer>(how >> 4);
        member.parameter = how & 15;
        if (!recipe.ok() || gap >> 2 > maximumOpened || member.packedSize > maximumOpened
            || (how != 0 && !MemberEncoder::exists(member.closer, member.parameter)))
            return bad("member of the old file");
        member.offset = at + (gap >> 2);
        at = member.offset + member.packedSize;
    }
    return members;
}

Result<FileBytes> openBase(const std::vector<Member> &members, OctetView base, const Scratch *scratch)
{
    Collector out(scratch, maximumOpened);
    std::uint64_t expected = base.size();
    for (const Member &member : members)
        expected += std::min(member.size, heldInMemory);
    out.expect(expected);
    std::uint64_t at = 0;
    for (const Member &member : members) {
        if (member.offset > base.size() || member.packedSize > base.size() - member.offset)
            return bad("member of the old file");
        if (auto passed = out.append(base.subspan(at, member.offset - at)); !passed)
            return std::unexpected(passed.error());
        const std::uint64_t start = out.size();
        const auto taken =
            decodeMember(member.format, base.subspan(member.offset, member.packedSize), member.size, out);
        if (!taken)
            return std::unexpected(taken.error());
        if (*taken != member.packedSize || out.size() - start != member.size)
            return bad("member of the old file");
        at = member.offset + member.packedSize;
    }
    if (auto passed = out.append(base.subspan(at)); !passed)
        return std::unexpected(passed.error());
    return out.finish();
}

Result<OpenedFile> openClosed(OctetReader &recipe, OctetView fresh, const Scratch *scratch)
{
    const auto segments = readClosingRecipe(recipe);
    if (!segments)
        return std::unexpected(segments.error());
    const std::vector<Member> all = findMembers(fresh);
    OpenedFile opened;
    Collector out(scratch, maximumOpened);
    out.expect(segments->openedSize);
    std::uint64_t at = 0;
    for (const ClosingSegment &segment : segments->members) {
        const auto found = std::ranges::find(all, at + segment.rawSize, &Member::offset);
        if (found == all.end() || found->format != formatOf(segment.closer))
            return bad("member of the new file");
        Member member = *found;
        member.size = segment.size;
        member.closer = segment.closer;
        member.parameter = segment.parameter;
        const OctetView packed =
            fresh.subspan(member.offset, member.packedSize ? member.packedSize : fresh.size() - member.offset);
        if (auto passed = out.append(fresh.subspan(at, member.offset - at)); !passed)
            return std::unexpected(passed.error());
        const auto taken = decodeMember(member.format, packed, member.size, out);
        if (!taken)
            return std::unexpected(taken.error());
        member.packedSize = *taken;
        at = member.offset + member.packedSize;
        opened.members.push_back(member);
    }
    if (auto passed = out.append(fresh.subspan(at)); !passed)
        return std::unexpected(passed.error());
    if (out.size() != segments->openedSize)
        return bad("opened file");
    auto bytes = out.finish();
    if (!bytes)
        return std::unexpected(bytes.error());
    opened.bytes = std::move(*bytes);
    return opened;
}

} // namespace freshet::delta
