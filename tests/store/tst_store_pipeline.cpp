// SPDX-License-Identifier: GPL-3.0-or-later
// Order, fences, back-pressure, upkeep: D2-D10, D16, D17, D39, D40 of core/store/README.md.
#include "core/meta/PieceHasher.h"
#include "core/meta/Sha256.h"
#include "tests/store/StoreHarness.h"

#include <QTest>

using namespace freshet;
using namespace freshet::test;
using namespace std::chrono_literals;

class TestStorePipeline : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void d02_wrongBytesNeverReachTheDisk();
    void d03_barrierAtTheByteLimit();
    void d04_barrierAtTheAgeLimit();
    void d04_f15_wallClockJumpsDoNotMatter();
    void d05_flushMakesDurable();
    void d07_poolIsTheBackPressure();
    void d08_closeEndsWithNothingOutstanding();
    void d08_destructorEndsWithNothingOutstanding();
    void d09_fencesKeepTheirPlace();
    void d10_fenceOfOneContentDoesNotHoldUpAnother();
    void d16_afterAFailureSubmissionsAreIgnored();
    void d17_duplicateIsIgnoredAndCountedBack();
    void d39_removedContentIsGone();
    void d40_totalsSurvive();
    void twoContentsAtOnce();
    void countersAreDurableWithTheNextBarrier();
};

void TestStorePipeline::d02_wrongBytesNeverReachTheDisk()
{
    const TestContent content(256_KiB, 64_KiB);
    StoreHarness h;
    QVERIFY(h.open());
    const auto opened = h.openContent(content.request());
    QVERIFY(opened);
    QByteArray wrong = content.piece(1);
    wrong[100] = static_cast<char>(wrong[100] ^ 1);
    h.submit(opened->handle, 1, wrong);
    h.submit(opened->handle, 0, content.piece(0));
    h.submit(opened->handle, 2, content.piece(2).chopped(1)); // the right bytes, but not all of them
    h.store().flush(opened->handle);
    QTRY_COMPARE(h.heard(opened->handle).durable, std::vector<std::uint32_t>{0});
    QCOMPARE(h.heard(opened->handle).rejected, (std::vector<std::uint32_t>{1, 2}));
    QCOMPARE(h.store().pool().lentBytes(), std::size_t{0});
    const QByteArray file = readAll(h.pathOf(content));
    QCOMPARE(file.first(65536), content.piece(0));
    QCOMPARE(file.sliced(65536), QByteArray(3 * 65536, '\0'));
    // The same piece may come again, from someone better.
    h.submit(opened->handle, 1, content.piece(1));
    h.store().flush(opened->handle);
    QTRY_COMPARE(h.heard(opened->handle).durable, (std::vector<std::uint32_t>{0, 1}));
}

void TestStorePipeline::d03_barrierAtTheByteLimit()
{
    const TestContent content(1_MiB, 64_KiB);
    StoreHarness h;
    h.options().maximumUnsynced = 256_KiB;
    QVERIFY(h.open());
    const auto opened = h.openContent(content.request());
    QVERIFY(opened);
    for (std::uint32_t p = 0; p < 6; ++p)
        h.submit(opened->handle, p, content.piece(p));
    // Four pieces fill the limit; the other two wait for time, more bytes or a fence.
    QTRY_COMPARE(h.heard(opened->handle).durable, (std::vector<std::uint32_t>{0, 1, 2, 3}));
    QCOMPARE(h.record(content.key())->durable.count(), 4U);
}

void TestStorePipeline::d04_barrierAtTheAgeLimit()
{
    const TestContent content(256_KiB, 64_KiB);
    StoreHarness h;
    QVERIFY(h.open());
    const auto opened = h.openContent(content.request());
    QVERIFY(opened);
    h.submit(opened->handle, 0, content.piece(0));
    QTRY_COMPARE(h.heard(opened->handle).verified.size(), 1U);
    QTRY_COMPARE(h.store().pool().lentBytes(), std::size_t{0}); // written
    h.clock.advance(4900ms);
    QCOMPARE(h.record(content.key())->durable.count(), 0U);
    h.clock.advance(200ms);
    QTRY_COMPARE(h.heard(opened->handle).durable, std::vector<std::uint32_t>{0});
}

