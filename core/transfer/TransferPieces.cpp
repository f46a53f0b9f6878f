// SPDX-License-Identifier: GPL-3.0-or-later
// What a job knows of its pieces.
#include "core/pick/SwarmPicker.h"
#include "core/transfer/Transfer.h"

namespace freshet {

namespace {

/// As SwarmPicker::picture() spells them.
PieceState stateOf(char letter, bool isClaimed)
{
    switch (letter) {
    case 'r':
    case 'p':
        return PieceState::InFlight;
    case '+':
        return PieceState::Received;
    case '#':
        return PieceState::Have;
    default:
        return isClaimed ? PieceState::ClaimedElsewhere : PieceState::Missing;
    }
}

} // namespace

std::optional<PiecePicture> Transfer::pieces() const
{
    if (!m_content || !m_content->verifier)
        return std::nullopt;
    const Geometry &geometry = m_content->geometry;
    PiecePicture picture{.job = m_id,
                         .pieceSize = geometry.pieceLength(),
                         .contentSize = geometry.contentLength(),
                         .cells = std::vector<PieceCell>(geometry.pieceCount()),
                         .sources = {}};
    if (const SwarmPicker *board = m_peers ? &m_peers->board() : m_picker.get()) {
        const std::string letters = board->picture();
        for (std::size_t i = 0; i < picture.cells.size() && i < letters.size(); ++i)
            picture.cells[i].state =
                stateOf(letters[i], board->claims().claimed().contains(PieceIndex{static_cast<std::uint32_t>(i)}));
        return picture;
    }
    const bool isWhole = !m_plan && (m_state == JobState::Complete || m_state == JobState::Caching);
    for (std::uint32_t i = 0; i < picture.cells.size(); ++i)
        if (isWhole || m_record.durable.contains(PieceIndex{i}))
            picture.cells[i].state = PieceState::Have;
    return picture;
}

} // namespace freshet
