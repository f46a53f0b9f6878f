// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/UpdateSource.h"

#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QWidget>

namespace freshet::ui {

/// The panel for another product: where it is installed, its publisher's manifest and key. What is wrong is said in it; nothing that was typed is lost.
class AddProduct final : public QWidget {
    Q_OBJECT

public:
    /// `source` outlives it.
    explicit AddProduct(UpdateSource &source);

Q_SIGNALS:
    void added(const QString &tree);
    void closed();

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void showEvent(QShowEvent *event) override;

private:
    QLineEdit *field(const QString &name, const QString &title, const QString &placeholder, bool isDirectory);
    void add();

    UpdateSource &m_source;
    QLineEdit *m_tree;
    QLineEdit *m_manifest;
    QLineEdit *m_key;
    QLabel *m_problem;
    QPushButton *m_add;
};

} // namespace freshet::ui
