// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/PiecePicture.h"
#include "core/api/TraceEvent.h"

#include <QHash>

#include <map>
#include <vector>

namespace freshet {

/// Remembers from the trace how each piece of each job came: from whom, how often it was asked for, how long it took. Non-duty: which pieces are there, which the
/// job knows. Invariant: at most maximumPieces are remembered; the job that was heard of longest ago is forgotten first.
class PieceBook {
public:
    static constexpr std::size_t maximumPieces = 1'000'000;

    void onEvent(const TraceEvent &event);
    /// Fills in what is known of the pieces in `picture.cells`, whose states are as the job knows them, and `picture.sources`.
    void describe(PiecePicture &picture) const;

private:
    struct Piece {
        std::uint8_t sourceClass = PieceCell::noClass;
        std::uint16_t source = PieceCell::noSource;
        std::uint8_t requests = 0;   ///< of ranges
        std::uint8_t rejections = 0; ///< failed proofs
        bool isBad = false;          ///< the last time it came
        std::uint32_t startedAt = 0; ///< milliseconds since Job::began, plus 1; 0: not known
        std::uint32_t took = 0;
    };
    struct Job {
        MonotonicTime began;
        MonotonicTime heard;
        std::vector<Piece> pieces;
        QStringList sources;
        QHash<QString, std::uint16_t> numbers;
    };

    Piece &pieceOf(Job &job, PieceIndex piece);
    static void noteSource(Job &job, Piece &piece, const TraceEvent &event);
    void makeRoom(const Job &forJob);

    std::map<JobId, Job> m_jobs;
    std::size_t m_pieces = 0;
};

} // namespace freshet
