// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/SettingRow.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QLineEdit>
#include <QWidget>

namespace freshet::ui {

/// Edits one value of any kind, within its range. While the user is in it, what comes from the engine does not disturb it.
class SettingEditor final : public QWidget {
    Q_OBJECT

public:
    explicit SettingEditor(const SettingRow &row, const QString &name, QWidget *parent = nullptr);

    void setValue(const SettingValue &value);
    [[nodiscard]] SettingValue value() const;
    /// The widget that gets the focus.
    [[nodiscard]] QWidget *field() const;

Q_SIGNALS:
    /// The user has finished changing it.
    void edited(const freshet::SettingValue &value);

private:
    void makeNumber(const SettingRow &row, const QString &name);
    void finish();
    void showNumber(std::uint64_t number);
    void setUnit(int index);

    SettingKind m_kind;
    SettingValue m_shown;
    std::uint64_t m_minimum;
    std::uint64_t m_maximum;
    QCheckBox *m_switch = nullptr; ///< of a switch; of an optional value: whether there is one
    QDoubleSpinBox *m_number = nullptr;
    QComboBox *m_choice = nullptr; ///< a mode, or a number's unit
    QLineEdit *m_text = nullptr;
};

} // namespace freshet::ui
