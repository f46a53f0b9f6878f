// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/log/LogPage.h"

#include "ui/log/SupportBundle.h"
#include "ui/text/Amounts.h"
#include "ui/text/ErrorText.h"
#include "ui/text/EventText.h"

#include <QDesktopServices>
#include <QDir>
#include <QFile>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QPointer>
#include <QScrollBar>
#include <QTimer>
#include <QToolButton>
#include <QVBoxLayout>

namespace freshet::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr std::chrono::milliseconds filterDelay{150};
/// What comes while nobody looks; older events are in the trace files.
constexpr std::size_t mostWaiting = LogModel::maximumLines;
constexpr std::array levels{EventLevel::Debug, EventLevel::Info, EventLevel::Warning, EventLevel::Error};
constexpr std::array areas{EventArea::Engine, EventArea::Job, EventArea::Source, EventArea::Piece, EventArea::Settings};

} // namespace

LogPage::LogPage(const PageContext &context)
    : Page(context)
    , m_level(new QComboBox)
    , m_area(new QComboBox)
    , m_filter(new QLineEdit)
    , m_state(new QLabel)
    , m_table(new TableView(m_model, context.state, u"log"_s))
{
    const int unit = fontMetrics().height();
    m_level->setAccessibleName(tr("Least level"));
    for (const EventLevel level : levels)
        m_level->addItem(level == levels.back() ? text::levelLabel(level)
                                                : tr("%1 and more").arg(text::levelLabel(level)),
                         static_cast<int>(level));
    m_level->setCurrentIndex(context.state.value(u"log/level"_s, 1).toInt());
    m_area->setAccessibleName(tr("Area"));
    m_area->addItem(tr("All areas"));
    for (const EventArea area : areas)
        m_area->addItem(text::areaLabel(area), static_cast<int>(area));
    m_filter->setPlaceholderText(tr("Filter by words"));
    m_filter->setAccessibleName(tr("Filter"));
    m_filter->setClearButtonEnabled(true);
    m_filter->setMaximumWidth(unit * 20);
    auto *delay = new QTimer(this);
    delay->setSingleShot(true);
    delay->setInterval(filterDelay);
    connect(m_filter, &QLineEdit::textChanged, delay, qOverload<>(&QTimer::start));
    connect(delay, &QTimer::timeout, this, &LogPage::refilter);
    for (QComboBox *box : {m_level, m_area})
        connect(box, &QComboBox::currentIndexChanged, this, &LogPage::refilter);
    makeActions();

    auto *bar = new QHBoxLayout;
    bar->setContentsMargins(unit, unit * 3 / 4, unit, 0);
    bar->setSpacing(unit / 4);
    bar->addWidget(m_level);
    bar->addWidget(m_area);
    bar->addWidget(m_filter, 1);
    bar->addStretch();
    bar->addWidget(m_state);
    for (QAction *action : {m_pause, m_copy, m_save, m_bundle}) {
        auto *button = new QToolButton;
        button->setDefaultAction(action);
        button->setAutoRaise(true);
        button->setFocusPolicy(Qt::StrongFocus);
        bar->addWidget(button);
    }
    m_table->setAccessibleName(tr("Log"));
    m_table->setEmptyText(tr("Nothing to show at this level. “Debug” tells of every piece."));
    m_table->setSortingEnabled(false);
    m_table->header()->setSortIndicatorShown(false);
    m_table->header()->setStretchLastSection(true);
    m_table->setDensity(Density::Compact);
    connect(m_table, &QWidget::customContextMenuRequested, this, [this](const QPoint &at) {
        auto *menu = new QMenu(this);
        menu->setAttribute(Qt::WA_DeleteOnClose);
        menu->addActions(menuActions());
        m_table->popUp(*menu, m_table->viewport()->mapToGlobal(at));
    });
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(unit / 2);
    column->addLayout(bar);
    column->addWidget(m_table, 1);
    connect(&context.source, &SnapshotSource::eventsRecorded, this, &LogPage::onEvents);
    refilter();
}

