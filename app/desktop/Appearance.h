// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace freshet::desktop {

/// Dark colours for the whole application, whatever the system says.
void useDarkColours();

} // namespace freshet::desktop
