// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/ControlStyle.h"

#include "ui/theme/Appearance.h"

#include <QPainter>
#include <QStyleOption>

namespace freshet::ui {

ControlStyle::ControlStyle()
    : QProxyStyle(QStringLiteral("fusion"))
{
}

void ControlStyle::drawPrimitive(PrimitiveElement element, const QStyleOption *option, QPainter *painter,
                                 const QWidget *widget) const
{
    QProxyStyle::drawPrimitive(element, option, painter, widget);
    const bool isBox = element == PE_IndicatorCheckBox;
    if (!option || !(isBox || element == PE_IndicatorRadioButton) || !isDark(option->palette))
        return;
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    const bool isEnabled = option->state.testFlag(State_Enabled);
    painter->setPen(isEnabled ? faintText(option->palette)
                              : option->palette.color(QPalette::Disabled, QPalette::WindowText));
    painter->setBrush(Qt::NoBrush);
    const QRectF outline = QRectF(option->rect).adjusted(0.5, 0.5, -0.5, -0.5);
    if (isBox)
        painter->drawRoundedRect(outline, 2, 2);
    else
        painter->drawEllipse(outline);
    painter->restore();
}

} // namespace freshet::ui
