// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QProxyStyle>

namespace freshet::ui {

/// Qt's own style, with boxes and radio buttons that can be seen on dark ground too: its outlines are darker than what they stand on.
class ControlStyle final : public QProxyStyle {
public:
    ControlStyle();

    void drawPrimitive(PrimitiveElement element, const QStyleOption *option, QPainter *painter,
                       const QWidget *widget) const override;
};

} // namespace freshet::ui
