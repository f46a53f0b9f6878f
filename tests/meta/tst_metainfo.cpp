// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/meta/MerkleLayer.h"
#include "core/meta/Metainfo.h"
#include "core/meta/PieceHasher.h"
#include "core/meta/Sha1.h"
#include "core/meta/Sha256.h"
#include "core/meta/SourceUrl.h"

#include <QTest>

#include <string>

using namespace freshet;

namespace {

std::span<const std::byte> bytesOf(std::string_view text)
{
    return std::as_bytes(std::span(text));
}

/// Hashes of a content nobody has: enough to build with.
ContentHashes invented(Bytes length, Bytes pieceLength, bool hybrid)
{
    ContentHashes hashes = ContentHashes::sized({length, pieceLength}, {.merkle = true, .sha1 = hybrid});
    Sha256 sha256;
    for (std::size_t i = 0; i < hashes.pieceLayer.size(); ++i) {
        sha256.add(bytesOf(std::to_string(i)));
        hashes.pieceLayer[i] = sha256.finish();
    }
    Sha1 sha1;
    for (std::size_t i = 0; i < hashes.v1Pieces.size(); ++i) {
        sha1.add(bytesOf(std::to_string(i)));
        hashes.v1Pieces[i] = sha1.finish();
    }
    return hashes;
}

Result<Metainfo> parsed(std::string_view text, const MetainfoLimits &limits = {})
{
    return parseMetainfo(bytesOf(text), limits);
}

std::optional<ErrorCode> codeOf(const Result<Metainfo> &result)
{
    return result ? std::optional<ErrorCode>{} : result.error().code;
}

} // namespace

class TestMetainfo : public QObject {
    Q_OBJECT

private Q_SLOTS:
    /// The whole file, byte for byte, of the smallest content there is.
    void oneByteContent()
    {
        const std::string content = "x";
        const Geometry geometry = Geometry::forPublishing(1_B);
        ContentHashes hashes = ContentHashes::sized(geometry, {.sha1 = true});
        hashes.set(PieceIndex{0}, PieceHasher(geometry, {.sha1 = true}).hash(bytesOf(content)));
        const Result<Metainfo> metainfo = buildMetainfo("a", hashes, {"http://h/a"});
        QVERIFY(metainfo);
        const auto raw = [](const auto &digest) {
            return std::string(reinterpret_cast<const char *>(digest.bytes().data()), digest.bytes().size());
        };
        std::string info = "d9:file treed1:ad0:d6:lengthi1e11:pieces root32:";
        info.append(raw(Sha256::of(bytesOf(content))));
        info.append("eee6:lengthi1e12:meta versioni2e4:name1:a12:piece lengthi16384e6:pieces20:");
        info.append(raw(Sha1::of(bytesOf(content)))).append("e");
        QCOMPARE(metainfo->infoBytes, info);
        QCOMPARE(encodeMetainfo(*metainfo), "d4:info" + info + "8:url-list10:http://h/ae");
        QCOMPARE(metainfo->contentId.hex(), Sha256::of(bytesOf(info)).hex());
        QCOMPARE(metainfo->v1InfoHash->hex(), Sha1::of(bytesOf(info)).hex());
        QVERIFY(metainfo->isHybrid());
    }

    void roundTrip_data()
    {
        QTest::addColumn<quint64>("length");
        QTest::addColumn<quint64>("pieceLength");
        for (const quint64 length :
             {1ULL, 16384ULL, 1048575ULL, 1048576ULL, 1048577ULL, 5 * 1048576ULL, (1ULL << 31) - 1, (1ULL << 31) + 1,
              (1ULL << 32) - 1, 1ULL << 32, (1ULL << 32) + 1, 1ULL << 40})
            for (const quint64 pieceLength : {1ULL << 20, 1ULL << 24, 1ULL << 26})
                if (length / pieceLength < 20000)
                    QTest::addRow("%llu/%llu", length, pieceLength) << length << pieceLength;
    }
    void roundTrip()
    {
        QFETCH(quint64, length);
        QFETCH(quint64, pieceLength);
        for (const bool hybrid : {true, false}) {
            for (const std::vector<std::string> &sources :
                 {std::vector<std::string>{}, std::vector<std::string>{"http://a/b"},
                  std::vector<std::string>{"http://a/b", "https://c/d?e=f"}}) {
                const ContentHashes hashes = invented(Bytes{length}, Bytes{pieceLength}, hybrid);
                const Result<Metainfo> built = buildMetainfo("update.bin", hashes, sources);
                QVERIFY(built);
                const std::string file = encodeMetainfo(*built);
                const Result<Metainfo> again = parsed(file);
                QVERIFY2(again, again ? "" : qPrintable(errorName(again.error().code)));
                QVERIFY(*again == *built);
                QCOMPARE(encodeMetainfo(*again), file);
                QCOMPARE(again->geometry.contentLength().value(), length);
                QCOMPARE(again->v1InfoHash.has_value(), hybrid);
                QCOMPARE(encodeMetainfo(*buildMetainfo("update.bin", hashes, sources)), file);
            }
        }
    }

