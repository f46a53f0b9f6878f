// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Clock.h"
#include "core/base/Units.h"

#include <cstddef>
#include <deque>
#include <optional>
#include <vector>

namespace freshet {

/// The blocks we asked one peer for. Invariant: no block is in it twice; what was cancelled stays known until it is answered, because
/// an answer may be under way, but at most maximumCancelled of them.
class RequestBook {
public:
    struct Entry {
        BlockIndex block;
        MonotonicTime askedAt;
    };
    /// What an answer turns out to be.
    enum class Answer {
        Asked,     ///< `askedAt` is set
        Cancelled, ///< we had taken the request back
        Unasked,
    };
    struct Found {
        Answer answer = Answer::Unasked;
        MonotonicTime askedAt{};
    };

    static constexpr std::size_t maximumCancelled = 512;

    [[nodiscard]] std::size_t size() const { return m_open.size(); }
    [[nodiscard]] bool contains(BlockIndex block) const;
    [[nodiscard]] std::vector<Entry> entries() const { return {m_open.begin(), m_open.end()}; }

    /// The block is not in the book, but may be among the cancelled.
    void ask(BlockIndex block, MonotonicTime now);
    /// False when it was not open.
    bool cancel(BlockIndex block);
    /// Takes the block out of the book.
    Found answer(BlockIndex block);
    /// Turns everything open into cancelled, and tells what that was.
    std::vector<BlockIndex> cancelAll();

private:
    std::deque<Entry> m_open; ///< in the order of asking: answers mostly come in it
    std::deque<BlockIndex> m_cancelled;
};

} // namespace freshet
