// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/SourceClass.h"

#include <QStringList>
#include <QWidget>

#include <array>

namespace freshet::ui {

/// Which colour and pattern is which source class, always in their order; wraps into several lines where it is narrow.
class SourceLegend final : public QWidget {
    Q_OBJECT

public:
    /// How many of the classes, from the first: three where bytes go to, peers alone.
    explicit SourceLegend(std::size_t classes = sourceClassCount, QWidget *parent = nullptr);

    /// Shown behind the names, e.g. amounts; empty: nothing.
    void setValues(const QStringList &values);

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;
    [[nodiscard]] bool hasHeightForWidth() const override { return true; }
    [[nodiscard]] int heightForWidth(int width) const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    [[nodiscard]] QString label(std::size_t index) const;
    [[nodiscard]] int entryWidth(std::size_t index) const;
    /// The places of the entries in `width`, and the height that they take.
    int arrange(int width, std::array<QPoint, sourceClassCount> *places) const;
    void describe();

    std::size_t m_classes;
    QStringList m_values;
};

} // namespace freshet::ui
