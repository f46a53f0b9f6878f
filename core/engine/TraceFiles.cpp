// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/TraceFiles.h"

#include "core/trace/TraceCodec.h"
#include "core/trace/TraceRing.h"

#include <QFile>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <set>

namespace freshet {

using namespace Qt::StringLiterals;

namespace {

/// Those put aside are looked for up to here when reading, whatever the writer's limits are.
constexpr int mostFiles = 16;

QString fileName(int age)
{
    return age == 0 ? u"trace.log"_s : u"trace.log.%1"_s.arg(age);
}

} // namespace

TraceFiles::TraceFiles(CacheDirectory directory, TraceFileLimits limits)
    : m_directory(std::move(directory))
    , m_limits(limits)
{
}

bool TraceFiles::openLatest()
{
    if (m_file)
        return true;
    const QByteArray name = QFile::encodeName(fileName(0));
    UniqueFd file(::openat(m_directory.fd(), name.constData(),
                           O_RDWR | O_CREAT | O_APPEND | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK, 0600));
    struct stat st{};
    if (!file || ::fstat(file.get(), &st) != 0 || !S_ISREG(st.st_mode) || st.st_uid != ::geteuid())
        return false;
    m_size = static_cast<std::uint64_t>(st.st_size);
    // A line that a crash has torn is ended, so that it spoils itself alone.
    char last = '\n';
    if (m_size > 0 && ::pread(file.get(), &last, 1, st.st_size - 1) == 1 && last != '\n')
        m_size += ::write(file.get(), "\n", 1) == 1 ? 1 : 0;
    m_file = std::move(file);
    return true;
}

void TraceFiles::rotate()
{
    m_file.reset();
    for (int age = m_limits.keptFiles; age >= 1; --age)
        if (m_directory.exists(fileName(age - 1)))
            (void)m_directory.renameFile(fileName(age - 1), fileName(age));
}

bool TraceFiles::write(const QByteArray &lines)
{
    const auto size = static_cast<std::uint64_t>(lines.size());
    if (openLatest() && m_size > 0 && m_size + size > m_limits.fileSize.value())
        rotate();
    if (!openLatest())
        return false;
    std::uint64_t done = 0;
    while (done < size) {
        const ssize_t n = ::write(m_file.get(), lines.constData() + done, size - done);
        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0)
            break;
        done += static_cast<std::uint64_t>(n);
    }
    if (done == size) {
        m_size += size;
        return true;
    }
    if (::ftruncate(m_file.get(), static_cast<off_t>(m_size)) != 0)
        m_file.reset(); // opening it again ends the torn line
    return false;
}

void TraceFiles::append(const std::vector<TraceEvent> &events)
{
    if (events.empty())
        return;
    QByteArray lines;
    if (m_lost > 0) {
        TraceEvent dropped = droppedEvents(m_lost, m_lastLost);
        dropped.time = events.front().time;
        dropped.wall = events.front().wall;
        lines += encodeEvent(dropped);
    }
    for (const TraceEvent &event : events)
        lines += encodeEvent(event);
    if (write(lines)) {
        m_lost = 0;
        return;
    }
    m_lost += events.size();
    m_lastLost = events.back().number;
}

Result<void> readTrace(const QString &cacheDirectory, const std::function<void(const TraceEvent &)> &onEvent)
{
    // Newest first: a file that is put aside meanwhile is met twice, and read once.
    std::vector<std::unique_ptr<QFile>> files;
    std::set<std::pair<dev_t, ino_t>> met;
    for (int age = 0; age < mostFiles; ++age) {
        auto file = std::make_unique<QFile>(cacheDirectory + u'/' + fileName(age));
        if (!file->exists())
            continue;
        struct stat st{};
        if (!file->open(QIODevice::ReadOnly) || ::fstat(file->handle(), &st) != 0)
            return std::unexpected(Error{.code = ErrorCode::FileUnreadable,
                                         .operation = u"read trace"_s,
                                         .object = file->fileName(),
                                         .detail = file->errorString(),
                                         .kept = Kept::InputUntouched,
                                         .next = NextStep::FixPermissions});
        if (S_ISREG(st.st_mode) && met.emplace(st.st_dev, st.st_ino).second)
            files.push_back(std::move(file));
    }
    for (auto file = files.rbegin(); file != files.rend(); ++file) {
        while (true) {
            const QByteArray line = (*file)->readLine(maximumTraceLine + 2);
            if (line.isEmpty())
                break;
            if (const auto event = decodeEvent(line))
                onEvent(*event);
        }
    }
    return {};
}

} // namespace freshet
