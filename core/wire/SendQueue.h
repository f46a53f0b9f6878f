// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/UniqueFd.h"
#include "core/base/Units.h"

#include <cstddef>
#include <deque>
#include <memory>
#include <span>
#include <vector>

namespace freshet {

/// What waits to be sent on one connection, in order: small messages gathered in one buffer, blocks in memory that somebody else keeps
/// alive, blocks in files. Invariant: bytes() is the sum of all parts, and no part is empty.
class SendQueue {
public:
    struct Part {
        std::vector<std::byte> owned{};         ///< a copy …
        std::span<const std::byte> borrowed{};  ///< … or somebody's memory …
        std::shared_ptr<const void> keeper{};   ///< … kept alive by this …
        std::shared_ptr<const UniqueFd> file{}; ///< … or a range of a file
        Bytes offset{};
        std::size_t size = 0; ///< bytes of the range of the file
    };

    [[nodiscard]] bool isEmpty() const { return m_parts.empty(); }
    [[nodiscard]] std::size_t bytes() const { return m_bytes; }

    /// Copies. Gathers with what was appended before.
    void append(std::span<const std::byte> bytes);
    void append(std::span<const std::byte> bytes, std::shared_ptr<const void> keeper);
    void append(std::shared_ptr<const UniqueFd> file, Bytes offset, std::size_t size);

    /// The parts, the first one without what was consumed of it.
    [[nodiscard]] const std::deque<Part> &parts() const { return m_parts; }
    /// What is left of a part in memory; empty for files.
    [[nodiscard]] std::span<const std::byte> memory(std::size_t part) const;
    /// Drops bytes from the front.
    void consume(std::size_t count);
    void clear();

private:
    std::deque<Part> m_parts;
    std::size_t m_consumed = 0; ///< of the first part, when that is in memory
    std::size_t m_bytes = 0;
};

} // namespace freshet
