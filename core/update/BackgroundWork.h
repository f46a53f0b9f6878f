// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace freshet::update {

/// From now on this thread, and threads and processes that it starts, give way to others: little of the processor where it is wanted (nice 10),
/// and the disk when nobody else wants it (ioprio_set(2), class idle). There is no way back; what the system refuses is left as it was.
void workInBackground();

} // namespace freshet::update
