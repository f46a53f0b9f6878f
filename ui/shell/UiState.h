// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHeaderView>
#include <QSettings>
#include <QString>
#include <QStringList>

namespace freshet::ui {

/// What the windows remember from run to run: positions, columns, filters; no setting of the engine. Everything is kept by stable name, never by
/// translated text and never as a binary blob, so that a newer version finds what it knows and skips the rest.
class UiState {
public:
    explicit UiState(const QString &file)
        : m_settings(file, QSettings::IniFormat)
    {
    }

    [[nodiscard]] QVariant value(const QString &key, const QVariant &otherwise = {}) const
    {
        return m_settings.value(key, otherwise);
    }
    void setValue(const QString &key, const QVariant &value) { m_settings.setValue(key, value); }
    void remove(const QString &key) { m_settings.remove(key); }

    /// Widths, order and visibility of a header's sections, by the names of its columns ("name", "eta"), and the sorting column. Names that are
    /// unknown are skipped; columns that are not remembered stay as they are.
    void saveColumns(const QString &key, const QHeaderView &header, const QStringList &names);
    void restoreColumns(const QString &key, QHeaderView &header, const QStringList &names) const;

private:
    QSettings m_settings;
};

} // namespace freshet::ui
