// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/transfers/RatesTab.h"

#include "ui/theme/SourceLegend.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QToolButton>
#include <QVBoxLayout>

namespace freshet::ui {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

const QString spanKey = u"transfers/rates/span"_s;

} // namespace

RatesTab::RatesTab(const PageContext &context)
    : m_context(context)
    , m_spans(new QButtonGroup(this))
    , m_received(new RatePlot(RateDirection::Received))
    , m_sent(new RatePlot(RateDirection::Sent))
{
    const int unit = fontMetrics().height();
    setBackgroundRole(QPalette::Base);
    setAutoFillBackground(true);
    auto *plots = new QHBoxLayout;
    plots->setSpacing(unit);
    const auto add = [&](const QString &title, RatePlot *plot, int stretch) {
        auto *column = new QVBoxLayout;
        column->setSpacing(unit / 4);
        auto *summary = new QLabel(title);
        summary->setMinimumWidth(1);
        connect(plot, &RatePlot::summaryChanged, summary, [summary, title](const QString &text) {
            summary->setText(text.isEmpty() ? title : tr("%1: %2", "a direction and its rates").arg(title, text));
            summary->setToolTip(summary->text()); // what does not fit is cut off
        });
        plot->setToolTip(tr("+ − x X y Y zoom, arrows move, 0 back to now, Space shows a crosshair"));
        column->addWidget(summary);
        column->addWidget(plot, 1);
        plots->addLayout(column, stretch);
    };
    add(tr("Received"), m_received, 3);
    add(tr("Sent"), m_sent, 2);
    auto *below = new QHBoxLayout;
    const std::array titles{tr("5 min"), tr("2 h")};
    for (int i = 0; i < 2; ++i) {
        auto *button = new QToolButton;
        button->setText(titles[static_cast<std::size_t>(i)]);
        button->setAccessibleName(tr("The last %1").arg(titles[static_cast<std::size_t>(i)]));
        button->setCheckable(true);
        button->setAutoRaise(true);
        button->setFocusPolicy(Qt::StrongFocus);
        m_spans->addButton(button, i);
        below->addWidget(button);
    }
    m_spans->button(context.state.value(spanKey).toInt() == 1 ? 1 : 0)->setChecked(true);
    connect(m_spans, &QButtonGroup::idClicked, this, [this](int id) { m_context.state.setValue(spanKey, id); });
    below->addSpacing(unit);
    below->addWidget(new SourceLegend, 1);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(unit, unit / 2, unit, unit / 2);
    column->setSpacing(unit / 4);
    column->addLayout(plots, 1);
    column->addLayout(below);
}

void RatesTab::showJob(const JobRow &row, const EngineSnapshot &snapshot)
{
    const bool coarse = m_spans->checkedId() == 1;
    const std::chrono::seconds window = coarse ? std::chrono::seconds{2h} : std::chrono::seconds{5min};
    const auto ring = row.job ? m_context.rates.ring(*row.job, coarse) : nullptr;
    m_received->setLimits(row.rateLimit ? std::vector<RateLimitLine>{{*row.rateLimit, tr("Limit of this transfer")}}
                                        : std::vector<RateLimitLine>{});
    m_received->setRing(ring, window, snapshot.takenAt);
    m_sent->setRing(ring, window, snapshot.takenAt);
}

} // namespace freshet::ui
