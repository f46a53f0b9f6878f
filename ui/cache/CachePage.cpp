// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/cache/CachePage.h"

#include "ui/shell/Icons.h"
#include "ui/text/Amounts.h"
#include "ui/text/ErrorText.h"
#include "ui/theme/Appearance.h"
#include "ui/theme/SourceBar.h"
#include "ui/theme/SourceLegend.h"

#include <QDesktopServices>
#include <QDir>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QPainter>
#include <QPointer>
#include <QStyle>
#include <QStyledItemDelegate>
#include <QToolButton>
#include <QVBoxLayout>

#include <climits>

namespace freshet::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr std::chrono::seconds askInterval{3};
constexpr std::chrono::milliseconds filterDelay{150};
const QString spanKey = u"cache/span"_s;

/// How far the history goes back, and which ring has it.
struct Span {
    QLatin1StringView name;
    const char *title;
    std::chrono::seconds length;
    std::size_t ring;
};
constexpr std::array<Span, 4> spans{
    {{"1h"_L1, QT_TRANSLATE_NOOP("freshet::ui::CachePage", "Last hour"), std::chrono::hours{1}, 1},
     {"24h"_L1, QT_TRANSLATE_NOOP("freshet::ui::CachePage", "Last 24 hours"), std::chrono::hours{24}, 2},
     {"7d"_L1, QT_TRANSLATE_NOOP("freshet::ui::CachePage", "Last 7 days"), std::chrono::days{7}, 3},
     {"30d"_L1, QT_TRANSLATE_NOOP("freshet::ui::CachePage", "Last 30 days"), std::chrono::days{30}, 4}}};

/// The cell of the sources as a bar.
class BarDelegate final : public QStyledItemDelegate {
public:
    BarDelegate(CacheModel &model, TableView &view)
        : QStyledItemDelegate(&view)
        , m_model(model)
    {
    }
    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        QStyleOptionViewItem empty = option;
        initStyleOption(&empty, index);
        empty.text.clear();
        empty.widget->style()->drawControl(QStyle::CE_ItemViewItem, &empty, painter, empty.widget);
        const int height = option.fontMetrics.height() * 3 / 5;
        const int margin = option.fontMetrics.averageCharWidth();
        const QRect bar(option.rect.left() + margin, option.rect.center().y() - height / 2,
                        option.rect.width() - 2 * margin, height);
        paintSourceBar(*painter, bar, SourceShares::of(m_model.rowAt(index.row()).content), option.palette,
                       option.direction);
    }

private:
    CacheModel &m_model;
};

} // namespace