void TestStorePipeline::d04_f15_wallClockJumpsDoNotMatter()
{
    const TestContent content(256_KiB, 64_KiB);
    StoreHarness h;
    QVERIFY(h.open());
    const auto opened = h.openContent(content.request());
    QVERIFY(opened);
    h.submit(opened->handle, 0, content.piece(0));
    QTRY_COMPARE(h.store().pool().lentBytes(), std::size_t{0});
    h.clock.jumpWall(-std::chrono::hours(24 * 365 * 50));
    QCOMPARE(h.record(content.key())->durable.count(), 0U);
    h.clock.advance(5s);
    QTRY_COMPARE(h.heard(opened->handle).durable, std::vector<std::uint32_t>{0});
    h.clock.jumpWall(std::chrono::hours(24 * 365 * 100));
    QVERIFY(h.record(content.key())->durable.contains(PieceIndex{0}));
}

void TestStorePipeline::d05_flushMakesDurable()
{
    const TestContent content(512_KiB, 64_KiB);
    StoreHarness h;
    QVERIFY(h.open());
    const auto opened = h.openContent(content.request());
    QVERIFY(opened);
    for (std::uint32_t p : {5U, 1U, 3U})
        h.submit(opened->handle, p, content.piece(p));
    h.store().flush(opened->handle);
    QTRY_COMPARE(h.heard(opened->handle).durable, (std::vector<std::uint32_t>{5, 1, 3}));
    const auto record = h.record(content.key());
    QCOMPARE(record->durable.count(), 3U);
    QVERIFY(!record->complete);
    QCOMPARE(record->name, QStringLiteral("content-1.bin"));
    QCOMPARE(record->contentId, std::optional(content.metainfo().contentId));
    QCOMPARE(record->geometry, content.geometry());
}

void TestStorePipeline::d07_poolIsTheBackPressure()
{
    const TestContent content(8_MiB, 64_KiB);
    StoreHarness h;
    h.options().bufferBudget = 256_KiB;
    QVERIFY(h.open());
    const auto opened = h.openContent(content.request());
    QVERIFY(opened);
    std::size_t most = 0;
    for (std::uint32_t p = 0; p < content.pieceCount(); ++p) {
        h.submit(opened->handle, p, content.piece(p));
        most = std::max(most, h.store().pool().lentBytes());
    }
    QVERIFY(waitUntil([&] { return h.heard(opened->handle).complete == 1; }));
    QVERIFY2(most <= 256 * 1024, qPrintable(QString::number(most)));
    QCOMPARE(h.store().pool().lentBytes(), std::size_t{0});
}

void TestStorePipeline::d08_closeEndsWithNothingOutstanding()
{
    const TestContent content(512_KiB, 64_KiB);
    StoreHarness h;
    QVERIFY(h.open());
    const auto opened = h.openContent(content.request());
    QVERIFY(opened);
    for (std::uint32_t p = 0; p < 5; ++p)
        h.submit(opened->handle, p, content.piece(p));
    h.store().closeContent(opened->handle);
    h.submit(opened->handle, 6, content.piece(6));
    const auto again = h.openContent(content.request()); // stays behind the closing
    QVERIFY(again);
    QCOMPARE(again->record.durable.count(), 5U);
    QVERIFY(again->handle != opened->handle);
    QCOMPARE(h.heard(opened->handle).durable.size(), 5U);
    QCOMPARE(h.heard(opened->handle).ignored, std::vector<std::uint32_t>{6});
}

void TestStorePipeline::d08_destructorEndsWithNothingOutstanding()
{
    const TestContent content(512_KiB, 64_KiB);
    StoreHarness h;
    QVERIFY(h.open());
    const auto opened = h.openContent(content.request());
    QVERIFY(opened);
    for (std::uint32_t p = 0; p < 5; ++p)
        h.submit(opened->handle, p, content.piece(p));
    h.close();
    QCOMPARE(h.record(content.key())->durable.count(), 5U);
}

