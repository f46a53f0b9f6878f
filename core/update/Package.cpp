// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/update/Package.h"

#include "core/base/UpdateError.h"
#include "core/delta/TreeListing.h"
#include "core/update/StagedTree.h"

#include <K7Zip>
#include <KAr>
#include <KArchiveDirectory>
#include <KArchiveFile>
#include <KCompressionDevice>
#include <KTar>
#include <KZip>

#include <QFile>
#include <QFileInfo>
#include <QTemporaryFile>

#include <fcntl.h>
#include <sys/stat.h>

#include <algorithm>
#include <cerrno>
#include <memory>

namespace freshet::update {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 portion = 1 << 18;
constexpr int maximumDepth = 100;

std::unexpected<Error> refused(ErrorCode code, const QString &object, const QString &detail = {})
{
    return std::unexpected(
        Error{code, u"open package"_s, object, detail, Kept::InputUntouched, NextStep::CorrectInput});
}

std::unexpected<Error> failed(const QString &object)
{
    return std::unexpected(errorFromErrno(errno, u"unpack file"_s, object, Kept::InputUntouched));
}

/// Writes one archive's entries below a directory; no entry's path passes through a link.
class Unpacker {
public:
    Unpacker(int root, std::uint64_t limit)
        : m_root(root)
        , m_left(limit)
    {
    }

    Result<void> directory(const KArchiveDirectory &from, const QString &path, int depth)
    {
        if (depth > maximumDepth)
            return refused(UpdateError::TreePath, path, u"too deep"_s);
        for (const QString &name : from.entries()) {
            const QString below = path.isEmpty() ? name : path + u'/' + name;
            // Names that are not UTF-8 do not come back as they were, so they are refused with everything else that is unsafe.
            if (const auto broken = delta::brokenPathRule(below.toStdString()))
                return refused(UpdateError::TreePath, below, errorName(*broken));
            if (auto written = entry(*from.entry(name), below, depth); !written)
                return written;
        }
        return {};
    }

private:
    Result<void> entry(const KArchiveEntry &from, const QString &path, int depth)
    {
        const std::string raw = path.toStdString();
        if (!from.symLinkTarget().isEmpty()) {
            if (::symlinkat(QFile::encodeName(from.symLinkTarget()).constData(), m_root, raw.c_str()) != 0)
                return failed(path);
            return {};
        }
        if (from.isDirectory()) {
            if (::mkdirat(m_root, raw.c_str(), 0700) != 0)
                return failed(path);
            if (auto written = directory(static_cast<const KArchiveDirectory &>(from), path, depth + 1); !written)
                return written;
            return setMode(raw, from.permissions() & 07777 ? from.permissions() & 07777 : 0755);
        }
        const auto *file = from.isFile() ? static_cast<const KArchiveFile *>(&from) : nullptr;
        if (!file)
            return refused(UpdateError::ArchiveForm, path, u"neither file, directory nor link"_s);
        const std::unique_ptr<QIODevice> source(file->createDevice());
        if (!source || (!source->isOpen() && !source->open(QIODevice::ReadOnly)))
            return refused(UpdateError::ArchiveForm, path);
        UniqueFd fd(openBeneath(m_root, raw, O_WRONLY | O_CREAT | O_EXCL, 0600));
        if (!fd)
            return failed(path);
        FileSink sink(std::move(fd), path);
        qint64 total = 0;
        while (true) {
            const QByteArray part = source->read(portion);
            if (part.isEmpty())
                break;
            if (static_cast<std::uint64_t>(part.size()) > m_left)
                return refused(UpdateError::DeltaTooLarge, path);
            m_left -= static_cast<std::uint64_t>(part.size());
            total += part.size();
            if (auto written = sink.append(
                    {reinterpret_cast<const std::uint8_t *>(part.constData()), static_cast<std::size_t>(part.size())});
                !written)
                return written;
        }
        if (total != file->size())
            return refused(UpdateError::ArchiveForm, path, u"incomplete"_s);
        return setMode(raw, from.permissions() & 07777 ? from.permissions() & 07777 : 0644);
    }

    Result<void> setMode(const std::string &path, mode_t mode) const
    {
        return ::fchmodat(m_root, path.c_str(), mode, 0) == 0 ? Result<void>()
                                                              : Result<void>(failed(QString::fromStdString(path)));
    }

