// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/services/ServiceFlow.h"

#include "ui/theme/Appearance.h"

#include <QHBoxLayout>
#include <QPainter>
#include <QPainterPath>

#include <algorithm>

namespace freshet::ui {

using namespace Qt::StringLiterals;

namespace {

/// Points to the next service, in reading direction.
class Arrow final : public QWidget {
public:
    Arrow()
    {
        setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Expanding);
        setFixedWidth(fontMetrics().height() * 3 / 2);
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        if (layoutDirection() == Qt::RightToLeft) {
            painter.translate(width(), 0);
            painter.scale(-1, 1);
        }
        const double tip = fontMetrics().height() / 4.0;
        const double middle = height() / 2.0;
        const double end = width() - tip / 2;
        QPainterPath path;
        path.moveTo(tip / 2, middle);
        path.lineTo(end, middle);
        path.moveTo(end - tip, middle - tip);
        path.lineTo(end, middle);
        path.lineTo(end - tip, middle + tip);
        painter.setPen(QPen(faintText(palette()), 1.5, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
        painter.drawPath(path);
    }
};

} // namespace

ServiceFlow::ServiceFlow(QWidget *parent)
    : QWidget(parent)
{
    setAccessibleName(tr("The services, in the order in which they are asked"));
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins({});
    row->setSpacing(0);
    for (const QString &name : {u"geo"_s, u"keyvalue"_s, u"contentpolicy"_s, u"discovery"_s, u"array"_s}) {
        if (!m_cards.empty())
            row->addWidget(new Arrow);
        auto *card = new ServiceCard(name);
        m_cards.push_back(card);
        row->addWidget(card, 1);
        connect(card, &QAbstractButton::toggled, this, [this, name](bool on) {
            if (!on || m_chosen == name)
                return;
            m_chosen = name;
            Q_EMIT chosenChanged();
        });
    }
    m_cards.front()->setChecked(true);
}

void ServiceFlow::choose(const QString &name)
{
    const auto card = std::ranges::find(m_cards, name, &ServiceCard::name);
    if (card != m_cards.end())
        (*card)->setChecked(true);
}

void ServiceFlow::showPicture(const ServicesPicture *picture, MonotonicTime now)
{
    for (ServiceCard *card : m_cards) {
        std::optional<ServiceRow> shown;
        for (const ServiceRow &row : picture ? picture->rows : std::vector<ServiceRow>{})
            if (row.name == card->name())
                shown = row;
        card->showRow(shown, now);
    }
}

} // namespace freshet::ui
