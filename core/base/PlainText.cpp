// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/PlainText.h"

#include <algorithm>

namespace freshet {

namespace {

/// What is looked at is so many times longer than what is shown: enough, whatever is left out of it.
constexpr qsizetype reach = 4;

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

QString plainText(QStringView text, qsizetype maximum)
{
    QString plain;
    qsizetype length = 0;
    bool blank = false;
    for (const char32_t c : text.left(maximum * reach).toUcs4()) {
        if (length >= maximum)
            break;
        if (isBlank(c)) {
            blank = length > 0;
        } else if (isShown(c)) {
            if (blank && length + 1 < maximum) {
                plain += u' ';
                ++length;
            }
            blank = false;
            plain += QChar::fromUcs4(c);
            ++length;
        }
    }
    return plain;
}

QString plainText(std::span<const std::byte> utf8, qsizetype maximum)
{
    // No character takes more than 4 bytes.
    const auto head = utf8.first(std::min(utf8.size(), static_cast<std::size_t>(maximum * 4 * reach)));
    return plainText(
        QString::fromUtf8(reinterpret_cast<const char *>(head.data()), static_cast<qsizetype>(head.size())), maximum);
}

} // namespace freshet
