// SPDX-License-Identifier: GPL-3.0-or-later
// What the disk thread does for those who want their jobs remembered.
#include "core/store/DiskThread.h"

#include <future>

namespace freshet {

template <typename T, typename Body>
void DiskThread::onLedger(Done<T> done, Body body)
{
    m_work.post([this, done = std::move(done), body = std::move(body)] {
        if (auto ready = ensureLedger(); !ready)
            return done(std::unexpected(ready.error()));
        Result<T> result = body(*m_ledger);
        if (!result)
            onLedgerError(result.error());
        done(std::move(result));
    });
}

void DiskThread::putJob(JobRecord job, Done<void> done)
{
    onLedger<void>(std::move(done), [job = std::move(job)](Ledger &ledger) { return ledger.putJob(job); });
}

void DiskThread::updateJob(JobId id, QByteArray progress, Done<bool> done)
{
    onLedger<bool>(std::move(done),
                   [id, progress = std::move(progress)](Ledger &ledger) { return ledger.updateJob(id, progress); });
}

void DiskThread::removeJob(JobId id, Done<void> done)
{
    onLedger<void>(std::move(done), [id](Ledger &ledger) { return ledger.removeJob(id); });
}

Result<KeptJobs> DiskThread::loadJobs()
{
    std::promise<Result<KeptJobs>> read;
    auto result = read.get_future();
    onLedger<KeptJobs>([&read](Result<KeptJobs> jobs) { read.set_value(std::move(jobs)); },
                       [](Ledger &ledger) { return ledger.jobs(); });
    return result.get();
}

} // namespace freshet