    int m_root;
    std::uint64_t m_left;
};

Result<void> unpack(KArchive &archive, const QString &name, Unpacker &unpacker)
{
    if (!archive.open(QIODevice::ReadOnly))
        return refused(UpdateError::ArchiveForm, name, archive.errorString());
    const KArchiveDirectory *root = archive.directory();
    // "./usr" of a tar is "usr".
    const KArchiveEntry *dot = root->entries() == QStringList{u"."_s} ? root->entry(u"."_s) : nullptr;
    return unpacker.directory(dot && dot->isDirectory() ? *static_cast<const KArchiveDirectory *>(dot) : *root, {}, 0);
}

/// Whether a tar archive holds hard links: KTar cannot tell them from symbolic ones.
bool hasHardLinks(QIODevice &tar)
{
    constexpr qint64 record = 512;
    for (qint64 at = 0; tar.seek(at);) {
        const QByteArray header = tar.read(record);
        if (header.size() < record || header[0] == '\0')
            return false;
        if (header[156] == '1')
            return true;
        // Octal, or base 256 where the first bit is set (POSIX.1-1988, and GNU tar for what is too large for it).
        quint64 size = 0;
        if (static_cast<unsigned char>(header[124]) & 0x80)
            for (int i = 128; i < 136; ++i)
                size = size << 8 | static_cast<unsigned char>(header[i]);
        else
            size = header.mid(124, 12).replace('\0', ' ').trimmed().toULongLong(nullptr, 8);
        if (size > quint64{1} << 50)
            return false;
        at += record + static_cast<qint64>((size + record - 1) / record) * record;
    }
    return false;
}

/// A tar archive, compressed or not. Takes `packed`. Unpacked as a whole first: the archive is not read in the order of its bytes.
Result<void> unpackTar(std::unique_ptr<QIODevice> packed, const QString &package, Unpacker &unpacker,
                       std::uint64_t limit)
{
    if (!packed || (!packed->isOpen() && !packed->open(QIODevice::ReadOnly)))
        return refused(UpdateError::ArchiveForm, package);
    const QByteArray start = packed->peek(6);
    const auto type = start.startsWith("\x1f\x8b") ? KCompressionDevice::GZip
                      : start.startsWith("BZh")    ? KCompressionDevice::BZip2
                      : start.startsWith("\xfd"
                                         "7zXZ")
                          ? KCompressionDevice::Xz
                      : start.startsWith("\x28\xb5\x2f\xfd") ? KCompressionDevice::Zstd
                                                             : KCompressionDevice::None;
    QTemporaryFile plain;
    if (!plain.open())
        return refused(ErrorCode::OutputUnwritable, plain.fileName());
    KCompressionDevice source(packed.get(), false, type);
    if (!source.open(QIODevice::ReadOnly))
        return refused(UpdateError::ArchiveForm, package);
    std::uint64_t total = 0;
    while (true) {
        const QByteArray part = source.read(portion);
        if (part.isEmpty())
            break;
        total += static_cast<std::uint64_t>(part.size());
        if (total > limit + limit / 8 + (1 << 20)) // headers and padding are no files' bytes
            return refused(UpdateError::DeltaTooLarge, package);
        if (plain.write(part) != part.size())
            return refused(ErrorCode::OutputUnwritable, plain.fileName());
    }
    if (hasHardLinks(plain))
        return refused(UpdateError::ArchiveForm, package, u"hard links"_s);
    plain.close();
    // Told what it is: else it would unpack what is packed twice, past all that was looked at.
    KTar tar(plain.fileName(), u"application/x-tar"_s);
    return unpack(tar, package, unpacker);
}

Result<void> unpackDeb(const QString &package, Unpacker &unpacker, std::uint64_t limit)
{
    KAr outer(package);
    if (!outer.open(QIODevice::ReadOnly))
        return refused(UpdateError::ArchiveForm, package, outer.errorString());
    for (const QString &name : outer.directory()->entries())
        if (const KArchiveFile *file = outer.directory()->file(name); file && name.startsWith("data.tar"_L1))
            return unpackTar(std::unique_ptr<QIODevice>(file->createDevice()), package, unpacker, limit);
    return refused(UpdateError::ArchiveForm, package, u"no data in it"_s);
}

} // namespace

Result<void> unpackPackage(const QString &package, int directory, std::uint64_t limit)
{
    auto file = std::make_unique<QFile>(package);
    if (!file->open(QIODevice::ReadOnly))
        return refused(ErrorCode::FileUnreadable, package);
    const QByteArray start = file->peek(8);
    Unpacker unpacker(directory, limit);
    if (start.startsWith("!<arch>\n"))
        return unpackDeb(package, unpacker, limit);
    if (start.startsWith("PK\3\4")) {
        KZip zip(package);
        return unpack(zip, package, unpacker);
    }
    if (start.startsWith("7z\xbc\xaf\x27\x1c")) {
        K7Zip seven(package);
        return unpack(seven, package, unpacker);
    }
    return unpackTar(std::move(file), package, unpacker, limit);
}

} // namespace freshet::update
