// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/update/FileTree.h"

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
/// What of `full` takes the place of what `pack` cannot make of the old tree `from`, in which some files are not as they should be.
std::vector<const delta::PackEntry *> repairsOf(const delta::PackIndex &pack, const delta::TreeListing &from,
                                                const delta::PackIndex &full, const TreeDifference &difference);

/// Builds the new tree in an empty directory, beside the old one and on the same filesystem. Every file is hashed from the bytes that are
/// written; unchanged ones share their blocks, or else their inode, with the old tree, and are copied where neither can be.
/// Nothing is opened through a link, no file is replaced.
class StagedTree {
public:
    /// `old`: the old tree's directory, -1 when there is none. Both outlive it.
    StagedTree(int staged, int old)
        : m_staged(staged)
        , m_old(old)
    {
    }

    /// Everything that `pack` makes of `from`, without using what `repair` is for. Returns the new listing, whose hash is that of the pack's index.
    /// Errors: DigestMismatch with the path of the file that is wrong, what the reader or the disk say.
    Result<delta::TreeListing> build(delta::PackReader &pack, const delta::TreeListing &from, Repair *repair = nullptr);

private:
    Result<void> place(delta::TreeEntry &entry, const delta::PackEntry *changed, delta::PackReader &pack,
                       const delta::TreeListing &from, Repair *repair);
    Result<void> rebuild(delta::TreeEntry &entry, const delta::PackEntry &changed, delta::PackReader &pack,
                         const delta::TreeListing &from);
    Result<void> takeOver(const delta::TreeEntry &entry, const delta::TreeEntry &old);

    int m_staged;
    int m_old;
    bool m_clones = true; ///< the filesystem may share blocks between files
};

} // namespace freshet::update
