// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/discover/LanAnnounce.h"

#include <algorithm>
#include <charconv>
#include <utility>

namespace freshet {

namespace {

constexpr std::string_view method = "BT-SEARCH * HTTP/1.";

char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

bool isNamed(std::string_view name, std::string_view lowercase)
{
    return std::ranges::equal(name, lowercase, {}, lower);
}

std::string_view trimmed(std::string_view text)
{
    constexpr std::string_view blank = " \t";
    const std::size_t begin = text.find_first_not_of(blank);
    return begin == std::string_view::npos ? std::string_view{}
                                           : text.substr(begin, text.find_last_not_of(blank) - begin + 1);
}

/// Cuts the next line off `rest`, without its end.
std::string_view takeLine(std::string_view &rest)
{
    const std::size_t end = rest.find('\n');
    std::string_view line = rest.substr(0, end);
    rest = end == std::string_view::npos ? std::string_view{} : rest.substr(end + 1);
    if (line.ends_with('\r'))
        line.remove_suffix(1);
    return line;
}

std::uint16_t portOf(std::string_view text)
{
    std::uint16_t port = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), port);
    return error == std::errc{} && end == text.data() + text.size() ? port : 0;
}

bool isPrintable(std::string_view text)
{
    return std::ranges::all_of(text, [](char c) { return c >= ' ' && c <= '~'; });
}

} // namespace

std::string composeLanAnnounce(const LanAnnounce &announce, std::string_view group)
{
    std::string out;
    out.reserve(LanAnnounce::maximumComposed);
    out += method;
    out += "1\r\nHost: ";
    const bool isV6 = group.contains(':');
    out += isV6 ? "[" : "";
    out += group;
    out += isV6 ? "]:" : ":";
    out += std::to_string(lanDiscoveryPort);
    out += "\r\nPort: ";
    out += std::to_string(announce.port);
    for (const SwarmHash &hash : announce.hashes) {
        out += "\r\nInfohash: ";
        out += hash.hex();
    }
    if (!announce.cookie.empty()) {
        out += "\r\ncookie: ";
        out += announce.cookie;
    }
    out += "\r\n\r\n\r\n";
    return out;
}

std::optional<LanAnnounce> parseLanAnnounce(std::span<const std::byte> datagram)
{
    if (datagram.size() > LanAnnounce::maximumParsed)
        return std::nullopt;
    std::string_view rest(reinterpret_cast<const char *>(datagram.data()), datagram.size());
    if (!takeLine(rest).starts_with(method))
        return std::nullopt;

    LanAnnounce announce;
    while (!rest.empty()) {
        const std::string_view line = takeLine(rest);
        const std::size_t colon = line.find(':');
        if (line.empty())
            break;
        if (colon == std::string_view::npos)
            continue;
        const std::string_view name = trimmed(line.substr(0, colon));
        const std::string_view value = trimmed(line.substr(colon + 1));
        if (isNamed(name, "port") && announce.port == 0) {
            announce.port = portOf(value);
        } else if (isNamed(name, "cookie") && value.size() <= LanAnnounce::maximumCookie && isPrintable(value)) {
            announce.cookie = value;
        } else if (isNamed(name, "infohash") && announce.hashes.size() < LanAnnounce::maximumHashes) {
            const std::optional<SwarmHash> hash = SwarmHash::fromHex(value);
            if (hash && !hash->isZero() && std::ranges::find(announce.hashes, *hash) == announce.hashes.end())
                announce.hashes.push_back(*hash);
        }
    }
    if (announce.port == 0 || announce.hashes.empty())
        return std::nullopt;
    return announce;
}

} // namespace freshet
