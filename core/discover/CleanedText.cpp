// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/discover/TrackerAnnounce.h"

#include <algorithm>

namespace freshet {

namespace {

bool isShown(char32_t c)
{
    switch (QChar::category(c)) {
    case QChar::Other_Control:
    case QChar::Other_Format: // bidirectional marks, zero width
    case QChar::Other_Surrogate:
    case QChar::Other_PrivateUse:
    case QChar::Other_NotAssigned:
        return false;
    default:
        return true;
    }
}

bool isBlank(char32_t c)
{
    return QChar::isSpace(c) || c == U'\n' || c == U'\r' || c == U'\t';
}

} // namespace

QString cleanedText(std::span<const std::byte> text, int maximum)
{
    // No character is longer than 4 bytes; what is dropped may make room for a little more.
    const std::size_t enough = 8 * static_cast<std::size_t>(std::max(maximum, 0));
    const auto head = text.first(std::min(text.size(), enough));
    const QString decoded =
        QString::fromUtf8(reinterpret_cast<const char *>(head.data()), static_cast<qsizetype>(head.size()));
    QString cleaned;
    int length = 0;
    bool blank = false;
    for (const char32_t c : decoded.toUcs4()) {
        if (length >= maximum)
            break;
        if (isBlank(c)) {
            blank = length > 0;
        } else if (isShown(c)) {
            if (blank && length + 1 < maximum) {
                cleaned += u' ';
                ++length;
            }
            blank = false;
            cleaned += QChar::fromUcs4(c);
            ++length;
        }
    }
    return cleaned;
}

} // namespace freshet
