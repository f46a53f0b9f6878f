// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/ProvenCopy.h"

#include "core/base/PieceMemory.h"
#include "core/meta/PieceHasher.h"
#include "core/store/PrefixDigest.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <condition_variable>
#include <deque>
#include <fcntl.h>
#include <mutex>
#include <span>
#include <thread>
#include <unistd.h>

namespace freshet {

namespace {

constexpr std::size_t page = 4096;
constexpr std::size_t portionLength = 1024 * 1024;
/// One is read, one hashed, one written; one more so that nobody waits for the others' hand.
constexpr std::size_t portions = 4;
/// Larger buffered writes are slower where memory has to come from the host first.
constexpr std::size_t bufferedChunk = 256 * 1024;

struct Portion {
    std::byte *data = nullptr; ///< portionLength of it
    Bytes offset;
    std::size_t size = 0;
    std::size_t filled = 0; ///< how much of it could be read

    [[nodiscard]] std::span<const std::byte> bytes() const { return {data, size}; }
};

/// Hands portions from one thread to the next. Bounded by the number of portions there are.
class Line {
public:
    void push(Portion *portion)
    {
        const std::lock_guard lock(m_mutex);
        m_queue.push_back(portion);
        m_wake.notify_one();
    }
    /// Waits; null when closed and empty.
    Portion *pop()
    {
        std::unique_lock lock(m_mutex);
        m_wake.wait(lock, [this] { return !m_queue.empty() || m_closed; });
        if (m_queue.empty())
            return nullptr;
        Portion *portion = m_queue.front();
        m_queue.pop_front();
        return portion;
    }
    void close()
    {
        const std::lock_guard lock(m_mutex);
        m_closed = true;
        m_wake.notify_all();
    }

private:
    std::mutex m_mutex;
    std::condition_variable m_wake;
    std::deque<Portion *> m_queue;
    bool m_closed = false;
};

/// A descriptor that is used past the page cache while the filesystem and the alignment allow it.
class DirectFile {
public:
    explicit DirectFile(int fd)
        : m_fd(fd)
    {
        if (fd < 0)
            return;
        const int flags = ::fcntl(fd, F_GETFL);
        m_direct = flags >= 0 && ::fcntl(fd, F_SETFL, flags | O_DIRECT) == 0;
        if (!m_direct)
            ::posix_fadvise(fd, 0, 0, POSIX_FADV_SEQUENTIAL);
    }

    /// Fills `portion` as far as possible.
    void read(Portion &portion)
    {
        std::size_t &done = portion.filled;
        for (done = 0; done < portion.size;) {
            const std::size_t left = portion.size - done;
            // Direct reads are of whole pages; the last one ends where the file ends.
            const ssize_t n = ::pread(m_fd, portion.data + done, m_direct ? (left + page - 1) / page * page : left,
                                      static_cast<off_t>(portion.offset.value() + done));
            if (n < 0 && errno == EINTR)
                continue;
            if (n < 0 && errno == EINVAL && m_direct) {
                goBuffered();
                continue;
            }
            if (n <= 0)
                return;
            done = std::min(done + static_cast<std::size_t>(n), portion.size);
            if (done % page != 0 && done < portion.size)
                goBuffered();
        }
    }

    /// 0 or an errno.
    int write(const Portion &portion)
    {
        for (std::size_t done = 0; done < portion.size;) {
            std::size_t length = portion.size - done;
            if (m_direct && (done % page != 0 || length < page))
                goBuffered(); // the end of the file
            length = m_direct ? length / page * page : std::min(bufferedChunk, length);
            const ssize_t n =
                ::pwrite(m_fd, portion.data + done, length, static_cast<off_t>(portion.offset.value() + done));
            if (n < 0 && errno == EINTR)
                continue;
            if (n < 0 && errno == EINVAL && m_direct) {
                goBuffered();
                continue;
            }
            if (n <= 0)
                return n < 0 ? errno : EIO;
            done += static_cast<std::size_t>(n);
        }
        return 0;
    }

private:
    void goBuffered()
    {
        m_direct = false;
        ::fcntl(m_fd, F_SETFL, ::fcntl(m_fd, F_GETFL) & ~O_DIRECT);
    }

