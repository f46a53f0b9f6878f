// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/pick/RunPicker.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace freshet {

/// Decides which pieces to ask a ranged source for next: long runs, in content order, each piece from one source at a time.
///
/// Facts in (`on…`), one question out (`next`). Every piece is in exactly one state: missing, requested (somebody is fetching
/// it), received (handed to proof and disk) or durable. Non-duty: knows no source, no byte and no time.
class RangePicker {
public:
    explicit RangePicker(std::uint32_t pieceCount);

    /// The first run of missing pieces, at most `maximumCount` long. Lanes that work side by side each get a share: when less than
    /// `maximumCount` × lanes is missing, the run is cut to an even share so that all finish together.
    [[nodiscard]] std::optional<PieceRun> next(std::uint32_t maximumCount, std::uint32_t lanes = 1) const;

    void onRequested(PieceRun run);
    /// The source gave up: its pieces that were not received are missing again.
    void onAbandoned(PieceRun run);
    void onReceived(PieceIndex piece);
    /// Failed its proof, or was lost before it was durable.
    void onLost(PieceIndex piece);
    void onDurable(PieceIndex piece);

    [[nodiscard]] bool isWanted(PieceIndex piece) const; ///< missing or requested
    [[nodiscard]] bool isDurable(PieceIndex piece) const { return m_pieces[piece.value()] == State::Durable; }
    [[nodiscard]] std::uint32_t missing() const { return m_counts[0]; }
    [[nodiscard]] std::uint32_t requested() const { return m_counts[1]; }
    [[nodiscard]] std::uint32_t received() const { return m_counts[2]; }
    [[nodiscard]] std::uint32_t durable() const { return m_counts[3]; }

    /// One character per piece for tests and logs: '.' missing, 'r' requested, '+' received, '#' durable.
    [[nodiscard]] std::string picture() const;
    /// The inverse of picture().
    static RangePicker fromPicture(std::string_view picture);

private:
    enum class State : std::uint8_t { Missing, Requested, Received, Durable };
    void set(PieceIndex piece, State state);

    std::vector<State> m_pieces;
    std::uint32_t m_counts[4] = {};
    std::uint32_t m_firstMissing = 0; ///< no missing piece lies before it
};

} // namespace freshet
