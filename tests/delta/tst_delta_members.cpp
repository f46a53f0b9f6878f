// SPDX-License-Identifier: GPL-3.0-or-later
// Compressed members are made again byte for byte: ours against the real programs.
#include "core/delta/ClosingSink.h"
#include "core/delta/MemberEncoder.h"
#include "tests/delta/DeltaSupport.h"
#include "tests/delta/PackedSample.h"

#include <QFile>
#include <QProcess>
#include <QTemporaryDir>

#include <zlib.h>
#include <zstd.h>

using namespace freshet;
using namespace freshet::delta;

namespace {

const QStringList lz4Options{QStringLiteral("-lc9")};
constexpr std::size_t kernelFront = 3 * 512 + 100; ///< bytes before the payload

/// A Linux kernel as its boot protocol sees it.
Octets kernelOf(const Octets &payload, std::size_t unpacked)
{
    Octets kernel(kernelFront, std::uint8_t{0x90});
    const auto put = [&kernel](std::size_t at, std::size_t bytes, std::uint64_t value) {
        for (std::size_t i = 0; i < bytes; ++i)
            kernel[at + i] = static_cast<std::uint8_t>(value >> 8 * i);
    };
    put(0x1f1, 1, 2); // sectors of set-up code, less one
    put(0x1fe, 2, 0xaa55);
    put(0x202, 4, 0x53726448);
    put(0x206, 2, 0x20f);
    put(0x248, 4, 100);
    put(0x24c, 4, payload.size() + 4);
    kernel.insert(kernel.end(), payload.begin(), payload.end());
    put32(kernel, static_cast<std::uint32_t>(unpacked));
    const Octets rest = randomBytes(5000, 8);
    kernel.insert(kernel.end(), rest.begin(), rest.end());
    return kernel;
}

Octets gzippedZeros(std::size_t size)
{
    z_stream stream{};
    deflateInit2(&stream, 9, Z_DEFLATED, MAX_WBITS + 16, 8, Z_DEFAULT_STRATEGY);
    Octets zeros(1 << 20);
    Octets out(1 << 20);
    stream.next_out = out.data();
    stream.avail_out = static_cast<uInt>(out.size());
    while (size > 0) {
        stream.next_in = zeros.data();
        stream.avail_in = static_cast<uInt>(std::min(size, zeros.size()));
        const std::size_t portion = stream.avail_in;
        deflate(&stream, size > portion ? Z_NO_FLUSH : Z_FINISH);
        size -= portion;
    }
    out.resize(stream.total_out);
    deflateEnd(&stream);
    return out;
}

/// Scratch files in memory, counted.
class CountingScratch final : public Scratch {
public:
    Result<std::unique_ptr<ScratchFile>> create() const override
    {
        class File final : public ScratchFile {
        public:
            Result<void> append(OctetView bytes) override
            {
                m_octets.insert(m_octets.end(), bytes.begin(), bytes.end());
                return {};
            }
            Result<void> truncate(std::uint64_t size) override
            {
                m_octets.resize(size);
                return {};
            }
            Result<FileBytes> map() override
            {
                const auto held = std::make_shared<const Octets>(std::move(m_octets));
                return FileBytes(*held, held);
            }

        private:
            Octets m_octets;
        };
        ++created;
        return std::make_unique<File>();
    }
    mutable int created = 0;
};

Result<FileBytes> openedBy(const Octets &recipe, const Octets &file, const Scratch *scratch)
{
    OctetReader reader(recipe);
    const auto members = readBaseRecipe(reader);
    return members ? openBase(*members, file, scratch) : Result<FileBytes>(std::unexpected(members.error()));
}

} // namespace

