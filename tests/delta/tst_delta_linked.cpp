// SPDX-License-Identifier: GPL-3.0-or-later
// Linked code, as the linker of this machine makes it: where everything moved, a pack carries little but what was changed.
#include "core/delta/ArmCodeSites.h"
#include "core/delta/ClosingSink.h"
#include "core/delta/KernelRelocations.h"
#include "core/delta/MemberEncoder.h"
#include "tests/delta/ArmSample.h"
#include "tests/delta/DeltaSupport.h"

#include <QFile>

using namespace freshet;
using namespace freshet::delta;

namespace {

Octets fileBytes(const char *path)
{
    QFile file(QString::fromLocal8Bit(path));
    if (!file.open(QIODevice::ReadOnly))
        qFatal("%s", path);
    const QByteArray bytes = file.readAll();
    return {bytes.begin(), bytes.end()};
}

Octets packOf(const MemoryTree &from, const MemoryTree &to, bool addresses)
{
    OctetBuffer pack(1 << 24);
    const auto report =
        makeDelta(from.listing, from, to.listing, to, pack, {.effort = Effort::Smallest, .addresses = addresses});
    if (!report)
        qFatal("%s", qPrintable(report.error().object));
    return pack.octets;
}

/// A .gz file; nobody looks at its check sum.
Octets gzipped(const Octets &bytes)
{
    OctetBuffer packed(1 << 24);
    packed.octets = {0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 2, 3};
    const auto encoder = MemberEncoder::make(Closer::Gzip, 9);
    if (!encoder->add(bytes, packed) || !encoder->finish(packed))
        qFatal("gzip");
    put64(packed.octets, 0);
    return std::move(packed.octets);
}

constexpr std::uint64_t kernelStart = 0xffff'ffff'8100'0000;

/// The end of a kernel's image of 1000 bytes: places in it, with a zero before each list.
Octets relocations(const std::vector<std::uint32_t> &words)
{
    Octets file = randomBytes(1000, 3);
    for (const std::uint32_t word : words)
        put32(file, word);
    return file;
}

ElfImage kernelImage(const Octets &file)
{
    ElfImage image;
    image.segments.push_back({.offset = 100, .address = kernelStart, .fileSize = 900, .memorySize = 2000});
    findKernelRelocations(file, 1000, image);
    return image;
}

} // namespace

