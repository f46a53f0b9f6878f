// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/service/HttpMessage.h"

#include <cstddef>
#include <string_view>

namespace freshet {

/// Reads the head of an HTTP/1.1 request (RFC 9112) in one strict form: CRLF, no folding, no transfer coding, at most one Content-Length. What can
/// be read in two ways is refused, because the next program in line might read it the other way. Pure.
struct RequestHead {
    enum class State {
        Incomplete,
        Complete,
        Refused, ///< `status` says with what
    };
    static constexpr std::size_t maximumSize = 8192;
    static constexpr std::size_t maximumLines = 64;

    State state = State::Incomplete;
    int status = 400;
    std::size_t size = 0; ///< bytes of the head, with the empty line
    ServedRequest request{};
};

RequestHead parseHttpHead(std::string_view data);

/// The words of a status code.
const char *statusWords(int status);

} // namespace freshet
