// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/transfers/ProgressDelegate.h"

#include <QApplication>
#include <QPainter>

namespace freshet::ui {

ProgressDelegate::ProgressDelegate(TableView &view, std::function<SourceShares(int)> sharesOf)
    : QStyledItemDelegate(&view)
    , m_view(view)
    , m_sharesOf(std::move(sharesOf))
{
}

QSize ProgressDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    return {QStyledItemDelegate::sizeHint(option, index).width(), m_view.rowHeight()};
}

void ProgressDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const QStyle *style = option.widget ? option.widget->style() : QApplication::style();
    style->drawPrimitive(QStyle::PE_PanelItemViewItem, &option, painter, option.widget);

    const int unit = option.fontMetrics.averageCharWidth();
    const QString text = index.data(Qt::DisplayRole).toString();
    const int textWidth = option.fontMetrics.horizontalAdvance(QStringLiteral("100.0 %")) + unit;
    const QRect cell = option.rect.adjusted(unit / 2, 0, -unit / 2, 0);
    const int height = option.fontMetrics.height() * 5 / 8;
    const QRect bar(cell.left(), cell.center().y() - height / 2, std::max(0, cell.width() - textWidth), height);
    const QRect words(bar.right() + 1, cell.top(), textWidth, cell.height());
    paintSourceBar(*painter, QStyle::visualRect(option.direction, cell, bar), m_sharesOf(index.row()), option.palette,
                   option.direction);
    painter->save();
    painter->setFont(option.font);
    const bool selected = (option.state & QStyle::State_Selected) != 0;
    const auto group = (option.state & QStyle::State_Active) != 0 ? QPalette::Active : QPalette::Inactive;
    painter->setPen(option.palette.color(group, selected ? QPalette::HighlightedText : QPalette::Text));
    painter->drawText(QStyle::visualRect(option.direction, cell, words),
                      static_cast<int>(Qt::AlignVCenter | QStyle::visualAlignment(option.direction, Qt::AlignTrailing)),
                      text);
    painter->restore();
}

} // namespace freshet::ui
