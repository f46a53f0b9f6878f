// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/ctl/Arguments.h"
#include "core/api/DownloadRequest.h"
#include "core/update/RepairFetch.h"
#include "core/update/UpdatePlan.h"

#include <expected>

namespace freshet::ctl {

/// Where a manifest was read, and with it where its packs are.
struct ManifestPlace {
    QString file; ///< a local file; empty: it came from `url`
    QUrl url;
};

/// The pack beside a local manifest; empty: there is none.
QString wholeBeside(const update::PackFile &pack, const ManifestPlace &place);

void describePackFetching(Arguments &arguments);

/// Obtains contents for an update, through the engine: the running one of the cache directory, or one of its own.
/// Into `directory`, a path; whoever fails, leaves what was proven in the cache.
class PackFetch {
public:
    explicit PackFetch(const Arguments &arguments)
        : m_arguments(arguments)
    {
    }
    /// The manifest's bytes. Prints what is wrong; the exit code then.
    std::expected<QByteArray, int> manifest(const ManifestPlace &place, const QString &directory) const;
    /// Obtains everything that `repair` asks for, by ranges.
    int repair(update::RepairFetch &repair, const ManifestPlace &place, const update::Manifest &manifest,
               const QString &directory) const;
    /// The file of a pack: the one beside a local manifest when its bytes are right, else obtained into `directory`.
    std::expected<QString, int> pack(const update::PackFile &pack, const ManifestPlace &place,
                                     const update::Manifest &manifest, const QString &directory) const;

private:
    std::expected<DownloadRequest, int> requestFor(const update::PackFile &pack, const ManifestPlace &place,
                                                   const update::Manifest &manifest) const;
    int obtain(DownloadRequest request, const QString &path) const;

    const Arguments &m_arguments;
};

} // namespace freshet::ctl
