// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/RateHistory.h"

#include <QByteArray>

#include <deque>

namespace freshet {

/// What passes, averaged into the rings of RateHistory; fed as often as one likes, asked once a second. Steps begin at multiples of their length on
/// the calendar, so that the rings of two runs fit together. Invariants: memory is fixed; a rate is bytes by the time in which they were
/// counted, so a late look draws no spike; time that nobody watched (no engine, a suspended machine, a clock that was set) is not measured
/// rather than zero. Non-duty: files, clocks.
class RateRings {
public:
    RateRings();

    void onReceived(SourceClass from, Bytes amount);
    /// `to`: one of the first three classes.
    void onSent(SourceClass to, Bytes amount);
    void onWasted(Bytes amount);
    /// To the files of the cache.
    void onWritten(Bytes amount);
    /// Holds from now on: each step that ends has it.
    void onCacheUse(Bytes held, Bytes quota);

    /// What came since the last call belongs to the time since then. The first call begins. True when a step of the shortest ring ended.
    bool advance(MonotonicTime now, WallTime wall);

    /// Of the steps that have ended. The parts that did not change are those of the last call; null while there is nothing.
    [[nodiscard]] std::shared_ptr<const RateHistory> history();
    /// Nothing passed in all of the shortest ring.
    [[nodiscard]] bool isQuiet() const;

    /// For a file. What a broken or foreign file says is ignored: false.
    [[nodiscard]] QByteArray encode() const;
    bool decode(const QByteArray &file);

    /// Looks that are further apart found a sleeping machine, or none.
    static constexpr std::chrono::seconds longestSpan{5};
    /// The calendar may run so far ahead of, or behind, the monotonic clock between two looks.
    static constexpr std::chrono::milliseconds clockTolerance{2000};

private:
    static constexpr std::size_t wastedAmount = sourceClassCount + peerClassCount;
    static constexpr std::size_t writtenAmount = wastedAmount + 1;
    static constexpr std::size_t amountCount = writtenAmount + 1;
    using Amounts = std::array<double, amountCount>;

    struct Ring {
        RateRingShape shape;
        std::int64_t open = 0; ///< number of the step that is not over: steps since 1970
        Amounts bytes{};       ///< in it
        double seconds = 0;    ///< of it that were watched
        Bytes held{};          ///< by the cache, as of now
        Bytes quota{};
        std::deque<RateSample> samples{}; ///< of the steps before it, at most shape.length
        std::shared_ptr<const RateRing> published{};

        void moveTo(std::int64_t step);
        [[nodiscard]] RateSample sample() const;
        void add(double from, double to, const Amounts &amounts, double watched);
    };

    std::array<Ring, rateRingShapes.size()> m_rings;
    Amounts m_pending{};
    bool m_begun = false;
    MonotonicTime m_last{};
    WallTime m_lastWall{};
    std::shared_ptr<const RateHistory> m_published;
};

} // namespace freshet
