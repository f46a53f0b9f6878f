// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/meta/BencodeItem.h"

#include <cassert>
#include <charconv>

namespace freshet {

std::int64_t BencodeItem::integer() const
{
    assert(isInteger());
    const std::string_view text = encoded();
    std::int64_t value = 0;
    std::from_chars(text.data() + 1, text.data() + text.size() - 1, value);
    return value;
}

std::string_view BencodeItem::string() const
{
    assert(isString());
    return encoded().substr(token().dataBegin);
}

std::string_view BencodeItem::encoded() const
{
    return m_tape->m_input.substr(token().begin, token().end - token().begin);
}

std::optional<BencodeItem> BencodeItem::find(std::string_view key) const
{
    assert(isDictionary());
    for (std::optional<BencodeItem> name = firstChild(); name;) {
        const BencodeItem value = *name->nextIn(*this);
        const int order = name->string().compare(key);
        if (order == 0)
            return value;
        if (order > 0)
            return std::nullopt; // keys ascend
        name = value.nextIn(*this);
    }
    return std::nullopt;
}

std::optional<BencodeItem> BencodeItem::firstChild() const
{
    assert(isList() || isDictionary());
    if (token().next == m_index + 1)
        return std::nullopt;
    return BencodeItem(*m_tape, m_index + 1);
}

std::optional<BencodeItem> BencodeItem::nextIn(const BencodeItem &parent) const
{
    if (token().next == parent.token().next)
        return std::nullopt;
    return BencodeItem(*m_tape, token().next);
}

} // namespace freshet
