// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/RandomJobs.h"

namespace freshet::test {

using namespace Qt::StringLiterals;

RandomJobs::RandomJobs(std::size_t count, unsigned seed)
    : m_random(seed)
{
    for (std::size_t i = 0; i < count; ++i)
        m_rows.push_back(make());
}

JobRow RandomJobs::make()
{
    JobRow row;
    row.job = JobId{++m_lastJob};
    row.name = u"update-%1-%2.pkg"_s.arg(random(10'000)).arg(m_lastJob);
    row.fileId = QString::number(m_random(), 16) + QString::number(m_random(), 16);
    row.sourceUrl = u"https://updates.example/%1"_s.arg(row.name);
    row.destination = u"/srv/updates/"_s + row.name;
    row.proof = u"metadata"_s;
    row.fileSize = Bytes{random(4'000'000'000) + 1};
    row.priority = random(2) == 0 ? Priority::Background : Priority::Foreground;
    row.createdAt =
        WallTime{std::chrono::milliseconds{1'790'000'000'000 + static_cast<std::int64_t>(random(1'000'000'000))}};
    change(row);
    return row;
}

void RandomJobs::change(JobRow &row)
{
    row.state = static_cast<JobState>(random(8));
    row.reason.code = static_cast<ReasonCode>(random(8));
    row.fileSizeInCache = Bytes{random(row.fileSize.value())};
    row.fromLanPeers = Bytes{random(row.fileSizeInCache.value() + 1)};
    row.fromHttpOrigin = row.fileSizeInCache - row.fromLanPeers;
    row.rate = BytesPerSecond{random(50'000'000)};
    row.eta = random(3) == 0 ? std::nullopt : std::optional(std::chrono::seconds{random(100'000)});
    row.lanConnections = static_cast<std::uint32_t>(random(30));
    row.peersKnown = row.lanConnections + static_cast<std::uint32_t>(random(100));
    row.wasted = Bytes{random(3) == 0 ? random(1'000'000) : 0};
    row.deliveredAfter = random(2) == 0 ? std::nullopt : std::optional(std::chrono::milliseconds{random(1'000'000)});
}

std::shared_ptr<const EngineSnapshot> RandomJobs::next(std::size_t changed, std::size_t gone, std::size_t added)
{
    for (std::size_t i = 0; i < gone && !m_rows.empty(); ++i)
        m_rows.erase(m_rows.begin() + static_cast<std::ptrdiff_t>(random(m_rows.size())));
    for (std::size_t i = 0; i < changed && !m_rows.empty(); ++i)
        change(m_rows[random(m_rows.size())]);
    for (std::size_t i = 0; i < added; ++i)
        m_rows.push_back(make());
    auto snapshot = std::make_shared<EngineSnapshot>();
    snapshot->revision = ++m_revision;
    snapshot->takenAtMonotonic = MonotonicTime{std::chrono::milliseconds{250 * m_revision}};
    snapshot->jobs = m_rows;
    return snapshot;
}

} // namespace freshet::test
