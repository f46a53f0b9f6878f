// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/RandomJobs.h"
#include "tests/ui/RecordingSource.h"
#include "ui/models/TableView.h"
#include "ui/pages/PageList.h"
#include "ui/shell/MainWindow.h"
#include "ui/transfers/AddPanel.h"
#include "ui/transfers/PieceMap.h"
#include "ui/transfers/TransfersPage.h"

#include <QAccessible>
#include <QApplication>
#include <QClipboard>
#include <QHeaderView>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>

using namespace freshet;
using namespace freshet::ui;
using namespace Qt::StringLiterals;

namespace {

/// A window over pictures that the test makes.
class Fixture {
public:
    Fixture()
        : state(directory.filePath(u"state.ini"_s))
        , window(allPages(), state)
    {
        window.setSource(&source);
        window.resize(1300, 900);
        window.show();
    }
    ~Fixture() { window.setSource(nullptr); }

    void give(std::vector<JobRow> rows)
    {
        auto snapshot = std::make_shared<EngineSnapshot>();
        snapshot->revision = ++revision;
        snapshot->takenAtMonotonic = MonotonicTime{std::chrono::seconds{revision}};
        snapshot->jobs = std::move(rows);
        source.give(snapshot);
        window.refresh();
    }
    template <typename Widget>
    Widget *find(const QString &name)
    {
        return window.findChild<Widget *>(name);
    }
    TransfersPage &page() { return *qobject_cast<TransfersPage *>(window.page(u"transfers"_s)); }
    TableView &table() { return *find<TableView>(u"transferTable"_s); }

    QTemporaryDir directory;
    test::RecordingSource source;
    UiState state;
    MainWindow window;
    std::uint64_t revision = 0;
};

JobRow job(int id, JobState state, ReasonCode reason = ReasonCode::None)
{
    JobRow row;
    row.job = JobId{id};
    row.name = u"job %1"_s.arg(id);
    row.sourceUrl = u"https://updates.example/%1"_s.arg(id);
    row.fileSize = 10_MiB;
    row.fileSizeInCache = 4_MiB;
    row.fromLanPeers = 1_MiB;
    row.fromHttpOrigin = 3_MiB;
    row.state = state;
    row.reason.code = reason;
    return row;
}

QAction *actionNamed(TransfersPage &page, const QString &text)
{
    for (QAction *action : page.menuActions())
        if (action->text().remove(u'&') == text)
            return action;
    return nullptr;
}

} // namespace

