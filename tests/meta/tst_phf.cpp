// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/meta/JsonScanner.h"
#include "core/meta/PieceHashFile.h"
#include "core/meta/Sha256.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

#include <string>

using namespace freshet;

namespace {

std::span<const std::byte> bytesOf(std::string_view text)
{
    return std::as_bytes(std::span(text));
}

QString codeOf(std::string_view text, const PieceHashFileLimits &limits = {})
{
    const Result<PieceHashFile> file = parsePieceHashFile(bytesOf(text), limits);
    return file ? QString() : errorName(file.error().code);
}

QByteArray base64(const QByteArray &bytes)
{
    return bytes.toBase64();
}

QByteArray sha256(const QByteArray &bytes)
{
    const Sha256Digest digest = Sha256::of(bytesOf({bytes.constData(), static_cast<std::size_t>(bytes.size())}));
    return {reinterpret_cast<const char *>(digest.bytes().data()), 32};
}

/// A correct file of three pieces, as text to be changed by a test. One hash holds '+' and '/' in base64.
std::string good()
{
    const QByteArray a(32, '\xfb'), b(32, '\xff'), c = sha256("c");
    return ("{\"MajorVersion\":1,\"MinorVersion\":0,\"HashOfHashes\":\"" + base64(sha256(a + b + c))
            + "\",\"ContentLength\":2097153,\"PieceSize\":1048576,\"Pieces\":[\"" + base64(a) + "\",\"" + base64(b)
            + "\",\"" + base64(c) + "\"]}")
        .toStdString();
}

std::string with(const std::string &from, const std::string &to)
{
    std::string text = good();
    const std::size_t at = text.find(from);
    return at == std::string::npos ? "no such text" : text.replace(at, from.size(), to);
}

std::string withAll(std::string text, const std::string &from, const std::string &to)
{
    for (std::size_t at = 0; (at = text.find(from, at)) != std::string::npos; at += to.size())
        text.replace(at, from.size(), to);
    return text;
}

} // namespace