class TestDeltaMembers : public QObject {
    Q_OBJECT

private Q_SLOTS:
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
        for (const QStringList &options : {QStringList{QStringLiteral("-cqT2")}, QStringList{QStringLiteral("-cq19T0")},
                                           QStringList{QStringLiteral("-cq"), QStringLiteral("--single-thread")},
                                           QStringList{QStringLiteral("-cq"), QStringLiteral("--no-check")}})
            QTest::addRow("zstd %s", qPrintable(options.join(u' ')))
                << QStringLiteral("zstd") << options << static_cast<int>(Closer::Zstd);
    }
    void openedFilesSayHowTheyClose()
    {
        QFETCH(QString, program);
        QFETCH(QStringList, options);
        QFETCH(int, closer);
        const Octets plain = text(1'500'000, 7);
        const Octets packed = compressed(plain, program, options);
        const auto opened = openFile(packed, true, nullptr);
        QVERIFY(opened);
        QCOMPARE(opened->members.size(), std::size_t{1});
        QCOMPARE(static_cast<int>(opened->members[0].closer), closer);
        QCOMPARE(opened->members[0].size, plain.size());

        Octets recipe;
        putClosingRecipe(opened->members, opened->bytes.view().size(), recipe);
        OctetReader reader(recipe);
        OctetBuffer out(1 << 24);
        auto segments = readClosingRecipe(reader);
        QVERIFY(segments);
        QCOMPARE(segments->openedSize, opened->bytes.view().size());
        ClosingSink closing(std::move(*segments), out);
        for (std::size_t at = 0; at < opened->bytes.view().size(); at += 7777)
            QVERIFY(closing.append(
                opened->bytes.view().subspan(at, std::min<std::size_t>(7777, opened->bytes.view().size() - at))));
        QVERIFY(closing.finish());
        QCOMPARE(out.octets, packed);

        Octets base;
        putBaseRecipe(opened->members, base);
        OctetReader baseReader(base);
        const auto members = readBaseRecipe(baseReader);
        QVERIFY(members);
        const auto again = openBase(*members, packed, nullptr);
        QVERIFY(again);
        QVERIFY(std::ranges::equal(again->view(), opened->bytes.view()));
    }

    void aKernelIsOpened_data()
    {
        QTest::addColumn<int>("size");
        QTest::addColumn<bool>("isLarge"); // for memory
        QTest::newRow("one block") << 300'000 << false;
        QTest::newRow("exactly one block") << 8 * 1024 * 1024 << false;
        QTest::newRow("three blocks") << 17'000'000 << true;
    }
    void aKernelIsOpened()
    {
        QFETCH(int, size);
        QFETCH(bool, isLarge);
        const Octets plain = text(static_cast<std::size_t>(size), 3);
        const Octets kernel = kernelOf(compressed(plain, QStringLiteral("lz4"), lz4Options), plain.size());
        const CountingScratch scratch;
        const auto opened = openFile(kernel, true, &scratch);
        QVERIFY(opened);
        QCOMPARE(scratch.created, isLarge ? 1 : 0);
        QCOMPARE(opened->members.size(), std::size_t{1});
        QCOMPARE(opened->members[0].closer, Closer::Lz4);
        QCOMPARE(opened->members[0].size, plain.size());
        QVERIFY(std::ranges::equal(opened->bytes.view().subspan(kernelFront, plain.size()), plain));

        Octets recipe;
        putClosingRecipe(opened->members, opened->bytes.view().size(), recipe);
        OctetReader reader(recipe);
        const auto base = openClosed(reader, kernel, &scratch);
        QVERIFY(base);
        QVERIFY(std::ranges::equal(base->bytes.view(), opened->bytes.view()));
        OctetBuffer out(kernel.size());
        OctetReader again(recipe);
        ClosingSink closing(*readClosingRecipe(again), out);
        QVERIFY(closing.append(base->bytes.view()));
        QVERIFY(closing.finish());
        QVERIFY(out.octets == kernel);
    }

    void aLargeKernelIsUpdatedAndBroughtBackOutsideOfMemory()
    {
        Octets plain = text(17'000'000, 3);
        const auto kernel = [&plain] {
            return kernelOf(compressed(plain, QStringLiteral("lz4"), lz4Options), plain.size());
        };
        const MemoryTree from({{"boot/vmlinuz", kernel()}});
        const Octets more = randomBytes(300, 9);
        plain.insert(plain.begin() + 5'000'000, more.begin(), more.end());
        const MemoryTree to({{"boot/vmlinuz", kernel()}});
        DeltaReport report;
        const Octets pack = packOf(from, to, &report, Effort::Quick);
        QCOMPARE(report.opened, std::size_t{1});
        QVERIFY2(pack.size() < 10'000, qPrintable(QString::number(pack.size())));

        const CountingScratch scratch;
        auto reader = PackReader::open(pack, from.listing, &scratch);
        QVERIFY(reader);
        QCOMPARE(reader->scratchSize().value_or(0), std::uint64_t{2 * 17'000'000});
        OctetBuffer made(1 << 26);
        QVERIFY(reader->rebuild(reader->index().entries.back(), from.files().begin()->second, made));
        QVERIFY(made.octets == to.files().begin()->second);
        QCOMPARE(scratch.created, 1);
        OctetBuffer back(1 << 24);
        QVERIFY(makeReverse(*reader, from.listing, from.listing, from, to.listing, to, back,
                            {.effort = Effort::Quick, .scratch = &scratch}));
        QCOMPARE(scratch.created, 3);
        QVERIFY2(back.octets.size() < 10'000, qPrintable(QString::number(back.octets.size())));
        const auto returned = applied(back.octets, to);
        QVERIFY(returned && *returned == from.files());
    }

    void anotherEncodersKernelStaysClosed()
    {
        const Octets plain = text(300'000, 3);
        const Octets packed = compressed(plain, QStringLiteral("lz4"), {QStringLiteral("-lc5")});
        const Octets kernel = kernelOf(packed, plain.size());
        QVERIFY(openFile(kernel, false, nullptr));
        QVERIFY(!openFile(kernel, true, nullptr));
    }

    void anotherEncodersFrameStaysClosed()
    {
        const Octets packed =
            compressed(text(300'000, 3), QStringLiteral("zstd"), {QStringLiteral("-cq7"), QStringLiteral("--long=20")});
        QVERIFY(openFile(packed, false, nullptr)); // as an old file
        QVERIFY(!openFile(packed, true, nullptr));
    }

    void a14_aFrameThatUnfoldsOrAsksForMuchIsRefused()
    {
        const Octets zeros(maximumOpened + 1);
        Octets bomb(ZSTD_compressBound(zeros.size()));
        bomb.resize(ZSTD_compress(bomb.data(), bomb.size(), zeros.data(), zeros.size(), 1));
        QVERIFY(!openFile(bomb, false, nullptr));
        const auto opened = [](const Octets &frame, std::uint64_t size) {
            Octets recipe;
            putVarint(recipe, 1);
            putVarint(recipe, 3);
            putVarint(recipe, frame.size());
            putVarint(recipe, size);
            recipe.push_back(0);
            return openedBy(recipe, frame, nullptr);
        };
        QCOMPARE(opened(bomb, 1000).error().code, UpdateError::DeltaTooLarge);
        // A window of 128 MiB for a few bytes; and frames that end before they should.
        const Octets wide{0x28, 0xb5, 0x2f, 0xfd, 0x00, 0x88, 0x21, 0x00, 0x00, 'a', 'b', 'c', 'd'};
        QCOMPARE(opened(wide, 4).error().code, UpdateError::DeltaFormat);
        Octets narrow = wide;
        narrow[5] = 0;
        QVERIFY(opened(narrow, 4));
        for (std::size_t size = 4; size < narrow.size(); ++size)
            QVERIFY(!opened(Octets(narrow.begin(), narrow.begin() + static_cast<std::ptrdiff_t>(size)), 4));
    }

    void a14_aKernelThatLiesStaysClosed()
    {
        const Octets plain = text(300'000, 3);
        const Octets packed = compressed(plain, QStringLiteral("lz4"), lz4Options);
        const Octets kernel = kernelOf(packed, plain.size());
        const std::size_t payload = kernelFront;
        for (const auto &[at, value] : {std::pair{std::size_t{0x248}, 0xffffff00U}, // payload outside of the file
                                        std::pair{std::size_t{0x24c}, 0xffffffffU}, std::pair{std::size_t{0x24c}, 3U},
                                        std::pair{std::size_t{0x206}, 0x0207U}, // a boot protocol without payloads
                                        std::pair{payload, 0x184d2204U},        // another frame
                                        std::pair{payload + 4, 0xffffffffU},    // a block larger than what is there
                                        std::pair{payload + 4, 0U}, std::pair{payload + 8, 0xffffffffU}}) {
            Octets lying = kernel;
            for (std::size_t i = 0; i < 4; ++i)
                lying[at + i] = static_cast<std::uint8_t>(value >> 8 * i);
            QVERIFY2(!openFile(lying, false, nullptr), qPrintable(QString::number(at, 16)));
        }
        for (std::size_t size = 0; size < kernel.size(); size += 1 + size / 5)
            QVERIFY(!openFile(OctetView(kernel).first(size), false, nullptr));
        // A recipe that promises less than what comes out, of every format and of one that there is not.
        for (std::uint64_t format = 0; format < 4; ++format) {
            Octets recipe;
            putVarint(recipe, 1);
            putVarint(recipe, payload << 2 | format);
            putVarint(recipe, packed.size());
            putVarint(recipe, plain.size() - 1);
            recipe.push_back(0);
            const auto opened = openedBy(recipe, kernel, nullptr);
            QVERIFY(!opened);
            QCOMPARE(opened.error().code, format == 2 ? UpdateError::DeltaTooLarge : UpdateError::DeltaFormat);
        }
    }

    void a14_aBombIsRefusedBeforeItUnfolds()
    {
        const Octets bomb = gzippedZeros(maximumOpened + 1);
        QVERIFY(!openFile(bomb, false, nullptr));
        // A recipe that promises little for much.
        Octets recipe;
        putVarint(recipe, 1);
        putVarint(recipe, 10 << 2);
        putVarint(recipe, bomb.size() - 18);
        putVarint(recipe, 1000);
        recipe.push_back(0);
        const CountingScratch scratch;
        const auto opened = openedBy(recipe, bomb, &scratch);
        QVERIFY(!opened);
        QCOMPARE(opened.error().code, UpdateError::DeltaTooLarge);
        QCOMPARE(scratch.created, 0);
    }
};

QTEST_GUILESS_MAIN(TestDeltaMembers)
#include "tst_delta_members.moc"
