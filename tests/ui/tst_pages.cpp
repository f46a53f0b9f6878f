// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/Picture.h"
#include "ui/activity/ActivityPage.h"
#include "ui/cache/CachePage.h"
#include "ui/log/LogPage.h"
#include "ui/log/SupportBundle.h"
#include "ui/pages/PageList.h"
#include "ui/peers/PeersPage.h"
#include "ui/settings/SettingsPage.h"
#include "ui/shell/MainWindow.h"
#include "ui/text/Amounts.h"
#include "ui/text/StateText.h"
#include "ui/updates/UpdatesPage.h"
#include "ui/welcome/WelcomePage.h"

#include <KZip>

#include <QAbstractButton>
#include <QAbstractItemModelTester>
#include <QCheckBox>
#include <QClipboard>
#include <QDir>
#include <QGuiApplication>
#include <QRadioButton>
#include <QRandomGenerator>
#include <QTemporaryDir>
#include <QTest>

using namespace freshet;
using namespace freshet::ui;
using namespace freshet::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr WallTime noon = WallTime{std::chrono::sys_days{std::chrono::year{2026} / 11 / 28}} + 12h;
constexpr MonotonicTime now{100h};

/// Keeps notices, and lets the test press their buttons.
class Notices final : public NoticeBoard {
public:
    void post(Notice notice) override { posted.push_back(std::move(notice)); }
    std::vector<Notice> posted;
};

struct Desk {
    QTemporaryDir dir;
    PictureSource source;
    UiState state{dir.filePath(u"state.ini"_s)};
    Notices notices;
    JobRates rates{source};

    Desk()
    {
        source.setSnapshot(busySite(noon, now));
        source.cache = fullCache(noon);
        source.events = someEvents(noon);
    }
    PageContext context() { return {.source = source, .state = state, .notices = notices, .rates = rates}; }
    template <typename PageType>
    std::unique_ptr<PageType> page()
    {
        auto page = std::make_unique<PageType>(context());
        page->resize(1000, 700);
        page->show();
        page->showSnapshot(source.snapshot());
        return page;
    }
};

TableView *table(const QWidget &page, const QString &name)
{
    for (auto *view : page.findChildren<TableView *>())
        if (view->accessibleName() == name)
            return view;
    return nullptr;
}

QAction *action(const Page &page, const QString &text)
{
    for (QAction *one : page.menuActions())
        if (one->text().remove(u'&') == text)
            return one;
    return nullptr;
}

} // namespace

