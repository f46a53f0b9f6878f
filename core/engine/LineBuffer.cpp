// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/LineBuffer.h"

namespace freshet {

LineBuffer::LineBuffer(qsizetype maximumLine)
    : m_maximumLine(maximumLine)
{
}

bool LineBuffer::append(QByteArrayView bytes)
{
    if (m_start > 0) {
        m_bytes.remove(0, m_start);
        m_lastEnd -= m_start;
        m_start = 0;
    }
    const qsizetype before = m_bytes.size();
    m_bytes.append(bytes);
    for (qsizetype end = m_bytes.indexOf('\n', before); end >= 0; end = m_bytes.indexOf('\n', end + 1)) {
        if (end - m_lastEnd > m_maximumLine)
            return false;
        m_lastEnd = end + 1;
    }
    return m_bytes.size() - m_lastEnd <= m_maximumLine;
}

std::optional<QByteArray> LineBuffer::next()
{
    if (m_start >= m_lastEnd)
        return std::nullopt;
    const qsizetype end = m_bytes.indexOf('\n', m_start);
    QByteArray line = m_bytes.mid(m_start, end - m_start);
    m_start = end + 1;
    return line;
}

} // namespace freshet
