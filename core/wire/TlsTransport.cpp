// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/wire/TlsTransport.h"

#include "core/wire/SendQueue.h"

#include <openssl/err.h>
#include <openssl/ssl.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

namespace freshet {

using namespace Qt::StringLiterals;

namespace {

QString sslWords()
{
    const unsigned long code = ERR_peek_last_error();
    ERR_clear_error();
    if (code == 0)
        return {};
    const char *reason = ERR_reason_error_string(code);
    return reason ? QString::fromLatin1(reason) : u"error %1"_s.arg(code);
}

} // namespace

void TlsTransport::Free::operator()(ssl_st *ssl) const
{
    SSL_free(ssl);
}

TlsTransport::TlsTransport(UniqueFd socket, std::shared_ptr<SocketPoller> poller, const GroupCredential &credential,
                           PeerDirection direction)
    : Transport(std::move(socket), std::move(poller))
    , m_ssl(SSL_new(credential.context()))
{
    SSL_set_fd(m_ssl.get(), descriptor());
    if (direction == PeerDirection::Outgoing)
        SSL_set_connect_state(m_ssl.get());
    else
        SSL_set_accept_state(m_ssl.get());
}

TlsTransport::~TlsTransport()
{
    ERR_clear_error();
    if (SSL_is_init_finished(m_ssl.get()))
        SSL_shutdown(m_ssl.get());
    ERR_clear_error();
}

bool TlsTransport::hasBuffered() const
{
    // Decrypted bytes only: of a record that is not whole yet the socket will tell.
    return SSL_pending(m_ssl.get()) > 0;
}

Transport::Received TlsTransport::receive(std::span<std::byte> into)
{
    std::size_t total = 0;
    while (total < into.size()) {
        ERR_clear_error();
        std::size_t n = 0;
        const int result = SSL_read_ex(m_ssl.get(), into.data() + total, into.size() - total, &n);
        if (result == 1) {
            total += n;
            continue;
        }
        if (total > 0)
            break; // what ended or failed here will say so again
        return {judge(result, true)};
    }
    return {Outcome::Done, total};
}

Transport::Outcome TlsTransport::send(SendQueue &queue)
{
    for (;;) {
        if (m_stage.isEmpty()) {
            if (queue.isEmpty()) {
                m_stage.release();
                return Outcome::Done;
            }
            if (const int error = m_stage.fill(queue))
                return failRead(error);
        }
        ERR_clear_error();
        std::size_t n = 0;
        const int result = SSL_write_ex(m_ssl.get(), m_stage.bytes().data(), m_stage.bytes().size(), &n);
        if (result != 1)
            return judge(result, false);
        m_stage.consume(n);
    }
}

Transport::Outcome TlsTransport::judge(int result, bool receiving)
{
    const int number = errno;
    switch (SSL_get_error(m_ssl.get(), result)) {
    case SSL_ERROR_WANT_READ:
        if (!receiving)
            setWriteNeedsRead(true);
        return Outcome::Blocked;
    case SSL_ERROR_WANT_WRITE:
        if (receiving)
            setReadNeedsWrite(true);
        return Outcome::Blocked;
    case SSL_ERROR_ZERO_RETURN:
        return Outcome::Ended;
    case SSL_ERROR_SYSCALL:
        if (number == 0)
            return SSL_is_init_finished(m_ssl.get())
                       ? Outcome::Ended
                       : failSend(ErrorCode::ConnectionLost, u"during the TLS handshake"_s);
        return failErrno(number);
    default:
        break;
    }
    if (ERR_GET_REASON(ERR_peek_last_error()) == SSL_R_UNEXPECTED_EOF_WHILE_READING) {
        ERR_clear_error();
        if (SSL_is_init_finished(m_ssl.get()))
            return Outcome::Ended; // every message says its own length: nothing is lost by a missing farewell
        return failSend(ErrorCode::ConnectionLost, u"during the TLS handshake"_s);
    }
    const bool certificate = SSL_get_verify_result(m_ssl.get()) != X509_V_OK;
    const QString words = sslWords();
    return failSend(certificate ? ErrorCode::TlsCertificate : ErrorCode::TlsFailed, words);
}

} // namespace freshet
