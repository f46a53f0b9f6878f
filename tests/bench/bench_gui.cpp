// SPDX-License-Identifier: GPL-3.0-or-later
// What the desktop application costs. By the clock on the wall, and beside it in time of the processor: what others do on the machine does not count there. Budgets: 10,000 jobs of which 1,000
// changed, compared and sorted: median < 8 ms; first paint with 10,000 jobs < 500 ms; piece map of 100,000 pieces < 5 ms; the idle application: hidden < 0.5 % of a core, with the Activity page
// in front < 3 %, < 120 MiB resident; no gap of the event loop > 50 ms while transfers run.
//   bench_gui [--seconds N] [--xvfb]   N: how long the idle application and the transfers are watched, each (20); on an X server of its own instead of in memory
//   bench_gui --demo [--seconds N] [--xvfb]   nothing but the gaps of the event loop, N seconds (600) in front of the swarm of ./dev run
#include "app/desktop/Desktop.h"
#include "tests/support/NginxServer.h"
#include "tests/ui/Display.h"
#include "tests/ui/RandomJobs.h"
#include "tests/ui/RecordingSource.h"
#include "ui/pages/PageList.h"
#include "ui/shell/MainWindow.h"
#include "ui/transfers/PieceMap.h"
#include "ui/transfers/TransferModel.h"

#include <QApplication>
#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTimer>
#include <QTreeView>

#include <fcntl.h>
#include <time.h>

#include <algorithm>
#include <cstdio>
#include <optional>
#include <string_view>

using namespace freshet;
using namespace Qt::StringLiterals;

