// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/SourceClass.h"
#include "core/base/Clock.h"
#include "core/base/Error.h"
#include "core/base/Units.h"

#include <QObject>
#include <QString>
#include <QStringList>

#include <functional>
#include <memory>
#include <optional>
#include <vector>

namespace freshet {

/// A way from what is installed to the newest release.
struct UpdateRoute {
    enum class Kind {
        Nothing, ///< the newest release is installed
        Full,    ///< everything, whatever is installed
        Forward, ///< from the release before
        Direct,  ///< over skipped releases
        Chain,   ///< several packs, one after the other
    };
    Kind kind = Kind::Nothing;
    QString from; ///< version, of Forward and Direct
    Bytes bytes;  ///< to be downloaded
    std::size_t packs = 0;

    bool operator==(const UpdateRoute &) const = default;
};

/// Something that was done to a tree.
struct UpdateHistoryRow {
    WallTime when;
    QString action; ///< "install", "update", "rollback", "veto"
    QString from;   ///< version; empty: nothing
    QString to;
    Bytes bytes; ///< that were downloaded for it

    bool operator==(const UpdateHistoryRow &) const = default;
};

/// An installed tree of a product, and what its publisher says.
struct UpdateProduct {
    enum class Step { Idle, Checking, Fetching, Paused, Applying, RollingBack, Verifying };

    QString tree;                          ///< path of the installed tree: its identity here
    QString manifest;                      ///< path or URL, without secrets
    QString product;                       ///< its name; empty: not known yet
    QString installed;                     ///< version; empty: nothing is installed
    QString newest;                        ///< version; empty: the manifest has not been read
    QString notes;                         ///< of the newest release
    QString rollbackTo;                    ///< version; empty: nothing is kept to go back to
    Bytes rollbackBytes;                   ///< kept for that
    std::optional<UpdateRoute> route;      ///< the cheapest one; none: not planned
    std::vector<UpdateRoute> alternatives; ///< ascending by bytes
    QStringList modified;                  ///< installed files that are not what was installed
    QStringList
        unlike{}; ///< files of the newest release that this machine makes otherwise than the publisher: they are fetched whole
    Step step = Step::Idle;
    Bytes received;             ///< of the route, while it is under way; may be more than planned
    std::uint64_t built = 0;    ///< percent of the new tree and of the way back, while it is applied
    SourceBytes sources;        ///< where the bytes of the last fetched route came from
    std::optional<JobId> job;   ///< that fetches
    std::optional<Error> error; ///< of the last thing that was asked for
    std::optional<WallTime> checkedAt;
    std::optional<WallTime> verifiedAt; ///< every file was found to be what was installed
    std::vector<UpdateHistoryRow> history;
};
using UpdateTable = std::vector<UpdateProduct>;

/// What a UI sees and asks of updates of installed trees. Lives on the thread of the UI; work is done elsewhere. A tree has one thing done to it at a time: what is asked meanwhile is ignored. How
/// it ended is in the table.
class UpdateSource : public QObject {
    Q_OBJECT

public:
    /// Never null; replaced when something changes.
    [[nodiscard]] virtual std::shared_ptr<const UpdateTable> table() const = 0;

    /// A product to look after: where it is, or is to be, installed; its publisher's manifest (a path or a URL) and public key (a PEM file). Errors, at once: InvalidArgument, FileUnreadable, UrlRefused.
    virtual Result<void> add(const QString &tree, const QString &manifest, const QString &keyFile) = 0;
    /// Looks no more after it; what is installed stays.
    virtual void remove(const QString &tree) = 0;
    /// Reads the manifest, looks at every installed file, and plans the route.
    virtual void check(const QString &tree) = 0;
    /// Brings it to the newest release, by the cheapest route.
    virtual void apply(const QString &tree) = 0;
    // Of fetching and of building the new tree; the switch itself cannot be interrupted.
    virtual void pause(const QString &tree) = 0;
    virtual void resume(const QString &tree) = 0;
    /// Ends the fetching; what was received stays in the cache.
    virtual void cancel(const QString &tree) = 0;
    /// Back to the tree before, exactly.
    virtual void rollBack(const QString &tree) = 0;
    /// Compares every installed file with what was installed.
    virtual void verify(const QString &tree) = 0;

Q_SIGNALS:
    void changed();
};

} // namespace freshet
