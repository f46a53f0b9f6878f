// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/transfers/PieceLegend.h"

#include "ui/transfers/PieceLook.h"

#include <QPainter>
#include <QStyle>

#include <array>

namespace freshet::ui {

namespace {

struct Entry {
    PieceState state;
    const char *label;
};

constexpr std::array entries{
    Entry{PieceState::Missing, QT_TRANSLATE_NOOP("freshet::ui::PieceLegend", "Missing")},
    Entry{PieceState::ClaimedElsewhere, QT_TRANSLATE_NOOP("freshet::ui::PieceLegend", "Fetched by a neighbour")},
    Entry{PieceState::InFlight, QT_TRANSLATE_NOOP("freshet::ui::PieceLegend", "On its way")},
    Entry{PieceState::Bad, QT_TRANSLATE_NOOP("freshet::ui::PieceLegend", "Failed its proof")},
    Entry{PieceState::Have, QT_TRANSLATE_NOOP("freshet::ui::PieceLegend", "From an earlier run")}};

} // namespace

PieceLegend::PieceLegend(QWidget *parent)
    : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    setAccessibleName(tr("States of pieces"));
    QStringList labels;
    for (const Entry &entry : entries)
        labels.append(tr(entry.label));
    setAccessibleDescription(labels.join(QStringLiteral("; ")));
}

int PieceLegend::swatch() const
{
    return fontMetrics().height() * 3 / 4;
}

int PieceLegend::entryWidth(const QString &label) const
{
    return swatch() + fontMetrics().height() * 3 / 2 + fontMetrics().horizontalAdvance(label);
}

QSize PieceLegend::sizeHint() const
{
    int width = 0;
    for (const Entry &entry : entries)
        width += entryWidth(tr(entry.label));
    return {width, fontMetrics().height()};
}

QSize PieceLegend::minimumSizeHint() const
{
    return {1, fontMetrics().height()};
}

void PieceLegend::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const PieceLook look(palette());
    const qreal ratio = devicePixelRatioF();
    const int side = swatch();
    const int line = fontMetrics().height();
    int x = 0;
    for (const Entry &entry : entries) {
        QImage cell((QSizeF(side, side) * ratio).toSize(), QImage::Format_RGB32);
        cell.fill(look.background());
        look.draw(cell, cell.rect(), {.state = entry.state});
        cell.setDevicePixelRatio(ratio);
        const auto place = [&](const QRect &part) { return QStyle::visualRect(layoutDirection(), rect(), part); };
        painter.drawImage(place({x, (line - side) / 2, side, side}).topLeft(), cell);
        painter.setPen(palette().color(QPalette::WindowText));
        const int words = entryWidth(tr(entry.label)) - side - line;
        painter.drawText(place({x + side + line / 2, 0, words, line}), Qt::AlignVCenter | Qt::TextSingleLine,
                         tr(entry.label));
        x += entryWidth(tr(entry.label));
    }
}

} // namespace freshet::ui
