// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/update/StagedTree.h"

#include "core/base/UpdateError.h"
#include "core/meta/Sha256.h"

#include <fcntl.h>
#include <linux/fs.h>
#include <sys/ioctl.h>
#include <sys/stat.h>

#include <algorithm>
#include <cerrno>
#include <ranges>

namespace freshet::update {

using delta::OctetView;
using delta::PackEntry;
using delta::PackReader;
using delta::TreeEntry;
using delta::TreeListing;

namespace {

std::unexpected<Error> failed(const QString &operation, const std::string &path)
{
    return std::unexpected(errorFromErrno(errno, operation, QString::fromStdString(path), Kept::InputUntouched));
}

/// Hashes what is written. Copies and literals come in small pieces, and are passed on together.
class HashingSink final : public delta::OctetSink {
public:
    /// `written` outlives it; nullptr: nobody is told.
    explicit HashingSink(delta::OctetSink &sink, const std::function<bool(std::uint64_t)> *written = nullptr)
        : m_sink(sink)
        , m_written(written)
    {
    }
    Result<void> append(OctetView bytes) override
    {
        if (m_held.size() + bytes.size() < together) {
            m_held.insert(m_held.end(), bytes.begin(), bytes.end());
            return {};
        }
        if (auto result = flush(); !result)
            return result;
        return bytes.size() < together ? append(bytes) : pass(bytes);
    }
    Result<Sha256Digest> finish()
    {
        if (auto result = flush(); !result)
            return std::unexpected(result.error());
        return m_hash.finish();
    }

private:
    static constexpr std::size_t together = std::size_t{64} << 10;

    Result<void> pass(OctetView bytes)
    {
        if (auto result = m_sink.append(bytes); !result)
            return result;
        m_hash.add(std::as_bytes(bytes));
        if (m_written && *m_written && !(*m_written)(bytes.size()))
            return std::unexpected(Error{
                .code = ErrorCode::Cancelled, .operation = QStringLiteral("update"), .kept = Kept::InputUntouched});
        return {};
    }
    Result<void> flush()
    {
        auto result = m_held.empty() ? Result<void>() : pass(m_held);
        m_held.clear();
        return result;
    }

