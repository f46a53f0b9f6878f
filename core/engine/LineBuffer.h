// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayView>

#include <optional>

namespace freshet {

/// Cuts a byte stream into lines. Invariant: holds no line longer than the limit, so that a peer that never ends
/// its line costs bounded memory. Non-duty: what a line says.
class LineBuffer {
public:
    explicit LineBuffer(qsizetype maximumLine);

    /// False when a line, ended or not, is longer than the limit: the stream cannot be read any further.
    [[nodiscard]] bool append(QByteArrayView bytes);
    /// The next whole line, without its line feed.
    std::optional<QByteArray> next();
    [[nodiscard]] qsizetype size() const { return m_bytes.size() - m_start; }

private:
    qsizetype m_maximumLine;
    QByteArray m_bytes;
    qsizetype m_start = 0;   ///< of the next line
    qsizetype m_lastEnd = 0; ///< behind the last line feed
};

} // namespace freshet