void TestStorePipeline::d09_fencesKeepTheirPlace()
{
    const TestContent content(512_KiB, 64_KiB);
    const QTemporaryDir out;
    StoreHarness h;
    QVERIFY(h.open());
    const auto opened = h.openContent(content.request());
    QVERIFY(opened);
    h.submitAll(opened->handle, content);
    // All of it is asked for at once: each has to see what was asked for before.
    std::optional<Result<HandOverResult>> handed;
    std::optional<Result<void>> wasReset;
    std::optional<Result<OpenedContent>> again;
    const QString path = out.filePath(QStringLiteral("file"));
    h.store().handOver(opened->handle, {openDirectory(out.path()), QStringLiteral("file"), path, true},
                       [&](auto r) { handed = std::move(r); });
    h.store().resetContent(opened->handle, [&](auto r) { wasReset = std::move(r); });
    h.store().closeContent(opened->handle);
    h.store().openContent(content.request(), [&](auto r) { again = std::move(r); });
    QVERIFY(waitUntil([&] { return again.has_value(); }));
    QVERIFY(handed && handed->has_value());
    QVERIFY(wasReset && wasReset->has_value());
    QVERIFY(readAll(path) == content.bytes());
    QVERIFY(again->has_value());
    QCOMPARE((*again)->record.durable.count(), 0U);
}

void TestStorePipeline::d10_fenceOfOneContentDoesNotHoldUpAnother()
{
    const TestContent large(64_MiB, 1_MiB, 1);
    const TestContent small(256_KiB, 64_KiB, 2);
    const QTemporaryDir out;
    StoreHarness h;
    h.options().bufferBudget = 16_MiB;
    QVERIFY(h.open());
    ContentHandle first;
    QVERIFY(h.download(large, &first));
    const auto second = h.openContent(small.request());
    QVERIFY(second);
    std::vector<QString> order;
    h.store().handOver(first, {openDirectory(out.path()), QStringLiteral("large"), {}, true},
                       [&](const auto &) { order.push_back(QStringLiteral("large")); });
    QObject::connect(&h.store(), &Store::contentComplete, &h.store(),
                     [&] { order.push_back(QStringLiteral("small")); });
    h.submitAll(second->handle, small);
    QVERIFY(waitUntil([&] { return order.size() == 2; }));
    QCOMPARE(order, (std::vector<QString>{QStringLiteral("small"), QStringLiteral("large")}));
}

void TestStorePipeline::d16_afterAFailureSubmissionsAreIgnored()
{
    const TestContent content(256_KiB, 64_KiB);
    StoreHarness h;
    QVERIFY(h.open());
    const auto opened = h.openContent(content.request());
    QVERIFY(opened);
    h.submit(opened->handle, 0, content.piece(0));
    h.store().flush(opened->handle);
    h.store().sealSize(opened->handle, 1_B); // the metadata says otherwise
    auto &heard = h.heard(opened->handle);
    QVERIFY(waitUntil([&] { return heard.failed.has_value(); }));
    QCOMPARE(heard.failed->code, ErrorCode::SizeMismatch);
    QCOMPARE(heard.failed->kept, Kept::VerifiedPieces);
    h.submit(opened->handle, 1, content.piece(1));
    QTRY_COMPARE(heard.ignored, std::vector<std::uint32_t>{1});
    QCOMPARE(h.store().pool().lentBytes(), std::size_t{0});
    const auto again = h.openContent(content.request());
    QVERIFY(again);
    QCOMPARE(again->record.durable.count(), 1U);
}

void TestStorePipeline::d17_duplicateIsIgnoredAndCountedBack()
{
    const TestContent content(256_KiB, 64_KiB);
    StoreHarness h;
    QVERIFY(h.open());
    const auto opened = h.openContent(content.request());
    QVERIFY(opened);
    h.submit(opened->handle, 0, content.piece(0));
    h.submit(opened->handle, 0, content.piece(0)); // in flight
    h.store().flush(opened->handle);
    QTRY_COMPARE(h.heard(opened->handle).durable, std::vector<std::uint32_t>{0});
    h.submit(opened->handle, 0, content.piece(0)); // durable
    QTRY_COMPARE(h.heard(opened->handle).ignored, (std::vector<std::uint32_t>{0, 0}));
    QCOMPARE(h.heard(opened->handle).verified, std::vector<std::uint32_t>{0});
    QCOMPARE(h.store().pool().lentBytes(), std::size_t{0});
}

