// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/TableView.h"
#include "ui/shell/Page.h"
#include "ui/transfers/TransferModel.h"

namespace freshet::ui {

/// All jobs.
class TransfersPage final : public Page {
    Q_OBJECT

public:
    explicit TransfersPage(const PageContext &context);

    void showSnapshot(const std::shared_ptr<const EngineSnapshot> &snapshot) override;
    [[nodiscard]] QList<QWidget *> panes() const override { return {m_view}; }
    void saveState() override { m_view->saveState(); }

private:
    TransferModel m_model;
    TableView *m_view;
};

} // namespace freshet::ui
