// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/TableModel.h"

#include "ui/text/Amounts.h"

#include <QCoreApplication>

namespace freshet::ui {

QStringList TableModel::columnNames() const
{
    QStringList names;
    for (int i = 0; i < columnCount(); ++i)
        names.append(column(i).name);
    return names;
}

QString TableModel::columnTitle(int index) const
{
    return QCoreApplication::translate(context(), column(index).title);
}

void TableModel::setHeld(bool held)
{
    if (std::exchange(m_held, held) && !held)
        onReleased();
}

QString TableModel::cellText(int row, int column) const
{
    return text::withoutMarks(data(index(row, column), Qt::DisplayRole).toString());
}

QVariant TableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= columnCount())
        return {};
    switch (role) {
    case Qt::DisplayRole:
    case Qt::AccessibleTextRole:
        return columnTitle(section);
    case Qt::ToolTipRole:
        return QCoreApplication::translate(context(), column(section).help);
    case Qt::TextAlignmentRole:
        return QVariant::fromValue(column(section).alignment | Qt::AlignVCenter);
    default:
        return {};
    }
}

} // namespace freshet::ui
