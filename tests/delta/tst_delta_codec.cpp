// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/delta/DeltaSupport.h"

#include <zlib.h>

using namespace freshet;
using namespace freshet::delta;

namespace {

const MemoryTree nothing({});

Octets edited(Octets bytes, std::uint32_t seed)
{
    std::mt19937 random(seed);
    for (int i = 0; i < 20; ++i)
        bytes[random() % bytes.size()] ^= 0x55;
    const auto at = static_cast<std::ptrdiff_t>(random() % bytes.size());
    const Octets more = randomBytes(300, seed + 1);
    bytes.insert(bytes.begin() + at, more.begin(), more.end());
    bytes.erase(bytes.begin() + at / 2, bytes.begin() + at / 2 + 200);
    return bytes;
}

/// A .gz file as zlib makes it.
Octets gzipped(const Octets &bytes, int level)
{
    z_stream stream{};
    deflateInit2(&stream, level, Z_DEFLATED, MAX_WBITS + 16, 8, Z_DEFAULT_STRATEGY);
    Octets out(deflateBound(&stream, bytes.size()) + 64);
    stream.next_in = const_cast<Bytef *>(bytes.data());
    stream.avail_in = static_cast<uInt>(bytes.size());
    stream.next_out = out.data();
    stream.avail_out = static_cast<uInt>(out.size());
    deflate(&stream, Z_FINISH);
    out.resize(stream.total_out);
    deflateEnd(&stream);
    return out;
}

Octets words(std::size_t count, std::uint32_t seed)
{
    std::mt19937 random(seed);
    Octets text;
    for (std::size_t i = 0; i < count; ++i) {
        const std::string word = QByteArray::number(random() % 5000, 36).toStdString() + (i % 12 ? " " : "\n");
        text.insert(text.end(), word.begin(), word.end());
    }
    return text;
}

} // namespace

