// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Clock.h"

#include <QAbstractTableModel>
#include <QString>
#include <QStringList>

#include <chrono>

namespace freshet::ui {

/// What a view has to know of a column.
struct ColumnInfo {
    QLatin1StringView name; ///< stable, for UiState: "eta"
    const char *title;      ///< to be translated in TableModel::context()
    const char *help;       ///< one sentence, the header's tooltip; to be translated likewise
    bool shown = true;      ///< until the user chooses
    int characters = 10;    ///< width until the user chooses, in average characters
    Qt::Alignment alignment = Qt::AlignLeading;
};

/// A table whose rows come in pictures. What is common to all of them, without their rows: RowTable has those.
class TableModel : public QAbstractTableModel {
    Q_OBJECT

public:
    using QAbstractTableModel::QAbstractTableModel;

    /// Of translation.
    [[nodiscard]] virtual const char *context() const = 0;
    [[nodiscard]] virtual const ColumnInfo &column(int index) const = 0;
    [[nodiscard]] QStringList columnNames() const;
    [[nodiscard]] QString columnTitle(int index) const;
    /// While the user aims at a row (a button is down, a menu is open) no row changes its place.
    void setHeld(bool held);
    [[nodiscard]] bool isHeld() const { return m_held; }
    /// As it is shown, for the clipboard and for files.
    [[nodiscard]] QString cellText(int row, int column) const;

    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

    /// Rows change their places by themselves at most that often.
    static constexpr std::chrono::milliseconds resortInterval{1000};

protected:
    /// The hold is over: put in order what waited for it.
    virtual void onReleased() = 0;

private:
    bool m_held = false;
};

} // namespace freshet::ui
