// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/update/UpdateScene.h"

#include <QDir>
#include <QProcess>
#include <QTest>

#include <random>

namespace freshet::test {

using namespace freshet::update;
using namespace Qt::StringLiterals;

namespace {

/// Text as GNU gzip packs it.
void putPacked(const QString &path, const QByteArray &text)
{
    QProcess gzip;
    gzip.start(u"gzip"_s, {u"-9n"_s});
    gzip.write(text);
    gzip.closeWriteChannel();
    if (!gzip.waitForFinished())
        qFatal("no gzip");
    put(path, gzip.readAllStandardOutput());
}

QByteArray words(int count)
{
    QByteArray text;
    std::mt19937 random(7);
    for (int i = 0; i < count; ++i)
        text += "word" + QByteArray::number(random() % 500) + (i % 9 ? ' ' : '\n');
    return text;
}

void makeOld(const QString &root)
{
    putPacked(root + u"/share/doc.gz"_s, words(2000) + "the end\n");
    put(root + u"/bin/tool"_s, bytes(40'000, 1), QFile::ExeOwner);
    put(root + u"/share/same"_s, bytes(3000, 2));
    put(root + u"/share/gone"_s, bytes(2000, 3));
    put(root + u"/share/empty"_s, {});
    QFile::link(u"tool"_s, root + u"/bin/link"_s);
}

void makeNew(const QString &root)
{
    putPacked(root + u"/share/doc.gz"_s, "a title\n" + words(2000) + "another end\n");
    QByteArray tool = bytes(40'000, 1);
    tool.insert(500, "more");
    tool[30'000] = 'x';
    put(root + u"/bin/tool"_s, tool, QFile::ExeOwner);
    put(root + u"/share/same"_s, bytes(3000, 2));
    put(root + u"/lib/new"_s, bytes(1000, 4));
    put(root + u"/share/empty"_s, "filled");
    QFile::link(u"../lib/new"_s, root + u"/bin/link"_s);
}

} // namespace

QByteArray bytes(int size, std::uint32_t seed)
{
    std::mt19937 random(seed);
    QByteArray data(size, '\0');
    for (char &byte : data)
        byte = static_cast<char>(random());
    return data;
}

void put(const QString &path, const QByteArray &data, QFile::Permissions more)
{
    QDir().mkpath(QFileInfo(path).absolutePath());
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(data) != data.size())
        qFatal("cannot write %s", qPrintable(path));
    file.setPermissions(QFile::ReadOwner | QFile::WriteOwner | more);
}

QByteArray contents(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        qFatal("cannot read %s", qPrintable(path));
    return file.readAll();
}

delta::OctetView view(const QByteArray &data)
{
    return {reinterpret_cast<const std::uint8_t *>(data.constData()), static_cast<std::size_t>(data.size())};
}

ErrorCode codeOf(const Result<void> &result)
{
    return result ? ErrorCode::Internal : result.error().code;
}

Sha256Digest treeAt(const QString &directory)
{
    const auto opened = openDirectory(directory);
    const auto listing = opened ? readTree(opened->get()) : Result<delta::TreeListing>(std::unexpected(opened.error()));
    return listing ? listing->hash() : Sha256Digest{};
}

UpdateScene::UpdateScene()
{
    makeOld(path(u"old"_s));
    makeNew(path(u"new"_s));
    const delta::DeltaOptions quick{.effort = delta::Effort::Quick};
    const delta::DeltaOptions apart{.effort = delta::Effort::Quick, .cut = 1};
    const auto old = ReleaseTree::open(u"1"_s, path(u"old"_s), m_place.path());
    const auto fresh = ReleaseTree::open(u"2"_s, path(u"new"_s), m_place.path());
    if (!old || !fresh || !writePack(nullptr, *old, path(u"full-1"_s), quick)
        || !writePack(&*old, *fresh, path(u"1-2"_s), quick) || !writePack(nullptr, *fresh, path(u"full-2"_s), apart))
        qFatal("no packs");
    oldHash = old->listing().hash();
    newHash = fresh->listing().hash();
    if (const auto installed = apply(u"full-1"_s, 1, oldHash, true); !installed)
        qFatal("%s", qPrintable(errorName(installed.error().code) + installed.error().object));
}

Result<Installation> UpdateScene::openAt(const QString &tree) const
{
    return Installation::open(tree, m_clock);
}

Result<void> UpdateScene::applyAt(const QString &tree, const QString &pack, std::uint64_t number,
                                  const Sha256Digest &hash, bool full, std::function<bool()> check) const
{
    auto installation = openAt(tree);
    if (!installation)
        return std::unexpected(installation.error());
    const QByteArray data = contents(path(pack));
    return installation->apply(
        view(data), {.to = {number, QString::number(number), hash}, .full = full, .check = std::move(check)});
}

namespace {

/// Exit code of the probe; nullopt: it was killed.
std::optional<int> runProbe(const QString &log, const QStringList &options, const QStringList &arguments)
{
    QProcess process;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"ASAN_OPTIONS"_s, u"detect_leaks=0"_s); // it cannot work under a tracer
    process.setProcessEnvironment(environment);
    process.start(u"strace"_s, QStringList{u"-f"_s, u"-qqq"_s, u"-o"_s, log} + options
                                   + QStringList{QStringLiteral(UPDATEPROBE)} + arguments);
    if (!process.waitForFinished(60'000))
        process.kill();
    if (process.exitStatus() == QProcess::CrashExit || process.exitCode() == 128 + 9)
        return std::nullopt;
    return process.exitCode();
}

} // namespace

bool UpdateScene::killed(const QStringList &options, const QStringList &arguments) const
{
    return !runProbe(path(u"strace.log"_s), options, arguments);
}

bool UpdateScene::succeeded(const QStringList &options, const QStringList &arguments) const
{
    return runProbe(path(u"strace.log"_s), options, arguments) == 0;
}

QStringList UpdateScene::applyWords() const
{
    return {u"apply"_s, tree(), path(u"1-2"_s), u"2"_s, QString::fromLatin1(newHash.hex())};
}

void UpdateScene::checkSound() const
{
    checkSoundAt(*this, tree(), oldHash, newHash);
}

void checkSoundAt(const UpdateScene &scene, const QString &tree, const Sha256Digest &oldHash,
                  const Sha256Digest &newHash)
{
    const Sha256Digest before = treeAt(tree);
    QVERIFY2(before == oldHash || before == newHash, "a third state");
    const auto installation = scene.openAt(tree);
    QVERIFY2(installation, "it does not open");
    const Sha256Digest after = treeAt(tree);
    QVERIFY2(after == oldHash || after == newHash, "a third state after the replay");
    const InstallState &state = installation->state();
    QVERIFY2(state.installed.tree == after, "something else is remembered");
    QVERIFY(!state.pending);
    const auto difference = installation->verify();
    QVERIFY2(difference && !difference->any(), "the listing is not of the tree");
    QSet<QString> known{u"state.json"_s, u"listing-"_s + QString::fromLatin1(after.hex()).left(32)};
    if (state.reverse)
        known.insert(state.reverse->name);
    const QStringList names =
        QDir(tree + u".freshet"_s).entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot);
    for (const QString &name : names)
        QVERIFY2(known.contains(name), qPrintable(u"left over: "_s + name));
}

} // namespace freshet::test