class TestPieceHashFile : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void accepted_data()
    {
        QTest::addColumn<QByteArray>("text");
        const auto row = [](const char *name, const std::string &text) {
            QTest::newRow(name) << QByteArray::fromStdString(text);
        };
        row("plain", good());
        row("white space", withAll(withAll(withAll(good(), ",", " ,\r\n\t"), ":", " : "), "[", "[ ") + "\n");
        row("plus escaped as .NET writes it", withAll(good(), "+", "\\u002B"));
        row("slash escaped", withAll(good(), "/", "\\/"));
        row("escaped name", with("\"Pieces\"", "\"\\u0050ieces\""));
        row("byte order mark", "\xef\xbb\xbf" + good());
        row("later minor version", with("\"MinorVersion\":0", "\"MinorVersion\":7"));
        row("unknown members", with("{", "{\"X\":{\"Pieces\":[1,[2,{\"a\":null}],-1.5e+3,\"\\ud83d\\ude80\\n\"],\"\":"
                                         "true},\"Y\":[],\"Z\":{},\"W\":[[],{}],"));
        row("pieces first",
            "{" + good().substr(good().find("\"Pieces\""), good().size() - good().find("\"Pieces\"") - 1) + ","
                + good().substr(1, good().find(",\"Pieces\"") - 1) + "}");
    }
    void accepted()
    {
        QFETCH(QByteArray, text);
        const Result<PieceHashFile> file =
            parsePieceHashFile(bytesOf({text.constData(), static_cast<std::size_t>(text.size())}));
        QVERIFY2(file,
                 file ? "" : qPrintable(errorName(file.error().code) + file.error().object + file.error().detail));
        QCOMPARE(file->pieces.size(), 3U);
        QCOMPARE(file->geometry.contentLength().value(), 2097153U);
        QCOMPARE(file->geometry.pieceLength().value(), 1048576U);
        QCOMPARE(encodePieceHashFile(*file), good() + "\n");
        QCOMPARE(file->verifier().kind(), PieceVerifier::Kind::Flat);
    }

    void refused_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("error");
        const auto row = [](const char *error, const char *name, const std::string &text) {
            QTest::newRow(name) << QByteArray::fromStdString(text) << QString::fromLatin1(error);
        };
        const std::string digest = base64(QByteArray(32, '\xfb')).toStdString();

        const char *syntax = "PHF_SYNTAX";
        row(syntax, "empty", "");
        row(syntax, "html", "<html>Log in</html>");
        row(syntax, "array", "[]");
        row(syntax, "empty object", "{}");
        row(syntax, "trailing bytes", good() + "x");
        row(syntax, "second object", good() + good());
        row(syntax, "trailing comma", with("]}", "],}"));
        row(syntax, "trailing comma in pieces", with("\"]}", "\",]}"));
        row(syntax, "missing comma", with(",\"MinorVersion\"", "\"MinorVersion\""));
        row(syntax, "single quotes", withAll(good(), "\"", "'"));
        row(syntax, "comment", with("{", "{/**/"));
        row(syntax, "duplicate member", with("{", "{\"PieceSize\":1048576,"));
        row(syntax, "duplicate pieces", with("{", "{\"Pieces\":[],"));
        row(syntax, "duplicate hash", with("{", "{\"HashOfHashes\":\"" + digest + "\","));
        row(syntax, "duplicate member by escape", with("{", "{\"PieceSiz\\u0065\":1048576,"));
        for (const char *member :
             {"MajorVersion", "MinorVersion", "HashOfHashes", "ContentLength", "PieceSize", "Pieces"})
            row(syntax, (std::string("missing ") + member).c_str(),
                with(std::string("\"") + member, std::string("\"X") + member));
        row(syntax, "other case", with("PieceSize", "pieceSize"));
        row(syntax, "length as text", with("2097153", "\"2097153\""));
        row(syntax, "length with fraction", with("2097153", "2097153.0"));
        row(syntax, "length with exponent", with("2097153", "2097153e0"));
        row(syntax, "length with leading zero", with("2097153", "02097153"));
        row(syntax, "length with plus", with("2097153", "+2097153"));
        row(syntax, "length as hex", with("2097153", "0x200001"));
        row(syntax, "length 2^63", with("2097153", "9223372036854775808"));
        row(syntax, "length of many digits", with("2097153", std::string(100000, '9')));
        row(syntax, "length NaN", with("2097153", "NaN"));
        row(syntax, "length null", with("2097153", "null"));
        row(syntax, "pieces as object", with(":[", ":{"));
        row(syntax, "piece as number", with(":[", ":[1,"));
        row(syntax, "piece null", with(":[", ":[null,"));
        row(syntax, "hash as number", with("\"HashOfHashes\":\"", "\"HashOfHashes\":1,\"x\":\""));
        row(syntax, "line feed in string", with("{", "{\"a\nb\":1,"));
        row(syntax, "bad escape", with("{", "{\"\\x41\":1,"));
        row(syntax, "lone surrogate", with("{", "{\"\\ud800\":1,"));
        row(syntax, "lone low surrogate", with("{", "{\"\\udc00\":1,"));
        row(syntax, "short escape", with("{", "{\"\\u12\":1,"));
        row(syntax, "signed escape", with("{", "{\"\\u-123\":1,"));
        row(syntax, "deep unknown member",
            with("{", "{\"x\":" + std::string(100000, '[') + std::string(100000, ']') + ","));
        row(syntax, "deep unclosed", "{\"x\":" + std::string(1000000, '['));
        row(
            syntax, "deep objects", "{\"x\":" + [] {
                std::string s;
                for (int i = 0; i < 1000; ++i)
                    s += "{\"\":";
                return s;
            }());
        row(syntax, "unknown member without value", with("{", "{\"x\":,"));
        row(syntax, "unknown word", with("{", "{\"x\":undefined,"));
        row(syntax, "object closed by bracket", with("{", "{\"x\":{],"));
        row(syntax, "nul byte", with("{", std::string("{\0", 2)));

        row("PHF_VERSION", "major version 0", with("\"MajorVersion\":1", "\"MajorVersion\":0"));
        row("PHF_VERSION", "major version 2", with("\"MajorVersion\":1", "\"MajorVersion\":2"));
        row("PHF_VERSION", "major version negative", with("\"MajorVersion\":1", "\"MajorVersion\":-1"));

        const char *geometry = "PHF_GEOMETRY";
        row(geometry, "length zero", with("2097153", "0"));
        row(geometry, "length negative", with("2097153", "-1"));
        row(geometry, "length largest", with("2097153", "9223372036854775807"));
        row(geometry, "length beyond all blocks", with("2097153", "70368744161281"));
        for (const char *size :
             {"0", "-1", "1", "8192", "1048577", "1572864", "134217728", "4294967296", "9223372036854775807"})
            row(geometry, (std::string("piece size ") + size).c_str(), with("1048576", size));

        const char *pieces = "PHF_PIECES";
        row(pieces, "one piece too few", with("2097153", "3145729"));
        row(pieces, "one piece too many", with("2097153", "2097152"));
        row(pieces, "no pieces", good().substr(0, good().find("[") + 1) + "]}");
        row(pieces, "length claims 2^31 pieces", with("2097153", "35184372088832"));
        row(pieces, "hash of 31 bytes", with(":[\"" + digest, ":[\"" + base64(QByteArray(31, 'a')).toStdString()));
        row(pieces, "hash of 33 bytes", with(":[\"" + digest, ":[\"" + base64(QByteArray(33, 'a')).toStdString()));
        row(pieces, "hash empty", with(":[\"" + digest, ":[\""));
        row(pieces, "hash of a megabyte", with(":[\"" + digest, ":[\"" + std::string(1 << 20, 'A')));
        row(pieces, "hash as hex", with(":[\"" + digest, ":[\"" + std::string(64, 'a')));
        row(pieces, "hash url-safe alphabet", with(":[\"" + digest, ":[\"" + withAll(digest, "+", "-")));
        row(pieces, "hash without padding", with(":[\"" + digest, ":[\"" + digest.substr(0, 43)));
        row(pieces, "hash padding not zero bits", with(":[\"" + digest, ":[\"" + digest.substr(0, 42) + "t="));
        row(pieces, "hash with space", with(":[\"" + digest, ":[\" " + digest.substr(1)));

        row("PHF_HASH_OF_HASHES", "another hash of hashes",
            with("\"HashOfHashes\":\"", "\"HashOfHashes\":\"" + digest + "\",\"x\":\""));
        row("PHF_HASH_OF_HASHES", "hash of hashes empty",
            with("\"HashOfHashes\":\"", "\"HashOfHashes\":\"\",\"x\":\""));
        row("PHF_HASH_OF_HASHES", "a piece changed",
            with(":[\"" + digest, ":[\"" + base64(QByteArray(32, 'x')).toStdString()));
    }
    void refused()
    {
        QFETCH(QByteArray, text);
        QFETCH(QString, error);
        QVERIFY(text != "no such text");
        QCOMPARE(codeOf({text.constData(), static_cast<std::size_t>(text.size())}), error);
    }

    void everyTruncationIsRefused()
    {
        const std::string text = good();
        for (std::size_t n = 0; n < text.size(); ++n)
            QVERIFY2(!codeOf(std::string_view(text).substr(0, n)).isEmpty(), qPrintable(QString::number(n)));
    }

    void limits()
    {
        QCOMPARE(codeOf(good(), {.maximumBytes = good().size()}), QString());
        QCOMPARE(codeOf(good(), {.maximumBytes = good().size() - 1}), QStringLiteral("PHF_SYNTAX"));
        QCOMPARE(codeOf(with("{", "{\"x\":[[]],"), {.maximumDepth = 2}), QString());
        QCOMPARE(codeOf(with("{", "{\"x\":[[[]]],"), {.maximumDepth = 2}), QStringLiteral("PHF_SYNTAX"));
    }

    void anyLegalPieceSize()
    {
        for (Bytes size = minimumPieceLength; size <= maximumPieceLength; size += size) {
            const Geometry geometry(size + 1_B, size);
            const Result<PieceHashFile> made = makePieceHashFile(geometry, std::vector<Sha256Digest>(2));
            QVERIFY(made);
            const std::string text = encodePieceHashFile(*made);
            const Result<PieceHashFile> again = parsePieceHashFile(bytesOf(text));
            QVERIFY(again && *again == *made);
        }
    }

    void largeContents()
    {
        for (const std::uint64_t length :
             {(1ULL << 31) - 1, 1ULL << 31, (1ULL << 32) - 1, (1ULL << 32) + 1, 1ULL << 40}) {
            const Geometry geometry(Bytes{length}, 64_MiB);
            const Result<PieceHashFile> made =
                makePieceHashFile(geometry, std::vector<Sha256Digest>(geometry.pieceCount()));
            QVERIFY(made);
            const std::string text = encodePieceHashFile(*made);
            const Result<PieceHashFile> again = parsePieceHashFile(bytesOf(text));
            QVERIFY(again && again->geometry.contentLength().value() == length);
        }
    }

    void makeRefuses()
    {
        const auto code = [](const Geometry &geometry, std::size_t pieces) {
            const Result<PieceHashFile> made = makePieceHashFile(geometry, std::vector<Sha256Digest>(pieces));
            return made ? std::optional<ErrorCode>{} : made.error().code;
        };
        QCOMPARE(code({1_B, 16_KiB}, 1), std::nullopt);
        QCOMPARE(code({0_B, 16_KiB}, 0), ErrorCode::EmptyContent);
        QCOMPARE(code({1_B, 1_B}, 1), ErrorCode::PhfGeometry);
        QCOMPARE(code({16_KiB + 1_B, 16_KiB}, 1), ErrorCode::InvalidArgument);
    }

    /// What another JSON library reads in an exported file.
    void exportedFileIsPlainJson()
    {
        const std::string text = good();
        const Result<PieceHashFile> file = parsePieceHashFile(bytesOf(text));
        QVERIFY(file);
        const QJsonObject object =
            QJsonDocument::fromJson(QByteArray::fromStdString(encodePieceHashFile(*file))).object();
        QCOMPARE(object.keys(), (QStringList{QStringLiteral("ContentLength"), QStringLiteral("HashOfHashes"),
                                             QStringLiteral("MajorVersion"), QStringLiteral("MinorVersion"),
                                             QStringLiteral("PieceSize"), QStringLiteral("Pieces")}));
        QCOMPARE(object[QStringLiteral("Pieces")].toArray().size(), 3);
        QCOMPARE(QByteArray::fromBase64(object[QStringLiteral("Pieces")][0].toString().toLatin1()),
                 QByteArray(32, '\xfb'));
    }
};

QTEST_GUILESS_MAIN(TestPieceHashFile)
#include "tst_phf.moc"
