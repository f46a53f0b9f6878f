// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/delta/Octets.h"

#include <memory>
#include <optional>

namespace freshet::delta {

/// How a compressed member is made again, bit by bit. Pinned: a number never changes its meaning.
enum class Closer : std::uint8_t {
    Raw = 0,  ///< cannot be made again: stays closed
    Zlib = 1, ///< raw deflate as zlib makes it; parameter: level 1 to 9
    Gzip = 2, ///< raw deflate as GNU gzip makes it of a file; parameter: level 4 to 9
    Xz = 3, ///< one .xz stream as liblzma's threaded encoder makes it; parameter: index into the table of XzMember.cpp
};

/// A compressed stretch of a file.
struct Member {
    std::uint64_t offset = 0; ///< in the file
    std::uint64_t packedSize = 0;
    std::uint64_t size = 0; ///< unpacked
    bool xz = false;        ///< an .xz stream; else raw deflate
    Closer closer = Closer::Raw;
    std::uint8_t parameter = 0;
};

/// Opened files larger than this are compared closed: both are held in memory.
inline constexpr std::uint64_t maximumOpened = std::uint64_t{16} << 20;

/// A file as what it contains: its compressed members unpacked in their places.
struct OpenedFile {
    std::vector<Member> members;
    Octets octets;
};

/// Finds the members of a .zip (.jar), .gz or .xz. With `prove`, how each is made again: those that cannot be stay closed.
/// `hint`: what to try first. nullopt: nothing to open, or too large.
std::optional<OpenedFile> openFile(OctetView file, bool prove, const Member &hint = {});

/// The recipe: how the old file is opened …
void putBaseRecipe(const OpenedFile &base, Octets &out);
/// … and the new one closed.
void putClosingRecipe(const OpenedFile &fresh, Octets &out);

/// Opens an old file as the recipe says. Errors: DeltaFormat, DeltaTooLarge.
Result<Octets> openBase(OctetReader &recipe, OctetView base);

class MemberEncoder;

/// Takes the opened new file, front to back, and passes on the closed one.
class ClosingSink final : public OctetSink {
public:
    /// `sink` outlives it. Errors: DeltaFormat, DeltaTooLarge.
    static Result<ClosingSink> make(OctetReader &recipe, OctetSink &sink);
    ClosingSink(ClosingSink &&) noexcept;
    ~ClosingSink() override;

    [[nodiscard]] std::uint64_t openedSize() const { return m_size; }
    Result<void> append(OctetView bytes) override;
    Result<void> finish();

private:
    struct Segment {
        std::uint64_t rawSize = 0;
        std::uint64_t size = 0;
        Closer closer = Closer::Raw;
        std::uint8_t parameter = 0;
    };
    explicit ClosingSink(OctetSink &sink);
    Result<void> startMember();

    OctetSink *m_sink;
    std::uint64_t m_size = 0;
    std::vector<Segment> m_segments; ///< the last one is raw alone
    std::size_t m_segment = 0;
    std::uint64_t m_left = 0; ///< of the raw bytes, or of the member that is being made
    std::unique_ptr<MemberEncoder> m_encoder;
};

} // namespace freshet::delta
