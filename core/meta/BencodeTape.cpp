// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/meta/BencodeTape.h"

#include "core/meta/BencodeItem.h"
#include "core/meta/MetaError.h"

#include <algorithm>
#include <charconv>
#include <limits>
#include <optional>
#include <utility>

namespace freshet {

namespace {

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

} // namespace

/// One pass over the input with an explicit stack of at most maximumDepth frames.
class BencodeParser {
public:
    BencodeParser(std::string_view input, const BencodeLimits &limits)
        : m_limits(limits)
    {
        m_tape.m_input = input;
    }

    Result<BencodeTape> run()
    {
        do {
            if (!step())
                return refuseMetadata(m_error, QStringLiteral("bencoding"),
                                      QStringLiteral("at byte %1").arg(m_position));
        } while (!m_stack.empty());
        if (m_position != m_tape.m_input.size())
            return refuseMetadata(ErrorCode::MetaTrailingBytes, QStringLiteral("bencoding"),
                                  QStringLiteral("at byte %1").arg(m_position));
        return std::move(m_tape);
    }

private:
    struct Frame {
        std::uint32_t token = 0;
        std::optional<std::uint32_t> lastKey;
        bool isDictionary = false;
        bool expectsValue = false; ///< a key was read, its value was not
    };
    using Token = BencodeTape::Token;
    using Kind = BencodeTape::Kind;

    bool fail(ErrorCode code)
    {
        m_error = code;
        return false;
    }
    [[nodiscard]] bool atEnd() const { return m_position == m_tape.m_input.size(); }
    [[nodiscard]] char peek() const { return m_tape.m_input[m_position]; }
    [[nodiscard]] bool expectsKey() const
    {
        return !m_stack.empty() && m_stack.back().isDictionary && !m_stack.back().expectsValue;
    }

    /// Reads one token, or the end of a list or dictionary.
    bool step()
    {
        if (atEnd())
            return fail(ErrorCode::MetaBencodeSyntax);
        const char c = peek();
        if (c == 'e' && !m_stack.empty())
            return endContainer();
        const bool isKey = expectsKey();
        if (isKey && !isDigit(c))
            return fail(ErrorCode::MetaBencodeSyntax);
        if (m_tape.m_tokens.size() >= m_limits.maximumTokens)
            return fail(ErrorCode::MetaTooManyTokens);
        if (!m_stack.empty() && m_stack.back().isDictionary)
            m_stack.back().expectsValue = isKey;
        if (c == 'i')
            return readInteger();
        if (c == 'l' || c == 'd')
            return beginContainer(c == 'd');
        return readString() && (!isKey || checkKeyOrder());
    }

    bool beginContainer(bool isDictionary)
    {
        if (std::cmp_greater_equal(m_stack.size(), m_limits.maximumDepth))
            return fail(ErrorCode::MetaTooDeep);
        m_stack.push_back({.token = tokenCount(), .lastKey = {}, .isDictionary = isDictionary});
        addToken(isDictionary ? Kind::Dictionary : Kind::List, 1, 1);
        return true;
    }

    bool endContainer()
    {
        if (m_stack.back().expectsValue)
            return fail(ErrorCode::MetaBencodeSyntax);
        ++m_position;
        Token &token = m_tape.m_tokens[m_stack.back().token];
        token.end = static_cast<std::uint32_t>(m_position);
        token.next = tokenCount();
        m_stack.pop_back();
        return true;
    }

    bool readInteger()
    {
        const std::string_view rest = m_tape.m_input.substr(m_position + 1);
        const std::size_t signs = rest.starts_with('-') ? 1 : 0;
        std::size_t end = signs;
        while (end < rest.size() && isDigit(rest[end]))
            ++end;
        if (end == rest.size())
            return fail(ErrorCode::MetaBencodeSyntax);
        const std::size_t digits = end - signs;
        const bool leadingZero = digits > 0 && rest[signs] == '0' && (digits > 1 || signs > 0);
        if (rest[end] != 'e' || digits == 0 || leadingZero)
            return fail(ErrorCode::MetaIntegerForm);
        std::int64_t value = 0;
        if (std::from_chars(rest.data(), rest.data() + end, value).ec != std::errc{})
            return fail(ErrorCode::MetaIntegerRange);
        addToken(Kind::Integer, 1, end + 2);
        return true;
    }

    bool readString()
    {
        const std::string_view rest = m_tape.m_input.substr(m_position);
        std::size_t digits = 0;
        std::size_t length = 0;
        // A length beyond the input ends the loop at once, so it cannot overflow.
        while (digits < rest.size() && isDigit(rest[digits]) && length <= rest.size())
            length = length * 10 + static_cast<std::size_t>(rest[digits++] - '0');
        if (digits == 0 || digits == rest.size() || length > rest.size() || rest[digits] != ':'
            || length > rest.size() - digits - 1)
            return fail(ErrorCode::MetaBencodeSyntax);
        if (digits > 1 && rest[0] == '0')
            return fail(ErrorCode::MetaIntegerForm);
        addToken(Kind::String, digits + 1, digits + 1 + length);
        return true;
    }

    bool checkKeyOrder()
    {
        Frame &frame = m_stack.back();
        const std::uint32_t key = tokenCount() - 1;
        if (frame.lastKey) {
            const int order = text(*frame.lastKey).compare(text(key));
            if (order == 0)
                return fail(ErrorCode::MetaDuplicateKey);
            if (order > 0)
                return fail(ErrorCode::MetaUnorderedKeys);
        }
        frame.lastKey = key;
        return true;
    }

    void addToken(Kind kind, std::size_t dataBegin, std::size_t length)
    {
        m_tape.m_tokens.push_back({.begin = static_cast<std::uint32_t>(m_position),
                                   .end = static_cast<std::uint32_t>(m_position + length),
                                   .next = tokenCount() + 1,
                                   .dataBegin = static_cast<std::uint8_t>(dataBegin),
                                   .kind = kind});
        m_position += length;
    }

    [[nodiscard]] std::uint32_t tokenCount() const { return static_cast<std::uint32_t>(m_tape.m_tokens.size()); }
    [[nodiscard]] std::string_view text(std::uint32_t token) const
    {
        const Token &t = m_tape.m_tokens[token];
        return m_tape.m_input.substr(t.begin + t.dataBegin, t.end - t.begin - t.dataBegin);
    }

    const BencodeLimits m_limits;
    BencodeTape m_tape;
    std::vector<Frame> m_stack;
    std::size_t m_position = 0;
    ErrorCode m_error = ErrorCode::MetaBencodeSyntax;
};

Result<BencodeTape> BencodeTape::parse(std::span<const std::byte> input, const BencodeLimits &limits)
{
    constexpr std::size_t positions = std::numeric_limits<std::uint32_t>::max();
    if (input.size() > std::min(limits.maximumBytes, positions))
        return refuseMetadata(ErrorCode::MetaTooLarge, QStringLiteral("bencoding"),
                              QStringLiteral("%1 bytes").arg(input.size()));
    return BencodeParser({reinterpret_cast<const char *>(input.data()), input.size()}, limits).run();
}

BencodeItem BencodeTape::root() const
{
    return {*this, 0};
}

} // namespace freshet
