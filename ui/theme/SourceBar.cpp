// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/SourceBar.h"

#include "ui/text/Amounts.h"
#include "ui/text/SourceText.h"
#include "ui/theme/Appearance.h"
#include "ui/theme/SourceLook.h"

#include <QCoreApplication>
#include <QPainter>

#include <algorithm>

namespace freshet::ui {

SourceShares SourceShares::of(const JobRow &row)
{
    SourceShares shares{
        .from = {row.fromLanPeers, row.fromGroupPeers, row.fromInternetPeers, row.fromCacheServer, row.fromHttpOrigin},
        .earlier = {},
        .whole = {}};
    shares.whole = row.fileSizeKnown ? row.goal() : std::max(row.received(), shares.known());
    const Bytes there = std::max(row.received(), row.inFlight);
    shares.earlier = there > shares.known() ? there - shares.known() : Bytes{};
    return shares;
}

SourceShares SourceShares::of(const SourceBytes &bytes)
{
    return {.from = bytes.from, .earlier = {}, .whole = {}};
}

std::array<int, sourceClassCount + 1> sourceBarParts(const SourceShares &shares, int width)
{
    std::array<int, sourceClassCount + 1> parts{};
    std::array<Bytes, sourceClassCount + 1> amounts{};
    std::ranges::copy(shares.from, amounts.begin());
    amounts.back() = shares.earlier;
    // More than the whole can have come: a piece was fetched again.
    const Bytes whole = std::max(shares.whole, shares.there());
    if (whole == Bytes{} || width <= 0)
        return parts;
    const double scale = static_cast<double>(width) / static_cast<double>(whole.value());
    int room = width;
    double sum = 0;
    int drawn = 0;
    for (std::size_t i = 0; i < parts.size(); ++i) {
        if (amounts[i] == Bytes{})
            continue;
        sum += static_cast<double>(amounts[i].value()) * scale;
        parts[i] = std::clamp(static_cast<int>(sum + 0.5) - drawn, 1, std::max(room, 0));
        drawn += parts[i];
        room -= parts[i];
    }
    return parts;
}

void paintSourceBar(QPainter &painter, const QRect &rect, const SourceShares &shares, const QPalette &palette,
                    Qt::LayoutDirection direction)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing, false);
    painter.fillRect(rect, palette.color(isDark(palette) ? QPalette::Button : QPalette::Mid));
    const qreal scale = painter.device()->devicePixelRatioF();
    const auto parts = sourceBarParts(shares, rect.width());
    const QColor gap = palette.color(QPalette::Base);
    int from = 0;
    for (std::size_t i = 0; i < parts.size(); ++i) {
        if (parts[i] == 0)
            continue;
        QRect part(rect.left() + from, rect.top(), parts[i], rect.height());
        if (direction == Qt::RightToLeft)
            part.moveRight(rect.right() - from);
        const QBrush brush = i < sourceClassCount ? sourceBrush(static_cast<SourceClass>(i), palette, scale)
                                                  : QBrush(earlierColour(palette));
        painter.setBrushOrigin(part.topLeft());
        painter.fillRect(part, brush);
        if (from > 0 && parts[i] > 3) // neighbours are told apart even where both are dark
            painter.fillRect(direction == Qt::RightToLeft ? QRect(part.right(), part.top(), 1, part.height())
                                                          : QRect(part.left(), part.top(), 1, part.height()),
                             gap);
        from += parts[i];
    }
    painter.restore();
}

QString sourceBarText(const SourceShares &shares)
{
    QStringList parts;
    const auto add = [&](const QString &label, Bytes amount) {
        if (amount != Bytes{})
            parts.append(QCoreApplication::translate("SourceBar", "%1 %2 (%3)")
                             .arg(label, text::bytes(amount),
                                  text::wholePercent(amount, std::max(shares.whole, shares.there()))));
    };
    for (const SourceClass source : allSourceClasses)
        add(text::sourceLabel(source), shares.from[static_cast<std::size_t>(source)]);
    add(QCoreApplication::translate("SourceBar", "from an earlier run"), shares.earlier);
    if (parts.isEmpty())
        return QCoreApplication::translate("SourceBar", "nothing yet");
    return parts.join(QCoreApplication::translate("SourceBar", ", ", "between the parts of a list"));
}

SourceBar::SourceBar(QWidget *parent)
    : QWidget(parent)
{
    setAccessibleName(tr("Where the bytes came from"));
    setShares({});
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void SourceBar::setShares(const SourceShares &shares)
{
    m_shares = shares;
    const QString words = sourceBarText(shares);
    if (accessibleDescription() != words) {
        setAccessibleDescription(words);
        setToolTip(words);
    }
    update();
}

QSize SourceBar::sizeHint() const
{
    const int line = fontMetrics().height();
    return {line * 14, line * 3 / 4};
}

QSize SourceBar::minimumSizeHint() const
{
    return {fontMetrics().height() * 3, sizeHint().height()};
}

void SourceBar::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    paintSourceBar(painter, rect(), m_shares, palette(), layoutDirection());
}

} // namespace freshet::ui
