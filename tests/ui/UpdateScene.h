// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/meta/Sha256.h"
#include "core/store/FileHasher.h"
#include "tests/support/NginxServer.h"
#include "tests/ui/Application.h"
#include "tests/update/OtherEncoder.h"
#include "ui/updates/UpdatesPage.h"

#include <QDir>
#include <QDirIterator>
#include <QLabel>
#include <QProcess>

#include <map>

namespace freshet::test {

/// Files of a release, by path.
using Files = std::map<QString, QByteArray>;

inline void put(const QString &path, const QByteArray &data)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(file.write(data), data.size());
}

inline QByteArray get(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

inline void write(const QString &directory, const Files &files)
{
    for (const auto &[name, data] : files) {
        const QString path = directory + u'/' + name;
        QVERIFY(QDir().mkpath(QFileInfo(path).absolutePath()));
        put(path, data);
    }
}

inline Files filesOf(const QString &directory)
{
    Files files;
    for (QDirIterator it(directory, QDir::Files, QDirIterator::Subdirectories); it.hasNext();) {
        const QString path = it.next();
        files[QDir(directory).relativeFilePath(path)] = get(path);
    }
    return files;
}

/// Words and `end` as GNU gzip packs them.
inline QByteArray packedText(const QByteArray &end)
{
    QByteArray text;
    for (const char byte : payload(200'000, 5))
        text += "word" + QByteArray::number(static_cast<unsigned char>(byte)) + ' ';
    QProcess gzip;
    gzip.start(u"gzip"_s, {u"-9n"_s});
    gzip.write(text + end);
    gzip.closeWriteChannel();
    return gzip.waitForFinished() ? gzip.readAllStandardOutput() : QByteArray();
}

/// A publisher with its server.
class UpdatePublisher {
public:
    explicit UpdatePublisher(const QString &limitRate = {})
        : m_server({.limitRate = limitRate})
    {
        m_started = m_server.start();
    }

    [[nodiscard]] bool isThere() const { return m_started; }
    [[nodiscard]] QString manifest() const { return m_server.url(u"/office.manifest"_s).toString(); }
    [[nodiscard]] QString key() const { return m_dir.filePath(u"office.key.pub"_s); }
    [[nodiscard]] QString manifestFile() const { return m_server.root() + u"/office.manifest"_s; }

    /// What leads from the first release to the second.
    [[nodiscard]] QString forwardPack() const { return m_server.root() + u"/office-1-2.pack"_s; }
    [[nodiscard]] QString forwardUrl() const { return m_server.url(u"/office-1-2.pack"_s).toString(); }

    void publish(const QString &version, const Files &files)
    {
        const QString place = m_dir.filePath(version);
        write(place, files);
        m_series.append(version + u'=' + place);
        QProcess tool;
        tool.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        tool.start(QCoreApplication::applicationDirPath() + u"/freshetctl"_s,
                   QStringList{u"update"_s, u"publish"_s, u"--product"_s, u"office"_s, u"--output"_s, m_server.root(),
                               u"--key"_s, m_dir.filePath(u"office.key"_s), u"--source"_s,
                               m_server.url(u"/"_s).toString(), u"--notes"_s, u"New in "_s + version, u"--zstd"_s}
                       + m_series);
        QTRY_COMPARE_WITH_TIMEOUT(tool.state(), QProcess::NotRunning, patience);
        QCOMPARE(tool.exitCode(), 0);
    }

    /// The pack from release `first` to `second`, the only two, becomes one that another encoder made: signed, described and served as it is.
    void useOtherEncoder(const QString &first, const QString &second)
    {
        const auto from = update::ReleaseTree::open(first, m_dir.filePath(first), m_dir.path());
        const auto to = update::ReleaseTree::open(second, m_dir.filePath(second), m_dir.path());
        QVERIFY(from && to);
        QVERIFY(QFile::remove(forwardPack()));
        writeWithOtherEncoder(*from, *to, forwardPack());
        auto hashes = hashFileForPublishing(forwardPack());
        QVERIFY(hashes);
        const auto description = buildMetainfo("office-1-2.pack", std::move(*hashes), {forwardUrl().toStdString()});
        QVERIFY(description);
        put(forwardPack() + u".torrent"_s, QByteArray::fromStdString(encodeMetainfo(*description)));
        const auto key = update::SigningKey::fromPem(get(m_dir.filePath(u"office.key"_s)));
        QVERIFY(key);
        auto manifest = update::parseManifest(get(manifestFile()), key->publicKey());
        QVERIFY(manifest);
        const auto pack = std::ranges::find(manifest->packs, u"office-1-2.pack"_s, &update::PackFile::name);
        QVERIFY(pack != manifest->packs.end());
        const QByteArray bytes = get(forwardPack());
        pack->size = static_cast<std::uint64_t>(bytes.size());
        pack->digest = Sha256::of(std::as_bytes(std::span(bytes.constData(), std::size_t(bytes.size()))));
        pack->contentId = description->contentId;
        put(manifestFile(), update::encodeManifest(*manifest, *key));
    }

private:
    NginxServer m_server;
    QTemporaryDir m_dir;
    QStringList m_series;
    bool m_started = false;
};

/// What the page shows of the one product.
struct UpdatesSeen {
    Application &app;

    [[nodiscard]] ui::UpdatesPage *page() const { return qobject_cast<ui::UpdatesPage *>(app.window().currentPage()); }
    [[nodiscard]] ui::UpdateModel *model() const
    {
        auto *view = app.find<ui::TableView>(u"products"_s);
        return view ? dynamic_cast<ui::UpdateModel *>(view->model()) : nullptr;
    }
    [[nodiscard]] UpdateProduct product() const
    {
        return model() && model()->rowCount() == 1 ? model()->rowAt(0) : UpdateProduct{};
    }
    /// One of several.
    [[nodiscard]] UpdateProduct product(const QString &tree) const
    {
        const int row = model() ? model()->rowOf(tree) : -1;
        return row < 0 ? UpdateProduct{} : model()->rowAt(row);
    }
    [[nodiscard]] QAction *action(const QString &name) const { return page()->findChild<QAction *>(name); }
    [[nodiscard]] QString text(const QString &label) const { return app.find<QLabel>(label)->text(); }
    [[nodiscard]] bool isIdle() const
    {
        return !product().tree.isEmpty() && product().step == UpdateProduct::Step::Idle;
    }
    void add(const QString &tree, const QString &manifest, const QString &key)
    {
        app.window().openPage(u"updates:add"_s);
        app.find<QLineEdit>(u"productTree"_s)->setText(tree);
        app.find<QLineEdit>(u"productManifest"_s)->setText(manifest);
        app.find<QLineEdit>(u"productKey"_s)->setText(key);
        QTest::mouseClick(app.find<QPushButton>(u"productAdd"_s), Qt::LeftButton);
    }
    /// The first release, `version`, comes in full.
    void install(const QString &tree, const QString &manifest, const QString &key, const QString &version)
    {
        add(tree, manifest, key);
        QTRY_VERIFY_WITH_TIMEOUT(isIdle() && product().route, patience);
        action(u"updateApply"_s)->trigger();
        QTRY_VERIFY_WITH_TIMEOUT(isIdle() && product().installed == version, patience);
    }
};

} // namespace freshet::test
