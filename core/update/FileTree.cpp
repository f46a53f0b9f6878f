// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/update/FileTree.h"

#include "core/meta/Sha256.h"

#include <QFile>
#include <QFileInfo>

#include <dirent.h>
#include <fcntl.h>
#include <linux/openat2.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>

#include <algorithm>
#include <array>
#include <cerrno>

namespace freshet::update {

using delta::OctetView;
using delta::TreeEntry;
using delta::TreeListing;

namespace {

/// Up to this size a file is read sooner than its pages are mapped one by one.
constexpr std::size_t smallFile = std::size_t{64} << 10;

std::unexpected<Error> failed(const QString &operation, const std::string &path, bool writing = false)
{
    return std::unexpected(
        errorFromErrno(errno, operation, QString::fromStdString(path), Kept::InputUntouched, writing));
}

struct CloseDirectory {
    void operator()(DIR *directory) const { ::closedir(directory); }
};
using Directory = std::unique_ptr<DIR, CloseDirectory>;

Directory listDirectory(int directory, const std::string &path)
{
    const int fd = openBeneath(directory, path.empty() ? "." : path, O_RDONLY | O_DIRECTORY);
    if (fd < 0)
        return nullptr;
    Directory opened(::fdopendir(fd));
    if (!opened)
        ::close(fd);
    return opened;
}

Result<void> collect(int directory, const std::string &path, std::vector<TreeEntry> &entries)
{
    const auto names = namesIn(directory, path);
    if (!names)
        return std::unexpected(names.error());
    for (const std::string &name : *names) {
        TreeEntry entry;
        entry.path = path.empty() ? name : path + '/' + name;
        if (entries.size() >= delta::maximumEntries)
            return delta::refuseDelta(UpdateError::DeltaTooLarge, entry.path);
        struct stat info{};
        if (::fstatat(directory, entry.path.c_str(), &info, AT_SYMLINK_NOFOLLOW) != 0)
            return failed(QStringLiteral("read file"), entry.path);
        entry.mode = info.st_mode & 07777;
        if (S_ISDIR(info.st_mode)) {
            entry.kind = TreeEntry::Kind::Directory;
            entries.push_back(entry);
            if (auto below = collect(directory, entry.path, entries); !below)
                return below;
            continue;
        }
        if (S_ISLNK(info.st_mode)) {
            std::array<char, 4096> target{};
            const ssize_t length = ::readlinkat(directory, entry.path.c_str(), target.data(), target.size());
            if (length < 0)
                return failed(QStringLiteral("read link"), entry.path);
            entry.kind = TreeEntry::Kind::Link;
            entry.mode = 0777;
            entry.target.assign(target.data(), static_cast<std::size_t>(length));
        } else if (S_ISREG(info.st_mode)) {
            const auto bytes = mapFile(directory, entry.path);
            if (!bytes)
                return std::unexpected(bytes.error());
            entry.size = bytes->view().size();
            entry.digest = Sha256::of(std::as_bytes(bytes->view()));
        } else {
            return std::unexpected(Error{.code = ErrorCode::NotARegularFile,
                                         .operation = QStringLiteral("read tree"),
                                         .object = QString::fromStdString(entry.path)});
        }
        entries.push_back(std::move(entry));
    }
    return {};
}

} // namespace

Result<std::vector<std::string>> namesIn(int directory, const std::string &path)
{
    const Directory opened = listDirectory(directory, path);
    if (!opened)
        return failed(QStringLiteral("read directory"), path);
    std::vector<std::string> names;
    errno = 0;
    while (const dirent *entry = ::readdir(opened.get())) {
        const std::string name = entry->d_name;
        if (name != "." && name != "..")
            names.push_back(name);
        errno = 0;
    }
    if (errno != 0)
        return failed(QStringLiteral("read directory"), path);
    return names;
}

int openBeneath(int directory, const std::string &path, std::uint64_t flags, std::uint32_t mode)
{
    open_how how{};
    how.flags = flags | O_CLOEXEC | O_NOFOLLOW;
    how.mode = mode;
    how.resolve = RESOLVE_BENEATH | RESOLVE_NO_SYMLINKS;
    return static_cast<int>(::syscall(SYS_openat2, directory, path.c_str(), &how, sizeof how));
}

Result<UniqueFd> openDirectory(const QString &path)
{
    UniqueFd fd(::open(QFile::encodeName(path).constData(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (!fd)
        return std::unexpected(
            errorFromErrno(errno, QStringLiteral("open directory"), path, Kept::InputUntouched, false));
    return fd;
}

Result<delta::FileBytes> mapFile(int directory, const std::string &path)
{
    const UniqueFd fd(openBeneath(directory, path, O_RDONLY | O_NONBLOCK));
    struct stat info{};
    if (!fd || ::fstat(fd.get(), &info) != 0)
        return failed(QStringLiteral("read file"), path);
    if (!S_ISREG(info.st_mode))
        return std::unexpected(Error{.code = ErrorCode::NotARegularFile,
                                     .operation = QStringLiteral("read file"),
                                     .object = QString::fromStdString(path)});
    return mapOpenFile(fd.get());
}

Result<delta::FileBytes> mapPath(const QString &path)
{
    const QFileInfo info(path);
    const auto directory = openDirectory(info.absolutePath());
    if (!directory)
        return std::unexpected(directory.error());
    return mapFile(directory->get(), QFile::encodeName(info.fileName()).toStdString());
}

Result<delta::FileBytes> mapOpenFile(int fd)
{
    struct stat info{};
    if (::fstat(fd, &info) != 0)
        return failed(QStringLiteral("map file"), {});
    const auto size = static_cast<std::size_t>(info.st_size);
    if (size == 0)
        return delta::FileBytes();
    if (size <= smallFile) {
        auto bytes = std::make_shared<delta::Octets>(size);
        const ssize_t got = ::pread(fd, bytes->data(), size, 0);
        if (got < 0)
            return failed(QStringLiteral("read file"), {});
        const auto view = OctetView(*bytes).first(static_cast<std::size_t>(got));
        return delta::FileBytes(view, std::move(bytes));
    }
    void *at = ::mmap(nullptr, size, PROT_READ, MAP_PRIVATE, fd, 0);
    if (at == MAP_FAILED)
        return failed(QStringLiteral("map file"), {});
    ::madvise(at, size, MADV_SEQUENTIAL);
    const std::shared_ptr<const void> owner(at,
                                            [size](const void *mapped) { ::munmap(const_cast<void *>(mapped), size); });
    // A private mapping that nothing was written to: its pages are the file's.
    return delta::FileBytes(OctetView(static_cast<const std::uint8_t *>(at), size), owner,
                            [at, size] { ::madvise(at, size, MADV_DONTNEED); });
}

Result<TreeListing> readTree(int directory)
{
    std::vector<TreeEntry> entries;
    if (auto collected = collect(directory, {}, entries); !collected)
        return std::unexpected(collected.error());
    return TreeListing::make(std::move(entries));
}

TreeDifference compareTrees(const TreeListing &expected, const TreeListing &found)
{
    TreeDifference difference;
    for (const TreeEntry &entry : expected.entries()) {
        const auto index = found.find(entry.path);
        if (index && found.entries()[*index] == entry)
            continue;
        (index ? difference.changed : difference.missing).push_back(entry.path);
        difference.bytes += entry.size;
    }
    for (const TreeEntry &entry : found.entries())
        if (!expected.find(entry.path))
            difference.extra.push_back(entry.path);
    return difference;
}

bool TreeDifference::isBroken(const std::string &path) const
{
    // Both lists are in the order of the listing.
    return std::ranges::binary_search(changed, path) || std::ranges::binary_search(missing, path);
}

Result<void> removeTree(int directory, const std::string &name)
{
    if (::unlinkat(directory, name.c_str(), 0) == 0 || errno == ENOENT)
        return {};
    UniqueFd opened(openBeneath(directory, name, O_RDONLY | O_DIRECTORY));
    if (!opened && errno == EACCES) {
        // A directory that its own mode hides; it is ours.
        ::fchmodat(directory, name.c_str(), 0700, AT_SYMLINK_NOFOLLOW);
        opened = UniqueFd(openBeneath(directory, name, O_RDONLY | O_DIRECTORY));
    }
    if (!opened)
        return failed(QStringLiteral("remove directory"), name, true);
    ::fchmod(opened.get(), 0700);
    const auto names = namesIn(opened.get(), {});
    if (!names)
        return std::unexpected(names.error());
    // Always one step below what is open: whoever exchanges directories meanwhile leads nowhere else.
    for (const std::string &child : *names)
        if (auto removed = removeTree(opened.get(), child); !removed)
            return removed;
    if (::unlinkat(directory, name.c_str(), AT_REMOVEDIR) != 0 && errno != ENOENT)
        return failed(QStringLiteral("remove directory"), name, true);
    return {};
}

} // namespace freshet::update
