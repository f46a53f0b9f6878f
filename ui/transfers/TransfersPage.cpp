// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/transfers/TransfersPage.h"

#include "ui/shell/Icons.h"
#include "ui/text/ErrorText.h"
#include "ui/theme/SourceBar.h"
#include "ui/transfers/ProgressDelegate.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QLocale>
#include <QMenu>
#include <QPointer>
#include <QToolButton>
#include <QVBoxLayout>

namespace freshet::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr std::chrono::milliseconds filterDelay{150};

constexpr QLatin1StringView groupNames[stateGroupCount] = {"all"_L1,    "active"_L1, "waiting"_L1,
                                                           "paused"_L1, "failed"_L1, "finished"_L1};

} // namespace

TransfersPage::TransfersPage(const PageContext &context)
    : Page(context)
    , m_view(new TableView(m_model, context.state, u"transfers"_s))
    , m_addPanel(new AddPanel(context))
    , m_details(new JobDetails(context))
    , m_splitter(new QSplitter(Qt::Vertical))
    , m_filter(new QLineEdit)
{
    m_view->setObjectName(u"transferTable"_s);
    m_view->setAccessibleName(tr("Transfers"));
    m_view->setItemDelegateForColumn(TransferModel::progressColumn, new ProgressDelegate(*m_view, [this](int row) {
                                         return SourceShares::of(m_model.rowAt(row));
                                     }));
    m_addPanel->hide();
    connect(m_addPanel, &AddPanel::closed, this, [this] {
        m_addPanel->hide();
        m_view->setFocus();
    });
    connect(m_addPanel, &AddPanel::added, this, [this](JobId job) { m_wanted = job; });
    connect(m_details, &JobDetails::remedyChosen, this, &TransfersPage::useRemedy);
    connect(m_details, &JobDetails::allPeersWanted, this,
            [this](JobId job) { Q_EMIT pageRequested(u"peers"_s, QString::number(job.value())); });
    makeActions();

    auto *upper = new QWidget;
    auto *table = new QVBoxLayout(upper);
    table->setContentsMargins({});
    table->setSpacing(0);
    table->addWidget(makeBar());
    table->addWidget(m_addPanel);
    table->addWidget(m_view, 1);
    m_splitter->addWidget(upper);
    m_splitter->addWidget(m_details);
    m_splitter->setStretchFactor(0, 3);
    m_splitter->setStretchFactor(1, 2);
    m_splitter->setChildrenCollapsible(true);
    m_splitter->setCollapsible(0, false);
    const QStringList sizes = context.state.value(u"transfers/split"_s).toStringList();
    if (sizes.size() == 2)
        m_splitter->setSizes({sizes.at(0).toInt(), sizes.at(1).toInt()});
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->addWidget(m_splitter);

    m_filterDelay.setSingleShot(true);
    m_filterDelay.setInterval(filterDelay);
    connect(&m_filterDelay, &QTimer::timeout, this, &TransfersPage::refilter);
    connect(m_filter, &QLineEdit::textChanged, &m_filterDelay, qOverload<>(&QTimer::start));
    connect(m_view, &QWidget::customContextMenuRequested, this, [this](const QPoint &at) {
        auto *menu = new QMenu(this);
        menu->setAttribute(Qt::WA_DeleteOnClose);
        menu->addActions(m_jobActions);
        m_view->popUp(*menu, m_view->viewport()->mapToGlobal(at));
    });
    // Told of many times while a selection grows; looked at once.
    connect(m_view->selectionModel(), &QItemSelectionModel::selectionChanged, this, [this] {
        if (!std::exchange(m_selectionChanged, true))
            QMetaObject::invokeMethod(this, &TransfersPage::updateDetails, Qt::QueuedConnection);
    });
    m_filter->setText(context.state.value(u"transfers/filter"_s).toString());
    const QString group = context.state.value(u"transfers/group"_s).toString();
    for (std::size_t i = 0; i < stateGroupCount; ++i)
        if (group == groupNames[i])
            m_model.setGroup(static_cast<StateGroup>(i));
    m_model.setFilter(m_filter->text());
    m_filterDelay.stop();
    updateChips();
    updateActions();
}

TransfersPage::~TransfersPage()
{
    m_view->selectionModel()->disconnect(this);
    m_view->setModel(nullptr); // the model goes before its view
}

