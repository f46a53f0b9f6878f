// SPDX-License-Identifier: GPL-3.0-or-later
#include "CountingAllocator.h"

#include <malloc.h>

#include <algorithm>
#include <atomic>
#include <cstdlib>
#include <new>

namespace {

std::atomic<std::size_t> held{0};
std::atomic<std::size_t> base{0};
std::atomic<std::size_t> highest{0};

void *tryAllocate(std::size_t size) noexcept
{
    void *p = std::malloc(std::max<std::size_t>(size, 1));
    if (!p)
        return nullptr;
    const std::size_t now = held += malloc_usable_size(p);
    std::size_t seen = highest;
    while (now > seen && !highest.compare_exchange_weak(seen, now)) {
    }
    return p;
}

void *allocate(std::size_t size)
{
    void *p = tryAllocate(size);
    if (!p)
        throw std::bad_alloc();
    return p;
}

void release(void *p) noexcept
{
    if (p)
        held -= malloc_usable_size(p);
    std::free(p);
}

} // namespace

void CountingAllocator::restart()
{
    base = held.load();
    highest = held.load();
}

std::size_t CountingAllocator::peak()
{
    return highest - base;
}

// Over-aligned forms are left alone: nothing that is measured uses them.
void *operator new(std::size_t size)
{
    return allocate(size);
}
void *operator new[](std::size_t size)
{
    return allocate(size);
}
void *operator new(std::size_t size, const std::nothrow_t &) noexcept
{
    return tryAllocate(size);
}
void *operator new[](std::size_t size, const std::nothrow_t &) noexcept
{
    return tryAllocate(size);
}
void operator delete(void *p) noexcept
{
    release(p);
}
void operator delete[](void *p) noexcept
{
    release(p);
}
void operator delete(void *p, std::size_t) noexcept
{
    release(p);
}
void operator delete[](void *p, std::size_t) noexcept
{
    release(p);
}
void operator delete(void *p, const std::nothrow_t &) noexcept
{
    release(p);
}
void operator delete[](void *p, const std::nothrow_t &) noexcept
{
    release(p);
}
