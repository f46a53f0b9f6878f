// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/transfers/PieceMap.h"

#include "ui/text/Amounts.h"
#include "ui/text/SourceText.h"
#include "ui/theme/Appearance.h"

#include <QCoreApplication>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QPainter>
#include <QScrollBar>
#include <QToolTip>
#include <QWheelEvent>

#include <algorithm>

namespace freshet::ui {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("freshet::ui", text);
}

QString stateText(PieceState state)
{
    switch (state) {
    case PieceState::Missing:
        return tr("missing");
    case PieceState::ClaimedElsewhere:
        return tr("being fetched by another machine of the site");
    case PieceState::InFlight:
        return tr("on its way");
    case PieceState::Received:
        return tr("received and proven, on its way to the disk");
    case PieceState::Have:
        return tr("there");
    case PieceState::Bad:
        return tr("failed its proof; fetched again");
    }
    return {};
}

/// How much a cell has to say: of several pieces the one with the most is shown.
int urgency(PieceState state)
{
    switch (state) {
    case PieceState::Bad:
        return 5;
    case PieceState::InFlight:
        return 4;
    case PieceState::Received:
        return 3;
    case PieceState::ClaimedElsewhere:
        return 2;
    case PieceState::Missing:
        return 1;
    case PieceState::Have:
        return 0;
    }
    return 0;
}

const PieceCell &worst(const std::vector<PieceCell> &cells, std::size_t first, std::size_t count)
{
    const auto begin = cells.begin() + static_cast<std::ptrdiff_t>(first);
    const auto end = begin + static_cast<std::ptrdiff_t>(std::min(count, cells.size() - first));
    auto found = begin;
    for (auto it = begin + 1; it < end; ++it)
        if (urgency(it->state) > urgency(found->state))
            found = it;
    return *found;
}

} // namespace

QString pieceSentence(const PiecePicture &picture, std::uint32_t piece)
{
    if (piece >= picture.cells.size())
        return {};
    const PieceCell &cell = picture.cells[piece];
    QString text = tr("Piece %1: %2.").arg(QString::number(piece), stateText(cell.state));
    const bool isKnown = cell.sourceClass < sourceClassCount;
    const QString source = cell.source < picture.sources.size() ? picture.sources.at(cell.source) : QString();
    if (isKnown) {
        const QString label = text::sourceLabel(static_cast<SourceClass>(cell.sourceClass));
        text += u' ' + (source.isEmpty() ? tr("Source: %1.").arg(label) : tr("Source: %1, %2.").arg(label, source));
    } else if (cell.state == PieceState::Have) {
        text += u' ' + tr("From an earlier run.");
    }
    if (cell.millisecondsTaken > 0)
        text += u' ' + tr("It took %1.").arg(text::latency(std::chrono::milliseconds{cell.millisecondsTaken}));
    if (cell.retries > 0)
        text += u' ' + tr("Asked for again: %1 ×.").arg(cell.retries);
    return text;
}

PieceMap::PieceMap()
    : m_look(palette())
{
    setObjectName(QStringLiteral("pieceMap"));
    setFrameShape(NoFrame);
    setFocusPolicy(Qt::StrongFocus);
    setAccessibleName(tr("Pieces"));
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    viewport()->setMouseTracking(true);
    connect(verticalScrollBar(), &QScrollBar::valueChanged, this, [this] { drawGrid(); });
}

void PieceMap::setPicture(std::shared_ptr<const PiecePicture> picture, const QString &why)
{
    m_why = why;
    const bool isOther =
        !m_picture || !picture || m_picture->job != picture->job || m_picture->cells.size() != picture->cells.size();
    if (m_picture == picture && !isOther)
        return;
    m_picture = std::move(picture);
    if (isOther) {
        m_current.reset();
        m_zoomed = false;
        choosePerCell();
        layOut();
    }
    if (m_picture && m_current)
        setAccessibleDescription(pieceSentence(*m_picture, *m_current));
    redraw();
}

void PieceMap::redraw()
{
    drawBar();
    drawGrid();
}

std::uint32_t PieceMap::cellCount() const
{
    return m_picture ? (static_cast<std::uint32_t>(m_picture->cells.size()) + m_perCell - 1) / m_perCell : 0;
}

int PieceMap::barHeight() const
{
    return m_picture ? fontMetrics().height() : 0;
}

int PieceMap::leastSide() const
{
    return std::max(6, fontMetrics().height() * 5 / 8);
}

void PieceMap::choosePerCell()
{
    m_perCell = 1;
    m_side = leastSide();
    if (!m_picture || m_zoomed)
        return;
    // The finest that needs no scrolling.
    const int width = std::max(1, viewport()->width() / m_side);
    const int height = std::max(1, (viewport()->height() - 2 * barHeight()) / m_side);
    while (cellCount() > static_cast<std::uint32_t>(width) * static_cast<std::uint32_t>(height))
        m_perCell *= 2;
}

