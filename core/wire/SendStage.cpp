// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/wire/SendStage.h"

#include "core/wire/SendQueue.h"

#include <sys/uio.h>

#include <algorithm>
#include <array>
#include <cassert>
#include <cerrno>
#include <cstring>

namespace freshet {

namespace {

/// Reads the whole of `vectors` from `offset`. Returns 0, errno, or endOfFile.
int readAll(int file, std::span<iovec> vectors, off_t offset)
{
    while (!vectors.empty()) {
        ssize_t n = ::preadv(file, vectors.data(), static_cast<int>(vectors.size()), offset);
        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0)
            return n == 0 ? SendStage::endOfFile : errno;
        offset += n;
        while (!vectors.empty() && static_cast<std::size_t>(n) >= vectors.front().iov_len) {
            n -= static_cast<ssize_t>(vectors.front().iov_len);
            vectors = vectors.subspan(1);
        }
        if (n > 0) {
            vectors.front().iov_base = static_cast<std::byte *>(vectors.front().iov_base) + n;
            vectors.front().iov_len -= static_cast<std::size_t>(n);
        }
    }
    return 0;
}

} // namespace

int SendStage::fill(SendQueue &queue)
{
    assert(isEmpty());
    if (!m_buffer)
        m_buffer = std::make_unique_for_overwrite<std::byte[]>(capacity);
    std::array<iovec, 32> vectors;
    std::size_t count = 0; // blocks of `file` that wait to be read
    int file = -1;
    Bytes from;
    Bytes until;
    std::size_t end = 0;
    const auto read = [&] {
        const int error = readAll(file, std::span(vectors).first(count), static_cast<off_t>(from.value()));
        count = 0;
        return error;
    };
    for (std::size_t i = 0; i < queue.parts().size() && end < capacity; ++i) {
        const SendQueue::Part &part = queue.parts()[i];
        const std::size_t room = capacity - end;
        if (!part.file) {
            const auto memory = queue.memory(i).first(std::min(room, queue.memory(i).size()));
            std::memcpy(m_buffer.get() + end, memory.data(), memory.size());
            end += memory.size();
            continue;
        }
        if (count == vectors.size() || (count > 0 && (part.file->get() != file || part.offset != until)))
            if (const int error = read())
                return error;
        if (count == 0) {
            file = part.file->get();
            from = part.offset;
        }
        const std::size_t size = std::min(room, part.size);
        vectors[count++] = {.iov_base = m_buffer.get() + end, .iov_len = size};
        until = part.offset + Bytes{size};
        end += size;
    }
    if (count > 0)
        if (const int error = read())
            return error;
    queue.consume(end);
    m_begin = 0;
    m_end = end;
    return 0;
}

void SendStage::consume(std::size_t count)
{
    assert(count <= m_end - m_begin);
    m_begin += count;
}

void SendStage::release()
{
    assert(isEmpty());
    m_buffer.reset();
}

} // namespace freshet
