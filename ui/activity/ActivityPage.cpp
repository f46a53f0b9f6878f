// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/activity/ActivityPage.h"

#include "ui/text/Amounts.h"
#include "ui/text/EventText.h"
#include "ui/text/LimitText.h"
#include "ui/theme/Appearance.h"
#include "ui/theme/SourceLegend.h"

#include <QFile>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QToolButton>
#include <QVBoxLayout>

namespace freshet::ui {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

/// What can be looked at, and which ring has it.
struct Span {
    QLatin1StringView name;
    const char *title;
    std::chrono::seconds length;
    std::size_t ring;
};
constexpr std::array<Span, 6> spans{{{"1min"_L1, QT_TRANSLATE_NOOP("freshet::ui::ActivityPage", "1 min"), 1min, 0},
                                     {"5min"_L1, QT_TRANSLATE_NOOP("freshet::ui::ActivityPage", "5 min"), 5min, 0},
                                     {"1h"_L1, QT_TRANSLATE_NOOP("freshet::ui::ActivityPage", "1 h"), 1h, 1},
                                     {"24h"_L1, QT_TRANSLATE_NOOP("freshet::ui::ActivityPage", "24 h"), 24h, 2},
                                     {"7d"_L1, QT_TRANSLATE_NOOP("freshet::ui::ActivityPage", "7 d"), 7 * 24h, 3},
                                     {"30d"_L1, QT_TRANSLATE_NOOP("freshet::ui::ActivityPage", "30 d"), 30 * 24h, 4}}};
constexpr std::chrono::seconds measureInterval = 5s;
constexpr std::size_t mostMarks = 200;
const QString spanKey = u"activity/span"_s;
const QString tableKey = u"activity/table"_s;

QLabel *strong(const QString &text)
{
    auto *label = new QLabel(text);
    QFont font = label->font();
    font.setWeight(QFont::DemiBold);
    label->setFont(font);
    return label;
}

} // namespace

ActivityPage::ActivityPage(const PageContext &context)
    : Page(context)
    , m_spans(new QButtonGroup(this))
    , m_stack(new QStackedWidget)
    , m_received(new RatePlot(RateDirection::Received))
    , m_sent(new RatePlot(RateDirection::Sent))
    , m_table(new TableView(m_model, context.state, u"activity"_s))
{
    const int unit = fontMetrics().height();
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(unit, unit * 3 / 4, unit, unit);
    column->setSpacing(unit * 3 / 4);

    auto *bar = new QHBoxLayout;
    bar->setSpacing(unit / 4);
    for (std::size_t i = 0; i < spans.size(); ++i) {
        auto *button = new QToolButton;
        button->setText(tr(spans[i].title));
        button->setCheckable(true);
        button->setAutoRaise(true);
        button->setFocusPolicy(Qt::StrongFocus);
        button->setAccessibleName(tr("The last %1").arg(tr(spans[i].title)));
        button->setMinimumWidth(unit * 3);
        m_spans->addButton(button, static_cast<int>(i));
        bar->addWidget(button);
    }
    bar->addStretch();
    makeActions();
    for (QAction *action : {m_asTable, m_exportCsv, m_exportImage}) {
        auto *button = new QToolButton;
        button->setDefaultAction(action);
        button->setAutoRaise(true);
        button->setFocusPolicy(Qt::StrongFocus);
        bar->addWidget(button);
    }
    column->addLayout(bar);

    m_table->setAccessibleName(tr("Rates as a table"));
    m_table->setEmptyText(tr("Nothing was recorded in this time. Rates are kept from now on, for 30 days."));
    m_stack->addWidget(makeGraphs());
    m_stack->addWidget(m_table);
    column->addWidget(m_stack, 1);

    auto *cards = new QHBoxLayout;
    cards->setSpacing(unit * 3 / 4);
    const std::array<QString, 3> titles{tr("This month"), tr("Last 30 days"), tr("All time")};
    for (std::size_t i = 0; i < m_cards.size(); ++i)
        cards->addWidget(m_cards[i] = new TotalsCard(titles[i]), 1);
    column->addLayout(cards);

    connect(m_spans, &QButtonGroup::idClicked, this, [this](int id) { setSpan(static_cast<std::size_t>(id)); });
    for (RatePlot *plot : {m_received, m_sent})
        connect(plot, &RatePlot::timePicked, this, &ActivityPage::goTo);
    connect(&context.source, &SnapshotSource::eventsRecorded, this, &ActivityPage::onEvents);
    open(context.state.value(spanKey, QString(spans[m_span].name)).toString());
    m_asTable->setChecked(context.state.value(tableKey).toBool());
}

