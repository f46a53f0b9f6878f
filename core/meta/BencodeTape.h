// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Error.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace freshet {

class BencodeItem;

/// Limits met before memory is spent.
struct BencodeLimits {
    std::size_t maximumBytes = 64 * 1024 * 1024; ///< never more than 4 GiB - 1: positions are 32 bits wide
    std::size_t maximumTokens = 1'000'000;       ///< integers, strings, lists and dictionaries, keys counted too
    int maximumDepth = 32;                       ///< lists and dictionaries inside each other
};

/// Bencoded bytes (BEP 3) checked once and made navigable: a flat table of tokens that points into the
/// input and copies nothing. Parsed in a loop, never by recursion.
/// Invariant: the input is one canonical item and nothing else: shortest integers and string lengths,
/// dictionary keys strictly ascending as raw bytes. So equal data has exactly one encoding.
/// The input must outlive the tape, the tape its items.
class BencodeTape {
public:
    /// Errors: MetaTooLarge, MetaBencodeSyntax, MetaTooDeep, MetaTooManyTokens, MetaIntegerRange (not in 64
    /// bits signed), MetaIntegerForm, MetaUnorderedKeys, MetaDuplicateKey, MetaTrailingBytes.
    static Result<BencodeTape> parse(std::span<const std::byte> input, const BencodeLimits &limits = {});

    [[nodiscard]] BencodeItem root() const;
    [[nodiscard]] std::size_t tokenCount() const { return m_tokens.size(); }

private:
    friend class BencodeItem;
    friend class BencodeParser;

    enum class Kind : std::uint8_t {
        Integer,
        String,
        List,
        Dictionary,
    };
    struct Token {
        std::uint32_t begin = 0;    ///< first byte in the input
        std::uint32_t end = 0;      ///< one past the last byte
        std::uint32_t next = 0;     ///< token after this item and everything in it
        std::uint8_t dataBegin = 0; ///< from `begin` to a string's first byte
        Kind kind = Kind::Integer;
    };
    static_assert(sizeof(Token) == 16);

    std::string_view m_input;
    std::vector<Token> m_tokens;
};

} // namespace freshet
