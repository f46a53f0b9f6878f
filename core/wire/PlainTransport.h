// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/wire/SendStage.h"
#include "core/wire/Transport.h"

namespace freshet {

/// A TCP connection as it is.
class PlainTransport final : public Transport {
public:
    PlainTransport(UniqueFd socket, std::shared_ptr<SocketPoller> poller)
        : Transport(std::move(socket), std::move(poller))
    {
    }

    [[nodiscard]] Received receive(std::span<std::byte> into) override;
    [[nodiscard]] Outcome send(SendQueue &queue) override;
    [[nodiscard]] bool isEncrypted() const override { return false; }
    void readAtLeast(std::size_t bytes) override;

private:
    int m_readAtLeast = 1;
    SendStage m_stage;
};

} // namespace freshet
