// SPDX-License-Identifier: GPL-3.0-or-later
// Sentences D41 to D48 of core/store/README.md: what the cache keeps, for how long, and what it deletes. Row F15 of the fault table.
#include "core/store/ContentHold.h"
#include "tests/store/StoreHarness.h"

#include <QFile>
#include <QTest>

using namespace freshet;
using namespace freshet::test;
using namespace std::chrono_literals;

namespace {

constexpr Bytes size = 256_KiB;

TestContent content(std::uint32_t seed)
{
    return {size, 64_KiB, seed};
}

StoreOptions limited(std::uint64_t contents)
{
    StoreOptions options = StoreHarness::defaults();
    options.limits.maximumSize = Bytes{contents * size.value()};
    return options;
}

/// Downloads contents with these seeds one after the other, an hour apart, each closed again.
bool put(StoreHarness &h, const std::vector<std::uint32_t> &seeds)
{
    for (const std::uint32_t seed : seeds) {
        ContentHandle handle;
        if (!h.download(content(seed), &handle))
            return false;
        h.store().closeContent(handle);
        h.clock.advance(1h);
    }
    return true;
}

/// The seeds of those that are in the cache, as record and as file.
std::set<std::uint32_t> cached(StoreHarness &h)
{
    std::set<std::uint32_t> seeds;
    for (std::uint32_t seed = 1; seed < 8; ++seed) {
        const TestContent c = content(seed);
        const bool recorded = h.record(c.key()).has_value();
        const bool there = QFile::exists(h.pathOf(c));
        if (recorded != there || there != QFile::exists(h.pathOf(c) + QStringLiteral(".torrent")))
            return {999};
        if (recorded)
            seeds.insert(seed);
    }
    return seeds;
}

using Seeds = std::set<std::uint32_t>;

Result<void> pin(StoreHarness &h, std::uint32_t seed, bool pinned, std::optional<WallTime> until = {})
{
    return h.await<void>([&](auto done) { h.store().setPinned(content(seed).key(), pinned, until, std::move(done)); });
}

Result<void> expire(StoreHarness &h, std::uint32_t seed, std::optional<WallTime> date)
{
    return h.await<void>([&](auto done) { h.store().setExpiry(content(seed).key(), date, std::move(done)); });
}

} // namespace

