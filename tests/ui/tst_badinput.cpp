// SPDX-License-Identifier: GPL-3.0-or-later
// What goes wrong has a state with its reason and its remedy, and nothing is lost: whole ways through the application, with a real engine, a real nginx and a disk that really is full.
#include "core/meta/Metainfo.h"
#include "tests/support/NginxServer.h"
#include "tests/ui/Application.h"

#include <QDir>
#include <QDragEnterEvent>
#include <QDropEvent>
#include <QLabel>
#include <QMimeData>

#include <sched.h>
#include <sys/mount.h>
#include <unistd.h>

using namespace freshet;
using freshet::test::Application;
using freshet::test::patience;
using namespace Qt::StringLiterals;

namespace {

/// Mounts of this process are its own from now on. False: this machine does not let it.
bool leaveTheOthersMounts()
{
    const uid_t uid = ::geteuid();
    const gid_t gid = ::getegid();
    if (::unshare(uid == 0 ? CLONE_NEWNS : CLONE_NEWNS | CLONE_NEWUSER) != 0)
        return false;
    const auto write = [](const char *file, const QByteArray &text) {
        QFile out(QString::fromLatin1(file));
        return out.open(QIODevice::WriteOnly) && out.write(text) == text.size();
    };
    if (uid != 0) {
        write("/proc/self/setgroups", "deny");
        write("/proc/self/uid_map", QByteArray::number(uid) + ' ' + QByteArray::number(uid) + " 1");
        write("/proc/self/gid_map", QByteArray::number(gid) + ' ' + QByteArray::number(gid) + " 1");
    }
    ::mount(nullptr, "/", nullptr, MS_REC | MS_PRIVATE, nullptr);
    return true;
}

/// A filesystem of that size, gone with the object.
class SmallDisk {
public:
    SmallDisk(QString where, const QByteArray &size)
        : m_where(std::move(where))
    {
        m_mounted =
            QDir().mkpath(m_where)
            && ::mount("tmpfs", QFile::encodeName(m_where).constData(), "tmpfs", 0, ("size=" + size).constData()) == 0;
    }
    SmallDisk(const SmallDisk &) = delete;
    SmallDisk &operator=(const SmallDisk &) = delete;
    ~SmallDisk()
    {
        if (m_mounted)
            ::umount2(QFile::encodeName(m_where).constData(), MNT_DETACH);
    }
    [[nodiscard]] bool isThere() const { return m_mounted; }
    /// Somebody else takes all of what is left.
    void fill()
    {
        m_filler.setFileName(m_where + u"/filler"_s);
        QVERIFY(m_filler.open(QIODevice::WriteOnly | QIODevice::Unbuffered));
        for (qsizetype chunk = 1 << 20; chunk > 0; chunk /= 2)
            while (m_filler.write(QByteArray(chunk, 'f')) == chunk) {
            }
    }
    void makeRoom() { QVERIFY(m_filler.remove()); }

private:
    QString m_where;
    QFile m_filler;
    bool m_mounted = false;
};

void drop(QWidget &window, const QList<QUrl> &urls)
{
    QMimeData data;
    data.setUrls(urls);
    // Qt drops on whoever accepted what was dragged in.
    QDragEnterEvent enter(QPoint(5, 5), Qt::CopyAction, &data, Qt::LeftButton, {});
    QCoreApplication::sendEvent(&window, &enter);
    QVERIFY(enter.isAccepted());
    QDropEvent dropped(QPointF(5, 5), Qt::CopyAction, &data, Qt::LeftButton, {});
    QCoreApplication::sendEvent(&window, &dropped);
}

} // namespace

