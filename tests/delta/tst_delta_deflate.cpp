// SPDX-License-Identifier: GPL-3.0-or-later
// Deflate is made again byte for byte: ours against zlib and GNU gzip; and what of an archive is opened.
#include "core/delta/MemberEncoder.h"
#include "tests/delta/DeltaSupport.h"
#include "tests/delta/PackedSample.h"

#include <zlib.h>

using namespace freshet;
using namespace freshet::delta;

namespace {

/// What zlib makes of it, given 64 KiB at a time.
Octets deflated(const Octets &plain, int level)
{
    z_stream stream{};
    deflateInit2(&stream, level, Z_DEFLATED, -MAX_WBITS, 8, Z_DEFAULT_STRATEGY);
    Octets out(deflateBound(&stream, plain.size()) + 100);
    Octets in = plain;
    stream.next_in = in.data();
    stream.next_out = out.data();
    stream.avail_out = static_cast<uInt>(out.size());
    for (std::size_t left = in.size(); left > 0;) {
        stream.avail_in = static_cast<uInt>(std::min<std::size_t>(left, 65'536));
        left -= stream.avail_in;
        deflate(&stream, Z_NO_FLUSH);
    }
    deflate(&stream, Z_FINISH);
    out.resize(stream.total_out);
    deflateEnd(&stream);
    return out;
}

/// An archive of these files in the order of their names, as Python's zipfile makes it.
Octets zipOf(const std::map<QString, Octets> &files)
{
    const QTemporaryDir directory;
    QStringList words{QStringLiteral("-m"), QStringLiteral("zipfile"), QStringLiteral("-c"), QStringLiteral("all.zip")};
    for (const auto &[path, bytes] : files) {
        QFile file(directory.filePath(path));
        if (!file.open(QIODevice::WriteOnly)
            || file.write(reinterpret_cast<const char *>(bytes.data()), static_cast<qint64>(bytes.size())) < 0)
            qFatal("cannot write");
        words << path;
    }
    QProcess zip;
    zip.setWorkingDirectory(directory.path());
    zip.start(QStringLiteral("python3"), words);
    if (!zip.waitForFinished(60'000) || zip.exitCode() != 0)
        qFatal("python3 does not run");
    QFile file(directory.filePath(QStringLiteral("all.zip")));
    if (!file.open(QIODevice::ReadOnly))
        qFatal("cannot read");
    const QByteArray bytes = file.readAll();
    return {bytes.begin(), bytes.end()};
}

} // namespace

class TestDeltaDeflate : public QObject {
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

    void zlibIsRemadeExactly_data()
    {
        QTest::addColumn<int>("level");
        QTest::addColumn<int>("size");
        for (const int level : {1, 4, 5, 6, 7, 8, 9})
            for (const int size : {1, 2, 3, 100, 5'000, 65'535, 65'536, 65'537, 70'000, 131'072, 300'000, 1'000'000})
                QTest::addRow("level %d size %d", level, size) << level << size;
    }
    void zlibIsRemadeExactly()
    {
        QFETCH(int, level);
        QFETCH(int, size);
        for (const bool even : {false, true}) {
            // The same byte over and over: matches as long as there are, and no end of places to look at.
            const Octets plain = even ? Octets(static_cast<std::size_t>(size), std::uint8_t{'='})
                                      : text(static_cast<std::size_t>(size), static_cast<std::uint32_t>(level + size));
            const auto encoder = MemberEncoder::make(Closer::Zlib, static_cast<std::uint8_t>(level));
            QVERIFY(encoder);
            OctetBuffer out(1 << 24);
            for (std::size_t at = 0; at < plain.size(); at += 40'000)
                QVERIFY(
                    encoder->add(OctetView(plain).subspan(at, std::min<std::size_t>(40'000, plain.size() - at)), out));
            QVERIFY(encoder->finish(out));
            QCOMPARE(out.octets, deflated(plain, level));
        }
    }

    /// What both archives have stays packed, wherever it lies; what differs is opened.
    void whatBothHaveStaysClosed()
    {
        const Octets same = text(50'000, 1);
        Octets changed = text(50'000, 2);
        const Octets old = zipOf({{QStringLiteral("b"), same}, {QStringLiteral("c"), changed}});
        changed[25'000] ^= 1;
        const Octets fresh = zipOf({{QStringLiteral("a"), changed}, {QStringLiteral("d"), same}});
        const MemberPair members = differingMembers(old, fresh);
        QCOMPARE(members.old.size(), std::size_t{1});
        QCOMPARE(members.fresh.size(), std::size_t{1});
        QVERIFY(members.old[0].offset > 500);
        QVERIFY(members.fresh[0].offset < 100);

        const MemoryTree from({{"f.zip", old}});
        const MemoryTree to({{"f.zip", fresh}});
        DeltaReport report;
        const Octets pack = packOf(from, to, &report);
        QCOMPARE(report.opened, std::size_t{1});
        QVERIFY2(pack.size() < 1000, qPrintable(QString::number(pack.size())));
        const auto files = applied(pack, from);
        QVERIFY(files);
        QCOMPARE(files->at("f.zip"), fresh);
    }
};

QTEST_GUILESS_MAIN(TestDeltaDeflate)
#include "tst_delta_deflate.moc"
