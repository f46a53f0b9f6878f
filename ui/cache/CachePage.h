// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/EngineCommands.h"
#include "ui/cache/CacheModel.h"
#include "ui/cache/QuotaHistory.h"
#include "ui/cache/QuotaRing.h"
#include "ui/models/TableView.h"
#include "ui/shell/Page.h"

#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QTimer>

namespace freshet::ui {

/// What the cache holds, how full it may get, and what goes next. Deleting can be undone while its notice is shown.
class CachePage final : public Page {
    Q_OBJECT

public:
    explicit CachePage(const PageContext &context);

    void showSnapshot(const std::shared_ptr<const EngineSnapshot> &snapshot) override;
    [[nodiscard]] QList<QAction *> menuActions() const override;
    [[nodiscard]] QWidget *filterField() const override { return m_filter; }
    [[nodiscard]] QList<QWidget *> panes() const override { return {m_filter, m_table}; }
    /// What to filter by: a name or a FileId.
    void open(const QString &what) override { m_filter->setText(what); }
    void saveState() override { m_table->saveState(); }

private:
    void makeActions();
    void makeHistory();
    void showHistory();
    void ask();
    void showPicture(const CachePicture &picture);
    void refilter();
    void updateActions();
    void remove();
    void reveal();
    /// Each selected content, one after the other: the disk has better to do than two at once.
    void verify();
    void verifyNext();
    void tellVerified();
    /// `what` for each selected content; asks for the new picture afterwards.
    void forSelected(const std::function<void(const QString &fileId, EngineCommands::Done done)> &what);
    void tell(const Error &error);
    [[nodiscard]] std::vector<JobRow> selected() const;

    CacheModel m_model;
    QuotaRing *m_ring;
    QuotaHistory *m_history;
    QComboBox *m_span;
    QLabel *m_use;
    QLabel *m_disk;
    QLabel *m_next;
    QLineEdit *m_filter;
    TableView *m_table;
    QAction *m_pin = nullptr;
    QAction *m_unpin = nullptr;
    QAction *m_expire = nullptr;
    QAction *m_verify = nullptr;
    QAction *m_remove = nullptr;
    QAction *m_reveal = nullptr;
    std::shared_ptr<const EngineSnapshot> m_snapshot;
    std::optional<MonotonicTime> m_askedAt;

    /// Of the contents that are being verified.
    struct Verification {
        std::vector<std::pair<QString, QString>> waiting; ///< fileId and name; the last one is next
        int contents = 0;
        VerifyOutcome sum;
        QStringList damaged; ///< names
    };
    std::optional<Verification> m_verification;
};

} // namespace freshet::ui
