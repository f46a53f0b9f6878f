// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pick/RangePicker.h"

#include <algorithm>

namespace freshet {

RangePicker::RangePicker(std::uint32_t pieceCount)
    : m_pieces(pieceCount, State::Missing)
{
    m_counts[0] = pieceCount;
}

std::optional<PieceRun> RangePicker::next(std::uint32_t maximumCount, std::uint32_t lanes) const
{
    if (missing() == 0 || maximumCount == 0)
        return std::nullopt;
    const std::uint32_t share = (missing() + std::max(lanes, 1U) - 1) / std::max(lanes, 1U);
    const std::uint32_t longest = std::min(maximumCount, share);
    std::uint32_t first = m_firstMissing;
    while (m_pieces[first] != State::Missing)
        ++first;
    std::uint32_t end = first;
    while (end < m_pieces.size() && end - first < longest && m_pieces[end] == State::Missing)
        ++end;
    return PieceRun{PieceIndex{first}, end - first};
}

void RangePicker::set(PieceIndex piece, State state)
{
    State &current = m_pieces[piece.value()];
    --m_counts[static_cast<std::size_t>(current)];
    ++m_counts[static_cast<std::size_t>(state)];
    current = state;
    if (state == State::Missing)
        m_firstMissing = std::min(m_firstMissing, piece.value());
    else
        while (m_firstMissing < m_pieces.size() && m_pieces[m_firstMissing] != State::Missing)
            ++m_firstMissing;
}

void RangePicker::onUnwanted(PieceIndex piece)
{
    set(piece, State::Unwanted);
}

void RangePicker::onRequested(PieceRun run)
{
    for (std::uint32_t i = 0; i < run.count; ++i) {
        const PieceIndex piece{run.first.value() + i};
        if (m_pieces[piece.value()] == State::Missing)
            set(piece, State::Requested);
    }
}

void RangePicker::onAbandoned(PieceRun run)
{
    for (std::uint32_t i = 0; i < run.count; ++i) {
        const PieceIndex piece{run.first.value() + i};
        if (m_pieces[piece.value()] == State::Requested)
            set(piece, State::Missing);
    }
}

void RangePicker::onReceived(PieceIndex piece)
{
    if (m_pieces[piece.value()] != State::Durable)
        set(piece, State::Received);
}

void RangePicker::onLost(PieceIndex piece)
{
    set(piece, State::Missing);
}

void RangePicker::onDurable(PieceIndex piece)
{
    set(piece, State::Durable);
}

bool RangePicker::isWanted(PieceIndex piece) const
{
    const State state = m_pieces[piece.value()];
    return state == State::Missing || state == State::Requested;
}

std::string RangePicker::picture() const
{
    std::string text;
    for (State state : m_pieces)
        text.push_back(".r+#-"[static_cast<std::size_t>(state)]);
    return text;
}

RangePicker RangePicker::fromPicture(std::string_view picture)
{
    RangePicker picker(static_cast<std::uint32_t>(picture.size()));
    for (std::uint32_t i = 0; i < picture.size(); ++i) {
        const auto state = std::string_view(".r+#-").find(picture[i]);
        if (state != std::string_view::npos && state != 0)
            picker.set(PieceIndex{i}, static_cast<State>(state));
    }
    return picker;
}

} // namespace freshet
