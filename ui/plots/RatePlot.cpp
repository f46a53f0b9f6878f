// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plots/RatePlot.h"

#include "ui/plots/Qcp.h"
#include "ui/plots/TimeTicks.h"
#include "ui/text/Amounts.h"
#include "ui/text/SourceText.h"
#include "ui/theme/Appearance.h"
#include "ui/theme/SourceLook.h"

#include <QGuiApplication>
#include <QSvgGenerator>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>
#include <limits>

namespace freshet::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr auto gapLayer = "gaps";
constexpr auto labelLayer = "labels";
constexpr auto cursorLayer = "cursor";
constexpr double noValue = std::numeric_limits<double>::quiet_NaN();
/// A graph of little is not blown up to look like a lot.
constexpr double smallestScale = 16.0 * 1024;
/// Nor so far that lines of the scale are labelled alike: rates have two decimals.
constexpr double smallestOfUnit = 0.08;

double seconds(WallTime time)
{
    return std::chrono::duration<double>(time.time_since_epoch()).count();
}

class TimeAxis final : public QCPAxisTicker {
protected:
    double getTickStep(const QCPRange &range) override
    {
        m_step = timeStep(std::chrono::duration<double>(range.size()), 6);
        return static_cast<double>(m_step.count());
    }
    QVector<double> createTickVector(double, const QCPRange &range) override
    {
        const auto ticks = timeTicks(range.lower, range.upper, m_step, QTimeZone::systemTimeZone());
        return {ticks.begin(), ticks.end()};
    }
    int getSubTickCount(double) override { return 0; }
    QString getTickLabel(double tick, const QLocale &, QChar, int) override
    {
        return timeLabel(tick, m_step, QTimeZone::systemTimeZone());
    }

private:
    std::chrono::seconds m_step{60};
};

double unitFor(double maximum)
{
    switch (text::rateUnit()) {
    case text::RateUnit::Fitting:
        break;
    case text::RateUnit::MegabytesPerSecond:
        return 1e6;
    case text::RateUnit::MebibytesPerSecond:
        return 1024.0 * 1024;
    case text::RateUnit::MegabitsPerSecond:
        return 1e6 / 8;
    }
    return maximum < 1e6 ? 1024.0 : maximum < 1e9 ? 1024.0 * 1024 : 1024.0 * 1024 * 1024;
}

class RateAxis final : public QCPAxisTicker {
protected:
    double getTickStep(const QCPRange &range) override { return rateStep(range.upper, 4, unitFor(range.upper)); }
    int getSubTickCount(double) override { return 0; }
    QString getTickLabel(double tick, const QLocale &, QChar, int) override
    {
        return text::rate(BytesPerSecond{static_cast<std::uint64_t>(std::max(0.0, std::round(tick)))});
    }
};

} // namespace

RatePlot::RatePlot(RateDirection direction, QWidget *parent)
    : QWidget(parent)
    , m_direction(direction)
{
    setFocusPolicy(Qt::StrongFocus);
    setAccessibleName(direction == RateDirection::Received ? tr("Graph of what is received, by source")
                                                           : tr("Graph of what is sent, by kind of peer"));
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &RatePlot::replotNow);
    makePlot();
    applyColours();
}

RatePlot::~RatePlot() = default;

