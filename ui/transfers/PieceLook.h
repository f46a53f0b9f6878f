// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/PiecePicture.h"

#include <QImage>
#include <QPalette>

#include <vector>

namespace freshet::ui {

/// How pieces are drawn: those that are here in the colour of their source, the others in one of their state. What is on its way is hollow, what failed has a hole and what a neighbour fetches is a dot, so that
/// nobody needs to tell colours apart for it.
class PieceLook {
public:
    explicit PieceLook(const QPalette &palette);

    [[nodiscard]] QRgb background() const { return m_background; }
    [[nodiscard]] QRgb colour(const PieceCell &cell) const;
    /// `rect` in pixels of the image.
    void draw(QImage &image, const QRect &rect, const PieceCell &cell) const;

private:
    std::vector<QRgb> m_states;
    std::vector<QRgb> m_classes;
    QRgb m_background;
};

} // namespace freshet::ui
