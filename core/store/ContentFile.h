// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Error.h"
#include "core/base/Extent.h"
#include "core/base/UniqueFd.h"
#include "core/base/Units.h"
#include "core/store/CacheDirectory.h"
#include "core/store/FileStamp.h"

#include <QString>

#include <optional>
#include <span>

namespace freshet {

/// The file of one content in the cache: preallocated, written by direct I/O where the filesystem
/// takes it. Invariant: it was a regular file of ours with one name when it was opened. Non-duty: does not
/// know pieces or proofs. One thread at a time.
class ContentFile {
public:
    enum class Mode { Create, Existing };

    ContentFile() = default;

    /// Create fails when the name is taken; Existing when it is not there. CacheForeign for anything but our own regular file with one name.
    static Result<ContentFile> open(const CacheDirectory &directory, const QString &name, Mode mode, bool directIo);

    [[nodiscard]] bool isOpen() const { return static_cast<bool>(m_fd); }
    [[nodiscard]] const QString &name() const { return m_name; }
    /// For reading on another thread; shares nothing but the file.
    [[nodiscard]] Result<UniqueFd> openForReading(const CacheDirectory &directory) const;

    /// Gives the file its length and, where the filesystem can, space for `parts` (all of it, if there are none): DiskFull now rather
    /// than later.
    Result<void> reserve(Bytes length, std::span<const Extent> parts = {});
    Result<void> resize(Bytes length);
    /// What it takes of the disk; less than its length where it has holes.
    [[nodiscard]] Bytes allocated() const;

    /// All of `bytes` at `offset`. `bytes` starts at a page boundary when it comes from a PieceBuffer.
    Result<void> write(Bytes offset, std::span<const std::byte> bytes);
    Result<void> sync();

    [[nodiscard]] Result<FileStamp> stamp() const;
    /// FileChanged unless the name still leads to this file, it has no second name and at least `length` bytes.
    [[nodiscard]] Result<void> checkIdentity(const CacheDirectory &directory, Bytes length) const;

private:
    Result<void> writeDirect(Bytes offset, std::span<const std::byte> bytes, std::size_t *written);
    Result<void> writeBuffered(Bytes offset, std::span<const std::byte> bytes);
    [[nodiscard]] Error error(int number, const char *operation, bool writing = true) const;

    QString m_name;
    QString m_path;
    UniqueFd m_fd;     ///< buffered, for all but whole pages
    UniqueFd m_direct; ///< none where direct I/O is refused
};

/// Reads exactly `out.size()` bytes; `short` files give FileChanged.
Result<void> readFully(int fd, Bytes offset, std::span<std::byte> out, const QString &displayPath);

} // namespace freshet