class TestStoreUpkeep : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void d41_leastRecentlyUsedGoesWhenAnotherCompletes()
    {
        StoreHarness h(limited(2));
        QVERIFY(h.open());
        QVERIFY(put(h, {1, 2, 3}));
        QTRY_COMPARE(cached(h), (Seeds{2, 3}));
        // Handing over is a use.
        const auto opened = h.openContent(content(2).request());
        QVERIFY(opened);
        QVERIFY(h.handOver(opened->handle, h.directory() + QStringLiteral("/../out")));
        h.store().closeContent(opened->handle);
        h.clock.advance(1h);
        QVERIFY(put(h, {4}));
        QTRY_COMPARE(cached(h), (Seeds{2, 4}));
    }

    void d41_whenTheLimitsChange()
    {
        StoreHarness h;
        QVERIFY(h.open());
        QVERIFY(put(h, {1, 2, 3}));
        QCOMPARE(cached(h), (Seeds{1, 2, 3}));
        h.store().setCacheLimits(limited(1).limits);
        QTRY_COMPARE(cached(h), (Seeds{3}));
    }

    void d41_atLeastEveryInterval()
    {
        StoreOptions options = StoreHarness::defaults();
        options.tidyInterval = 10ms;
        StoreHarness h(options);
        QVERIFY(h.open());
        QVERIFY(put(h, {1, 2}));
        QVERIFY(put(h, {3}));
        h.clock.advance(69h); // 1 is 72 hours old
        QTRY_COMPARE(cached(h), (Seeds{2, 3}));
        h.clock.advance(1h);
        QTRY_COMPARE(cached(h), (Seeds{3}));
    }

    void d41_manyAtOnce()
    {
        StoreHarness h;
        QVERIFY(h.open());
        for (std::uint32_t seed = 100; seed < 140; ++seed) {
            ContentHandle handle;
            QVERIFY(h.download(TestContent(20'000_B, 16_KiB, seed), &handle));
            h.store().closeContent(handle);
        }
        QCOMPARE(h.list()->size(), 40U);
        h.store().setCacheLimits(limited(0).limits);
        QTRY_COMPARE(h.list()->size(), 0U);
    }

    void d42_whatIsInUsePinnedOrHeldStays()
    {
        StoreHarness h;
        QVERIFY(h.open());
        QVERIFY(put(h, {1, 2, 3, 4}));
        QVERIFY(pin(h, 1, true));
        const auto opened = h.openContent(content(2).request());
        QVERIFY(opened);
        std::optional<ContentHold> hold(std::in_place, h.store(), content(3).key());
        h.store().setCacheLimits(limited(0).limits);
        QTRY_COMPARE(cached(h), (Seeds{1, 2, 3}));
        const auto removed =
            h.await<void>([&](auto done) { h.store().removeContent(content(3).key(), std::move(done)); });
        QVERIFY(!removed && removed.error().code == ErrorCode::ContentInUse);
        h.store().closeContent(opened->handle);
        QTRY_COMPARE(cached(h), (Seeds{1, 3}));
        hold.reset();
        QTRY_COMPARE(cached(h), (Seeds{1}));
        QVERIFY(pin(h, 1, false));
        QCOMPARE(cached(h), Seeds{});
    }

    void d43_pinsAndDates()
    {
        StoreHarness h;
        QVERIFY(h.open());
        QVERIFY(put(h, {1, 2, 3, 4}));
        const WallTime now = h.clock.wall();
        QVERIFY(pin(h, 1, true, now + 100h));
        QVERIFY(expire(h, 2, now + 90h));
        QVERIFY(expire(h, 3, now + 1h));
        const auto refused = expire(h, 1, now);
        QVERIFY(!refused && refused.error().code == ErrorCode::ContentPinned);
        QVERIFY(expire(h, 4, now)); // has come: gone at once
        QCOMPARE(cached(h), (Seeds{1, 2, 3}));
        const auto tidied = [&] {
            h.store().setCacheLimits(StoreHarness::defaults().limits);
            return cached(h);
        };
        h.clock.advance(1h);
        QCOMPARE(tidied(), (Seeds{1, 2}));
        h.clock.advance(80h); // older than the age, but one is pinned and the other has a date
        QCOMPARE(tidied(), (Seeds{1, 2}));
        h.clock.advance(10h);
        QCOMPARE(tidied(), (Seeds{1}));
        h.clock.advance(10h);
        QCOMPARE(tidied(), Seeds{});
        const auto unknown = pin(h, 1, true);
        QVERIFY(!unknown && unknown.error().code == ErrorCode::UnknownContent);
    }

    void d43_survivesARestart()
    {
        StoreHarness h;
        QVERIFY(h.open());
        QVERIFY(put(h, {1, 2}));
        const WallTime until = h.clock.wall() + 5h;
        QVERIFY(pin(h, 1, true, until));
        QVERIFY(expire(h, 2, until));
        QVERIFY(h.open());
        QVERIFY(h.record(content(1).key())->pinned);
        QVERIFY(h.record(content(1).key())->expireOn == until);
        QVERIFY(!h.record(content(2).key())->pinned);
        QVERIFY(h.record(content(2).key())->plannedExpiry == until);
    }

    void d46_f15_aJumpOfTheClockEvictsNothing_data()
    {
        QTest::addColumn<qint64>("hours");
        QTest::addColumn<bool>("restart");
        QTest::newRow("years on") << qint64{24 * 3650} << false;
        QTest::newRow("years on, while off") << qint64{24 * 3650} << true;
        QTest::newRow("to 1970") << qint64{-24 * 365 * 53} << false;
        QTest::newRow("to 1970, while off") << qint64{-24 * 365 * 53} << true;
    }
    void d46_f15_aJumpOfTheClockEvictsNothing()
    {
        QFETCH(const qint64, hours);
        QFETCH(const bool, restart);
        StoreHarness h;
        QVERIFY(h.open());
        QVERIFY(put(h, {1, 2, 3}));
        QVERIFY(pin(h, 2, true, h.clock.wall() + 10h));
        QVERIFY(expire(h, 3, h.clock.wall() + 10h));
        const auto use = [&] { return *h.await<CacheUse>([&](auto done) { h.store().cacheUse(std::move(done)); }); };
        QVERIFY(!use().clockSuspect);
        if (restart)
            h.close();
        h.clock.jumpWall(std::chrono::hours{hours});
        if (restart)
            QVERIFY(h.open());
        h.store().setCacheLimits(StoreHarness::defaults().limits);
        QCOMPARE(cached(h), (Seeds{1, 2, 3}));
        QVERIFY(use().clockSuspect);
        // The doubt survives a restart, and it ends.
        QVERIFY(h.open());
        QVERIFY(use().clockSuspect);
        for (int i = 0; i < 25; ++i) {
            h.clock.advance(1h);
            (void)use();
        }
        QVERIFY(!use().clockSuspect);
        h.store().setCacheLimits(StoreHarness::defaults().limits);
        QVERIFY(cached(h).contains(1));
        h.clock.advance(40h);
        (void)use();
        h.clock.advance(8h);
        h.store().setCacheLimits(StoreHarness::defaults().limits);
        QVERIFY(!cached(h).contains(1)); // its term began anew with the jump, and is over
    }

    void d47_filesWithoutARecord()
    {
        StoreHarness h(limited(2));
        QVERIFY(h.open());
        QVERIFY(put(h, {1}));
        const QString orphan = h.directory() + QStringLiteral("/r-") + QString(64, u'a');
        QVERIFY(QFile::copy(h.pathOf(content(1)), orphan));
        const auto use = h.await<CacheUse>([&](auto done) { h.store().cacheUse(std::move(done)); });
        QVERIFY(use);
        QVERIFY(use->held > size);
        h.store().setCacheLimits(limited(0).limits);
        QTRY_COMPARE(cached(h), Seeds{});
        QTRY_VERIFY(!QFile::exists(orphan));
        QVERIFY(QFile::exists(h.directory() + QStringLiteral("/ledger.sqlite")));
    }

    void d48_plannedDatesAreTold()
    {
        StoreHarness h;
        QVERIFY(h.open());
        std::vector<Retention> told;
        connect(&h.store(), &Store::retentionChanged, this, [&](const Retention &r) { told.push_back(r); });
        const WallTime start = h.clock.wall();
        QVERIFY(put(h, {1}));
        const auto planned = [&]() -> std::optional<WallTime> {
            const auto fromStore = h.record(content(1).key())->plannedExpiry;
            const auto records = readLedger(h.directory());
            if (!records || records->size() != 1 || records->front().plannedExpiry != fromStore || told.empty()
                || told.back().plannedExpiry != fromStore)
                return WallTime{}; // they disagree
            return fromStore;
        };
        QTRY_VERIFY(planned() == start + 72h);
        CacheLimits limits = StoreHarness::defaults().limits;
        limits.maximumAge = 100h;
        h.store().setCacheLimits(limits);
        QTRY_VERIFY(planned() == start + 100h);
        limits.maximumAge.reset();
        h.store().setCacheLimits(limits);
        QTRY_VERIFY(planned() == std::nullopt);
        QVERIFY(pin(h, 1, true, start + 7h));
        QTRY_VERIFY(planned() == start + 7h);
        QVERIFY(told.back().pinned && told.back().inCache);
        QVERIFY(pin(h, 1, false));
        QVERIFY(h.await<void>([&](auto done) { h.store().removeContent(content(1).key(), std::move(done)); }));
        QTRY_VERIFY(!told.back().inCache);
        QVERIFY(told.back().key == content(1).key());
    }

    void cacheUseCounts()
    {
        StoreHarness h(limited(5));
        QVERIFY(h.open());
        QVERIFY(put(h, {1, 2, 3}));
        QVERIFY(pin(h, 1, true));
        const auto use = h.await<CacheUse>([&](auto done) { h.store().cacheUse(std::move(done)); });
        QVERIFY(use);
        QCOMPARE(use->held.value(), 2 * size.value());
        QCOMPARE(use->pinned, size);
        QCOMPARE(use->quota.value(), 5 * size.value());
        QVERIFY(use->diskCapacity >= use->diskAvailable);
    }
};

QTEST_GUILESS_MAIN(TestStoreUpkeep)
#include "tst_store_upkeep.moc"
