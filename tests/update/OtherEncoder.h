// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/update/Publisher.h"

namespace freshet::test {

/// A pack at `path`, where nothing is, from one release to the next, such as a publisher makes whose encoder is another one than here: of every .gz file it says what was not done, so that this machine
/// makes something else of it. Every .gz file of `to` is in `from`, too, and is read and packed by one member. Ends the program when that is not so.
void writeWithOtherEncoder(const update::ReleaseTree &from, const update::ReleaseTree &to, const QString &path);

} // namespace freshet::test
