// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/policy/EvictionPlan.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace freshet::test {

/// What the cache deletes next, as pictures. A content is drawn as NAME SIZE AGE FLAGS: `a 10 5` is 10 bytes, last used 5 hours ago.
/// Flags: i incomplete, d delivered, u in use, p pinned, x+N or x-N its date in N hours or N hours ago. Contents stand between bars.
/// A verdict is NAME!REASON in the order of deletion: age, small, quota or disk.
class TestPolicyEviction : public QObject {
    Q_OBJECT

    static constexpr WallTime now{std::chrono::milliseconds{1'700'000'000'000}};

    struct Picture {
        QStringList names;
        std::vector<CachedContent> contents;
    };

    static Picture draw(const QString &text)
    {
        Picture picture;
        for (const QString &part : text.split(u'|', Qt::SkipEmptyParts)) {
            const QStringList words = part.split(u' ', Qt::SkipEmptyParts);
            if (words.isEmpty())
                continue;
            CachedContent content{.size = Bytes{words.at(1).toULongLong()},
                                  .lastUse = now - std::chrono::hours{words.at(2).toInt()}};
            for (const QString &flag : words.sliced(3)) {
                content.complete = content.complete && flag != u"i";
                content.delivered = content.delivered || flag == u"d";
                content.inUse = content.inUse || flag == u"u";
                content.pinned = content.pinned || flag == u"p";
                if (flag.startsWith(u'x'))
                    content.expireOn = now + std::chrono::hours{flag.mid(1).toInt()};
            }
            picture.names << words.first();
            picture.contents.push_back(content);
        }
        return picture;
    }

    static QString verdict(const Picture &picture, const CacheLimits &limits, const DiskSpace &disk,
                           const CacheTime &time = {now, {}}, Bytes wanted = {})
    {
        static const QStringList reasons{u"age"_s, u"small"_s, u"quota"_s, u"disk"_s};
        QStringList text;
        for (const Eviction &e : planEviction(picture.contents, limits, disk, time, wanted))
            text << picture.names.at(static_cast<qsizetype>(e.content)) + u'!' + reasons.at(static_cast<int>(e.reason));
        return text.join(u' ');
    }

    static CacheLimits limits(std::uint64_t quota, std::optional<std::chrono::seconds> age = 72h)
    {
        return {.maximumPercent = 100,
                .maximumSize = Bytes{quota},
                .maximumAge = age,
                .minimumFileSize = {},
                .freeDiskReserve = {}};
    }
    static constexpr DiskSpace roomy{1000_B, 1000_B};

private Q_SLOTS:
    void order_data()
    {
        QTest::addColumn<QString>("cache");
        QTest::addColumn<quint64>("quota");
        QTest::addColumn<QString>("evicted");
        const auto row = [](const char *name, const QString &cache, quint64 quota, const QString &evicted) {
            QTest::newRow(name) << cache << quota << evicted;
        };
        row("nothing to do", u"a 10 1 | b 10 2"_s, 20, u""_s);
        row("age first, oldest first", u"a 10 1 | b 10 72 | c 10 80"_s, 10, u"c!age b!age"_s);
        row("then least recently used", u"a 10 1 | b 10 3 | c 10 2"_s, 10, u"b!quota c!quota"_s);
        row("age may make room enough", u"a 10 71 | b 10 72"_s, 10, u"b!age"_s);
        row("age, then use", u"a 10 5 | b 10 90 | c 10 6"_s, 10, u"b!age c!quota"_s);
        row("the youngest one alone is over", u"a 50 0"_s, 10, u"a!quota"_s);
        row("in use stays but counts", u"a 50 9 u | b 10 1"_s, 55, u"b!quota"_s);
        row("in use does not expire", u"a 50 99 u"_s, 100, u""_s);
        row("incomplete ones too after their age", u"a 10 72 i | b 10 71 i"_s, 100, u"a!age"_s);
        row("incomplete ones for space as well", u"a 10 5 i | b 10 4"_s, 10, u"a!quota"_s);
        row("pinned stays and does not count", u"a 50 99 p | b 10 1"_s, 10, u""_s);
        row("a pin that holds still", u"a 50 99 p x+1"_s, 10, u""_s);
        row("an expired pin is none: age", u"a 50 99 p x-1"_s, 100, u"a!age"_s);
        row("an expired pin is none: quota", u"a 50 5 p x-1 | b 10 1"_s, 20, u"a!quota"_s);
        row("a date of its own, passed", u"a 10 1 x-1 | b 10 1"_s, 100, u"a!age"_s);
        row("a date of its own outlives the age", u"a 10 99 x+1"_s, 100, u""_s);
        row("… but not the quota", u"a 10 99 x+1"_s, 5, u"a!quota"_s);
        row("dates in their order", u"a 10 80 | b 10 1 x-50 | c 10 1 x-1"_s, 100, u"b!age a!age c!age"_s);
    }
    void order()
    {
        QFETCH(const QString, cache);
        QFETCH(const quint64, quota);
        QFETCH(const QString, evicted);
        QCOMPARE(verdict(draw(cache), limits(quota), roomy), evicted);
    }

