// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/UniqueFd.h"
#include "core/delta/TreeDelta.h"

namespace freshet::update {

/// Opens `path` below `directory` without following any link on the way. -1 and errno on failure.
int openBeneath(int directory, const std::string &path, std::uint64_t flags, std::uint32_t mode = 0);

/// A directory as a tree. Errors: as of errorFromErrno.
Result<UniqueFd> openDirectory(const QString &path);

/// A whole regular file, mapped read-only. Errors: as of errorFromErrno, NotARegularFile.
Result<delta::FileBytes> mapFile(int directory, const std::string &path);
/// The same of a path as somebody gives it.
Result<delta::FileBytes> mapPath(const QString &path);
/// The same of an open file.
Result<delta::FileBytes> mapOpenFile(int fd);

/// Names in the directory `path` beneath `directory` (empty: itself), without itself and its parent. Errors: as of errorFromErrno.
Result<std::vector<std::string>> namesIn(int directory, const std::string &path);

/// Everything below `directory`, each file hashed from its bytes. Errors: as of errorFromErrno; TreePath; NotARegularFile for devices,
/// sockets and pipes.
Result<delta::TreeListing> readTree(int directory);

/// What differs from `expected`: paths of files that are missing, changed, or more than there should be. Reads every file.
struct TreeDifference {
    std::vector<std::string> missing;
    std::vector<std::string> changed; ///< bytes, kind, mode or target
    std::vector<std::string> extra;
    std::uint64_t bytes = 0; ///< of what is missing or changed, as it should be
    /// Whether an expected file is not there as it should be.
    [[nodiscard]] bool isBroken(const std::string &path) const;
    [[nodiscard]] bool any() const { return !missing.empty() || !changed.empty() || !extra.empty(); }
};
TreeDifference compareTrees(const delta::TreeListing &expected, const delta::TreeListing &found);

/// The files of a directory.
class DirectoryTree final : public delta::TreeFiles {
public:
    explicit DirectoryTree(int directory)
        : m_directory(directory)
    {
    }
    Result<delta::FileBytes> open(const delta::TreeEntry &entry) const override
    {
        return mapFile(m_directory, entry.path);
    }

private:
    int m_directory;
};

/// Removes `name`, which lies in `directory` itself, with all below it; following no link. What is not there is no error.
Result<void> removeTree(int directory, const std::string &name);

} // namespace freshet::update