class TestDeltaLinked : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        older = fileBytes(FRESHET_SAMPLE_OLDER);
        newer = fileBytes(FRESHET_SAMPLE_NEWER);
        QVERIFY(older != newer);
    }

    void movedAddressesCostLittle()
    {
#ifndef __x86_64__
        QSKIP("addresses are predicted in x86-64 code");
#endif
        const MemoryTree from({{"lib/sample.so", older}});
        const MemoryTree to({{"lib/sample.so", newer}});
        const Octets with = packOf(from, to, true);
        const Octets without = packOf(from, to, false);
        QVERIFY2(with.size() * 2 < without.size(),
                 qPrintable(QStringLiteral("%1 of %2 bytes").arg(with.size()).arg(without.size())));
        const auto made = applied(with, from);
        QVERIFY2(made, made ? "" : qPrintable(errorName(made.error().code) + made.error().object));
        QCOMPARE(*made, to.files());
    }

    void addressesOfArmCodeCostLittleToo()
    {
        const MemoryTree from({{"lib/sample.so", ArmSample::make(false)}});
        const MemoryTree to({{"lib/sample.so", ArmSample::make(true)}});
        const Octets with = packOf(from, to, true);
        const Octets without = packOf(from, to, false);
        QVERIFY2(with.size() * 4 < without.size(),
                 qPrintable(QStringLiteral("%1 of %2 bytes").arg(with.size()).arg(without.size())));
        const auto made = applied(with, from);
        QVERIFY2(made, made ? "" : qPrintable(errorName(made.error().code) + made.error().object));
        QCOMPARE(*made, to.files());
    }
    void operandsOfArmCode()
    {
        // What an assembler makes of these: bl .+0x1000, bl .-4, adrp x3 two pages on, one page back, add x0, x0, #0x123,
        // ldr x2, [x2, #0xff8], ldr q1, [x1, #0x120].
        QCOMPARE(withOperand(0x94000000, ArmOperand::Branch, 0x1000), 0x94000400U);
        QCOMPARE(withOperand(0x94000000, ArmOperand::Branch, ~std::uint64_t{3}), 0x97ffffffU);
        QCOMPARE(withOperand(0x90000003, ArmOperand::Page, 0x2000), 0xd0000003U);
        QCOMPARE(withOperand(0x90000003, ArmOperand::Page, ~std::uint64_t{0xfff}), 0xf0ffffe3U);
        QCOMPARE(withOperand(0x91000000, ArmOperand::InPage, 0x5123), 0x91048c00U);
        QCOMPARE(withOperand(0xf9400042, ArmOperand::InPageBy, 0x7ff8), 0xf947fc42U);
        QCOMPARE(withOperand(0x3dc00021, ArmOperand::InPageBy, 0x9120), 0x3dc04821U);
    }

    void theWayBackIsExact()
    {
        const MemoryTree from({{"sample.so", older}});
        const MemoryTree to({{"sample.so", newer}});
        const Octets forward = packOf(from, to, true);
        auto reader = PackReader::open(forward, from.listing);
        QVERIFY(reader);
        OctetBuffer back(1 << 24);
        QVERIFY(
            makeReverse(*reader, from.listing, from.listing, from, to.listing, to, back, {.effort = Effort::Quick}));
        const auto made = applied(back.octets, to);
        QVERIFY(made);
        QCOMPARE(*made, from.files());
        QVERIFY2(back.octets.size() < older.size() / 2, qPrintable(QString::number(back.octets.size())));
    }

    void codeInsideOfAnotherFileIsFound()
    {
#ifndef __x86_64__
        QSKIP("addresses are predicted in x86-64 code");
#endif
        const MemoryTree from({{"sample.so.gz", gzipped(older)}});
        const MemoryTree to({{"sample.so.gz", gzipped(newer)}});
        const Octets with = packOf(from, to, true);
        const Octets without = packOf(from, to, false);
        QVERIFY2(with.size() * 2 < without.size(),
                 qPrintable(QStringLiteral("%1 of %2 bytes").arg(with.size()).arg(without.size())));
        const auto made = applied(with, from);
        QVERIFY2(made, made ? "" : qPrintable(errorName(made.error().code) + made.error().object));
        QCOMPARE(*made, to.files());
        auto reader = PackReader::open(with, from.listing);
        QVERIFY(reader);
        OctetBuffer back(1 << 24);
        const auto report = makeReverse(*reader, from.listing, from.listing, from, to.listing, to, back, {});
        QVERIFY(report);
        QCOMPARE(report->opened, std::size_t{1});
        const auto returned = applied(back.octets, to);
        QVERIFY(returned);
        QCOMPARE(*returned, from.files());
    }

    void aKernelSaysWhereItsAddressesAre()
    {
        const ElfImage image = kernelImage(
            relocations({0, 0x81000010, 0x81000020, 0, 0x81000030, 0, 0x81000044, 0x81000040, 0x810003ff, 77}));
        QCOMPARE(image.words, (std::vector<std::uint64_t>{100 + 0x40, 100 + 0x44}));
        QCOMPARE(image.regions.size(), std::size_t{1});
        QCOMPARE(image.regions[0].begin, std::uint64_t{1000});
        QCOMPARE(image.regions[0].end, std::uint64_t{1000 + 9 * 4}); // a word behind the image's bytes counts, too
        QVERIFY(image.regions[0].kind == ElfImage::Kind::AbsoluteWords);
    }
    void a14_relocationsThatLieNameNothingOutside()
    {
        for (const auto &words : std::vector<std::vector<std::uint32_t>>{{},
                                                                         {0},
                                                                         {1, 2, 3},
                                                                         {0, 0, 0, 0xffffffff},
                                                                         {0, 0, 0, 0x810007ff, 0x81000384},
                                                                         {0, 0, 0, 0, 0, 0x81000000}}) {
            const Octets file = relocations(words);
            const ElfImage image = kernelImage(file);
            for (const std::uint64_t word : image.words)
                QVERIFY(word + 4 <= 1000);
            for (const ElfImage::Region &region : image.regions)
                QVERIFY(region.begin >= 1000 && region.end <= file.size());
        }
        // No kernel: nothing is said.
        ElfImage program;
        program.segments.push_back({.offset = 100, .address = 0x400000, .fileSize = 900, .memorySize = 900});
        findKernelRelocations(relocations({0, 0, 0, 0x400010}), 1000, program);
        QVERIFY(program.words.empty() && program.regions.empty());
    }

    /// Headers that say what is not so cost bytes, never correctness.
    void brokenHeaders_data()
    {
        QTest::addColumn<int>("at");
        for (const int at : {4, 18, 33, 56, 72, 80, 96})
            QTest::addRow("byte %d", at) << at;
    }
    void brokenHeaders()
    {
        QFETCH(const int, at);
        for (const bool inOlder : {true, false}) {
            Octets a = older;
            Octets b = newer;
            (inOlder ? a : b)[static_cast<std::size_t>(at)] ^= 0xff;
            const MemoryTree from({{"f", a}});
            const MemoryTree to({{"f", b}});
            const auto made = applied(packOf(from, to, true), from);
            QVERIFY2(made, made ? "" : qPrintable(errorName(made.error().code) + made.error().object));
            QCOMPARE(*made, to.files());
        }
    }

private:
    Octets older;
    Octets newer;
};

QTEST_GUILESS_MAIN(TestDeltaLinked)
#include "tst_delta_linked.moc"