void ActivityPage::makeActions()
{
    m_asTable = new QAction(tr("As a &table"), this);
    m_asTable->setCheckable(true);
    m_asTable->setShortcut(QKeySequence(u"Ctrl+T"_s));
    m_asTable->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    connect(m_asTable, &QAction::toggled, this, &ActivityPage::showTable);
    m_exportCsv = new QAction(tr("Save &numbers…"), this);
    m_exportCsv->setToolTip(tr("Saves the numbers of this window of time as CSV"));
    connect(m_exportCsv, &QAction::triggered, this, &ActivityPage::exportTable);
    m_exportImage = new QAction(tr("Save &image…"), this);
    m_exportImage->setToolTip(tr("Saves the graph of what is received as PNG or SVG"));
    connect(m_exportImage, &QAction::triggered, this, &ActivityPage::exportImage);
    m_reset = new QAction(tr("&Back to now"), this);
    m_reset->setToolTip(tr("Ends zooming: the graphs follow the time again (0)"));
    connect(m_reset, &QAction::triggered, this, [this] {
        m_received->resetView();
        m_sent->resetView();
    });
    addAction(m_asTable);
}

QWidget *ActivityPage::makeGraphs()
{
    auto *page = new QWidget;
    auto *column = new QVBoxLayout(page);
    column->setContentsMargins({});
    const int unit = fontMetrics().height();
    column->setSpacing(unit / 4);
    const auto add = [&](const QString &title, RatePlot *plot, int stretch) {
        auto *line = new QHBoxLayout;
        auto *summary = new QLabel;
        summary->setMinimumWidth(1); // what does not fit is cut off rather than making the window wider
        summary->setAccessibleName(tr("%1 in short").arg(title));
        connect(plot, &RatePlot::summaryChanged, summary, &QLabel::setText);
        line->addWidget(strong(title));
        line->addSpacing(unit / 2);
        line->addWidget(summary, 1);
        column->addLayout(line);
        column->addWidget(plot, stretch);
        plot->setToolTip(
            tr("+ − x X y Y zoom, arrows move, 0 back to now, Space shows a crosshair, g shows the time in the table"));
    };
    add(tr("Received"), m_received, 3);
    column->addSpacing(unit / 2);
    add(tr("Sent"), m_sent, 2);
    column->addSpacing(unit / 4);
    column->addWidget(new SourceLegend);
    return page;
}

QList<QAction *> ActivityPage::menuActions() const
{
    return {m_asTable, m_reset, m_exportCsv, m_exportImage};
}

QList<QWidget *> ActivityPage::panes() const
{
    return {m_spans->button(static_cast<int>(m_span)), m_received, m_sent, m_table};
}

void ActivityPage::open(const QString &what)
{
    const auto span = std::ranges::find_if(spans, [&what](const Span &one) { return what == one.name; });
    if (span != spans.end())
        setSpan(static_cast<std::size_t>(span - spans.begin()));
}

void ActivityPage::setSpan(std::size_t index)
{
    m_span = index;
    m_spans->button(static_cast<int>(index))->setChecked(true);
    context().state.setValue(spanKey, QString(spans[index].name));
    showRing();
}

void ActivityPage::showTable(bool shown)
{
    m_stack->setCurrentIndex(shown ? 1 : 0);
    context().state.setValue(tableKey, shown);
    showRing();
}