CachePage::CachePage(const PageContext &context)
    : Page(context)
    , m_ring(new QuotaRing)
    , m_history(new QuotaHistory)
    , m_span(new QComboBox)
    , m_use(new QLabel)
    , m_disk(new QLabel)
    , m_next(new QLabel)
    , m_filter(new QLineEdit)
    , m_table(new TableView(m_model, context.state, u"cache"_s))
{
    const int unit = fontMetrics().height();
    makeActions();
    m_filter->setPlaceholderText(tr("Filter by name or identity"));
    m_filter->setAccessibleName(tr("Filter"));
    m_filter->setClearButtonEnabled(true);
    m_filter->setMaximumWidth(unit * 20);
    auto *delay = new QTimer(this);
    delay->setSingleShot(true);
    delay->setInterval(filterDelay);
    connect(m_filter, &QLineEdit::textChanged, delay, qOverload<>(&QTimer::start));
    connect(delay, &QTimer::timeout, this, &CachePage::refilter);

    QFont large = m_use->font();
    large.setPointSizeF(large.pointSizeF() * 1.25);
    large.setWeight(QFont::DemiBold);
    m_use->setFont(large);
    auto *facts = new QVBoxLayout;
    facts->setSpacing(unit / 3);
    facts->addStretch();
    for (QLabel *label : {m_use, m_disk, m_next}) {
        label->setWordWrap(true);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse);
        label->setAlignment(readingSide(layoutDirection()) | Qt::AlignVCenter);
        facts->addWidget(label);
    }
    facts->addStretch();
    auto *top = new QHBoxLayout;
    top->setContentsMargins(unit, unit * 3 / 4, unit, 0);
    top->setSpacing(unit * 3 / 2);
    top->addWidget(m_ring);
    top->addLayout(facts, 3);
    makeHistory();
    auto *past = new QVBoxLayout;
    past->setSpacing(unit / 4);
    past->addWidget(m_span, 0, Qt::AlignTrailing);
    past->addWidget(m_history, 1);
    top->addLayout(past, 4);

    auto *bar = new QHBoxLayout;
    bar->setContentsMargins(unit, 0, unit, 0);
    bar->setSpacing(unit / 4);
    for (QAction *action : {m_pin, m_unpin, m_expire, m_verify, m_remove, m_reveal}) {
        auto *button = new QToolButton;
        button->setDefaultAction(action);
        button->setAutoRaise(true);
        button->setFocusPolicy(Qt::StrongFocus);
        bar->addWidget(button);
    }
    bar->addStretch();
    bar->addWidget(m_filter, 1);

    m_table->setAccessibleName(tr("Contents of the cache"));
    m_table->setEmptyText(tr("The cache is empty. What is downloaded stays here for a while, so that it need not be "
                             "fetched again and so that other machines can have it."));
    m_table->setItemDelegateForColumn(CacheModel::sourcesColumn, new BarDelegate(m_model, *m_table));
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this, &CachePage::updateActions);
    connect(m_table, &QWidget::customContextMenuRequested, this, [this](const QPoint &at) {
        auto *menu = new QMenu(this);
        menu->setAttribute(Qt::WA_DeleteOnClose);
        menu->addActions(menuActions());
        m_table->popUp(*menu, m_table->viewport()->mapToGlobal(at));
    });
    auto *legend = new QHBoxLayout;
    legend->setContentsMargins(unit, 0, unit, unit / 2);
    legend->addWidget(new SourceLegend);

    auto *column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(unit / 2);
    column->addLayout(top);
    column->addLayout(bar);
    column->addWidget(m_table, 1);
    column->addLayout(legend);
    updateActions();
}

void CachePage::makeHistory()
{
    m_span->setAccessibleName(tr("How far the history goes back"));
    for (const Span &span : spans)
        m_span->addItem(tr(span.title), QString(span.name));
    m_span->setCurrentIndex(std::max(0, m_span->findData(context().state.value(spanKey, u"24h"_s))));
    connect(m_span, &QComboBox::activated, this, [this] {
        context().state.setValue(spanKey, m_span->currentData());
        showHistory();
    });
}

void CachePage::showHistory()
{
    const Span &span = spans[static_cast<std::size_t>(std::max(0, m_span->currentIndex()))];
    if (m_snapshot)
        m_history->setRing(m_snapshot->history ? m_snapshot->history->rings[span.ring] : nullptr, span.length,
                           m_snapshot->takenAt);
}

void CachePage::makeActions()
{
    const auto make = [this](const QString &text, const QString &help, auto method) {
        auto *action = new QAction(text, this);
        action->setToolTip(help);
        connect(action, &QAction::triggered, this, method);
        return action;
    };
    m_pin = make(tr("&Pin"), tr("Keeps it whatever the limits say"), [this] {
        forSelected([this](const QString &id, EngineCommands::Done done) {
            commands().pin(id, std::nullopt, std::move(done));
        });
    });
    m_unpin = make(tr("&Unpin"), tr("The limits count for it again"), [this] {
        forSelected([this](const QString &id, EngineCommands::Done done) { commands().unpin(id, std::move(done)); });
    });
    m_expire = make(tr("&Expire tomorrow"), tr("It goes in 24 hours, used or not"), [this] {
        const WallTime at = context().source.clock().wall() + std::chrono::hours{24};
        forSelected(
            [this, at](const QString &id, EngineCommands::Done done) { commands().expire(id, at, std::move(done)); });
    });
    m_verify =
        make(tr("&Verify"), tr("Reads it again and proves every piece; damaged ones are dropped"), &CachePage::verify);
    m_remove =
        make(tr("&Delete"), tr("Deletes it from the cache; files that were delivered stay (Del)"), &CachePage::remove);
    m_remove->setShortcut(QKeySequence::Delete);
    m_remove->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    addAction(m_remove);
    m_reveal = make(tr("&Show in folder"), tr("Opens the folder that it was delivered to"), &CachePage::reveal);
}