    /// BEP 52's limit case for our indices: 2^32 - 1 blocks.
    void longestContent()
    {
        const Result<Metainfo> built = buildMetainfo("a", invented(maximumContentLength, 64_MiB, false), {});
        QVERIFY(built);
        const Result<Metainfo> again = parsed(encodeMetainfo(*built));
        QVERIFY(again && again->geometry.contentLength() == maximumContentLength);
        ContentHashes longer = invented(1_MiB, 1_MiB, false);
        longer.geometry = {maximumContentLength + 1_B, 64_MiB};
        QCOMPARE(codeOf(buildMetainfo("a", longer, {})), ErrorCode::MetaLength);
    }

    void buildRefuses()
    {
        const auto hashes = [] { return invented(3_MiB, 1_MiB, true); };
        QCOMPARE(codeOf(buildMetainfo("a", hashes(), {})), std::nullopt);
        QCOMPARE(codeOf(buildMetainfo("", hashes(), {})), ErrorCode::MetaNameEmpty);
        QCOMPARE(codeOf(buildMetainfo("a/b", hashes(), {})), ErrorCode::MetaNameSeparator);
        QCOMPARE(codeOf(buildMetainfo("a", hashes(), {"ftp://h/f"})), ErrorCode::MetaUrl);
        QCOMPARE(codeOf(buildMetainfo("a", hashes(), std::vector<std::string>(65, "http://h/f"))), ErrorCode::MetaUrl);
        QCOMPARE(codeOf(buildMetainfo("a", {.geometry = {0_B, 16_KiB}, .pieceLayer = {}, .v1Pieces = {}}, {})),
                 ErrorCode::EmptyContent);
        ContentHashes bad = hashes();
        bad.pieceLayer.pop_back();
        QCOMPARE(codeOf(buildMetainfo("a", bad, {})), ErrorCode::InvalidArgument);
        bad = hashes();
        bad.v1Pieces.pop_back();
        QCOMPARE(codeOf(buildMetainfo("a", bad, {})), ErrorCode::InvalidArgument);
        bad = hashes();
        bad.geometry = {3_MiB, 3_MiB};
        QCOMPARE(codeOf(buildMetainfo("a", bad, {})), ErrorCode::MetaPieceLength);
        // More pieces than a metainfo of legal size can describe.
        QCOMPARE(codeOf(buildMetainfo("a", invented(Bytes{1'300'000ULL * 16384}, 16_KiB, true), {})),
                 ErrorCode::MetaPieceCount);
        const Result<Metainfo> error = buildMetainfo("a/b", hashes(), {});
        QCOMPARE(error.error().next, NextStep::CorrectInput);
        QCOMPARE(error.error().kept, Kept::InputUntouched);
    }

    void secretsOfUrlsStayOutOfErrors()
    {
        const Result<Metainfo> built =
            buildMetainfo("a", invented(1_B, 16_KiB, true), {"http://user:hunter2@h/f?sig=hunter2"});
        QVERIFY(!built);
        QVERIFY(!(built.error().object + built.error().detail).contains(QStringLiteral("hunter2")));
    }

