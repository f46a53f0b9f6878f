// SPDX-License-Identifier: GPL-3.0-or-later
// What the desktop application costs, in time of the processor, drawn into memory. Budgets: 10,000 jobs of which 1,000 changed, compared and sorted: median < 8 ms; first paint with 10,000
// jobs < 500 ms; piece map of 100,000 pieces < 5 ms.
#include "tests/ui/RandomJobs.h"
#include "tests/ui/RecordingSource.h"
#include "ui/pages/PageList.h"
#include "ui/shell/MainWindow.h"
#include "ui/transfers/PieceMap.h"
#include "ui/transfers/TransferModel.h"

#include <QApplication>
#include <QFile>
#include <QTemporaryDir>
#include <QTreeView>

#include <time.h>

#include <algorithm>
#include <cstdio>

using namespace freshet;
using namespace Qt::StringLiterals;

namespace {

/// Time of the processor in this thread: what others do on the machine at the same time does not count.
class Stopwatch {
public:
    [[nodiscard]] double milliseconds() const { return now() - m_start; }

private:
    static double now()
    {
        timespec time{};
        ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
        return static_cast<double>(time.tv_sec) * 1e3 + static_cast<double>(time.tv_nsec) / 1e6;
    }
    double m_start = now();
};

double median(std::vector<double> values)
{
    std::ranges::sort(values);
    return values[values.size() / 2];
}

int failures = 0;

void tell(const char *what, double value, const char *unit, double budget)
{
    const bool kept = value < budget;
    failures += kept ? 0 : 1;
    std::printf("%-62s %8.2f %-4s (budget %.0f) %s\n", what, value, unit, budget, kept ? "ok" : "EXCEEDED");
}

double residentMebibytes()
{
    QFile file(u"/proc/self/statm"_s);
    if (!file.open(QIODevice::ReadOnly))
        return 0;
    return file.readAll().split(' ').value(1).toDouble() * 4096 / (1024 * 1024);
}

/// Differences and sorting by a column that changes, with a view that listens.
void benchModel(const char *what, const QString &column)
{
    test::RandomJobs jobs(10'000);
    ui::TransferModel model;
    QTreeView view;
    view.setModel(&model);
    view.setUniformRowHeights(true);
    view.resize(1200, 800);
    view.show();
    model.sort(static_cast<int>(model.columnNames().indexOf(column)), Qt::DescendingOrder);
    std::vector<double> times;
    for (int tick = 0; tick < 40; ++tick) {
        auto snapshot = jobs.next(1000);
        // Every tick is a second: each of them sorts.
        const MonotonicTime now{std::chrono::seconds{10 + 2 * tick}};
        const Stopwatch timer;
        model.update({snapshot, &snapshot->jobs}, now);
        times.push_back(timer.milliseconds());
        QCoreApplication::processEvents();
    }
    tell(what, median(std::move(times)), "ms", 8);
}

void benchFirstPaint()
{
    const QTemporaryDir directory;
    test::RandomJobs jobs(10'000);
    test::RecordingSource source;
    source.give(jobs.next(0));
    const Stopwatch timer;
    ui::UiState state(directory.filePath(u"state.ini"_s));
    ui::MainWindow window(ui::allPages(), state);
    window.resize(1400, 900);
    window.setSource(&source);
    window.show();
    const QPixmap picture = window.grab();
    tell("first paint of the window with 10,000 jobs", timer.milliseconds(), "ms", 500);
    if (picture.isNull())
        ++failures;
    window.setSource(nullptr);
}

void benchPieces()
{
    auto picture = std::make_shared<PiecePicture>(PiecePicture{
        .job = JobId{1}, .pieceSize = 1_MiB, .contentSize = Bytes{100'000ULL << 20}, .cells = {}, .sources = {}});
    for (std::uint32_t i = 0; i < 100'000; ++i)
        picture->cells.push_back(
            {.state = static_cast<PieceState>(i * 7 % 6), .sourceClass = static_cast<std::uint8_t>(i % 5)});
    ui::PieceMap map;
    map.resize(1200, 300);
    map.show();
    map.setPicture(picture);
    std::vector<double> times;
    for (int i = 0; i < 50; ++i) {
        const Stopwatch timer;
        map.redraw();
        map.viewport()->repaint();
        times.push_back(timer.milliseconds());
    }
    tell("piece map of 100,000 pieces drawn anew", median(std::move(times)), "ms", 5);
}

} // namespace

int main(int argc, char **argv)
{
    if (!qEnvironmentVariableIsSet("QT_QPA_PLATFORM") && !qEnvironmentVariableIsSet("DISPLAY"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    const QApplication application(argc, argv);
    benchFirstPaint();
    std::printf("%-62s %8.2f MiB\n", "resident after that", residentMebibytes());
    benchModel("10,000 jobs, 1,000 changed: compared and sorted by rate", u"down"_s);
    benchModel("10,000 jobs, 1,000 changed: compared and sorted by name", u"name"_s);
    benchPieces();
    return failures == 0 ? 0 : 1;
}