class TestDeltaCodec : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyMethodMakesTheNewTree()
    {
        const Octets code = randomBytes(200'000, 1);
        const Octets text = words(20'000, 2);
        const MemoryTree from({{"same", octets("same")},
                               {"gone/file", randomBytes(5000, 3)},
                               {"lib/a-1.so", code},
                               {"moved/here", randomBytes(7000, 4)},
                               {"page.gz", gzipped(text, 6)},
                               {"empty", {}},
                               {"grows", {}}});
        Octets newText = text;
        newText.insert(newText.begin() + 5000, text.begin() + 100, text.begin() + 900);
        newText[777] = 'x';
        const MemoryTree to({{"same", octets("same")},
                             {"lib/a-2.so", edited(code, 9)},
                             {"moved/there", randomBytes(7000, 4)},
                             {"page.gz", gzipped(newText, 6)},
                             {"new", randomBytes(3000, 5)},
                             {"empty", {}},
                             {"grows", octets("grown")}});
        DeltaReport report;
        const Octets pack = packOf(from, to, &report);
        const auto made = applied(pack, from);
        QVERIFY2(made, made ? "" : qPrintable(errorName(made.error().code) + made.error().object));
        QCOMPARE(*made, to.files());
        QCOMPARE(report.packSize, pack.size());
        QCOMPARE(report.opened, std::size_t{1});
        QVERIFY2(pack.size() < 6500, qPrintable(QString::number(pack.size())));
        const auto reader = PackReader::open(pack, from.listing);
        QVERIFY(reader);
        QCOMPARE(reader->index().toTree, to.listing.hash());
        QCOMPARE(reader->index().removed.size(), std::size_t{4}); // with a directory
    }

    void aFullPackNeedsNothing()
    {
        const MemoryTree to({{"a/b/c", randomBytes(9'000'000, 1)}, {"d", words(1000, 1)}});
        const Octets pack = packOf(nothing, to, nullptr, Effort::Quick);
        const auto made = applied(pack, nothing);
        QVERIFY(made);
        QCOMPARE(*made, to.files());
    }

    void neverLargerThanFull()
    {
        const MemoryTree from({{"f", randomBytes(100'000, 1)}});
        const MemoryTree to({{"f", randomBytes(100'000, 2)}});
        QVERIFY(packOf(from, to).size() <= packOf(nothing, to).size() + 64);
    }

    void reverseIsExact()
    {
        const Octets code = randomBytes(300'000, 1);
        const Octets text = words(30'000, 2);
        const MemoryTree from(
            {{"code", code}, {"gone", words(500, 7)}, {"p.gz", gzipped(text, 9)}, {"x-1", randomBytes(100, 1)}});
        Octets newText = text;
        newText.erase(newText.begin() + 100, newText.begin() + 900);
        const MemoryTree to({{"code", edited(code, 5)}, {"p.gz", gzipped(newText, 9)}, {"more", words(500, 8)}});
        const Octets forward = packOf(from, to);
        auto reader = PackReader::open(forward, from.listing);
        QVERIFY(reader);
        OctetBuffer back(1 << 24);
        const auto report =
            makeReverse(*reader, from.listing, from.listing, from, to.listing, to, back, {.effort = Effort::Quick});
        QVERIFY(report);
        const auto made = applied(back.octets, to);
        QVERIFY2(made, made ? "" : qPrintable(errorName(made.error().code) + made.error().object));
        QCOMPARE(*made, from.files());
        QVERIFY2(back.octets.size() < 6000, qPrintable(QString::number(back.octets.size())));
    }

    void aLargerGainMakesFewerCopies()
    {
        // Pieces of 24 bytes in another order, strangers between them: each is worth a copy of its own only at a small gain.
        const Octets old = randomBytes(48'000, 1);
        Octets fresh;
        for (std::size_t i = 0; i < 1000; ++i) {
            const std::size_t from = i * 37 % 2000 * 24;
            fresh.insert(fresh.end(), old.begin() + static_cast<std::ptrdiff_t>(from),
                         old.begin() + static_cast<std::ptrdiff_t>(from + 24));
            const Octets stranger = randomBytes(8, static_cast<std::uint32_t>(100 + i));
            fresh.insert(fresh.end(), stranger.begin(), stranger.end());
        }
        const auto index = SuffixIndex::make(old);
        QVERIFY(index);
        const auto many = findCopies(old, fresh, *index);
        const auto few = findCopies(old, fresh, *index, 4 * usualGain);
        QVERIFY(many && few);
        QVERIFY2(many->size() > 900, qPrintable(QString::number(many->size())));
        QVERIFY2(few->size() < 100, qPrintable(QString::number(few->size())));
    }

    void longRunsDoNotTakeForEver()
    {
        // The matcher meets equal bytes everywhere: bounded, and still exact.
        Octets zeros(3'000'000);
        for (std::size_t i = 0; i < zeros.size(); i += 5003)
            zeros[i] = static_cast<std::uint8_t>(i >> 8);
        Octets other(3'000'000);
        for (std::size_t i = 0; i < other.size(); i += 4999)
            other[i] = static_cast<std::uint8_t>(i >> 9);
        const MemoryTree from({{"f", zeros}});
        const MemoryTree to({{"f", other}});
        const auto made = applied(packOf(from, to, nullptr, Effort::Quick), from);
        QVERIFY(made);
        QCOMPARE(*made, to.files());
    }

    void a15_wrongBaseIsRefused()
    {
        const MemoryTree from({{"f", randomBytes(1000, 1)}});
        const MemoryTree other({{"f", randomBytes(1000, 2)}});
        const MemoryTree to({{"f", randomBytes(1000, 3)}});
        const auto made = applied(packOf(from, to), other);
        QVERIFY(!made);
        QCOMPARE(made.error().code, UpdateError::DeltaWrongBase);
    }

    void p12_everyFlippedByteIsRefusedOrHarmless()
    {
        const Octets code = randomBytes(3000, 1);
        const MemoryTree from({{"code", code}, {"p.gz", gzipped(words(300, 2), 6)}, {"t", words(50, 3)}});
        const MemoryTree to({{"code", edited(code, 5)}, {"p.gz", gzipped(words(303, 2), 6)}, {"t", words(60, 3)}});
        const Octets pack = packOf(from, to, nullptr, Effort::Quick);
        for (std::size_t i = 0; i < pack.size(); ++i) {
            Octets bad = pack;
            bad[i] ^= static_cast<std::uint8_t>(1 << i % 8);
            const auto made = applied(bad, from);
            QVERIFY2(!made, qPrintable(QString::number(i)));
            QVERIFY2(made.error().code == UpdateError::DeltaCorrupt || made.error().code == UpdateError::DeltaFormat,
                     qPrintable(QString::number(i) + errorName(made.error().code)));
        }
        for (std::size_t size = 0; size < pack.size(); size += 1 + size / 7)
            QVERIFY(!applied(OctetView(pack).first(size), from));
    }

    void a11_unsafePathsAreRefused()
    {
        for (const char *path : {"../x", "/x", "a//b", "a/../b", "a\\b", "con", "a/nul.txt", "a\nb", "", "."}) {
            const auto listing = TreeListing::make({{.path = path}});
            QVERIFY2(!listing, path);
            QCOMPARE(listing.error().code, UpdateError::TreePath);
        }
        QVERIFY(!TreeListing::make({{.path = "a"}, {.path = "a"}}));
        // a13: nothing lies below a link, a file, or nothing.
        QVERIFY(
            !TreeListing::make({{.path = "a", .kind = TreeEntry::Kind::Link, .target = "/etc"}, {.path = "a/passwd"}}));
        QVERIFY(!TreeListing::make({{.path = "a"}, {.path = "a/b"}}));
        QVERIFY(!TreeListing::make({{.path = "a/b"}}));
        QVERIFY(TreeListing::make({{.path = "a", .kind = TreeEntry::Kind::Directory, .mode = 0755}, {.path = "a/b"}}));
    }

    void listingsHaveOneForm()
    {
        const auto listing =
            TreeListing::make({{.path = "d", .kind = TreeEntry::Kind::Directory, .mode = 0755},
                               {.path = "d/f f", .mode = 04755, .size = 3, .digest = Sha256::of({})},
                               {.path = "l", .kind = TreeEntry::Kind::Link, .mode = 0777, .target = "d/f f"}});
        QVERIFY(listing);
        const auto again = TreeListing::parse(listing->text());
        QVERIFY(again);
        QCOMPARE(again->entries(), listing->entries());
        for (const char *text :
             {"d 755", "d 0755 d\n", "x 755 d\n", "f 644 1 00 x\n", "d 755 d", "d 755 d\nd 755 c\n", "l 9 a b\n"})
            QVERIFY2(!TreeListing::parse(text), text);
    }

    /// However large a file: what its streams hold between two drains is bounded, and what comes out is the same.
    void streamsAreDrainedInPortions()
    {
        const Octets old = randomBytes(6 << 20, 1);
        Octets fresh = randomBytes(12 << 20, 2);
        std::ranges::copy(old, fresh.begin() + (3 << 20));
        for (std::size_t i = 0; i < old.size(); i += 3) // corrections, too
            fresh[(3 << 20) + i] ^= 1;
        const std::vector<Copy> copies{{0, 3 << 20, old.size()}};
        FileStreams whole;
        encodeCopies(old, fresh, copies, nullptr, whole);
        FileStreams streams;
        FileStreams collected;
        std::size_t most = 0;
        const auto take = [&](FileStreams &some) -> Result<void> {
            for (std::size_t s = 0; s < streamCount; ++s) {
                most = std::max(most, some[s].size());
                collected[s].insert(collected[s].end(), some[s].begin(), some[s].end());
                some[s].clear();
            }
            return {};
        };
        QVERIFY(encodeCopies(old, fresh, copies, nullptr, streams, take));
        QVERIFY(take(streams));
        QVERIFY2(most <= 3 << 20, qPrintable(QString::number(most)));
        QVERIFY(collected == whole);
        const Error full{.code = ErrorCode::DiskFull};
        const auto failed = encodeCopies(old, fresh, copies, nullptr, streams,
                                         [&](FileStreams &) { return Result<void>(std::unexpected(full)); });
        QVERIFY(!failed && failed.error().code == ErrorCode::DiskFull);
    }
};

QTEST_APPLESS_MAIN(TestDeltaCodec)
#include "tst_delta_codec.moc"
