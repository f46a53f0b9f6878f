// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <memory>
#include <span>

namespace freshet {

/// The memory that all connections of a thread receive into, one after the other: big enough to take many messages at once, and warm
/// in the cache because it is always the same. Nothing stays in it when control returns to the event loop.
class ReceiveBuffer {
public:
    explicit ReceiveBuffer(std::size_t size = 256 * 1024)
        : m_size(size)
        , m_bytes(std::make_unique_for_overwrite<std::byte[]>(size))
    {
    }

    [[nodiscard]] std::size_t size() const { return m_size; }
    [[nodiscard]] std::span<std::byte> bytes() { return {m_bytes.get(), m_size}; }

private:
    std::size_t m_size;
    std::unique_ptr<std::byte[]> m_bytes;
};

} // namespace freshet
