// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/TableView.h"
#include "ui/services/ServiceFlow.h"
#include "ui/services/ServiceModels.h"
#include "ui/shell/Page.h"

#include <QLabel>
#include <QTabWidget>

namespace freshet::ui {

/// The five services: which there are, what each last said and was told, what it proved itself with, why transfers go without them, and every field that may be sent.
class ServicesPage final : public Page {
    Q_OBJECT

public:
    explicit ServicesPage(const PageContext &context);
    ~ServicesPage() override;

    void showSnapshot(const std::shared_ptr<const EngineSnapshot> &snapshot) override;
    [[nodiscard]] QList<QAction *> menuActions() const override { return {m_ask}; }
    [[nodiscard]] QList<QWidget *> panes() const override;
    /// A service's name, "simple-mode" or "privacy".
    void open(const QString &what) override;
    void saveState() override;

private:
    QWidget *makeDetails();
    QWidget *makePrivacy();
    void showFacts();
    void showDetails();
    [[nodiscard]] const ServiceRow *chosenRow() const;

    ExchangeModel m_exchange;
    PrivacyModel m_privacy;
    SimpleModeModel m_simpleMode;
    QLabel *m_facts;
    ServiceFlow *m_flow;
    QTabWidget *m_tabs;
    QLabel *m_purpose;
    QLabel *m_state;
    QLabel *m_endpoint;
    QLabel *m_answer;
    QLabel *m_certificate;
    TableView *m_exchangeTable;
    TableView *m_simpleModeTable;
    TableView *m_privacyTable;
    QAction *m_ask;
    std::shared_ptr<const EngineSnapshot> m_snapshot;
};

} // namespace freshet::ui
