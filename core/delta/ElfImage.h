// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/delta/Octets.h"

#include <optional>

namespace freshet::delta {

/// What a linked x86-64 ELF file says about its layout (System V ABI, AMD64 supplement). Made of untrusted bytes: every region and every
/// segment lies inside of the file, whatever the headers say.
struct ElfImage {
    struct Segment {
        std::uint64_t offset = 0; ///< in the file
        std::uint64_t address = 0;
        std::uint64_t fileSize = 0;
        std::uint64_t memorySize = 0;
        bool executable = false;
    };
    enum class Kind { Code, Relocations, Symbols, Pointers, UnwindTable, UnwindIndex, ReadOnly };
    struct Region {
        std::uint64_t begin = 0; ///< in the file
        std::uint64_t end = 0;
        Kind kind = Kind::Code;
    };

    std::vector<Segment> segments; ///< loaded ones, ascending by address
    std::vector<Region> regions;   ///< what holds addresses, ascending, not overlapping

    /// nullopt: nothing that addresses could be predicted in.
    static std::optional<ElfImage> parse(OctetView file);

    [[nodiscard]] const Segment *segmentOf(std::uint64_t address) const;
    [[nodiscard]] std::optional<std::uint64_t> addressAt(std::uint64_t offset) const;
};

} // namespace freshet::delta
