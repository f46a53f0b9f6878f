// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/cache/QuotaRing.h"

#include "ui/text/Amounts.h"
#include "ui/theme/Appearance.h"

#include <QPainter>

#include <algorithm>

namespace freshet::ui {

QuotaRing::QuotaRing(QWidget *parent)
    : QWidget(parent)
{
    setAccessibleName(tr("How full the cache is"));
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

void QuotaRing::setAmounts(Bytes counted, Bytes pinned, Bytes limit)
{
    m_counted = counted;
    m_pinned = pinned;
    m_limit = limit;
    setAccessibleDescription(
        tr("%1 of %2 used, %3 pinned").arg(text::bytes(counted), text::bytes(limit), text::bytes(pinned)));
    setToolTip(accessibleDescription());
    update();
}

QSize QuotaRing::sizeHint() const
{
    const int side = fontMetrics().height() * 7;
    return {side, side};
}

void QuotaRing::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const double side = std::min(width(), height());
    const double thick = side * 0.11;
    const QRectF ring =
        QRectF((width() - side) / 2, (height() - side) / 2, side, side).adjusted(thick, thick, -thick, -thick);
    const auto arc = [&](const QRectF &where, const QColor &colour, double share, double width) {
        if (share <= 0)
            return;
        painter.setPen(QPen(colour, width, Qt::SolidLine, Qt::FlatCap));
        const int turn = layoutDirection() == Qt::RightToLeft ? 1 : -1;
        painter.drawArc(where, 90 * 16, static_cast<int>(turn * std::min(share, 1.0) * 360 * 16));
    };
    const double limit = static_cast<double>(std::max(m_limit.value(), std::uint64_t{1}));
    const double used = static_cast<double>(m_counted.value()) / limit;
    arc(ring, hairline(palette()), 1, thick);
    arc(ring, used > 0.95 ? cautionText(palette()) : palette().color(QPalette::Accent), used, thick);
    const double outside = thick * 0.85;
    arc(ring.adjusted(-outside, -outside, outside, outside), faintText(palette()),
        static_cast<double>(m_pinned.value()) / limit, thick * 0.35);

    QFont large = font();
    large.setPointSizeF(large.pointSizeF() * 1.5);
    large.setWeight(QFont::DemiBold);
    painter.setFont(large);
    painter.setPen(palette().color(QPalette::WindowText));
    painter.drawText(rect(), Qt::AlignCenter, m_limit == Bytes{} ? QString() : text::wholePercent(m_counted, m_limit));
}

} // namespace freshet::ui