    int m_fd;
    bool m_direct = false;
};

/// Says which pieces are wrong while their bytes go by.
class Prover {
public:
    explicit Prover(const PieceVerifier &verifier)
        : m_verifier(verifier)
        , m_hasher(verifier.geometry(), {.merkle = verifier.kind() == PieceVerifier::Kind::Merkle,
                                         .flat = verifier.kind() == PieceVerifier::Kind::Flat})
    {
    }

    void add(const Portion &portion)
    {
        for (std::span<const std::byte> bytes = portion.bytes(); !bytes.empty();) {
            const Bytes left = m_verifier.geometry().pieceSize(m_piece) - m_inPiece;
            const auto n = static_cast<std::size_t>(std::min<std::uint64_t>(left.value(), bytes.size()));
            m_hasher.add(bytes.first(n));
            m_inPiece += Bytes{n};
            bytes = bytes.subspan(n);
            m_readable = m_readable && portion.size - bytes.size() <= portion.filled;
            if (Bytes{n} == left)
                endPiece();
        }
    }
    [[nodiscard]] const std::vector<PieceIndex> &wrong() const { return m_wrong; }

private:
    void endPiece()
    {
        if (!m_verifier.matchesHashes(m_piece, m_hasher.finish()) || !m_readable)
            m_wrong.push_back(m_piece);
        ++m_piece;
        m_inPiece = {};
        m_readable = true;
    }

    const PieceVerifier &m_verifier;
    PieceHasher m_hasher;
    PieceIndex m_piece{0};
    Bytes m_inPiece;
    bool m_readable = true;
    std::vector<PieceIndex> m_wrong;
};

/// The memory of one pass.
class Portions {
public:
    explicit Portions(Line &idle)
    {
        for (Portion &portion : m_all) {
            portion.data = m_memory.take(portionLength);
            idle.push(&portion);
        }
    }
    ~Portions()
    {
        for (const Portion &portion : m_all)
            m_memory.put(portion.data, portionLength);
    }
    Portions(const Portions &) = delete;
    Portions &operator=(const Portions &) = delete;

private:
    PieceMemory m_memory;
    std::array<Portion, portions> m_all;
};

} // namespace

ProvenCopy::Outcome ProvenCopy::run(const std::atomic<bool> &cancel) const
{
    Outcome outcome;
    Line idle;
    Line read;
    Line proven;
    std::atomic<bool> stop = false;
    const Portions memory(idle);
    const Bytes length = geometry.contentLength();
    {
        std::jthread reader([&] {
            DirectFile file(from);
            for (Bytes offset; offset < length && !stop; offset += Bytes{portionLength}) {
                if (cancel) {
                    outcome.cancelled = true;
                    break;
                }
                Portion *portion = idle.pop();
                portion->offset = offset;
                portion->size = static_cast<std::size_t>(std::min(Bytes{portionLength}, length - offset).value());
                file.read(*portion);
                read.push(portion);
            }
            read.close();
        });
        std::jthread writer([&] {
            DirectFile file(to);
            while (Portion *portion = proven.pop()) {
                if (outcome.writeError == 0 && (outcome.writeError = file.write(*portion)) != 0)
                    stop = true;
                idle.push(portion);
            }
        });
        std::optional<Prover> prover;
        PrefixDigest whole;
        if (verifier)
            prover.emplace(*verifier);
        while (Portion *portion = read.pop()) {
            if (prover) {
                prover->add(*portion);
            } else if (portion->filled == portion->size) {
                whole.add(portion->bytes());
            } else {
                outcome.unreadable = true;
                stop = true;
            }
            const bool good = prover ? prover->wrong().empty() : !outcome.unreadable;
            (to >= 0 && good ? proven : idle).push(portion);
        }
        proven.close();
        if (prover)
            outcome.wrongPieces = prover->wrong();
        else
            outcome.whole = whole.value();
    } // the threads have ended
    return outcome;
}

} // namespace freshet
