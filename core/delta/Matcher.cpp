// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/delta/Matcher.h"

#include <algorithm>

namespace freshet::delta {

namespace {

constexpr std::size_t longRun = 24;                     ///< equal bytes at the present displacement that need no search
constexpr std::size_t searchCap = 1 << 14;              ///< bytes of one match that a search looks at
constexpr std::size_t restAfter = std::size_t{8} << 20; ///< bytes of the new file that were read
constexpr std::uint64_t workPerByte =
    400; ///< comparisons per byte of both files, measured: ordinary code takes 5 to 60

/// One pass over the new file, after the idea of Percival's bsdiff: a copy goes on over differences as long as more than half of the
/// bytes agree; a new one begins where it explains at least m_gain bytes better than the present one.
class Pass {
public:
    Pass(OctetView old, OctetView fresh, const SuffixIndex &index, std::size_t gain, std::size_t most,
         std::function<void()> rest)
        : m_old(old)
        , m_new(fresh)
        , m_index(index)
        , m_gain(gain)
        , m_most(most)
        , m_rest(rest ? std::move(rest) : [] {})
        , m_work((old.size() + fresh.size()) * workPerByte + (1 << 20))
    {
    }

    std::optional<std::vector<Copy>> run()
    {
        std::size_t scan = 0;
        std::size_t rested = 0;
        while (scan < m_new.size()) {
            if (scan - rested >= restAfter) {
                m_rest();
                rested = scan;
            }
            const std::size_t equal = equalRun(scan);
            spend(equal / 8 + 1);
            if (equal >= longRun) {
                scan += equal;
                continue;
            }
            const auto match = m_index.longest(m_new.subspan(scan), searchCap);
            spend(match.length == 0 ? 1 : 40 + match.length);
            if (m_spent > m_work || m_copies.size() >= allowed(scan))
                return std::nullopt;
            if (match.length < m_gain || agreeing(scan, match.length) + m_gain >= match.length) {
                // What the present displacement explains nearly as well is not looked at byte by byte.
                scan += match.length > 64 ? match.length / 2 : 1;
                continue;
            }
            start(scan, match.position);
            scan += match.length;
        }
        close(m_new.size(), 0);
        return std::move(m_copies);
    }

private:
    /// Copies up to this place of the new file: it shows early that there will be too many.
    [[nodiscard]] std::size_t allowed(std::size_t scan) const
    {
        return std::min(m_most, m_most / 4 + m_most / 1024 * (scan / (m_new.size() / 1024 + 1)));
    }
    void spend(std::uint64_t work) { m_spent += work; }

    /// The byte of the old file that lies opposite of the new one's at `at`.
    [[nodiscard]] std::size_t opposite(std::size_t at) const { return at - m_anchorNew + m_anchorOld; }

    [[nodiscard]] std::size_t equalRun(std::size_t at) const
    {
        std::size_t old = opposite(at);
        std::size_t run = 0;
        while (at + run < m_new.size() && old + run < m_old.size() && m_new[at + run] == m_old[old + run])
            ++run;
        return run;
    }
    [[nodiscard]] std::size_t agreeing(std::size_t at, std::size_t length) const
    {
        const std::size_t old = opposite(at);
        std::size_t count = 0;
        for (std::size_t i = 0; i < length && old + i < m_old.size(); ++i)
            count += m_new[at + i] == m_old[old + i];
        return count;
    }

    /// A better displacement begins with the match at `scan`: the present copy ends, and the new one reaches back as far as pays.
    void start(std::size_t scan, std::size_t position)
    {
        std::size_t back = 0;
        std::int64_t score = 0;
        std::int64_t best = 0;
        const std::size_t limit = std::min(scan - m_anchorNew, position);
        for (std::size_t i = 1; i <= limit; ++i) {
            score += m_new[scan - i] == m_old[position - i] ? 1 : -1;
            if (score > best) {
                best = score;
                back = i;
            }
            if (score < best - 64)
                break;
        }
        spend(back);
        back = close(scan, back, position);
        m_anchorNew = scan - back;
        m_anchorOld = position - back;
    }

    /// Ends the present copy, which may reach up to `end`; the next one begins at `end - back`, and from `position - back` where they
    /// overlap. Returns how far the next one reaches back after they have shared the overlap.
    std::size_t close(std::size_t end, std::size_t back, std::size_t position = 0)
    {
        std::size_t forth = 0;
        std::int64_t score = 0;
        std::int64_t best = 0;
        const std::size_t limit = std::min(end - m_anchorNew, m_old.size() - m_anchorOld);
        for (std::size_t i = 0; i < limit; ++i) {
            score += m_new[m_anchorNew + i] == m_old[m_anchorOld + i] ? 1 : -1;
            if (score > best) {
                best = score;
                forth = i + 1;
            }
        }
        spend(limit / 4);
        if (limit >= restAfter)
            m_rest();
        if (const std::size_t start = end - back; m_anchorNew + forth > start) {
            // Cut where the sum of what both explain is greatest.
            const std::size_t overlap = m_anchorNew + forth - start;
            std::int64_t sum = 0;
            std::int64_t most = 0;
            std::size_t cut = 0;
            for (std::size_t i = 0; i < overlap; ++i) {
                sum += m_new[start + i] == m_old[opposite(start + i)] ? 1 : 0;
                sum -= m_new[start + i] == m_old[position - back + i] ? 1 : 0;
                if (sum > most) {
                    most = sum;
                    cut = i + 1;
                }
            }
            forth -= overlap - cut;
            back -= cut;
        }
        if (forth > 0)
            m_copies.push_back({m_anchorOld, m_anchorNew, forth});
        return back;
    }

    OctetView m_old;
    OctetView m_new;
    const SuffixIndex &m_index;
    std::size_t m_gain;
    std::size_t m_most; ///< copies
    std::function<void()> m_rest;
    std::uint64_t m_work;
    std::uint64_t m_spent = 0;
    std::size_t m_anchorOld = 0; ///< where the present copy begins
    std::size_t m_anchorNew = 0;
    std::vector<Copy> m_copies;
};

} // namespace

std::optional<std::vector<Copy>> findCopies(OctetView old, OctetView fresh, const SuffixIndex &index, std::size_t gain,
                                            std::size_t most, const std::function<void()> &rest)
{
    return Pass(old, fresh, index, gain, most, rest).run();
}

std::vector<Copy> inverted(std::vector<Copy> copies)
{
    for (Copy &copy : copies)
        std::swap(copy.from, copy.to);
    std::ranges::sort(copies,
                      [](const Copy &a, const Copy &b) { return std::tie(a.to, a.from) < std::tie(b.to, b.from); });
    std::uint64_t covered = 0;
    std::size_t kept = 0; // never beyond the one that is looked at
    for (Copy copy : std::span(copies)) {
        if (copy.to + copy.length <= covered)
            continue;
        if (copy.to < covered) {
            const std::uint64_t cut = covered - copy.to;
            copy = {copy.from + cut, copy.to + cut, copy.length - cut};
        }
        covered = copy.to + copy.length;
        copies[kept++] = copy;
    }
    copies.resize(kept);
    return copies;
}

} // namespace freshet::delta
