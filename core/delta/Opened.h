// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/delta/Scratch.h"

#include <optional>

namespace freshet::delta {

/// How a compressed member is made again, bit by bit. Pinned: a number never changes its meaning.
enum class Closer : std::uint8_t {
    Raw = 0,  ///< cannot be made again: stays closed
    Zlib = 1, ///< raw deflate as zlib makes it; parameter: level 1 to 9
    Gzip = 2, ///< raw deflate as GNU gzip makes it of a file; parameter: level 4 to 9
    Xz = 3,   ///< one .xz stream as liblzma makes it; parameter: index into the table of XzEncoder.cpp
    Lz4 = 4,  ///< LZ4's legacy frame as liblz4 makes it; parameter: level 9
    Zstd = 5, ///< one zstd frame as libzstd makes it; parameter: index into the table of ZstdEncoder.cpp
};

/// How a compressed member is unpacked. Pinned, too.
enum class Format : std::uint8_t { Deflate = 0, Xz = 1, Lz4 = 2, Zstd = 3 };

/// A compressed stretch of a file.
struct Member {
    std::uint64_t offset = 0; ///< in the file
    std::uint64_t packedSize = 0;
    std::uint64_t size = 0; ///< unpacked
    Format format = Format::Deflate;
    Closer closer = Closer::Raw;
    std::uint8_t parameter = 0;
};

inline constexpr std::uint64_t maximumMembers = 65'536; ///< in one file
/// What unpacks to more is compared closed.
inline constexpr std::uint64_t maximumOpened = std::uint64_t{128} << 20;
/// Most encoders hold their member, which is no larger then; LZ4 is made block by block.
inline constexpr std::uint64_t maximumHeldMember = std::uint64_t{16} << 20;

/// A file as what it contains: its compressed members unpacked in their places.
struct OpenedFile {
    std::vector<Member> members;
    FileBytes bytes;
};

/// Opens the members of a .zip (.jar), .gz, .xz, .lz4, .zst or of a Linux kernel, and finds out how each is made again. Those that cannot be stay
/// closed if `mustClose`. `likely`: how they were made, perhaps; it is tried first. `scratch`: see Collector. nullopt: nothing to open, or too
/// large.
std::optional<OpenedFile> openFile(OctetView file, bool mustClose, const Scratch *scratch, const Member &likely = {});
/// Likewise, but of these members alone, as findMembers found them.
std::optional<OpenedFile> openMembers(OctetView file, std::vector<Member> members, bool mustClose,
                                      const Scratch *scratch, const Member &likely = {});
/// Members of two files. Those that both have, packed to the same bytes, are left out: opening and closing them would take time for nothing.
struct MemberPair {
    std::vector<Member> old;
    std::vector<Member> fresh;
};
MemberPair differingMembers(OctetView old, OctetView fresh);
/// Whether `packed` is what the member's encoder makes of it.
bool closesAgain(const Member &member, OctetView packed);

/// The first part of a recipe: how the old file is opened, and might be closed. The second one is ClosingRecipe.
void putBaseRecipe(const std::vector<Member> &members, Octets &out);
/// Errors: DeltaFormat.
Result<std::vector<Member>> readBaseRecipe(OctetReader &recipe);
/// Opens an old file. Errors: DeltaFormat, DeltaTooLarge, what the scratch file says.
Result<FileBytes> openBase(const std::vector<Member> &members, OctetView base, const Scratch *scratch);
/// Opens a new file that was closed by this recipe. Errors: likewise.
Result<OpenedFile> openClosed(OctetReader &recipe, OctetView fresh, const Scratch *scratch);

} // namespace freshet::delta
