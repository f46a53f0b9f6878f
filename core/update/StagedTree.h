// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/update/FileTree.h"

#include <functional>

namespace freshet::update {

/// A sink that is a file. Synced by whoever made it.
class FileSink final : public delta::OctetSink {
public:
    explicit FileSink(UniqueFd fd, QString name)
        : m_fd(std::move(fd))
        , m_name(std::move(name))
    {
    }
    Result<void> append(delta::OctetView bytes) override;
    [[nodiscard]] int fd() const { return m_fd.get(); }

private:
    UniqueFd m_fd;
    QString m_name;
};

/// New files that cannot be made of the old ones, and where they are taken from instead.
struct Repair {
    delta::PackReader &full; ///< a full pack of the new tree; only the blocks of these files need to be there
    std::vector<const delta::PackEntry *> files; ///< of it, ascending by path
};
/// What of `full` takes the place of what `pack` cannot make of the old tree `from`, in which some files are not as they should be, and
/// of those new files that were `unlike`.
std::vector<const delta::PackEntry *> repairsOf(const delta::PackIndex &pack, const delta::TreeListing &from,
                                                const delta::PackIndex &full, const TreeDifference &difference,
                                                const std::vector<std::string> &unlike = {});

/// Builds the new tree in an empty directory, beside the old one and on the same filesystem. Every file is hashed from the bytes that are
/// written; unchanged ones share their blocks, or else their inode, with the old tree, and are copied where neither can be.
/// Nothing is opened through a link, no file is replaced.
class StagedTree {
public:
    /// `old`: the old tree's directory, -1 when there is none. Both outlive it.
    /// `written` is told how many bytes were written of files that the pack makes; false: build stops, with Cancelled.
    StagedTree(int staged, int old, std::function<bool(std::uint64_t bytes)> written = {})
        : m_staged(staged)
        , m_old(old)
        , m_written(std::move(written))
    {
    }

    /// Everything that `pack` makes of `from`, without using what `repair` is for. Returns the new listing, whose hash is that of the pack's index.
    /// Errors: DigestMismatch with the path of the file that is wrong, what the reader or the disk say.
    Result<delta::TreeListing> build(delta::PackReader &pack, const delta::TreeListing &from, Repair *repair = nullptr);

    /// New files that did not become what they should be though they could have been, because an encoder makes something else here than at
    /// the publisher's. All of them are found before build fails.
    [[nodiscard]] const std::vector<std::string> &unlike() const { return m_unlike; }

private:
    Result<void> place(delta::TreeEntry &entry, const delta::PackEntry *changed, delta::PackReader &pack,
                       const delta::TreeListing &from, Repair *repair);
    Result<void> rebuild(delta::TreeEntry &entry, const delta::PackEntry &changed, delta::PackReader &pack,
                         const delta::TreeListing &from);
    Result<void> takeOver(const delta::TreeEntry &entry, const delta::TreeEntry &old);

    int m_staged;
    int m_old;
    std::function<bool(std::uint64_t)> m_written;
    bool m_clones = true; ///< the filesystem may share blocks between files
    std::vector<std::string> m_unlike;
};

} // namespace freshet::update
