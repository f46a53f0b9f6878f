// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/shell/Page.h"

#include <vector>

namespace freshet::ui {

/// Every page of the application, in the order of the rail.
std::vector<PageEntry> allPages();

} // namespace freshet::ui