class TestBadInput final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void g32_a_dropped_directory_stays_with_its_reason()
    {
        const QTemporaryDir directory;
        Application app(directory);
        QTRY_VERIFY_WITH_TIMEOUT(app.page(), patience);
        const QUrl good(u"http://127.0.0.1:9/a.bin"_s);
        drop(app.window(), {QUrl::fromLocalFile(directory.path()), good});
        QVERIFY(app.page()->addPanel().isVisible());
        QCOMPARE(app.find<QPlainTextEdit>(u"addWhat"_s)->toPlainText(), directory.path() + u'\n' + good.toString());
        app.find<QLineEdit>(u"addDirectory"_s)->setText(directory.path());
        QTest::mouseClick(app.find<QPushButton>(u"addButton"_s), Qt::LeftButton);
        auto *problems = app.find<QLabel>(u"addProblems"_s);
        QTRY_VERIFY_WITH_TIMEOUT(problems->isVisible() && app.row(), patience); // the other one is a job
        QVERIFY2(problems->text().startsWith(directory.path() + u'\n'), qPrintable(problems->text()));
        QVERIFY2(problems->text().contains(u"This is not a regular file."_s), qPrintable(problems->text()));
        QVERIFY2(problems->text().contains(u"Correct what was given and try again."_s), qPrintable(problems->text()));
        QCOMPARE(app.find<QPlainTextEdit>(u"addWhat"_s)->toPlainText(), directory.path()); // what was written is kept
    }

    void broken_metadata_is_refused_where_it_was_given()
    {
        const QTemporaryDir directory;
        const QString broken = directory.filePath(u"broken.torrent"_s);
        QFile file(broken);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("this is no metadata");
        file.close();
        Application app(directory);
        QTRY_VERIFY_WITH_TIMEOUT(app.page(), patience);
        app.add(broken);
        auto *problems = app.find<QLabel>(u"addProblems"_s);
        QTRY_VERIFY_WITH_TIMEOUT(problems->isVisible(), patience);
        QVERIFY(problems->text().contains(broken));
        QVERIFY2(!problems->text().contains(u"command"_s), qPrintable(problems->text())); // there is none in a window
        QCOMPARE(app.find<QPlainTextEdit>(u"addWhat"_s)->toPlainText(), broken);
        QVERIFY(!app.row());
        QVERIFY(QFile::exists(broken));
    }

    void g12_an_unreachable_address_says_why_and_is_tried_again()
    {
        const QTemporaryDir directory;
        Application app(directory);
        QTRY_VERIFY_WITH_TIMEOUT(app.page(), patience);
        app.add(u"http://127.0.0.1:9/nothing.bin"_s);
        QTRY_VERIFY_WITH_TIMEOUT(
            app.row()
                && (app.row()->reason.code == ReasonCode::WaitingForRetry || app.row()->state == JobState::Failed),
            patience);
        QTRY_VERIFY_WITH_TIMEOUT(!app.find<QLabel>(u"jobState"_s)->text().isEmpty(), patience);
    }

    void g12_g13_a_full_disk_is_waited_for_with_everything_kept()
    {
        const QTemporaryDir directory;
        SmallDisk disk(directory.filePath(u"disk"_s), "64m");
        QVERIFY2(disk.isThere(), "no filesystem can be mounted here");
        test::NginxServer origin({.limitRate = u"2m"_s});
        QVERIFY2(origin.start(), qPrintable(origin.problem()));
        const QByteArray data = test::payload(40 << 20);
        origin.put(u"content.bin"_s, data);
        const QString torrent = directory.filePath(u"content.torrent"_s);
        QFile file(torrent);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(QByteArray::fromStdString(encodeMetainfo(test::metadataOf(data, {origin.url(u"/content.bin"_s)}))));
        file.close();

        Application app(directory, [&directory](EngineOptions &options) {
            options.store.cacheDirectory = directory.filePath(u"disk/cache"_s);
        });
        QTRY_VERIFY_WITH_TIMEOUT(app.page(), patience);
        app.add(torrent);
        QTRY_VERIFY_WITH_TIMEOUT(app.is(JobState::Downloading) && app.row()->fileSizeInCache >= 2_MiB, patience);
        disk.fill();
        QTRY_VERIFY_WITH_TIMEOUT(app.row()->reason.code == ReasonCode::PausedForDisk, patience);
        const Bytes kept = app.row()->fileSizeInCache;
        QVERIFY(kept >= 2_MiB);
        auto *state = app.find<QLabel>(u"jobState"_s);
        QTRY_VERIFY_WITH_TIMEOUT(state->text().contains(u"Everything received is kept; it goes on by itself."_s),
                                 patience);
        QTRY_VERIFY_WITH_TIMEOUT(app.find<QLabel>(u"limitedBy"_s)->text().contains(u"disk"_s),
                                 patience); // on every page
        auto *remedy = app.find<QPushButton>(u"remedy"_s);
        QTRY_VERIFY_WITH_TIMEOUT(remedy->isVisible(), patience);
        QTest::mouseClick(remedy, Qt::LeftButton); // to where room is made
        QCOMPARE(app.window().currentPage()->objectName(), u"cache"_s);
        app.window().openPage(u"transfers"_s);

        disk.makeRoom();
        QTRY_VERIFY_WITH_TIMEOUT(app.is(JobState::Complete) || app.is(JobState::Caching), patience);
        QFile delivered(directory.filePath(u"content"_s));
        QVERIFY(delivered.open(QIODevice::ReadOnly));
        QCOMPARE(delivered.readAll(), data);
        QVERIFY(app.row()->fromHttpOrigin < Bytes{40 << 20} + kept); // what was kept did not come twice
    }
};

int main(int argc, char **argv)
{
    leaveTheOthersMounts(); // before any thread starts
    QApplication application(argc, argv);
    TestBadInput test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_badinput.moc"
