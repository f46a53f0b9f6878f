// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/cache/QuotaHistory.h"

#include "ui/text/Amounts.h"
#include "ui/theme/Appearance.h"

#include <QHelpEvent>
#include <QPainter>
#include <QPainterPath>
#include <QToolTip>

#include <algorithm>

namespace freshet::ui {

namespace {

/// Of a ring with more steps than that, some share a pixel: the fullest of them is shown.
constexpr double hairsBreadth = 1.0 / 2000;

} // namespace

QuotaHistory::QuotaHistory(QWidget *parent)
    : QWidget(parent)
{
    setAccessibleName(tr("How full the cache was"));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    describe();
}

void QuotaHistory::setRing(const std::shared_ptr<const RateRing> &ring, std::chrono::seconds window, WallTime now)
{
    if (ring == m_ring && window == m_window)
        return;
    m_ring = ring;
    m_window = window;
    m_now = now;
    m_steps.clear();
    if (ring) {
        const auto place = [&](WallTime time) {
            return 1 - std::chrono::duration<double>(now - time) / std::chrono::duration<double>(window);
        };
        WallTime end = ring->end - ring->step * static_cast<std::int64_t>(ring->samples.size());
        for (const RateSample &sample : ring->samples) {
            end += ring->step;
            if (!sample.measured || sample.quota == Bytes{} || end <= now - window)
                continue;
            const Step step{.from = std::max(place(end - ring->step), 0.0),
                            .to = std::min(place(end), 1.0),
                            .end = end,
                            .held = sample.held,
                            .quota = sample.quota};
            if (!m_steps.empty() && step.to - m_steps.back().from < hairsBreadth) {
                m_steps.back().to = step.to;
                m_steps.back().held = std::max(m_steps.back().held, step.held);
            } else {
                m_steps.push_back(step);
            }
        }
    }
    describe();
    update();
}

void QuotaHistory::describe()
{
    if (m_steps.empty()) {
        setAccessibleDescription(tr("Nothing was recorded in this time. It is kept from now on, for 30 days."));
        return;
    }
    const auto [least, most] = std::ranges::minmax_element(m_steps, {}, &Step::held);
    setAccessibleDescription(tr("Between %1 and %2; now %3 of %4")
                                 .arg(text::bytes(least->held), text::bytes(most->held),
                                      text::bytes(m_steps.back().held), text::bytes(m_steps.back().quota)));
}

QSize QuotaHistory::sizeHint() const
{
    return {fontMetrics().averageCharWidth() * 44, fontMetrics().height() * 7};
}

QSize QuotaHistory::minimumSizeHint() const
{
    return {fontMetrics().averageCharWidth() * 24, fontMetrics().height() * 5};
}

QRectF QuotaHistory::area() const
{
    const int line = fontMetrics().height();
    return QRectF(rect()).adjusted(0.5, 0.5, -0.5, -line * 1.25);
}

Bytes QuotaHistory::top() const
{
    Bytes top{1};
    for (const Step &step : m_steps)
        top = std::max({top, step.held, step.quota});
    return top;
}

const QuotaHistory::Step *QuotaHistory::stepAt(double x) const
{
    double share = (x - area().left()) / area().width();
    if (isRightToLeft())
        share = 1 - share;
    const auto step = std::ranges::find_if(m_steps, [share](const Step &s) { return share >= s.from && share < s.to; });
    return step == m_steps.end() ? nullptr : &*step;
}

void QuotaHistory::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const QRectF where = area();
    painter.fillRect(where, palette().color(QPalette::Base));
    painter.setPen(QPen(hairline(palette()), 1));
    painter.drawRect(where);
    if (m_steps.empty()) {
        painter.setPen(faintText(palette()));
        painter.drawText(where.adjusted(4, 0, -4, 0), Qt::AlignCenter | Qt::TextWordWrap, accessibleDescription());
        return;
    }
    const auto highest = static_cast<double>(top().value()) * 1.08; // room above the line of the quota
    const auto x = [&](double share) { return where.left() + (isRightToLeft() ? 1 - share : share) * where.width(); };
    const auto y = [&](Bytes amount) {
        return where.bottom() - static_cast<double>(amount.value()) / highest * where.height();
    };
    QColor fill = palette().color(QPalette::Accent);
    fill.setAlphaF(0.55F);
    for (const Step &step : m_steps)
        painter.fillRect(QRectF(QPointF(x(step.from), y(step.held)), QPointF(x(step.to), where.bottom())).normalized(),
                         fill);
    painter.setPen(QPen(cautionText(palette()), 1, Qt::DashLine));
    QPainterPath quota;
    for (std::size_t i = 0; i < m_steps.size(); ++i) {
        const Step &step = m_steps[i];
        const QPointF begin(x(step.from), y(step.quota));
        if (i == 0 || step.from - m_steps[i - 1].to > hairsBreadth)
            quota.moveTo(begin);
        else
            quota.lineTo(begin);
        quota.lineTo(x(step.to), y(step.quota));
    }
    painter.setBrush(Qt::NoBrush);
    painter.drawPath(quota);

    const QRect labels(0, static_cast<int>(where.bottom()) + 1, width(),
                       height() - static_cast<int>(where.bottom()) - 1);
    painter.setPen(faintText(palette()));
    painter.drawText(labels, Qt::AlignLeading | Qt::AlignBottom, text::dateTime(m_now - m_window));
    painter.drawText(labels, Qt::AlignTrailing | Qt::AlignBottom, tr("now"));
}

bool QuotaHistory::event(QEvent *event)
{
    if (event->type() != QEvent::ToolTip)
        return QWidget::event(event);
    const auto *help = static_cast<QHelpEvent *>(event);
    const Step *step = stepAt(help->pos().x());
    QToolTip::showText(
        help->globalPos(),
        step ? tr("%1: %2 of %3").arg(text::dateTime(step->end), text::bytes(step->held), text::bytes(step->quota))
             : accessibleDescription(),
        this);
    return true;
}

} // namespace freshet::ui
