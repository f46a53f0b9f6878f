// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/BufferPool.h"

#include "core/base/PieceMemory.h"

#include <cassert>
#include <map>
#include <mutex>
#include <utility>
#include <vector>

namespace freshet {

/// Idle buffers are kept for reuse (fresh pages cost more than hashing them) as long as lent and
/// idle memory together stay within the budget.
struct PieceBuffer::Shared {
    explicit Shared(std::size_t budgetBytes)
        : budget(budgetBytes)
    {
    }
    ~Shared()
    {
        for (auto &[capacity, list] : idle)
            for (std::byte *p : list)
                memory.put(p, capacity);
    }
    Shared(const Shared &) = delete;
    Shared &operator=(const Shared &) = delete;

    void dropIdleUntilFits(std::size_t wanted)
    {
        while (!idle.empty() && lent + idleBytes + wanted > budget) {
            auto it = std::prev(idle.end());
            memory.put(it->second.back(), it->first);
            it->second.pop_back();
            idleBytes -= it->first;
            if (it->second.empty())
                idle.erase(it);
        }
    }

    std::mutex mutex;
    PieceMemory memory;
    const std::size_t budget;
    std::size_t lent = 0;
    std::size_t returning = 0; ///< of what is lent
    std::size_t idleBytes = 0;
    std::map<std::size_t, std::vector<std::byte *>> idle;
    bool refused = false;
    std::function<void()> onAvailable;
};

PieceBuffer::PieceBuffer(std::shared_ptr<Shared> home, std::byte *data, std::size_t capacity)
    : m_home(std::move(home))
    , m_data(data)
    , m_capacity(capacity)
{
}

PieceBuffer::PieceBuffer(PieceBuffer &&other) noexcept
    : m_home(std::move(other.m_home))
    , m_data(std::exchange(other.m_data, nullptr))
    , m_capacity(std::exchange(other.m_capacity, 0))
    , m_size(std::exchange(other.m_size, 0))
    , m_returning(std::exchange(other.m_returning, false))
{
}

PieceBuffer &PieceBuffer::operator=(PieceBuffer &&other) noexcept
{
    if (this != &other) {
        giveBack();
        m_home = std::move(other.m_home);
        m_data = std::exchange(other.m_data, nullptr);
        m_capacity = std::exchange(other.m_capacity, 0);
        m_size = std::exchange(other.m_size, 0);
        m_returning = std::exchange(other.m_returning, false);
    }
    return *this;
}

PieceBuffer::~PieceBuffer()
{
    giveBack();
}

void PieceBuffer::setSize(std::size_t size)
{
    assert(size <= m_capacity);
    m_size = size;
}

void PieceBuffer::setReturning(bool returning)
{
    if (!m_data || std::exchange(m_returning, returning) == returning)
        return;
    const std::lock_guard lock(m_home->mutex);
    if (returning)
        m_home->returning += m_capacity;
    else
        m_home->returning -= m_capacity;
}

void PieceBuffer::giveBack() noexcept
{
    if (!m_data)
        return;
    std::function<void()> notify;
    {
        const std::lock_guard lock(m_home->mutex);
        m_home->lent -= m_capacity;
        if (std::exchange(m_returning, false))
            m_home->returning -= m_capacity;
        if (m_home->lent + m_home->idleBytes + m_capacity <= m_home->budget) {
            m_home->idle[m_capacity].push_back(m_data);
            m_home->idleBytes += m_capacity;
        } else {
            m_home->memory.put(m_data, m_capacity);
        }
        if (m_home->refused && (m_home->returning == 0 || m_home->lent <= m_home->budget / 4 * 3)) {
            m_home->refused = false;
            notify = m_home->onAvailable;
        }
    }
    m_data = nullptr;
    m_home.reset();
    if (notify)
        notify();
}

BufferPool::BufferPool(Bytes budget)
    : m_shared(std::make_shared<PieceBuffer::Shared>(static_cast<std::size_t>(budget.value())))
{
}

BufferPool::~BufferPool()
{
    setOnAvailable({});
}

PieceBuffer BufferPool::tryAcquire(std::size_t size)
{
    const std::size_t capacity = (size + PieceBuffer::alignment - 1) / PieceBuffer::alignment * PieceBuffer::alignment;
    const std::lock_guard lock(m_shared->mutex);
    if (m_shared->lent > 0 && m_shared->lent + capacity > m_shared->budget) {
        m_shared->refused = true;
        return {};
    }
    std::byte *data = nullptr;
    if (const auto it = m_shared->idle.find(capacity); it != m_shared->idle.end()) {
        data = it->second.back();
        it->second.pop_back();
        m_shared->idleBytes -= capacity;
        if (it->second.empty())
            m_shared->idle.erase(it);
    } else {
        m_shared->dropIdleUntilFits(capacity);
        data = m_shared->memory.take(capacity);
    }
    m_shared->lent += capacity;
    PieceBuffer buffer(m_shared, data, capacity);
    buffer.setSize(size);
    return buffer;
}

void BufferPool::setOnAvailable(std::function<void()> callback)
{
    const std::lock_guard lock(m_shared->mutex);
    m_shared->onAvailable = std::move(callback);
}

std::size_t BufferPool::lentBytes() const
{
    const std::lock_guard lock(m_shared->mutex);
    return m_shared->lent;
}

} // namespace freshet
