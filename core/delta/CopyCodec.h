// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/delta/Matcher.h"

#include <array>

namespace freshet::delta {

/// The streams of a pack. Each kind of byte has its own, over all files: alike bytes lie beside each other.
enum class Stream : std::uint8_t {
    Control,     ///< which copies
    Gaps,        ///< where in the copied bytes there is something to correct
    Corrections, ///< new minus predicted byte, modulo 256
    Literals,    ///< bytes that no copy covers
    Recipes,     ///< how containers are opened and closed
    Frames,      ///< compressed with the old file as dictionary; never compressed again
};
inline constexpr std::size_t streamCount = 6;

/// What one file adds to each stream.
using FileStreams = std::array<Octets, streamCount>;
inline Octets &of(FileStreams &streams, Stream stream)
{
    return streams[static_cast<std::size_t>(stream)];
}

/// What a copied stretch becomes in the new file before it is corrected. Both sides make the same prediction from the same facts: the
/// old bytes and the list of copies. A wrong prediction costs bytes, never correctness.
class Predictor {
public:
    virtual ~Predictor() = default;
    /// The prediction for `piece`, which lies in one copy and is at most pieceLength long, into `out` of the same length.
    virtual void predict(const Copy &piece, std::span<std::uint8_t> out) const = 0;
};
/// Copies are predicted in pieces of this length, so that the memory it takes is bounded.
inline constexpr std::uint64_t pieceLength = std::uint64_t{1} << 20;

/// Appends to Control, Gaps, Corrections and Literals what makes `fresh` of `old`. Without `predictor` the old bytes are the prediction.
void encodeCopies(OctetView old, OctetView fresh, const std::vector<Copy> &copies, const Predictor *predictor,
                  FileStreams &streams);
/// Takes the streams' bytes so far, and leaves the streams empty.
using StreamDrain = std::function<Result<void>(FileStreams &)>;
/// Likewise, but `drain` is called before there is more than a few MiB. Errors: its.
Result<void> encodeCopies(OctetView old, OctetView fresh, const std::vector<Copy> &copies, const Predictor *predictor,
                          FileStreams &streams, const StreamDrain &drain);

/// The copies in `control`, checked: in order, inside of files of these sizes, and nothing behind them. Errors: DeltaFormat.
Result<std::vector<Copy>> decodeControl(OctetView control, std::uint64_t oldSize, std::uint64_t newSize);

/// Bytes of a stream, one after the other.
class StreamSource {
public:
    virtual ~StreamSource() = default;
    /// The next bytes, at least one and at most `most`; valid until the next call. Errors: DeltaFormat at the end of what there is.
    virtual Result<OctetView> next(std::uint64_t most) = 0;
};

/// The new file, of exactly `newSize` bytes, into `sink`. `gaps` is the file's own part of its stream; corrections and literals are read
/// from the sources, which end with the file's part.
Result<void> applyCopies(OctetView old, std::uint64_t newSize, const std::vector<Copy> &copies,
                         const Predictor *predictor, OctetView gaps, StreamSource &corrections, StreamSource &literals,
                         OctetSink &sink);

} // namespace freshet::delta
