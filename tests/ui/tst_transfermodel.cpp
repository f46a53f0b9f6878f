// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/RandomJobs.h"
#include "ui/transfers/TransferModel.h"

#include <QAbstractItemModelTester>
#include <QPersistentModelIndex>
#include <QSignalSpy>
#include <QTest>

using namespace freshet;
using namespace freshet::ui;
using namespace Qt::StringLiterals;
using test::RandomJobs;

namespace {

void give(TransferModel &model, const std::shared_ptr<const EngineSnapshot> &snapshot)
{
    model.update({snapshot, &snapshot->jobs}, snapshot->takenAtMonotonic);
}

std::shared_ptr<EngineSnapshot> pictureOf(std::vector<JobRow> rows, int milliseconds)
{
    auto snapshot = std::make_shared<EngineSnapshot>();
    snapshot->takenAtMonotonic = MonotonicTime{std::chrono::milliseconds{milliseconds}};
    snapshot->jobs = std::move(rows);
    return snapshot;
}

JobRow job(int id, const QString &name, std::uint64_t rate = 0, JobState state = JobState::Downloading)
{
    JobRow row;
    row.job = JobId{id};
    row.name = name;
    row.fileSize = 100_MiB;
    row.rate = BytesPerSecond{rate};
    row.state = state;
    return row;
}

QString order(const TransferModel &model)
{
    QStringList names;
    for (int row = 0; row < model.rowCount(); ++row)
        names.append(model.rowAt(row).name);
    return names.join(u' ');
}

int columnOf(const TransferModel &model, const QString &name)
{
    return static_cast<int>(model.columnNames().indexOf(name));
}

} // namespace

