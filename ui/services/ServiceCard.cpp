// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/services/ServiceCard.h"

#include "ui/text/Amounts.h"
#include "ui/theme/Appearance.h"

#include <QPainter>
#include <QStyle>
#include <QStyleOptionFocusRect>

namespace freshet::ui {

using namespace Qt::StringLiterals;
using text::ServiceHealth;

namespace {

QString signOf(ServiceHealth health)
{
    switch (health) {
    case ServiceHealth::NotAsked:
        return u"○"_s;
    case ServiceHealth::Answers:
        return u"●"_s;
    case ServiceHealth::Stale:
        return u"◐"_s;
    case ServiceHealth::Fails:
        return u"✕"_s;
    }
    return {};
}

QColor colourOf(ServiceHealth health, const QPalette &palette)
{
    switch (health) {
    case ServiceHealth::NotAsked:
        return faintText(palette);
    case ServiceHealth::Answers:
        return palette.color(QPalette::Link);
    case ServiceHealth::Stale:
        return cautionText(palette);
    case ServiceHealth::Fails:
        return problemText(palette);
    }
    return {};
}

} // namespace

ServiceCard::ServiceCard(const QString &name, QWidget *parent)
    : QAbstractButton(parent)
    , m_name(name)
{
    setText(text::serviceTitle(name));
    setToolTip(text::servicePurpose(name));
    setCheckable(true);
    setAutoExclusive(true);
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    showRow({}, {});
}

void ServiceCard::showRow(const std::optional<ServiceRow> &row, MonotonicTime now)
{
    m_health = row ? std::optional(text::serviceHealth(*row)) : std::nullopt;
    m_state = row ? text::serviceStateLabel(*row) : tr("None set");
    m_latency = row && row->latency ? text::isolated(text::latency(*row->latency)) : QString();
    m_age = row && row->answeredAt
                ? text::isolated(text::ago(std::chrono::floor<std::chrono::seconds>(now - *row->answeredAt)))
                : QString();
    QStringList words{text() + u": "_s + m_state};
    if (!m_latency.isEmpty())
        words.append(tr("took %1").arg(m_latency));
    if (!m_age.isEmpty())
        words.append(m_age);
    setAccessibleName(words.join(u", "_s));
    update();
}

QSize ServiceCard::sizeHint() const
{
    const int line = fontMetrics().height();
    return {fontMetrics().averageCharWidth() * 19, line * 5};
}

void ServiceCard::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const int line = fontMetrics().height();
    const QRectF frame = QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5);
    const QColor edge = isChecked() ? palette().color(QPalette::Accent) : hairline(palette());
    painter.setPen(QPen(edge, isChecked() ? 2 : 1));
    painter.setBrush(palette().color(underMouse() ? QPalette::AlternateBase : QPalette::Base));
    painter.drawRoundedRect(isChecked() ? frame.adjusted(0.5, 0.5, -0.5, -0.5) : frame, line / 3.0, line / 3.0);

    QRect row = rect().adjusted(line * 2 / 3, line / 2, -line * 2 / 3, 0);
    row.setHeight(line * 4 / 3);
    const auto say = [&](const QString &words, const QColor &colour) {
        painter.setPen(colour);
        painter.drawText(row, Qt::AlignVCenter | Qt::AlignLeading | Qt::TextSingleLine,
                         painter.fontMetrics().elidedText(words, Qt::ElideRight, row.width()));
        row.translate(0, row.height());
    };
    QFont strong = font();
    strong.setWeight(QFont::DemiBold);
    painter.setFont(strong);
    say(text(), palette().color(QPalette::Text));
    painter.setFont(font());
    say(m_health ? signOf(*m_health) + u' ' + m_state : m_state,
        m_health ? colourOf(*m_health, palette()) : faintText(palette()));
    QStringList facts{m_latency, m_age};
    facts.removeAll(QString());
    say(facts.join(u" · "_s), faintText(palette()));
    if (hasFocus()) {
        QStyleOptionFocusRect option;
        option.initFrom(this);
        option.rect = rect().adjusted(3, 3, -3, -3);
        style()->drawPrimitive(QStyle::PE_FrameFocusRect, &option, &painter, this);
    }
}

} // namespace freshet::ui
