// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/MainWindow.h"

#include "ui/shell/Icons.h"
#include "ui/text/Amounts.h"
#include "ui/text/ErrorText.h"

#include <QApplication>
#include <QCloseEvent>
#include <QDragEnterEvent>
#include <QHBoxLayout>
#include <QMenu>
#include <QMenuBar>
#include <QMimeData>
#include <QScreen>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace freshet::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr std::chrono::milliseconds pullInterval{250};
/// Disk and cache of the status strip, while something happens.
constexpr std::chrono::seconds measureInterval{10};
constexpr std::chrono::seconds tipInterval{5};

} // namespace

MainWindow::MainWindow(std::vector<PageEntry> pages, UiState &state)
    : m_state(state)
    , m_rail(new QListWidget)
    , m_stack(new QStackedWidget)
    , m_troublePage(new TroublePage)
    , m_notices(new NoticeBar)
    , m_strip(new StatusStrip)
    , m_global(new GlobalActions(this))
{
    for (PageEntry &entry : pages)
        m_slots.push_back({.entry = std::move(entry)});
    text::setRightToLeft(isRightToLeft());
    text::setWindowed(true);
    setObjectName(u"mainWindow"_s);
    setWindowIcon(QIcon(u":/icons/freshet.svg"_s));
    setAcceptDrops(true);
    m_stack->addWidget(m_troublePage);
    connect(m_troublePage, &TroublePage::retryRequested, this, &MainWindow::retryRequested);

    auto *right = new QVBoxLayout;
    right->setContentsMargins({});
    right->setSpacing(0);
    right->addWidget(m_notices);
    right->addWidget(m_stack, 1);
    auto *upper = new QHBoxLayout;
    upper->setContentsMargins({});
    upper->setSpacing(0);
    upper->addWidget(m_rail);
    upper->addLayout(right, 1);
    auto *everything = new QWidget;
    auto *column = new QVBoxLayout(everything);
    column->setContentsMargins({});
    column->setSpacing(0);
    column->addLayout(upper, 1);
    auto *line = new QFrame;
    line->setFrameShape(QFrame::HLine);
    line->setForegroundRole(QPalette::Mid);
    line->setFrameShadow(QFrame::Plain);
    column->addWidget(line);
    column->addWidget(m_strip);
    setCentralWidget(everything);

    makeRail();
    makeMenus();
    for (QAction *action : {m_global->pauseAll(), m_global->resumeAll(), m_global->alternative()})
        m_strip->addControl(m_global->makeButton(action));
    connect(m_global, &GlobalActions::refused, this, [this](const Error &error) {
        m_notices->post({.kind = Notice::Kind::Problem, .text = text::sentence(error.code) + u' ' + text::next(error)});
    });
    m_tray = std::make_unique<Tray>(*this, *m_global, *m_quit);
    connect(m_tray.get(), &Tray::linkOpened, this, &MainWindow::openPage);
    connect(qApp, &QGuiApplication::commitDataRequest, this, [this] { m_sessionEnds = true; }, Qt::DirectConnection);
    retranslate();
    m_tipTimer.setSingleShot(true);
    connect(&m_tipTimer, &QTimer::timeout, this, [this] {
        if (m_source)
            m_tray->show(*m_source->snapshot());
    });
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, [this] {
        if (isVisible() && !isMinimized())
            refresh();
    });

    const int unit = fontMetrics().height();
    // Nine columns of transfers are read without scrolling where the screen has the room.
    const QSize comfortable = QSize(unit * 92, unit * 56).boundedTo(screen()->availableGeometry().size());
    resize(m_state.value(u"window/size"_s, comfortable).toSize());
    if (m_state.value(u"window/maximized"_s).toBool())
        setWindowState(Qt::WindowMaximized);
    const QString last = m_state.value(u"window/page"_s).toString();
    if (!openPage(last) && !m_slots.empty())
        showPage(0);
}

MainWindow::~MainWindow()
{
    removePages();
}

void MainWindow::makeRail()
{
    m_rail->setObjectName(u"rail"_s);
    m_rail->setFrameShape(QFrame::NoFrame);
    m_rail->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Expanding);
    m_rail->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    QPalette palette = m_rail->palette();
    palette.setBrush(QPalette::Base, palette.window());
    m_rail->setPalette(palette);
    m_rail->setBackgroundRole(QPalette::Window);
    m_rail->viewport()->setBackgroundRole(QPalette::Window);
    const int unit = fontMetrics().height();
    m_rail->setIconSize(QSize(unit, unit) * 5 / 4);
    for (const Slot &slot : m_slots) {
        auto *item = new QListWidgetItem(icon(slot.entry.icon), QString());
        item->setSizeHint(QSize(unit, unit * 9 / 4));
        m_rail->addItem(item);
    }
    connect(m_rail, &QListWidget::currentRowChanged, this, [this](int row) {
        if (row >= 0 && static_cast<std::size_t>(row) != m_current)
            showPage(static_cast<std::size_t>(row));
    });
}

