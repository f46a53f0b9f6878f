// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/PerfKeeper.h"

#include <QPointer>

namespace freshet {

namespace {

/// Rates of the interfaces are means over at least this time, once the engine has run for so long.
constexpr std::chrono::seconds trafficWindow{10};

} // namespace

PerfKeeper::PerfKeeper(Store &store, QString directory, WorkThread &thread, const Clock &clock)
    : m_store(store)
    , m_directory(std::move(directory))
    , m_thread(thread)
    , m_clock(clock)
{
    if (const auto bytes = interfaceBytes())
        m_base = m_latest = Traffic{m_clock.monotonic(), *bytes};
}

void PerfKeeper::refresh(std::function<std::shared_ptr<const EngineSnapshot>()> jobs, Done done)
{
    m_jobs = std::move(jobs);
    m_waiting.push_back(std::move(done));
    if (m_waiting.size() > 1)
        return;
    m_store.listContents([self = QPointer(this)](Result<std::vector<ContentRecord>> records) {
        if (self)
            self->onRecords(std::move(records));
    });
}

void PerfKeeper::onRecords(Result<std::vector<ContentRecord>> records)
{
    if (!records) {
        finish(std::unexpected(records.error()));
        return;
    }
    auto look = std::make_shared<Look>();
    look->records = std::move(*records);
    m_store.totalsByDay([self = QPointer(this), look](Result<TotalsByDay> totals) {
        if (self)
            self->onTotals(look, std::move(totals));
    });
}

void PerfKeeper::onTotals(std::shared_ptr<Look> look, Result<TotalsByDay> totals)
{
    if (!totals) {
        finish(std::unexpected(totals.error()));
        return;
    }
    look->totals = std::move(*totals);
    m_thread.post([this, look, directory = m_directory] {
        m_mailbox.post([this, look, disk = diskUse(directory)] { onDisk(*look, disk); });
    });
}

void PerfKeeper::onDisk(const Look &look, const DiskUse &disk)
{
    PerfSnap snap = perfSnapOf(look.records, look.totals, disk);
    const auto picture = m_jobs();
    addJobs(snap, picture->jobs);
    if (picture->settings) {
        const Settings &values = picture->settings->values;
        snap.foregroundDownloadRatePct = values.foreground.percent.value_or(100);
        snap.backgroundDownloadRatePct = values.background.percent.value_or(100);
        snap.uploadRatePct = values.upload.percent.value_or(100);
    }
    if (const auto process = processUse()) {
        snap.cpuUsagePct = process->cpuPercent;
        snap.memUsageKB = process->residentKiB;
    }
    addTraffic(snap);
    const PerfSnapThisMonth month = perfMonthOf(look.records, look.totals, m_clock.wall());
    if (!m_performance || *m_performance != snap)
        m_performance = std::make_shared<const PerfSnap>(snap);
    if (!m_month || *m_month != month)
        m_month = std::make_shared<const PerfSnapThisMonth>(month);
    finish({});
}

void PerfKeeper::addTraffic(PerfSnap &snap)
{
    const auto bytes = interfaceBytes();
    if (!bytes || !m_base || !m_latest)
        return;
    const Traffic now{m_clock.monotonic(), *bytes};
    if (now.time - m_latest->time >= trafficWindow)
        m_base = std::exchange(m_latest, now);
    const double seconds = std::chrono::duration<double>(now.time - m_base->time).count();
    if (seconds <= 0)
        return;
    // A counter that fell belongs to an interface that went away.
    const auto rate = [seconds](std::uint64_t from, std::uint64_t to) {
        return BytesPerSecond{static_cast<std::uint64_t>(static_cast<double>(to - std::min(from, to)) / seconds)};
    };
    snap.downlinkBps = rate(m_base->bytes.received, now.bytes.received);
    snap.uplinkBps = rate(m_base->bytes.sent, now.bytes.sent);
}

void PerfKeeper::finish(const Result<void> &outcome)
{
    for (const Done &done : std::exchange(m_waiting, {}))
        done(outcome);
}

} // namespace freshet
