// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/settings/SettingLine.h"
#include "ui/shell/Page.h"

#include <QLineEdit>
#include <QScrollArea>
#include <QVBoxLayout>

#include <map>

namespace freshet::ui {

/// Every setting of the engine, and how the windows look. The engine's are made from the rows it shows: a new setting appears by itself. Changes
/// apply at once and can be undone.
class SettingsPage final : public Page {
    Q_OBJECT

public:
    explicit SettingsPage(const PageContext &context);

    void showSnapshot(const std::shared_ptr<const EngineSnapshot> &snapshot) override;
    [[nodiscard]] QWidget *filterField() const override { return m_search; }
    [[nodiscard]] QList<QWidget *> panes() const override { return {m_search, m_scroll}; }
    /// A setting's key, or what to search for.
    void open(const QString &what) override { m_search->setText(what); }

    [[nodiscard]] SettingLine *line(const QString &key) const;

private:
    struct Group {
        QLabel *title = nullptr;
        QVBoxLayout *lines = nullptr;
    };

    QWidget *makeAppearance();
    QWidget *makeWindow();
    Group &groupOf(const QString &key);
    void add(const SettingRow &row);
    void change(const QString &key, const std::optional<SettingValue> &value);
    void filter();

    QLineEdit *m_search;
    QScrollArea *m_scroll;
    QVBoxLayout *m_column;
    QWidget *m_appearance;
    QWidget *m_window;
    QLabel *m_nothing;
    std::map<QString, Group> m_groups;
    std::map<QString, SettingLine *> m_lines;
    std::shared_ptr<const SettingsPicture> m_shown;
};

} // namespace freshet::ui
