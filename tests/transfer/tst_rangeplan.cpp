// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/transfer/RangePlan.h"

#include <QTest>

using namespace freshet;

namespace {

DownloadRequest wanting(std::vector<RequestedRange> ranges)
{
    DownloadRequest request;
    request.subject = LocalMetadata{.file = "x", .displayPath = {}};
    request.ranges = std::move(ranges);
    return request;
}

std::string picture(const PieceSet &pieces)
{
    std::string text;
    for (PieceIndex piece; piece.value() < pieces.size(); ++piece)
        text.push_back(pieces.contains(piece) ? '#' : '.');
    return text;
}

} // namespace

class TestRangePlan : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void piecesThatCover()
    {
        const Geometry g(10_MiB + 5_B, 1_MiB);
        const std::vector<RequestedRange> ranges{{5_MiB, 5_MiB}, {1_MiB - 1_B, 2_MiB}, {10_MiB + 4_B, {}}};
        const auto plan = RangePlan::make(ranges, g);
        QVERIFY(plan);
        QCOMPARE(picture(plan->pieces), std::string("###..#....#"));
        QCOMPARE(plan->extents, (std::vector<Extent>{{5_MiB, 1_B}, {1_MiB - 1_B, 1_MiB + 2_B}, {10_MiB + 4_B, 1_B}}));
        QCOMPARE(plan->spans, (std::vector<Extent>{{0_B, 3_MiB}, {5_MiB, 1_MiB}, {10_MiB, 5_B}}));
        QCOMPARE(plan->length, 1_MiB + 4_B);
        QCOMPARE(plan->piecesLength, 4_MiB + 5_B);
        PieceSet durable(11);
        for (const std::uint32_t piece : {0U, 1U, 2U, 3U, 5U})
            durable.insert(PieceIndex{piece});
        QCOMPARE(plan->there(durable, g), 4_MiB);
        QVERIFY(!plan->isCoveredBy(durable));
        durable.insert(PieceIndex{10});
        QVERIFY(plan->isCoveredBy(durable));
    }

    /// 2^31, 2^32 and 2^46 (the longest content), each ± 1.
    void a28_positions_around_the_limits_of_integers()
    {
        const Geometry g(maximumContentLength, 64_MiB);
        for (const std::uint64_t edge : {1ULL << 31, 1ULL << 32}) {
            for (const std::uint64_t first : {edge - 1, edge, edge + 1}) {
                const std::vector<RequestedRange> ranges{{Bytes{first}, Bytes{first}}};
                const auto plan = RangePlan::make(ranges, g);
                QVERIFY(plan);
                QCOMPARE(plan->extents.front(), (Extent{Bytes{first}, 1_B}));
                QVERIFY(plan->pieces.contains(PieceIndex{static_cast<std::uint32_t>(first >> 26)}));
                QCOMPARE(plan->pieces.count(), 1U);
            }
        }
        const std::vector<RequestedRange> last{{maximumContentLength - 1_B, Bytes{1ULL << 53}}};
        QCOMPARE(RangePlan::make(last, g)->length, 1_B);
        for (const std::uint64_t first : {maximumContentLength.value(), std::uint64_t{1} << 53, ~std::uint64_t{0}}) {
            const std::vector<RequestedRange> behind{{Bytes{first}, {}}};
            const auto plan = RangePlan::make(behind, g);
            QVERIFY(!plan);
            QCOMPARE(plan.error().code, ErrorCode::InvalidArgument);
        }
    }

    void whatMakesNoSense()
    {
        QVERIFY(checkRanges(wanting({{0_B, 0_B}})));
        QVERIFY(checkRanges(wanting({})));
        QVERIFY(!checkRanges(wanting({{5_B, 4_B}})));
        QVERIFY(!checkRanges(wanting(std::vector<RequestedRange>(maximumRanges + 1, {0_B, 0_B}))));
        DownloadRequest request = wanting({{0_B, 0_B}});
        request.wholeDigest = Sha256Digest{};
        QVERIFY(!checkRanges(request));
        request = wanting({{0_B, 0_B}});
        request.subject = ContentUrl{.url = QUrl(QStringLiteral("http://a.example/x")), .pieceHashFile = {}};
        QVERIFY(!checkRanges(request));
        request.ranges.clear();
        QVERIFY(checkRanges(request));
    }
};

QTEST_APPLESS_MAIN(TestRangePlan)
#include "tst_rangeplan.moc"
