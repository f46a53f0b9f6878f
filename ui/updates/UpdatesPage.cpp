// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/updates/UpdatesPage.h"

#include "ui/shell/Icons.h"
#include "ui/text/Amounts.h"
#include "ui/text/StateText.h"
#include "ui/text/UpdateText.h"
#include "ui/theme/Appearance.h"

#include <QHBoxLayout>
#include <QMenu>
#include <QSplitter>
#include <QToolButton>
#include <QVBoxLayout>

namespace freshet::ui {

using namespace Qt::StringLiterals;
using Step = UpdateProduct::Step;

UpdatesPage::UpdatesPage(const PageContext &context)
    : Page(context)
    , m_source(context.source.updates())
    , m_table(new TableView(m_model, context.state, u"updates"_s))
    , m_title(new QLabel)
    , m_state(new QLabel)
    , m_reason(new QLabel)
    , m_routes(new RouteBars)
    , m_legend(new SourceLegend)
    , m_sources(new QLabel)
    , m_notes(new QLabel)
    , m_back(new QLabel)
    , m_historyTable(new TableView(m_history, context.state, u"updates/history"_s))
{
    const int unit = fontMetrics().height();
    makeActions();
    m_table->setObjectName(u"products"_s);
    m_table->setAccessibleName(tr("Products"));
    m_table->setEmptyText(m_source
                              ? tr("Nothing is looked after yet. “Add” takes a directory, its publisher's manifest "
                                   "and the publisher's key.")
                              : tr("Updates of installed trees are not available here."));
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this, &UpdatesPage::showDetails);
    connect(m_table, &QWidget::customContextMenuRequested, this, [this](const QPoint &at) {
        auto *menu = new QMenu(this);
        menu->setAttribute(Qt::WA_DeleteOnClose);
        menu->addActions(menuActions());
        m_table->popUp(*menu, m_table->viewport()->mapToGlobal(at));
    });

    auto *bar = new QHBoxLayout;
    bar->setContentsMargins(unit / 2, unit / 2, unit / 2, unit / 2);
    bar->setSpacing(unit / 4);
    for (QAction *action : {m_addAction, m_check, m_apply, m_pause, m_resume, m_cancel, m_rollBack, m_verify}) {
        auto *button = new QToolButton;
        button->setDefaultAction(action);
        button->setAutoRaise(true);
        button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
        button->setFocusPolicy(Qt::TabFocus);
        bar->addWidget(button);
    }
    bar->addStretch();
    auto *upper = new QWidget;
    auto *top = new QVBoxLayout(upper);
    top->setContentsMargins({});
    top->setSpacing(0);
    top->addLayout(bar);
    if (m_source) {
        m_add = new AddProduct(*m_source);
        m_add->hide();
        top->addWidget(m_add);
        connect(m_add, &AddProduct::closed, this, [this] {
            m_add->hide();
            m_table->setFocus();
        });
        connect(m_add, &AddProduct::added, this, [this](const QString &tree) {
            m_add->hide();
            m_wanted = tree;
            refresh();
        });
        connect(m_source, &UpdateSource::changed, this, [this] {
            if (isVisible())
                refresh();
        });
    }
    top->addWidget(m_table, 1);
    auto *splitter = new QSplitter(Qt::Vertical);
    splitter->addWidget(upper);
    splitter->addWidget(m_details = makeDetails());
    splitter->setStretchFactor(0, 1);
    splitter->setStretchFactor(1, 2);
    splitter->setChildrenCollapsible(false);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->addWidget(splitter);
    showDetails();
}

UpdatesPage::~UpdatesPage()
{
    m_table->selectionModel()->disconnect(this);
    m_table->setModel(nullptr); // the models go before their views
    m_historyTable->setModel(nullptr);
}

QAction *UpdatesPage::makeAction(QLatin1StringView iconName, const QString &name, const QString &text,
                                 const QString &help, Command command)
{
    auto *action = new QAction(icon(iconName), text, this);
    action->setObjectName(name);
    action->setToolTip(help);
    connect(action, &QAction::triggered, this, [this, command] {
        if (const UpdateProduct *product = selected())
            (m_source->*command)(product->tree);
    });
    return action;
}

