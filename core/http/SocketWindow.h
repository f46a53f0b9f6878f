// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Units.h"

#include <cstddef>

namespace freshet {

/// The receive window of one TCP connection, kept to its share of a link (ShareWindow.h) or left to the kernel.
/// Where the kernel cannot be given it back (before Linux 5.15), it always keeps it.
class SocketWindow {
public:
    /// Nothing is known of the rate yet: the least, if this was never said, else as it is.
    void begin(int socket);
    void onRate(int socket, BytesPerSecond rate);
    /// The kernel decides.
    void free(int socket);

private:
    void set(int socket, std::size_t bytes);

    BytesPerSecond m_rate{}; ///< told last
    BytesPerSecond m_smooth{};
    std::size_t m_bytes = 0; ///< 0: the kernel decides
    bool m_begun = false;
};

} // namespace freshet
