// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/transfers/PeersTab.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHeaderView>
#include <QMenu>
#include <QVBoxLayout>

namespace freshet::ui {

using namespace Qt::StringLiterals;

PeersTab::PeersTab(const PageContext &context)
    : m_view(new TableView(m_model, context.state, u"transfers/peers"_s))
{
    m_model.setCandidatesShown(true);
    m_view->setObjectName(u"jobPeers"_s);
    m_view->setAccessibleName(tr("Peers of this transfer"));
    m_view->setEmptyText(tr("Nobody is known who has this content, or peers are off for it; “Sources” says why."));
    if (!context.state.value(u"transfers/peers/columns"_s).isValid()) {
        m_view->header()->setSectionHidden(static_cast<int>(m_model.columnNames().indexOf(u"job"_s)), true);
        m_view->sortByColumn(static_cast<int>(m_model.columnNames().indexOf(u"received"_s)), Qt::DescendingOrder);
    }
    connect(m_view, &QWidget::customContextMenuRequested, this, [this](const QPoint &at) {
        auto *menu = new QMenu(this);
        menu->setAttribute(Qt::WA_DeleteOnClose);
        menu->addAction(tr("Copy &address"), this, [this] {
            QStringList addresses;
            for (const int row : m_view->selectedRows())
                addresses.append(m_model.rowAt(row).peer.address);
            QGuiApplication::clipboard()->setText(addresses.join(u'\n'));
        });
        menu->addAction(tr("Show in “&Peers”"), this, [this] {
            if (m_job)
                Q_EMIT allPeersWanted(*m_job);
        });
        m_view->popUp(*menu, m_view->viewport()->mapToGlobal(at));
    });
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->addWidget(m_view);
}

void PeersTab::showJob(const JobRow &row, MonotonicTime now)
{
    m_job = row.job;
    m_model.update(peerLines(row), now);
}

} // namespace freshet::ui
