// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/PieceMemory.h"

#include <sys/mman.h>

#include <cstdlib>
#include <new>

namespace freshet {

namespace {

constexpr std::size_t page = 4096;
constexpr std::size_t hugePage = 2 * 1024 * 1024;
constexpr std::size_t half = hugePage / 2;

std::byte *allocate(std::size_t alignment, std::size_t size)
{
    void *data = std::aligned_alloc(alignment, size);
    if (!data)
        throw std::bad_alloc();
    // Advice: without huge pages everything works all the same.
    if (alignment == hugePage)
        ::madvise(data, size, MADV_HUGEPAGE);
    return static_cast<std::byte *>(data);
}

} // namespace

PieceMemory::~PieceMemory()
{
    for (std::byte *pair : m_pairs)
        std::free(pair);
}

std::byte *PieceMemory::take(std::size_t capacity)
{
    if (capacity != half)
        return capacity % hugePage == 0 ? allocate(hugePage, capacity) : allocate(page, capacity);
    if (m_halves.empty()) {
        m_pairs.reserve(m_pairs.size() + 1);
        m_halves.reserve(2 * m_pairs.capacity()); // so that put() never allocates
        std::byte *pair = allocate(hugePage, hugePage);
        m_pairs.push_back(pair);
        m_halves.push_back(pair + half);
        m_halves.push_back(pair);
    }
    std::byte *data = m_halves.back();
    m_halves.pop_back();
    return data;
}

void PieceMemory::put(std::byte *data, std::size_t capacity) noexcept
{
    if (capacity != half)
        return std::free(data);
    ::madvise(data, half, MADV_DONTNEED);
    m_halves.push_back(data);
}

} // namespace freshet
