// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/UiState.h"

#include <algorithm>
#include <ranges>

namespace freshet::ui {

using namespace Qt::StringLiterals;

void UiState::saveColumns(const QString &key, const QHeaderView &header, const QStringList &names)
{
    QStringList columns;
    for (int visual = 0; visual < header.count(); ++visual) {
        const int logical = header.logicalIndex(visual);
        if (logical < 0 || logical >= names.size())
            continue;
        const bool hidden = header.isSectionHidden(logical);
        // The width of a hidden section reads as 0: what was remembered of it stays.
        int width = header.sectionSize(logical);
        if (hidden)
            for (const QString &before : m_settings.value(key + u"/columns"_s).toStringList())
                if (before.section(u':', 0, 0) == names.at(logical))
                    width = before.section(u':', 1, 1).toInt();
        columns.append(u"%1:%2:%3"_s.arg(names.at(logical)).arg(width).arg(hidden ? u"hidden"_s : u"shown"_s));
    }
    m_settings.setValue(key + u"/columns"_s, columns);
    const int sorted = header.sortIndicatorSection();
    if (sorted >= 0 && sorted < names.size()) {
        m_settings.setValue(key + u"/sortedBy"_s, names.at(sorted));
        m_settings.setValue(key + u"/descending"_s, header.sortIndicatorOrder() == Qt::DescendingOrder);
    }
}

void UiState::restoreColumns(const QString &key, QHeaderView &header, const QStringList &names) const
{
    int visual = 0;
    for (const QString &entry : m_settings.value(key + u"/columns"_s).toStringList()) {
        const auto logical = static_cast<int>(names.indexOf(entry.section(u':', 0, 0)));
        if (logical < 0 || logical >= header.count())
            continue;
        header.moveSection(header.visualIndex(logical), visual++);
        if (const int width = entry.section(u':', 1, 1).toInt(); width > 0)
            header.resizeSection(logical, width);
        header.setSectionHidden(logical, entry.section(u':', 2, 2) == "hidden"_L1);
    }
    const auto sorted = static_cast<int>(names.indexOf(m_settings.value(key + u"/sortedBy"_s).toString()));
    if (sorted >= 0 && sorted < header.count())
        header.setSortIndicator(sorted, m_settings.value(key + u"/descending"_s).toBool() ? Qt::DescendingOrder
                                                                                          : Qt::AscendingOrder);
}

} // namespace freshet::ui
