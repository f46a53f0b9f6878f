// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/delta/PackIndex.h"

namespace freshet::delta {

/// Writes one pack, front to back. Entries are added in the order of their paths; what differs in attributes alone, what moved and what
/// is removed is found by itself. Holds at most one unfinished block per stream.
class PackWriter {
public:
    /// All outlive the writer. `from` needs its digests only where `to` has the same ones. A block that has `cut` bytes when a file ends, ends
    /// with it.
    PackWriter(const TreeListing &from, const TreeListing &to, OctetSink &sink, Effort effort,
               std::uint64_t cut = blockSize);

    /// Entries of `to` whose bytes have to be added, ascending.
    [[nodiscard]] std::vector<std::size_t> wanted() const;
    /// Takes what there is of the streams of the file that is added next, and empties them: so a large one need not be held as a whole.
    Result<void> put(FileStreams &streams);
    /// The bytes of to.entries()[index]; `streams`: what was not put before.
    Result<void> add(PackEntry entry, std::size_t index, FileStreams streams);
    /// Completes the pack. Returns its size.
    Result<std::uint64_t> finish();
    /// Unpacked, by stream.
    [[nodiscard]] const std::array<std::uint64_t, streamCount> &bytes() const { return m_bytes; }

private:
    Result<void> flush(Stream stream, std::uint64_t size);
    Result<void> emit(OctetView bytes);

    const TreeListing &m_from;
    const TreeListing &m_to;
    OctetSink &m_sink;
    Effort m_effort;
    std::uint64_t m_cut;
    PackIndex m_index;
    FileStreams m_pending;
    std::array<std::uint64_t, streamCount> m_bytes{};
    std::array<std::uint64_t, streamCount> m_before{}; ///< bytes when the last file ended
    std::uint64_t m_written = 0;
};

/// Fills in a full file: literals alone.
PackEntry fullEntry(OctetView fresh, FileStreams &streams);

} // namespace freshet::delta
