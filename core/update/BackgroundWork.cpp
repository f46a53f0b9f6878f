// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/update/BackgroundWork.h"

#include <linux/ioprio.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace freshet::update {

void workInBackground()
{
    constexpr int background = 10;
    // Both mean the calling thread, though the interfaces speak of processes.
    ::setpriority(PRIO_PROCESS, 0, background);
    ::syscall(SYS_ioprio_set, IOPRIO_WHO_PROCESS, 0, IOPRIO_PRIO_VALUE(IOPRIO_CLASS_IDLE, 0));
}

} // namespace freshet::update