void ActivityPage::showSnapshot(const std::shared_ptr<const EngineSnapshot> &snapshot)
{
    m_snapshot = snapshot;
    if (!m_measuredAt || snapshot->takenAtMonotonic - *m_measuredAt >= measureInterval) {
        m_measuredAt = snapshot->takenAtMonotonic;
        commands().measure();
    }
    std::vector<RateLimitLine> received;
    std::vector<RateLimitLine> sent;
    if (snapshot->limits)
        for (const LimitRow &row : snapshot->limits->rows) {
            if (!row.rate)
                continue;
            const bool up =
                row.limit == Limit::Upload || row.limit == Limit::UploadGroup || row.limit == Limit::UploadInternet;
            (up ? sent : received).push_back({*row.rate, text::limitLabel(row.limit)});
        }
    m_received->setLimits(received);
    m_sent->setLimits(sent);
    if (snapshot->month && snapshot->month != m_month) {
        m_month = snapshot->month;
        m_cards[0]->setBytes(m_month->month);
        m_cards[1]->setBytes(m_month->last30Days);
        m_cards[2]->setBytes(m_month->allTime);
    }
    showRing();
}

void ActivityPage::showRing()
{
    if (!m_snapshot)
        return;
    const Span &span = spans[m_span];
    const auto ring = m_snapshot->history ? m_snapshot->history->rings[span.ring] : nullptr;
    if (m_stack->currentIndex() == 0) {
        m_received->setRing(ring, span.length, m_snapshot->takenAt);
        m_sent->setRing(ring, span.length, m_snapshot->takenAt);
        return;
    }
    auto rows = ring ? historyRows(*ring, span.length, m_snapshot->takenAt) : std::vector<HistoryRow>{};
    m_model.update(std::make_shared<const std::vector<HistoryRow>>(std::move(rows)), m_snapshot->takenAtMonotonic);
}

void ActivityPage::goTo(WallTime time)
{
    m_asTable->setChecked(true);
    for (int row = 0; row < m_model.rowCount(); ++row) {
        const HistoryRow &step = m_model.rowAt(row);
        if (time <= step.end && time > step.end - step.step) {
            m_table->setCurrentIndex(m_model.index(row, 0));
            m_table->scrollTo(m_model.index(row, 0), QAbstractItemView::PositionAtCenter);
            m_table->setFocus();
            return;
        }
    }
}

void ActivityPage::onEvents(const TraceBatch &batch)
{
    for (const TraceEvent &event : *batch) {
        const bool ended = event.kind == EventKind::HandedOver;
        const bool failed = event.kind == EventKind::JobChanged && event.state == JobState::Failed;
        if (ended || failed)
            m_marks.push_back({.time = event.wall, .text = text::eventSentence(event), .problem = failed});
    }
    if (m_marks.size() > mostMarks)
        m_marks.erase(m_marks.begin(), m_marks.end() - static_cast<std::ptrdiff_t>(mostMarks));
    m_received->setMarks(m_marks);
}

void ActivityPage::exportTable()
{
    const QString name =
        QFileDialog::getSaveFileName(this, tr("Save the numbers"), u"freshet-activity.csv"_s, tr("Tables (*.csv)"));
    if (name.isEmpty())
        return;
    m_asTable->setChecked(true); // what is saved is what is shown
    QFile file(name);
    const QByteArray text = csv().toUtf8();
    if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size())
        context().notices.post(
            {.kind = Notice::Kind::Problem, .text = tr("%1 could not be written: %2").arg(name, file.errorString())});
}

void ActivityPage::exportImage()
{
    const QString name =
        QFileDialog::getSaveFileName(this, tr("Save the graph"), u"freshet-activity.png"_s, tr("Images (*.png *.svg)"));
    if (!name.isEmpty() && !m_received->saveImage(name))
        context().notices.post({.kind = Notice::Kind::Problem, .text = tr("%1 could not be written.").arg(name)});
}

void ActivityPage::saveState()
{
    m_table->saveState();
}

} // namespace freshet::ui
