// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/SourceLegend.h"

#include "ui/text/SourceText.h"
#include "ui/theme/SourceLook.h"

#include <QPainter>

#include <algorithm>

namespace freshet::ui {

SourceLegend::SourceLegend(std::size_t classes, QWidget *parent)
    : QWidget(parent)
    , m_classes(std::min(classes, sourceClassCount))
{
    QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Minimum);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
    setAccessibleName(tr("Source classes"));
    describe();
}

void SourceLegend::setValues(const QStringList &values)
{
    if (m_values == values)
        return;
    m_values = values;
    describe();
    updateGeometry();
    update();
}

void SourceLegend::describe()
{
    QStringList labels;
    for (std::size_t i = 0; i < m_classes; ++i)
        labels.append(label(i));
    setAccessibleDescription(labels.join(QStringLiteral("; ")));
}

QString SourceLegend::label(std::size_t index) const
{
    const QString name = text::sourceLabel(static_cast<SourceClass>(index));
    const QString value = m_values.value(static_cast<qsizetype>(index));
    return value.isEmpty() ? name : tr("%1 %2", "a source class and its amount").arg(name, value);
}

int SourceLegend::entryWidth(std::size_t index) const
{
    const int line = fontMetrics().height();
    return line + line / 2 + fontMetrics().horizontalAdvance(label(index));
}

int SourceLegend::arrange(int width, std::array<QPoint, sourceClassCount> *places) const
{
    const int line = fontMetrics().height();
    const int gap = line;
    int x = 0;
    int y = 0;
    for (std::size_t i = 0; i < m_classes; ++i) {
        const int wide = entryWidth(i);
        if (x > 0 && x + wide > width) {
            x = 0;
            y += line * 5 / 4;
        }
        if (places)
            (*places)[i] = {x, y};
        x += wide + gap;
    }
    return y + line;
}

int SourceLegend::heightForWidth(int width) const
{
    return arrange(width, nullptr);
}

QSize SourceLegend::sizeHint() const
{
    int width = 0;
    for (std::size_t i = 0; i < m_classes; ++i)
        width += entryWidth(i) + fontMetrics().height();
    return {width, fontMetrics().height()};
}

QSize SourceLegend::minimumSizeHint() const
{
    int width = 0;
    for (std::size_t i = 0; i < m_classes; ++i)
        width = std::max(width, entryWidth(i));
    return {width, fontMetrics().height()};
}

void SourceLegend::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    std::array<QPoint, sourceClassCount> places;
    arrange(width(), &places);
    const int line = fontMetrics().height();
    const int swatch = line * 3 / 4;
    const bool mirrored = layoutDirection() == Qt::RightToLeft;
    for (std::size_t i = 0; i < m_classes; ++i) {
        QRect entry(places[i], QSize(entryWidth(i), line));
        if (mirrored)
            entry.moveRight(width() - 1 - places[i].x());
        QRect box(entry.left(), entry.top() + (line - swatch) / 2, swatch, swatch);
        QRect words = entry.adjusted(swatch + line / 2, 0, line / 2, 0);
        if (mirrored) {
            box.moveRight(entry.right());
            words = entry.adjusted(-line / 2, 0, -swatch - line / 2, 0);
        }
        painter.setBrushOrigin(box.topLeft());
        painter.fillRect(box, sourceBrush(static_cast<SourceClass>(i), palette(), devicePixelRatioF()));
        painter.setPen(palette().color(QPalette::WindowText));
        painter.drawText(words, Qt::AlignVCenter | Qt::AlignLeading | Qt::TextSingleLine, label(i));
    }
}

} // namespace freshet::ui
