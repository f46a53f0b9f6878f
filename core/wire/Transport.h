// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Error.h"
#include "core/base/UniqueFd.h"

#include <QSocketNotifier>

#include <chrono>
#include <cstddef>
#include <functional>
#include <optional>
#include <span>

namespace freshet {

class SendQueue;

/// A connected, non-blocking stream socket in the event loop of its thread: bytes in and out, plain or encrypted, with the wishes for
/// readiness that go with it. Invariant: after an operation said Blocked, the matching callback comes when it is worth trying again.
/// Non-duty: messages, deadlines.
class Transport {
public:
    enum class Outcome {
        Done,    ///< something was moved; there may be more
        Blocked, ///< nothing can be moved now
        Ended,   ///< the other side will send nothing more
        Failed,  ///< lastError says why
    };
    struct Moved {
        Outcome outcome = Outcome::Blocked;
        std::size_t bytes = 0;
    };

    Transport(const Transport &) = delete;
    Transport &operator=(const Transport &) = delete;
    virtual ~Transport() = default;

    /// As many bytes as there are and fit.
    [[nodiscard]] virtual Moved receive(std::span<std::byte> into) = 0;
    /// As much from the front of `queue` as the socket takes. A file that cannot be read is Failed with DiskIo.
    [[nodiscard]] virtual Moved send(SendQueue &queue) = 0;
    [[nodiscard]] virtual bool isEncrypted() const = 0;
    /// Tells the other side that nothing more comes, as far as that is possible at once.
    virtual void shutDown() = 0;

    /// Called from the event loop. Either may destroy the transport.
    void setCallbacks(std::function<void()> readable, std::function<void()> writable);
    /// Whether `readable` is wanted. Off at first.
    virtual void wantRead(bool wanted);
    /// Whether `writable` is wanted. Off at first.
    virtual void wantWrite(bool wanted);

    /// The kernel's smallest round-trip time of this connection (TCP_INFO), network only; nullopt where it does not tell.
    [[nodiscard]] std::optional<std::chrono::microseconds> minimumRoundTrip() const;
    [[nodiscard]] int descriptor() const { return m_socket.get(); }
    [[nodiscard]] const Error &lastError() const { return m_error; }

protected:
    explicit Transport(UniqueFd socket);

    void notifyReadable();
    void notifyWritable();
    void setReadNotifier(bool enabled);
    void setWriteNotifier(bool enabled);
    Moved fail(ErrorCode code, const QString &detail);
    Moved failErrno(int number);

private:
    UniqueFd m_socket;
    QSocketNotifier m_read;
    QSocketNotifier m_write;
    std::function<void()> m_readable;
    std::function<void()> m_writable;
    Error m_error;
};

} // namespace freshet
