// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/Appearance.h"

#include <QApplication>
#include <QPalette>
#include <QStyleHints>

namespace freshet::desktop {

void useDarkColours()
{
    QGuiApplication::styleHints()->setColorScheme(Qt::ColorScheme::Dark);
    if (QGuiApplication::palette().color(QPalette::Window).lightness() < 128)
        return;
    // The platform has no colours of its own for that.
    const QColor window(0x20, 0x23, 0x27), base(0x17, 0x19, 0x1c), text(0xe8, 0xea, 0xed), faint(0x9a, 0xa0, 0xa6);
    QPalette palette(QColor(0x2d, 0x31, 0x36), window);
    palette.setColor(QPalette::Base, base);
    palette.setColor(QPalette::AlternateBase, QColor(0x1d, 0x20, 0x24));
    palette.setColor(QPalette::ToolTipBase, QColor(0x2d, 0x31, 0x36));
    palette.setColor(QPalette::Highlight, QColor(0x1f, 0x5f, 0x8b));
    palette.setColor(QPalette::HighlightedText, Qt::white);
    palette.setColor(QPalette::Link, QColor(0x7c, 0xb7, 0xe8));
    palette.setColor(QPalette::PlaceholderText, faint);
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText, QPalette::ToolTipText}) {
        palette.setColor(role, text);
        palette.setColor(QPalette::Disabled, role, QColor(0x70, 0x76, 0x7d));
    }
    QApplication::setPalette(palette);
}

} // namespace freshet::desktop