void MainWindow::makeMenus()
{
    m_fileMenu = menuBar()->addMenu(QString());
    m_fileMenu->addActions({m_global->pauseAll(), m_global->resumeAll(), m_global->alternative()});
    m_fileMenu->addSeparator();
    m_quit = m_fileMenu->addAction(QString(), QKeySequence::Quit, this, &MainWindow::quitRequested);
    m_pageMenu = menuBar()->addMenu(QString());
    m_viewMenu = menuBar()->addMenu(QString());
    for (std::size_t i = 0; i < m_slots.size(); ++i) {
        QAction *action =
            m_viewMenu->addAction(icon(m_slots[i].entry.icon), QString(), this, [this, i] { showPage(i); });
        action->setShortcut(QKeySequence(u"Ctrl+%1"_s.arg(i + 1)));
        m_pageActions.push_back(action);
    }
    m_viewMenu->addSeparator();
    m_find = m_viewMenu->addAction(QString(), QKeySequence::Find, this, [this] {
        if (QWidget *field = currentPage() ? currentPage()->filterField() : nullptr)
            field->setFocus(Qt::ShortcutFocusReason);
    });
    m_nextPane = m_viewMenu->addAction(QString(), QKeySequence(Qt::Key_F6), this, [this] { focusNextPane(1); });
    m_previousPane =
        m_viewMenu->addAction(QString(), QKeySequence(Qt::SHIFT | Qt::Key_F6), this, [this] { focusNextPane(-1); });
}

void MainWindow::addFileAction(QAction *action)
{
    m_fileMenu->insertAction(m_quit, action);
}

void MainWindow::retranslate()
{
    int widest = 0;
    for (std::size_t i = 0; i < m_slots.size(); ++i) {
        const QString title = QCoreApplication::translate("Pages", m_slots[i].entry.title);
        m_rail->item(static_cast<int>(i))->setText(title);
        m_rail->item(static_cast<int>(i))->setToolTip(title + u" (Ctrl+%1)"_s.arg(i + 1));
        m_pageActions[i]->setText(title);
        widest = std::max(widest, fontMetrics().horizontalAdvance(title));
    }
    m_rail->setFixedWidth(widest + m_rail->iconSize().width() + 5 * fontMetrics().averageCharWidth());
    m_rail->setAccessibleName(tr("Pages"));
    m_fileMenu->setTitle(tr("&File"));
    m_quit->setText(tr("&Quit"));
    m_viewMenu->setTitle(tr("&View"));
    m_find->setText(tr("&Filter"));
    m_nextPane->setText(tr("&Next pane"));
    m_previousPane->setText(tr("&Previous pane"));
    m_strip->retranslate();
    m_global->retranslate();
    m_tray->retranslate();
    if (m_trouble)
        m_troublePage->show(*m_trouble);
    else
        m_troublePage->showStarting();
}

void MainWindow::removePages()
{
    for (Slot &slot : m_slots) {
        if (!slot.page)
            continue;
        slot.page->saveState();
        m_pageMenu->clear();
        delete std::exchange(slot.page, nullptr);
    }
}

void MainWindow::setSource(SnapshotSource *source)
{
    m_notices->expire(); // what waits for its end speaks to the source
    removePages();
    if (m_source)
        m_source->disconnect(this);
    m_rates.reset();
    m_notifier.reset();
    m_source = source;
    if (source) {
        m_rates = std::make_unique<JobRates>(*source);
        m_notifier = std::make_unique<Notifier>(*source, m_state, Notifier::Pace{});
        connect(m_notifier.get(), &Notifier::message, m_tray.get(), &Tray::notify);
    }
    m_global->setSource(source);
    m_trouble.reset();
    m_shownRevision = 0;
    m_strip->clear();
    if (source)
        connect(source, &SnapshotSource::changed, this, &MainWindow::onChanged);
    else
        m_troublePage->showStarting();
    showPage(m_current);
}

void MainWindow::showTrouble(const Error &error)
{
    setSource(nullptr);
    m_trouble = error;
    m_troublePage->show(error);
}

QStringList MainWindow::pageIds() const
{
    QStringList ids;
    for (const Slot &slot : m_slots)
        ids.append(slot.entry.id);
    return ids;
}

bool MainWindow::openPage(const QString &link)
{
    const auto index = pageIds().indexOf(link.section(u':', 0, 0));
    if (index < 0)
        return false;
    m_what = link.section(u':', 1);
    showPage(static_cast<std::size_t>(index));
    return true;
}

Page *MainWindow::currentPage() const
{
    return m_current < m_slots.size() ? m_slots[m_current].page : nullptr;
}

Page *MainWindow::page(const QString &id)
{
    const auto index = pageIds().indexOf(id);
    if (index < 0 || !m_source)
        return nullptr;
    Slot &slot = m_slots[static_cast<std::size_t>(index)];
    if (!slot.page) {
        slot.page =
            slot.entry
                .make(PageContext{.source = *m_source, .state = m_state, .notices = *m_notices, .rates = *m_rates})
                .release();
        slot.page->setObjectName(id);
        m_stack->addWidget(slot.page);
        connect(slot.page, &Page::pageRequested, this, [this](const QString &page, const QString &what) {
            openPage(what.isEmpty() ? page : page + u':' + what);
        });
    }
    return slot.page;
}