    delta::OctetSink &m_sink;
    const std::function<bool(std::uint64_t)> *m_written;
    Sha256 m_hash;
    delta::Octets m_held;
};

Result<FileSink> create(int directory, const std::string &path)
{
    UniqueFd fd(openBeneath(directory, path, O_WRONLY | O_CREAT | O_EXCL, 0600));
    if (!fd)
        return failed(QStringLiteral("create file"), path);
    return FileSink(std::move(fd), QString::fromStdString(path));
}

Result<void> setMode(int fd, std::uint32_t mode, const std::string &path)
{
    return ::fchmod(fd, mode) == 0 ? Result<void>() : Result<void>(failed(QStringLiteral("set mode"), path));
}

/// What is said of a file that became another one than it should be.
bool isSelfCheck(ErrorCode code)
{
    return code == ErrorCode::DigestMismatch || code == UpdateError::DeltaFormat || code == UpdateError::DeltaTooLarge;
}

} // namespace

Result<void> FileSink::append(OctetView bytes)
{
    while (!bytes.empty()) {
        const ssize_t written = ::write(m_fd.get(), bytes.data(), bytes.size());
        if (written < 0 && errno == EINTR)
            continue;
        if (written < 0)
            return std::unexpected(errorFromErrno(errno, QStringLiteral("write file"), m_name, Kept::InputUntouched));
        bytes = bytes.subspan(static_cast<std::size_t>(written));
    }
    return {};
}

std::vector<const PackEntry *> repairsOf(const delta::PackIndex &pack, const TreeListing &from,
                                         const delta::PackIndex &full, const TreeDifference &difference,
                                         const std::vector<std::string> &unlike)
{
    std::vector<const PackEntry *> repairs;
    auto changed = pack.entries.begin();
    for (const PackEntry &entry : full.entries) {
        if (entry.target.kind != TreeEntry::Kind::File)
            continue;
        while (changed != pack.entries.end() && changed->target.path < entry.target.path)
            ++changed;
        const bool isChanged = changed != pack.entries.end() && changed->target.path == entry.target.path;
        const auto source = isChanged ? changed->base : from.find(entry.target.path);
        if ((source && difference.isBroken(from.entries()[*source].path))
            || std::ranges::contains(unlike, entry.target.path))
            repairs.push_back(&entry);
    }
    return repairs;
}

Result<TreeListing> StagedTree::build(PackReader &pack, const TreeListing &from, Repair *repair)
{
    const auto wanted = pack.index().targetListing(from);
    if (!wanted)
        return std::unexpected(wanted.error());
    std::vector<TreeEntry> entries = wanted->entries();
    auto changed = pack.index().entries.begin();
    for (TreeEntry &entry : entries) {
        const bool isChanged = changed != pack.index().entries.end() && changed->target.path == entry.path;
        if (auto placed = place(entry, isChanged ? &*changed : nullptr, pack, from, repair); !placed)
            return std::unexpected(placed.error());
        if (isChanged)
            ++changed;
    }
    if (!m_unlike.empty())
        return delta::refuseDelta(ErrorCode::DigestMismatch, QString::fromStdString(m_unlike.front()));
    // From the leaves: a directory may forbid its owner to write into it.
    for (const TreeEntry &entry : entries | std::views::reverse)
        if (entry.kind == TreeEntry::Kind::Directory && ::fchmodat(m_staged, entry.path.c_str(), entry.mode, 0) != 0)
            return failed(QStringLiteral("set mode"), entry.path);
    auto listing = TreeListing::make(std::move(entries));
    if (listing && listing->hash() != pack.index().toTree)
        return delta::refuseDelta(ErrorCode::DigestMismatch, QStringLiteral("new tree"));
    return listing;
}

Result<void> StagedTree::place(TreeEntry &entry, const PackEntry *changed, PackReader &pack, const TreeListing &from,
                               Repair *repair)
{
    if (entry.kind == TreeEntry::Kind::Directory) {
        if (::mkdirat(m_staged, entry.path.c_str(), 0700) != 0)
            return failed(QStringLiteral("create directory"), entry.path);
        return {};
    }
    if (entry.kind == TreeEntry::Kind::Link) {
        if (::symlinkat(entry.target.c_str(), m_staged, entry.path.c_str()) != 0)
            return failed(QStringLiteral("create link"), entry.path);
        return {};
    }
    if (repair) {
        const auto it = std::ranges::lower_bound(repair->files, entry.path, {},
                                                 [](const PackEntry *file) { return file->target.path; });
        if (it != repair->files.end() && (*it)->target.path == entry.path)
            return rebuild(entry, **it, repair->full, {});
    }
    if (changed && changed->carriesBytes()) {
        auto made = rebuild(entry, *changed, pack, from);
        if (!made && changed->opened && isSelfCheck(made.error().code)) {
            m_unlike.push_back(entry.path);
            return {};
        }
        return made;
    }
    const auto old = changed ? changed->base : from.find(entry.path);
    return takeOver(entry, from.entries()[*old]);
}

Result<void> StagedTree::rebuild(TreeEntry &entry, const PackEntry &changed, PackReader &pack, const TreeListing &from)
{
    delta::FileBytes base;
    if (changed.base) {
        auto mapped = mapFile(m_old, from.entries()[*changed.base].path);
        if (!mapped)
            return std::unexpected(mapped.error());
        base = std::move(*mapped);
        if (base.view().size() != from.entries()[*changed.base].size)
            return delta::refuseDelta(UpdateError::TreeModified, from.entries()[*changed.base].path);
    }
    auto sink = create(m_staged, entry.path);
    if (!sink)
        return std::unexpected(sink.error());
    HashingSink hashing(*sink, &m_written);
    if (auto made = pack.rebuild(changed, base.view(), hashing); !made)
        return made;
    const auto digest = hashing.finish();
    if (!digest)
        return std::unexpected(digest.error());
    entry.digest = *digest;
    std::uint64_t prefix = 0;
    for (const std::byte byte : entry.digest.bytes().first<8>())
        prefix = prefix << 8 | static_cast<std::uint8_t>(byte);
    if (prefix != changed.digestPrefix)
        return delta::refuseDelta(ErrorCode::DigestMismatch, entry.path);
    return setMode(sink->fd(), entry.mode, entry.path);
}

Result<void> StagedTree::takeOver(const TreeEntry &entry, const TreeEntry &old)
{
    const UniqueFd source(openBeneath(m_old, old.path, O_RDONLY));
    if (!source)
        return failed(QStringLiteral("read file"), old.path);
    struct stat info{};
    if (::fstat(source.get(), &info) != 0)
        return failed(QStringLiteral("read file"), old.path);
    if (!S_ISREG(info.st_mode) || static_cast<std::uint64_t>(info.st_size) != entry.size)
        return delta::refuseDelta(UpdateError::TreeModified, old.path);
    // An inode in both trees has one mode and one owner: only where both are to be alike. It is that of the file that was opened, whatever
    // lies at its path by now.
    const auto link = [&] {
        const std::string opened = "/proc/self/fd/" + std::to_string(source.get());
        return entry.mode == (info.st_mode & 07777)
               && ::linkat(AT_FDCWD, opened.c_str(), m_staged, entry.path.c_str(), AT_SYMLINK_FOLLOW) == 0;
    };
    if (!m_clones && link())
        return {};
    auto sink = create(m_staged, entry.path);
    if (!sink)
        return std::unexpected(sink.error());
    if (m_clones) {
        if (::ioctl(sink->fd(), FICLONE, source.get()) == 0)
            return setMode(sink->fd(), entry.mode, entry.path);
        // Asked once: most filesystems cannot.
        m_clones = errno != EOPNOTSUPP && errno != ENOTTY;
        if (::unlinkat(m_staged, entry.path.c_str(), 0) == 0) {
            if (link())
                return {};
            sink = create(m_staged, entry.path);
            if (!sink)
                return std::unexpected(sink.error());
        }
    }
    const auto bytes = mapOpenFile(source.get());
    if (!bytes)
        return std::unexpected(bytes.error());
    HashingSink hashing(*sink);
    if (auto copied = hashing.append(bytes->view()); !copied)
        return copied;
    const auto digest = hashing.finish();
    if (!digest)
        return std::unexpected(digest.error());
    if (*digest != entry.digest)
        return delta::refuseDelta(UpdateError::TreeModified, old.path);
    return setMode(sink->fd(), entry.mode, entry.path);
}

} // namespace freshet::update
