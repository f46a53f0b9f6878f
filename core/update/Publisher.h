// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/update/FileTree.h"
#include "core/update/Manifest.h"

#include <functional>
#include <memory>

namespace freshet::update {

/// One release of a series: a directory, or a package that is unpacked for as long as this lives.
class ReleaseTree {
public:
    /// `work`: an existing directory for unpacked files. Errors: as of unpackPackage and readTree.
    static Result<ReleaseTree> open(const QString &version, const QString &path, const QString &work);
    ReleaseTree(ReleaseTree &&) noexcept = default;
    ~ReleaseTree();

    [[nodiscard]] const QString &version() const { return m_version; }
    [[nodiscard]] const delta::TreeListing &listing() const { return m_listing; }
    [[nodiscard]] DirectoryTree files() const { return DirectoryTree(m_directory.get()); }

private:
    ReleaseTree() = default;

    QString m_version;
    UniqueFd m_directory;
    delta::TreeListing m_listing;
    UniqueFd m_work;        ///< where it was unpacked
    std::string m_unpacked; ///< name in m_work; empty: nothing was
};

/// The pack from `from`, or from nothing, to `to` into a new file. It is proven: everything is rebuilt from what was written and compared.
/// Errors: OutputUnwritable and other disk errors, what makeDelta says, Internal when the proof fails.
Result<delta::DeltaReport> writePack(const ReleaseTree *from, const ReleaseTree &to, const QString &path,
                                     const delta::DeltaOptions &options);

/// What a client that gets from one release to the other by `pack` keeps for the way back.
Result<std::uint64_t> reverseSize(const ReleaseTree &from, const ReleaseTree &to, const QString &pack);

struct PublishRequest {
    QString product{};
    QString directory{}; ///< where manifest, packs and metadata go
    QStringList sources{};
    std::size_t direct = 3;    ///< direct packs from so many releases before the previous one
    QStringList checkpoints{}; ///< versions of the series from which there is a direct pack, however old they are
    std::vector<std::pair<QString, QString>>
        orders{};         ///< versions of the series: those with the first go back to the second
    bool express = false; ///< each file of a pack can be fetched by itself
    WallTime expires{};
    QString notes{}; ///< of the newest release
    delta::DeltaOptions options{};
    /// Makes the metadata of a pack beside it and tells what it is; fills in contentId and digest.
    std::function<Result<void>(const QString &path, PackFile &pack)> describe{};
    std::function<void(const PackFile &pack, const delta::DeltaReport &report)> made{};
};

/// Makes what is missing of a series, oldest release first: the full pack of the newest, a pack from each release to the next, direct packs
/// to the newest from the last few and from checkpoints. What the manifest in the directory already names, by the same trees, is kept. Returns the new manifest, which is written.
/// Errors: as above; ManifestSignature when the manifest there is of another key.
Result<Manifest> publish(const PublishRequest &request, const std::vector<ReleaseTree> &series, const SigningKey &key);

} // namespace freshet::update
