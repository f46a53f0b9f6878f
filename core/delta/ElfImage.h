// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/delta/Octets.h"

#include <optional>

namespace freshet::delta {

/// What a linked ELF file of x86-64 or AArch64 says about its layout (System V ABI and the supplements for both), be it the whole file or what
/// an opened one contains near its beginning. Made of untrusted bytes: every region, every segment and every word lies inside of the file, whatever the
/// headers say.
struct ElfImage {
    struct Segment {
        std::uint64_t offset = 0; ///< in the file
        std::uint64_t address = 0;
        std::uint64_t fileSize = 0;
        std::uint64_t memorySize = 0;
        bool executable = false;
    };
    enum class Kind {
        Code,
        Relocations,
        Symbols,
        Pointers,
        UnwindTable,
        UnwindIndex,
        ReadOnly,
        RelativeWords, ///< four bytes each, to be added to the address they lie at
        AbsoluteWords, ///< the lower four bytes of addresses, whose upper ones are their sign
    };
    struct Region {
        std::uint64_t begin = 0; ///< in the file
        std::uint64_t end = 0;
        Kind kind = Kind::Code;
    };

    enum class Machine { X86, Arm }; ///< of 64 bits

    Machine machine = Machine::X86;
    std::vector<Segment> segments;    ///< loaded ones, ascending by address
    std::vector<Region> regions;      ///< what holds addresses, ascending, not overlapping
    std::vector<std::uint64_t> words; ///< where else AbsoluteWords are, in the file, ascending: a Linux kernel says so

    /// nullopt: nothing that addresses could be predicted in.
    static std::optional<ElfImage> parse(OctetView file);

    [[nodiscard]] const Segment *segmentOf(std::uint64_t address) const
    {
        for (const Segment &segment : segments)
            if (address >= segment.address && address - segment.address < segment.memorySize)
                return &segment;
        return nullptr;
    }
    [[nodiscard]] std::optional<std::uint64_t> addressAt(std::uint64_t offset) const
    {
        for (const Segment &segment : segments)
            if (offset >= segment.offset && offset - segment.offset < segment.fileSize)
                return segment.address + (offset - segment.offset);
        return std::nullopt;
    }
};

} // namespace freshet::delta