void RatePlot::makePlot()
{
    m_plot = new QCustomPlot(this);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(m_plot);
    m_plot->setFocusPolicy(Qt::NoFocus);
    m_plot->setNoAntialiasingOnDrag(true);
    m_plot->setMouseTracking(true);
    m_plot->installEventFilter(this);
    m_plot->setInteractions(QCP::iRangeDrag | QCP::iRangeZoom);
    m_plot->axisRect()->setRangeDrag(Qt::Horizontal);
    m_plot->axisRect()->setRangeZoom(Qt::Horizontal);
    m_plot->xAxis->setTicker(QSharedPointer<TimeAxis>::create());
    m_plot->yAxis->setTicker(QSharedPointer<RateAxis>::create());
    for (QCPAxis *axis : {m_plot->xAxis, m_plot->yAxis}) {
        axis->setSubTicks(false);
        axis->setTickLength(0, 0);
        axis->grid()->setZeroLinePen(Qt::NoPen);
    }
    m_plot->xAxis->grid()->setVisible(true);
    m_plot->addLayer(QString::fromLatin1(gapLayer), m_plot->layer(u"background"_s), QCustomPlot::limAbove);
    m_plot->addLayer(QString::fromLatin1(labelLayer));
    m_plot->addLayer(QString::fromLatin1(cursorLayer));
    m_plot->layer(QString::fromLatin1(cursorLayer))->setMode(QCPLayer::lmBuffered);

    const std::size_t parts = partCount(m_direction);
    m_graphs.resize(parts);
    for (std::size_t i = parts; i-- > 0;) { // the highest sum first: what is in front covers its lower part
        m_graphs[i] = m_plot->addGraph();
        m_graphs[i]->setLineStyle(QCPGraph::lsStepLeft);
        m_graphs[i]->setAntialiased(false);
        m_graphs[i]->setName(text::sourceLabel(static_cast<SourceClass>(i)));
    }
    if (m_direction == RateDirection::Received) {
        for (QCPGraph **graph : {&m_diskHalo, &m_diskGraph}) {
            *graph = m_plot->addGraph();
            (*graph)->setLineStyle(QCPGraph::lsStepLeft);
            (*graph)->setAntialiased(false);
            (*graph)->setVisible(false);
        }
    }
    m_markGraph = m_plot->addGraph();
    m_markGraph->setLineStyle(QCPGraph::lsNone);

    m_plot->setCurrentLayer(QString::fromLatin1(cursorLayer));
    m_crossX = new QCPItemLine(m_plot);
    m_crossY = new QCPItemLine(m_plot);
    m_crossText = new QCPItemText(m_plot);
    m_crossText->setPadding(QMargins(6, 4, 6, 4));
    m_crossText->setTextAlignment(Qt::AlignLeft);
    m_crossText->setPositionAlignment(Qt::AlignLeft | Qt::AlignTop);
    m_crossText->position->setType(QCPItemPosition::ptAbsolute);
    for (QCPAbstractItem *item : {static_cast<QCPAbstractItem *>(m_crossX), static_cast<QCPAbstractItem *>(m_crossY),
                                  static_cast<QCPAbstractItem *>(m_crossText)})
        item->setVisible(false);
    m_plot->setCurrentLayer(u"main"_s);
    m_emptyText = new QCPItemText(m_plot);
    m_emptyText->position->setType(QCPItemPosition::ptAxisRectRatio);
    m_emptyText->position->setCoords(0.5, 0.5);
    m_emptyText->setText(m_direction == RateDirection::Received ? tr("Nothing was received in this time.")
                                                                : tr("Nothing was sent in this time."));
    if (m_diskGraph) {
        m_diskText = new QCPItemText(m_plot);
        m_diskText->setLayer(QString::fromLatin1(labelLayer));
        m_diskText->setPadding(QMargins(4, 1, 4, 1));
        m_diskText->setPositionAlignment(Qt::AlignRight | Qt::AlignTop);
        m_diskText->position->setType(QCPItemPosition::ptAxisRectRatio);
        m_diskText->position->setCoords(0.99, 0.03);
        m_diskText->setText(tr("Line: written to the disk"));
        m_diskText->setVisible(false);
    }
    connect(m_plot, &QCustomPlot::mouseMove, this, [this](QMouseEvent *event) { moveCrosshair(event->pos()); });
    connect(m_plot, &QCustomPlot::mouseWheel, this, [this] {
        leaveFollowing();
        updateSummary();
    });
    connect(m_plot, &QCustomPlot::mousePress, this, [this] { setFocus(Qt::MouseFocusReason); });
    connect(m_plot->xAxis, qOverload<const QCPRange &>(&QCPAxis::rangeChanged), this, [this] {
        if (!m_fitting && QGuiApplication::mouseButtons() != Qt::NoButton)
            leaveFollowing();
    });
    connect(m_plot, &QCustomPlot::mouseDoubleClick, this, [this](QMouseEvent *event) {
        const double time = m_plot->xAxis->pixelToCoord(event->pos().x());
        Q_EMIT timePicked(WallTime{std::chrono::milliseconds{static_cast<std::int64_t>(time * 1000)}});
    });
}

