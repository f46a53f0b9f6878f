// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/update/FileTree.h"
#include "core/update/Manifest.h"

#include <array>
#include <optional>

namespace freshet::update {

/// Where not everything can be made of what is installed, parts of two packs are needed: of the route's pack what can be used, of the full
/// one what cannot be made otherwise. Says step by step which bytes are to be obtained, for each step depends on what came before.
/// Reads and writes files; nothing here obtains anything.
class RepairFetch {
public:
    /// One of the two packs.
    struct Source {
        PackFile pack{};
        QString whole{}; ///< a file that is this pack; empty: there is none, it is fetched by ranges
    };
    struct Request {
        Source forward{};
        Source full{};                     ///< of the same release
        delta::TreeListing base{};         ///< that `forward` is for
        TreeDifference difference{};       ///< of what is installed from `base`
        std::vector<std::string> unlike{}; ///< new files that were not made right: Installation::unlike
        QString directory{};               ///< where parts of packs are put
        std::size_t mostRanges = 1;        ///< in one step
    };
    explicit RepairFetch(Request request);

    struct Step {
        PackFile pack{};
        std::vector<delta::PackRange> ranges{}; ///< ascending, apart, never empty
    };
    /// What is to be obtained next; nullopt: everything is there. Errors: what the packs' reader says, of the disk.
    Result<std::optional<Step>> next();
    /// `file` holds the ranges of the last step, one after the other. Errors: of the disk.
    Result<void> put(const QString &file);

    /// Files of the packs' sizes, with everything in them that is needed.
    [[nodiscard]] const QString &forwardFile() const { return m_parts[0].file; }
    [[nodiscard]] const QString &fullFile() const { return m_parts[1].file; }
    [[nodiscard]] std::uint64_t forwardBytes() const { return m_bytes[0]; } ///< that were needed
    [[nodiscard]] std::uint64_t fullBytes() const { return m_bytes[1]; }

private:
    enum class Stage { End, Index, Files, Complete };
    struct Part {
        Source source{};
        QString file{};
        Stage stage = Stage::End;
        delta::PackIndex index{};
    };

    Result<std::vector<delta::PackRange>> indexRanges(const Part &part) const;
    Result<std::vector<delta::PackRange>> fileRanges(Part &part);

    Request m_request;
    std::array<Part, 2> m_parts{};
    std::size_t m_part = 0;
    std::vector<delta::PackRange> m_asked;
    std::array<std::uint64_t, 2> m_bytes{};
};

} // namespace freshet::update
