// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/shell/Page.h"

#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QUrl>
#include <QWidget>

namespace freshet::ui {

/// Where jobs are added: a panel in the page, never a dialog. One address or file per line; what could be added leaves the field, what could not stays there
/// with the reason below.
class AddPanel final : public QWidget {
    Q_OBJECT

public:
    explicit AddPanel(const PageContext &context);

    /// Adds lines and opens the panel.
    void offer(const QStringList &lines);
    /// As dropped: files become paths.
    void offer(const QList<QUrl> &urls);
    void saveState();

Q_SIGNALS:
    void added(freshet::JobId job);
    void closed();

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    void layOut();
    void addAll();
    void onAnswer(const QString &line, const Result<JobId> &job);
    void showProblems();
    void chooseFiles();
    void chooseDirectory();
    [[nodiscard]] QStringList lines() const;

    PageContext m_context;
    QPlainTextEdit *m_what;
    QLineEdit *m_directory;
    QComboBox *m_priority;
    QLineEdit *m_digest;
    QPushButton *m_add;
    QLabel *m_problems;
    int m_pending = 0;  ///< answers that are to come
    QStringList m_done; ///< lines that were added
    QStringList m_reasons;
};

} // namespace freshet::ui
