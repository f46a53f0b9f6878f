// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/wire/SendStage.h"
#include "core/wire/Transport.h"

namespace freshet {

/// A TCP connection as it is.
class PlainTransport final : public Transport {
public:
    explicit PlainTransport(UniqueFd socket)
        : Transport(std::move(socket))
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
