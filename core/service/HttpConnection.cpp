// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/service/HttpConnection.h"

#include <cerrno>
#include <openssl/err.h>
#include <openssl/ssl.h>
#include <sys/socket.h>
#include <unistd.h>

namespace freshet {

namespace {

constexpr std::chrono::seconds headTime{10}; ///< for the handshake and for each head, however slowly it comes
constexpr std::chrono::seconds idleTime{75};
constexpr std::chrono::seconds writeTime{30};    ///< without any progress
constexpr std::uint64_t slowestBody = 32 * 1024; ///< bytes per second
constexpr std::size_t maximumAnswers = 256 * 1024;
constexpr std::size_t chunk = 16 * 1024;

} // namespace

HttpConnection::HttpConnection(UniqueFd fd, const IpAddress &from, ssl_ctx_st *tls, HttpHandler &handler,
                               MonotonicTime now)
    : m_fd(std::move(fd))
    , m_from(from)
    , m_handler(handler)
    , m_deadline(now + headTime)
{
    if (tls) {
        m_ssl = SSL_new(tls);
        SSL_set_fd(m_ssl, m_fd.get());
        SSL_set_accept_state(m_ssl);
        m_state = State::Handshake;
    }
}

HttpConnection::~HttpConnection()
{
    if (m_ssl) {
        if (m_state == State::Closing)
            SSL_shutdown(m_ssl);
        ERR_clear_error();
        SSL_free(m_ssl);
    }
}

long HttpConnection::receive(char *to, std::size_t size)
{
    if (!m_ssl) {
        const ssize_t got = ::recv(m_fd.get(), to, size, 0);
        if (got > 0)
            return got;
        return got < 0 && (errno == EAGAIN || errno == EINTR) ? 0 : -1;
    }
    ERR_clear_error();
    const int got = SSL_read(m_ssl, to, static_cast<int>(size));
    if (got > 0)
        return got;
    const int error = SSL_get_error(m_ssl, got);
    m_tlsWantsWrite = error == SSL_ERROR_WANT_WRITE;
    return error == SSL_ERROR_WANT_READ || error == SSL_ERROR_WANT_WRITE ? 0 : -1;
}

long HttpConnection::transmit(const char *from, std::size_t size)
{
    if (!m_ssl) {
        const ssize_t sent = ::send(m_fd.get(), from, size, MSG_NOSIGNAL);
        if (sent >= 0)
            return sent;
        return errno == EAGAIN || errno == EINTR ? 0 : -1;
    }
    ERR_clear_error();
    const int sent = SSL_write(m_ssl, from, static_cast<int>(size));
    if (sent > 0)
        return sent;
    const int error = SSL_get_error(m_ssl, sent);
    return error == SSL_ERROR_WANT_READ || error == SSL_ERROR_WANT_WRITE ? 0 : -1;
}

bool HttpConnection::handshake()
{
    ERR_clear_error();
    const int done = SSL_accept(m_ssl);
    if (done == 1) {
        m_state = State::Head;
        return true;
    }
    const int error = SSL_get_error(m_ssl, done);
    m_tlsWantsWrite = error == SSL_ERROR_WANT_WRITE;
    return error == SSL_ERROR_WANT_READ || error == SSL_ERROR_WANT_WRITE;
}

HttpConnection::Wants HttpConnection::onReady(MonotonicTime now)
{
    m_tlsWantsWrite = false;
    if (m_state == State::Handshake && !handshake())
        return Wants::Close;
    if (m_state == State::Handshake)
        return m_tlsWantsWrite ? Wants::Write : Wants::Read;
    const bool isSending = !m_out.empty() || m_file;
    if (!isSending && m_state != State::Closing && !readMore())
        return Wants::Close;
    for (;;) {
        if (!m_out.empty() || m_file) {
            const std::size_t before = m_out.size() - m_sent;
            if (!flush())
                return Wants::Close;
            if (!m_out.empty() || m_file) {
                if (m_out.size() - m_sent != before)
                    m_deadline = now + writeTime;
                return Wants::Write;
            }
        }
        if (m_state == State::Closing) {
            if (!m_linger)
                return Wants::Close;
            // The answer would be lost if the connection ended while the client sends: read and drop, until the deadline.
            char dropped[chunk];
            for (int i = 0; i < 64; ++i) {
                const long got = receive(dropped, sizeof dropped);
                if (got < 0)
                    return Wants::Close;
                if (got == 0)
                    return Wants::Read;
            }
            return Wants::Read;
        }
        process(now);
        if (m_out.empty() && !m_file && m_state != State::Closing) {
            // TLS may hold decrypted bytes that no poll tells of.
            if (m_ssl && SSL_pending(m_ssl) > 0) {
                if (!readMore())
                    return Wants::Close;
                continue;
            }
            return m_tlsWantsWrite ? Wants::Write : Wants::Read;
        }
    }
}

bool HttpConnection::readMore()
{
    const std::size_t limit = m_state == State::Body ? m_request.bodySize : RequestHead::maximumSize;
    while (m_in.size() < limit) {
        const std::size_t had = m_in.size();
        const std::size_t size = std::min(chunk, limit - had);
        long got = 0;
        m_in.resize_and_overwrite(had + size, [&](char *data, std::size_t) {
            got = receive(data + had, size);
            return had + (got > 0 ? static_cast<std::size_t>(got) : 0);
        });
        if (got < 0)
            return false;
        if (static_cast<std::size_t>(got) < size)
            return true;
    }
    return true;
}

void HttpConnection::process(MonotonicTime now)
{
    // Several requests may have come at once; they are answered in order, as long as the answers are not too many.
    while (m_out.size() < maximumAnswers && !m_file && m_state != State::Closing) {
        if (m_state == State::Head) {
            if (m_in.empty())
                return;
            RequestHead head = parseHttpHead(m_in);
            if (head.state == RequestHead::State::Incomplete)
                return;
            onHead(std::move(head), now);
        } else {
            if (m_in.size() < m_request.bodySize)
                return;
            m_request.body = QByteArray(m_in.data(), static_cast<qsizetype>(m_request.bodySize));
            m_in.erase(0, m_request.bodySize);
            respond(now);
        }
    }
}

void HttpConnection::onHead(RequestHead head, MonotonicTime now)
{
    if (head.state == RequestHead::State::Refused)
        return refuse(head.status);
    if (m_in.size() == head.size)
        m_in.clear();
    else
        m_in.erase(0, head.size);
    m_request = std::move(head.request);
    m_request.isTls = m_ssl != nullptr;
    m_request.from = m_from;
    if (!m_handler.mayAsk(m_from))
        return refuse(429);
    if (m_request.bodySize == 0)
        return respond(now);
    if (m_request.bodySize > m_handler.maximumBody(m_request))
        return refuse(413);
    m_state = State::Body;
    m_deadline = now + headTime + std::chrono::seconds(m_request.bodySize / slowestBody);
    if (m_request.expectsContinue && m_in.empty())
        m_out += "HTTP/1.1 100 Continue\r\n\r\n";
}

void HttpConnection::respond(MonotonicTime now)
{
    m_state = State::Head;
    const ServedAnswer answer = m_handler.answer(m_request);
    send(answer, m_request.keepAlive && !m_draining, m_request.method == "HEAD");
    m_deadline = now + (m_in.empty() ? idleTime : headTime);
    m_request = {};
}

void HttpConnection::refuse(int status)
{
    m_linger = true;
    send({.status = status,
          .body = QByteArrayLiteral("{\"error\":\"") + statusWords(status) + QByteArrayLiteral("\"}\n"),
          .headers = status == 429 ? QByteArrayLiteral("Retry-After: 5\r\n") : QByteArray()},
         false, false);
}

void HttpConnection::send(const ServedAnswer &answer, bool keepAlive, bool isHead)
{
    const std::uint64_t size = answer.file ? answer.length : static_cast<std::uint64_t>(answer.body.size());
    m_out += "HTTP/1.1 ";
    m_out += std::to_string(answer.status);
    m_out += ' ';
    m_out += statusWords(answer.status);
    m_out += "\r\nContent-Type: ";
    m_out.append(answer.type.constData(), static_cast<std::size_t>(answer.type.size()));
    m_out += "\r\nContent-Length: ";
    m_out += std::to_string(size);
    m_out += "\r\n";
    m_out.append(answer.headers.constData(), static_cast<std::size_t>(answer.headers.size()));
    m_out += keepAlive ? "\r\n" : "Connection: close\r\n\r\n";
    if (!isHead && answer.file) {
        m_file = answer.file;
        m_fileAt = answer.offset;
        m_fileLeft = answer.length;
    } else if (!isHead) {
        m_out.append(answer.body.constData(), static_cast<std::size_t>(answer.body.size()));
    }
    if (!keepAlive)
        m_state = State::Closing;
}

void HttpConnection::takeFileBytes()
{
    constexpr std::size_t piece = 128 * 1024;
    const auto size = static_cast<std::size_t>(std::min<std::uint64_t>(piece, m_fileLeft));
    ssize_t got = 0;
    m_out.resize_and_overwrite(size, [&](char *data, std::size_t) {
        got = size == 0 ? 0 : ::pread(m_file->get(), data, size, static_cast<off_t>(m_fileAt));
        return got > 0 ? static_cast<std::size_t>(got) : 0;
    });
    m_fileAt += static_cast<std::uint64_t>(std::max<ssize_t>(got, 0));
    m_fileLeft -= static_cast<std::uint64_t>(std::max<ssize_t>(got, 0));
    if (got <= 0 || m_fileLeft == 0) {
        if (m_fileLeft > 0) // shorter than was promised: the end of the connection says so
            m_state = State::Closing;
        m_file.reset();
    }
}

bool HttpConnection::flush()
{
    for (;;) {
        while (m_sent < m_out.size()) {
            const long sent = transmit(m_out.data() + m_sent, m_out.size() - m_sent);
            if (sent < 0)
                return false;
            if (sent == 0)
                return true;
            m_sent += static_cast<std::size_t>(sent);
        }
        m_sent = 0;
        m_out.clear();
        if (!m_file)
            break;
        takeFileBytes();
        if (m_out.empty())
            break;
    }
    if (m_state == State::Closing)
        ::shutdown(m_fd.get(), SHUT_WR);
    else if (m_out.capacity() > 64 * 1024)
        std::string().swap(m_out);
    return true;
}

void HttpConnection::drain()
{
    m_draining = true;
}

} // namespace freshet
