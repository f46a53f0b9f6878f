// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace freshet {

/// Longest source URL in bytes; signed URLs of the large clouds stay below a quarter of it.
inline constexpr std::size_t maximumSourceUrlBytes = 8192;

/// True when `url` may stand in metadata as a source (BEP 19): absolute http or https (RFC 3986, so ASCII
/// without spaces), with a host, without user info and without fragment.
/// Non-duty: whether the address may be contacted; that is decided where the request is made.
bool isSourceUrl(std::string_view url);

/// The URL to request for a content called `name`: a URL that ends in a slash names a directory, to which
/// the percent-encoded name is added (BEP 19).
std::string resolveSourceUrl(std::string_view url, std::string_view name);

} // namespace freshet