QAction *TransfersPage::makeAction(QLatin1StringView iconName, const QString &text, const QKeySequence &key,
                                   void (TransfersPage::*slot)())
{
    auto *action = new QAction(text, this);
    if (!iconName.isEmpty())
        action->setIcon(icon(iconName));
    action->setShortcut(key);
    action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    connect(action, &QAction::triggered, this, slot);
    addAction(action);
    return action;
}

QAction *TransfersPage::separator()
{
    auto *action = new QAction(this);
    action->setSeparator(true);
    return action;
}

void TransfersPage::makeActions()
{
    m_add = makeAction("add"_L1, tr("&Add…"), QKeySequence::New, &TransfersPage::openAddPanel);
    m_add->setShortcutContext(Qt::WindowShortcut);
    m_pause = makeAction("pause"_L1, tr("&Pause"), QKeySequence(u"Ctrl+P"_s), &TransfersPage::pauseSelected);
    m_resume = makeAction("resume"_L1, tr("&Resume"), QKeySequence(u"Ctrl+R"_s), &TransfersPage::resumeSelected);
    m_retry = makeAction("retry"_L1, tr("&Try again"), QKeySequence(u"Ctrl+T"_s), &TransfersPage::retrySelected);
    m_cancel =
        makeAction("cancel"_L1, tr("Ca&ncel"), QKeySequence(u"Ctrl+Backspace"_s), &TransfersPage::cancelSelected);
    m_remove =
        makeAction("remove"_L1, tr("Re&move from the list"), QKeySequence::Delete, &TransfersPage::removeSelected);
    m_reveal =
        makeAction("folder"_L1, tr("&Show in folder"), QKeySequence(u"Ctrl+O"_s), &TransfersPage::revealSelected);
    m_copy = makeAction("copy"_L1, tr("&Copy rows"), {}, &TransfersPage::copyRows); // Ctrl+C is the table's
    m_copyAddress = makeAction({}, tr("Copy a&ddress"), {}, &TransfersPage::copyAddress);
    m_copyIdentity = makeAction({}, tr("Copy &identity"), {}, &TransfersPage::copyIdentity);
    m_csv = makeAction({}, tr("Sa&ve the table as CSV…"), {}, &TransfersPage::saveCsv);
    m_density = makeAction("rows"_L1, tr("Compact &rows"), {}, &TransfersPage::toggleDensity);
    m_density->setCheckable(true);
    m_density->setChecked(m_view->density() == Density::Compact);
    m_jobActions = {m_pause,  m_resume,    m_retry, m_cancel,      m_remove,      separator(),
                    m_reveal, separator(), m_copy,  m_copyAddress, m_copyIdentity};
    m_menuActions = QList<QAction *>{m_add, separator()} + m_jobActions
                    + QList<QAction *>{separator(), m_view->columnMenu()->menuAction(), m_density, m_csv};
}

QWidget *TransfersPage::makeBar()
{
    auto *bar = new QWidget;
    auto *line = new QHBoxLayout(bar);
    const int unit = fontMetrics().height();
    line->setContentsMargins(unit / 2, unit / 2, unit / 2, unit / 2);
    line->setSpacing(unit / 4);
    const auto button = [&](QAction *action, bool withText) {
        auto *made = new QToolButton;
        made->setDefaultAction(action);
        made->setAutoRaise(true);
        made->setToolButtonStyle(withText ? Qt::ToolButtonTextBesideIcon : Qt::ToolButtonIconOnly);
        made->setFocusPolicy(Qt::TabFocus);
        line->addWidget(made);
    };
    button(m_add, true);
    for (QAction *action : {m_pause, m_resume, m_retry, m_cancel})
        button(action, false);
    line->addSpacing(unit);
    for (std::size_t i = 0; i < stateGroupCount; ++i) {
        auto *chip = new QPushButton;
        chip->setObjectName(u"chip-"_s + groupNames[i]);
        chip->setCheckable(true);
        chip->setAutoExclusive(true);
        chip->setFlat(true);
        connect(chip, &QPushButton::clicked, this, [this, i] { setGroup(static_cast<StateGroup>(i)); });
        line->addWidget(chip);
        m_chips[i] = chip;
    }
    line->addStretch(1);
    m_filter->setObjectName(u"transferFilter"_s);
    m_filter->setPlaceholderText(tr("Filter by name, address or identity"));
    m_filter->setAccessibleName(tr("Filter transfers"));
    m_filter->setClearButtonEnabled(true);
    m_filter->addAction(icon("search"_L1), QLineEdit::LeadingPosition);
    m_filter->setMinimumWidth(unit * 5); // it gives way before the window has to grow
    line->addWidget(m_filter);
    return bar;
}