void RatePlot::applyColours()
{
    const QPalette colours = palette();
    const QColor text = faintText(colours);
    const QColor line = hairline(colours);
    const qreal scale = devicePixelRatioF();
    m_plot->setBackground(colours.color(QPalette::Base));
    // Room for every rate, so that graphs above each other have their times in line.
    QCPAxisRect *area = m_plot->axisRect();
    area->setAutoMargins(QCP::msTop | QCP::msRight | QCP::msBottom);
    area->setMargins({fontMetrics().horizontalAdvance(u"8888.8 Mbit/s"_s) + 12, 0, 0, 0});
    for (QCPAxis *axis : {m_plot->xAxis, m_plot->yAxis}) {
        axis->setBasePen(QPen(line, 1));
        axis->setTickLabelColor(text);
        axis->setTickLabelFont(font());
        axis->grid()->setPen(QPen(line, 1, Qt::DotLine));
    }
    for (std::size_t i = 0; i < m_graphs.size(); ++i) {
        const auto source = static_cast<SourceClass>(i);
        m_graphs[i]->setPen(QPen(sourceColour(source, colours), 1));
        m_graphs[i]->setBrush(sourceBrush(source, colours, scale));
    }
    if (m_diskGraph) {
        const QPen pen(colours.color(QPalette::Text), 1);
        m_diskGraph->setPen(pen);
        m_diskHalo->setPen(QPen(colours.color(QPalette::Base), 3));
        m_diskText->setColor(colours.color(QPalette::Text));
        m_diskText->setBrush(colours.color(QPalette::Base));
        m_diskText->setPen(pen);
        m_diskText->setFont(font());
    }
    m_markGraph->setScatterStyle(
        QCPScatterStyle(QCPScatterStyle::ssTriangle, colours.color(QPalette::Text), colours.color(QPalette::Text), 7));
    for (QCPItemLine *cross : {m_crossX, m_crossY})
        cross->setPen(QPen(text, 1, Qt::DashLine));
    m_crossText->setColor(colours.color(QPalette::ToolTipText));
    m_crossText->setBrush(colours.color(QPalette::ToolTipBase));
    m_crossText->setPen(QPen(line, 1));
    m_crossText->setFont(font());
    m_emptyText->setColor(text);
    m_emptyText->setFont(font());
    for (QCPItemStraightLine *limit : m_limitLines)
        limit->setPen(QPen(cautionText(colours), 1, Qt::DashLine));
    for (QCPItemText *label : m_limitLabels) {
        label->setColor(cautionText(colours));
        label->setBrush(colours.color(QPalette::Base));
        label->setPen(QPen(cautionText(colours), 1));
        label->setFont(font());
    }
    fillGaps();
    scheduleReplot();
}

void RatePlot::setRing(const std::shared_ptr<const RateRing> &ring, std::chrono::seconds window, WallTime now)
{
    const bool changed = ring != m_ring;
    const bool otherWindow = window != m_window;
    m_ring = ring;
    m_window = window;
    m_now = now;
    if (otherWindow)
        m_following = true;
    if (changed || otherWindow) {
        fillGraphs();
        fillGaps();
    }
    if (m_following)
        fitAxes();
    if (changed || otherWindow || m_following)
        scheduleReplot();
    updateSummary();
}

void RatePlot::fillGraphs()
{
    const std::size_t parts = m_graphs.size();
    std::vector<QVector<QCPGraphData>> data(parts);
    std::vector<bool> any(parts, false);
    QVector<QCPGraphData> disk;
    bool anyDisk = false;
    double lastDisk = 0;
    if (m_ring) {
        const auto step = static_cast<double>(m_ring->step.count());
        double begin = seconds(m_ring->end) - step * static_cast<double>(m_ring->samples.size());
        for (auto &points : data)
            points.reserve(static_cast<qsizetype>(m_ring->samples.size()) + 2);
        bool measured = false;
        std::vector<double> last(parts, 0);
        const auto stop = [&] { // the step before a gap has a width, too
            for (std::size_t i = 0; i < parts; ++i) {
                data[i].append(QCPGraphData(begin, last[i]));
                data[i].append(QCPGraphData(begin, noValue));
            }
            disk.append(QCPGraphData(begin, lastDisk));
            disk.append(QCPGraphData(begin, noValue));
        };
        for (const RateSample &sample : m_ring->samples) {
            if (measured && !sample.measured)
                stop();
            measured = sample.measured;
            if (measured) {
                double sum = 0;
                lastDisk = static_cast<double>(sample.written.value());
                anyDisk = anyDisk || lastDisk > 0;
                disk.append(QCPGraphData(begin, lastDisk));
                for (std::size_t i = 0; i < parts; ++i) {
                    const auto part = static_cast<double>(partOf(sample, m_direction, i).value());
                    any[i] = any[i] || part > 0;
                    sum += part;
                    last[i] = sum;
                    data[i].append(QCPGraphData(begin, sum));
                }
            }
            begin += step;
        }
        if (measured)
            stop();
    }
    for (std::size_t i = 0; i < parts; ++i) {
        m_graphs[i]->data()->set(data[i], true);
        m_graphs[i]->setVisible(any[i]);
    }
    if (m_diskGraph) {
        m_diskGraph->data()->set(disk, true);
        m_diskHalo->setData(m_diskGraph->data());
        m_diskGraph->setVisible(anyDisk);
        m_diskHalo->setVisible(anyDisk);
        m_diskText->setVisible(anyDisk);
    }
}

