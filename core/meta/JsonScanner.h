// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace freshet {

/// Reads JSON (RFC 8259) from front to back without building a document, so that a file of a known shape
/// costs no more memory than its facts. Every function returns false or nullopt, at the place of the error, when
/// the text is not what was asked for. Non-duty: checking that strings are UTF-8.
class JsonScanner {
public:
    /// A byte order mark in front is skipped. `text` must outlive the scanner.
    explicit JsonScanner(std::string_view text);

    /// Skips white space, then the given character.
    bool consume(char c);
    /// The next character after white space, 0 at the end.
    [[nodiscard]] char peek();
    /// True when only white space is left.
    [[nodiscard]] bool atEnd();

    /// A string with escapes resolved. What exceeds `maximumBytes` is checked but dropped, but for one byte, so that
    /// the result equals no shorter string.
    std::optional<std::string> readString(std::size_t maximumBytes);
    /// A number without fraction and exponent, within 64 bits signed.
    std::optional<std::int64_t> readInteger();
    /// Any value, of at most `maximumDepth` arrays and objects inside each other.
    bool skipValue(int maximumDepth);

    [[nodiscard]] std::size_t position() const { return m_position; }

private:
    void skipSpace();
    bool skipScalar();
    bool skipNumber();
    std::optional<char32_t> readEscape();
    std::optional<char32_t> readFourHexDigits();

    std::string_view m_text;
    std::size_t m_position = 0;
};

} // namespace freshet
