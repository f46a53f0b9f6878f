// SPDX-License-Identifier: GPL-3.0-or-later
// Compressed members are made again byte for byte: ours against the real programs.
#include "core/delta/MemberEncoder.h"
#include "tests/delta/DeltaSupport.h"

#include <QFile>
#include <QProcess>
#include <QTemporaryDir>

using namespace freshet;
using namespace freshet::delta;

namespace {

/// What a program writes to its standard output about a file with these bytes.
Octets compressed(const Octets &bytes, const QString &program, const QStringList &options)
{
    const QTemporaryDir directory;
    QFile file(directory.filePath(QStringLiteral("f")));
    if (!file.open(QIODevice::WriteOnly)
        || file.write(reinterpret_cast<const char *>(bytes.data()), static_cast<qint64>(bytes.size())) < 0)
        qFatal("cannot write");
    file.close();
    QProcess process;
    process.start(program, options + QStringList{file.fileName()});
    if (!process.waitForFinished(60'000) || process.exitCode() != 0)
        qFatal("%s does not run", qPrintable(program));
    const QByteArray out = process.readAllStandardOutput();
    return {out.begin(), out.end()};
}

/// Text whose statistics change along the way, so that blocks end early.
Octets text(std::size_t size, std::uint32_t seed)
{
    std::mt19937 random(seed);
    Octets bytes;
    while (bytes.size() < size) {
        const std::uint32_t kind = random() % 4;
        for (std::uint32_t i = 0; i < 3000; ++i) {
            const std::uint32_t value = kind == 0   ? random() % 256
                                        : kind == 1 ? 'a' + random() % 4
                                                    : random() % 16 + (kind == 2 ? 'A' : '0');
            bytes.push_back(static_cast<std::uint8_t>(value));
            if (random() % 20 == 0 && bytes.size() > 500) {
                const std::size_t from = random() % (bytes.size() - 300);
                const std::size_t length = 3 + random() % 290;
                for (std::size_t k = 0; k < length; ++k)
                    bytes.push_back(bytes[from + k]);
            }
        }
    }
    bytes.resize(size);
    return bytes;
}

} // namespace

class TestDeltaMembers : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void gzipIsRemadeExactly_data()
    {
        QTest::addColumn<int>("level");
        QTest::addColumn<int>("size");
        for (const int level : {4, 5, 6, 7, 8, 9})
            for (const int size : {100, 5'000, 65'536, 65'537, 70'000, 300'000, 1'000'000})
                QTest::addRow("level %d size %d", level, size) << level << size;
    }
    void gzipIsRemadeExactly()
    {
        QFETCH(int, level);
        QFETCH(int, size);
        const Octets plain = text(static_cast<std::size_t>(size), static_cast<std::uint32_t>(level * 1000 + size));
        const Octets gz = compressed(plain, QStringLiteral("gzip"), {QStringLiteral("-cn%1").arg(level)});
        const auto encoder = MemberEncoder::make(Closer::Gzip, static_cast<std::uint8_t>(level));
        QVERIFY(encoder);
        OctetBuffer out(1 << 24);
        QVERIFY(encoder->add(plain, out));
        QVERIFY(encoder->finish(out));
        QCOMPARE(out.octets, Octets(gz.begin() + 10, gz.end() - 8));
    }

    void openedFilesSayHowTheyClose_data()
    {
        QTest::addColumn<QString>("program");
        QTest::addColumn<QStringList>("options");
        QTest::addColumn<int>("closer");
        QTest::newRow("gzip -9n") << QStringLiteral("gzip") << QStringList{QStringLiteral("-cn9")}
                                  << static_cast<int>(Closer::Gzip);
        QTest::newRow("gzip with name") << QStringLiteral("gzip") << QStringList{QStringLiteral("-cN6")}
                                        << static_cast<int>(Closer::Gzip);
        QTest::newRow("xz of kernel modules")
            << QStringLiteral("xz")
            << QStringList{QStringLiteral("-cT2"), QStringLiteral("--check=crc32"), QStringLiteral("--lzma2=dict=1MiB")}
            << static_cast<int>(Closer::Xz);
    }
    void openedFilesSayHowTheyClose()
    {
        QFETCH(QString, program);
        QFETCH(QStringList, options);
        QFETCH(int, closer);
        const Octets plain = text(200'000, 7);
        const Octets packed = compressed(plain, program, options);
        const auto opened = openFile(packed, true);
        QVERIFY(opened);
        QCOMPARE(opened->members.size(), std::size_t{1});
        QCOMPARE(static_cast<int>(opened->members[0].closer), closer);
        QCOMPARE(opened->members[0].size, plain.size());

        Octets recipe;
        putClosingRecipe(*opened, recipe);
        OctetReader reader(recipe);
        OctetBuffer out(1 << 24);
        auto closing = ClosingSink::make(reader, out);
        QVERIFY(closing);
        QCOMPARE(closing->openedSize(), opened->octets.size());
        for (std::size_t at = 0; at < opened->octets.size(); at += 7777)
            QVERIFY(closing->append(
                OctetView(opened->octets).subspan(at, std::min<std::size_t>(7777, opened->octets.size() - at))));
        QVERIFY(closing->finish());
        QCOMPARE(out.octets, packed);

        Octets base;
        putBaseRecipe(*opened, base);
        OctetReader baseReader(base);
        const auto again = openBase(baseReader, packed);
        QVERIFY(again);
        QCOMPARE(*again, opened->octets);
    }

    void a14_aBombIsRefusedBeforeItUnfolds()
    {
        const Octets bomb = compressed(Octets(40'000'000), QStringLiteral("gzip"), {QStringLiteral("-cn9")});
        QVERIFY(!openFile(bomb, false));
        // A recipe that promises little for much.
        Octets recipe;
        putVarint(recipe, 1);
        putVarint(recipe, 10 << 1);
        putVarint(recipe, bomb.size() - 18);
        putVarint(recipe, 1000);
        OctetReader reader(recipe);
        const auto opened = openBase(reader, bomb);
        QVERIFY(!opened);
        QCOMPARE(opened.error().code, UpdateError::DeltaFormat);
    }
};

QTEST_GUILESS_MAIN(TestDeltaMembers)
#include "tst_delta_members.moc"
