// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/activity/TotalsCard.h"

#include "ui/text/Amounts.h"
#include "ui/theme/Appearance.h"

#include <QEvent>
#include <QVBoxLayout>

namespace freshet::ui {

Bytes savedFromInternet(const SourceBytes &bytes)
{
    return bytes.fromClass(SourceClass::LanPeers) + bytes.fromClass(SourceClass::CacheServer);
}

TotalsCard::TotalsCard(const QString &title, QWidget *parent)
    : QFrame(parent)
    , m_title(new QLabel(title))
    , m_sum(new QLabel)
    , m_bar(new SourceBar)
    , m_saved(new QLabel)
    , m_given(new QLabel)
{
    setAccessibleName(title);
    setAutoFillBackground(true);
    setBackgroundRole(QPalette::Base);
    const int unit = fontMetrics().height();
    QFont large = font();
    large.setPointSizeF(large.pointSizeF() * 1.5);
    large.setWeight(QFont::DemiBold);
    m_sum->setFont(large);
    m_bar->setFixedHeight(unit * 2 / 3);
    for (QLabel *label : {m_saved, m_given})
        label->setWordWrap(true);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(unit, unit * 3 / 4, unit, unit * 3 / 4);
    column->setSpacing(unit / 3);
    for (QWidget *part : {static_cast<QWidget *>(m_title), static_cast<QWidget *>(m_sum), static_cast<QWidget *>(m_bar),
                          static_cast<QWidget *>(m_saved), static_cast<QWidget *>(m_given)})
        column->addWidget(part);
    column->addStretch();
    applyColours();
    setBytes({});
}

void TotalsCard::setBytes(const SourceBytes &bytes)
{
    const Bytes received = bytes.received();
    m_sum->setText(tr("%1 received").arg(text::bytes(received)));
    m_bar->setShares(SourceShares::of(bytes));
    m_saved->setText(received == Bytes{} ? tr("Nothing was received yet.")
                                         : tr("%1 saved from the internet (%2)")
                                               .arg(text::bytes(savedFromInternet(bytes)),
                                                    text::wholePercent(savedFromInternet(bytes), received)));
    m_given->setText(tr("%1 sent to peers · %2 wasted").arg(text::bytes(bytes.sent()), text::bytes(bytes.wasted)));
    setAccessibleDescription(m_sum->text() + QStringLiteral("; ") + sourceBarText(SourceShares::of(bytes))
                             + QStringLiteral("; ") + m_saved->text() + QStringLiteral("; ") + m_given->text());
}

void TotalsCard::changeEvent(QEvent *event)
{
    QFrame::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && m_title)
        applyColours();
}

void TotalsCard::applyColours()
{
    for (QLabel *label : {m_title, m_given}) {
        QPalette faint = label->palette();
        if (faint.color(QPalette::WindowText) == faintText(palette()))
            continue; // else it would never end
        faint.setColor(QPalette::WindowText, faintText(palette()));
        label->setPalette(faint);
    }
}

} // namespace freshet::ui
