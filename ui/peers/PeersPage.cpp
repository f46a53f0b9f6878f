// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/peers/PeersPage.h"

#include "core/base/PeerAddress.h"
#include "ui/text/Amounts.h"

#include <QButtonGroup>
#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QPointer>
#include <QSplitter>
#include <QTimer>
#include <QVBoxLayout>

#include <set>

namespace freshet::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr std::chrono::seconds banTime = std::chrono::hours{1};
constexpr std::array groupTitles{
    QT_TRANSLATE_NOOP("freshet::ui::PeersPage", "All"), QT_TRANSLATE_NOOP("freshet::ui::PeersPage", "LAN"),
    QT_TRANSLATE_NOOP("freshet::ui::PeersPage", "Group"), QT_TRANSLATE_NOOP("freshet::ui::PeersPage", "Internet"),
    QT_TRANSLATE_NOOP("freshet::ui::PeersPage", "HTTP")};
constexpr std::chrono::milliseconds filterDelay{150};

std::optional<PeerAddress> addressOf(const QString &address, std::uint16_t port)
{
    const auto ip = IpAddress::fromText(address.toStdString());
    return ip ? std::optional(PeerAddress{.ip = *ip, .port = port}) : std::nullopt;
}

} // namespace

PeersPage::PeersPage(const PageContext &context)
    : Page(context)
    , m_filter(new QLineEdit)
    , m_jobs(new QComboBox)
    , m_table(new TableView(m_model, context.state, u"peers"_s))
    , m_banTitle(new QLabel)
    , m_banTable(new TableView(m_bans, context.state, u"bans"_s))
{
    const int unit = fontMetrics().height();
    m_filter->setPlaceholderText(tr("Filter by address, state or transfer"));
    m_filter->setAccessibleName(tr("Filter"));
    m_filter->setClearButtonEnabled(true);
    // Both give way before the window has to grow.
    m_filter->setMinimumWidth(unit * 6);
    m_filter->setMaximumWidth(unit * 20);
    auto *delay = new QTimer(this);
    delay->setSingleShot(true);
    delay->setInterval(filterDelay);
    connect(m_filter, &QLineEdit::textChanged, delay, qOverload<>(&QTimer::start));
    connect(delay, &QTimer::timeout, this, &PeersPage::refilter);
    m_jobs->setAccessibleName(tr("Peers of which transfer"));
    m_jobs->setMinimumContentsLength(6);
    m_jobs->setMaximumWidth(unit * 14);
    m_jobs->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_jobs->addItem(tr("All transfers"));
    connect(m_jobs, &QComboBox::currentIndexChanged, this, &PeersPage::refilter);

    auto *bar = new QHBoxLayout;
    bar->setContentsMargins(unit, unit * 3 / 4, unit, 0);
    bar->setSpacing(unit / 4);
    auto *groups = new QButtonGroup(this);
    for (std::size_t i = 0; i < m_groups.size(); ++i) {
        auto *button = m_groups[i] = new QToolButton;
        button->setCheckable(true);
        button->setAutoRaise(true);
        button->setFocusPolicy(Qt::StrongFocus);
        groups->addButton(button, static_cast<int>(i));
        bar->addWidget(button);
    }
    m_groups[0]->setChecked(true);
    connect(groups, &QButtonGroup::idClicked, this, [this](int id) {
        m_model.setGroup(static_cast<PeerGroup>(id));
        refilter();
    });
    makeActions();
    for (QAction *action : {m_candidates, m_grouped}) {
        auto *button = new QToolButton;
        button->setDefaultAction(action);
        button->setAutoRaise(true);
        button->setFocusPolicy(Qt::StrongFocus);
        bar->addWidget(button);
    }
    bar->addStretch();
    bar->addWidget(m_jobs, 2);
    bar->addWidget(m_filter, 3);

    m_table->setAccessibleName(tr("Peers"));
    m_table->setEmptyText(
        tr("Nobody is connected. Peers appear here while a transfer runs, or while what is in the cache is "
           "wanted by others. “Not connected” shows who is known, and why nobody talks to them."));
    m_banTable->setAccessibleName(tr("Banned peers"));
    m_banTable->setEmptyText(tr("Nobody is banned. Who sends bytes that fail their proof is, for a while."));
    connect(m_table, &QWidget::customContextMenuRequested, this, [this](const QPoint &at) {
        updateActions();
        auto *menu = new QMenu(this);
        menu->setAttribute(Qt::WA_DeleteOnClose);
        menu->addActions({m_copy, m_ban});
        m_table->popUp(*menu, m_table->viewport()->mapToGlobal(at));
    });
    connect(m_banTable, &QWidget::customContextMenuRequested, this, [this](const QPoint &at) {
        updateActions();
        auto *menu = new QMenu(this);
        menu->setAttribute(Qt::WA_DeleteOnClose);
        menu->addAction(m_unban);
        m_banTable->popUp(*menu, m_banTable->viewport()->mapToGlobal(at));
    });
    for (TableView *view : {m_table, m_banTable})
        connect(view->selectionModel(), &QItemSelectionModel::selectionChanged, this, &PeersPage::updateActions);

    auto *bans = new QWidget;
    auto *banColumn = new QVBoxLayout(bans);
    banColumn->setContentsMargins({});
    banColumn->setSpacing(unit / 3);
    auto *banBar = new QHBoxLayout;
    banBar->setContentsMargins(unit, unit / 2, unit, 0);
    QFont strong = m_banTitle->font();
    strong.setWeight(QFont::DemiBold);
    m_banTitle->setFont(strong);
    banBar->addWidget(m_banTitle);
    banBar->addStretch();
    auto *unbanButton = new QToolButton;
    unbanButton->setDefaultAction(m_unban);
    unbanButton->setAutoRaise(true);
    unbanButton->setFocusPolicy(Qt::StrongFocus);
    banBar->addWidget(unbanButton);
    banColumn->addLayout(banBar);
    banColumn->addWidget(m_banTable);
    auto *splitter = new QSplitter(Qt::Vertical);
    splitter->addWidget(m_table);
    splitter->addWidget(bans);
    splitter->setStretchFactor(0, 4);
    splitter->setStretchFactor(1, 1);
    splitter->setChildrenCollapsible(false);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(unit / 2);
    column->addLayout(bar);
    column->addWidget(splitter, 1);
    m_candidates->setChecked(context.state.value(u"peers/candidates"_s).toBool());
    m_grouped->setChecked(context.state.value(u"peers/grouped"_s, true).toBool());
    showCounts();
    updateActions();
}

