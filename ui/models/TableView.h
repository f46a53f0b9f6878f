// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/TableModel.h"
#include "ui/shell/UiState.h"

#include <QAction>
#include <QMenu>
#include <QTreeView>

namespace freshet::ui {

enum class Density { Comfortable, Compact };

/// A view of a TableModel, the same manners in every table: columns are chosen from the header's menu and remembered by name, rows keep their
/// places while the user aims at one, Ctrl+C copies the selected rows, there is always a current row. Rows are equally high, so that a
/// hundred thousand of them scroll.
class TableView final : public QTreeView {
    Q_OBJECT

public:
    /// `model` and `state` outlive the view. `key` names the table in `state`.
    TableView(TableModel &model, UiState &state, const QString &key);

    void setDensity(Density density);
    [[nodiscard]] Density density() const { return m_density; }
    void saveState();
    /// Menu for the menu bar and the header: which columns are shown.
    [[nodiscard]] QMenu *columnMenu() const { return m_columnMenu; }
    /// Shown over the empty table: what would be here, and how it gets here.
    void setEmptyText(const QString &text);
    /// The selected rows, or all, in the order in which they are shown. Only visible columns.
    [[nodiscard]] QString selectedAsText() const;
    [[nodiscard]] QString allAsCsv() const;
    void copySelected() const;
    /// Ascending rows.
    [[nodiscard]] QList<int> selectedRows() const;
    /// Opens `menu` and holds the rows meanwhile.
    void popUp(QMenu &menu, const QPoint &globalPosition);

    [[nodiscard]] int rowHeight() const;

protected:
    void mousePressEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void fillColumnMenu();
    void ensureCurrent();
    /// The shown column that has the most to say takes the width that the others leave.
    void fillWidth();
    [[nodiscard]] int widestColumn() const;
    [[nodiscard]] QString line(int row, QChar separator, bool quoted) const;
    [[nodiscard]] QList<int> visibleColumns() const;

    TableModel &m_model;
    UiState &m_state;
    QString m_key;
    QString m_emptyText;
    QMenu *m_columnMenu;
    Density m_density = Density::Comfortable;
    int m_filled = -1;     ///< the column that is wider than it was made
    int m_filledWidth = 0; ///< that it was given
    bool m_filling = false;
};

} // namespace freshet::ui
