// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <random>

namespace freshet {

/// Chance, the same for a seed with every standard library (whose distributions differ).
class SimRandom {
public:
    explicit SimRandom(std::uint64_t seed)
        : m_engine(seed)
    {
    }

    std::uint64_t any() { return m_engine(); }
    /// 0 … bound - 1.
    std::uint64_t below(std::uint64_t bound) { return m_engine() % bound; }
    /// [0, 1)
    double fraction() { return static_cast<double>(m_engine() >> 11) * 0x1p-53; }

private:
    std::mt19937_64 m_engine;
};

} // namespace freshet
