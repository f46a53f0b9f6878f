// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/PlainText.h"

namespace freshet {

QString plainText(const QString &text, qsizetype maximum)
{
    QString clean;
    for (const QChar c : text.left(maximum * 4)) // more than enough, whatever is left out of it
        clean += c.isPrint() && c.category() != QChar::Other_Format && !c.isSurrogate() ? c : QLatin1Char(' ');
    return clean.simplified().left(maximum);
}

} // namespace freshet
