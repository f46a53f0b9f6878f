// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

namespace freshet::ui {

/// What the cells of a piece map mean that do not show a source. On one line.
class PieceLegend final : public QWidget {
    Q_OBJECT

public:
    explicit PieceLegend(QWidget *parent = nullptr);

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    [[nodiscard]] int swatch() const;
    [[nodiscard]] int entryWidth(const QString &label) const;
};

} // namespace freshet::ui
