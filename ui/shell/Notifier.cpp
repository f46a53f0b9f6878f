// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/Notifier.h"

#include <algorithm>

namespace freshet::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr std::size_t mostNames = 3;
constexpr std::size_t mostWaiting = 10'000;

} // namespace

Notifier::Notifier(SnapshotSource &source, UiState &state, Pace pace)
    : m_source(source)
    , m_state(state)
    , m_pace(pace)
{
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &Notifier::tell);
    connect(&source, &SnapshotSource::eventsRecorded, this, &Notifier::onEvents);
}

void Notifier::onEvents(const TraceBatch &batch)
{
    std::shared_ptr<const EngineSnapshot> snapshot;
    for (const TraceEvent &event : *batch) {
        const bool failed = event.kind == EventKind::JobChanged && event.state == JobState::Failed;
        if (!event.job || !(failed || event.kind == EventKind::HandedOver)
            || !m_state.value(failed ? failedKey : finishedKey, true).toBool() || m_waiting.size() >= mostWaiting)
            continue;
        if (!snapshot)
            snapshot = m_source.snapshot();
        const JobRow *row = snapshot->find(*event.job);
        std::erase_if(m_waiting, [&](const Told &told) { return told.job == *event.job; });
        m_waiting.push_back({.job = *event.job, .name = row ? row->name : QString(), .failed = failed});
    }
    if (m_waiting.empty() || m_timer.isActive())
        return;
    std::chrono::milliseconds wait = m_pace.settle;
    if (m_toldAt) {
        const auto since = std::chrono::floor<std::chrono::milliseconds>(m_source.clock().monotonic() - *m_toldAt);
        wait = std::max(wait, m_pace.apart - since);
    }
    m_timer.start(wait);
}

void Notifier::tell()
{
    const std::vector<Told> all = std::exchange(m_waiting, {});
    const auto failed = static_cast<int>(std::ranges::count_if(all, &Told::failed));
    const int finished = static_cast<int>(all.size()) - failed;
    QStringList titles;
    if (failed > 0)
        titles.append(tr("%n transfer(s) failed", nullptr, failed));
    if (finished > 0)
        titles.append(tr("%n transfer(s) finished", nullptr, finished));
    QStringList names;
    for (const bool which : {true, false}) // what went wrong first
        for (const Told &told : all)
            if (told.failed == which && !told.name.isEmpty() && names.size() < static_cast<qsizetype>(mostNames))
                names.append(told.name);
    if (names.size() < static_cast<qsizetype>(all.size()))
        names.append(tr("and %n more", nullptr, static_cast<int>(all.size()) - static_cast<int>(names.size())));
    m_toldAt = m_source.clock().monotonic();
    Q_EMIT message(titles.join(u" · "_s), names.join(u'\n'), failed > 0,
                   all.size() == 1 ? u"transfers:%1"_s.arg(all.front().job.value()) : u"transfers"_s);
}

} // namespace freshet::ui
