// SPDX-License-Identifier: GPL-3.0-or-later
// How a graph is driven: by the keys of Wireshark's graphs, and by the crosshair.
#include "ui/plots/Qcp.h"
#include "ui/plots/RatePlot.h"
#include "ui/text/Amounts.h"
#include "ui/text/SourceText.h"

#include <QKeyEvent>

#include <algorithm>
#include <cmath>

namespace freshet::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr double zoomFactor = 1.5;
constexpr double panShare = 0.1;
constexpr double finePanShare = 0.01;

WallTime timeOf(double seconds)
{
    return WallTime{std::chrono::milliseconds{static_cast<std::int64_t>(seconds * 1000)}};
}

} // namespace

void RatePlot::resetView()
{
    m_following = true;
    fitAxes();
    scheduleReplot();
    updateSummary();
}

void RatePlot::zoom(Qt::Orientations directions, double factor)
{
    leaveFollowing();
    if (directions.testFlag(Qt::Horizontal)) {
        const QCPRange range = m_plot->xAxis->range();
        // Not nearer than ten steps, nor farther than a ring is long and some.
        const double step = m_ring ? static_cast<double>(m_ring->step.count()) : 1.0;
        const double size = std::clamp(range.size() / factor, 10 * step, 2000 * step);
        m_plot->xAxis->setRange(range.center(), size, Qt::AlignCenter);
    }
    if (directions.testFlag(Qt::Vertical))
        m_plot->yAxis->setRange(0, std::clamp(m_plot->yAxis->range().upper / factor, 100.0, 1e13));
    scheduleReplot();
    updateSummary();
}

void RatePlot::pan(double x, double y)
{
    leaveFollowing();
    m_plot->xAxis->moveRange(x * m_plot->xAxis->range().size());
    const QCPRange range = m_plot->yAxis->range();
    const double up = std::max(y * range.size(), -range.lower); // nothing is below zero
    m_plot->yAxis->moveRange(up);
    scheduleReplot();
    updateSummary();
}

void RatePlot::keyPressEvent(QKeyEvent *event)
{
    const double share = event->modifiers().testFlag(Qt::ShiftModifier) ? finePanShare : panShare;
    switch (event->key()) {
    case Qt::Key_Left:
        return pan(-share, 0);
    case Qt::Key_Right:
        return pan(share, 0);
    case Qt::Key_Up:
        return pan(0, share);
    case Qt::Key_Down:
        return pan(0, -share);
    case Qt::Key_Space:
        return setCrosshairShown(!m_crosshairShown);
    default:
        break;
    }
    const QString key = event->text();
    if (key == "+"_L1 || key == "="_L1)
        return zoom(Qt::Horizontal | Qt::Vertical, zoomFactor);
    if (key == "-"_L1)
        return zoom(Qt::Horizontal | Qt::Vertical, 1 / zoomFactor);
    if (key == "x"_L1)
        return zoom(Qt::Horizontal, zoomFactor);
    if (key == "X"_L1)
        return zoom(Qt::Horizontal, 1 / zoomFactor);
    if (key == "y"_L1)
        return zoom(Qt::Vertical, zoomFactor);
    if (key == "Y"_L1)
        return zoom(Qt::Vertical, 1 / zoomFactor);
    if (key == "0"_L1)
        return resetView();
    if (key == "g"_L1 || key == "G"_L1) {
        const double x = m_crosshairShown ? m_plot->xAxis->pixelToCoord(m_mouse.x()) : m_plot->xAxis->range().center();
        Q_EMIT timePicked(timeOf(x));
        return;
    }
    QWidget::keyPressEvent(event);
}

void RatePlot::setCrosshairShown(bool shown)
{
    m_crosshairShown = shown;
    if (!m_plot->axisRect()->rect().contains(m_mouse))
        m_mouse = m_plot->axisRect()->rect().center();
    moveCrosshair(m_mouse);
}

void RatePlot::moveCrosshair(const QPoint &at)
{
    m_mouse = at;
    const QRect area = m_plot->axisRect()->rect();
    const bool shown = m_crosshairShown && area.contains(at);
    if (!shown && !m_crossText->visible())
        return;
    for (QCPAbstractItem *item : {static_cast<QCPAbstractItem *>(m_crossX), static_cast<QCPAbstractItem *>(m_crossY),
                                  static_cast<QCPAbstractItem *>(m_crossText)})
        item->setVisible(shown);
    if (shown) {
        const double time = m_plot->xAxis->pixelToCoord(at.x());
        const double rate = m_plot->yAxis->pixelToCoord(at.y());
        m_crossX->start->setCoords(time, m_plot->yAxis->range().lower);
        m_crossX->end->setCoords(time, m_plot->yAxis->range().upper);
        m_crossY->start->setCoords(m_plot->xAxis->range().lower, rate);
        m_crossY->end->setCoords(m_plot->xAxis->range().upper, rate);
        QStringList lines{text::clockTime(timeOf(time))};
        const RateSample *sample = nullptr;
        if (m_ring && !m_ring->samples.empty()) {
            const double begin =
                std::chrono::duration<double>(m_ring->end.time_since_epoch()).count()
                - static_cast<double>(m_ring->step.count()) * static_cast<double>(m_ring->samples.size());
            const double index = (time - begin) / static_cast<double>(m_ring->step.count());
            if (index >= 0 && index < static_cast<double>(m_ring->samples.size()))
                sample = &m_ring->samples[static_cast<std::size_t>(index)];
        }
        if (!sample || !sample->measured) {
            lines.append(tr("not recorded"));
        } else {
            for (std::size_t i = 0; i < partCount(m_direction); ++i)
                if (const BytesPerSecond part = partOf(*sample, m_direction, i); part != BytesPerSecond{})
                    lines.append(tr("%1: %2", "a source and its rate")
                                     .arg(text::sourceLabel(static_cast<SourceClass>(i)), text::rate(part)));
            lines.append(tr("Together: %1").arg(text::rate(totalOf(*sample, m_direction))));
            if (m_diskGraph && sample->written != BytesPerSecond{})
                lines.append(tr("Written to the disk: %1").arg(text::rate(sample->written)));
        }
        for (const RateMark &mark : m_marks) {
            const double markTime = std::chrono::duration<double>(mark.time.time_since_epoch()).count();
            if (std::abs(m_plot->xAxis->coordToPixel(markTime) - at.x()) < 5)
                lines.append(mark.text);
        }
        m_crossText->setText(lines.join(u'\n'));
        const bool rightHalf = at.x() > area.center().x();
        m_crossText->setPositionAlignment((rightHalf ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignTop);
        m_crossText->position->setCoords(at.x() + (rightHalf ? -10 : 10), area.top() + 8);
    }
    if (isVisible())
        m_plot->layer(u"cursor"_s)->replot(); // no more than that: the graphs stay as they are painted
}

bool RatePlot::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::Leave && m_crossText->visible())
        moveCrosshair({-1, -1});
    return QWidget::eventFilter(watched, event);
}

} // namespace freshet::ui
