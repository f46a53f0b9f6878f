// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/RawPeer.h"

#include <QTest>

#include <algorithm>

namespace freshet::test {

RawPeer::RawPeer(const WireContent &content, const PeerEndpoint &to, const QHostAddress &from)
    : m_content(content)
    , m_to(to)
    , m_from(from)
{
}

bool RawPeer::connects()
{
    m_socket.bind(m_from);
    m_socket.connectToHost(m_to.address, m_to.port);
    return QTest::qWaitFor([&] { return isOpen(); });
}

Handshake RawPeer::handshake() const
{
    return {.features = {.extensions = true, .fast = true, .v2 = true},
            .infoHash = truncated(m_content.metainfo().contentId),
            .peerId = m_id};
}

bool RawPeer::greets(const Handshake &ours)
{
    if (!isOpen() && !connects())
        return false;
    send(ours.encode());
    return QTest::qWaitFor([&] {
               read();
               return m_theirs || !isOpen();
           })
           && m_theirs;
}

void RawPeer::send(const QByteArray &bytes)
{
    m_socket.write(bytes);
    m_socket.flush();
}

void RawPeer::send(std::span<const std::byte> bytes)
{
    send(QByteArray(reinterpret_cast<const char *>(bytes.data()), static_cast<qsizetype>(bytes.size())));
}

void RawPeer::say(const std::function<void(WireEncoder &)> &write)
{
    std::vector<std::byte> bytes;
    WireEncoder encoder(bytes);
    write(encoder);
    send(bytes);
}

void RawPeer::sayRequest(BlockIndex block)
{
    const Geometry &geometry = m_content.geometry();
    const PieceIndex piece = geometry.pieceOf(block);
    say([&](WireEncoder &to) {
        to.range(WireMessageId::Request, piece.value(),
                 static_cast<std::uint32_t>((geometry.blockOffset(block) - geometry.pieceOffset(piece)).value()),
                 static_cast<std::uint32_t>(geometry.blockSize(block).value()));
    });
}

void RawPeer::sayBlock(BlockIndex block)
{
    const Geometry &geometry = m_content.geometry();
    const PieceIndex piece = geometry.pieceOf(block);
    say([&](WireEncoder &to) {
        to.blockHead(piece.value(),
                     static_cast<std::uint32_t>((geometry.blockOffset(block) - geometry.pieceOffset(piece)).value()),
                     static_cast<std::uint32_t>(geometry.blockSize(block).value()));
    });
    send(m_content.block(block));
}

const std::vector<RawPeer::Message> &RawPeer::messages()
{
    read();
    return m_messages;
}

const QByteArray &RawPeer::received()
{
    read();
    return m_received;
}

int RawPeer::count(WireMessageId id)
{
    read();
    return static_cast<int>(std::ranges::count_if(
        m_messages, [id](const Message &message) { return !message.head.keepAlive && message.head.id == id; }));
}

bool RawPeer::waitFor(WireMessageId id, int times)
{
    return QTest::qWaitFor([&] { return count(id) >= times; });
}

bool RawPeer::waitClosed()
{
    return QTest::qWaitFor([&] {
        read();
        return !isOpen();
    });
}

void RawPeer::read()
{
    m_received += m_socket.readAll();
    if (!m_theirs) {
        if (std::cmp_less(m_received.size(), Handshake::size))
            return;
        m_theirs = Handshake::decode(
            std::as_bytes(std::span<const char, Handshake::size>(m_received.constData(), Handshake::size)));
        m_received.remove(0, static_cast<qsizetype>(Handshake::size));
    }
    const WireDecoder decoder(WireLimits::forContent(m_content.geometry()));
    for (;;) {
        WireMessage message;
        const auto step = decoder.next(
            std::as_bytes(std::span(m_received.constData(), static_cast<std::size_t>(m_received.size()))), message);
        if (step.outcome != WireDecoder::Outcome::Message)
            return;
        m_messages.push_back({message, QByteArray(reinterpret_cast<const char *>(message.payload.data()),
                                                  static_cast<qsizetype>(message.payload.size()))});
        m_received.remove(0, static_cast<qsizetype>(step.consumed));
    }
}

} // namespace freshet::test
