// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/delta/MemberFinder.h"

#include "core/delta/Lz4Encoder.h"
#include "core/delta/ZstdEncoder.h"

#include <zlib.h>

#include <algorithm>
#include <array>

namespace freshet::delta {

namespace {

constexpr std::uint64_t smallestMember = 64; ///< what is shorter stays closed

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

/// The LZ4 payload of an x86 Linux kernel (Documentation/arch/x86/boot.rst): its size unpacked, four bytes, is counted with it but no part of
/// the frame.
std::vector<Member> kernelPayload(OctetView file)
{
    constexpr std::uint64_t sector = 512;
    constexpr std::uint64_t header = 0x250; // of what is read here
    if (file.size() < header || get16(file.data() + 0x1fe) != 0xaa55
        || get32(file.data() + 0x202) != 0x53726448 /* HdrS */ || get16(file.data() + 0x206) < 0x208)
        return {};
    const std::uint64_t sectors = file[0x1f1] ? file[0x1f1] : 4;
    const std::uint64_t start = (sectors + 1) * sector + get32(file.data() + 0x248);
    const std::uint64_t size = get32(file.data() + 0x24c);
    if (start > file.size() || size > file.size() - start || size < smallestMember
        || get32(file.data() + start) != Lz4Encoder::magic)
        return {};
    return {{.offset = start, .packedSize = size - 4, .format = Format::Lz4}};
}

} // namespace

std::vector<Member> findMembers(OctetView file)
{
    if (file.size() < smallestMember)
        return {};
    if (get32(file.data()) == 0x04034b50)
        return zipMembers(file);
    if (file[0] == 0x1f && file[1] == 0x8b && file[2] == 8)
        return gzipMember(file);
    static constexpr std::array<std::uint8_t, 6> xzMagic{0xfd, '7', 'z', 'X', 'Z', 0};
    if (std::ranges::equal(file.first(6), xzMagic))
        return {{.offset = 0, .format = Format::Xz}};
    if (get32(file.data()) == Lz4Encoder::magic)
        return {{.offset = 0, .packedSize = file.size(), .format = Format::Lz4}};
    if (get32(file.data()) == ZstdEncoder::magic)
        return {{.offset = 0, .format = Format::Zstd}};
    return kernelPayload(file);
}

} // namespace freshet::delta
