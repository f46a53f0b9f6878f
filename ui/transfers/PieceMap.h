// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/transfers/PieceLook.h"

#include <QAbstractScrollArea>
#include <QImage>

#include <memory>
#include <optional>

namespace freshet::ui {

/// What a piece is, in a sentence or two: state, source, time, retries.
QString pieceSentence(const PiecePicture &picture, std::uint32_t piece);

/// All pieces of a content: as one bar over the whole, and as a grid of cells that can be zoomed (Ctrl+wheel, +, -) and walked through with the arrow keys. A cell
/// stands for as many pieces as have no room of their own, and shows the worst of them. Drawn into an image in device pixels, anew only when a
/// piece changed.
class PieceMap final : public QAbstractScrollArea {
    Q_OBJECT

public:
    PieceMap();

    /// Null: nothing is known of the pieces; `why` is shown instead.
    void setPicture(std::shared_ptr<const PiecePicture> picture, const QString &why = {});
    [[nodiscard]] std::optional<std::uint32_t> currentPiece() const { return m_current; }
    void setCurrentPiece(std::uint32_t piece);
    /// Pieces per cell.
    [[nodiscard]] std::uint32_t piecesPerCell() const { return m_perCell; }
    /// In steps of 2: > 0 fewer pieces per cell.
    void zoom(int steps);
    /// For the benchmark: draws everything, changed or not.
    void redraw();

Q_SIGNALS:
    void currentPieceChanged(std::uint32_t piece);

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;
    void changeEvent(QEvent *event) override;
    bool viewportEvent(QEvent *event) override;

private:
    [[nodiscard]] int leastSide() const;
    void choosePerCell();
    void layOut();
    void drawGrid();
    void drawBar();
    [[nodiscard]] std::optional<std::uint32_t> pieceAt(const QPoint &position) const;
    [[nodiscard]] std::uint32_t cellCount() const;
    [[nodiscard]] int barHeight() const;

    std::shared_ptr<const PiecePicture> m_picture;
    QString m_why;
    std::optional<std::uint32_t> m_current;
    std::uint32_t m_perCell = 1;
    bool m_zoomed = false; ///< by the user; else all of it fits
    int m_columns = 1;
    int m_side = 10; ///< of a cell with its gap, in pixels
    QImage m_grid;   ///< the visible part
    QImage m_bar;
    PieceLook m_look;
};

} // namespace freshet::ui
