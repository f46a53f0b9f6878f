// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/meta/NameRules.h"

#include <algorithm>
#include <array>
#include <cstdint>

namespace freshet {

namespace {

struct Range {
    char32_t first;
    char32_t last;
};

constexpr std::array controlCharacters{
    Range{0x00, 0x1f},
    Range{0x7f, 0x9f},
    Range{0x2028, 0x2029},
};

/// Characters that show nothing themselves and change how others are shown (general category Cf and the
/// default ignorable code points).
constexpr std::array formattingCharacters{
    Range{0x00ad, 0x00ad}, // soft hyphen
    Range{0x034f, 0x034f}, // combining grapheme joiner
    Range{0x0600, 0x0605}, // Arabic number signs
    Range{0x061c, 0x061c}, // Arabic letter mark
    Range{0x06dd, 0x06dd},   Range{0x070f, 0x070f},   Range{0x0890, 0x0891},   Range{0x08e2, 0x08e2},
    Range{0x115f, 0x1160},                          // Hangul fillers
    Range{0x17b4, 0x17b5},   Range{0x180b, 0x180f}, // Mongolian selectors and separator
    Range{0x200b, 0x200f},                          // zero width space and joiners, direction marks
    Range{0x202a, 0x202e},                          // embeddings and overrides
    Range{0x2060, 0x206f},                          // word joiner, isolates, deprecated format characters
    Range{0x3164, 0x3164},   Range{0xfe00, 0xfe0f}, // variation selectors
    Range{0xfeff, 0xfeff},                          // byte order mark
    Range{0xffa0, 0xffa0},   Range{0xfff0, 0xfffb}, // specials, interlinear annotation
    Range{0x110bd, 0x110bd}, Range{0x110cd, 0x110cd}, Range{0x13430, 0x1343f}, // Egyptian hieroglyph format controls
    Range{0x1bca0, 0x1bca3}, Range{0x1d173, 0x1d17a}, Range{0xe0000, 0xe0fff}, // tags, supplementary variation selectors
};

template <std::size_t N>
bool contains(const std::array<Range, N> &ranges, char32_t c)
{
    return std::any_of(ranges.begin(), ranges.end(), [c](Range r) { return c >= r.first && c <= r.last; });
}

/// Takes one code point off the front; nullopt when the front is not UTF-8.
std::optional<char32_t> takeCodePoint(std::string_view &text)
{
    const auto byte = [&](std::size_t i) { return static_cast<std::uint8_t>(text[i]); };
    const std::uint8_t lead = byte(0);
    const std::size_t length = lead < 0x80   ? 1
                               : lead < 0xc2 ? 0
                               : lead < 0xe0 ? 2
                               : lead < 0xf0 ? 3
                               : lead < 0xf5 ? 4
                                             : 0;
    if (length == 0 || length > text.size())
        return std::nullopt;
    char32_t c = length == 1 ? lead : lead & (0x7fU >> length);
    for (std::size_t i = 1; i < length; ++i) {
        if ((byte(i) & 0xc0) != 0x80)
            return std::nullopt;
        c = c << 6 | (byte(i) & 0x3fU);
    }
    const bool overlong = (length == 3 && c < 0x800) || (length == 4 && c < 0x10000);
    const bool surrogate = c >= 0xd800 && c <= 0xdfff;
    if (overlong || surrogate || c > 0x10ffff)
        return std::nullopt;
    text.remove_prefix(length);
    return c;
}

/// "con", "CON.txt", "con .tar.gz", "COM1", "lpt¹": Windows opens the device, whatever the extension.
bool isDeviceName(std::string_view name)
{
    std::string_view stem = name.substr(0, name.find('.'));
    while (stem.ends_with(' '))
        stem.remove_suffix(1);
    std::string upper(stem);
    for (char &c : upper)
        c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;

    static constexpr std::array<std::string_view, 7> devices{"CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$", "CLOCK$"};
    if (std::find(devices.begin(), devices.end(), upper) != devices.end())
        return true;
    if (!upper.starts_with("COM") && !upper.starts_with("LPT"))
        return false;
    const std::string_view port = std::string_view(upper).substr(3);
    return (port.size() == 1 && port[0] >= '0' && port[0] <= '9') || port == "\u00b9" || port == "\u00b2"
           || port == "\u00b3";
}

} // namespace

std::optional<ErrorCode> brokenNameRule(std::string_view name)
{
    if (name.empty())
        return ErrorCode::MetaNameEmpty;
    if (name.size() > maximumNameBytes)
        return ErrorCode::MetaNameTooLong;

    bool hasControl = false;
    bool hasFormatting = false;
    for (std::string_view rest = name; !rest.empty();) {
        const std::optional<char32_t> c = takeCodePoint(rest);
        if (!c)
            return ErrorCode::MetaNameEncoding;
        hasControl |= contains(controlCharacters, *c);
        hasFormatting |= contains(formattingCharacters, *c);
    }
    if (hasControl)
        return ErrorCode::MetaNameControl;
    if (hasFormatting)
        return ErrorCode::MetaNameDirection;

    if (name.find_first_of("/\\:") != std::string_view::npos)
        return ErrorCode::MetaNameSeparator;
    if (name.ends_with('.') || name.ends_with(' '))
        return ErrorCode::MetaNameDots;
    if (name.find_first_of("<>\"|?*") != std::string_view::npos || isDeviceName(name))
        return ErrorCode::MetaNameReserved;
    return std::nullopt;
}

} // namespace freshet
