// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/Table.h"

#include <algorithm>

namespace freshet::ctl {

using namespace Qt::StringLiterals;

QString aligned(const QList<QStringList> &table, std::initializer_list<qsizetype> amounts)
{
    QList<qsizetype> widths(table.isEmpty() ? 0 : table.first().size(), 0);
    for (const QStringList &line : table)
        for (qsizetype i = 0; i < std::min(line.size(), widths.size()); ++i)
            widths[i] = std::max(widths[i], line[i].size());
    QString text;
    for (const QStringList &line : table) {
        QString out;
        for (qsizetype i = 0; i < std::min(line.size(), widths.size()); ++i) {
            const bool right = std::find(amounts.begin(), amounts.end(), i) != amounts.end();
            out += (right ? line[i].rightJustified(widths[i]) : line[i].leftJustified(widths[i])) + u"  "_s;
        }
        while (out.endsWith(u' '))
            out.chop(1);
        text += out + u'\n';
    }
    return text;
}

} // namespace freshet::ctl
