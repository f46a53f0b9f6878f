// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Digest.h"
#include "core/delta/Octets.h"

#include <optional>
#include <string>
#include <vector>

namespace freshet::delta {

/// One thing in a tree, by its path from the root ("usr/bin/tool").
struct TreeEntry {
    enum class Kind : std::uint8_t { File, Directory, Link };
    std::string path;
    Kind kind = Kind::File;
    std::uint32_t mode = 0; ///< permission bits, at most 07777; 0777 for a link
    std::uint64_t size = 0; ///< of a file
    Sha256Digest digest{};  ///< of a file
    std::string target{};   ///< of a link; never followed by Freshet
    bool operator==(const TreeEntry &) const = default;
};

inline constexpr std::size_t maximumEntries = std::size_t{1} << 20;

/// All of a tree, and its one canonical form, whose SHA-256 is the tree's identity: line by line in the order of the paths' bytes
/// `d MODE PATH`, `f MODE SIZE SHA256 PATH`, `l LENGTH TARGET PATH`, modes in octal. Owners, times and hard links are not part of it.
/// Invariant: paths are safe (A11 to A13): relative, every component by `brokenNameRule`, every parent a directory of the same
/// listing, none twice. So nothing is ever written through a link.
class TreeListing {
public:
    TreeListing() = default;
    /// Sorts and checks. Errors: TreePath with the path as object.
    static Result<TreeListing> make(std::vector<TreeEntry> entries);
    /// The canonical form and nothing else. Errors: DeltaFormat, TreePath, DeltaTooLarge.
    static Result<TreeListing> parse(std::string_view text);

    [[nodiscard]] const std::vector<TreeEntry> &entries() const { return m_entries; }
    [[nodiscard]] std::optional<std::size_t> find(std::string_view path) const;
    [[nodiscard]] std::string text() const;
    [[nodiscard]] Sha256Digest hash() const;
    [[nodiscard]] std::uint64_t fileBytes() const;

private:
    std::vector<TreeEntry> m_entries;
};

/// What makes `path` unfit for a tree.
std::optional<ErrorCode> brokenPathRule(std::string_view path);

} // namespace freshet::delta
