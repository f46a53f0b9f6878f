// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/service/HttpParser.h"

#include <algorithm>
#include <charconv>

namespace freshet {

namespace {

bool isTokenByte(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')
           || std::string_view("!#$%&'*+-.^_`|~").contains(c);
}

bool isToken(std::string_view text)
{
    return !text.empty() && std::ranges::all_of(text, isTokenByte);
}

bool equals(std::string_view text, std::string_view lower)
{
    return text.size() == lower.size() && std::ranges::equal(text, lower, [](char a, char b) {
               return (a >= 'A' && a <= 'Z' ? static_cast<char>(a + ('a' - 'A')) : a) == b;
           });
}

std::string_view trimmed(std::string_view text)
{
    const auto first = text.find_first_not_of(" \t");
    if (first == std::string_view::npos)
        return {};
    return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

QByteArray bytes(std::string_view text)
{
    return {text.data(), static_cast<qsizetype>(text.size())};
}

RequestHead refused(int status)
{
    return {.state = RequestHead::State::Refused, .status = status};
}

/// Method, target and version. 0, or the status to refuse with.
int parseRequestLine(std::string_view line, ServedRequest &request)
{
    const auto first = line.find(' ');
    const auto last = line.rfind(' ');
    if (first == std::string_view::npos || first == last)
        return 400;
    const std::string_view method = line.substr(0, first);
    const std::string_view target = line.substr(first + 1, last - first - 1);
    const std::string_view version = line.substr(last + 1);
    if (!isToken(method) || target.empty() || target.front() != '/')
        return 400;
    if (std::ranges::any_of(target,
                            [](char c) { return c <= ' ' || c == '#' || static_cast<unsigned char>(c) >= 0x7f; }))
        return 400;
    if (version == "HTTP/1.0")
        request.keepAlive = false;
    else if (version != "HTTP/1.1")
        return 505;
    const auto question = target.find('?');
    request.method = bytes(method);
    request.path = bytes(target.substr(0, question));
    if (question != std::string_view::npos)
        request.query = bytes(target.substr(question + 1));
    return 0;
}

} // namespace

RequestHead parseHttpHead(std::string_view data)
{
    const auto end = data.find("\r\n\r\n");
    if (end == std::string_view::npos || end + 4 > RequestHead::maximumSize) {
        if (end != std::string_view::npos || data.size() >= RequestHead::maximumSize)
            return refused(431);
        const bool startsOddly = !data.empty() && !isTokenByte(data.front());
        return startsOddly ? refused(400) : RequestHead{};
    }
    RequestHead head;
    head.size = end + 4;
    std::string_view rest = data.substr(0, end);
    const auto firstEnd = rest.find("\r\n");
    if (const int status = parseRequestLine(rest.substr(0, firstEnd), head.request); status != 0)
        return refused(status);
    rest = firstEnd == std::string_view::npos ? std::string_view() : rest.substr(firstEnd + 2);
    bool hasLength = false;
    bool hasHost = false;
    for (std::size_t lines = 0; !rest.empty(); ++lines) {
        if (lines == RequestHead::maximumLines)
            return refused(431);
        const auto lineEnd = rest.find("\r\n");
        const std::string_view line = rest.substr(0, lineEnd);
        rest = lineEnd == std::string_view::npos ? std::string_view() : rest.substr(lineEnd + 2);
        const auto colon = line.find(':');
        if (colon == std::string_view::npos || !isToken(line.substr(0, colon)))
            return refused(400);
        const std::string_view name = line.substr(0, colon);
        const std::string_view value = trimmed(line.substr(colon + 1));
        if (std::ranges::any_of(value,
                                [](char c) { return (static_cast<unsigned char>(c) < ' ' && c != '\t') || c == 0x7f; }))
            return refused(400);
        if (equals(name, "content-length")) {
            std::uint64_t size = 0;
            const auto [stop, error] = std::from_chars(value.data(), value.data() + value.size(), size);
            if (hasLength || value.empty() || error != std::errc() || stop != value.data() + value.size())
                return refused(400);
            hasLength = true;
            head.request.bodySize = size;
        } else if (equals(name, "transfer-encoding")) {
            return refused(501);
        } else if (equals(name, "host")) {
            if (hasHost)
                return refused(400);
            hasHost = true;
        } else if (equals(name, "connection")) {
            if (equals(value, "close"))
                head.request.keepAlive = false;
            else if (equals(value, "keep-alive"))
                head.request.keepAlive = true;
        } else if (equals(name, "expect")) {
            if (!equals(value, "100-continue"))
                return refused(417);
            head.request.expectsContinue = true;
        } else if (equals(name, "authorization")) {
            head.request.authorization = bytes(value);
        } else if (equals(name, "range")) {
            head.request.range = bytes(value);
        }
    }
    head.state = RequestHead::State::Complete;
    return head;
}

const char *statusWords(int status)
{
    switch (status) {
    case 200:
        return "OK";
    case 201:
        return "Created";
    case 204:
        return "No Content";
    case 206:
        return "Partial Content";
    case 400:
        return "Bad Request";
    case 401:
        return "Unauthorized";
    case 403:
        return "Forbidden";
    case 404:
        return "Not Found";
    case 405:
        return "Method Not Allowed";
    case 408:
        return "Request Timeout";
    case 409:
        return "Conflict";
    case 413:
        return "Content Too Large";
    case 416:
        return "Range Not Satisfiable";
    case 417:
        return "Expectation Failed";
    case 429:
        return "Too Many Requests";
    case 431:
        return "Request Header Fields Too Large";
    case 501:
        return "Not Implemented";
    case 503:
        return "Service Unavailable";
    case 505:
        return "HTTP Version Not Supported";
    default:
        return "Internal Server Error";
    }
}

} // namespace freshet