void PeersPage::makeActions()
{
    m_candidates = new QAction(tr("Not &connected"), this);
    m_candidates->setCheckable(true);
    m_candidates->setToolTip(tr("Shows who is known but not connected as well, with the reason"));
    connect(m_candidates, &QAction::toggled, this, [this](bool shown) {
        m_model.setCandidatesShown(shown);
        context().state.setValue(u"peers/candidates"_s, shown);
        refilter();
    });
    m_grouped = new QAction(tr("In &sections"), this);
    m_grouped->setCheckable(true);
    m_grouped->setToolTip(tr("Peers of a kind stand together, under a line with their sums"));
    connect(m_grouped, &QAction::toggled, this, [this](bool grouped) {
        m_model.setGrouped(grouped);
        context().state.setValue(u"peers/grouped"_s, grouped);
        refilter();
    });
    m_copy = new QAction(tr("Copy &address"), this);
    connect(m_copy, &QAction::triggered, this, [this] {
        QStringList addresses;
        for (const PeerLine &line : selected())
            addresses.append(line.peer.address);
        QGuiApplication::clipboard()->setText(addresses.join(u'\n'));
    });
    m_ban = new QAction(tr("&Ban for an hour"), this);
    connect(m_ban, &QAction::triggered, this, &PeersPage::ban);
    m_unban = new QAction(tr("&End the ban"), this);
    connect(m_unban, &QAction::triggered, this, &PeersPage::unban);
}

