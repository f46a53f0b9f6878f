// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/wire/PendingPeer.h"

#include "core/wire/PlainTransport.h"
#include "core/wire/TlsTransport.h"

#include <sys/socket.h>

#include <cerrno>
#include <cstring>

namespace freshet {

using namespace Qt::StringLiterals;

namespace {

/// The first byte of a TLS record that carries a handshake (RFC 8446, 5.1).
constexpr std::byte tlsHandshake{0x16};

} // namespace

PendingPeer::PendingPeer(Setup setup, Lookup lookup, Admit admit, Done done)
    : m_setup(std::move(setup))
    , m_lookup(std::move(lookup))
    , m_admit(std::move(admit))
    , m_done(std::move(done))
{
    m_deadline.setSingleShot(true);
    QObject::connect(&m_deadline, &QTimer::timeout, &m_deadline,
                     [this] { end(ErrorCode::Timeout, u"the handshake took too long"_s); });
    m_deadline.start(m_setup.time);
    if (m_setup.direction == PeerDirection::Incoming && m_setup.tls != PeerTls::Off) {
        m_firstByte = std::make_unique<SocketPoller::Watch>(m_setup.poller, m_setup.socket.get(),
                                                            [this](SocketPoller::Watch::Ready) { onFirstByte(); });
        m_firstByte->want(true, false);
        return;
    }
    if (m_setup.direction == PeerDirection::Outgoing) {
        const PeerContent &content = *m_setup.content;
        // A hybrid content is called by its v1 hash, which everybody knows; the v2 bit invites to answer with the other.
        queueHandshake(content.v1InfoHash ? wireInfoHash(*content.v1InfoHash) : truncated(content.id));
    }
    useTransport(m_setup.encrypted);
}

void PendingPeer::onFirstByte()
{
    std::byte first{};
    const ssize_t n = ::recv(m_setup.socket.get(), &first, 1, MSG_PEEK);
    if (n < 0 && (errno == EAGAIN || errno == EINTR))
        return;
    m_firstByte.reset();
    if (n <= 0) {
        end(ErrorCode::ConnectionLost, n < 0 ? QString::fromLocal8Bit(std::strerror(errno)) : QString());
        return;
    }
    const bool encrypted = first == tlsHandshake;
    if (!encrypted && m_setup.tls == PeerTls::Require)
        end(ErrorCode::PeerRefused, u"it does not speak TLS"_s);
    else
        useTransport(encrypted);
}

void PendingPeer::useTransport(bool encrypted)
{
    if (encrypted)
        m_transport = std::make_unique<TlsTransport>(std::move(m_setup.socket), m_setup.poller, *m_setup.credential,
                                                     m_setup.direction);
    else
        m_transport = std::make_unique<PlainTransport>(std::move(m_setup.socket), m_setup.poller);
    m_transport->setCallbacks([this] { onReadable(); }, [this] { onWritable(); });
    m_transport->wantRead(true);
    m_transport->wantWrite(!m_queue.isEmpty());
}

void PendingPeer::queueHandshake(const WireInfoHash &infoHash)
{
    const Handshake ours{
        .features = {.extensions = true, .fast = true, .v2 = true}, .infoHash = infoHash, .peerId = m_setup.ourId};
    m_queue.append(ours.encode());
}

void PendingPeer::onWritable()
{
    sendRest();
}

void PendingPeer::sendRest()
{
    switch (m_transport->send(m_queue)) {
    case Transport::Outcome::Done:
        m_transport->wantWrite(false);
        if (m_ready) {
            m_deadline.stop();
            m_ready->transport = std::move(m_transport);
            m_ready->transport->wantRead(false);
            m_ready->transport->setCallbacks(nullptr, nullptr);
            const Done done = std::move(m_done);
            done(std::move(*m_ready)); // may destroy this
        }
        return;
    case Transport::Outcome::Blocked:
        m_transport->wantWrite(true);
        return;
    case Transport::Outcome::Ended:
    case Transport::Outcome::Failed:
        endOfTransport();
        return;
    }
}

void PendingPeer::onReadable()
{
    if (m_ready)
        return;
    const auto received = m_transport->receive(std::span(m_received).subspan(m_receivedSize));
    switch (received.outcome) {
    case Transport::Outcome::Blocked:
        return;
    case Transport::Outcome::Ended:
        end(ErrorCode::ConnectionLost, u"during the handshake"_s);
        return;
    case Transport::Outcome::Failed:
        endOfTransport();
        return;
    case Transport::Outcome::Done:
        break;
    }
    m_receivedSize += received.bytes;
    if (!Handshake::mayBegin(std::span(m_received).first(m_receivedSize))) {
        end(ErrorCode::PeerProtocol, u"it does not speak the peer protocol"_s);
        return;
    }
    if (m_receivedSize < m_received.size())
        return;
    m_transport->wantRead(false);
    onHandshake(*Handshake::decode(m_received));
}

void PendingPeer::onHandshake(const Handshake &theirs)
{
    if (theirs.peerId == m_setup.ourId)
        end(ErrorCode::PeerRefused, u"it is ourselves"_s);
    else if (m_setup.direction == PeerDirection::Incoming)
        answer(theirs);
    else
        check(theirs);
}

void PendingPeer::answer(const Handshake &theirs)
{
    m_setup.content = m_lookup(theirs.infoHash);
    if (!m_setup.content) {
        end(ErrorCode::PeerRefused, u"it asks for a content that is not shared"_s);
        return;
    }
    // BEP 52: who calls a hybrid content by its v1 hash and offers v2 is answered with the v2 hash, and both speak v2.
    const WireInfoHash v2Hash = truncated(m_setup.content->id);
    const bool v2 = theirs.infoHash == v2Hash || theirs.features.v2;
    queueHandshake(v2 ? v2Hash : theirs.infoHash);
    accept(theirs, v2);
}

void PendingPeer::check(const Handshake &theirs)
{
    const PeerContent &content = *m_setup.content;
    const bool v2 = theirs.infoHash == truncated(content.id);
    if (!v2 && !(content.v1InfoHash && theirs.infoHash == wireInfoHash(*content.v1InfoHash))) {
        end(ErrorCode::PeerProtocol, u"it answers about another content"_s);
        return;
    }
    accept(theirs, v2);
}

void PendingPeer::accept(const Handshake &theirs, bool v2)
{
    auto ticket = m_admit(*m_setup.content, theirs.peerId);
    if (!ticket) {
        end(ErrorCode::PeerRefused, u"there is a connection to it already"_s);
        return;
    }
    m_ready = ReadyPeer{.transport = nullptr,
                        .content = *m_setup.content,
                        .direction = m_setup.direction,
                        .endpoint = m_setup.endpoint,
                        .peerId = theirs.peerId,
                        .features = {.extensions = theirs.features.extensions, .fast = theirs.features.fast, .v2 = v2},
                        .infoHash = theirs.infoHash,
                        .dial = m_setup.dial,
                        .ticket = std::move(ticket)};
    sendRest();
}

void PendingPeer::endOfTransport()
{
    end(m_transport->lastError().code, m_transport->lastError().detail);
}

void PendingPeer::end(ErrorCode code, const QString &detail)
{
    m_deadline.stop();
    m_ready.reset();
    m_firstByte.reset();
    if (m_transport)
        m_transport->abort();
    const Done done = std::move(m_done);
    done(std::unexpected(Error{.code = code,
                               .operation = u"connect to peer"_s,
                               .object = m_setup.endpoint.toString(),
                               .detail = detail,
                               .next = NextStep::NextSource})); // may destroy this
}

} // namespace freshet
