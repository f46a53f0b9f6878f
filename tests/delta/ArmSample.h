// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/delta/Octets.h"

#include <elf.h>

#include <array>
#include <cstring>
#include <random>
#include <string_view>

namespace freshet::delta {

/// A linked AArch64 library, made without a compiler for it: functions that call each other and use texts and variables, and a table of
/// pointers to them.
class ArmSample {
public:
    /// `newer`: some functions are longer, so that nearly everything lies elsewhere.
    static Octets make(bool newer)
    {
        ArmSample sample;
        std::mt19937 random(5);
        std::vector<std::uint64_t> starts;
        std::uint64_t at = textAt;
        for (std::size_t i = 0; i < functions; ++i) {
            starts.push_back(at);
            at += 4 * (bodyLength + (isLonger(i, newer) ? 5 : 0));
        }
        const std::uint64_t textsAt = (at + 63) & ~std::uint64_t{63};
        const std::uint64_t dataAt = ((textsAt + functions * 24 + 0xffff) & ~std::uint64_t{0xffff});
        sample.m_file.resize(textAt);
        for (std::size_t i = 0; i < functions; ++i)
            sample.function(i, isLonger(i, newer), starts, textsAt, dataAt, random);
        sample.m_file.resize(textsAt);
        for (std::size_t i = 0; i < functions * 24; ++i)
            sample.m_file.push_back(static_cast<std::uint8_t>('a' + random() % 26));
        const std::uint64_t loaded = sample.m_file.size();
        sample.m_file.resize(dataAt);
        for (std::size_t i = 0; i < functions; ++i)
            put64(sample.m_file, starts[i * 31 % functions]);
        sample.finish(at, textsAt, loaded, dataAt);
        return std::move(sample.m_file);
    }

private:
    static constexpr std::size_t functions = 900;
    static constexpr std::uint64_t bodyLength = 24; ///< instructions
    static constexpr std::uint64_t textAt = 0x1000;

    static bool isLonger(std::size_t i, bool newer) { return newer && i % 90 == 7; }

    void instruction(std::uint32_t word) { put32(m_file, word); }
    void page(unsigned reg, std::uint64_t target)
    {
        const auto pages = static_cast<std::uint32_t>((target >> 12) - (m_file.size() >> 12));
        instruction(0x90000000 | (pages & 3) << 29 | (pages >> 2 & 0x7ffff) << 5 | reg);
    }
    void call(std::uint64_t target)
    {
        instruction(0x94000000 | (static_cast<std::uint32_t>(target - m_file.size()) >> 2 & 0x03ffffff));
    }
    void function(std::size_t i, bool isLong, const std::vector<std::uint64_t> &starts, std::uint64_t textsAt,
                  std::uint64_t dataAt, std::mt19937 &random)
    {
        instruction(0xa9bf7bfd); // stp x29, x30, [sp, -16]!
        for (int k = 0; isLong && k < 5; ++k)
            instruction(0x1b007c00 | static_cast<std::uint32_t>(k)); // mul
        const std::size_t end = m_file.size() + 4 * (bodyLength - 2);
        while (m_file.size() < end) {
            const std::uint64_t text = textsAt + random() % (functions * 24);
            const std::uint64_t variable = dataAt + random() % functions * 8;
            const std::size_t left = (end - m_file.size()) / 4;
            if (left >= 4) {
                page(1, text);
                instruction(0x91000021 | static_cast<std::uint32_t>(text & 0xfff) << 10); // add x1, x1, …
                page(2, variable);
                instruction(0xf9400042 | static_cast<std::uint32_t>((variable & 0xfff) / 8) << 10); // ldr x2, [x2, …]
            }
            if (left >= 5)
                call(starts[random() % functions]);
            if (left < 4 || left >= 6)
                instruction(0xd2800000 | (random() % 0x400) << 5 | static_cast<std::uint32_t>(i % 8)); // mov
        }
        instruction(0xd65f03c0); // ret
    }
    void finish(std::uint64_t textEnd, std::uint64_t textsAt, std::uint64_t loaded, std::uint64_t dataAt)
    {
        static constexpr std::string_view names{"\0.text\0.rodata\0.data\0", 21};
        const std::uint64_t dataSize = functions * 8;
        const std::uint64_t namesAt = m_file.size();
        m_file.insert(m_file.end(), names.begin(), names.end());
        m_file.resize((m_file.size() + 7) & ~std::size_t{7});
        Elf64_Ehdr header{};
        std::memcpy(header.e_ident, ELFMAG, SELFMAG);
        header.e_ident[EI_CLASS] = ELFCLASS64;
        header.e_ident[EI_DATA] = ELFDATA2LSB;
        header.e_ident[EI_VERSION] = EV_CURRENT;
        header.e_type = ET_DYN;
        header.e_machine = EM_AARCH64;
        header.e_version = EV_CURRENT;
        header.e_phoff = sizeof header;
        header.e_shoff = m_file.size();
        header.e_ehsize = sizeof header;
        header.e_phentsize = sizeof(Elf64_Phdr);
        header.e_phnum = 2;
        header.e_shentsize = sizeof(Elf64_Shdr);
        header.e_shnum = 5;
        header.e_shstrndx = 4;
        const std::array<Elf64_Phdr, 2> programs{
            Elf64_Phdr{PT_LOAD, PF_R | PF_X, 0, 0, 0, loaded, loaded, 0x10000},
            Elf64_Phdr{PT_LOAD, PF_R | PF_W, dataAt, dataAt, dataAt, dataSize, dataSize, 0x10000}};
        const std::array<Elf64_Shdr, 5> sections{
            Elf64_Shdr{},
            Elf64_Shdr{1, SHT_PROGBITS, SHF_ALLOC | SHF_EXECINSTR, textAt, textAt, textEnd - textAt, 0, 0, 4, 0},
            Elf64_Shdr{7, SHT_PROGBITS, SHF_ALLOC, textsAt, textsAt, loaded - textsAt, 0, 0, 8, 0},
            Elf64_Shdr{15, SHT_PROGBITS, SHF_ALLOC | SHF_WRITE, dataAt, dataAt, dataSize, 0, 0, 8, 0},
            Elf64_Shdr{0, SHT_STRTAB, 0, 0, namesAt, names.size(), 0, 0, 1, 0}};
        std::memcpy(m_file.data(), &header, sizeof header);
        std::memcpy(m_file.data() + header.e_phoff, programs.data(), sizeof programs);
        const auto *bytes = reinterpret_cast<const std::uint8_t *>(sections.data());
        m_file.insert(m_file.end(), bytes, bytes + sizeof sections);
    }

    Octets m_file;
};

} // namespace freshet::delta
