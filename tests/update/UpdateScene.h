// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/update/Installation.h"
#include "core/update/Publisher.h"

#include <QTemporaryDir>

#include <functional>

namespace freshet::test {

/// Bytes that do not repeat, the same for the same seed.
[[nodiscard]] QByteArray bytes(int size, std::uint32_t seed);
/// Writes a file, and the directories that it lies in. Its owner may read and write it; `more`: what else is allowed.
void put(const QString &path, const QByteArray &data, QFile::Permissions more = {});
[[nodiscard]] QByteArray contents(const QString &path);
[[nodiscard]] delta::OctetView view(const QByteArray &data);
/// `Internal` where there was no error.
[[nodiscard]] ErrorCode codeOf(const Result<void> &result);
/// The hash of the tree in a directory; zeros where there is none.
[[nodiscard]] Sha256Digest treeAt(const QString &directory);

/// Two releases ("old" is 1, "new" is 2), their packs ("full-1", "1-2", "full-2" with a block per file), and a tree in which the first is
/// installed, all in one temporary directory.
class UpdateScene {
public:
    UpdateScene();

    [[nodiscard]] QString path(const QString &name) const { return m_place.filePath(name); }
    [[nodiscard]] QString tree() const { return path(QStringLiteral("tree")); }
    [[nodiscard]] Result<update::Installation> open() const { return openAt(tree()); }
    [[nodiscard]] Result<update::Installation> openAt(const QString &tree) const;

    [[nodiscard]] Result<void> apply(const QString &pack, std::uint64_t number, const Sha256Digest &hash, bool full,
                                     std::function<bool()> check = {}) const
    {
        return applyAt(tree(), pack, number, hash, full, std::move(check));
    }
    /// To another tree than that of the scene.
    [[nodiscard]] Result<void> applyAt(const QString &tree, const QString &pack, std::uint64_t number,
                                       const Sha256Digest &hash, bool full, std::function<bool()> check = {}) const;
    [[nodiscard]] Result<void> update(std::function<bool()> check = {}) const
    {
        return apply(QStringLiteral("1-2"), 2, newHash, false, std::move(check));
    }
    [[nodiscard]] Sha256Digest found() const { return treeAt(tree()); }

    /// Runs the probe under strace with `options`, its log in "strace.log". Whether it was killed.
    [[nodiscard]] bool killed(const QStringList &options, const QStringList &arguments) const;
    /// Likewise; whether it said that it is done.
    [[nodiscard]] bool succeeded(const QStringList &options, const QStringList &arguments) const;
    /// Arguments of the probe for the update.
    [[nodiscard]] QStringList applyWords() const;
    /// After whatever happened: the tree is one of the two, what is remembered agrees, nothing is left over.
    void checkSound() const;

    Sha256Digest oldHash;
    Sha256Digest newHash;

private:
    QTemporaryDir m_place;
    SystemClock m_clock;
};

/// Opens what is installed at `tree` and looks that it is sound: the tree was, and is, one of the two, what is remembered agrees, and
/// beside it lies nothing but what is remembered. A failed check is the test's.
void checkSoundAt(const UpdateScene &scene, const QString &tree, const Sha256Digest &oldHash,
                  const Sha256Digest &newHash);

} // namespace freshet::test
