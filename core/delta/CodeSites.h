// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/delta/ElfImage.h"

#include <array>

namespace freshet::delta {

/// Bytes with which something that counts may begin: most are none of them.
inline constexpr auto siteBytes = [] {
    std::array<bool, 256> bytes{};
    for (unsigned byte = 0; byte < bytes.size(); ++byte)
        bytes[byte] = byte == 0xe8 || byte == 0xe9 || byte == 0x0f || (byte & 0xc7) == 0x05;
    return bytes;
}();

/// Calls `found(operand, target)` for what looks like a four-byte operand relative to the instruction pointer (a call, a jump, data) in
/// file[begin, end): `operand` is its place in the file, `target` the address it means. An operand counts only when its target is loaded,
/// and executable for calls and jumps, which rules out nearly all other bytes. Depends on nothing but its arguments.
template <typename Found>
void forCodeSites(const ElfImage &image, OctetView file, std::uint64_t begin, std::uint64_t end, const Found &found)
{
    const auto first = image.addressAt(begin);
    if (!first || end < begin + 6)
        return;
    const std::uint8_t *bytes = file.data();
    const ElfImage::Segment *code = image.segmentOf(*first);
    const std::uint64_t lowest = image.segments.front().address;
    const std::uint64_t highest = image.segments.back().address + image.segments.back().memorySize;
    const auto after = [&](std::uint64_t operand, unsigned immediate) {
        return *first + (operand - begin) + 4 + immediate
               + static_cast<std::uint64_t>(
                   static_cast<std::int64_t>(static_cast<std::int32_t>(get32(bytes + operand))));
    };
    const auto isCode = [&](std::uint64_t target) {
        return code && target >= code->address && target - code->address < code->fileSize;
    };
    for (std::uint64_t i = begin; i + 6 <= end;) {
        const std::uint8_t byte = bytes[i];
        if (!siteBytes[byte]) {
            ++i;
            continue;
        }
        if (byte == 0xe8 || byte == 0xe9) {
            if (const std::uint64_t target = after(i + 1, 0); isCode(target)) {
                found(i + 1, target);
                i += 5;
                continue;
            }
        } else if (byte == 0x0f && (bytes[i + 1] & 0xf0) == 0x80) {
            if (const std::uint64_t target = after(i + 2, 0); isCode(target)) {
                found(i + 2, target);
                i += 6;
                continue;
            }
        } else if ((byte & 0xc7) == 0x05 && i > begin) {
            // ModRM: no base but the instruction pointer. The length of an immediate operand behind it follows from the opcode.
            const std::uint8_t opcode = bytes[i - 1];
            const bool two = i > begin + 1 && bytes[i - 2] == 0x0f;
            unsigned immediate = 0;
            if (two ? opcode == 0xba || (opcode >= 0x70 && opcode <= 0x73) || opcode == 0xc2 || opcode == 0xc6
                    : opcode == 0x80 || opcode == 0x83 || opcode == 0xc6 || opcode == 0x6b || opcode == 0xc0
                          || opcode == 0xc1 || (opcode == 0xf6 && (byte & 0x30) == 0))
                immediate = 1;
            else if (!two
                     && (opcode == 0x81 || opcode == 0xc7 || opcode == 0x69 || (opcode == 0xf7 && (byte & 0x30) == 0)))
                immediate = i > begin + 1 && bytes[i - 2] == 0x66 ? 2 : 4;
            const std::uint64_t target = after(i + 1, immediate);
            if (target >= lowest && target < highest && image.segmentOf(target)) {
                found(i + 1, target);
                i += 5;
                continue;
            }
        }
        ++i;
    }
}

} // namespace freshet::delta
