// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Error.h"

#include <QLabel>
#include <QPushButton>
#include <QWidget>

namespace freshet::ui {

/// In place of all pages while there is no engine: why, what is kept, what to do, and a button that tries again.
class TroublePage final : public QWidget {
    Q_OBJECT

public:
    TroublePage();

    /// The engine is being opened.
    void showStarting();
    void show(const Error &error);

Q_SIGNALS:
    void retryRequested();

private:
    QLabel *m_icon;
    QLabel *m_title;
    QLabel *m_text;
    QLabel *m_details;
    QPushButton *m_retry;
};

} // namespace freshet::ui
