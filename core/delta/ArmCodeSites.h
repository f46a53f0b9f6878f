// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/delta/ElfImage.h"

#include <array>

namespace freshet::delta {

/// An AArch64 instruction's operand that says, alone or with another instruction, where something lies (Arm Architecture Reference Manual, C6.2).
enum class ArmOperand {
    Branch,   ///< B, BL: words from the instruction, 26 bits
    Page,     ///< ADRP: pages of 4 KiB from the instruction's, 21 bits
    InPage,   ///< ADD after an ADRP: bytes into the page, 12 bits
    InPageBy, ///< a load or store after an ADRP: the same, in units of what is loaded
};

/// Units of a load's or store's operand, as a power of two.
constexpr unsigned armUnit(std::uint32_t instruction)
{
    const bool isVector = instruction >> 26 & 1;
    const bool isQuad = isVector && (instruction >> 30) == 0 && (instruction >> 23 & 1);
    return isQuad ? 4 : instruction >> 30;
}

/// The instruction with the bits of its operand taken from `value`: the displacement in bytes (Branch, Page), or the target's address.
constexpr std::uint32_t withOperand(std::uint32_t instruction, ArmOperand kind, std::uint64_t value)
{
    const auto low = static_cast<std::uint32_t>(value);
    switch (kind) {
    case ArmOperand::Branch:
        return (instruction & 0xfc000000) | (low >> 2 & 0x03ffffff);
    case ArmOperand::Page: {
        const auto pages = static_cast<std::uint32_t>(value >> 12);
        return (instruction & 0x9f00001f) | (pages & 3) << 29 | (pages >> 2 & 0x7ffff) << 5;
    }
    case ArmOperand::InPage:
        return (instruction & 0xffc003ff) | (low & 0xfff) << 10;
    case ArmOperand::InPageBy:
        return (instruction & 0xffc003ff) | (low & 0xfff) >> armUnit(instruction) << 10;
    }
    return instruction;
}

/// Calls `found(place, kind, target)` for instructions in file[begin, end) whose operands mean `target`: branches into code, and what
/// follows an ADRP closely and uses its register, and that ADRP itself. Depends on nothing but its arguments.
template <typename Found>
void forArmCodeSites(const ElfImage &image, OctetView file, std::uint64_t begin, std::uint64_t end, const Found &found)
{
    constexpr std::uint64_t near = 64; ///< bytes from an ADRP to what uses it
    struct Page {
        std::uint64_t place = 0;
        std::uint64_t address = 0;
        bool isOpen = false; ///< its register may still hold it
        bool isUsed = false; ///< found already
    };
    const auto first = image.addressAt(begin);
    if (!first)
        return;
    const ElfImage::Segment *code = image.segmentOf(*first);
    std::array<Page, 32> pages{};
    for (std::uint64_t at = begin + (4 - *first % 4) % 4; at + 4 <= end; at += 4) {
        const std::uint64_t address = *first + (at - begin);
        const std::uint32_t instruction = get32(file.data() + at);
        if ((instruction & 0x7c000000) == 0x14000000) {
            const auto words = static_cast<std::int64_t>(static_cast<std::uint64_t>(instruction) << 38) >> 38;
            const std::uint64_t target = address + static_cast<std::uint64_t>(words * 4);
            if (code && target >= code->address && target - code->address < code->fileSize)
                found(at, ArmOperand::Branch, target);
            continue;
        }
        if ((instruction & 0x9f000000) == 0x90000000) {
            const std::uint64_t bits = (instruction >> 5 & 0x7ffff) << 2 | (instruction >> 29 & 3);
            const auto count = static_cast<std::int64_t>(bits << 43) >> 43;
            const std::uint64_t page = (address & ~std::uint64_t{0xfff}) + (static_cast<std::uint64_t>(count) << 12);
            pages[instruction & 31] = {.place = at, .address = page, .isOpen = true};
            continue;
        }
        const bool isAdd = (instruction & 0xffc00000) == 0x91000000;
        const bool isAccess = (instruction & 0x3b000000) == 0x39000000;
        Page &page = pages[instruction >> 5 & 31];
        if ((isAdd || isAccess) && page.isOpen && at - page.place <= near) {
            const std::uint64_t inPage = (instruction >> 10 & 0xfff) << (isAdd ? 0 : armUnit(instruction));
            if (const std::uint64_t target = page.address + inPage; inPage < 0x1000 && image.segmentOf(target)) {
                if (!page.isUsed)
                    found(page.place, ArmOperand::Page, target);
                page.isUsed = true;
                found(at, isAdd ? ArmOperand::InPage : ArmOperand::InPageBy, target);
            }
        }
        // Most instructions write what these bits name; of loads and stores those that load into a register of this kind.
        if (!isAccess || (!(instruction >> 26 & 1) && (instruction >> 22 & 3) != 0))
            pages[instruction & 31].isOpen = false;
    }
}

} // namespace freshet::delta