void UpdatesPage::makeActions()
{
    m_addAction = new QAction(icon("add"_L1), tr("&Add…"), this);
    m_addAction->setToolTip(tr("Looks after another installed product"));
    m_addAction->setEnabled(m_source != nullptr);
    connect(m_addAction, &QAction::triggered, this, [this] { m_add->show(); });
    m_check = makeAction("search"_L1, u"updateCheck"_s, tr("&Check"),
                         tr("Asks the publisher, looks at every installed file, and plans the cheapest way"),
                         &UpdateSource::check);
    m_apply =
        makeAction("updates"_L1, u"updateApply"_s, tr("&Update"),
                   tr("Brings it to the newest release; until the last step it stays as it is"), &UpdateSource::apply);
    m_pause = makeAction("pause"_L1, u"updatePause"_s, tr("&Pause"),
                         tr("Pauses fetching or building; what is there already is kept"), &UpdateSource::pause);
    m_resume = makeAction("resume"_L1, u"updateResume"_s, tr("&Resume"), tr("Goes on where it stopped"),
                          &UpdateSource::resume);
    m_cancel = makeAction("cancel"_L1, u"updateCancel"_s, tr("Ca&ncel"),
                          tr("Ends the fetching; what was received stays in the cache"), &UpdateSource::cancel);
    m_rollBack =
        makeAction("retry"_L1, u"updateRollBack"_s, tr("Roll &back"),
                   tr("Brings back the release before, exactly; nothing is downloaded"), &UpdateSource::rollBack);
    m_verify = makeAction("verify"_L1, u"updateVerify"_s, tr("&Verify"),
                          tr("Compares every installed file with what was installed"), &UpdateSource::verify);
    m_remove = makeAction("remove"_L1, u"updateRemove"_s, tr("Look no &more after it"),
                          tr("Takes it off this list; what is installed stays"), &UpdateSource::remove);
}

QWidget *UpdatesPage::makeDetails()
{
    const int unit = fontMetrics().height();
    auto *details = new QWidget;
    auto *column = new QVBoxLayout(details);
    column->setContentsMargins(unit, unit / 2, unit, unit / 2);
    column->setSpacing(unit / 3);
    QFont strong = m_title->font();
    strong.setBold(true);
    m_title->setFont(strong);
    m_title->setObjectName(u"updateTitle"_s);
    m_state->setObjectName(u"updateState"_s);
    m_sources->setObjectName(u"updateSources"_s);
    m_reason->setObjectName(u"updateReason"_s);
    for (QLabel *label : {m_title, m_state, m_reason, m_sources, m_notes, m_back}) {
        label->setWordWrap(true);
        label->setTextFormat(Qt::PlainText); // notes are a publisher's
        label->setTextInteractionFlags(Qt::TextSelectableByMouse);
        label->setAlignment(readingSide(layoutDirection()) | Qt::AlignVCenter);
    }
    for (QWidget *part :
         std::initializer_list<QWidget *>{m_title, m_state, m_reason, m_routes, m_legend, m_sources, m_notes, m_back})
        column->addWidget(part);
    m_historyTable->setAccessibleName(tr("What was done to it"));
    if (!context().state.value(u"updates/history/sortedBy"_s).isValid())
        m_historyTable->sortByColumn(0, Qt::DescendingOrder); // the newest first
    m_historyTable->setEmptyText(tr("Nothing has been done to it yet."));
    column->addWidget(m_historyTable, 1);
    return details;
}

QList<QAction *> UpdatesPage::menuActions() const
{
    return {m_addAction, m_check, m_apply, m_pause, m_resume, m_cancel, m_rollBack, m_verify, m_remove};
}

const UpdateProduct *UpdatesPage::selected() const
{
    const QList<int> rows = m_table->selectedRows();
    return rows.size() == 1 ? &m_model.rowAt(rows.front()) : nullptr;
}

