// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/UpdateError.h"
#include "core/update/Manifest.h"

#include <QTest>

using namespace freshet;
using namespace freshet::update;

namespace {

Manifest sample()
{
    return {
        .product = QStringLiteral("app"),
        .number = 7,
        .expires = 2'000'000'000,
        .releases =
            {{.number = 1, .version = QStringLiteral("1.0"), .files = 3, .bytes = 100},
             {.number = 4, .version = QStringLiteral("1.1"), .files = 3, .bytes = 110, .notes = QStringLiteral("ü")}},
        .packs = {{.from = 0, .to = 4, .name = QStringLiteral("app-4.full.pack"), .size = 99},
                  {.from = 1, .to = 4, .name = QStringLiteral("app-1-4.pack"), .size = 9}},
        .sources = {QStringLiteral("http://127.0.0.1/x/")}};
}

ErrorCode codeOf(const QByteArray &file, const PublicKey &key)
{
    const auto manifest = parseManifest(file, key);
    return manifest ? ErrorCode::Internal : manifest.error().code;
}

} // namespace

class TestUpdateManifest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void whatIsSignedComesBack()
    {
        const auto key = SigningKey::generate();
        QVERIFY(key);
        const QByteArray file = encodeManifest(sample(), *key);
        const auto again = parseManifest(file, key->publicKey());
        QVERIFY(again);
        QCOMPARE(again->product, QStringLiteral("app"));
        QCOMPARE(again->releases.size(), std::size_t{2});
        QCOMPARE(again->releases[1].notes, QStringLiteral("ü"));
        QCOMPARE(again->packs[1].size, std::uint64_t{9});
        QCOMPARE(encodeManifest(*again, *key), file);
    }
    void keysSurviveTheirFiles()
    {
        const auto key = SigningKey::generate();
        const auto again = SigningKey::fromPem(key->toPem());
        QVERIFY(again);
        QVERIFY(again->publicKey() == key->publicKey());
        const auto open = publicKeyFromPem(publicKeyToPem(key->publicKey()));
        QVERIFY(open);
        QVERIFY(*open == key->publicKey());
        QCOMPARE(again->sign("x"), key->sign("x"));
        QVERIFY(!SigningKey::fromPem("-----BEGIN"));
        QVERIFY(!publicKeyFromPem(key->toPem()));
    }
    void everyFlippedBitIsRefused()
    {
        const auto key = SigningKey::generate();
        const QByteArray file = encodeManifest(sample(), *key);
        for (qsizetype i = 0; i < file.size(); ++i) {
            QByteArray bad = file;
            bad[i] = static_cast<char>(bad[i] ^ 1 << i % 8);
            const ErrorCode code = codeOf(bad, key->publicKey());
            QVERIFY2(code == UpdateError::ManifestSignature || code == UpdateError::ManifestSyntax,
                     qPrintable(QString::number(i)));
        }
        QCOMPARE(codeOf(file, SigningKey::generate()->publicKey()), UpdateError::ManifestSignature);
        QCOMPARE(codeOf(file + ' ', key->publicKey()), UpdateError::ManifestSignature);
        QCOMPARE(codeOf({}, key->publicKey()), UpdateError::ManifestSyntax);
    }
    void contradictionsAreRefusedThoughSigned()
    {
        const auto key = SigningKey::generate();
        const auto with = [&](auto change) {
            Manifest manifest = sample();
            change(manifest);
            return codeOf(encodeManifest(manifest, *key), key->publicKey());
        };
        QCOMPARE(with([](Manifest &m) { m.releases[1].number = 1; }), UpdateError::ManifestSyntax);
        QCOMPARE(with([](Manifest &m) { m.releases.clear(); }), UpdateError::ManifestSyntax);
        QCOMPARE(with([](Manifest &m) { m.packs[0].to = 5; }), UpdateError::ManifestSyntax);
        QCOMPARE(with([](Manifest &m) { m.packs[0].name = QStringLiteral("../x"); }), UpdateError::ManifestSyntax);
        QCOMPARE(with([](Manifest &m) { m.product = QStringLiteral("a/b"); }), UpdateError::ManifestSyntax);
        QCOMPARE(with([](Manifest &m) { m.sources = {QStringLiteral("file:///etc/")}; }), UpdateError::ManifestSyntax);
        QCOMPARE(with([](Manifest &m) { m.number = 0; }), UpdateError::ManifestSyntax);
    }
    void expiryIsTold()
    {
        QVERIFY(checkExpiry(sample(), WallTime{std::chrono::seconds{2'000'000'000}}));
        const auto late = checkExpiry(sample(), WallTime{std::chrono::seconds{2'000'000'001}});
        QVERIFY(!late);
        QCOMPARE(late.error().code, UpdateError::ManifestExpired);
    }
};

QTEST_APPLESS_MAIN(TestUpdateManifest)
#include "tst_update_manifest.moc"
