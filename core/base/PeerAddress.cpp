// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/PeerAddress.h"

#include <charconv>

namespace freshet {

std::optional<PeerAddress> PeerAddress::fromText(std::string_view text)
{
    const std::size_t colon = text.rfind(':');
    if (colon == std::string_view::npos)
        return std::nullopt;
    const std::string_view digits = text.substr(colon + 1);
    std::uint16_t port = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), port);
    if (error != std::errc{} || end != digits.data() + digits.size() || port == 0 || digits.front() == '0')
        return std::nullopt;

    std::string_view host = text.substr(0, colon);
    const bool bracketed = host.size() > 2 && host.front() == '[' && host.back() == ']';
    if (bracketed)
        host = host.substr(1, host.size() - 2);
    const std::optional<IpAddress> ip = IpAddress::fromText(host);
    if (!ip || bracketed != (host.find(':') != std::string_view::npos))
        return std::nullopt;
    return PeerAddress{*ip, port};
}

std::string PeerAddress::text() const
{
    return (ip.isV4() ? ip.text() : '[' + ip.text() + ']') + ':' + std::to_string(port);
}

} // namespace freshet
