// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/wire/Handshake.h"
#include "core/wire/PeerEndpoint.h"
#include "core/wire/WireDecoder.h"
#include "core/wire/WireEncoder.h"
#include "tests/support/WireContent.h"

#include <QTcpSocket>

#include <functional>
#include <vector>

namespace freshet::test {

/// A peer that says whatever a test wants it to say, and reads what it is told. Connects from an address of its own if asked to.
class RawPeer {
public:
    /// A message as it came, payload copied.
    struct Message {
        WireMessage head;
        QByteArray payload;
    };

    RawPeer(const WireContent &content, const PeerEndpoint &to,
            const QHostAddress &from = QHostAddress(QHostAddress::LocalHost));

    /// False when the connection does not come about.
    bool connects();
    /// Exchanges handshakes; false when that does not work out.
    bool greets(const Handshake &ours);
    bool greets() { return greets(handshake()); }
    /// What a good peer would say.
    [[nodiscard]] Handshake handshake() const;
    [[nodiscard]] const std::optional<Handshake> &theirs() const { return m_theirs; }

    void send(const QByteArray &bytes);
    void send(std::span<const std::byte> bytes);
    /// One message or several made with the encoder.
    void say(const std::function<void(WireEncoder &)> &write);
    void sayRequest(BlockIndex block);
    void sayBlock(BlockIndex block);

    /// Everything that came after the handshake.
    [[nodiscard]] const std::vector<Message> &messages();
    [[nodiscard]] int count(WireMessageId id);
    [[nodiscard]] bool isOpen() const { return m_socket.state() == QAbstractSocket::ConnectedState; }
    bool waitFor(WireMessageId id, int times = 1);
    bool waitClosed();
    [[nodiscard]] const QByteArray &received();
    QTcpSocket &socket() { return m_socket; }

private:
    void read();

    const WireContent &m_content;
    PeerEndpoint m_to;
    QHostAddress m_from;
    QTcpSocket m_socket;
    PeerId m_id = makePeerId();
    QByteArray m_received; ///< not decoded yet
    std::optional<Handshake> m_theirs;
    std::vector<Message> m_messages;
};

} // namespace freshet::test
