// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/delta/ElfImage.h"

#include "core/delta/KernelRelocations.h"

#include <elf.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <string_view>

namespace freshet::delta {

namespace {

constexpr std::size_t maximumSegments = 64;
constexpr std::size_t maximumSections = 4096;
constexpr std::uint64_t maximumSize = std::uint64_t{1} << 40; ///< of a segment in memory
constexpr std::size_t searched = 64 * 1024; ///< an opened file begins with a small header, or a small program

bool inside(std::uint64_t begin, std::uint64_t size, std::uint64_t limit)
{
    return begin <= limit && size <= limit - begin;
}

template <typename T>
T at(OctetView file, std::uint64_t offset)
{
    T value;
    std::memcpy(&value, file.data() + offset, sizeof value);
    return value;
}

/// Where an image may begin.
std::size_t headerIn(OctetView file)
{
    static constexpr std::array<std::uint8_t, 6> magic{0x7f, 'E', 'L', 'F', ELFCLASS64, ELFDATA2LSB};
    const OctetView front = file.first(std::min(file.size(), searched));
    const auto found = std::ranges::search(front, magic);
    return found.empty() ? file.size() : static_cast<std::size_t>(found.begin() - front.begin());
}

/// Tables of a Linux kernel whose fields are addresses less their own.
bool isKernelTable(std::string_view name)
{
    static constexpr std::array<std::string_view, 10> names{
        ".altinstructions", ".orc_unwind_ip", ".pci_fixup", ".retpoline_sites", ".return_sites",
        ".smp_locks",       "__bug_table",    "__ex_table", "__ksymtab",        "__ksymtab_gpl"};
    return std::ranges::contains(names, name);
}

std::optional<ElfImage::Kind> kindOf(const Elf64_Shdr &section, std::string_view name)
{
    using Kind = ElfImage::Kind;
    if (!(section.sh_flags & SHF_ALLOC))
        return section.sh_type == SHT_SYMTAB ? std::optional(Kind::Symbols) : std::nullopt;
    switch (section.sh_type) {
    case SHT_RELA:
        return Kind::Relocations;
    case SHT_DYNSYM:
    case SHT_SYMTAB:
        return Kind::Symbols;
    case SHT_DYNAMIC:
    case SHT_INIT_ARRAY:
    case SHT_FINI_ARRAY:
        return Kind::Pointers;
    case SHT_PROGBITS:
    case SHT_X86_64_UNWIND:
        break;
    default:
        return std::nullopt;
    }
    if (section.sh_flags & SHF_EXECINSTR)
        return Kind::Code;
    if (isKernelTable(name))
        return Kind::RelativeWords;
    if (name == ".parainstructions" || name == "__param")
        return Kind::Pointers;
    if (section.sh_flags & SHF_WRITE)
        return Kind::Pointers;
    if (name == ".eh_frame")
        return Kind::UnwindTable;
    if (name == ".eh_frame_hdr")
        return Kind::UnwindIndex;
    return name.starts_with(".rodata") ? std::optional(Kind::ReadOnly) : std::nullopt;
}

std::string_view nameAt(OctetView file, const Elf64_Shdr &names, std::uint32_t offset)
{
    if (names.sh_type == SHT_NOBITS || !inside(names.sh_offset, names.sh_size, file.size()) || offset >= names.sh_size)
        return {};
    const auto *text = reinterpret_cast<const char *>(file.data() + names.sh_offset);
    const std::string_view rest(text + offset, names.sh_size - offset);
    return rest.substr(0, rest.find('\0'));
}

} // namespace

std::optional<ElfImage> ElfImage::parse(OctetView whole)
{
    const std::size_t start = headerIn(whole);
    const OctetView file = whole.subspan(start);
    if (file.size() < sizeof(Elf64_Ehdr))
        return std::nullopt;
    const auto header = at<Elf64_Ehdr>(file, 0);
    if (std::memcmp(header.e_ident, ELFMAG, SELFMAG) != 0 || header.e_ident[EI_CLASS] != ELFCLASS64
        || header.e_ident[EI_DATA] != ELFDATA2LSB || (header.e_machine != EM_X86_64 && header.e_machine != EM_AARCH64)
        || (header.e_type != ET_EXEC && header.e_type != ET_DYN) || header.e_phentsize != sizeof(Elf64_Phdr)
        || header.e_shentsize != sizeof(Elf64_Shdr) || header.e_phnum > maximumSegments
        || header.e_shnum > maximumSections || header.e_shstrndx >= header.e_shnum
        || !inside(header.e_phoff, std::uint64_t{header.e_phnum} * sizeof(Elf64_Phdr), file.size())
        || !inside(header.e_shoff, std::uint64_t{header.e_shnum} * sizeof(Elf64_Shdr), file.size()))
        return std::nullopt;
    ElfImage image;
    image.machine = header.e_machine == EM_X86_64 ? Machine::X86 : Machine::Arm;
    for (unsigned i = 0; i < header.e_phnum; ++i) {
        const auto program = at<Elf64_Phdr>(file, header.e_phoff + i * sizeof(Elf64_Phdr));
        if (program.p_type != PT_LOAD)
            continue;
        if (!inside(program.p_offset, program.p_filesz, file.size()) || program.p_memsz > maximumSize
            || program.p_vaddr + program.p_memsz < program.p_vaddr || program.p_filesz > program.p_memsz)
            return std::nullopt;
        image.segments.push_back({program.p_offset, program.p_vaddr, program.p_filesz, program.p_memsz,
                                  static_cast<bool>(program.p_flags & PF_X)});
    }
    std::ranges::sort(image.segments, {}, &Segment::address);
    const auto names = at<Elf64_Shdr>(file, header.e_shoff + header.e_shstrndx * sizeof(Elf64_Shdr));
    for (unsigned i = 0; i < header.e_shnum; ++i) {
        const auto section = at<Elf64_Shdr>(file, header.e_shoff + i * sizeof(Elf64_Shdr));
        const auto kind = kindOf(section, nameAt(file, names, section.sh_name));
        if (kind && section.sh_size > 0 && inside(section.sh_offset, section.sh_size, file.size()))
            image.regions.push_back({section.sh_offset, section.sh_offset + section.sh_size, *kind});
    }
    const std::uint64_t headersEnd = header.e_shoff + std::uint64_t{header.e_shnum} * sizeof(Elf64_Shdr);
    if (header.e_type == ET_EXEC && image.machine == Machine::X86)
        findKernelRelocations(file, headersEnd, image);
    std::ranges::sort(image.regions, {}, &Region::begin);
    for (std::size_t i = 1; i < image.regions.size(); ++i)
        if (image.regions[i].begin < image.regions[i - 1].end)
            return std::nullopt;
    if (image.segments.empty() || image.regions.empty())
        return std::nullopt;
    for (Segment &segment : image.segments)
        segment.offset += start;
    for (Region &region : image.regions) {
        region.begin += start;
        region.end += start;
    }
    for (std::uint64_t &word : image.words)
        word += start;
    return image;
}

} // namespace freshet::delta