void MainWindow::showPage(std::size_t index)
{
    if (index >= m_slots.size())
        return;
    m_current = index;
    m_rail->setCurrentRow(static_cast<int>(index));
    const QString title = QCoreApplication::translate("Pages", m_slots[index].entry.title);
    setWindowTitle(tr("%1 – Freshet").arg(title));
    Page *current = page(m_slots[index].entry.id);
    m_pageMenu->clear();
    m_pageMenu->menuAction()->setVisible(current && !current->menuActions().isEmpty());
    m_stack->setCurrentWidget(current ? static_cast<QWidget *>(current) : m_troublePage);
    if (!current)
        return;
    m_pageMenu->setTitle(title);
    m_pageMenu->addActions(current->menuActions());
    m_shownRevision = 0;
    placeStripInTabOrder(*current);
    refresh();
    if (const QString what = std::exchange(m_what, {}); !what.isEmpty())
        current->open(what);
}

void MainWindow::placeStripInTabOrder(const Page &current)
{
    // It was made before the page, and is below it.
    QWidget *last = m_rail;
    for (QWidget *next = m_rail->nextInFocusChain(); next != m_rail; next = next->nextInFocusChain())
        if (current.isAncestorOf(next))
            last = next;
    for (auto *button : m_strip->findChildren<QToolButton *>()) {
        setTabOrder(last, button);
        last = button;
    }
}

void MainWindow::onChanged()
{
    if (!m_timer.isActive() && isVisible() && !isMinimized())
        m_timer.start(pullInterval);
    if (!m_tipTimer.isActive() && m_tray->isThere())
        m_tipTimer.start(tipInterval);
}

void MainWindow::refresh()
{
    if (!m_source || !currentPage())
        return;
    const auto snapshot = m_source->snapshot();
    if (m_shownRevision != 0 && snapshot->revision == m_shownRevision)
        return;
    m_shownRevision = snapshot->revision;
    currentPage()->showSnapshot(snapshot);
    m_strip->show(*snapshot);
    m_global->show(*snapshot);
    if (snapshot->performance && snapshot->takenAtMonotonic >= m_measuredAt + measureInterval) {
        m_measuredAt = snapshot->takenAtMonotonic;
        m_source->commands().measure();
    }
}

QList<QWidget *> MainWindow::panes() const
{
    QList<QWidget *> panes{m_rail};
    if (const Page *current = currentPage())
        panes += current->panes();
    panes.removeIf([](const QWidget *pane) { return !pane || !pane->isVisible(); });
    return panes;
}

void MainWindow::focusNextPane(int step)
{
    const QList<QWidget *> all = panes();
    const QWidget *focused = QApplication::focusWidget();
    const auto here = std::ranges::find_if(
        all, [focused](const QWidget *pane) { return pane == focused || (focused && pane->isAncestorOf(focused)); });
    const auto count = static_cast<int>(all.size());
    const int from = here == all.end() ? (step > 0 ? -1 : count) : static_cast<int>(here - all.begin());
    all.at((from + step + count) % count)->setFocus(step > 0 ? Qt::TabFocusReason : Qt::BacktabFocusReason);
}

void MainWindow::changeEvent(QEvent *event)
{
    QMainWindow::changeEvent(event);
    if (event->type() == QEvent::LanguageChange) {
        removePages();
        retranslate();
        showPage(m_current);
    } else if (event->type() == QEvent::LayoutDirectionChange) {
        text::setRightToLeft(isRightToLeft());
        m_shownRevision = 0;
        onChanged();
    } else if (event->type() == QEvent::WindowStateChange && !isMinimized()) {
        onChanged();
    }
}

void MainWindow::showEvent(QShowEvent *event)
{
    QMainWindow::showEvent(event);
    refresh();
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    saveState();
    if (m_state.value(keepRunningKey).toBool() && !m_sessionEnds) {
        event->ignore();
        m_tray->hideWindow();
        return;
    }
    event->accept();
    Q_EMIT quitRequested();
}

void MainWindow::saveState()
{
    if (!isMaximized())
        m_state.setValue(u"window/size"_s, size());
    m_state.setValue(u"window/maximized"_s, isMaximized());
    if (m_current < m_slots.size())
        m_state.setValue(u"window/page"_s, QString(m_slots[m_current].entry.id));
    for (const Slot &slot : m_slots)
        if (slot.page)
            slot.page->saveState();
}

void MainWindow::dragEnterEvent(QDragEnterEvent *event)
{
    if (m_source && event->mimeData()->hasUrls())
        event->acceptProposedAction();
}

void MainWindow::dropEvent(QDropEvent *event)
{
    event->acceptProposedAction();
    Q_EMIT dropped(event->mimeData()->urls());
}

} // namespace freshet::ui