QList<QAction *> PeersPage::menuActions() const
{
    return {m_grouped, m_candidates, m_copy, m_ban, m_unban};
}

std::vector<PeerLine> PeersPage::selected() const
{
    std::vector<PeerLine> lines;
    for (const int row : m_table->selectedRows())
        if (!m_model.rowAt(row).isHeading)
            lines.push_back(m_model.rowAt(row));
    return lines;
}

void PeersPage::updateActions()
{
    const auto lines = selected();
    m_copy->setEnabled(!lines.empty());
    m_ban->setEnabled(std::ranges::any_of(
        lines, [](const PeerLine &line) { return addressOf(line.peer.address, line.peer.port).has_value(); }));
    m_unban->setEnabled(!m_banTable->selectedRows().isEmpty());
}

void PeersPage::ban()
{
    std::vector<PeerAddress> banned;
    for (const PeerLine &line : selected())
        if (const auto address = addressOf(line.peer.address, 0)) {
            commands().banPeer(*address, std::nullopt, banTime);
            banned.push_back(*address);
        }
    if (banned.empty())
        return;
    context().notices.post({.text = tr("%n address(es) banned for an hour.", nullptr, static_cast<int>(banned.size())),
                            .action = tr("Undo"),
                            .onAction = [self = QPointer(this), banned] {
                                if (!self)
                                    return;
                                for (const PeerAddress &address : banned)
                                    self->commands().unbanPeer(address, std::nullopt);
                            }});
}

void PeersPage::unban()
{
    for (const int row : m_banTable->selectedRows()) {
        const BanRow &ban = m_bans.rowAt(row);
        const auto content = ContentId::fromHex(ban.fileId.toStdString());
        if (const auto address = addressOf(ban.address, ban.port))
            commands().unbanPeer(*address, content ? std::optional(*content) : std::nullopt);
    }
}

void PeersPage::fillJobs(const EngineSnapshot &snapshot)
{
    std::set<qint64> known;
    for (int i = m_jobs->count() - 1; i > 0; --i) {
        const qint64 job = m_jobs->itemData(i).toLongLong();
        if (snapshot.find(JobId{job}))
            known.insert(job);
        else
            m_jobs->removeItem(i);
    }
    for (const JobRow &row : snapshot.jobs)
        if (row.job && row.peers && !row.peers->empty() && !known.contains(row.job->value()))
            m_jobs->addItem(row.name, static_cast<qlonglong>(row.job->value()));
}

void PeersPage::open(const QString &what)
{
    if (const int index = m_jobs->findData(what.toLongLong()); index > 0)
        m_jobs->setCurrentIndex(index);
}

void PeersPage::showSnapshot(const std::shared_ptr<const EngineSnapshot> &snapshot)
{
    fillJobs(*snapshot);
    m_snapshot = snapshot;
    m_model.showLines(peerLines(*snapshot), snapshot->takenAtMonotonic);
    static const auto nobody = std::make_shared<const BanTable>();
    m_bans.update(snapshot->bans ? snapshot->bans : nobody, snapshot->takenAtMonotonic);
    m_banTitle->setText(tr("Banned (%1)").arg(m_bans.rowCount()));
    showCounts();
}

void PeersPage::refilter()
{
    m_model.setFilter(m_filter->text());
    const QVariant job = m_jobs->currentData();
    m_model.setJob(job.isValid() ? std::optional(JobId{job.toLongLong()}) : std::nullopt);
    if (m_snapshot)
        m_model.showLines(peerLines(*m_snapshot), m_snapshot->takenAtMonotonic);
    showCounts();
}

void PeersPage::showCounts()
{
    const auto counts = m_model.counts();
    for (std::size_t i = 0; i < m_groups.size(); ++i) {
        const QString text = tr("%1 (%2)", "a kind of peers and their number").arg(tr(groupTitles[i])).arg(counts[i]);
        if (m_groups[i]->text() != text)
            m_groups[i]->setText(text);
    }
}

void PeersPage::saveState()
{
    m_table->saveState();
    m_banTable->saveState();
}

} // namespace freshet::ui
