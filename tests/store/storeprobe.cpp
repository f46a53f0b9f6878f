// SPDX-License-Identifier: GPL-3.0-or-later
// A store in a process of its own, to be killed and starved by tests. It feeds a made-up content, says on stdout what the store says, one
// line each, and answers dropped pieces by submitting them again.
//   have P | durable P | dropped P | failed CODE KEPT NEXT | complete | handed | error CODE
// Exit codes: 0 complete (and handed over, if asked for), 3 failed, 4 the store or the content did not open.
#include "tests/store/StoreHarness.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <cstdio>
#include <fcntl.h>
#include <sched.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace freshet;
using namespace freshet::test;

namespace {

void say(const QString &line)
{
    const QByteArray bytes = line.toUtf8() + '\n';
    // Unbuffered: what was said before a SIGKILL has been said.
    for (qsizetype done = 0; done < bytes.size();) {
        const ssize_t n =
            ::write(STDOUT_FILENO, bytes.constData() + done, static_cast<std::size_t>(bytes.size() - done));
        if (n <= 0)
            return;
        done += n;
    }
}

void writeText(const char *path, const QByteArray &text)
{
    QFile file(QString::fromLatin1(path));
    if (file.open(QIODevice::WriteOnly | QIODevice::Unbuffered))
        file.write(text);
}

/// A small filesystem of our own at `where`, seen by this process alone. As root or as anybody.
bool mountTmpfs(const QString &where, const QByteArray &size)
{
    const uid_t uid = ::geteuid();
    const gid_t gid = ::getegid();
    if (::unshare(uid == 0 ? CLONE_NEWNS : CLONE_NEWNS | CLONE_NEWUSER) != 0)
        return false;
    if (uid != 0) {
        writeText("/proc/self/setgroups", "deny");
        writeText("/proc/self/uid_map", QByteArray::number(uid) + ' ' + QByteArray::number(uid) + " 1");
        writeText("/proc/self/gid_map", QByteArray::number(gid) + ' ' + QByteArray::number(gid) + " 1");
    }
    ::mount(nullptr, "/", nullptr, MS_REC | MS_PRIVATE, nullptr);
    return ::mount("tmpfs", QFile::encodeName(where).constData(), "tmpfs", 0, ("size=" + size).constData()) == 0;
}

/// Takes all the space there is below `directory`.
void fill(const QString &directory)
{
    QFile file(directory + QStringLiteral("/filler"));
    if (!file.open(QIODevice::WriteOnly | QIODevice::Unbuffered))
        return;
    for (qsizetype chunk = 65536; chunk > 0; chunk /= 2) {
        while (file.write(QByteArray(chunk, 'f')) == chunk) {
        }
    }
}

class Probe {
public:
    Probe(TestContent content, StoreOptions options)
        : m_content(std::move(content))
        , m_options(std::move(options))
        , m_harness(m_options)
    {
    }

    /// Opens the store and the content and feeds what is missing, until complete or failed. With `afterOpen`, that runs in between.
    int feed(const std::function<void()> &afterOpen = {})
    {
        if (!m_harness.isOpen()) {
            if (const auto opened = m_harness.open(); !opened)
                return refuse(opened.error());
        }
        const auto content = m_harness.openContent(m_content.request());
        if (!content)
            return refuse(content.error());
        Store &store = m_harness.store();
        QObject scope;
        QObject::connect(&store, &Store::piecesDurable, &scope,
                         [](ContentHandle, const std::vector<PieceIndex> &pieces) {
                             for (PieceIndex p : pieces)
                                 say(QStringLiteral("durable %1").arg(p.value()));
                         });
        std::vector<std::uint32_t> again;
        QObject::connect(&store, &Store::piecesDropped, &scope,
                         [&](ContentHandle, const std::vector<PieceIndex> &pieces) {
                             for (PieceIndex p : pieces) {
                                 say(QStringLiteral("dropped %1").arg(p.value()));
                                 again.push_back(p.value());
                             }
                         });
        for (std::uint32_t p = 0; p < m_content.pieceCount(); ++p) {
            if (content->record.durable.contains(PieceIndex{p}))
                say(QStringLiteral("have %1").arg(p));
        }
        if (afterOpen)
            afterOpen();
        auto &heard = m_harness.heard(content->handle);
        const auto ended = [&] { return heard.complete > 0 || heard.failed || content->record.complete; };
        for (std::uint32_t p = 0; p < m_content.pieceCount() && !ended(); ++p) {
            if (!content->record.durable.contains(PieceIndex{p}))
                m_harness.submit(content->handle, p, m_content.piece(p));
        }
        waitUntil([&] {
            for (std::uint32_t p : std::exchange(again, {}))
                m_harness.submit(content->handle, p, m_content.piece(p));
            return ended();
        });
        if (heard.failed) {
            say(QStringLiteral("failed %1 %2 %3")
                    .arg(errorName(heard.failed->code))
                    .arg(static_cast<int>(heard.failed->kept))
                    .arg(static_cast<int>(heard.failed->next)));
            return 3;
        }
        say(QStringLiteral("complete"));
        m_handle = content->handle;
        return 0;
    }