void RatePlot::fillGaps()
{
    QCPLayer *layer = m_plot->layer(QString::fromLatin1(gapLayer));
    for (QCPLayerable *old : layer->children())
        if (auto *item = qobject_cast<QCPAbstractItem *>(old))
            m_plot->removeItem(item);
    if (!m_ring)
        return;
    QColor colour = hairline(palette());
    colour.setAlphaF(0.35F);
    const auto add = [&](double from, double to) {
        auto *band = new QCPItemRect(m_plot);
        band->setLayer(layer);
        band->setPen(Qt::NoPen);
        band->setBrush(QBrush(colour, Qt::BDiagPattern));
        band->topLeft->setTypeX(QCPItemPosition::ptPlotCoords);
        band->topLeft->setTypeY(QCPItemPosition::ptAxisRectRatio);
        band->bottomRight->setTypeX(QCPItemPosition::ptPlotCoords);
        band->bottomRight->setTypeY(QCPItemPosition::ptAxisRectRatio);
        band->topLeft->setCoords(from, 0);
        band->bottomRight->setCoords(to, 1);
    };
    const auto step = static_cast<double>(m_ring->step.count());
    double begin = seconds(m_ring->end) - step * static_cast<double>(m_ring->samples.size());
    double gap = -1;
    for (const RateSample &sample : m_ring->samples) {
        if (!sample.measured && gap < 0)
            gap = begin;
        if (sample.measured && gap >= 0) {
            add(gap, begin);
            gap = -1;
        }
        begin += step;
    }
}

void RatePlot::setLimits(const std::vector<RateLimitLine> &limits)
{
    if (limits == m_limits)
        return;
    m_limits = limits;
    placeLimits();
}

void RatePlot::placeLimits()
{
    for (QCPItemStraightLine *line : m_limitLines)
        m_plot->removeItem(line);
    for (QCPItemText *label : m_limitLabels)
        m_plot->removeItem(label);
    m_limitLines.clear();
    m_limitLabels.clear();
    for (const RateLimitLine &limit : m_limits) {
        const auto rate = static_cast<double>(limit.rate.value());
        auto *line = new QCPItemStraightLine(m_plot);
        line->point1->setCoords(0, rate);
        line->point2->setCoords(1, rate);
        m_limitLines.push_back(line);
        auto *label = new QCPItemText(m_plot);
        label->setLayer(QString::fromLatin1(labelLayer));
        label->setPadding(QMargins(4, 1, 4, 1));
        label->setPositionAlignment(Qt::AlignLeft | Qt::AlignVCenter);
        label->position->setTypeX(QCPItemPosition::ptAxisRectRatio);
        label->position->setTypeY(QCPItemPosition::ptPlotCoords);
        label->position->setCoords(0.01, rate);
        label->setText(tr("%1: %2", "a limit and its rate").arg(limit.label, text::rate(limit.rate)));
        m_limitLabels.push_back(label);
    }
    if (m_following)
        fitAxes();
    applyColours();
}

void RatePlot::setMarks(const std::vector<RateMark> &marks)
{
    if (marks == m_marks)
        return;
    m_marks = marks;
    placeMarks();
}

