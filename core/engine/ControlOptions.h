// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtTypes>

#include <chrono>
#include <cstddef>

namespace freshet {

/// Who may do what through the control socket. The limits bound what a client, hostile or broken, can cost.
struct ControlOptions {
    enum class Access {
        None,  ///< no socket
        Watch, ///< everything but new jobs: the engine ends with the job it was started for
        Full,
    };
    Access access = Access::None;

    qsizetype maximumRequest = 1 << 20; ///< bytes of one line
    qsizetype maximumReply = 16 << 20;
    std::size_t maximumConnections = 32; ///< further ones take the place of the longest idle one
    std::chrono::milliseconds idleTime{60'000};
    std::chrono::milliseconds longestWait{25'000}; ///< of `snapshot` for a newer revision
};

} // namespace freshet
