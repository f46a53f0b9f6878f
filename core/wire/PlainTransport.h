// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/wire/Transport.h"

namespace freshet {

/// A TCP connection as it is. Blocks in files go from the page cache to the socket (sendfile) without passing through this process.
class PlainTransport final : public Transport {
public:
    explicit PlainTransport(UniqueFd socket)
        : Transport(std::move(socket))
    {
    }

    [[nodiscard]] Received receive(std::span<std::byte> into) override;
    [[nodiscard]] Outcome send(SendQueue &queue) override;
    [[nodiscard]] bool isEncrypted() const override { return false; }

private:
    [[nodiscard]] Outcome sendMemory(SendQueue &queue);
    [[nodiscard]] Outcome sendFile(SendQueue &queue);
};

} // namespace freshet
