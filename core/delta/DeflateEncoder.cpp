// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/delta/DeflateEncoder.h"

#include <algorithm>
#include <cstring>

namespace freshet::delta {

namespace {

constexpr unsigned windowSize = MatchChains::windowSize;
constexpr unsigned shortestMatch = MatchChains::shortestMatch;
constexpr unsigned farthest = MatchChains::farthest;
constexpr unsigned lookaheadNeeded = windowSize - farthest;
constexpr unsigned tooFar = 4096; ///< a match of three bytes from beyond it costs more than the literals
constexpr std::size_t portionSize = 2 * windowSize;
constexpr std::size_t zlibSymbols = 0x4000 - 1; ///< of one block

} // namespace

DeflateEncoder::DeflateEncoder(Maker maker, std::uint8_t level)
    : m_maker(maker)
    , m_level(MatchChains::level(level))
    , m_window(2 * windowSize + MatchChains::readAhead)
{
}

Result<void> DeflateEncoder::add(OctetView bytes, OctetSink &sink)
{
    // gzip reads as much as it has room for, so all of it has to be there.
    const std::size_t most = m_maker == Maker::Gzip ? maximumHeldMember : portionSize;
    while (!bytes.empty()) {
        const OctetView part = bytes.first(std::min(bytes.size(), most - m_held.size()));
        bytes = bytes.subspan(part.size());
        m_held.insert(m_held.end(), part.begin(), part.end());
        if (m_held.size() < most || m_maker == Maker::Gzip)
            break;
        if (auto result = run(m_held, false, sink); !result)
            return result;
        m_held.clear();
    }
    return bytes.empty() ? Result<void>() : refuseDelta(UpdateError::DeltaTooLarge, QStringLiteral("member"));
}

Result<void> DeflateEncoder::finish(OctetSink &sink)
{
    return run(m_held, true, sink);
}

void DeflateEncoder::slideWindow()
{
    if (m_at < windowSize + farthest)
        return;
    std::memcpy(m_window.data(), m_window.data() + windowSize, windowSize);
    m_start -= windowSize; // wraps where it was of the window before: then nobody asks for it
    m_at -= windowSize;
    m_blockStart -= windowSize;
    m_chains->slide();
}

void DeflateEncoder::read()
{
    const std::size_t room = 2 * windowSize - m_lookahead - m_at;
    const OctetView part = m_input.first(std::min(room, m_input.size()));
    m_input = m_input.subspan(part.size());
    std::memcpy(m_window.data() + m_at + m_lookahead, part.data(), part.size());
    m_lookahead += static_cast<unsigned>(part.size());
}

bool DeflateEncoder::refill(bool isLast)
{
    while (m_lookahead < lookaheadNeeded && !m_ended) {
        slideWindow();
        if (!m_input.empty()) {
            read();
            continue;
        }
        if (m_maker == Maker::Zlib)
            return isLast;
        m_ended = true;
        std::memset(m_window.data() + m_at + m_lookahead, 0, shortestMatch - 1);
    }
    return true;
}

unsigned DeflateEncoder::search(unsigned head, unsigned previousLength)
{
    const bool isGzip = m_maker == Maker::Gzip;
    if (head == 0 || previousLength >= m_level.lazy || m_at - head > farthest
        || (isGzip && m_at > 2 * windowSize - lookaheadNeeded))
        return shortestMatch - 1;
    const unsigned nice = isGzip ? m_level.nice : std::min(m_level.nice, m_lookahead);
    const unsigned found = m_chains->search(m_window.data(), m_at, head, previousLength, m_level, nice, m_start);
    const unsigned length = std::min(found, m_lookahead);
    return length == shortestMatch && m_at - m_start > tooFar ? length - 1 : length;
}

void DeflateEncoder::takeMatch(unsigned length, unsigned start)
{
    m_block.match(length, m_at - 1 - start);
    const bool isFull = blockEnds();
    const unsigned lastEntered = m_maker == Maker::Gzip ? ~0U : m_at + m_lookahead - shortestMatch;
    m_lookahead -= length - 1;
    for (unsigned left = length - 2; left > 0; --left)
        if (++m_at <= lastEntered)
            m_chains->insert(m_window.data(), m_at);
    m_literalWaits = false;
    m_length = shortestMatch - 1;
    ++m_at;
    if (isFull)
        flush(false);
}

Result<void> DeflateEncoder::run(OctetView portion, bool isLast, OctetSink &sink)
{
    m_input = portion;
    if (!m_chains)
        m_chains.emplace(portion.size()); // the first is the last where it is less than a portion
    while (refill(isLast) && m_lookahead != 0) {
        const bool enters = m_maker == Maker::Gzip || m_lookahead >= shortestMatch;
        const unsigned head = enters ? m_chains->insert(m_window.data(), m_at) : 0;
        const unsigned previousLength = m_length;
        const unsigned previousStart = m_start;
        m_length = search(head, previousLength);
        if (previousLength >= shortestMatch && m_length <= previousLength) {
            takeMatch(previousLength, previousStart);
        } else {
            if (m_literalWaits) {
                m_block.literal(m_window[m_at - 1]);
                if (blockEnds())
                    flush(false);
            }
            m_literalWaits = true;
            ++m_at;
            --m_lookahead;
        }
        if (!m_out.octets.empty())
            if (auto passed = pass(sink); !passed)
                return passed;
    }
    if (!isLast)
        return {};
    if (m_literalWaits)
        m_block.literal(m_window[m_at - 1]);
    flush(true);
    return pass(sink);
}

bool DeflateEncoder::blockEnds() const
{
    const std::size_t symbols = m_block.symbols();
    if (m_maker == Maker::Zlib)
        return symbols == zlibSymbols;
    if (symbols % 0x1000 == 0) {
        // Its statistics say that it should end: few matches, and worth it.
        const std::uint64_t out = (symbols * 8 + m_block.roughDistanceBits()) >> 3;
        const auto in = static_cast<std::uint64_t>(static_cast<std::int64_t>(m_at) - m_blockStart);
        if (m_block.matches() < symbols / 2 && out < in / 2)
            return true;
    }
    return symbols == DeflateBlock::capacity - 1 || m_block.matches() == DeflateBlock::capacity;
}

void DeflateEncoder::flush(bool isLast)
{
    const auto size = static_cast<std::size_t>(static_cast<std::int64_t>(m_at) - m_blockStart);
    const OctetView stored =
        m_blockStart >= 0 ? OctetView(m_window).subspan(static_cast<std::size_t>(m_blockStart), size) : OctetView();
    m_block.flush(stored, size, isLast, m_out);
    m_blockStart = m_at;
}

Result<void> DeflateEncoder::pass(OctetSink &sink)
{
    auto passed = sink.append(m_out.octets);
    m_out.octets.clear();
    return passed;
}

} // namespace freshet::delta
