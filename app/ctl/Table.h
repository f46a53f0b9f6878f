// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>
#include <QStringList>

#include <initializer_list>

namespace freshet::ctl {

/// Lines of cells for a terminal, columns aligned; those of `amounts` to the right. The first line is the heading.
QString aligned(const QList<QStringList> &table, std::initializer_list<qsizetype> amounts = {});

} // namespace freshet::ctl
