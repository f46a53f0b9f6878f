// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/updates/RouteBars.h"

#include "ui/text/Amounts.h"
#include "ui/text/UpdateText.h"
#include "ui/theme/Appearance.h"
#include "ui/theme/SourceBar.h"

#include <QPainter>
#include <QStyle>

#include <algorithm>

namespace freshet::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr std::size_t mostRoutes = 5;

} // namespace

RouteBars::RouteBars(QWidget *parent)
    : QWidget(parent)
{
    setAccessibleName(tr("Ways to the newest release"));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

int RouteBars::lineHeight() const
{
    return fontMetrics().height() * 3 / 2;
}

QSize RouteBars::sizeHint() const
{
    return {fontMetrics().averageCharWidth() * 60, static_cast<int>(m_routes.size()) * lineHeight()};
}

void RouteBars::showProduct(const UpdateProduct &product)
{
    std::vector<UpdateRoute> routes;
    if (product.route && product.route->kind != UpdateRoute::Kind::Nothing) {
        routes.push_back(*product.route);
        routes.insert(routes.end(), product.alternatives.begin(), product.alternatives.end());
        routes.resize(std::min(routes.size(), mostRoutes));
    }
    const bool sameShape = routes.size() == m_routes.size();
    if (sameShape && routes == m_routes && product.sources.from == m_sources.from)
        return;
    m_routes = std::move(routes);
    m_sources = product.sources;
    QStringList lines;
    for (const UpdateRoute &route : m_routes)
        lines.append(tr("%1: %2").arg(text::routeLabel(route), text::bytes(route.bytes)));
    setToolTip(lines.join(u'\n'));
    setAccessibleDescription(lines.join(u", "_s));
    if (!sameShape)
        updateGeometry();
    update();
}

void RouteBars::paintEvent(QPaintEvent *)
{
    if (m_routes.empty())
        return;
    QPainter painter(this);
    const bool mirrored = isRightToLeft();
    const auto place = [&](const QRect &part) {
        return mirrored ? QStyle::visualRect(layoutDirection(), rect(), part) : part;
    };
    int labels = 0;
    int amounts = 0;
    Bytes most{1};
    for (const UpdateRoute &route : m_routes) {
        labels = std::max(labels, fontMetrics().horizontalAdvance(text::routeLabel(route)));
        amounts = std::max(amounts, fontMetrics().horizontalAdvance(text::bytes(route.bytes)));
        most = std::max(most, route.bytes);
    }
    const int gap = fontMetrics().averageCharWidth() * 2;
    const int room = std::max(width() - labels - amounts - 2 * gap, gap);
    const int height = lineHeight();
    for (std::size_t i = 0; i < m_routes.size(); ++i) {
        const UpdateRoute &route = m_routes[i];
        const int top = static_cast<int>(i) * height;
        painter.setPen(i == 0 ? palette().color(QPalette::WindowText) : faintText(palette()));
        painter.drawText(place({0, top, labels, height}),
                         Qt::AlignVCenter | (mirrored ? Qt::AlignRight : Qt::AlignLeft), text::routeLabel(route));
        const int length =
            std::max(2, static_cast<int>(static_cast<double>(room) * static_cast<double>(route.bytes.value())
                                         / static_cast<double>(most.value())));
        const QRect bar = place({labels + gap, top + height / 4, length, height / 2});
        if (i == 0) {
            SourceShares shares{.from = m_sources.from, .earlier = {}, .whole = std::max(route.bytes, Bytes{1})};
            painter.fillRect(bar.adjusted(-1, -1, 1, 1), palette().color(QPalette::Highlight));
            paintSourceBar(painter, bar, shares, palette(), layoutDirection());
        } else {
            painter.fillRect(bar, hairline(palette()));
        }
        painter.setPen(i == 0 ? palette().color(QPalette::WindowText) : faintText(palette()));
        painter.drawText(place({labels + 2 * gap + length, top, amounts, height}),
                         Qt::AlignVCenter | (mirrored ? Qt::AlignRight : Qt::AlignLeft), text::bytes(route.bytes));
    }
}

} // namespace freshet::ui
