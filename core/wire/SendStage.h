// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <memory>
#include <span>

namespace freshet {

class SendQueue;

/// The bytes of a batch one behind the other, taken from a SendQueue and not yet taken by the socket: heads of messages, and blocks read from their
/// files, all blocks that follow each other in a file by one call. A system call for each 16 KiB block costs more than copying it.
class SendStage {
public:
    static constexpr std::size_t capacity = 256 * 1024;

    [[nodiscard]] bool isEmpty() const { return m_begin == m_end; }
    [[nodiscard]] std::span<const std::byte> bytes() const { return {m_buffer.get() + m_begin, m_end - m_begin}; }

    /// Takes as much from the front of `queue` as there is room for; only while empty. Returns 0, errno of a read, or endOfFile.
    [[nodiscard]] int fill(SendQueue &queue);
    /// Drops bytes from the front.
    void consume(std::size_t count);
    /// Gives the memory back: idle connections hold none. Only while empty.
    void release();

    static constexpr int endOfFile = -1; ///< a file ends before the block

private:
    std::unique_ptr<std::byte[]> m_buffer;
    std::size_t m_begin = 0;
    std::size_t m_end = 0;
};

} // namespace freshet
