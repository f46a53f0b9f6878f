// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/meta/JsonScanner.h"

#include <charconv>
#include <vector>

namespace freshet {

namespace {

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

void appendUtf8(std::string &out, char32_t c)
{
    const auto tail = [&](int shift) { out += static_cast<char>(0x80 | (c >> shift & 0x3f)); };
    if (c < 0x80) {
        out += static_cast<char>(c);
    } else if (c < 0x800) {
        out += static_cast<char>(0xc0 | c >> 6);
        tail(0);
    } else if (c < 0x10000) {
        out += static_cast<char>(0xe0 | c >> 12);
        tail(6);
        tail(0);
    } else {
        out += static_cast<char>(0xf0 | c >> 18);
        tail(12);
        tail(6);
        tail(0);
    }
}

} // namespace

JsonScanner::JsonScanner(std::string_view text)
    : m_text(text)
{
    if (m_text.starts_with("\xef\xbb\xbf"))
        m_position = 3;
}

void JsonScanner::skipSpace()
{
    while (m_position < m_text.size() && std::string_view(" \t\r\n").contains(m_text[m_position]))
        ++m_position;
}

bool JsonScanner::consume(char c)
{
    if (peek() != c || m_position == m_text.size())
        return false;
    ++m_position;
    return true;
}

char JsonScanner::peek()
{
    skipSpace();
    return m_position < m_text.size() ? m_text[m_position] : '\0';
}

bool JsonScanner::atEnd()
{
    skipSpace();
    return m_position == m_text.size();
}

std::optional<std::string> JsonScanner::readString(std::size_t maximumBytes)
{
    if (!consume('"'))
        return std::nullopt;
    std::string out;
    while (m_position < m_text.size()) {
        const char c = m_text[m_position++];
        if (c == '"')
            return out;
        if (static_cast<unsigned char>(c) < 0x20)
            return std::nullopt;
        std::optional<char32_t> escaped;
        if (c == '\\' && !(escaped = readEscape()))
            return std::nullopt;
        if (out.size() > maximumBytes)
            continue;
        if (escaped)
            appendUtf8(out, *escaped);
        else
            out += c;
    }
    return std::nullopt;
}

std::optional<char32_t> JsonScanner::readEscape()
{
    if (m_position == m_text.size())
        return std::nullopt;
    switch (m_text[m_position++]) {
    case '"':
        return U'"';
    case '\\':
        return U'\\';
    case '/':
        return U'/';
    case 'b':
        return U'\b';
    case 'f':
        return U'\f';
    case 'n':
        return U'\n';
    case 'r':
        return U'\r';
    case 't':
        return U'\t';
    case 'u':
        break;
    default:
        return std::nullopt;
    }
    const std::optional<char32_t> first = readFourHexDigits();
    if (!first || *first < 0xd800 || *first > 0xdfff)
        return first;
    // A surrogate is only valid as a high one with a low one after it.
    if (*first > 0xdbff || m_text.substr(m_position, 2) != "\\u")
        return std::nullopt;
    m_position += 2;
    const std::optional<char32_t> second = readFourHexDigits();
    if (!second || *second < 0xdc00 || *second > 0xdfff)
        return std::nullopt;
    return 0x10000 + ((*first - 0xd800) << 10) + (*second - 0xdc00);
}

std::optional<char32_t> JsonScanner::readFourHexDigits()
{
    const std::string_view digits = m_text.substr(m_position, 4);
    std::uint32_t value = 0;
    if (digits.size() != 4)
        return std::nullopt;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + 4, value, 16);
    if (error != std::errc{} || end != digits.data() + 4)
        return std::nullopt;
    m_position += 4;
    return char32_t{value};
}

std::optional<std::int64_t> JsonScanner::readInteger()
{
    skipSpace();
    const std::size_t begin = m_position;
    if (!skipNumber())
        return std::nullopt;
    const std::string_view number = m_text.substr(begin, m_position - begin);
    std::int64_t value = 0;
    const auto [end, error] = std::from_chars(number.data(), number.data() + number.size(), value);
    if (error != std::errc{} || end != number.data() + number.size())
        return std::nullopt;
    return value;
}

bool JsonScanner::skipNumber()
{
    const auto at = [this] { return m_position < m_text.size() ? m_text[m_position] : '\0'; };
    const auto digits = [&] {
        const std::size_t begin = m_position;
        while (isDigit(at()))
            ++m_position;
        return m_position - begin;
    };
    if (at() == '-')
        ++m_position;
    const bool zero = at() == '0';
    const std::size_t whole = digits();
    if (whole == 0 || (zero && whole > 1))
        return false;
    if (at() == '.') {
        ++m_position;
        if (digits() == 0)
            return false;
    }
    if (at() == 'e' || at() == 'E') {
        ++m_position;
        if (at() == '+' || at() == '-')
            ++m_position;
        if (digits() == 0)
            return false;
    }
    return true;
}

bool JsonScanner::skipScalar()
{
    const char c = peek();
    if (c == '"')
        return readString(0).has_value();
    if (c == '-' || isDigit(c))
        return skipNumber();
    for (const std::string_view word : {"true", "false", "null"}) {
        if (m_text.substr(m_position).starts_with(word)) {
            m_position += word.size();
            return true;
        }
    }
    return false;
}

bool JsonScanner::skipValue(int maximumDepth)
{
    const auto readMemberName = [this] { return readString(0).has_value() && consume(':'); };
    std::vector<char> closers; // of the arrays and objects that are open
    for (;;) {
        // A value starts here.
        const char c = peek();
        if (c == '[' || c == '{') {
            if (static_cast<int>(closers.size()) >= maximumDepth)
                return false;
            consume(c);
            closers.push_back(c == '[' ? ']' : '}');
            if (peek() != closers.back()) {
                if (c == '{' && !readMemberName())
                    return false;
                continue;
            }
        } else if (!skipScalar()) {
            return false;
        }
        // A value ended here, or an empty array or object is to be closed.
        while (!closers.empty() && consume(closers.back()))
            closers.pop_back();
        if (closers.empty())
            return true;
        if (!consume(',') || (closers.back() == '}' && !readMemberName()))
            return false;
    }
}

} // namespace freshet