QList<QAction *> CachePage::menuActions() const
{
    return {m_pin, m_unpin, m_expire, m_verify, m_remove, m_reveal};
}

std::vector<JobRow> CachePage::selected() const
{
    std::vector<JobRow> rows;
    for (const int row : m_table->selectedRows())
        rows.push_back(m_model.rowAt(row).content);
    return rows;
}

void CachePage::updateActions()
{
    const auto rows = selected();
    m_pin->setEnabled(std::ranges::any_of(rows, [](const JobRow &row) { return !row.pinned; }));
    m_unpin->setEnabled(std::ranges::any_of(rows, &JobRow::pinned));
    m_expire->setEnabled(std::ranges::any_of(rows, [](const JobRow &row) { return !row.pinned; }));
    m_verify->setEnabled(!rows.empty() && !m_verification);
    m_remove->setEnabled(!rows.empty());
    m_reveal->setEnabled(rows.size() == 1);
}

void CachePage::forSelected(const std::function<void(const QString &, EngineCommands::Done)> &what)
{
    for (const JobRow &row : selected())
        what(row.fileId, [self = QPointer(this)](const Result<void> &outcome) {
            if (!self)
                return;
            if (!outcome)
                self->tell(outcome.error());
            self->ask();
        });
}

void CachePage::tell(const Error &error)
{
    context().notices.post(
        {.kind = Notice::Kind::Problem, .text = text::sentence(error.code) + u' ' + text::next(error)});
}

void CachePage::remove()
{
    QStringList ids;
    for (const JobRow &row : selected())
        ids.append(row.fileId);
    if (ids.isEmpty())
        return;
    std::set<QString> hidden = m_model.hidden();
    hidden.insert(ids.begin(), ids.end());
    m_model.setHidden(hidden);
    m_model.refilter();
    const auto showAgain = [ids](CachePage &page) {
        std::set<QString> rest = page.m_model.hidden();
        for (const QString &id : ids)
            rest.erase(id);
        page.m_model.setHidden(rest);
        page.m_model.refilter();
    };
    // The source is there as long as notices are: they end before it goes.
    EngineCommands &engine = commands();
    context().notices.post({.text = tr("%n content(s) deleted from the cache.", nullptr, static_cast<int>(ids.size())),
                            .action = tr("Undo"),
                            .onAction =
                                [self = QPointer(this), showAgain] {
                                    if (self)
                                        showAgain(*self);
                                },
                            .onExpired =
                                [self = QPointer(this), &engine, ids, showAgain] {
                                    engine.deleteContents(ids, false,
                                                          [self, showAgain](const Result<DeleteOutcome> &outcome) {
                                                              if (!self)
                                                                  return;
                                                              showAgain(*self);
                                                              if (!outcome)
                                                                  self->tell(outcome.error());
                                                              else if (!outcome->kept.empty())
                                                                  self->tell(outcome->kept.front().error);
                                                              self->ask();
                                                          });
                                }});
}

void CachePage::verify()
{
    Verification all;
    for (const JobRow &row : selected())
        all.waiting.emplace_back(row.fileId, row.name);
    if (all.waiting.empty() || m_verification)
        return;
    std::ranges::reverse(all.waiting);
    all.contents = static_cast<int>(all.waiting.size());
    context().notices.post({.text = tr("Reading %n content(s) again…", nullptr, all.contents)});
    m_verification = std::move(all);
    updateActions();
    verifyNext();
}

void CachePage::verifyNext()
{
    if (m_verification->waiting.empty())
        return tellVerified();
    const auto [id, name] = m_verification->waiting.back();
    m_verification->waiting.pop_back();
    commands().verifyContent(id, [self = QPointer(this), name](const Result<VerifyOutcome> &outcome) {
        if (!self)
            return;
        if (!outcome) {
            self->m_verification.reset();
            self->updateActions();
            self->tell(outcome.error());
            return;
        }
        Verification &all = *self->m_verification;
        all.sum.checked += outcome->checked;
        all.sum.wrong += outcome->wrong;
        if (outcome->wrong > 0)
            all.damaged.append(name);
        self->verifyNext();
    });
}

