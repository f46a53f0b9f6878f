// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/UpdateSource.h"

#include <QWidget>

namespace freshet::ui {

/// The ways to a release as bars of one scale, the cheapest first; what has come of that one is stacked by source. The same in words is its accessible description and its tool tip.
class RouteBars final : public QWidget {
    Q_OBJECT

public:
    explicit RouteBars(QWidget *parent = nullptr);

    void showProduct(const UpdateProduct &product);

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    [[nodiscard]] int lineHeight() const;

    std::vector<UpdateRoute> m_routes; ///< the chosen one first
    SourceBytes m_sources;
};

} // namespace freshet::ui
