// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/meta/BencodeItem.h"
#include "core/meta/BencodeTape.h"
#include "core/meta/BencodeWriter.h"

#include <QTest>

#include <limits>
#include <string>

using namespace freshet;
using namespace std::string_literals;

namespace {

std::span<const std::byte> bytesOf(std::string_view text)
{
    return std::as_bytes(std::span(text));
}

/// The item as indented text: one line per item, two spaces per level.
void draw(const BencodeItem &item, int depth, std::string &out)
{
    const std::string indent(static_cast<std::size_t>(depth) * 2, ' ');
    if (item.isInteger()) {
        out += indent + std::to_string(item.integer()) + '\n';
    } else if (item.isString()) {
        out += indent + '"' + std::string(item.string()) + "\"\n";
    } else {
        out += indent + (item.isList() ? "list\n" : "dictionary\n");
        for (std::optional<BencodeItem> child = item.firstChild(); child; child = child->nextIn(item))
            draw(*child, depth + 1, out);
    }
}

std::string drawn(std::string_view text)
{
    const Result<BencodeTape> tape = BencodeTape::parse(bytesOf(text));
    if (!tape)
        return errorName(tape.error().code).toStdString();
    std::string out;
    draw(tape->root(), 0, out);
    return out;
}

} // namespace

class TestBencode : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void tree()
    {
        QCOMPARE(drawn("d3:agei-7e5:colorle4:listli0e0:d1:k1:vee4:name3:boxe"), std::string("dictionary\n"
                                                                                            "  \"age\"\n"
                                                                                            "  -7\n"
                                                                                            "  \"color\"\n"
                                                                                            "  list\n"
                                                                                            "  \"list\"\n"
                                                                                            "  list\n"
                                                                                            "    0\n"
                                                                                            "    \"\"\n"
                                                                                            "    dictionary\n"
                                                                                            "      \"k\"\n"
                                                                                            "      \"v\"\n"
                                                                                            "  \"name\"\n"
                                                                                            "  \"box\"\n"));
    }

    void find()
    {
        const std::string text = "d1:ai1e1:bd1:ai2ee1:ci3e2:caledee";
        const std::string good = "d1:ai1e1:bd1:ai2ee1:ci3e2:calee";
        QVERIFY(!BencodeTape::parse(bytesOf(text)));
        const Result<BencodeTape> tape = BencodeTape::parse(bytesOf(good));
        QVERIFY(tape);
        const BencodeItem root = tape->root();
        QCOMPARE(root.find("a")->integer(), 1);
        QCOMPARE(root.find("b")->find("a")->integer(), 2);
        QCOMPARE(root.find("c")->integer(), 3);
        QVERIFY(root.find("ca")->isList());
        QVERIFY(!root.find("ca")->firstChild());
        QVERIFY(!root.find(""));
        QVERIFY(!root.find("bb"));
        QVERIFY(!root.find("z"));
    }

    void encodedIsTheInputItself()
    {
        const std::string text = "d4:infod1:ai1ee3:zzzle"
                                 "e";
        const Result<BencodeTape> tape = BencodeTape::parse(bytesOf(text));
        QVERIFY(tape);
        const std::string_view info = tape->root().find("info")->encoded();
        QCOMPARE(info, std::string_view("d1:ai1ee"));
        QVERIFY(info.data() == text.data() + 7);
        QCOMPARE(tape->root().encoded(), std::string_view(text));
    }

    void refused_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("error");
        const auto row = [](const char *text, const char *error) {
            QTest::newRow(text) << QByteArray(text) << QString::fromLatin1(error);
        };
        for (const char *text : {"",
                                 "i1",
                                 "i",
                                 "i-",
                                 "3:ab",
                                 "3",
                                 "1x",
                                 "l",
                                 "d",
                                 "d1:a",
                                 "d1:ae",
                                 "di1ei1ee",
                                 "dle1:ae",
                                 "x",
                                 "e",
                                 "-1:a",
                                 "ld",
                                 "d1:ai1e1:b",
                                 "99999999999999999999:a",
                                 "4294967296:a"})
            row(text, "META_BENCODE_SYNTAX");
        for (const char *text : {"ie", "i-e", "i00e", "i01e", "i-0e", "i-01e", "i+1e", "i1.0e", "i 1e", "i1 e", "iae",
                                 "i--1e", "00:", "01:a"})
            row(text, "META_INTEGER_FORM");
        for (const char *text : {"i9223372036854775808e", "i-9223372036854775809e", "i18446744073709551616e",
                                 "li99999999999999999999999ee"})
            row(text, "META_INTEGER_RANGE");
        for (const char *text : {"d1:bi1e1:ai1ee", "d2:aai1e1:ai1ee", "d1:ai1e0:i1ee",
                                 "d1:a"
                                 "d1:yi1e1:xi1eee"})
            row(text, "META_UNORDERED_KEYS");
        for (const char *text : {"d1:ai1e1:ai1ee", "d0:i1e0:i1ee"})
            row(text, "META_DUPLICATE_KEY");
        for (const char *text : {"i1ei2e", "lee", "0:x", "dee", "i1e\n"})
            row(text, "META_TRAILING_BYTES");
    }
    void refused()
    {
        QFETCH(QByteArray, text);
        QFETCH(QString, error);
        QCOMPARE(QString::fromStdString(drawn({text.constData(), static_cast<std::size_t>(text.size())})), error);
    }

    void integerLimits()
    {
        QCOMPARE(drawn("i9223372036854775807e"), std::string("9223372036854775807\n"));
        QCOMPARE(drawn("i-9223372036854775808e"), std::string("-9223372036854775808\n"));
        QCOMPARE(drawn("i0e"), std::string("0\n"));
    }

    void keysAreComparedAsUnsignedBytes()
    {
        QCOMPARE(drawn("d1:ai1e1:\xff"
                       "i2ee"),
                 std::string("dictionary\n  \"a\"\n  1\n  \"\xff\"\n  2\n"));
        QCOMPARE(drawn("d1:\xff"
                       "i2e1:ai1ee"),
                 std::string("META_UNORDERED_KEYS"));
    }

    void limits()
    {
        const auto code = [](std::string_view text, const BencodeLimits &limits) {
            const Result<BencodeTape> tape = BencodeTape::parse(bytesOf(text), limits);
            return tape ? std::optional<ErrorCode>{} : tape.error().code;
        };
        QCOMPARE(code("lllleeee", {.maximumDepth = 4}), std::nullopt);
        QCOMPARE(code("llllleeeee", {.maximumDepth = 4}), ErrorCode::MetaTooDeep);
        QCOMPARE(code("li1ei1ee", {.maximumTokens = 3}), std::nullopt);
        QCOMPARE(code("li1ei1ei1ee", {.maximumTokens = 3}), ErrorCode::MetaTooManyTokens);
        QCOMPARE(code("d1:ai1ee", {.maximumTokens = 2}), ErrorCode::MetaTooManyTokens);
        QCOMPARE(code("3:abc", {.maximumBytes = 5}), std::nullopt);
        QCOMPARE(code("4:abcd", {.maximumBytes = 5}), ErrorCode::MetaTooLarge);
    }

    void everyPrefixIsRefused()
    {
        const std::string good = "d3:agei-7e4:listli0e0:d1:k1:vee4:name3:boxe";
        QVERIFY(BencodeTape::parse(bytesOf(good)));
        for (std::size_t n = 0; n < good.size(); ++n)
            QVERIFY2(!BencodeTape::parse(bytesOf(std::string_view(good).substr(0, n))), qPrintable(QString::number(n)));
    }

    void writer()
    {
        BencodeWriter out;
        out.beginDictionary();
        out.key("a").integer(std::numeric_limits<std::int64_t>::min());
        out.key("b").beginList().string("x").encoded("le").beginDictionary().key("").string("").end().end();
        out.key("c").string(std::string_view("\0\xff", 2));
        out.end();
        const std::string text = out.take();
        QCOMPARE(text, "d1:ai-9223372036854775808e1:bl1:xled0:0:ee1:c2:\0\xff"
                       "e"s);
        QVERIFY(BencodeTape::parse(bytesOf(text)));
        QVERIFY(out.take().empty());
    }
};

QTEST_GUILESS_MAIN(TestBencode)
#include "tst_bencode.moc"
