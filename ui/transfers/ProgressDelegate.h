// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/TableView.h"
#include "ui/theme/SourceBar.h"

#include <QStyledItemDelegate>

#include <functional>

namespace freshet::ui {

/// A cell with a stacked source bar and the percentage behind it, in reading direction.
class ProgressDelegate final : public QStyledItemDelegate {
    Q_OBJECT

public:
    /// `sharesOf`: of a row of the view's model.
    ProgressDelegate(TableView &view, std::function<SourceShares(int row)> sharesOf);

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    TableView &m_view;
    std::function<SourceShares(int)> m_sharesOf;
};

} // namespace freshet::ui
