// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/transfers/EventsTab.h"

#include "ui/models/RowTable.h"
#include "ui/text/Amounts.h"
#include "ui/text/EventText.h"

#include <QPointer>
#include <QVBoxLayout>

namespace freshet::ui {

using namespace Qt::StringLiterals;

namespace {

/// Of all jobs together.
constexpr std::size_t maximumKept = 20'000;

QString whenText(const TraceEvent &event, MonotonicTime)
{
    return text::clockTime(event.wall);
}
std::weak_ordering byTime(const TraceEvent &a, const TraceEvent &b)
{
    return a.number <=> b.number;
}
QString levelText(const TraceEvent &event, MonotonicTime)
{
    return text::levelLabel(levelOf(event));
}
std::weak_ordering byLevel(const TraceEvent &a, const TraceEvent &b)
{
    return levelOf(a) <=> levelOf(b);
}
QString whatText(const TraceEvent &event, MonotonicTime)
{
    return text::eventSentence(event);
}
std::weak_ordering byKind(const TraceEvent &a, const TraceEvent &b)
{
    return a.kind <=> b.kind;
}

const Column<TraceEvent> columns[] = {
    {{.name = "time"_L1,
      .title = QT_TRANSLATE_NOOP("EventModel", "Time"),
      .help = QT_TRANSLATE_NOOP("EventModel", "When it happened"),
      .characters = 12},
     whenText,
     byTime},
    {{.name = "level"_L1,
      .title = QT_TRANSLATE_NOOP("EventModel", "Level"),
      .help = QT_TRANSLATE_NOOP("EventModel", "How much it matters"),
      .characters = 10},
     levelText,
     byLevel},
    {{.name = "what"_L1,
      .title = QT_TRANSLATE_NOOP("EventModel", "What happened"),
      .help = QT_TRANSLATE_NOOP("EventModel", "What happened, and why"),
      .characters = 110},
     whatText,
     byKind},
};

/// Events of pieces and of amounts come by the thousands; the log page has them.
bool isWorthTelling(const TraceEvent &event)
{
    return event.job && levelOf(event) != EventLevel::Debug;
}

} // namespace

class EventModel final : public RowTable<TraceEvent, std::uint64_t> {
public:
    EventModel()
        : RowTable(columns)
    {
    }
    [[nodiscard]] const char *context() const override { return "EventModel"; }

protected:
    [[nodiscard]] std::uint64_t idOf(const TraceEvent &event) const override { return event.number; }
    [[nodiscard]] QString sentence(const TraceEvent &event) const override
    {
        return text::clockTime(event.wall) + u' ' + text::eventSentence(event);
    }
};

EventsTab::EventsTab(SnapshotSource &source, UiState &state)
    : m_model(std::make_unique<EventModel>())
    , m_view(new TableView(*m_model, state, u"transfers/events"_s))
{
    m_view->setAccessibleName(tr("Events of this transfer"));
    m_view->setEmptyText(tr("Nothing has happened to it since the application was started."));
    if (!state.value(u"transfers/events/sortedBy"_s).isValid())
        m_view->sortByColumn(0, Qt::DescendingOrder);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->addWidget(m_view);
    source.commands().recentEvents([self = QPointer(this)](const Result<std::vector<TraceEvent>> &events) {
        if (!self)
            return;
        self->m_hasPast = true;
        if (events)
            self->take(*events);
    });
    connect(&source, &SnapshotSource::eventsRecorded, this, [this](const TraceBatch &batch) {
        if (m_hasPast) // else the answer to come has them
            take(*batch);
    });
}

EventsTab::~EventsTab() = default;

void EventsTab::take(const std::vector<TraceEvent> &events)
{
    for (const TraceEvent &event : events) {
        if (!isWorthTelling(event) || (!m_events.empty() && event.number <= m_events.back().number))
            continue;
        m_changed = m_changed || event.job == m_job;
        m_events.push_back(event);
        if (m_events.size() > maximumKept)
            m_events.pop_front();
    }
}

void EventsTab::showJob(std::optional<JobId> job, MonotonicTime now)
{
    m_changed = m_changed || job != m_job;
    m_job = job;
    m_now = now;
    if (isVisible() && std::exchange(m_changed, false))
        refresh();
}

void EventsTab::refresh()
{
    auto rows = std::make_shared<std::vector<TraceEvent>>();
    for (auto it = m_events.rbegin(); m_job && it != m_events.rend() && rows->size() < maximumEvents; ++it)
        if (it->job == m_job)
            rows->push_back(*it);
    m_model->update(rows, m_now);
}

void EventsTab::saveState()
{
    m_view->saveState();
}

} // namespace freshet::ui