void PieceMap::layOut()
{
    m_side = leastSide();
    if (!m_zoomed) {
        // Few pieces get larger cells, as long as none is out of sight.
        const auto fits = [&](int side) {
            const auto columns = static_cast<std::uint32_t>(std::max(1, viewport()->width() / side));
            const auto rows = static_cast<int>((cellCount() + columns - 1) / columns);
            return rows * side <= viewport()->height() - 2 * barHeight();
        };
        while (m_side < fontMetrics().height() * 2 && fits(m_side + 1))
            ++m_side;
    }
    m_columns = std::max(1, viewport()->width() / m_side);
    const int rows = static_cast<int>((cellCount() + static_cast<std::uint32_t>(m_columns) - 1)
                                      / static_cast<std::uint32_t>(m_columns));
    const int visible = std::max(0, viewport()->height() - 2 * barHeight());
    verticalScrollBar()->setPageStep(visible);
    verticalScrollBar()->setSingleStep(m_side);
    verticalScrollBar()->setRange(0, std::max(0, rows * m_side - visible));
}

void PieceMap::drawGrid()
{
    viewport()->update();
    if (!m_picture)
        return;
    const qreal ratio = devicePixelRatioF();
    const QSize size(viewport()->width(), std::max(0, viewport()->height() - 2 * barHeight()));
    const QSize pixels = (QSizeF(size) * ratio).toSize();
    if (m_grid.size() != pixels)
        m_grid = QImage(pixels, QImage::Format_RGB32);
    m_grid.setDevicePixelRatio(ratio);
    m_grid.fill(m_look.background());
    const int scrolled = verticalScrollBar()->value();
    const std::uint32_t count = cellCount();
    const auto columns = static_cast<std::uint32_t>(m_columns);
    const bool mirrored = layoutDirection() == Qt::RightToLeft;
    const int gap = std::max(1, qRound(ratio));
    for (std::uint32_t cell = static_cast<std::uint32_t>(scrolled / m_side) * columns; cell < count; ++cell) {
        const int y = static_cast<int>(cell / columns) * m_side - scrolled;
        if (y >= size.height())
            break;
        const auto column = static_cast<int>(cell % columns);
        const int x = mirrored ? size.width() - (column + 1) * m_side : column * m_side;
        const int left = qRound(x * ratio);
        const int top = qRound(y * ratio);
        m_look.draw(m_grid,
                    {left, top, qRound((x + m_side) * ratio) - left - gap, qRound((y + m_side) * ratio) - top - gap},
                    worst(m_picture->cells, std::size_t{cell} * m_perCell, m_perCell));
    }
}

void PieceMap::drawBar()
{
    viewport()->update();
    if (!m_picture || m_picture->cells.empty())
        return;
    const qreal ratio = devicePixelRatioF();
    const QSize pixels = (QSizeF(viewport()->width(), barHeight()) * ratio).toSize();
    if (pixels.isEmpty())
        return;
    if (m_bar.size() != pixels)
        m_bar = QImage(pixels, QImage::Format_RGB32);
    m_bar.setDevicePixelRatio(ratio);
    const bool mirrored = layoutDirection() == Qt::RightToLeft;
    const std::size_t count = m_picture->cells.size();
    const auto width = static_cast<std::size_t>(pixels.width());
    auto *line = reinterpret_cast<QRgb *>(m_bar.scanLine(0));
    for (std::size_t x = 0; x < width; ++x) {
        const std::size_t first = x * count / width;
        const std::size_t last = std::max(first + 1, (x + 1) * count / width);
        line[mirrored ? width - 1 - x : x] = m_look.colour(worst(m_picture->cells, first, last - first));
    }
    for (int y = 1; y < pixels.height(); ++y)
        std::copy_n(line, width, reinterpret_cast<QRgb *>(m_bar.scanLine(y)));
}

void PieceMap::paintEvent(QPaintEvent *)
{
    QPainter painter(viewport());
    if (!m_picture) {
        painter.setPen(faintText(palette()));
        painter.drawText(viewport()->rect(), Qt::AlignCenter | Qt::TextWordWrap, m_why);
        return;
    }
    painter.drawImage(QPoint(), m_bar);
    const int top = 2 * barHeight();
    painter.drawImage(QPoint(0, top), m_grid);
    if (!m_current)
        return;
    const std::uint32_t cell = *m_current / m_perCell;
    const auto columns = static_cast<std::uint32_t>(m_columns);
    const auto column = static_cast<int>(cell % columns);
    const int x = layoutDirection() == Qt::RightToLeft ? viewport()->width() - (column + 1) * m_side : column * m_side;
    const int y = static_cast<int>(cell / columns) * m_side - verticalScrollBar()->value() + top;
    painter.setClipRect(0, top, viewport()->width(), viewport()->height() - top);
    painter.setPen(QPen(palette().color(QPalette::Highlight), 2));
    painter.drawRect(x - 1, y - 1, m_side, m_side);
}

