// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/EngineSnapshot.h"
#include "ui/settings/SettingEditor.h"

#include <QLabel>
#include <QToolButton>

namespace freshet::ui {

/// One setting on its page: what it is called and does, its editor, what it does at the moment, who says so, and the way back.
class SettingLine final : public QWidget {
    Q_OBJECT

public:
    explicit SettingLine(const SettingRow &row, QWidget *parent = nullptr);

    void showRow(const SettingRow &row, const EngineSnapshot &snapshot);
    /// Shown under the editor until the next change; empty: nothing.
    void setProblem(const QString &text);
    [[nodiscard]] bool matches(const QString &filter) const;
    [[nodiscard]] const SettingRow &row() const { return m_row; }
    [[nodiscard]] const QString &name() const { return m_name; }
    [[nodiscard]] SettingEditor *editor() const { return m_editor; }

Q_SIGNALS:
    void changeWanted(const freshet::SettingValue &value);
    void resetWanted();

protected:
    void changeEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void applyColours();
    /// As high as its words need at its width.
    void fitHeight();

    SettingRow m_row;
    QString m_name;
    QString m_help;
    SettingEditor *m_editor;
    QLabel *m_helpLabel;
    QLabel *m_effect;
    QLabel *m_provider;
    QLabel *m_problem;
    QToolButton *m_reset;
};

} // namespace freshet::ui