    void withoutAnAgeOnlySpaceCounts()
    {
        QCOMPARE(verdict(draw(u"a 10 9999 | b 10 1"_s), limits(20, {}), roomy), QString());
        QCOMPARE(verdict(draw(u"a 10 9999 | b 10 1"_s), limits(19, {}), roomy), u"a!quota"_s);
    }

    void smallOnesGoOnceDelivered()
    {
        CacheLimits some = limits(100);
        some.minimumFileSize = 10_B;
        QCOMPARE(
            verdict(draw(u"a 9 1 d | b 10 1 d | c 9 1 | d 9 1 i | e 9 1 d p | f 9 1 d u | g 9 1 d x+5"_s), some, roomy),
            u"a!small"_s);
        some.maximumSize = 20_B; // none is named twice
        QCOMPARE(verdict(draw(u"a 9 1 d | b 10 5 d | c 11 4 d"_s), some, roomy), u"a!small b!quota"_s);
    }

    void freeSpaceIsLeftToOthers()
    {
        CacheLimits some = limits(1000);
        some.freeDiskReserve = 100_B;
        const QString cache = u"a 10 3 | b 10 2 | c 10 1 | p 10 9 p"_s;
        QCOMPARE(verdict(draw(cache), some, {1000_B, 100_B}), QString());
        QCOMPARE(verdict(draw(cache), some, {1000_B, 85_B}), u"a!disk b!disk"_s);
        QCOMPARE(verdict(draw(cache), some, {1000_B, 0_B}), u"a!disk b!disk c!disk"_s);
    }

    void roomForWhatIsComing()
    {
        const QString cache = u"a 10 3 | b 10 2 | c 10 1 | p 10 9 p"_s;
        const CacheTime time{now, {}};
        QCOMPARE(verdict(draw(cache), limits(1000), {1000_B, 5_B}, time, 20_B), u"a!disk b!disk"_s);
        QCOMPARE(verdict(draw(cache), limits(1000), {1000_B, 5_B}, time, 35_B), u"a!disk b!disk c!disk"_s);
        // Where deleting everything would not help, nothing is lost for it.
        QCOMPARE(verdict(draw(cache), limits(1000), {1000_B, 5_B}, time, 36_B), QString());
    }

    void quotaIsAShareOrAbsolute()
    {
        CacheLimits some;
        QCOMPARE(cacheQuota(some, 1000_B).value(), 200U);
        some.maximumPercent = 7;
        QCOMPARE(cacheQuota(some, Bytes{UINT64_MAX}).value(), UINT64_MAX / 100 * 7);
        some.maximumSize = 5_B;
        QCOMPARE(cacheQuota(some, 1000_B).value(), 5U);
    }