class TestPages : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale::c()); }

    /// Whatever can get the focus has a name, so that a screen reader does not say "button".
    void g20_everythingHasAName()
    {
        Desk desk;
        for (const PageEntry &entry : allPages()) {
            const auto page = entry.make(desk.context());
            page->resize(1000, 700);
            page->show();
            page->showSnapshot(desk.source.snapshot());
            QCoreApplication::processEvents();
            for (const QWidget *widget : page->findChildren<QWidget *>()) {
                if (widget->focusPolicy() == Qt::NoFocus || !widget->isVisible()
                    || widget->objectName().startsWith("qt_"_L1))
                    continue;
                const auto *button = qobject_cast<const QAbstractButton *>(widget);
                const auto *label = qobject_cast<const QLabel *>(widget); // says its own text
                QVERIFY2(!widget->accessibleName().isEmpty() || (button && !button->text().isEmpty()) || label,
                         qPrintable(QString(entry.id) + u' ' + QString::fromLatin1(widget->metaObject()->className())));
            }
        }
    }

    void q5_activityShowsTheSameNumbersAsATable()
    {
        Desk desk;
        auto page = desk.page<ActivityPage>();
        page->open(u"1min"_s);
        action(*page, u"As a table"_s)->setChecked(true);
        TableView *view = table(*page, u"Rates as a table"_s);
        QVERIFY(view->isVisible());
        QCOMPARE(view->model()->rowCount(), 60);
        const auto &last = desk.source.snapshot()->history->rings[0]->samples.back();
        QCOMPARE(view->model()->index(0, 1).data().toString(), text::rate(last.received()));
        QCOMPARE(page->csv().count(u'\n'), 61);
        QVERIFY(desk.source.measured > 0);
        // The window of time survives the page.
        page->saveState();
        page = desk.page<ActivityPage>();
        QVERIFY(table(*page, u"Rates as a table"_s)->isVisible());
    }

    void g29_activityTellsWhatWasSaved()
    {
        const SourceBytes bytes{.from = {6_GiB, 1_GiB, 1_GiB, 2_GiB, 2_GiB}, .to = {}, .wasted = {}};
        QCOMPARE(savedFromInternet(bytes), 8_GiB);
        TotalsCard card(u"This month"_s);
        card.setBytes(bytes);
        QVERIFY(card.accessibleDescription().contains(u"8.0 GiB saved from the internet (67 %)"_s));
    }

    void timesInTheGraphLeadToTheTable()
    {
        Desk desk;
        auto page = desk.page<ActivityPage>();
        page->open(u"5min"_s);
        auto *plot = page->findChild<RatePlot *>();
        Q_EMIT plot->timePicked(noon - 30s);
        TableView *view = table(*page, u"Rates as a table"_s);
        QVERIFY(view->isVisible());
        QCOMPARE(view->currentIndex().data().toString(), text::clockTime(noon - 30s));
    }

    /// Complaint 14: candidates, with the reason why nobody talks to them.
    void g14_peersShowCandidatesWithTheirReason()
    {
        Desk desk;
        desk.state.setValue(u"peers/grouped"_s, false);
        auto page = desk.page<PeersPage>();
        TableView *view = table(*page, u"Peers"_s);
        QCOMPARE(view->model()->rowCount(), 7);
        action(*page, u"Not connected"_s)->setChecked(true);
        QCOMPARE(view->model()->rowCount(), 9);
        QStringList states;
        for (int row = 0; row < 9; ++row)
            states.append(view->model()->index(row, 3).data().toString());
        QVERIFY(states.contains(u"Not needed: there are as many connections as allowed."_s));
    }

    /// Each kind under a line with its sums; sorting goes on inside of the sections, and headings are nobody's address.
    void peersStandInSections()
    {
        Desk desk;
        auto page = desk.page<PeersPage>();
        TableView *view = table(*page, u"Peers"_s);
        auto *model = dynamic_cast<PeerModel *>(view->model());
        const auto firstCells = [&] {
            QStringList cells;
            for (int row = 0; row < model->rowCount(); ++row)
                cells.append(model->index(row, 0).data().toString());
            return cells;
        };
        const QStringList all = firstCells();
        QCOMPARE(all.size(), 11);
        QCOMPARE(all.indexOf(u"LAN (3)"_s), 0);
        QCOMPARE(all.indexOf(u"Group (1)"_s), 4);
        QCOMPARE(all.indexOf(u"Internet (1)"_s), 6);
        QCOMPARE(all.indexOf(u"HTTP (2)"_s), 8);
        const auto down = static_cast<int>(model->columnNames().indexOf(u"down"_s));
        model->sort(down, Qt::DescendingOrder);
        QCOMPARE(firstCells().indexOf(u"LAN (3)"_s), 0);
        QVERIFY(firstCells().at(1).startsWith("192.168.7.21"_L1)); // the fastest of them
        model->sort(down, Qt::AscendingOrder);
        QCOMPARE(firstCells().indexOf(u"LAN (3)"_s), 0);
        QVERIFY(firstCells().at(3).startsWith("192.168.7.21"_L1));
        QCOMPARE(model->index(0, down).data().toString(),
                 text::rate(BytesPerSecond{9 * 610'000} + BytesPerSecond{8 * 610'000}));
        view->setCurrentIndex(model->index(0, 0)); // a heading
        QVERIFY(!action(*page, u"Ban for an hour"_s)->isEnabled());
        // A peer of another kind from now on goes to its section, whatever the table is sorted by.
        EngineSnapshot moved = *desk.source.snapshot();
        auto peers = std::make_shared<PeerTable>(*moved.jobs[0].peers);
        (*peers)[0].type = PeerType::Internet;
        moved.jobs[0].peers = peers;
        moved.takenAtMonotonic += 5s;
        desk.source.setSnapshot(moved);
        page->showSnapshot(desk.source.snapshot());
        QCOMPARE(firstCells().indexOf(u"LAN (2)"_s), 0);
        const auto internet = firstCells().indexOf(u"Internet (2)"_s);
        QVERIFY(firstCells().mid(internet + 1, 2).join(u' ').contains(u"192.168.7.21"_s));
        action(*page, u"In sections"_s)->setChecked(false);
        QCOMPARE(model->rowCount(), 7);
    }

    void peersAreBannedAndForgiven()
    {
        Desk desk;
        auto page = desk.page<PeersPage>();
        TableView *view = table(*page, u"Peers"_s);
        view->setCurrentIndex({});
        for (int row = 0; row < view->model()->rowCount(); ++row)
            if (view->model()->index(row, 0).data().toString().startsWith("192.168.7.34"_L1))
                view->setCurrentIndex(view->model()->index(row, 0));
        action(*page, u"Copy address"_s)->trigger();
        QCOMPARE(QGuiApplication::clipboard()->text(), u"192.168.7.34"_s);
        action(*page, u"Ban for an hour"_s)->trigger();
        QCOMPARE(desk.source.commandsSeen, QStringList{u"ban 192.168.7.34 3600"_s});
        desk.notices.posted.back().onAction();
        QCOMPARE(desk.source.commandsSeen.back(), u"unban 192.168.7.34"_s);
        TableView *bans = table(*page, u"Banned peers"_s);
        QCOMPARE(bans->model()->rowCount(), 2);
        bans->setCurrentIndex(bans->model()->index(0, 0));
        action(*page, u"End the ban"_s)->trigger();
        QCOMPARE(desk.source.commandsSeen.size(), 3);
    }

    /// 10,000 rows, random differences: never a reset, and every row where it belongs.
    void g15_peersKeepTheirPlacesThroughTenThousandRows()
    {
        PeerModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setCandidatesShown(true);
        model.sort(4, Qt::DescendingOrder);
        QRandomGenerator random(7);
        std::vector<PeerLine> lines;
        const auto fresh = [&random] {
            PeerLine line{.job = JobId{random.bounded(1, 9)}, .jobName = u"a"_s, .content = {}, .peer = {}};
            line.peer.id = PeerRowId{random.generate()};
            line.peer.address = u"10.0.0.%1"_s.arg(random.bounded(255));
            line.peer.downloadRateBytes = BytesPerSecond{random.generate() % 1000};
            return line;
        };
        for (int i = 0; i < 10'000; ++i)
            lines.push_back(fresh());
        MonotonicTime time = now;
        bool reset = false;
        connect(&model, &QAbstractItemModel::modelReset, this, [&reset] { reset = true; });
        for (int round = 0; round < 4; ++round) {
            model.update(std::make_shared<const std::vector<PeerLine>>(lines), time += 2s);
            QCOMPARE(model.rowCount(), static_cast<int>(lines.size()));
            for (int i = 0; i < 500; ++i) {
                lines[random.bounded(static_cast<quint32>(lines.size()))].peer.downloadRateBytes =
                    BytesPerSecond{random.generate() % 1000};
                if (i % 5 == 0)
                    lines.erase(lines.begin() + random.bounded(static_cast<int>(lines.size())));
                if (i % 7 == 0)
                    lines.push_back(fresh());
            }
        }
        for (int row = 1; row < model.rowCount(); ++row)
            QVERIFY(model.rowAt(row - 1).peer.downloadRateBytes >= model.rowAt(row).peer.downloadRateBytes);
        QVERIFY(!reset);
    }

    void q12_everyColumnSorts_data()
    {
        QTest::addColumn<QString>("which");
        for (const auto *name : {"peers", "bans", "cache", "history"})
            QTest::newRow(name) << QString::fromLatin1(name);
    }
    void q12_everyColumnSorts()
    {
        QFETCH(QString, which);
        const EngineSnapshot site = busySite(noon, now);
        PeerModel peers;
        peers.setCandidatesShown(true);
        peers.update(peerLines(site), now);
        BanModel bans;
        bans.update(site.bans, now);
        CacheModel cache;
        auto lines = std::make_shared<std::vector<CacheLine>>();
        for (const JobRow &row : fullCache(noon).contents)
            lines->push_back({.content = row, .now = noon});
        cache.update(lines, now);
        HistoryModel history;
        history.update(
            std::make_shared<const std::vector<HistoryRow>>(historyRows(*site.history->rings[0], 300s, noon)), now);
        TableModel *model = which == "peers"_L1   ? static_cast<TableModel *>(&peers)
                            : which == "bans"_L1  ? static_cast<TableModel *>(&bans)
                            : which == "cache"_L1 ? static_cast<TableModel *>(&cache)
                                                  : static_cast<TableModel *>(&history);
        QAbstractItemModelTester tester(model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        QVERIFY(model->rowCount() > 1);
        for (int column = 0; column < model->columnCount(); ++column) {
            const auto cells = [&] {
                QStringList texts;
                for (int row = 0; row < model->rowCount(); ++row)
                    texts.append(model->index(row, column).data().toString());
                return texts;
            };
            model->sort(column, Qt::AscendingOrder);
            const QStringList up = cells();
            model->sort(column, Qt::DescendingOrder);
            QStringList down = cells();
            // Not all alike: then the first of one order is the last of the other.
            if (up.first() != up.last())
                QCOMPARE(down.last(), up.first());
            QVERIFY(!model->index(0, 0).data(Qt::AccessibleTextRole).toString().isEmpty());
        }
    }

    void cacheTellsWhatGoesNext()
    {
        Desk desk;
        auto page = desk.page<CachePage>();
        TableView *view = table(*page, u"Contents of the cache"_s);
        QTRY_COMPARE(view->model()->rowCount(), 6);
        QStringList texts;
        for (const auto *label : page->findChildren<QLabel *>())
            texts.append(label->text());
        QVERIFY2(texts.join(u'\n').contains(u"Would go next: container-base_13.2.tar.zst"_s),
                 qPrintable(texts.join(u'\n')));
        QCOMPARE(evictedNext({}), nullptr);
    }

    void theQuotaHasAHistory()
    {
        Desk desk;
        auto page = desk.page<CachePage>();
        auto *history = page->findChild<QuotaHistory *>();
        QVERIFY2(history->accessibleDescription().endsWith(u"of 2.0 GiB"_s),
                 qPrintable(history->accessibleDescription()));
        // What was not watched, and what an older version recorded without the cache, is a gap.
        auto ring = std::make_shared<RateRing>();
        ring->step = 120s;
        ring->end = noon;
        ring->samples.resize(4);
        ring->samples[1] = {.from = {}, .to = {}, .wasted = {}, .held = 1_GiB, .quota = 4_GiB, .measured = true};
        ring->samples[2] = {.from = {}, .to = {}, .wasted = {}, .held = 3_GiB, .quota = 4_GiB, .measured = true};
        ring->samples[3] = {.from = {}, .to = {}, .wasted = {}, .measured = true};
        history->setRing(ring, 24h, noon);
        QCOMPARE(history->accessibleDescription(), u"Between 1.0 GiB and 3.0 GiB; now 3.0 GiB of 4.0 GiB"_s);
        history->setRing(nullptr, 24h, noon);
        QVERIFY(history->accessibleDescription().startsWith(u"Nothing was recorded"_s));
    }

    /// Deleting happens when its notice goes; until then it can be taken back.
    void g33_deletingCanBeUndone()
    {
        Desk desk;
        auto page = desk.page<CachePage>();
        TableView *view = table(*page, u"Contents of the cache"_s);
        QTRY_COMPARE(view->model()->rowCount(), 6);
        view->setCurrentIndex(view->model()->index(0, 0));
        action(*page, u"Delete"_s)->trigger();
        QCOMPARE(view->model()->rowCount(), 5);
        QVERIFY(desk.source.commandsSeen.isEmpty());
        desk.notices.posted.back().onAction();
        QCOMPARE(view->model()->rowCount(), 6);
        QVERIFY(desk.source.commandsSeen.isEmpty());
        view->setCurrentIndex(view->model()->index(0, 0));
        action(*page, u"Delete"_s)->trigger();
        desk.notices.posted.back().onExpired();
        QCOMPARE(desk.source.commandsSeen.size(), 1);
        QVERIFY(desk.source.commandsSeen.front().startsWith("delete "_L1));
        QTRY_COMPARE(view->model()->rowCount(), 5);
    }

    void contentsArePinned()
    {
        Desk desk;
        auto page = desk.page<CachePage>();
        TableView *view = table(*page, u"Contents of the cache"_s);
        QTRY_COMPARE(view->model()->rowCount(), 6);
        view->setCurrentIndex(view->model()->index(0, 0));
        QVERIFY(action(*page, u"Pin"_s)->isEnabled());
        action(*page, u"Pin"_s)->trigger();
        QVERIFY(desk.source.commandsSeen.back().startsWith("pin "_L1));
    }

    /// What repeats is one line with a count.
    void g31_logCollapsesRepeats()
    {
        LogModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.append(someEvents(noon));
        int counted = 0;
        for (int row = 0; row < model.rowCount(); ++row)
            counted += model.cellText(row, 4).endsWith(u"× 57"_s) ? 1 : 0;
        QCOMPARE(counted, 1);
        // What is remembered and what is live overlap: nothing comes twice.
        const int rows = model.rowCount();
        model.append(someEvents(noon));
        QCOMPARE(model.rowCount(), rows);
        model.setFilter(EventLevel::Warning, std::nullopt, {});
        QVERIFY(model.rowCount() < rows);
        for (int row = 0; row < model.rowCount(); ++row)
            QVERIFY(model.levelAt(row) >= EventLevel::Warning);
        model.setFilter(EventLevel::Debug, std::nullopt, {});
        QVERIFY(model.rowCount() > rows);
        model.setFilter(EventLevel::Debug, EventArea::Piece, {});
        QVERIFY(model.rowCount() >= 1);
        model.setFilter(EventLevel::Debug, std::nullopt, u"no such words"_s);
        QCOMPARE(model.rowCount(), 0);
        model.setFilter(EventLevel::Info, std::nullopt, {});
        QCOMPARE(model.rowCount(), rows);
    }

    void g31_logIsBounded()
    {
        LogModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        std::vector<TraceEvent> events;
        for (std::uint64_t i = 1; i <= LogModel::maximumLines + 500; ++i)
            events.push_back(
                {.kind = EventKind::JobAdded, .number = i, .wall = noon, .job = JobId{static_cast<std::int64_t>(i)}});
        model.append(events);
        QVERIFY(model.rowCount() <= static_cast<int>(LogModel::maximumLines));
    }

    void g31_logPausesWithoutLosingAnything()
    {
        Desk desk;
        desk.source.events.clear();
        auto page = desk.page<LogPage>();
        QCoreApplication::processEvents();
        TableView *view = table(*page, u"Log"_s);
        action(*page, u"Pause"_s)->setChecked(true);
        Q_EMIT desk.source.eventsRecorded(std::make_shared<const std::vector<TraceEvent>>(someEvents(noon)));
        QCOMPARE(view->model()->rowCount(), 0);
        action(*page, u"Pause"_s)->setChecked(false);
        QTRY_VERIFY(view->model()->rowCount() > 0);
    }

    /// Settings that this program has never heard of appear by themselves.
    void settingsAreMadeFromRows()
    {
        Desk desk;
        auto page = desk.page<SettingsPage>();
        for (const SettingRow &row : desk.source.snapshot()->settings->rows)
            QVERIFY2(page->line(row.key), qPrintable(row.key));
        QVERIFY(page->line(u"limits.of-tomorrow"_s)->isVisible());
    }

    void settingsSayWhatTheyDoNow()
    {
        Desk desk;
        auto page = desk.page<SettingsPage>();
        const auto says = [&page](const char *key, const QString &words) {
            for (const auto *label : page->line(QString::fromLatin1(key))->findChildren<QLabel *>())
                if (label->text().contains(words))
                    return true;
            return false;
        };
        QVERIFY(says("cache.maximum-percent",
                     u"The cache may take 93.0 GiB of this disk's 465.0 GiB; it takes 4.0 GiB now."_s));
        QVERIFY(says("jobs.running", u"At most 3 at a time; 2 run and 0 wait now."_s));
        QVERIFY(says("limits.background", u"At most 7.6 MiB/s. Now: 1.0 MiB/s."_s));
        QVERIFY(says("limits.background", u"From the settings file."_s));
        QVERIFY(says("peers.mode", u"The settings file says Lan, but the command line is stronger."_s));
        QVERIFY(!page->line(u"peers.mode"_s)->editor()->isEnabled());
    }

    void settingsApplyAtOnceAndAreUndone()
    {
        Desk desk;
        auto page = desk.page<SettingsPage>();
        auto *spin = qobject_cast<QDoubleSpinBox *>(page->line(u"jobs.running"_s)->editor()->field());
        QVERIFY(spin);
        spin->setFocus();
        spin->setValue(5);
        QTest::keyClick(spin, Qt::Key_Return);
        QCOMPARE(desk.source.commandsSeen, QStringList{u"set jobs.running 5"_s});
        QTRY_COMPARE(desk.notices.posted.size(), std::size_t{1});
        desk.notices.posted.front().onAction();
        QCOMPARE(desk.source.commandsSeen.back(), u"set jobs.running default"_s);
    }

    void refusedSettingsGoBackAndSayWhy()
    {
        Desk desk;
        desk.source.refuse = Error{.code = ErrorCode::DiskFull};
        auto page = desk.page<SettingsPage>();
        SettingLine *line = page->line(u"peers.lan-discovery"_s);
        auto *box = qobject_cast<QCheckBox *>(line->editor()->field());
        QTest::mouseClick(box, Qt::LeftButton, {}, QPoint(5, box->height() / 2));
        QCOMPARE(desk.source.commandsSeen, QStringList{u"set peers.lan-discovery off"_s});
        QTRY_VERIFY(box->isChecked());
    }

    void settingsAreFound()
    {
        Desk desk;
        auto page = desk.page<SettingsPage>();
        page->open(u"free space"_s);
        QVERIFY(page->line(u"cache.free-disk-reserve"_s)->isVisible());
        QVERIFY(!page->line(u"jobs.running"_s)->isVisible());
        page->open({});
        QVERIFY(page->line(u"jobs.running"_s)->isVisible());
    }

    void editorsKeepEveryValue_data()
    {
        QTest::addColumn<int>("kind");
        QTest::addColumn<quint64>("number");
        QTest::newRow("bytes") << static_cast<int>(SettingKind::Size) << quint64{12345};
        QTest::newRow("gib") << static_cast<int>(SettingKind::Size) << (quint64{20} << 30);
        QTest::newRow("rate") << static_cast<int>(SettingKind::Rate) << quint64{8'000'000};
        QTest::newRow("odd rate") << static_cast<int>(SettingKind::Rate) << quint64{2500 * 1024};
        QTest::newRow("zero") << static_cast<int>(SettingKind::Rate) << quint64{0};
        QTest::newRow("days") << static_cast<int>(SettingKind::Duration) << quint64{259'200};
        QTest::newRow("odd time") << static_cast<int>(SettingKind::Duration) << quint64{3601};
        QTest::newRow("percent") << static_cast<int>(SettingKind::Percent) << quint64{20};
    }
    void editorsKeepEveryValue()
    {
        QFETCH(int, kind);
        QFETCH(quint64, number);
        SettingRow row;
        row.kind = static_cast<SettingKind>(kind);
        row.value = std::uint64_t{number};
        row.maximum = row.kind == SettingKind::Percent ? 100 : 1ULL << 40;
        const SettingEditor editor(row, u"a"_s);
        QVERIFY(editor.value() == row.value);
    }

    void contentsAreVerifiedOneAfterTheOther()
    {
        Desk desk;
        auto page = desk.page<CachePage>();
        TableView *view = table(*page, u"Contents of the cache"_s);
        QTRY_COMPARE(view->model()->rowCount(), 6);
        view->selectAll();
        desk.source.verified = VerifyOutcome{.checked = 7, .wrong = 0};
        action(*page, u"Verify"_s)->trigger();
        QVERIFY(!action(*page, u"Verify"_s)->isEnabled());
        QTRY_VERIFY(action(*page, u"Verify"_s)->isEnabled());
        QCOMPARE(desk.source.commandsSeen.filter(u"verify "_s).size(), 6);
        QVERIFY2(desk.notices.posted.back().text.contains(u"42"_s), qPrintable(desk.notices.posted.back().text));
        desk.source.verified = VerifyOutcome{.checked = 7, .wrong = 2};
        view->selectionModel()->select(view->model()->index(0, 0),
                                       QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
        action(*page, u"Verify"_s)->trigger();
        QTRY_VERIFY(desk.notices.posted.back().kind == Notice::Kind::Problem);
        QVERIFY(desk.notices.posted.back().text.contains(view->model()->index(0, 0).data().toString()));
        desk.source.verified = std::unexpected(Error{.code = ErrorCode::ContentInUse});
        action(*page, u"Verify"_s)->trigger();
        QTRY_VERIFY(action(*page, u"Verify"_s)->isEnabled());
    }

    /// What is given to strangers says nothing that they need not know.
    void supportBundleKeepsSecrets()
    {
        QCOMPARE(redacted(u"/home/ann/x /home/anna/y /home/ann"_s, u"/home/ann"_s), u"~/x /home/anna/y ~"_s);
        QCOMPARE(redacted(u"https://ann:pw@example.org:8443/a?token=1#f and"_s, u"/home/ann"_s),
                 u"https://example.org:8443/a?… and"_s);
        QCOMPARE(redacted(u"{\"Group Secret\": \"xyz\", \"n\": \"1\"}"_s, {}),
                 u"{\"Group Secret\": \"…\", \"n\": \"1\"}"_s);

        Desk desk;
        EngineSnapshot snapshot = *desk.source.snapshot();
        snapshot.jobs[0].destination = QDir::homePath() + u"/Downloads/a.deb"_s;
        snapshot.jobs[0].sourceUrl = u"https://ann:pw@example.org/a.deb?sig=abc"_s;
        desk.source.setSnapshot(snapshot);
        auto page = desk.page<LogPage>();
        const QString file = desk.dir.filePath(u"bundle.zip"_s);
        page->saveBundle(file);
        QTRY_VERIFY(!desk.notices.posted.empty());
        QVERIFY(desk.notices.posted.back().kind == Notice::Kind::Information);
        KZip zip(file);
        QVERIFY(zip.open(QIODevice::ReadOnly));
        const auto *root = dynamic_cast<const KArchiveDirectory *>(zip.directory()->entry(u"freshet-support"_s));
        QVERIFY(root);
        QStringList names = root->entries();
        names.sort();
        QCOMPARE(names, (QStringList{u"about.txt"_s, u"limits.json"_s, u"log.txt"_s, u"performance.json"_s,
                                     u"settings.json"_s, u"status.json"_s}));
        for (const QString &name : names) {
            const QByteArray data = root->file(name)->data();
            QVERIFY2(!data.isEmpty(), qPrintable(name));
            for (const QByteArray &hidden :
                 {QDir::homePath().toUtf8() + '/', QByteArray("ann:pw"), QByteArray("sig=abc")})
                QVERIFY2(!data.contains(hidden), qPrintable(name + u": "_s + QString::fromUtf8(hidden)));
        }
        QVERIFY(root->file(u"status.json"_s)->data().contains("192.168.7.21"));
        QCOMPARE(root->file(u"log.txt"_s)->data().count('\n'), desk.source.events.size());
        page->saveBundle(u"/nowhere/bundle.zip"_s);
        QTRY_VERIFY(desk.notices.posted.back().kind == Notice::Kind::Problem);
    }

    /// What an update waits for is what its job waits for.
    void anUpdateSaysWhatItWaitsFor()
    {
        Desk desk;
        desk.source.products.setTable(someUpdates(noon));
        EngineSnapshot full = busySite(noon, now);
        full.jobs[0].state = JobState::Queued;
        full.jobs[0].reason.code = ReasonCode::WaitingForSlot;
        desk.source.setSnapshot(full);
        auto page = desk.page<UpdatesPage>();
        page->open(u"/opt/office-suite"_s);
        const QString reason = page->findChild<QLabel *>(u"updateReason"_s)->text();
        QVERIFY2(reason.contains(text::reason(full.jobs[0], now)), qPrintable(reason));
        QVERIFY(!text::reason(full.jobs[0], now).isEmpty());
    }

    void sharingBeyondTheNetworkIsChosenAtFirstRun()
    {
        QCOMPARE(Settings{}.mode, DownloadMode::Lan); // until somebody chooses
        Desk desk;
        EngineSnapshot fresh = busySite(noon, now);
        auto settings = std::make_shared<SettingsPicture>(*fresh.settings);
        const auto mode = std::ranges::find(settings->rows, u"peers.mode"_s, &SettingRow::key);
        *mode = {.key = mode->key, .kind = SettingKind::Mode, .value = u"Lan"_s, .defaultValue = u"Lan"_s};
        fresh.settings = settings;
        desk.source.setSnapshot(fresh);
        auto page = desk.page<WelcomePage>();
        QVERIFY(page->findChild<QRadioButton *>(u"Lan"_s)->isChecked());
        QVERIFY(desk.source.commandsSeen.isEmpty());
        page->findChild<QRadioButton *>(u"Internet"_s)->click();
        QCOMPARE(desk.source.commandsSeen, QStringList{u"set peers.mode Internet"_s});
        // What the command line says is shown, and why nothing can be chosen.
        desk.source.setSnapshot(busySite(noon, now));
        page->showSnapshot(desk.source.snapshot());
        QVERIFY(page->findChild<QRadioButton *>(u"Group"_s)->isChecked());
        QVERIFY(!page->findChild<QRadioButton *>(u"Internet"_s)->isEnabled());
        QVERIFY(page->findChild<QLabel *>(u"sharingSays"_s)->text().contains(u"the command line"_s));
    }

    void windowAndNotificationsAreSet()
    {
        Desk desk;
        auto page = desk.page<SettingsPage>();
        auto *keep = page->findChild<QCheckBox *>(MainWindow::keepRunningKey);
        QVERIFY(keep && !keep->isChecked());
        keep->click();
        QVERIFY(desk.state.value(MainWindow::keepRunningKey).toBool());
        auto *finished = page->findChild<QCheckBox *>(Notifier::finishedKey);
        QVERIFY(finished && finished->isChecked());
        finished->click();
        QVERIFY(!desk.state.value(Notifier::finishedKey, true).toBool());
    }
};

QTEST_MAIN(TestPages)
#include "tst_pages.moc"
