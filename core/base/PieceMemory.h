// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <vector>

namespace freshet {

/// Page-aligned memory for pieces, in huge pages where the kernel has them: a piece then is one segment for the disk instead of
/// 256, and the hash does not wait for page tables. Two pieces of the usual 1 MiB share a huge page. Non-duty: no budget,
/// no reuse of what is in use, no threads: that is BufferPool's.
class PieceMemory {
public:
    PieceMemory() = default;
    /// Everything that was taken has been put back.
    ~PieceMemory();
    PieceMemory(const PieceMemory &) = delete;
    PieceMemory &operator=(const PieceMemory &) = delete;

    /// `capacity` is a multiple of the page size. Throws std::bad_alloc.
    [[nodiscard]] std::byte *take(std::size_t capacity);
    /// Gives the memory itself back to the system; of half a huge page the address is kept for the next take.
    void put(std::byte *data, std::size_t capacity) noexcept;

private:
    std::vector<std::byte *> m_halves; ///< addresses without memory behind them
    std::vector<std::byte *> m_pairs;  ///< of all halves, in use or not
};

} // namespace freshet
