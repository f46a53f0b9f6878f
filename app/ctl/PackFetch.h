// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/ctl/Arguments.h"
#include "core/api/DownloadRequest.h"
#include "core/delta/PackReader.h"
#include "core/update/Manifest.h"

#include <expected>
#include <functional>

namespace freshet::ctl {

/// Where a manifest was read, and with it where its packs are.
struct ManifestPlace {
    QString file; ///< a local file; empty: it came from `url`
    QUrl url;
};

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
    /// Which bytes of a pack are wanted, as its index says.
    using Choice = std::function<std::vector<delta::PackRange>(const delta::PackIndex &)>;
    struct Part {
        QString path; ///< a file of the pack's size
        std::uint64_t bytes = 0;
    };
    /// A file with the index of the pack, which is for the tree `base`, and what `choice` wants of it: obtained by ranges into `directory`.
    std::expected<Part, int> part(const update::PackFile &pack, const delta::TreeListing &base, const Choice &choice,
                                  const ManifestPlace &place, const update::Manifest &manifest,
                                  const QString &directory) const;
    /// The file of a pack: the one beside a local manifest when its bytes are right, else obtained into `directory`.
    std::expected<QString, int> pack(const update::PackFile &pack, const ManifestPlace &place,
                                     const update::Manifest &manifest, const QString &directory) const;

private:
    std::expected<DownloadRequest, int> requestFor(const update::PackFile &pack, const ManifestPlace &place,
                                                   const update::Manifest &manifest) const;
    int obtainRanges(const update::PackFile &pack, const std::vector<delta::PackRange> &ranges,
                     const ManifestPlace &place, const update::Manifest &manifest, const QString &path) const;
    int obtain(DownloadRequest request, const QString &path) const;

    const Arguments &m_arguments;
};

} // namespace freshet::ctl