void CachePage::tellVerified()
{
    const Verification all = *std::exchange(m_verification, std::nullopt);
    const auto count = [](std::uint64_t number) { return static_cast<int>(std::min<std::uint64_t>(number, INT_MAX)); };
    if (all.sum.wrong == 0)
        context().notices.post(
            {.text = tr("%n piece(s) read and proven: all of them are right.", nullptr, count(all.sum.checked))});
    else
        context().notices.post(
            {.kind = Notice::Kind::Problem,
             .text = tr("%n damaged piece(s) dropped, in %1. They are fetched again when the content is wanted.",
                        nullptr, count(all.sum.wrong))
                         .arg(all.damaged.join(u", "_s))});
    updateActions();
    ask();
}

void CachePage::reveal()
{
    const auto rows = selected();
    if (rows.size() != 1 || !m_snapshot)
        return;
    // The content as it was delivered; what the cache itself holds is nobody's to open.
    QString destination = rows.front().destination;
    for (const JobRow &job : m_snapshot->jobs)
        if (destination.isEmpty() && job.fileId == rows.front().fileId)
            destination = job.destination;
    const QFileInfo file(destination);
    if (destination.isEmpty() || !file.absoluteDir().exists())
        context().notices.post(
            {.text = tr("%1 is in the cache alone: no transfer has brought it to a folder.").arg(rows.front().name)});
    else
        QDesktopServices::openUrl(QUrl::fromLocalFile(file.absolutePath()));
}

void CachePage::showSnapshot(const std::shared_ptr<const EngineSnapshot> &snapshot)
{
    m_snapshot = snapshot;
    showHistory();
    if (!m_askedAt || snapshot->takenAtMonotonic - *m_askedAt >= askInterval) {
        m_askedAt = snapshot->takenAtMonotonic;
        ask();
    }
}

void CachePage::ask()
{
    commands().listCache([self = QPointer(this)](const Result<CachePicture> &picture) {
        if (!self)
            return;
        if (picture)
            self->showPicture(*picture);
        else
            self->m_use->setText(text::sentence(picture.error().code));
    });
}

void CachePage::showPicture(const CachePicture &picture)
{
    const Bytes counted = picture.held > picture.pinned ? picture.held - picture.pinned : Bytes{};
    m_ring->setAmounts(counted, picture.pinned, picture.limit);
    m_use->setText(picture.pinned == Bytes{}
                       ? tr("%1 of %2 used").arg(text::bytes(counted), text::bytes(picture.limit))
                       : tr("%1 of %2 used, and %3 pinned")
                             .arg(text::bytes(counted), text::bytes(picture.limit), text::bytes(picture.pinned)));
    QString disk =
        tr("%1 of the disk's %2 are free.").arg(text::bytes(picture.diskAvailable), text::bytes(picture.diskCapacity));
    if (m_snapshot && m_snapshot->settings)
        disk += u' '
                + tr("The cache leaves %1 to everybody else.")
                      .arg(text::bytes(m_snapshot->settings->values.cache.freeDiskReserve));
    if (picture.clockSuspect)
        disk += u' ' + tr("The clock jumped: nothing goes by age until it can be trusted.");
    m_disk->setText(disk);
    const JobRow *next = evictedNext(picture.contents);
    m_next->setText(next ? tr("Would go next: %1 (%2).").arg(next->name, text::bytes(next->fileSizeInCache))
                         : tr("Nothing would go: there is nothing that is not pinned."));
    auto lines = std::make_shared<std::vector<CacheLine>>();
    const WallTime now = context().source.clock().wall();
    for (const JobRow &row : picture.contents)
        lines->push_back({.content = row, .now = now});
    m_model.update(std::move(lines), context().source.clock().monotonic());
    updateActions();
}

void CachePage::refilter()
{
    m_model.setFilter(m_filter->text());
    m_model.refilter();
}

} // namespace freshet::ui
