// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/RequestJson.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace freshet;
using namespace Qt::StringLiterals;

namespace {

DownloadRequest sample()
{
    DownloadRequest request;
    request.subject = LocalMetadata{.file = "bytes", .displayPath = u"a.torrent"_s};
    request.fileName = u"out.bin"_s;
    request.displayPath = u"/somewhere/out.bin"_s;
    request.caller = u"test"_s;
    return request;
}

/// As text and back, the way it travels and rests.
Result<DownloadRequest> again(const DownloadRequest &request)
{
    const QByteArray text = QJsonDocument(requestToJson(request)).toJson();
    return requestFromJson(QJsonDocument::fromJson(text).object(), subjectBytes(request));
}

} // namespace

class TestRequestJson : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyFieldComesBack()
    {
        DownloadRequest request = sample();
        request.priority = Priority::Background;
        request.connectionsPerSource = 7;
        request.contentId = ContentId::fromHex(std::string(64, 'a'));
        request.wholeDigest = Sha256Digest::fromHex(std::string(64, 'b'));
        const auto back = again(request);
        QVERIFY(back);
        QCOMPARE(std::get<LocalMetadata>(back->subject).file, QByteArray("bytes"));
        QCOMPARE(std::get<LocalMetadata>(back->subject).displayPath, u"a.torrent"_s);
        QCOMPARE(back->fileName, request.fileName);
        QCOMPARE(back->displayPath, request.displayPath);
        QCOMPARE(back->caller, request.caller);
        QCOMPARE(back->priority, request.priority);
        QCOMPARE(back->connectionsPerSource, request.connectionsPerSource);
        QVERIFY(back->contentId == request.contentId);
        QVERIFY(back->wholeDigest == request.wholeDigest);
        QVERIFY(back->ranges.empty());

        request = sample();
        request.subject = MetadataUrl{QUrl(u"https://a.example/x.torrent?sig=1"_s)};
        QCOMPARE(std::get<MetadataUrl>(again(request)->subject).url, std::get<MetadataUrl>(request.subject).url);
        request.subject = ContentUrl{.url = QUrl(u"https://a.example/x?sig=1"_s), .pieceHashFile = "{}"};
        QCOMPARE(std::get<ContentUrl>(again(request)->subject).url.query(), u"sig=1"_s);
        QCOMPARE(std::get<ContentUrl>(again(request)->subject).pieceHashFile, QByteArray("{}"));
    }

    void a28_positions_keep_all_their_bits()
    {
        DownloadRequest request = sample();
        for (const std::uint64_t edge : {1ULL << 31, 1ULL << 32, 1ULL << 53})
            for (const std::uint64_t position : {edge - 1, edge, edge + 1})
                request.ranges.push_back({Bytes{position}, Bytes{position}});
        request.ranges.push_back({Bytes{static_cast<std::uint64_t>(INT64_MAX)}, {}});
        const auto back = again(request);
        QVERIFY(back);
        QCOMPARE(back->ranges, request.ranges);
    }

    void rangesThatAreNone_data()
    {
        QTest::addColumn<QByteArray>("ranges");
        for (const char *text : {"[1]", "[[]]", "[[1,2,3]]", "[[-1,2]]", "[[1,-2]]", "[[1.5,2]]", "[[\"1\",2]]", "{}",
                                 "7", "[[1,18446744073709551616]]", "[null]"})
            QTest::newRow(text) << QByteArray(text);
    }
    void rangesThatAreNone()
    {
        QFETCH(QByteArray, ranges);
        QJsonObject json = requestToJson(sample());
        json.insert(u"ranges"_s, QJsonDocument::fromJson("{\"r\":" + ranges + "}").object().value("r"_L1));
        const auto back = requestFromJson(json, "bytes");
        QVERIFY(!back);
        QCOMPARE(back.error().code, ErrorCode::InvalidArgument);
    }

    void tooManyRanges()
    {
        QJsonObject json = requestToJson(sample());
        QJsonArray ranges;
        for (std::size_t i = 0; i <= maximumRanges; ++i)
            ranges.append(QJsonArray{1, 2});
        json.insert(u"ranges"_s, ranges);
        QVERIFY(!requestFromJson(json, "bytes"));
    }
};

QTEST_APPLESS_MAIN(TestRequestJson)
#include "tst_requestjson.moc"
