// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/Picture.h"
#include "ui/plots/Qcp.h"
#include "ui/plots/RatePlot.h"
#include "ui/plots/TimeTicks.h"
#include "ui/text/Amounts.h"
#include "ui/theme/Appearance.h"

#include <QApplication>
#include <QImageReader>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace freshet;
using namespace freshet::ui;
using namespace freshet::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

double at(const QDateTime &time)
{
    return static_cast<double>(time.toSecsSinceEpoch());
}

QStringList labels(const std::vector<double> &ticks, std::chrono::seconds step, const QTimeZone &zone)
{
    QStringList labels;
    for (const double tick : ticks)
        labels.append(timeLabel(tick, step, zone));
    return labels;
}

std::shared_ptr<const RateRing> constantRing(WallTime end, std::size_t samples, std::uint64_t rate)
{
    auto ring = std::make_shared<RateRing>();
    ring->step = 1s;
    ring->end = end;
    for (std::size_t i = 0; i < samples; ++i)
        ring->samples.push_back({.from = {BytesPerSecond{rate}}, .to = {}, .wasted = {}, .measured = true});
    return ring;
}

constexpr WallTime noon = WallTime{std::chrono::sys_days{std::chrono::year{2026} / 11 / 28}} + 12h;

} // namespace

class TestPlots : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale::c()); }

    void whatIsWrittenToTheDiskIsALine()
    {
        auto ring = std::make_shared<RateRing>(*constantRing(noon, 60, 1'000'000));
        RatePlot plot(RateDirection::Received);
        plot.resize(600, 300);
        plot.show();
        plot.setRing(ring, 60s, noon);
        const double before = plot.rateRange().second;
        const QImage without = plot.grab().toImage();
        ring = std::make_shared<RateRing>(*ring);
        for (RateSample &sample : ring->samples)
            sample.written = BytesPerSecond{3'000'000};
        plot.setRing(ring, 60s, noon);
        QVERIFY(plot.rateRange().second >= 3'000'000.0); // it is not cut off
        QVERIFY(before < 3'000'000.0);
        QTRY_VERIFY(plot.isUpToDate());
        QTRY_VERIFY(plot.grab().toImage() != without);
    }

    /// Complaint 7: lines fall on minutes and hours.
    void g7_stepsAreThoseOfAClock_data()
    {
        QTest::addColumn<qint64>("span");
        QTest::addColumn<qint64>("step");
        const auto row = [](std::chrono::seconds span, std::chrono::seconds step) {
            QTest::addRow("%lld", static_cast<long long>(span.count())) << qint64{span.count()} << qint64{step.count()};
        };
        row(6s, 1s);
        row(1min, 10s);
        row(5min, 1min);
        row(1h, 10min);
        row(24h, 6h);
        row(7 * 24h, 48h);
        row(30 * 24h, 7 * 24h);
        row(3650 * 24h, 7 * 24h);
    }
    void g7_stepsAreThoseOfAClock()
    {
        QFETCH(qint64, span);
        QFETCH(qint64, step);
        QCOMPARE(qint64{timeStep(std::chrono::seconds{span}, 6).count()}, step);
    }

    void g7_linesFallOnTheClocksFace()
    {
        const QTimeZone zone("Europe/Berlin");
        const QDateTime start(QDate(2026, 11, 28), QTime(22, 7, 13), zone);
        QCOMPARE(labels(timeTicks(at(start), at(start.addSecs(3600)), 15min, zone), 15min, zone),
                 (QStringList{u"22:15"_s, u"22:30"_s, u"22:45"_s, u"23:00"_s}));
        QCOMPARE(labels(timeTicks(at(start), at(start.addSecs(12)), 5s, zone), 5s, zone),
                 (QStringList{u"22:07:15"_s, u"22:07:20"_s, u"22:07:25"_s}));
        QCOMPARE(labels(timeTicks(at(start), at(start.addDays(2)), 24h, zone), 24h, zone),
                 (QStringList{u"29 Nov"_s, u"30 Nov"_s}));
    }

    void g7_linesStayAtMidnightWhenTheClockIsPutBack()
    {
        const QTimeZone zone("Europe/Berlin");
        const QDateTime start(QDate(2026, 10, 24), QTime(12, 0), zone);
        const auto days = timeTicks(at(start), at(start.addDays(3)), 24h, zone);
        QCOMPARE(days.size(), std::size_t{3});
        QCOMPARE(days[1] - days[0], 25 * 3600.0);
        const auto hours = timeTicks(at(start), at(start.addDays(1)), 6h, zone);
        QCOMPARE(labels(hours, 6h, zone), (QStringList{u"12:00"_s, u"18:00"_s, u"25 Oct"_s, u"06:00"_s, u"12:00"_s}));
    }

    void ticksAreBounded()
    {
        QVERIFY(timeTicks(0, 1e9, 1s, QTimeZone::utc()).size() <= 200);
        QVERIFY(timeTicks(10, 10, 1s, QTimeZone::utc()).empty());
    }

    void ratesHaveRoundSteps()
    {
        QCOMPARE(rateStep(17e6, 4, 1e6), 5e6);
        QCOMPARE(rateStep(10e6, 4, 125000), 20 * 125000.0);
        QCOMPARE(rateStep(4.0 * 1024 * 1024, 4, 1024.0 * 1024), 1024.0 * 1024);
    }

    /// Complaint 8: peak, mean and 95 % of what is visible.
    void g8_summaryKnowsPeakMeanAndPercentile()
    {
        auto ring = std::make_shared<RateRing>(*constantRing(noon, 100, 1000));
        ring->samples[40].from[4] = BytesPerSecond{99'000};
        ring->samples[10].measured = false;
        const RateSummary all = RateSummary::of(*ring, RateDirection::Received, noon - 100s, noon);
        QCOMPARE(all.measured, std::size_t{99});
        QCOMPARE(all.peak.value(), std::uint64_t{100'000});
        QVERIFY(all.peakAt == noon - 59s);
        QCOMPARE(all.mean.value(), std::uint64_t{2000});
        QCOMPARE(all.percentile95.value(), std::uint64_t{1000});
        QCOMPARE(RateSummary::of(*ring, RateDirection::Received, noon - 30s, noon).peak.value(), std::uint64_t{1000});
        QCOMPARE(RateSummary::of(*ring, RateDirection::Sent, noon - 30s, noon).peak.value(), std::uint64_t{0});
        QCOMPARE(RateSummary::of(*ring, RateDirection::Sent, noon + 30s, noon + 60s).measured, std::size_t{0});
    }

    /// At most four replots a second, and none of a hidden graph.
    void g5_q1_replotsAreRare()
    {
        RatePlot plot(RateDirection::Received);
        plot.resize(600, 200);
        for (int i = 0; i < 50; ++i)
            plot.setRing(constantRing(noon, 100, 1000), 60s, noon);
        QCOMPARE(plot.replots(), 0);
        plot.show();
        QVERIFY(QTest::qWaitForWindowExposed(&plot));
        QTRY_VERIFY(plot.replots() >= 1);
        const int before = plot.replots();
        QElapsedTimer timer;
        timer.start();
        int pictures = 0;
        QTRY_VERIFY((plot.setRing(constantRing(noon + 1s * ++pictures, 100, 1000), 60s, noon + 1s * pictures),
                     timer.elapsed() >= 1000));
        QVERIFY(plot.replots() - before <= timer.elapsed() / 250 + 1);
        plot.hide();
        const int hidden = plot.replots();
        plot.setRing(constantRing(noon + 99s, 100, 1000), 60s, noon + 99s);
        QCoreApplication::processEvents();
        QCOMPARE(plot.replots(), hidden);
    }

    void q6_theGraphFollowsUntilTheUserZooms()
    {
        RatePlot plot(RateDirection::Received);
        plot.resize(600, 200);
        plot.setRing(constantRing(noon, 300, 1'000'000), 60s, noon);
        QVERIFY(plot.isFollowing());
        const double end = std::chrono::duration<double>(noon.time_since_epoch()).count();
        QCOMPARE(plot.timeRange(), std::pair(end - 60, end));
        QVERIFY(plot.rateRange().second >= 1'000'000);
        QTest::keyClicks(&plot, u"x"_s);
        QVERIFY(!plot.isFollowing());
        const auto zoomed = plot.timeRange();
        QVERIFY(zoomed.second - zoomed.first < 60);
        plot.setRing(constantRing(noon + 10s, 300, 9'000'000), 60s, noon + 10s);
        QCOMPARE(plot.timeRange(), zoomed); // what is looked at does not run away
        QTest::keyClicks(&plot, u"0"_s);
        QVERIFY(plot.isFollowing());
        QCOMPARE(plot.timeRange(), std::pair(end - 50, end + 10));
    }

    void q6_keysOfWireshark()
    {
        RatePlot plot(RateDirection::Received);
        plot.resize(600, 200);
        plot.setRing(constantRing(noon, 300, 1'000'000), 300s, noon);
        const auto span = [&plot] { return plot.timeRange().second - plot.timeRange().first; };
        const auto press = [&plot](const QString &keys) {
            plot.resetView();
            QTest::keyClicks(&plot, keys);
        };
        press(u"X"_s);
        QVERIFY(span() > 300);
        press(u"+"_s);
        QVERIFY(span() < 300);
        press(u"-"_s);
        QVERIFY(span() > 300);
        plot.resetView();
        const double top = plot.rateRange().second;
        press(u"y"_s);
        QVERIFY(plot.rateRange().second < top);
        QCOMPARE(span(), 300.0);
        press(u"Y"_s);
        QVERIFY(plot.rateRange().second > top);
        plot.resetView();
        const double start = plot.timeRange().first;
        QTest::keyClick(&plot, Qt::Key_Left);
        QVERIFY(plot.timeRange().first < start);
        QTest::keyClick(&plot, Qt::Key_Down);
        QVERIFY(plot.rateRange().first >= 0);
        QSignalSpy picked(&plot, &RatePlot::timePicked);
        QTest::keyClicks(&plot, u"g"_s);
        QCOMPARE(picked.size(), 1);
        QTest::keyClick(&plot, Qt::Key_Space);
        QVERIFY(plot.isCrosshairShown());
        QTest::keyClick(&plot, Qt::Key_Space);
        QVERIFY(!plot.isCrosshairShown());
    }

    /// No OpenGL, thin lines, marks on a layer of their own, and lines that are thinned out.
    void q2_q3_graphs_are_cheap()
    {
        RatePlot plot(RateDirection::Received);
        auto *graph = plot.findChild<QCustomPlot *>();
        QVERIFY(graph && !graph->openGl());
        QVERIFY(graph->noAntialiasingOnDrag());
        QCOMPARE(graph->layer(u"cursor"_s)->mode(), QCPLayer::lmBuffered);
        for (int i = 0; i < graph->graphCount(); ++i) {
            QVERIFY(graph->graph(i)->adaptiveSampling());
            QVERIFY(!graph->graph(i)->antialiased() || graph->graph(i)->lineStyle() == QCPGraph::lsNone);
            QVERIFY(graph->graph(i)->pen().widthF() <= 1 || !graph->graph(i)->visible()); // what is wide is seen rarely
            QVERIFY(graph->graph(i)->brush().color().alpha() == 255 || graph->graph(i)->brush().style() == Qt::NoBrush);
        }
    }

    /// A time in which nothing was measured is a band, not a line at zero.
    void g6_g8_outages_are_marked()
    {
        auto ring = std::make_shared<RateRing>(*constantRing(noon, 60, 1'000'000));
        RatePlot plot(RateDirection::Received);
        plot.setRing(ring, 60s, noon);
        auto *graph = plot.findChild<QCustomPlot *>();
        const auto bands = [graph] {
            int count = 0;
            for (int i = 0; i < graph->itemCount(); ++i)
                count += qobject_cast<QCPItemRect *>(graph->item(i)) ? 1 : 0;
            return count;
        };
        QCOMPARE(bands(), 0);
        ring = std::make_shared<RateRing>(*ring);
        for (std::size_t i = 20; i < 30; ++i)
            ring->samples[i] = {};
        plot.setRing(ring, 60s, noon);
        QCOMPARE(bands(), 1);
    }

    /// Lines of the scale are labelled differently, also where hardly anything passed.
    void q5_scales_are_readable_in_every_unit()
    {
        for (const text::RateUnit unit : {text::RateUnit::Fitting, text::RateUnit::MegabytesPerSecond,
                                          text::RateUnit::MebibytesPerSecond, text::RateUnit::MegabitsPerSecond}) {
            text::setRateUnit(unit);
            for (const std::uint64_t rate : {0ULL, 900ULL, 40'000ULL, 1'000'000ULL, 300'000'000ULL}) {
                RatePlot plot(RateDirection::Received);
                plot.resize(600, 300);
                plot.setRing(constantRing(noon, 60, rate), 60s, noon);
                auto *graph = plot.findChild<QCustomPlot *>();
                graph->replot();
                const QVector<QString> labels = graph->yAxis->tickVectorLabels();
                QVERIFY(labels.size() > 1);
                QCOMPARE(QSet<QString>(labels.begin(), labels.end()).size(), labels.size());
            }
        }
        text::setRateUnit(text::RateUnit::Fitting);
    }

    void screenReadersHearTheSummary()
    {
        RatePlot plot(RateDirection::Received);
        plot.setRing(nullptr, 60s, noon);
        QCOMPARE(plot.accessibleDescription(), u"Nothing was recorded in this time."_s);
        plot.setRing(constantRing(noon, 60, 1'048'576), 60s, noon);
        QVERIFY2(plot.accessibleDescription().startsWith(u"Peak 1.0 MiB/s at "_s),
                 qPrintable(plot.accessibleDescription()));
        QVERIFY(!plot.accessibleName().isEmpty());
    }

    void g11_imagesAreSavedWithTheirLimits()
    {
        QTemporaryDir dir;
        RatePlot plot(RateDirection::Received);
        plot.resize(600, 240);
        plot.setRing(busyHistory(noon)->rings[0], 300s, noon);
        plot.setLimits({{BytesPerSecond{8'000'000}, u"Background limit"_s}});
        plot.setMarks({{noon - 30s, u"Delivered"_s}});
        QVERIFY(plot.saveImage(dir.filePath(u"a.png"_s)));
        QCOMPARE(QImageReader(dir.filePath(u"a.png"_s)).size(), QSize(1200, 480));
        QVERIFY(plot.saveImage(dir.filePath(u"a.svg"_s)));
        QFile svg(dir.filePath(u"a.svg"_s));
        QVERIFY(svg.open(QIODevice::ReadOnly));
        QVERIFY(svg.readAll().contains("Background limit"));
        QVERIFY(!plot.saveImage(dir.filePath(u"no/such/dir.png"_s)));
    }

    void q5_coloursFollowThePalette()
    {
        RatePlot plot(RateDirection::Received);
        plot.resize(300, 150);
        plot.setPalette(lightPalette());
        const QColor light = plot.grab().toImage().pixelColor(5, 5);
        plot.setPalette(darkPalette());
        QVERIFY(plot.grab().toImage().pixelColor(5, 5) != light);
    }
};

QTEST_MAIN(TestPlots)
#include "tst_plots.moc"
