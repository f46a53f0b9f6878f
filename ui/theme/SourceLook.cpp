// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/SourceLook.h"

#include "ui/theme/Appearance.h"

#include <QPainter>
#include <QPixmap>

#include <cmath>

namespace freshet::ui {

namespace {

constexpr std::array<QRgb, sourceClassCount> onLight{0xff0b7a5c, 0xff2250c4, 0xffb53a94, 0xff98580f, 0xff2f3a46};
constexpr std::array<QRgb, sourceClassCount> onDark{0xff3fdcae, 0xff5296f5, 0xffefc4f3, 0xffe8853a, 0xff878d94};

double linear(double channel)
{
    return channel <= 0.04045 ? channel / 12.92 : std::pow((channel + 0.055) / 1.055, 2.4);
}

double luminance(const QColor &colour)
{
    return 0.2126 * linear(colour.redF()) + 0.7152 * linear(colour.greenF()) + 0.0722 * linear(colour.blueF());
}

/// Lines of a tile that repeats; none for the first class, which is solid.
void drawPattern(QPainter &painter, SourceClass source, int size)
{
    switch (source) {
    case SourceClass::LanPeers:
        return;
    case SourceClass::GroupPeers: // rising
        painter.drawLine(0, size, size, 0);
        painter.drawLine(-1, 1, 1, -1);
        painter.drawLine(size - 1, size + 1, size + 1, size - 1);
        return;
    case SourceClass::InternetPeers: // dots
        painter.drawPoint(size / 4, size / 4);
        painter.drawPoint(size * 3 / 4, size * 3 / 4);
        return;
    case SourceClass::CacheServer: // falling
        painter.drawLine(0, 0, size, size);
        painter.drawLine(-1, size - 1, 1, size + 1);
        painter.drawLine(size - 1, -1, size + 1, 1);
        return;
    case SourceClass::HttpOrigin: // level
        painter.drawLine(0, size / 2, size, size / 2);
        return;
    }
}

} // namespace

QColor sourceColour(SourceClass source, const QPalette &palette)
{
    return QColor((isDark(palette) ? onDark : onLight)[static_cast<std::size_t>(source)]);
}

QColor earlierColour(const QPalette &palette)
{
    return QColor(isDark(palette) ? 0xff555b62 : 0xffb4bac1);
}

QBrush sourceBrush(SourceClass source, const QPalette &palette, qreal scale)
{
    const QColor colour = sourceColour(source, palette);
    if (source == SourceClass::LanPeers)
        return colour;
    const int size = 6;
    const int pixels = static_cast<int>(std::lround(size * scale));
    QPixmap tile(pixels, pixels);
    tile.fill(colour);
    QPainter painter(&tile);
    painter.setRenderHint(QPainter::Antialiasing, source != SourceClass::HttpOrigin);
    painter.scale(pixels / static_cast<double>(size), pixels / static_cast<double>(size));
    QColor line = isDark(palette) ? QColor(Qt::black) : QColor(Qt::white);
    line.setAlphaF(source == SourceClass::InternetPeers ? 0.75F : 0.4F);
    painter.setPen(QPen(line, source == SourceClass::InternetPeers ? 1.5 : 1.0, Qt::SolidLine, Qt::RoundCap));
    drawPattern(painter, source, size);
    painter.end();
    tile.setDevicePixelRatio(pixels / static_cast<double>(size));
    return QBrush(tile);
}

double contrast(const QColor &a, const QColor &b)
{
    const double x = luminance(a);
    const double y = luminance(b);
    return (std::max(x, y) + 0.05) / (std::min(x, y) + 0.05);
}

} // namespace freshet::ui
