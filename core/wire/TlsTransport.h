// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/wire/GroupCredential.h"
#include "core/wire/PeerDirection.h"
#include "core/wire/SendStage.h"
#include "core/wire/Transport.h"

#include <memory>

struct ssl_st;

namespace freshet {

/// A TCP connection inside TLS 1.3 (RFC 8446), OpenSSL right on the descriptor. The TLS handshake happens in the first receive or send.
/// Whoever dialled is the client. Invariant: nothing is received before the other side has proven to be of the group.
class TlsTransport final : public Transport {
public:
    TlsTransport(UniqueFd socket, std::shared_ptr<SocketPoller> poller, const GroupCredential &credential,
                 PeerDirection direction);
    ~TlsTransport() override;

    [[nodiscard]] Received receive(std::span<std::byte> into) override;
    [[nodiscard]] Outcome send(SendQueue &queue) override;
    [[nodiscard]] bool isEncrypted() const override { return true; }

protected:
    [[nodiscard]] bool hasBuffered() const override;

private:
    struct Free {
        void operator()(ssl_st *ssl) const;
    };
    Outcome judge(int result, bool receiving);

    std::unique_ptr<ssl_st, Free> m_ssl;
    SendStage m_stage; ///< OpenSSL wants the same bytes again when it could not take them
};

} // namespace freshet
