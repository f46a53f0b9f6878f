// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/desktop/FollowedProduct.h"
#include "core/api/SnapshotSource.h"

#include <map>

namespace freshet::desktop {

/// The products that are looked after, and what is under way for each: on a worker of low priority, one at a time, or as a job of the engine. Not its duty: what is done, and in which order.
/// Invariant: a product has at most one thing under way; what comes of it is told only while the product is there.
class FollowedProducts final : public QObject {
    Q_OBJECT

public:
    /// `engine` outlives it.
    explicit FollowedProducts(SnapshotSource &engine);
    /// Waits for the worker: a switch is not left half done.
    ~FollowedProducts() override;

    [[nodiscard]] SnapshotSource &engine() { return m_engine; }
    [[nodiscard]] std::map<QString, FollowedProduct> &all() { return m_all; } ///< by tree
    [[nodiscard]] const std::map<QString, FollowedProduct> &all() const { return m_all; }
    /// nullptr: there is none.
    FollowedProduct *find(const QString &tree);
    /// One that nothing is under way for.
    FollowedProduct *idle(const QString &tree);
    /// False: there was none. What it had under way ends without telling.
    bool remove(const QString &tree);

    /// `work` on the worker; `then` here, unless the product is gone.
    template <typename T>
    void run(FollowedProduct &product, UpdateProduct::Step step, std::function<tasks::Outcome<T>()> work,
             std::function<void(FollowedProduct &, Result<T>)> then)
    {
        start(product, step, [work = std::move(work), then = std::move(then)] {
            auto outcome = std::make_shared<tasks::Outcome<T>>(work());
            return Done{.remembered = outcome->remembered,
                        .then = [outcome, then](FollowedProduct &after) { then(after, std::move(outcome->result)); }};
        });
    }
    /// Obtains something through the engine into `file`. When it cannot be had, that ends what is under way.
    void fetch(FollowedProduct &product, DownloadRequest request, const QString &file,
               std::function<void(FollowedProduct &)> then);
    /// For building: tells how much is built, and waits while the product is paused. To be called by the worker.
    [[nodiscard]] std::function<bool(std::uint64_t done, std::uint64_t all)> progress(const FollowedProduct &product);
    /// Nothing is under way any more; `error`: of what was.
    void end(FollowedProduct &product, std::optional<Error> error = {});

    // Of fetching and building; without either nothing happens.
    void pause(const QString &tree);
    void resume(const QString &tree);
    /// Of fetching.
    void cancel(const QString &tree);

Q_SIGNALS:
    void changed();

private:
    struct Done {
        std::optional<tasks::Remembered> remembered;
        std::function<void(FollowedProduct &)> then;
    };
    void start(FollowedProduct &product, UpdateProduct::Step step, std::function<Done()> work);
    void onEngineChanged();
    void onBuilt(const QString &tree, std::uint64_t percent);

    SnapshotSource &m_engine;
    std::map<QString, FollowedProduct> m_all;
    QThreadPool m_worker;
};

} // namespace freshet::desktop
