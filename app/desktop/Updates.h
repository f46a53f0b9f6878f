// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/desktop/UpdateTasks.h"
#include "core/api/SnapshotSource.h"

#include <QThreadPool>

#include <condition_variable>
#include <functional>
#include <map>
#include <memory>
#include <mutex>

namespace freshet::desktop {

/// Looks after installed trees: manifests and packs come through the engine as jobs like any other, trees are changed on a worker of low priority, one at a time. Which products there are is remembered in a
/// file. Invariant: a product has at most one thing under way; `remove` during that only takes it off the list.
class Updates final : public UpdateSource {
    Q_OBJECT

public:
    /// `engine` outlives it. `file`: where the products are remembered.
    Updates(SnapshotSource &engine, QString file);
    /// Waits for the worker: a switch is not left half done.
    ~Updates() override;

    [[nodiscard]] std::shared_ptr<const UpdateTable> table() const override { return m_table; }
    Result<void> add(const QString &tree, const QString &manifest, const QString &keyFile) override;
    void remove(const QString &tree) override;
    void check(const QString &tree) override;
    void apply(const QString &tree) override;
    void pause(const QString &tree) override;
    void resume(const QString &tree) override;
    void cancel(const QString &tree) override;
    void rollBack(const QString &tree) override;
    void verify(const QString &tree) override;

private:
    /// Holds the worker up in the middle of a change.
    class Brake {
    public:
        void set(bool isOn);
        /// Waits while it is on.
        void pass(QThreadPool &pool);

    private:
        std::mutex m_mutex;
        std::condition_variable m_changed;
        bool m_isOn = false;
    };
    struct Product {
        UpdateProduct row;
        QString manifest; ///< as it was given: a path or a URL
        QString keyFile;
        QString directory;                             ///< for packs; empty: not known yet
        std::shared_ptr<const update::Manifest> offer; ///< as of the last check
        update::UpdatePlan plan;
        std::size_t nextEdge = 0;                    ///< of the plan, while it is applied
        tasks::Files files;                          ///< of that edge
        std::shared_ptr<update::RepairFetch> repair; ///< of that edge; the worker's while it has something to do
        std::shared_ptr<Brake> brake = std::make_shared<Brake>();
        bool applies = false;                   ///< goes on with apply() after check()
        SourceBytes before;                     ///< by the packs that are done
        bool seen = false;                      ///< the job was in a picture
        std::function<void(Product &)> arrived; ///< what the job obtains is there
    };

    Product *find(const QString &tree);
    /// One that nothing is under way for.
    Product *idle(const QString &tree);
    void load();
    void save() const;
    void publish();
    /// `work` on the worker; `then` here, unless the product is gone.
    template <typename T>
    void run(Product &product, UpdateProduct::Step step, std::function<tasks::Outcome<T>()> work,
             std::function<void(Product &, Result<T>)> then);
    void remember(Product &product, const tasks::Remembered &remembered);
    void end(Product &product, std::optional<Error> error = {});
    void checkFile(Product &product, const QString &file);
    void applyNext(Product &product);
    void applyPack(Product &product);
    void fetchPack(Product &product, const QString &file);
    /// Parts of two packs instead of one: see RepairFetch.
    void startRepair(Product &product);
    void nextRepair(Product &product, const QString &arrived);
    [[nodiscard]] const update::PackFile &packOf(const Product &product) const;
    /// A request for a pack; nullopt: nobody has it, and that is said.
    std::optional<DownloadRequest> requestFor(Product &product, const update::PackFile &pack);
    [[nodiscard]] static QString besideManifest(const Product &product);
    /// Obtains something through the engine into `file`.
    void fetch(Product &product, DownloadRequest request, const QString &file, std::function<void(Product &)> then);
    void onEngineChanged();
    void onBuilt(const QString &tree, std::uint64_t percent);

    SnapshotSource &m_engine;
    QString m_file;
    std::map<QString, Product> m_products; ///< by tree
    std::shared_ptr<const UpdateTable> m_table = std::make_shared<const UpdateTable>();
    QThreadPool m_worker;
};

} // namespace freshet::desktop
