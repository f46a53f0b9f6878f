// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/desktop/UpdateSteps.h"

namespace freshet::desktop {

/// Which installed trees are looked after, and what is there for them: the list, which a file remembers, what is installed, what the publishers' manifests offer. Not its duty: bringing a tree there
/// (UpdateSteps). Invariant: `remove` while something is under way only takes it off the list.
class Updates final : public UpdateSource {
    Q_OBJECT

public:
    /// `engine` outlives it. `file`: where the products are remembered.
    Updates(SnapshotSource &engine, QString file);

    [[nodiscard]] std::shared_ptr<const UpdateTable> table() const override { return m_table; }
    Result<void> add(const QString &tree, const QString &manifest, const QString &keyFile) override;
    void remove(const QString &tree) override;
    void check(const QString &tree) override;
    void apply(const QString &tree) override;
    void pause(const QString &tree) override { m_products.pause(tree); }
    void resume(const QString &tree) override { m_products.resume(tree); }
    void cancel(const QString &tree) override { m_products.cancel(tree); }
    void rollBack(const QString &tree) override;
    void verify(const QString &tree) override;

private:
    void load();
    void save() const;
    /// What is installed; `checks`: what is newer, too.
    void look(FollowedProduct &product, bool checks);
    void publish();
    void checkFile(FollowedProduct &product, const QString &file);
    /// What there is to do with this manifest; `isFresh`: the publisher was asked for it just now.
    void plan(FollowedProduct &product, const QByteArray &manifest, bool isFresh);
    void onChecked(FollowedProduct &product, const tasks::Checked &checked);

    QString m_file;
    std::shared_ptr<const UpdateTable> m_table = std::make_shared<const UpdateTable>();
    FollowedProducts m_products;
    UpdateSteps m_steps;
};

} // namespace freshet::desktop