void UpdatesPage::open(const QString &what)
{
    if (what == "add"_L1 && m_add)
        m_add->show();
    else
        m_wanted = what;
    refresh();
}

void UpdatesPage::showSnapshot(const std::shared_ptr<const EngineSnapshot> &snapshot)
{
    m_snapshot = snapshot;
    refresh();
}

void UpdatesPage::refresh()
{
    static const auto nothing = std::make_shared<const UpdateTable>();
    m_model.update(m_source ? m_source->table() : nothing, context().source.clock().monotonic());
    if (const int row = m_wanted.isEmpty() ? -1 : m_model.rowOf(m_wanted); row >= 0) {
        m_wanted.clear();
        m_table->setCurrentIndex(m_model.index(row, 0));
    } else if (m_table->selectedRows().isEmpty() && m_model.rowCount() > 0) {
        m_table->setCurrentIndex(m_model.index(0, 0));
    }
    showDetails();
}

void UpdatesPage::showDetails()
{
    const UpdateProduct *product = selected();
    m_details->setVisible(product != nullptr);
    const bool idle = product && product->step == Step::Idle;
    m_check->setEnabled(idle);
    m_apply->setEnabled(idle && (!product->route || product->route->kind != UpdateRoute::Kind::Nothing));
    m_pause->setEnabled(product
                        && (product->step == Step::Applying || (product->step == Step::Fetching && product->job)));
    m_resume->setEnabled(product && product->step == Step::Paused);
    m_cancel->setEnabled(product && product->job);
    m_rollBack->setEnabled(idle && !product->rollbackTo.isEmpty());
    m_verify->setEnabled(idle && !product->installed.isEmpty());
    m_remove->setEnabled(idle);
    if (!product)
        return;
    const auto set = [](QLabel *label, const QString &text) {
        label->setText(text);
        label->setVisible(!text.isEmpty());
    };
    m_title->setText(text::isolated(productName(*product)));
    set(m_state, text::updateState(*product));
    QPalette colours = palette();
    if (product->error && product->step == Step::Idle)
        colours.setColor(QPalette::WindowText, problemText(palette()));
    m_state->setPalette(colours);
    QString reason = text::routeReason(*product);
    if (const QStringList &files = product->unlike.isEmpty() ? product->modified : product->unlike; !files.isEmpty())
        reason += u'\n' + files.mid(0, 5).join(u'\n') + (files.size() > 5 ? u"\n…"_s : QString());
    else if (product->verifiedAt)
        reason += (reason.isEmpty() ? QString() : u" "_s)
                  + tr("Every installed file was found to be right at %1.").arg(text::clockTime(*product->verifiedAt));
    if (const JobRow *job = product->job && product->step != Step::Paused && m_snapshot
                                ? m_snapshot->find(*product->job)
                                : nullptr) // it may have to wait
        reason += (reason.isEmpty() ? QString() : u"\n"_s) + text::reason(*job, m_snapshot->takenAtMonotonic);
    set(m_reason, reason);
    m_routes->showProduct(*product);
    const bool leadsOn = product->route && product->route->kind != UpdateRoute::Kind::Nothing;
    m_routes->setVisible(leadsOn);
    m_legend->setVisible(leadsOn);
    set(m_sources, text::updateSources(*product));
    set(m_notes, product->notes.isEmpty() || product->newest.isEmpty()
                     ? QString()
                     : tr("What is new in %1: %2").arg(product->newest, product->notes));
    set(m_back,
        product->rollbackTo.isEmpty()
            ? QString()
            : tr("%1 is kept to go back to, in %2.").arg(product->rollbackTo, text::bytes(product->rollbackBytes)));
    auto lines = std::make_shared<std::vector<UpdateHistoryLine>>();
    for (const UpdateHistoryRow &row : product->history)
        lines->push_back({.number = static_cast<std::int64_t>(lines->size()), .done = row});
    m_history.update(std::move(lines), context().source.clock().monotonic());
}

void UpdatesPage::saveState()
{
    m_table->saveState();
    m_historyTable->saveState();
}

} // namespace freshet::ui