std::optional<std::uint32_t> PieceMap::pieceAt(const QPoint &position) const
{
    if (!m_picture || m_picture->cells.empty())
        return std::nullopt;
    const int width = std::max(1, viewport()->width());
    const int x = layoutDirection() == Qt::RightToLeft ? width - 1 - position.x() : position.x();
    const auto count = static_cast<std::uint32_t>(m_picture->cells.size());
    if (x < 0 || x >= width || position.y() < 0)
        return std::nullopt;
    if (position.y() < barHeight())
        return static_cast<std::uint32_t>(static_cast<std::uint64_t>(x) * count / static_cast<std::uint64_t>(width));
    const int y = position.y() - 2 * barHeight() + verticalScrollBar()->value();
    if (y < verticalScrollBar()->value() || x / m_side >= m_columns)
        return std::nullopt;
    const std::uint32_t cell = static_cast<std::uint32_t>(y / m_side) * static_cast<std::uint32_t>(m_columns)
                               + static_cast<std::uint32_t>(x / m_side);
    if (cell >= cellCount())
        return std::nullopt;
    // Of several pieces the one that is shown.
    const PieceCell &shown = worst(m_picture->cells, std::size_t{cell} * m_perCell, m_perCell);
    return static_cast<std::uint32_t>(&shown - m_picture->cells.data());
}

void PieceMap::setCurrentPiece(std::uint32_t piece)
{
    if (!m_picture || piece >= m_picture->cells.size())
        return;
    m_current = piece;
    const int y = static_cast<int>(piece / m_perCell / static_cast<std::uint32_t>(m_columns)) * m_side;
    QScrollBar *bar = verticalScrollBar();
    if (y < bar->value())
        bar->setValue(y);
    else if (y + m_side > bar->value() + bar->pageStep())
        bar->setValue(y + m_side - bar->pageStep());
    setAccessibleDescription(pieceSentence(*m_picture, piece));
    viewport()->update();
    Q_EMIT currentPieceChanged(piece);
}

void PieceMap::zoom(int steps)
{
    if (!m_picture || m_picture->cells.empty())
        return;
    const std::uint32_t before = m_perCell;
    for (; steps > 0 && m_perCell > 1; --steps)
        m_perCell /= 2;
    for (; steps < 0 && cellCount() > 1; ++steps)
        m_perCell *= 2;
    if (m_perCell == before)
        return;
    m_zoomed = true;
    layOut();
    drawGrid();
    if (m_current)
        setCurrentPiece(*m_current);
}

void PieceMap::resizeEvent(QResizeEvent *)
{
    if (!m_zoomed)
        choosePerCell();
    layOut();
    redraw();
}

void PieceMap::mousePressEvent(QMouseEvent *event)
{
    if (const auto piece = pieceAt(event->position().toPoint()))
        setCurrentPiece(*piece);
}

void PieceMap::keyPressEvent(QKeyEvent *event)
{
    if (!m_picture || m_picture->cells.empty())
        return QAbstractScrollArea::keyPressEvent(event);
    const auto count = static_cast<std::int64_t>(m_picture->cells.size());
    const std::int64_t forward = m_perCell;
    const std::int64_t line = forward * m_columns;
    const bool mirrored = layoutDirection() == Qt::RightToLeft;
    std::int64_t step = 0;
    switch (event->key()) {
    case Qt::Key_Plus:
        return zoom(1);
    case Qt::Key_Minus:
        return zoom(-1);
    case Qt::Key_0:
        m_zoomed = false;
        choosePerCell();
        layOut();
        return redraw();
    case Qt::Key_Left:
        step = mirrored ? forward : -forward;
        break;
    case Qt::Key_Right:
        step = mirrored ? -forward : forward;
        break;
    case Qt::Key_Up:
        step = -line;
        break;
    case Qt::Key_Down:
        step = line;
        break;
    case Qt::Key_Home:
        step = -count;
        break;
    case Qt::Key_End:
        step = count;
        break;
    default:
        return QAbstractScrollArea::keyPressEvent(event);
    }
    const std::int64_t from = m_current ? *m_current : 0;
    setCurrentPiece(static_cast<std::uint32_t>(std::clamp<std::int64_t>(m_current ? from + step : 0, 0, count - 1)));
}

void PieceMap::wheelEvent(QWheelEvent *event)
{
    if ((event->modifiers() & Qt::ControlModifier) != 0)
        zoom(event->angleDelta().y() > 0 ? 1 : -1);
    else
        QAbstractScrollArea::wheelEvent(event);
}

void PieceMap::changeEvent(QEvent *event)
{
    QAbstractScrollArea::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::LayoutDirectionChange
        || event->type() == QEvent::FontChange) {
        m_look = PieceLook(palette());
        layOut();
        redraw();
    }
}

bool PieceMap::viewportEvent(QEvent *event)
{
    if (event->type() == QEvent::ToolTip) {
        const auto *help = static_cast<QHelpEvent *>(event);
        const auto piece = pieceAt(help->pos());
        QToolTip::showText(help->globalPos(), piece ? pieceSentence(*m_picture, *piece) : QString(), viewport());
        return true;
    }
    return QAbstractScrollArea::viewportEvent(event);
}

} // namespace freshet::ui
