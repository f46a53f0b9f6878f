// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/transfers/TransfersPage.h"

#include <QVBoxLayout>

namespace freshet::ui {

using namespace Qt::StringLiterals;

TransfersPage::TransfersPage(const PageContext &context)
    : Page(context)
    , m_view(new TableView(m_model, context.state, u"transfers"_s))
{
    m_view->setAccessibleName(tr("Transfers"));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->addWidget(m_view);
}

void TransfersPage::showSnapshot(const std::shared_ptr<const EngineSnapshot> &snapshot)
{
    m_model.update({snapshot, &snapshot->jobs}, snapshot->takenAtMonotonic);
}

} // namespace freshet::ui