namespace {

struct Cost {
    double wall = 0; ///< ms
    double processor = 0;
};

double processorTime(clockid_t clock)
{
    timespec time{};
    ::clock_gettime(clock, &time);
    return static_cast<double>(time.tv_sec) * 1e3 + static_cast<double>(time.tv_nsec) / 1e6;
}

/// Of this thread.
class Stopwatch {
public:
    Stopwatch() { m_wall.start(); }
    [[nodiscard]] Cost cost() const
    {
        return {.wall = static_cast<double>(m_wall.nsecsElapsed()) / 1e6,
                .processor = processorTime(CLOCK_THREAD_CPUTIME_ID) - m_start};
    }

private:
    QElapsedTimer m_wall;
    double m_start = processorTime(CLOCK_THREAD_CPUTIME_ID);
};

Cost median(std::vector<Cost> values)
{
    Cost middle;
    for (double Cost::*part : {&Cost::wall, &Cost::processor}) {
        std::ranges::sort(values, {}, part);
        middle.*part = values[values.size() / 2].*part;
    }
    return middle;
}

int failures = 0;

void tell(const char *what, double value, const char *unit, double budget)
{
    const bool kept = value < budget;
    failures += kept ? 0 : 1;
    std::printf("%-62s %8.2f %-4s (budget %.1f) %s\n", what, value, unit, budget, kept ? "ok" : "EXCEEDED");
}

void tell(const char *what, const Cost &cost, double budget)
{
    tell(what, cost.wall, "ms", budget);
    std::printf("%-62s %8.2f ms\n", "  in time of the processor", cost.processor);
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
    std::vector<Cost> times;
    for (int tick = 0; tick < 40; ++tick) {
        auto snapshot = jobs.next(1000);
        // Every tick is a second: each of them sorts.
        const MonotonicTime now{std::chrono::seconds{10 + 2 * tick}};
        const Stopwatch timer;
        model.update({snapshot, &snapshot->jobs}, now);
        times.push_back(timer.cost());
        QCoreApplication::processEvents();
    }
    tell(what, median(std::move(times)), 8);
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
    tell("first paint of the window with 10,000 jobs", timer.cost(), 500);
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
    std::vector<Cost> times;
    for (int i = 0; i < 50; ++i) {
        const Stopwatch timer;
        map.redraw();
        map.viewport()->repaint();
        times.push_back(timer.cost());
    }
    tell("piece map of 100,000 pieces drawn anew", median(std::move(times)), 5);
}

void wait(double seconds)
{
    QEventLoop loop;
    QTimer::singleShot(std::chrono::milliseconds{static_cast<int>(seconds * 1000)}, Qt::PreciseTimer, &loop,
                       &QEventLoop::quit);
    loop.exec();
}

/// Of the whole process, its engine included, in percent of one core.
double load(double seconds)
{
    QElapsedTimer wall;
    wall.start();
    const double before = processorTime(CLOCK_PROCESS_CPUTIME_ID);
    wait(seconds);
    return (processorTime(CLOCK_PROCESS_CPUTIME_ID) - before) / static_cast<double>(wall.elapsed()) * 100;
}

/// The application as it is started, engine and all.
class Running {
public:
    Running()
    {
        const auto options =
            desktop::readOptions({u"--cache-dir"_s, m_directory.filePath(u"cache"_s), u"--state-file"_s,
                                  m_directory.filePath(u"state.ini"_s), u"--no-lan"_s, u"--listen"_s,
                                  u"127.0.76.80:7680"_s, u"--page"_s, u"transfers"_s});
        if (!options)
            std::exit(1);
        m_desktop.emplace(*options);
        QEventLoop loop;
        QObject::connect(&*m_desktop, &desktop::Desktop::settled, &loop, &QEventLoop::quit);
        m_desktop->start();
        loop.exec();
        if (!m_desktop->engine())
            std::exit(1);
    }
    [[nodiscard]] ui::MainWindow &window() { return m_desktop->window(); }
    [[nodiscard]] SnapshotSource &engine() { return *m_desktop->engine(); }
    [[nodiscard]] QString directory() const { return m_directory.path(); }

private:
    QTemporaryDir m_directory;
    std::optional<desktop::Desktop> m_desktop;
};

void benchIdle(double seconds)
{
    Running running;
    wait(5); // starting is not idling
    tell("resident: the idle application", residentMebibytes(), "MiB", 120);
    running.window().openPage(u"activity"_s);
    wait(1);
    tell("idle, the Activity page in front: of a core", load(seconds), "%", 3);
    running.window().hide();
    wait(1);
    tell("idle and hidden: of a core", load(seconds), "%", 0.5);
}

/// How long the event loop of this thread does not come round, ascending; in time of the processor what this thread did meanwhile: the rest it waited for a core.
std::vector<Cost> gapsOf(double seconds)
{
    constexpr double tick = 5;
    std::vector<Cost> gaps;
    std::optional<Stopwatch> since;
    QTimer timer;
    timer.setTimerType(Qt::PreciseTimer);
    QObject::connect(&timer, &QTimer::timeout, [&] {
        const Cost cost = since->cost();
        gaps.push_back({.wall = cost.wall - tick, .processor = cost.processor});
        since.emplace();
    });
    since.emplace();
    timer.start(std::chrono::milliseconds{static_cast<int>(tick)});
    wait(seconds);
    std::ranges::sort(gaps, {}, &Cost::wall);
    return gaps;
}

void tellGaps(const QString &what, const std::vector<Cost> &gaps)
{
    tell(qPrintable(what), gaps.back().wall, "ms", 50);
    std::printf("%-62s %8.2f ms\n", "  longest work in one, in time of the processor",
                std::ranges::max_element(gaps, {}, &Cost::processor)->processor);
    std::printf("%-62s %8.2f ms\n", "  99.9 % of the gaps are below", gaps[gaps.size() * 999 / 1000].wall);
}

/// Twelve downloads that last, watched in front: how long the window does not answer.
void benchLive(double seconds)
{
    test::NginxServer origin({.limitRate = u"512k"_s});
    if (!origin.start()) {
        std::printf("nginx did not start: %s\n", qPrintable(origin.problem()));
        ++failures;
        return;
    }
    Running running;
    const QString place = running.directory() + u"/to"_s;
    QDir().mkpath(place);
    for (int i = 0; i < 12; ++i) {
        const QString name = u"content-%1.bin"_s.arg(i);
        origin.putSparse(name, 2LL << 30);
        DownloadRequest request;
        request.subject = ContentUrl{.url = origin.url(u'/' + name), .pieceHashFile = {}};
        request.directory = UniqueFd(::open(QFile::encodeName(place).constData(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
        request.fileName = name;
        request.displayPath = place + u'/' + name;
        running.engine().commands().submit(std::move(request), {});
    }
    wait(3);
    for (const QString &page : {u"transfers"_s, u"activity"_s}) {
        running.window().openPage(page);
        wait(1); // a page is made when it is shown for the first time
        tellGaps(u"longest gap of the event loop, 12 transfers, %1 in front"_s.arg(page), gapsOf(seconds));
    }
}

constexpr auto secondsVariable = "GUI_BENCH_SECONDS";
constexpr auto reportVariable = "GUI_BENCH_REPORT";

/// The swarm of ./dev run with this program as its window (watchDemo).
int benchDemo(double seconds)
{
    const QTemporaryDir directory;
    const QString report = directory.filePath(u"report"_s);
    const QDir programs(QCoreApplication::applicationDirPath());
    const auto program = [&](const QString &name) { return programs.filePath(name); };
    qputenv(secondsVariable, QByteArray::number(seconds));
    qputenv(reportVariable, QFile::encodeName(report));
    if (!qEnvironmentVariableIsSet("DISPLAY"))
        qputenv("DISPLAY", "none"); // there is a window, in memory
    QProcess demo;
    demo.setProcessChannelMode(QProcess::ForwardedChannels);
    // It lasts as long as it is watched, at some megabytes per second.
    demo.start(u"python3"_s, {u"-B"_s, QStringLiteral(DEMO_PROGRAM), u"--freshetctl"_s, program(u"freshetctl"_s),
                              u"--freshet-service"_s, program(u"freshet-service"_s), u"--cache-config"_s,
                              program(u"cache_config"_s), u"--freshet"_s, QCoreApplication::applicationFilePath(),
                              u"--size"_s, QString::number(std::clamp(static_cast<int>(seconds * 3), 64, 2048)),
                              u"--seconds"_s, QString::number(seconds)});
    QEventLoop loop;
    QObject::connect(&demo, &QProcess::finished, &loop, &QEventLoop::quit);
    QObject::connect(&demo, &QProcess::errorOccurred, &loop, &QEventLoop::quit);
    loop.exec();
    QFile file(report);
    if (demo.exitStatus() != QProcess::NormalExit || !file.open(QIODevice::ReadOnly)) {
        std::puts("the demo did not run");
        return 1;
    }
    std::fputs(file.readAll().constData(), stdout);
    return demo.exitCode();
}

/// As freshet, started by the demo: every page in front for the same time.
int watchDemo(const QStringList &arguments)
{
    if (!std::freopen(qgetenv(reportVariable).constData(), "w", stdout))
        return 1;
    const double seconds = qgetenv(secondsVariable).toDouble();
    const auto options = desktop::readOptions(arguments);
    if (!options || seconds < 1)
        return 1;
    desktop::Desktop desktop(*options);
    QEventLoop loop;
    QObject::connect(&desktop, &desktop::Desktop::settled, &loop, &QEventLoop::quit);
    desktop.start();
    loop.exec();
    if (!desktop.engine())
        return 1;
    wait(5); // until everybody has met
    const QStringList pages = desktop.window().pageIds();
    for (const QString &page : pages) {
        desktop.window().openPage(page);
        tellGaps(u"longest gap of the event loop, demo swarm, %1"_s.arg(page),
                 gapsOf(seconds / static_cast<double>(pages.size())));
    }
    Bytes received;
    for (const JobRow &row : desktop.engine()->snapshot()->jobs)
        received += row.totalDownloaded();
    std::printf("%-62s %8.0f MiB\n", "  received meanwhile", static_cast<double>(received.value()) / (1 << 20));
    std::fflush(stdout);
    return failures == 0 ? 0 : 1;
}

} // namespace

int main(int argc, char **argv)
{
    std::optional<test::Display> display;
    if (std::find(argv, argv + argc, std::string_view("--xvfb")) != argv + argc) {
        if (!display.emplace().use()) {
            std::fputs("Xvfb did not start\n", stderr);
            return 1;
        }
    }
    if (!qEnvironmentVariableIsSet("QT_QPA_PLATFORM") && !qEnvironmentVariableIsSet("DISPLAY"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    const QApplication application(argc, argv);
    QApplication::setQuitOnLastWindowClosed(false);
    const QStringList arguments = QApplication::arguments();
    const auto place = arguments.indexOf(u"--seconds"_s);
    if (arguments.contains(u"--state-file"_s))
        return watchDemo(arguments.mid(1));
    const bool isDemo = arguments.contains(u"--demo"_s);
    const double seconds = place > 0 ? arguments.value(place + 1).toDouble() : isDemo ? 600 : 20;
    if (seconds < 1) {
        std::fputs("bench_gui [--demo] [--seconds N] [--xvfb], N at least 1\n", stderr);
        return 2;
    }
    if (isDemo)
        return benchDemo(seconds);
    std::printf("drawn by %s; the application is watched for %.0f s each\n", qPrintable(QApplication::platformName()),
                seconds);
    benchIdle(seconds);
    benchFirstPaint();
    benchModel("10,000 jobs, 1,000 changed: compared and sorted by rate", u"down"_s);
    benchModel("10,000 jobs, 1,000 changed: compared and sorted by name", u"name"_s);
    benchPieces();
    benchLive(seconds);
    return failures == 0 ? 0 : 1;
}