void TransfersPage::showSnapshot(const std::shared_ptr<const EngineSnapshot> &snapshot)
{
    m_snapshot = snapshot;
    m_model.update({snapshot, &snapshot->jobs}, snapshot->takenAtMonotonic);
    if (m_wanted) {
        if (const int row = m_model.rowOf(*m_wanted); row >= 0) {
            m_wanted.reset();
            m_view->setCurrentIndex(m_model.index(row, 0));
        }
    } else if (m_view->selectedRows().isEmpty() && m_model.rowCount() > 0 && !m_view->hasFocus()) {
        m_view->setCurrentIndex(m_model.index(0, 0)); // the panel has something to say
    }
    m_view->setEmptyText(m_model.counts()[0] == 0
                             ? tr("Nothing is being transferred. Add an address or a content metadata file, or drop "
                                  "one anywhere on this window.")
                             : tr("No transfer fits the filter."));
    updateChips();
    updateDetails();
}

void TransfersPage::updateChips()
{
    const QString labels[stateGroupCount] = {tr("All"),    tr("Active"), tr("Waiting"),
                                             tr("Paused"), tr("Failed"), tr("Finished")};
    const auto counts = m_model.counts();
    for (std::size_t i = 0; i < stateGroupCount; ++i) {
        const QString text = labels[i] + u' ' + QLocale().toString(counts[i]);
        if (m_chips[i]->text() != text)
            m_chips[i]->setText(text);
        m_chips[i]->setChecked(m_model.group() == static_cast<StateGroup>(i));
    }
}

void TransfersPage::setGroup(StateGroup group)
{
    m_model.setGroup(group);
    refilter();
}

void TransfersPage::refilter()
{
    m_model.setFilter(m_filter->text());
    if (m_snapshot)
        showSnapshot(m_snapshot);
}

std::vector<const JobRow *> TransfersPage::selectedRows() const
{
    std::vector<const JobRow *> rows;
    for (const int row : m_view->selectedRows())
        rows.push_back(&m_model.rowAt(row));
    return rows;
}

void TransfersPage::updateDetails()
{
    m_selectionChanged = false;
    updateActions();
    if (m_snapshot)
        m_details->showJobs(selectedRows(), *m_snapshot);
}

void TransfersPage::updateActions()
{
    const auto rows = selectedRows();
    const auto any = [&rows](bool (*fits)(JobState)) {
        return std::ranges::any_of(rows, [fits](const JobRow *row) { return fits(row->state); });
    };
    m_pause->setEnabled(any(canPause));
    m_resume->setEnabled(any(canResume));
    m_retry->setEnabled(any(canRetry));
    m_cancel->setEnabled(any(canCancel));
    m_remove->setEnabled(any(canForget));
    for (QAction *action : {m_reveal, m_copy, m_copyAddress, m_copyIdentity})
        action->setEnabled(!rows.empty());
}

void TransfersPage::open(const QString &what)
{
    if (what == "add"_L1)
        return openAddPanel();
    bool isNumber = false;
    const auto job = what.section(u'/', 0, 0).toLongLong(&isNumber);
    if (isNumber)
        m_wanted = JobId{job};
    m_details->openTab(what.section(u'/', 1, 1));
    if (m_snapshot)
        showSnapshot(m_snapshot);
}

void TransfersPage::openAddPanel()
{
    m_addPanel->show();
    m_addPanel->offer(QStringList{});
}

void TransfersPage::saveState()
{
    m_view->saveState();
    m_details->saveState();
    m_addPanel->saveState();
    UiState &state = context().state;
    state.setValue(u"transfers/filter"_s, m_filter->text());
    state.setValue(u"transfers/group"_s, QString(groupNames[static_cast<std::size_t>(m_model.group())]));
    const QList<int> sizes = m_splitter->sizes();
    if (isVisible())
        state.setValue(u"transfers/split"_s,
                       QStringList{QString::number(sizes.value(0)), QString::number(sizes.value(1))});
}

} // namespace freshet::ui
