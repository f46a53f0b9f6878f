// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/meta/BencodeWriter.h"

#include <cassert>
#include <utility>

namespace freshet {

BencodeWriter &BencodeWriter::beginDictionary()
{
    beforeValue();
    m_out += 'd';
    m_open.push_back({.isDictionary = true});
    return *this;
}

BencodeWriter &BencodeWriter::beginList()
{
    beforeValue();
    m_out += 'l';
    m_open.push_back({});
    return *this;
}

BencodeWriter &BencodeWriter::end()
{
    assert(!m_open.empty() && !m_open.back().expectsValue);
    m_open.pop_back();
    m_out += 'e';
    return *this;
}

BencodeWriter &BencodeWriter::key(std::string_view name)
{
    assert(!m_open.empty() && m_open.back().isDictionary && !m_open.back().expectsValue);
    Level &level = m_open.back();
    assert(!level.hasKey || level.lastKey < name);
    level.hasKey = true;
    level.lastKey = name;
    level.expectsValue = true;
    m_out += std::to_string(name.size());
    m_out += ':';
    m_out += name;
    return *this;
}

BencodeWriter &BencodeWriter::string(std::string_view bytes)
{
    beforeValue();
    m_out += std::to_string(bytes.size());
    m_out += ':';
    m_out += bytes;
    return *this;
}

BencodeWriter &BencodeWriter::integer(std::int64_t value)
{
    beforeValue();
    m_out += 'i';
    m_out += std::to_string(value);
    m_out += 'e';
    return *this;
}

BencodeWriter &BencodeWriter::encoded(std::string_view item)
{
    beforeValue();
    m_out += item;
    return *this;
}

std::string BencodeWriter::take()
{
    assert(m_open.empty());
    return std::exchange(m_out, {});
}

void BencodeWriter::beforeValue()
{
    if (m_open.empty() || !m_open.back().isDictionary)
        return;
    assert(m_open.back().expectsValue);
    m_open.back().expectsValue = false;
}

} // namespace freshet