    void limits()
    {
        const std::string file =
            encodeMetainfo(*buildMetainfo("a", invented(3_MiB, 1_MiB, true), {"http://h/1", "http://h/2"}));
        QCOMPARE(codeOf(parsed(file)), std::nullopt);
        QCOMPARE(codeOf(parsed(file, {.maximumBytes = file.size()})), std::nullopt);
        QCOMPARE(codeOf(parsed(file, {.maximumBytes = file.size() - 1})), ErrorCode::MetaTooLarge);
        QCOMPARE(codeOf(parsed(file, {.maximumTokens = 10})), ErrorCode::MetaTooManyTokens);
        QCOMPARE(codeOf(parsed(file, {.maximumDepth = 4})), ErrorCode::MetaTooDeep);
        QCOMPARE(codeOf(parsed(file, {.maximumSources = 1})), ErrorCode::MetaUrl);
    }

    void everyTruncationIsRefused()
    {
        const std::string file = encodeMetainfo(*buildMetainfo("a", invented(3_MiB, 1_MiB, true), {"http://h/f"}));
        for (std::size_t n = 0; n < file.size(); ++n)
            QVERIFY2(!parsed(std::string_view(file).substr(0, n)), qPrintable(QString::number(n)));
    }

    /// A bit flipped anywhere is refused or gives another identity, never the same identity with other proofs.
    void everyFlippedBitIsNoticed()
    {
        const Metainfo good = *buildMetainfo("a", invented(3_MiB, 1_MiB, true), {});
        std::string file = encodeMetainfo(good);
        for (char &c : file) {
            for (int bit = 0; bit < 8; ++bit) {
                c = static_cast<char>(c ^ (1 << bit));
                const Result<Metainfo> changed = parsed(file);
                if (changed && changed->contentId == good.contentId)
                    QVERIFY(changed->pieceLayer == good.pieceLayer && changed->infoBytes == good.infoBytes);
                c = static_cast<char>(c ^ (1 << bit));
            }
        }
    }

    /// What is outside of the info dictionary is no part of the identity.
    void identityIsOfTheInfoDictionaryAlone()
    {
        const Metainfo plain = *buildMetainfo("a", invented(3_MiB, 1_MiB, true), {});
        const Metainfo withSources = *buildMetainfo("a", invented(3_MiB, 1_MiB, true), {"http://h/f"});
        QVERIFY(plain.contentId == withSources.contentId);
        const std::string tail = encodeMetainfo(plain).substr(1);
        const Result<Metainfo> announced = parsed("d8:announce9:udp://t/x" + tail);
        QVERIFY(announced && *announced == plain);
        QVERIFY(buildMetainfo("b", invented(3_MiB, 1_MiB, true), {})->contentId != plain.contentId);
        QVERIFY(buildMetainfo("a", invented(3_MiB, 1_MiB, false), {})->contentId != plain.contentId);
        QVERIFY(buildMetainfo("a", invented(3_MiB, 1_MiB, false), {})->piecesRoot == plain.piecesRoot);
    }

    void verifierIsOfThePieceLayer()
    {
        const std::string content(40000, 'q');
        const Geometry geometry({Bytes{content.size()}, 16_KiB});
        ContentHashes hashes = ContentHashes::sized(geometry, {});
        PieceHasher hasher(geometry, {});
        for (PieceIndex i; i.value() < 3; ++i)
            hashes.set(i, hasher.hash(bytesOf(content).subspan(geometry.pieceOffset(i).value(),
                                                               geometry.pieceSize(i).value())));
        const Result<Metainfo> metainfo = parsed(encodeMetainfo(*buildMetainfo("a", hashes, {})));
        QVERIFY(metainfo);
        QVERIFY(metainfo->verifier().matches(PieceIndex{2}, bytesOf(content).last(40000 - 32768)));
        QVERIFY(!metainfo->verifier().matches(PieceIndex{1}, bytesOf(content).last(16384).first(16383)));
        QCOMPARE(metainfo->verifier().kind(), PieceVerifier::Kind::Merkle);
    }

    void downloadUrls()
    {
        const Metainfo metainfo =
            *buildMetainfo("My \xc3\xbc"
                           "pdate+1.bin",
                           invented(1_B, 16_KiB, true), {"http://h/f", "http://h/d/", "http://h/?a=b/"});
        const std::vector<std::string> expected{"http://h/f", "http://h/d/My%20%C3%BCpdate%2B1.bin",
                                                "http://h/?a=b/My%20%C3%BCpdate%2B1.bin"};
        QVERIFY(metainfo.downloadUrls() == expected);
    }
};

QTEST_GUILESS_MAIN(TestMetainfo)
#include "tst_metainfo.moc"
