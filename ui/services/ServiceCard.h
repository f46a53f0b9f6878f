// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/ServiceRow.h"
#include "ui/text/ServiceText.h"

#include <QAbstractButton>

namespace freshet::ui {

/// One service of the flow: its name, whether it answers, how fast, and when it last did. Checked: its details are shown. Health is a colour, a sign and a word.
class ServiceCard final : public QAbstractButton {
    Q_OBJECT

public:
    explicit ServiceCard(const QString &name, QWidget *parent = nullptr);

    /// Without a row: no services are set.
    void showRow(const std::optional<ServiceRow> &row, MonotonicTime now);
    [[nodiscard]] const QString &name() const { return m_name; }

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QString m_name;
    std::optional<text::ServiceHealth> m_health; ///< unset: no services are set
    QString m_state;
    QString m_latency;
    QString m_age;
};

} // namespace freshet::ui