class TestShell final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void every_page_is_reachable_by_keyboard_and_link()
    {
        Fixture f;
        const QStringList ids = f.window.pageIds();
        for (qsizetype i = 0; i < ids.size(); ++i) {
            QVERIFY(f.window.openPage(ids.at(i)));
            QCOMPARE(f.window.currentPage()->objectName(), ids.at(i));
        }
        QVERIFY(!f.window.openPage(u"nowhere"_s));
        QVERIFY(QTest::qWaitForWindowActive(&f.window));
        QTest::keyClick(&f.window, Qt::Key_1, Qt::ControlModifier);
        QCOMPARE(f.window.currentPage()->objectName(), ids.first());
    }

    void g20_f6_goes_round_and_ctrl_f_finds_the_filter()
    {
        Fixture f;
        f.window.openPage(u"transfers"_s);
        f.give({job(1, JobState::Downloading)});
        QVERIFY(QTest::qWaitForWindowActive(&f.window));
        QTest::keyClick(&f.window, Qt::Key_F, Qt::ControlModifier);
        QCOMPARE(QApplication::focusWidget()->objectName(), u"transferFilter"_s);
        f.find<QWidget>(u"rail"_s)->setFocus();
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_F6);
        QCOMPARE(QApplication::focusWidget(), &f.table());
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_F6, Qt::ShiftModifier);
        QCOMPARE(QApplication::focusWidget()->objectName(), u"rail"_s);
    }

    void q17_a_hidden_window_pulls_no_pictures()
    {
        Fixture f;
        f.window.openPage(u"transfers"_s);
        f.give({job(1, JobState::Downloading)});
        QCOMPARE(f.table().model()->rowCount(), 1);
        f.window.hide();
        auto snapshot = std::make_shared<EngineSnapshot>(*f.source.snapshot());
        snapshot->revision = 99;
        snapshot->jobs.push_back(job(2, JobState::Queued));
        QSignalSpy inserted(f.table().model(), &QAbstractItemModel::rowsInserted);
        f.source.give(snapshot);
        QVERIFY(!inserted.wait(600));
        f.window.show();
        QCOMPARE(f.table().model()->rowCount(), 2);
    }

    void trouble_is_a_page_with_reason_and_remedy()
    {
        Fixture f;
        QSignalSpy retry(&f.window, &MainWindow::retryRequested);
        f.window.showTrouble({.code = ErrorCode::CacheBusy,
                              .operation = u"open cache"_s,
                              .object = u"/var/cache/freshet"_s,
                              .detail = u"process 4711"_s,
                              .next = NextStep::CloseOther});
        QVERIFY(!f.window.currentPage());
        auto *button = f.find<QPushButton>(u"troubleRetry"_s);
        QVERIFY(button->isVisible());
        QVERIFY(!f.find<QLabel>(u"troubleText"_s)->text().isEmpty());
        button->click();
        QCOMPARE(retry.count(), 1);
        f.window.setSource(&f.source);
        QVERIFY(f.window.currentPage());
    }

    void g24_columns_are_remembered_by_name()
    {
        QTemporaryDir directory;
        UiState state(directory.filePath(u"state.ini"_s));
        TransferModel model;
        {
            TableView view(model, state, u"table"_s);
            view.header()->setSectionHidden(4, false);
            view.header()->moveSection(view.header()->visualIndex(4), 0);
            view.header()->resizeSection(4, 222);
            view.header()->setSectionHidden(3, true);
            view.sortByColumn(6, Qt::DescendingOrder);
            view.setDensity(Density::Compact);
            view.saveState();
        }
        QVERIFY(state.value(u"table/columns"_s).toStringList().first().startsWith("done:222:shown"_L1));
        // What an older version knew and this one does not is skipped.
        state.setValue(u"table/columns"_s,
                       QStringList{u"forgotten:10:shown"_s} + state.value(u"table/columns"_s).toStringList());
        TableView view(model, state, u"table"_s);
        QCOMPARE(view.header()->logicalIndex(0), 4);
        QCOMPARE(view.header()->sectionSize(4), 222);
        QVERIFY(view.header()->isSectionHidden(3));
        QCOMPARE(view.header()->sortIndicatorSection(), 6);
        QCOMPARE(view.header()->sortIndicatorOrder(), Qt::DescendingOrder);
        QCOMPARE(view.density(), Density::Compact);
    }

    void actions_fit_the_selected_states()
    {
        Fixture f;
        f.window.openPage(u"transfers"_s);
        f.give({job(1, JobState::Downloading), job(2, JobState::Paused, ReasonCode::PausedByUser),
                job(3, JobState::Failed, ReasonCode::Error)});
        f.table().selectAll();
        for (const QString &name : {u"Pause"_s, u"Resume"_s, u"Try again"_s, u"Cancel"_s})
            QTRY_VERIFY(actionNamed(f.page(), name)->isEnabled());
        actionNamed(f.page(), u"Pause"_s)->trigger();
        actionNamed(f.page(), u"Resume"_s)->trigger();
        actionNamed(f.page(), u"Try again"_s)->trigger();
        actionNamed(f.page(), u"Cancel"_s)->trigger();
        QStringList asked = f.source.asked();
        asked.removeIf([](const QString &what) { return what.startsWith("watch"_L1); });
        QCOMPARE(asked, (QStringList{u"pause 1"_s, u"resume 2"_s, u"retry 3"_s, u"cancel 1"_s, u"cancel 2"_s}));
    }

    void g33_removing_can_be_undone()
    {
        Fixture f;
        f.window.openPage(u"transfers"_s);
        f.give({job(1, JobState::Caching), job(2, JobState::Downloading)});
        f.table().selectAll();
        QTRY_VERIFY(actionNamed(f.page(), u"Remove from the list"_s)->isEnabled());
        actionNamed(f.page(), u"Remove from the list"_s)->trigger();
        QCOMPARE(f.table().model()->rowCount(), 1);
        f.find<QPushButton>(u"noticeAction"_s)->click();
        QCOMPARE(f.table().model()->rowCount(), 2);
        QVERIFY(!f.source.asked().contains(u"forget 1"_s));
        f.table().selectAll();
        QTRY_VERIFY(actionNamed(f.page(), u"Remove from the list"_s)->isEnabled());
        actionNamed(f.page(), u"Remove from the list"_s)->trigger();
        f.window.notices().post({.text = u"something else"_s});
        QVERIFY(f.source.asked().contains(u"forget 1"_s));
    }

    void g12_a_state_has_a_reason_and_a_remedy()
    {
        Fixture f;
        f.window.openPage(u"transfers"_s);
        f.give({job(1, JobState::Paused, ReasonCode::PausedByUser)});
        f.table().setCurrentIndex(f.table().model()->index(0, 0));
        auto *remedy = f.find<QPushButton>(u"remedy"_s);
        QTRY_VERIFY(remedy->isVisible());
        QVERIFY(f.find<QLabel>(u"jobState"_s)->text().contains(u"Resume it to go on"_s));
        remedy->click();
        QVERIFY(f.source.asked().contains(u"resume 1"_s));
    }

    void chips_count_and_choose()
    {
        Fixture f;
        f.window.openPage(u"transfers"_s);
        f.give({job(1, JobState::Downloading), job(2, JobState::Failed), job(3, JobState::Failed)});
        auto *failed = f.find<QPushButton>(u"chip-failed"_s);
        QCOMPARE(failed->text(), u"Failed 2"_s);
        failed->click();
        QCOMPARE(f.table().model()->rowCount(), 2);
        f.find<QPushButton>(u"chip-all"_s)->click();
        QCOMPARE(f.table().model()->rowCount(), 3);
    }

    void g27_q16_the_filter_waits_until_typing_pauses()
    {
        Fixture f;
        f.window.openPage(u"transfers"_s);
        f.give({job(1, JobState::Downloading), job(22, JobState::Downloading)});
        auto *field = f.find<QLineEdit>(u"transferFilter"_s);
        QTest::keyClicks(field, u"job 22"_s);
        QCOMPARE(f.table().model()->rowCount(), 2);
        QTRY_COMPARE(f.table().model()->rowCount(), 1);
        f.page().saveState();
        QCOMPARE(f.state.value(u"transfers/filter"_s).toString(), u"job 22"_s);
    }

    void g32_what_cannot_be_added_stays_with_its_reason()
    {
        Fixture f;
        f.window.openPage(u"transfers:add"_s);
        AddPanel &panel = f.page().addPanel();
        QVERIFY(panel.isVisible());
        f.find<QLineEdit>(u"addDirectory"_s)->setText(f.directory.path());
        const QString missing = f.directory.filePath(u"missing.torrent"_s);
        panel.offer(
            QStringList{f.directory.path(), missing, u"ftp://example.org/x"_s, u"https://example.org/a/x.bin"_s});
        f.find<QPushButton>(u"addButton"_s)->click();
        QVERIFY(f.source.asked().contains(u"submit x.bin"_s));
        QCOMPARE(f.find<QPlainTextEdit>(u"addWhat"_s)->toPlainText(),
                 (QStringList{f.directory.path(), missing, u"ftp://example.org/x"_s}).join(u'\n'));
        const QString problems = f.find<QLabel>(u"addProblems"_s)->text();
        QVERIFY(problems.contains(missing) && problems.contains(u"ftp://"_s));
        QVERIFY(panel.isVisible());
    }

    void an_existing_file_is_never_replaced()
    {
        Fixture f;
        QFile file(f.directory.filePath(u"x.tar.gz"_s));
        QVERIFY(file.open(QIODevice::WriteOnly));
        f.window.openPage(u"transfers:add"_s);
        f.find<QLineEdit>(u"addDirectory"_s)->setText(f.directory.path());
        f.page().addPanel().offer(QStringList{u"https://example.org/x.tar.gz"_s});
        f.find<QPushButton>(u"addButton"_s)->click();
        QVERIFY2(f.source.asked().contains(u"submit x.tar (2).gz"_s), qPrintable(f.source.asked().join(u'|')));
        QVERIFY(!f.page().addPanel().isVisible());
    }

    void rows_are_copied_as_they_are_shown()
    {
        Fixture f;
        f.window.openPage(u"transfers"_s);
        f.give({job(1, JobState::Downloading)});
        f.table().selectAll();
        f.table().copySelected();
        const QString text = QGuiApplication::clipboard()->text();
        QVERIFY(text.startsWith("job 1\t"_L1));
        QVERIFY(text.contains(u"10.0 MiB"_s));
        QVERIFY(f.table().allAsCsv().startsWith("Name,State,"_L1));
    }

    void g20_every_control_has_a_name()
    {
        Fixture f;
        f.give({job(1, JobState::Downloading)});
        for (const QString &id : f.window.pageIds()) {
            f.window.openPage(id == "transfers"_L1 ? u"transfers:add"_s : id);
            for (const QWidget *widget : f.window.findChildren<QWidget *>()) {
                if ((widget->focusPolicy() & Qt::TabFocus) == 0 || !widget->isVisible()
                    || widget->objectName().startsWith("qt_"_L1))
                    continue;
                QAccessibleInterface *accessible = QAccessible::queryAccessibleInterface(const_cast<QWidget *>(widget));
                QVERIFY2(accessible && !accessible->text(QAccessible::Name).isEmpty(),
                         qPrintable(id + u' ' + widget->objectName() + u' '
                                    + QString::fromLatin1(widget->metaObject()->className())));
            }
        }
    }

    void g23_q15_bars_grow_from_the_reading_side()
    {
        Fixture f;
        f.window.openPage(u"transfers"_s);
        QApplication::setLayoutDirection(Qt::RightToLeft);
        f.give({job(1, JobState::Downloading)});
        f.table().setCurrentIndex({});
        f.table().clearSelection();
        const QModelIndex cell = f.table().model()->index(0, TransferModel::progressColumn);
        const QRect rect = f.table().visualRect(cell);
        const QImage mirrored = f.table().viewport()->grab(rect).toImage();
        QApplication::setLayoutDirection(Qt::LeftToRight);
        f.table().scrollToTop();
        const QImage straight = f.table().viewport()->grab(f.table().visualRect(cell)).toImage();
        QVERIFY(!mirrored.isNull() && !straight.isNull());
        // The colours of sources begin where reading begins; the percentage, in the colour of text, stands at the other end.
        const auto isColoured = [](const QImage &image, bool atRight) {
            const int y = image.height() / 2;
            for (int i = 0; i < 16; ++i) {
                const QColor colour = image.pixelColor(atRight ? image.width() - 1 - i : i, y);
                if (colour.hsvSaturation() > 60)
                    return true;
            }
            return false;
        };
        QVERIFY(isColoured(mirrored, true) && !isColoured(mirrored, false));
        QVERIFY(isColoured(straight, false) && !isColoured(straight, true));
    }

    void g16_a_piece_tells_its_story()
    {
        PiecePicture picture{
            .job = JobId{1}, .pieceSize = 1_MiB, .contentSize = 3_MiB, .cells = {}, .sources = {u"192.0.2.7:7680"_s}};
        picture.cells = {
            {.state = PieceState::Have, .sourceClass = 0, .source = 0, .retries = 2, .millisecondsTaken = 340},
            {.state = PieceState::Have},
            {.state = PieceState::Bad, .sourceClass = 4}};
        const QString story = pieceSentence(picture, 0);
        for (const QString &part : {u"LAN peers"_s, u"192.0.2.7:7680"_s, u"340 ms"_s, u"2"_s})
            QVERIFY2(story.contains(part), qPrintable(story));
        QVERIFY(pieceSentence(picture, 1).contains(u"earlier run"_s));
        QVERIFY(pieceSentence(picture, 2).contains(u"failed its proof"_s));
        QVERIFY(pieceSentence(picture, 3).isEmpty());
    }

    void g16_the_piece_map_is_walked_and_zoomed_by_keyboard()
    {
        auto picture = std::make_shared<PiecePicture>(PiecePicture{
            .job = JobId{1}, .pieceSize = 1_MiB, .contentSize = Bytes{100'000ULL << 20}, .cells = {}, .sources = {}});
        picture->cells.resize(100'000);
        PieceMap map;
        map.resize(600, 200);
        map.show();
        map.setPicture(picture);
        const auto fitting = map.piecesPerCell();
        QVERIFY(fitting > 1);
        QTest::keyClick(&map, Qt::Key_Plus);
        QCOMPARE(map.piecesPerCell(), fitting / 2);
        QTest::keyClick(&map, Qt::Key_End);
        QTest::keyClick(&map, Qt::Key_End);
        QCOMPARE(map.currentPiece(), std::optional(99'999U));
        QVERIFY(!map.accessibleDescription().isEmpty());
        QTest::keyClick(&map, Qt::Key_0);
        QCOMPARE(map.piecesPerCell(), fitting);
        QTest::mouseClick(map.viewport(), Qt::LeftButton, {}, QPoint(0, 1));
        QCOMPARE(map.currentPiece(), std::optional(0U));
    }

    void q17_pieces_are_watched_only_while_somebody_looks()
    {
        Fixture f;
        f.window.openPage(u"transfers"_s);
        f.give({job(7, JobState::Downloading)});
        f.window.openPage(u"transfers:7/pieces"_s);
        QTRY_VERIFY(f.source.asked().contains(u"watch 7"_s));
        f.window.openPage(u"transfers:7/sources"_s);
        QTRY_COMPARE(f.source.asked().last(), u"watch none"_s);
    }
};

QTEST_MAIN(TestShell)
#include "tst_shell.moc"
