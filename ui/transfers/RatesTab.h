// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/plots/RatePlot.h"
#include "ui/shell/Page.h"

#include <QButtonGroup>
#include <QWidget>

namespace freshet::ui {

/// The rates of one job, by source: what it received and what it sent, as far as this window has seen it.
class RatesTab final : public QWidget {
    Q_OBJECT

public:
    explicit RatesTab(const PageContext &context);

    void showJob(const JobRow &row, const EngineSnapshot &snapshot);

private:
    PageContext m_context;
    QButtonGroup *m_spans;
    RatePlot *m_received;
    RatePlot *m_sent;
};

} // namespace freshet::ui