class TestTransferModel final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void q9_random_pictures_keep_the_model_consistent_data()
    {
        QTest::addColumn<int>("rows");
        QTest::addColumn<int>("rounds");
        QTest::newRow("few rows") << 40 << 150;
        QTest::newRow("ten thousand rows") << 10'000 << 1;
    }
    void q9_random_pictures_keep_the_model_consistent()
    {
        QFETCH(int, rows);
        QFETCH(int, rounds);
        TransferModel model;
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        QSignalSpy resets(&model, &QAbstractItemModel::modelReset);
        RandomJobs jobs(static_cast<std::size_t>(rows));
        std::mt19937 random(7);
        for (int round = 0; round < rounds; ++round) {
            model.sort(static_cast<int>(random() % static_cast<unsigned>(model.columnCount())),
                       random() % 2 ? Qt::AscendingOrder : Qt::DescendingOrder);
            if (round % 5 == 4)
                model.setGroup(static_cast<StateGroup>(random() % stateGroupCount));
            if (round % 7 == 6)
                model.setFilter(random() % 2 ? u"1"_s : QString());
            const auto tenth = static_cast<std::size_t>(rows / 10);
            const auto snapshot = jobs.next(tenth, random() % (tenth + 1), random() % (tenth + 1));
            give(model, snapshot);
            // What is shown is exactly what is accepted.
            int expected = 0;
            for (const JobRow &row : snapshot->jobs)
                expected += (model.group() == StateGroup::All || groupOf(row.state) == model.group()) ? 1 : 0;
            if (round % 7 != 6 && round < 6)
                QCOMPARE(model.rowCount(), expected);
        }
        QCOMPARE(resets.count(), 0);
    }

    void g2_q12_every_column_sorts_by_its_own_value()
    {
        TransferModel model;
        RandomJobs jobs(300);
        give(model, jobs.next(0));
        for (int column = 0; column < model.columnCount(); ++column) {
            for (const Qt::SortOrder direction : {Qt::AscendingOrder, Qt::DescendingOrder}) {
                model.sort(column, direction);
                const auto &what = static_cast<const Column<JobRow> &>(model.column(column));
                for (int row = 1; row < model.rowCount(); ++row) {
                    const auto order = what.compare(model.rowAt(row - 1), model.rowAt(row));
                    const bool ordered = direction == Qt::AscendingOrder ? order <= 0 : order >= 0;
                    QVERIFY2(ordered, qPrintable(model.columnTitle(column)));
                    if (order == 0) // equal ones stand in the order of their ids
                        QVERIFY2(model.idAt(row - 1) < model.idAt(row), qPrintable(model.columnTitle(column)));
                }
            }
        }
    }

    void every_column_has_a_stable_name_a_title_and_a_help()
    {
        const TransferModel model;
        QSet<QString> names;
        int shown = 0;
        for (int column = 0; column < model.columnCount(); ++column) {
            const ColumnInfo &info = model.column(column);
            QVERIFY(!names.contains(info.name));
            names.insert(info.name);
            QVERIFY(!model.columnTitle(column).isEmpty());
            QVERIFY(!model.headerData(column, Qt::Horizontal, Qt::ToolTipRole).toString().isEmpty());
            shown += info.shown ? 1 : 0;
        }
        QCOMPARE(shown, 9);
        QVERIFY(model.columnCount() >= 18);
    }

    void q10_only_cells_that_changed_are_told()
    {
        TransferModel model;
        std::vector<JobRow> rows{job(1, u"a"_s), job(2, u"b"_s), job(3, u"c"_s)};
        give(model, pictureOf(rows, 0));
        QSignalSpy changes(&model, &QAbstractItemModel::dataChanged);
        give(model, pictureOf(rows, 10));
        QCOMPARE(changes.count(), 0);
        rows[1].rate = BytesPerSecond{5000};
        give(model, pictureOf(rows, 20));
        QCOMPARE(changes.count(), 1);
        QCOMPARE(changes.at(0).at(0).toModelIndex(), model.index(1, columnOf(model, u"down"_s)));
        QCOMPARE(changes.at(0).at(1).toModelIndex(), model.index(1, columnOf(model, u"down"_s)));
    }

    void q11_rows_move_at_most_once_a_second()
    {
        TransferModel model;
        const int down = columnOf(model, u"down"_s);
        give(model, pictureOf({job(1, u"a"_s, 3), job(2, u"b"_s, 2), job(3, u"c"_s, 1)}, 0));
        model.sort(down, Qt::DescendingOrder);
        QCOMPARE(order(model), u"a b c"_s);
        give(model, pictureOf({job(1, u"a"_s, 1), job(2, u"b"_s, 2), job(3, u"c"_s, 3)}, 250));
        QCOMPARE(order(model), u"a b c"_s);
        give(model, pictureOf({job(1, u"a"_s, 1), job(2, u"b"_s, 2), job(3, u"c"_s, 3)}, 1000));
        QCOMPARE(order(model), u"c b a"_s);
    }

    void g26_rows_stay_while_the_user_aims_at_one()
    {
        TransferModel model;
        model.sort(columnOf(model, u"down"_s), Qt::DescendingOrder);
        give(model, pictureOf({job(1, u"a"_s, 3), job(2, u"b"_s, 2)}, 0));
        model.setHeld(true);
        give(model, pictureOf({job(1, u"a"_s, 1), job(2, u"b"_s, 2), job(3, u"c"_s, 9)}, 5000));
        QCOMPARE(order(model), u"a b c"_s);
        model.setHeld(false);
        QCOMPARE(order(model), u"c b a"_s);
    }

    void q11_a_selected_row_stays_the_same_job()
    {
        TransferModel model;
        give(model, pictureOf({job(1, u"a"_s, 1), job(2, u"b"_s, 2), job(3, u"c"_s, 3)}, 0));
        model.sort(columnOf(model, u"down"_s), Qt::AscendingOrder);
        const QPersistentModelIndex chosen(model.index(1, 0));
        give(model, pictureOf({job(2, u"b"_s, 9), job(3, u"c"_s, 3), job(4, u"d"_s, 1)}, 2000));
        QVERIFY(chosen.isValid());
        QCOMPARE(model.rowAt(chosen.row()).name, u"b"_s);
        QCOMPARE(order(model), u"d c b"_s);
    }

    void filter_and_groups()
    {
        TransferModel model;
        give(model, pictureOf({job(1, u"Firefox.deb"_s), job(2, u"kernel.deb"_s, 0, JobState::Failed),
                               job(3, u"fire.img"_s, 0, JobState::Caching)},
                              0));
        QCOMPARE(model.counts(), (std::array<int, stateGroupCount>{3, 1, 0, 0, 1, 1}));
        model.setFilter(u" FIRE "_s);
        model.refilter();
        QCOMPARE(order(model), u"Firefox.deb fire.img"_s);
        model.setGroup(StateGroup::Finished);
        model.refilter();
        QCOMPARE(order(model), u"fire.img"_s);
        QCOMPARE(model.counts()[0], 3); // chips count what the filter hides
    }

    void g20_q18_a_row_is_a_sentence_for_screen_readers()
    {
        TransferModel model;
        JobRow row = job(1, u"Firefox.deb"_s, 2 << 20);
        row.reason.code = ReasonCode::ReceivingFromHttp;
        row.fileSizeInCache = 50_MiB;
        row.eta = std::chrono::seconds{25};
        give(model, pictureOf({row}, 0));
        const QString sentence = model.index(0, 0).data(Qt::AccessibleTextRole).toString();
        for (const QString &part : {u"Firefox.deb"_s, u"Downloading"_s, u"Receiving from the HTTP origin."_s,
                                    u"50.0 %"_s, u"100.0 MiB"_s, u"2.0 MiB/s"_s, u"25 s"_s})
            QVERIFY2(sentence.contains(part), qPrintable(sentence));
        QVERIFY(model.index(0, 3).data(Qt::AccessibleTextRole).toString().contains(model.columnTitle(3)));
    }
};

QTEST_MAIN(TestTransferModel)
#include "tst_transfermodel.moc"
