// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/EngineSnapshot.h"

#include <memory>
#include <random>
#include <vector>

namespace freshet::test {

/// Pictures of jobs that change at random, the same for the same seed.
class RandomJobs {
public:
    explicit RandomJobs(std::size_t count, unsigned seed = 1);

    /// The next picture: `changed` jobs have other numbers, `gone` are no more, `added` are new.
    std::shared_ptr<const EngineSnapshot> next(std::size_t changed, std::size_t gone = 0, std::size_t added = 0);
    [[nodiscard]] const std::vector<JobRow> &rows() const { return m_rows; }

private:
    JobRow make();
    void change(JobRow &row);
    std::uint64_t random(std::uint64_t below) { return m_random() % below; }

    std::mt19937_64 m_random;
    std::int64_t m_lastJob = 0;
    std::uint64_t m_revision = 0;
    std::vector<JobRow> m_rows;
};

} // namespace freshet::test
