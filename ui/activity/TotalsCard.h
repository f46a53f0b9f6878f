// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/SourceClass.h"
#include "ui/theme/SourceBar.h"

#include <QFrame>
#include <QLabel>

namespace freshet::ui {

/// Bytes that did not have to cross the line to the internet: what LAN peers and the cache server brought.
Bytes savedFromInternet(const SourceBytes &bytes);

/// What a span of time brought: the sum, where it came from, what was saved, what was given.
class TotalsCard final : public QFrame {
    Q_OBJECT

public:
    explicit TotalsCard(const QString &title, QWidget *parent = nullptr);

    void setBytes(const SourceBytes &bytes);

protected:
    void changeEvent(QEvent *event) override;

private:
    void applyColours();

    QLabel *m_title;
    QLabel *m_sum;
    SourceBar *m_bar;
    QLabel *m_saved;
    QLabel *m_given;
};

} // namespace freshet::ui