    /// Downloads another content first, which then rests in the cache, pinned or not.
    bool cacheBefore(const TestContent &before, bool pinned)
    {
        ContentHandle handle;
        if (!m_harness.open() || !m_harness.download(before, &handle))
            return false;
        m_harness.store().closeContent(handle);
        return !pinned
               || m_harness
                      .await<void>([&](auto done) {
                          m_harness.store().setPinned(before.key(), true, std::nullopt, std::move(done));
                      })
                      .has_value();
    }

    void slowClock(std::chrono::milliseconds step) { m_harness.clock.step(step); }

    int remove()
    {
        m_harness.store().closeContent(m_handle);
        const auto removed = m_harness.await<void>(
            [&](auto done) { m_harness.store().removeContent(m_content.key(), std::move(done)); });
        if (!removed)
            return refuse(removed.error());
        say(QStringLiteral("removed"));
        return 0;
    }

    int handOver(const QString &path)
    {
        const auto handed = m_harness.handOver(m_handle, path);
        if (!handed)
            return refuse(handed.error());
        say(QStringLiteral("handed"));
        return 0;
    }

private:
    static int refuse(const Error &error)
    {
        say(QStringLiteral("error %1 %2 %3")
                .arg(errorName(error.code))
                .arg(static_cast<int>(error.kept))
                .arg(static_cast<int>(error.next)));
        if (error.bytesNeeded)
            say(QStringLiteral("needed %1").arg(*error.bytesNeeded));
        return 4;
    }

    TestContent m_content;
    StoreOptions m_options;
    StoreHarness m_harness;
    ContentHandle m_handle;
};

int run(const QCommandLineParser &arguments)
{
    const auto number = [&](const char *name) { return arguments.value(QString::fromLatin1(name)).toULongLong(); };
    const QString cache = arguments.value(QStringLiteral("cache"));
    const QString parent = QFileInfo(cache).path();
    const QString filler = parent + QStringLiteral("/filler");
    StoreOptions options = StoreHarness::defaults();
    options.cacheDirectory = cache;
    options.maximumUnsynced = Bytes{number("unsynced")};
    Probe probe(TestContent(Bytes{number("size")}, Bytes{number("piece")}, static_cast<std::uint32_t>(number("seed"))),
                options);
    probe.slowClock(std::chrono::milliseconds{number("step")});
    const QString full = arguments.value(QStringLiteral("full"));
    int result = 0;
    if (const auto before = number("before");
        before > 0
        && !probe.cacheBefore(
            TestContent(Bytes{number("size")}, Bytes{number("piece")}, static_cast<std::uint32_t>(before)),
            arguments.isSet(QStringLiteral("pinned"))))
        return 6;
    if (full == QLatin1StringView("open")) {
        fill(parent);
        result = probe.feed();
    } else if (full == QLatin1StringView("run")) {
        result = probe.feed([&] { fill(parent); });
    } else {
        result = probe.feed();
    }
    if (!full.isEmpty()) {
        const auto records = readLedger(cache);
        say(records ? QStringLiteral("ledger readable %1").arg(records->size())
                    : QStringLiteral("ledger ") + errorName(records.error().code));
        QFile::remove(filler);
        say(QStringLiteral("space again"));
        result = probe.feed();
    }
    if (const QString touched = arguments.value(QStringLiteral("touch")); !touched.isEmpty())
        ::utimensat(AT_FDCWD, QFile::encodeName(touched).constData(), nullptr, 0);
    if (arguments.isSet(QStringLiteral("remove")))
        return result == 0 ? probe.remove() : result;
    if (number("before") > 0) {
        const auto records = readLedger(cache);
        say(QStringLiteral("cached %1").arg(records ? records->size() : 99));
    }
    const QString output = arguments.value(QStringLiteral("output"));
    return result == 0 && !output.isEmpty() ? probe.handOver(output) : result;
}

} // namespace

int main(int argc, char *argv[])
{
    // Namespaces are entered before there is a second thread.
    for (int i = 1; i + 2 < argc; ++i) {
        if (qstrcmp(argv[i], "--tmpfs") == 0 && !mountTmpfs(QString::fromLocal8Bit(argv[i + 1]), argv[i + 2])) {
            std::perror("tmpfs");
            return 5;
        }
    }
    QCoreApplication app(argc, argv);
    QCommandLineParser arguments;
    for (const char *name : {"cache", "size", "piece", "seed", "unsynced", "full", "output", "touch", "before", "step"})
        arguments.addOption({QString::fromLatin1(name), {}, QStringLiteral("value")});
    for (const char *name : {"pinned", "remove"})
        arguments.addOption(QCommandLineOption(QString::fromLatin1(name)));
    QStringList rest = app.arguments();
    if (const qsizetype at = rest.indexOf(QStringLiteral("--tmpfs")); at >= 0)
        rest.remove(at, 3);
    arguments.process(rest);
    return run(arguments);
}
