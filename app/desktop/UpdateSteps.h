// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/desktop/FollowedProducts.h"

namespace freshet::desktop {

/// Brings installed trees along their planned routes, and back: for every pack of a route it is looked for, fetched if need be, and applied. Where files are changed, or made otherwise here than by the
/// publisher, parts of two packs come instead of one (RepairFetch). Not its duty: which products there are, and what is newer.
class UpdateSteps {
public:
    /// `products` outlive it.
    explicit UpdateSteps(FollowedProducts &products);

    /// Goes the route of `product`'s plan, from its beginning.
    void begin(FollowedProduct &product);
    /// Back to the tree before, exactly. `then`: it is there, and what was planned is not any more.
    void rollBack(const QString &tree, std::function<void(FollowedProduct &)> then);

private:
    void applyNext(FollowedProduct &product);
    void applyPack(FollowedProduct &product);
    void fetchPack(FollowedProduct &product, const QString &file);
    /// Parts of two packs instead of one: see RepairFetch.
    void startRepair(FollowedProduct &product);
    void nextRepair(FollowedProduct &product, const QString &arrived);
    /// A request for a pack; nullopt: nobody has it, and that is said.
    std::optional<DownloadRequest> requestFor(FollowedProduct &product, const update::PackFile &pack);

    FollowedProducts &m_products;
    const Clock &m_clock;
};

} // namespace freshet::desktop