void RatePlot::placeMarks()
{
    QVector<QCPGraphData> points;
    for (const RateMark &mark : m_marks)
        points.append(QCPGraphData(seconds(mark.time), 0));
    m_markGraph->data()->set(points, false);
    scheduleReplot();
}

void RatePlot::fitAxes()
{
    m_fitting = true;
    m_plot->xAxis->setRange(seconds(m_now) - static_cast<double>(m_window.count()), seconds(m_now));
    double highest = 0;
    const QCPRange range = m_plot->xAxis->range();
    const auto look = [&](const QCPGraph &graph) {
        const auto points = graph.data();
        for (auto point = points->findBegin(range.lower); point != points->constEnd() && point->key <= range.upper;
             ++point)
            if (!std::isnan(point->value))
                highest = std::max(highest, point->value);
    };
    look(*m_graphs.back());
    if (m_diskGraph)
        look(*m_diskGraph);
    m_emptyText->setVisible(highest <= 0);
    for (const RateLimitLine &limit : m_limits) // a limit far above what passes would flatten it
        if (const auto rate = static_cast<double>(limit.rate.value()); rate <= highest * 2)
            highest = std::max(highest, rate);
    highest = std::max({highest, smallestScale,
                        text::rateUnit() == text::RateUnit::Fitting ? 0.0 : unitFor(highest) * smallestOfUnit});
    const double step = rateStep(highest * 1.05, 4, unitFor(highest));
    m_plot->yAxis->setRange(0, std::ceil(highest * 1.05 / step) * step);
    m_fitting = false;
}

void RatePlot::scheduleReplot()
{
    m_dirty = true;
    if (!isVisible() || m_timer.isActive())
        return;
    // What comes after a while is drawn at once; the next waits for its turn.
    const std::chrono::milliseconds since{m_sinceReplot.isValid() ? m_sinceReplot.elapsed() : replotInterval.count()};
    m_timer.start(std::max(replotInterval - since, std::chrono::milliseconds{0}));
}

void RatePlot::replotNow()
{
    if (!m_dirty || !isVisible())
        return;
    m_dirty = false;
    ++m_replots;
    m_sinceReplot.start();
    m_plot->replot(QCustomPlot::rpQueuedReplot);
}

RateSummary RatePlot::summary() const
{
    if (!m_ring)
        return {};
    const auto at = [](double time) {
        return WallTime{std::chrono::milliseconds{static_cast<std::int64_t>(time * 1000)}};
    };
    const QCPRange range = m_plot->xAxis->range();
    return RateSummary::of(*m_ring, m_direction, at(range.lower), at(range.upper));
}

void RatePlot::updateSummary()
{
    const QString text = summaryText(summary());
    if (text == m_summaryText)
        return;
    m_summaryText = text;
    setAccessibleDescription(text);
    Q_EMIT summaryChanged(text);
}

std::pair<double, double> RatePlot::timeRange() const
{
    return {m_plot->xAxis->range().lower, m_plot->xAxis->range().upper};
}

std::pair<double, double> RatePlot::rateRange() const
{
    return {m_plot->yAxis->range().lower, m_plot->yAxis->range().upper};
}

bool RatePlot::saveImage(const QString &file)
{
    const int width = std::max(m_plot->width(), 600);
    const int height = std::max(m_plot->height(), 240);
    if (!file.endsWith(".svg"_L1, Qt::CaseInsensitive))
        return m_plot->savePng(file, width, height, 2.0);
    QSvgGenerator svg;
    svg.setFileName(file);
    svg.setSize({width, height});
    svg.setViewBox(QRect(0, 0, width, height));
    svg.setTitle(accessibleName());
    svg.setDescription(m_summaryText);
    QCPPainter painter;
    if (!painter.begin(&svg))
        return false;
    painter.setMode(QCPPainter::pmVectorized);
    m_plot->toPainter(&painter, width, height);
    return painter.end();
}

QSize RatePlot::sizeHint() const
{
    const int line = fontMetrics().height();
    return {line * 40, line * 12};
}

void RatePlot::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange)
        applyColours();
}

void RatePlot::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    if (m_dirty)
        replotNow();
}

void RatePlot::hideEvent(QHideEvent *event)
{
    QWidget::hideEvent(event);
    m_timer.stop();
}

} // namespace freshet::ui
