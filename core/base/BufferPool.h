// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Units.h"

#include <cstddef>
#include <functional>
#include <memory>
#include <span>

namespace freshet {

class BufferPool;

/// Page-aligned memory for one piece, lent by a BufferPool and given back by its destructor, on any
/// thread. `bytes()` is the used part; the capacity is always a multiple of the alignment so that
/// direct I/O may write whole pages.
class PieceBuffer {
public:
    static constexpr std::size_t alignment = 4096;

    PieceBuffer() = default;
    PieceBuffer(PieceBuffer &&other) noexcept;
    PieceBuffer &operator=(PieceBuffer &&other) noexcept;
    PieceBuffer(const PieceBuffer &) = delete;
    PieceBuffer &operator=(const PieceBuffer &) = delete;
    ~PieceBuffer();

    [[nodiscard]] bool isNull() const { return m_data == nullptr; }
    [[nodiscard]] std::size_t capacity() const { return m_capacity; }
    [[nodiscard]] std::size_t size() const { return m_size; }
    /// `size` must not exceed the capacity.
    void setSize(std::size_t size);
    [[nodiscard]] std::span<std::byte> bytes() { return {m_data, m_size}; }
    [[nodiscard]] std::span<const std::byte> bytes() const { return {m_data, m_size}; }
    [[nodiscard]] std::span<std::byte> storage() { return {m_data, m_capacity}; }
    /// True: it is filled, from now on only this machine's own work keeps it, no longer the network.
    void setReturning(bool returning = true);

private:
    friend class BufferPool;
    struct Shared;
    PieceBuffer(std::shared_ptr<Shared> home, std::byte *data, std::size_t capacity);
    void giveBack() noexcept;

    std::shared_ptr<Shared> m_home;
    std::byte *m_data = nullptr;
    std::size_t m_capacity = 0;
    std::size_t m_size = 0;
    bool m_returning = false;
};

/// A fixed budget of piece buffers: the engine's only memory for payload, and so its back-pressure.
/// When `tryAcquire` says no, the caller stops reading its socket until `onAvailable` calls.
/// The pool may be destroyed before its buffers. Thread-safe.
class BufferPool {
public:
    /// `budget` bounds the sum of all lent capacities; one buffer is always granted, even if it alone
    /// is larger than the budget (contents of others may have pieces of 64 MiB).
    explicit BufferPool(Bytes budget);
    ~BufferPool();
    BufferPool(const BufferPool &) = delete;
    BufferPool &operator=(const BufferPool &) = delete;

    /// A buffer of at least `size` bytes with size() == `size`, or a null buffer: wait for onAvailable.
    [[nodiscard]] PieceBuffer tryAcquire(std::size_t size);

    /// Called, on the thread that gave a buffer back, once after refusals of tryAcquire, when a quarter of the budget is free
    /// again: stopping and starting a source costs more than one buffer is worth. Earlier if no buffer is returning:
    /// the rest may be with sources that are slow or silent, and whoever waits is not to wait for them.
    /// Keep it short: post an event.
    void setOnAvailable(std::function<void()> callback);

    [[nodiscard]] std::size_t lentBytes() const;

private:
    std::shared_ptr<PieceBuffer::Shared> m_shared;
};

} // namespace freshet