void LogPage::makeActions()
{
    m_pause = new QAction(tr("&Pause"), this);
    m_pause->setCheckable(true);
    m_pause->setToolTip(tr("Holds the list still; nothing is lost"));
    connect(m_pause, &QAction::toggled, this, &LogPage::takeIn);
    m_copy = new QAction(tr("&Copy"), this);
    m_copy->setToolTip(tr("Copies the selected lines (Ctrl+C)"));
    connect(m_copy, &QAction::triggered, m_table, &TableView::copySelected);
    m_save = new QAction(tr("&Save…"), this);
    m_save->setToolTip(tr("Saves the lines that are shown as text"));
    connect(m_save, &QAction::triggered, this, &LogPage::save);
    m_bundle = new QAction(tr("Support &bundle…"), this);
    m_bundle->setToolTip(
        tr("Saves what somebody who helps wants to see: versions, transfers with their peers, settings, "
           "what happened. Without secrets, and without your home directory's name"));
    connect(m_bundle, &QAction::triggered, this, &LogPage::chooseBundle);
    m_clear = new QAction(tr("C&lear"), this);
    m_clear->setToolTip(tr("Empties the list; the trace files keep everything"));
    connect(m_clear, &QAction::triggered, this, [this] { m_model.clear(); });
}

QList<QAction *> LogPage::menuActions() const
{
    return {m_pause, m_copy, m_save, m_clear, m_bundle};
}

void LogPage::showSnapshot(const std::shared_ptr<const EngineSnapshot> &snapshot)
{
    m_model.learnNames(snapshot->jobs);
    if (!std::exchange(m_asked, true))
        commands().recentEvents([self = QPointer(this)](const Result<std::vector<TraceEvent>> &events) {
            if (!self)
                return;
            self->m_answered = true;
            if (events)
                self->m_waiting.insert(self->m_waiting.begin(), events->begin(), events->end());
            self->takeIn();
        });
    takeIn();
}

void LogPage::onEvents(const TraceBatch &batch)
{
    m_waiting.insert(m_waiting.end(), batch->begin(), batch->end());
    if (m_waiting.size() > mostWaiting)
        m_waiting.erase(m_waiting.begin(), m_waiting.end() - static_cast<std::ptrdiff_t>(mostWaiting));
    if (isVisible())
        takeIn();
}

void LogPage::takeIn()
{
    if (m_pause->isChecked() && !m_waiting.empty()) {
        m_state->setText(tr("%n waiting", nullptr, static_cast<int>(m_waiting.size())));
        return;
    }
    m_state->clear();
    if (!m_answered || m_pause->isChecked() || m_waiting.empty())
        return;
    QScrollBar *scroll = m_table->verticalScrollBar();
    const bool atEnd = scroll->value() >= scroll->maximum() - 1; // else the reader is somewhere
    m_model.append(std::exchange(m_waiting, {}));
    if (atEnd)
        m_table->scrollToBottom();
}

void LogPage::refilter()
{
    const QVariant area = m_area->currentData();
    m_model.setFilter(static_cast<EventLevel>(m_level->currentData().toInt()),
                      area.isValid() ? std::optional(static_cast<EventArea>(area.toInt())) : std::nullopt,
                      m_filter->text());
}

void LogPage::save()
{
    const QString name =
        QFileDialog::getSaveFileName(this, tr("Save the log"), u"freshet-log.txt"_s, tr("Text (*.txt)"));
    if (name.isEmpty())
        return;
    QFile file(name);
    QByteArray text;
    for (int row = 0; row < m_model.rowCount(); ++row)
        text += m_model.lineText(row).toUtf8() + '\n';
    if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size())
        context().notices.post(
            {.kind = Notice::Kind::Problem, .text = tr("%1 could not be written: %2").arg(name, file.errorString())});
}

void LogPage::chooseBundle()
{
    const QString name = QFileDialog::getSaveFileName(this, tr("Save a support bundle"), u"freshet-support.zip"_s,
                                                      tr("Archives (*.zip)"));
    if (!name.isEmpty())
        saveBundle(name);
}

void LogPage::saveBundle(const QString &file)
{
    commands().recentEvents([self = QPointer(this), file](const Result<std::vector<TraceEvent>> &events) {
        if (!self)
            return;
        const SnapshotSource &source = self->context().source;
        const auto files =
            supportFiles(*source.snapshot(), events.value_or(std::vector<TraceEvent>{}), QDir::homePath());
        if (const QString problem = writeBundle(file, files, source.clock().wall()); !problem.isEmpty())
            self->context().notices.post(
                {.kind = Notice::Kind::Problem, .text = tr("%1 could not be written: %2").arg(file, problem)});
        else
            self->context().notices.post(
                {.text = tr("%1 is saved. Names of files and addresses of peers are in it: look at it before you give "
                            "it away.")
                             .arg(file),
                 .action = tr("Show in folder"),
                 .onAction = [file] {
                     QDesktopServices::openUrl(QUrl::fromLocalFile(QFileInfo(file).absolutePath()));
                 }});
    });
}

void LogPage::saveState()
{
    m_table->saveState();
    context().state.setValue(u"log/level"_s, m_level->currentIndex());
}

} // namespace freshet::ui
