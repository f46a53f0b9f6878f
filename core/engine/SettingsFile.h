// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/policy/SettingsBook.h"
#include "core/store/CacheDirectory.h"

namespace freshet {

/// settings.json of a cache directory that is ours. One that cannot be understood is kept aside under another name (the three newest are kept), and
/// a notice says so: nothing that a user wrote is lost, and nothing broken is overwritten.
SettingsBook loadSettings(const CacheDirectory &directory);

/// The same without owning the directory: nothing is moved. No directory or no file: an empty book.
SettingsBook peekSettings(const QString &cacheDirectory);

/// Durable when it returns. The old or the new file is there after any crash. Errors: disk codes.
Result<void> saveSettings(const CacheDirectory &directory, const SettingsBook &book);

} // namespace freshet
