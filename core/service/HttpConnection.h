// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Clock.h"
#include "core/base/UniqueFd.h"
#include "core/service/HttpParser.h"

#include <memory>
#include <string>

struct ssl_st;
struct ssl_ctx_st;

namespace freshet {

/// What a connection asks of the rest of the program.
class HttpHandler {
public:
    virtual ~HttpHandler() = default;
    /// How large a body this request may have; 0 for most. Called with the head alone.
    [[nodiscard]] virtual std::uint64_t maximumBody(const ServedRequest &head) = 0;
    virtual ServedAnswer answer(const ServedRequest &request) = 0;
    /// Whether this address may ask once more now.
    [[nodiscard]] virtual bool mayAsk(const IpAddress &from) = 0;
};

/// One connection of a client: bytes in, bounded requests to the handler, answers out. Invariants: it holds at most one head or one body that was
/// allowed, and 256 KiB of answers; it has a deadline in every state. Not its duty: the poll loop, the number of connections.
class HttpConnection {
public:
    enum class Wants {
        Read,
        Write,
        Close,
    };

    HttpConnection(UniqueFd fd, const IpAddress &from, ssl_ctx_st *tls, HttpHandler &handler, MonotonicTime now);
    ~HttpConnection();

    /// The socket is ready, or may be. Says what to wait for.
    Wants onReady(MonotonicTime now);
    /// No more requests after the one at hand.
    void drain();

    [[nodiscard]] int fd() const { return m_fd.get(); }
    [[nodiscard]] const IpAddress &from() const { return m_from; }
    [[nodiscard]] MonotonicTime deadline() const { return m_deadline; }
    /// Waits for a client that has not asked anything whole yet: the first to go when there is no room.
    [[nodiscard]] bool isIdle() const { return m_out.empty() && !m_file && m_state <= State::Head; }

    Wants lastWants = Wants::Read; ///< what the poll loop waits for

private:
    enum class State {
        Handshake,
        Head,
        Body,
        Closing, ///< what is left to send goes out, then the end
    };

    /// Bytes received, 0: none now, -1: the end.
    long receive(char *to, std::size_t size);
    long transmit(const char *from, std::size_t size);
    bool handshake();
    /// False: the connection is over.
    bool readMore();
    bool flush();
    void process(MonotonicTime now);
    void onHead(RequestHead head, MonotonicTime now);
    void respond(MonotonicTime now);
    void refuse(int status);
    void send(const ServedAnswer &answer, bool keepAlive, bool isHead);
    void takeFileBytes();

    UniqueFd m_fd;
    IpAddress m_from;
    ssl_st *m_ssl = nullptr;
    HttpHandler &m_handler;
    State m_state = State::Head;
    MonotonicTime m_deadline;
    std::string m_in;
    std::string m_out;
    std::size_t m_sent = 0;
    ServedRequest m_request;
    std::shared_ptr<const UniqueFd> m_file;
    std::uint64_t m_fileAt = 0;
    std::uint64_t m_fileLeft = 0;
    bool m_tlsWantsWrite = false;
    bool m_draining = false;
    bool m_linger = false; ///< the client may still be sending what nobody reads
};

} // namespace freshet
