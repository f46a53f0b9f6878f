// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QIcon>
#include <QLatin1StringView>

namespace freshet::ui {

/// An icon of resources/icons in the colours of the palette that is in force when it is painted: it follows light and dark by itself, and is sharp at every scale.
QIcon icon(QLatin1StringView name);

} // namespace freshet::ui