    void plannedDates()
    {
        const Picture p = draw(u"a 1 10 | b 1 10 x+3 | c 1 10 p | d 1 10 p x+4 | e 1 10 p x-1"_s);
        const auto date = [&](std::size_t i, const CacheLimits &some) {
            return plannedExpiry(p.contents[i], some, {now, {}});
        };
        const CacheLimits aged = limits(0);
        QVERIFY(date(0, aged) == now + 62h);
        QVERIFY(date(1, aged) == now + 3h);
        QVERIFY(date(2, aged) == std::nullopt);
        QVERIFY(date(3, aged) == now + 4h);
        QVERIFY(date(4, aged) == now + 62h);
        QVERIFY(date(0, limits(0, {})) == std::nullopt);
    }

    // Row F15.

    void f15_clocksThatGoTogetherAreBelieved()
    {
        ClockTrust trust;
        MonotonicTime monotonic{5h};
        for (int i = 0; i < 1000; ++i)
            trust.onTime(now + i * 1h, monotonic + i * 1h);
        trust.onTime(now + 1000h + 30min, monotonic + 1000h); // a correction
        QVERIFY(!trust.time().jumpedTo);
        // Off for a month; the monotonic clock has begun anew.
        ClockTrust next(trust.memory());
        next.onTime(now + 1700h, MonotonicTime{1s});
        QVERIFY(!next.time().jumpedTo);
    }

    void f15_jumps_data()
    {
        QTest::addColumn<qint64>("hours");
        QTest::addColumn<bool>("restart");
        QTest::newRow("ten years on") << qint64{24 * 3650} << false;
        QTest::newRow("ten years on, while off") << qint64{24 * 3650} << true;
        QTest::newRow("two hours on") << qint64{2} << false;
        QTest::newRow("back to 1970") << qint64{-24 * 365 * 53} << false;
        QTest::newRow("back to 1970, while off") << qint64{-24 * 365 * 53} << true;
        QTest::newRow("two hours back") << qint64{-2} << false;
    }
    void f15_jumps()
    {
        QFETCH(const qint64, hours);
        QFETCH(const bool, restart);
        const Picture p = draw(u"a 10 1 | b 10 71 | c 10 1 x+1 | d 10 99 p x+1 | old 10 72"_s);
        ClockTrust trust;
        trust.onTime(now, MonotonicTime{50h});
        QCOMPARE(verdict(p, limits(100), roomy, trust.time()), u"old!age"_s);
        if (restart)
            trust = ClockTrust(trust.memory());
        const WallTime after = now + std::chrono::hours{hours};
        trust.onTime(after, MonotonicTime{50h});
        QVERIFY(trust.time().isSuspect());
        QCOMPARE(verdict(p, limits(100), roomy, trust.time()), QString());
        QVERIFY(plannedExpiry(p.contents[0], limits(100), trust.time()) == after + 72h);
        // Space is still made: the least recently used are known by their order.
        QCOMPARE(verdict(p, limits(39), roomy, trust.time()).count(u"!quota"_s), 1);
        // From there on time goes by as ever, and the jump renewed every term.
        for (int i = 1; i <= 71; ++i)
            trust.onTime(after + i * 1h, MonotonicTime{50h} + i * 1h);
        QVERIFY(!trust.time().isSuspect());
        QVERIFY(!verdict(p, limits(100), roomy, trust.time()).contains(u"b!"_s));
        trust.onTime(after + 72h, MonotonicTime{50h + 72h});
        trust.onTime(after + 73h, MonotonicTime{50h + 73h}); // used an hour after where the small step back led
        QVERIFY(verdict(p, limits(100), roomy, trust.time()).contains(u"a!age"_s));
        QVERIFY(verdict(p, limits(100), roomy, trust.time()).contains(u"b!age"_s));
    }

    void f15_aDateGivenAfterTheJumpCounts()
    {
        ClockTrust trust;
        trust.onTime(now - 24h * 400, MonotonicTime{1h});
        trust.onTime(now, MonotonicTime{1h});
        QVERIFY(trust.time().isSuspect());
        QCOMPARE(verdict(draw(u"a 10 1 x-1 | b 10 1 x+0"_s), limits(100), roomy, trust.time()), u"b!age"_s);
    }
};

} // namespace freshet::test

QTEST_GUILESS_MAIN(freshet::test::TestPolicyEviction)
#include "tst_policy_eviction.moc"
