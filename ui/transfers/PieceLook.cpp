// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/transfers/PieceLook.h"

#include "ui/theme/Appearance.h"
#include "ui/theme/SourceLook.h"

#include <algorithm>

namespace freshet::ui {

namespace {

void fill(QImage &image, const QRect &rect, QRgb colour)
{
    const QRect inside = rect & image.rect();
    for (int y = inside.top(); y <= inside.bottom(); ++y) {
        auto *line = reinterpret_cast<QRgb *>(image.scanLine(y));
        std::fill(line + inside.left(), line + inside.right() + 1, colour);
    }
}

} // namespace

PieceLook::PieceLook(const QPalette &palette)
    : m_background(palette.color(QPalette::Base).rgb())
{
    const QColor track = palette.color(isDark(palette) ? QPalette::Button : QPalette::Mid);
    const QColor text = palette.color(QPalette::Text);
    const QRgb claimed = QColor::fromRgbF((track.redF() + text.redF()) / 2, (track.greenF() + text.greenF()) / 2,
                                          (track.blueF() + text.blueF()) / 2)
                             .rgb();
    m_states = {track.rgb(),
                claimed,
                text.rgb(),
                earlierColour(palette).rgb(),
                earlierColour(palette).rgb(),
                problemText(palette).rgb()};
    for (const SourceClass source : allSourceClasses)
        m_classes.push_back(sourceColour(source, palette).rgb());
}

QRgb PieceLook::colour(const PieceCell &cell) const
{
    const bool isHere = cell.state == PieceState::Have || cell.state == PieceState::Received;
    return isHere && cell.sourceClass < m_classes.size() ? m_classes[cell.sourceClass]
                                                         : m_states[static_cast<std::size_t>(cell.state)];
}

void PieceLook::draw(QImage &image, const QRect &rect, const PieceCell &cell) const
{
    fill(image, rect, colour(cell));
    const int side = std::min(rect.width(), rect.height());
    if (cell.state == PieceState::InFlight) {
        const int edge = std::max(1, side / 5);
        fill(image, rect.adjusted(edge, edge, -edge, -edge), m_background);
    } else if (cell.state == PieceState::ClaimedElsewhere) {
        const int edge = std::max(1, side / 4);
        fill(image, rect, m_states[static_cast<std::size_t>(PieceState::Missing)]);
        fill(image, rect.adjusted(edge, edge, -edge, -edge), colour(cell));
    } else if (cell.state == PieceState::Bad) {
        const int edge = std::max(1, side / 3);
        fill(image, rect.adjusted(edge, edge, -edge, -edge), m_background);
    }
}

} // namespace freshet::ui
