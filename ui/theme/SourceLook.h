// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/SourceClass.h"

#include <QBrush>
#include <QPalette>

#include <array>

namespace freshet::ui {

/// In the order in which they are always shown.
inline constexpr std::array allSourceClasses{SourceClass::LanPeers, SourceClass::GroupPeers, SourceClass::InternetPeers,
                                             SourceClass::CacheServer, SourceClass::HttpOrigin};

/// Contrast of at least 4.5 to the palette's window, base and alternate base.
QColor sourceColour(SourceClass source, const QPalette &palette);
/// For a bar's part of unknown origin: bytes that an earlier run brought.
QColor earlierColour(const QPalette &palette);
/// The colour with the class's pattern, so that nobody has to tell the classes apart by colour. `scale`: device pixels per pixel.
QBrush sourceBrush(SourceClass source, const QPalette &palette, qreal scale = 1);

/// WCAG 2: 1 to 21.
double contrast(const QColor &a, const QColor &b);

} // namespace freshet::ui
