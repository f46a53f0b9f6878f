// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPalette>
#include <QString>

namespace freshet::ui {

enum class Appearance { System, Light, Dark };

/// "system", "light", "dark": as it is remembered and typed. What is unknown is System.
Appearance appearanceFromName(const QString &name);
QString appearanceName(Appearance appearance);

/// The application's own colours.
QPalette lightPalette();
QPalette darkPalette();
[[nodiscard]] bool isDark(const QPalette &palette);

/// Gives the whole application these colours, now and when it runs already.
void applyAppearance(Appearance appearance);

/// For labels whose text can be selected: those go by their text's own direction otherwise, and names and numbers would stand on the wrong side.
Qt::Alignment readingSide(Qt::LayoutDirection direction);

/// Text that is less important than the rest, and still easy to read.
QColor faintText(const QPalette &palette);
/// Lines between parts.
QColor hairline(const QPalette &palette);
/// Something is wrong; a caution. As text on a window or on a base.
QColor problemText(const QPalette &palette);
QColor cautionText(const QPalette &palette);

} // namespace freshet::ui
