// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/Digest.h"
#include "core/base/DisplayUrl.h"
#include "core/base/Units.h"
#include "core/base/Verified.h"

#include <QTest>

#include <string>
#include <type_traits>

using namespace freshet;

// What must not compile: each of these would be a bug that the types are there to prevent.
template <typename A, typename B>
concept Comparable = requires(A a, B b) { a == b; };
template <typename A, typename B>
concept Addable = requires(A a, B b) { a + b; };

static_assert(!std::is_convertible_v<int, PieceIndex>);
static_assert(!std::is_convertible_v<PieceIndex, BlockIndex>);
static_assert(!std::is_constructible_v<PieceIndex, BlockIndex>);
static_assert(!Comparable<PieceIndex, BlockIndex>);
static_assert(!Comparable<Bytes, BytesPerSecond>);
static_assert(!Addable<Bytes, PieceIndex>);
static_assert(!std::is_convertible_v<ContentId, PiecesRoot>);
static_assert(!std::is_constructible_v<ContentId, Sha256Digest>);
static_assert(!std::is_convertible_v<std::string, Sha256Digest>);
static_assert(!std::is_convertible_v<Unverified<int>, Verified<int>>);
static_assert(!std::is_constructible_v<Verified<int>, Unverified<int>>);
static_assert(!std::is_constructible_v<Verified<int>, int>, "only a verifier makes verified values");

class TestDigest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void hexRoundTrip()
    {
        const std::string hex = "00112233445566778899aabbccddeeff0123456789ABCDEF0123456789abcdef";
        const auto digest = Sha256Digest::fromHex(hex);
        QVERIFY(digest);
        QCOMPARE(QByteArray::fromStdString(digest->hex()), QByteArray::fromStdString(hex).toLower());
    }

    /// A digest names files and rows: nothing but hex digits of the right number may become one (attack A12).
    void a12_only_hex_becomes_a_digest_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("empty") << QByteArray();
        QTest::newRow("short") << QByteArray(63, 'a');
        QTest::newRow("long") << QByteArray(65, 'a');
        QTest::newRow("path") << QByteArray("../").repeated(21).append('a');
        QTest::newRow("space") << QByteArray(63, 'a').append(' ');
        QTest::newRow("sign") << QByteArray("+1").append(QByteArray(62, 'a'));
        QTest::newRow("nul") << QByteArray(63, 'a').append('\0');
        QTest::newRow("high bit") << QByteArray(63, 'a').append('\xff');
    }
    void a12_only_hex_becomes_a_digest()
    {
        QFETCH(QByteArray, text);
        QVERIFY(!Sha256Digest::fromHex(text.toStdString()));
    }

    void fromBytesNeedsTheExactSize()
    {
        const std::array<std::byte, 33> bytes{};
        QVERIFY(!Sha256Digest::fromBytes(bytes));
        QVERIFY(!Sha256Digest::fromBytes(std::span(bytes).first(31)));
        QVERIFY(Sha256Digest::fromBytes(std::span(bytes).first(32))->isZero());
    }

    /// Signed URLs carry their secret in the query, older ones in the user info (attack A30).
    void a30_display_url_hides_secrets()
    {
        const QString shown = displayUrl(QUrl(QStringLiteral("https://user:canary@host:8443/a%20b?sig=canary#canary")));
        QCOMPARE(shown, QStringLiteral("https://host:8443/a%20b?…"));
        QVERIFY(!shown.contains(QStringLiteral("canary")));
    }
};

QTEST_APPLESS_MAIN(TestDigest)
#include "tst_digest.moc"