void TestStorePipeline::d39_removedContentIsGone()
{
    const TestContent content(256_KiB, 64_KiB);
    StoreHarness h;
    QVERIFY(h.open());
    ContentHandle handle;
    QVERIFY(h.download(content, &handle));
    const auto remove = [&] {
        return h.await<void>([&](auto done) { h.store().removeContent(content.key(), std::move(done)); });
    };
    QVERIFY(!remove()); // in use
    QVERIFY(QFile::exists(h.pathOf(content)));
    h.store().closeContent(handle);
    QVERIFY(remove());
    QVERIFY(!QFile::exists(h.pathOf(content)));
    QVERIFY(!QFile::exists(h.pathOf(content) + QStringLiteral(".torrent")));
    QVERIFY(!h.record(content.key()));
    QVERIFY(h.download(content));
}

void TestStorePipeline::d40_totalsSurvive()
{
    const TestContent content(256_KiB, 64_KiB);
    StoreHarness h;
    QVERIFY(h.open());
    ContentHandle handle;
    QVERIFY(h.download(content, &handle));
    ByteCounters delta;
    delta.fromHttpOrigin = 256_KiB;
    h.store().addCounters(handle, delta, 100ms);
    h.store().closeContent(handle);
    QVERIFY(h.await<void>([&](auto done) { h.store().removeContent(content.key(), std::move(done)); }));
    h.close();
    QVERIFY(h.open());
    using Totals = std::map<qint64, ByteCounters>;
    const auto totals = h.await<Totals>([&](auto done) { h.store().totalsByDay(std::move(done)); });
    QVERIFY(totals);
    QCOMPARE(totals->size(), 1U);
    QCOMPARE(totals->begin()->second, delta);
}

void TestStorePipeline::twoContentsAtOnce()
{
    const TestContent a(1_MiB, 64_KiB, 1);
    const TestContent b(Bytes{900'000}, 32_KiB, 2);
    StoreHarness h;
    QVERIFY(h.open());
    const auto first = h.openContent(a.request());
    const auto second = h.openContent(b.request());
    QVERIFY(first && second);
    QVERIFY(!h.openContent(a.request())); // one handle per content
    for (std::uint32_t p = 0; p < std::max(a.pieceCount(), b.pieceCount()); ++p) {
        if (p < a.pieceCount())
            h.submit(first->handle, p, a.piece(p));
        if (p < b.pieceCount())
            h.submit(second->handle, p, b.piece(p));
    }
    QVERIFY(waitUntil([&] { return h.heard(first->handle).complete == 1 && h.heard(second->handle).complete == 1; }));
    QVERIFY(readAll(h.pathOf(a)) == a.bytes());
    QVERIFY(readAll(h.pathOf(b)) == b.bytes());
    QCOMPARE(h.list()->size(), 2U);
}

void TestStorePipeline::countersAreDurableWithTheNextBarrier()
{
    const TestContent content(256_KiB, 64_KiB);
    StoreHarness h;
    QVERIFY(h.open());
    const auto opened = h.openContent(content.request());
    QVERIFY(opened);
    ByteCounters delta;
    delta.fromHttpOrigin = 64_KiB;
    delta.wasted = 7_B;
    h.store().addCounters(opened->handle, delta, 250ms);
    h.store().addCounters(opened->handle, delta, 250ms);
    QCOMPARE(h.record(content.key())->counters, ByteCounters{});
    h.clock.advance(5s); // no piece is needed for it
    QVERIFY(waitUntil([&] { return h.record(content.key())->counters.wasted == 14_B; }));
    QCOMPARE(h.record(content.key())->counters.fromHttpOrigin, 128_KiB);
    QCOMPARE(h.record(content.key())->downloadDuration, 500ms);
}

QTEST_GUILESS_MAIN(TestStorePipeline)
#include "tst_store_pipeline.moc"
