// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/meta/BencodeTape.h"

#include <cstdint>
#include <optional>
#include <string_view>

namespace freshet {

/// One item of a BencodeTape: a cursor that costs nothing to copy. The accessor of another type than
/// the item has must not be called; ask first.
class BencodeItem {
public:
    [[nodiscard]] bool isInteger() const { return token().kind == BencodeTape::Kind::Integer; }
    [[nodiscard]] bool isString() const { return token().kind == BencodeTape::Kind::String; }
    [[nodiscard]] bool isList() const { return token().kind == BencodeTape::Kind::List; }
    [[nodiscard]] bool isDictionary() const { return token().kind == BencodeTape::Kind::Dictionary; }

    [[nodiscard]] std::int64_t integer() const;
    /// The bytes of a string, inside the tape's input.
    [[nodiscard]] std::string_view string() const;
    /// The item as it is encoded, inside the tape's input.
    [[nodiscard]] std::string_view encoded() const;

    /// A dictionary's value of `key`. Looks at one key after the other.
    [[nodiscard]] std::optional<BencodeItem> find(std::string_view key) const;

    /// The first item of a list or the first key of a dictionary.
    [[nodiscard]] std::optional<BencodeItem> firstChild() const;
    /// The item after this one in `parent`: the next of a list; of a dictionary a key's value or a value's next key.
    [[nodiscard]] std::optional<BencodeItem> nextIn(const BencodeItem &parent) const;

private:
    friend class BencodeTape;
    BencodeItem(const BencodeTape &tape, std::uint32_t index)
        : m_tape(&tape)
        , m_index(index)
    {
    }
    [[nodiscard]] const BencodeTape::Token &token() const { return m_tape->m_tokens[m_index]; }

    const BencodeTape *m_tape;
    std::uint32_t m_index;
};

} // namespace freshet
