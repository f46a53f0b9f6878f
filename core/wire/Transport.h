// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Error.h"
#include "core/base/UniqueFd.h"
#include "core/wire/SocketPoller.h"

#include <QObject>

#include <chrono>
#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <span>

namespace freshet {

class SendQueue;

/// A connected, non-blocking stream socket in the event loop of its thread: bytes in and out, plain or encrypted.
/// Invariant: whoever was told Blocked and wants to be called is called when it is worth trying again. Non-duty: messages, deadlines.
class Transport {
public:
    enum class Outcome {
        Done,    ///< received: something came; sent: everything left the queue
        Blocked, ///< not now: nothing came, or something is left to send
        Ended,   ///< the other side will send nothing more
        Failed,  ///< lastError says why
    };
    struct Received {
        Outcome outcome = Outcome::Blocked;
        std::size_t bytes = 0;
    };

    Transport(const Transport &) = delete;
    Transport &operator=(const Transport &) = delete;
    virtual ~Transport();

    /// As many bytes as there are and fit.
    [[nodiscard]] virtual Received receive(std::span<std::byte> into) = 0;
    /// As much from the front of `queue` as can be handed over. A file that cannot be read is Failed with DiskIo.
    [[nodiscard]] virtual Outcome send(SendQueue &queue) = 0;
    [[nodiscard]] virtual bool isEncrypted() const = 0;

    /// Called from the event loop only. Either may destroy the transport.
    void setCallbacks(std::function<void()> readable, std::function<void()> writable);
    /// Whether `readable` is wanted. Off at first.
    void wantRead(bool wanted);
    /// A hint: fewer bytes than these are of no use yet, so that `readable` may wait for them (or the end). 1 at first.
    virtual void readAtLeast(std::size_t) {}
    /// Whether `writable` is wanted. Off at first.
    void wantWrite(bool wanted);
    /// Ends the connection in both directions and calls nobody any more.
    void abort();

    /// The kernel's smallest round-trip time of this connection (TCP_INFO), network only; nullopt where it does not tell.
    [[nodiscard]] std::optional<std::chrono::microseconds> minimumRoundTrip() const;
    [[nodiscard]] int descriptor() const { return m_socket.get(); }
    /// Code, detail and next step; operation and object are the caller's to add.
    [[nodiscard]] const Error &lastError() const { return m_error; }

protected:
    Transport(UniqueFd socket, std::shared_ptr<SocketPoller> poller);

    /// Bytes wait that the socket does not know of.
    [[nodiscard]] virtual bool hasBuffered() const { return false; }
    /// receive() cannot go on before the socket takes bytes, or send() before it gives some.
    void setReadNeedsWrite(bool needs);
    void setWriteNeedsRead(bool needs);

    Received failReceive(ErrorCode code, const QString &detail);
    Outcome failSend(ErrorCode code, const QString &detail);
    /// The meaning of what SendStage::fill() said: DiskIo.
    Outcome failRead(int error);
    /// The meaning of errno after a failed call on the socket.
    Outcome failErrno(int number);

private:
    void onReady(SocketPoller::Watch::Ready ready);
    void onReadReady();
    void onWriteReady();
    void callReadableSoon();
    void updateWatch();

    UniqueFd m_socket;
    SocketPoller::Watch m_watch;
    QObject m_alive; ///< what is posted goes with it
    std::function<void()> m_readable;
    std::function<void()> m_writable;
    Error m_error;
    bool m_wantsRead = false;
    bool m_wantsWrite = false;
    bool m_readNeedsWrite = false;
    bool m_writeNeedsRead = false;
    bool m_callPosted = false;
};

} // namespace freshet
