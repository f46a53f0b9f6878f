// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/HostFacts.h"

#include <QFile>

#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include <memory>

namespace freshet {

using namespace Qt::StringLiterals;

namespace {

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

DiskUse diskUse(const QString &directory)
{
    constexpr std::uint64_t blockSize = 512; // of st_blocks (POSIX)
    DiskUse use;
    const QByteArray path = QFile::encodeName(directory);
    struct statvfs volume{};
    if (::statvfs(path.constData(), &volume) == 0) {
        use.total = Bytes{std::uint64_t{volume.f_blocks} * volume.f_frsize};
        use.available = Bytes{std::uint64_t{volume.f_bavail} * volume.f_frsize};
    }
    const std::unique_ptr<DIR, int (*)(DIR *)> stream(::opendir(path.constData()), ::closedir);
    while (const dirent *entry = stream ? ::readdir(stream.get()) : nullptr) {
        struct stat st{};
        if (::fstatat(::dirfd(stream.get()), entry->d_name, &st, AT_SYMLINK_NOFOLLOW) == 0 && S_ISREG(st.st_mode))
            use.directory += Bytes{static_cast<std::uint64_t>(st.st_blocks) * blockSize};
    }
    return use;
}

std::optional<ProcessUse> processUse()
{
    // proc(5): behind the name in parentheses, which may hold anything, come the state and the numbers from field 4 on.
    const QByteArray stat = contentOf(u"/proc/self/stat"_s);
    const QList<QByteArray> fields = stat.mid(stat.lastIndexOf(')') + 2).split(' ');
    const QByteArray uptime = contentOf(u"/proc/uptime"_s);
    const QList<QByteArray> memory = contentOf(u"/proc/self/statm"_s).split(' ');
    if (fields.size() < 20 || uptime.isEmpty() || memory.size() < 2)
        return std::nullopt;
    const auto ticks = static_cast<double>(::sysconf(_SC_CLK_TCK));
    const double used = (fields[11].toDouble() + fields[12].toDouble()) / ticks;
    const double lived = uptime.split(' ').first().toDouble() - fields[19].toDouble() / ticks;
    const auto page = static_cast<std::uint64_t>(::sysconf(_SC_PAGESIZE));
    return ProcessUse{.cpuPercent = lived > 0 ? 100.0 * used / lived : 0.0,
                      .residentKiB = memory[1].toULongLong() * page / 1024};
}

InterfaceBytes parseInterfaceBytes(const QByteArray &procNetDev)
{
    // "  eth0: received packets … (8 numbers) sent …", below two lines of headings
    InterfaceBytes sum;
    for (const QByteArray &line : procNetDev.split('\n')) {
        const qsizetype colon = line.indexOf(':');
        if (colon < 0 || line.left(colon).trimmed() == "lo")
            continue;
        const QList<QByteArray> numbers = line.mid(colon + 1).simplified().split(' ');
        sum.received += numbers.value(0).toULongLong();
        sum.sent += numbers.value(8).toULongLong();
    }
    return sum;
}

std::optional<InterfaceBytes> interfaceBytes()
{
    const QByteArray text = contentOf(u"/proc/net/dev"_s);
    return text.isEmpty() ? std::nullopt : std::optional(parseInterfaceBytes(text));
}

} // namespace freshet
