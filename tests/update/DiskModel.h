// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace freshet::test {

/// A directory as its user sees it, and what of it is on the disk for certain. Says what may be left after a power cut.
///
/// fsync of a file covers its bytes and mode, but not its name; fsync of a directory covers the names in it. A rename between directories
/// is one step, as journals have it: with it goes what was changed before it in both. A new file is on the disk without bytes until it
/// was synced.
class DiskModel {
public:
    struct Inode {
        enum class Kind { File, Directory, Link };
        Kind kind = Kind::File;
        std::uint32_t mode = 0;
        QByteArray data{};                        ///< of a file; of a link its target
        std::map<std::string, std::size_t> names; ///< of a directory, into the inodes
        std::uint64_t number = 0;                 ///< that the system gave it; 0: not known
        bool isCut = false;                       ///< was shortened since it was synced

        bool operator==(const Inode &) const = default;
    };
    /// What survived of what was not synced.
    enum class Survival {
        Nothing, ///< names and bytes as they were synced
        Bytes,   ///< names as they were synced, all bytes
        Names,   ///< names and modes, but of bytes only what was synced
        Zeros,   ///< the same, with files as long as they should be
        All,
    };
    static constexpr Survival survivals[] = {Survival::Nothing, Survival::Bytes, Survival::Names, Survival::Zeros,
                                             Survival::All};
    using Inodes = std::vector<Inode>;

    /// Takes what lies below `directory` at the moment under these names; all of it counts as synced.
    static DiskModel scan(const QString &directory, const std::vector<std::string> &names);

    static constexpr std::size_t root = 0;
    [[nodiscard]] const Inode &inode(std::size_t index) const { return m_now[index]; }
    [[nodiscard]] std::optional<std::size_t> find(std::size_t directory, const std::string &name) const;

    /// An inode that has no name yet.
    std::size_t create(Inode::Kind kind, std::uint32_t mode, const QByteArray &data = {});
    struct Name {
        std::size_t directory = root;
        std::string name{};
        std::optional<std::size_t> inode{}; ///< nothing: the name goes
    };
    /// All of them at once, as renames do.
    void setNames(const std::vector<Name> &names);
    void write(std::size_t file, qsizetype offset, const QByteArray &data);
    void cut(std::size_t file);
    void setMode(std::size_t inode, std::uint32_t mode);
    void setNumber(std::size_t inode, std::uint64_t number);
    void sync(std::size_t inode);
    void syncAll();

    [[nodiscard]] Inodes after(Survival survival) const;

private:
    void keepNames(std::size_t directory);

    Inodes m_now;
    Inodes m_kept;                           ///< as on the disk for certain
    std::vector<std::vector<Name>> m_unkept; ///< changes of names that are not, in their order
};

/// The same for directories that cannot be told apart, but for inodes' numbers.
[[nodiscard]] QByteArray fingerprint(const DiskModel::Inodes &inodes);
/// Makes the directory. Inode numbers that `state.json` in it mentions become those of the inodes that are made.
void materialise(const DiskModel::Inodes &inodes, const QString &directory);

} // namespace freshet::test
