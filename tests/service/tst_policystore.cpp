// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/meta/Signature.h"
#include "core/service/PolicyStore.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QSqlQuery>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;

namespace freshet::test {

/// Content policies in a real database.
class TestPolicyStore : public QObject {
    Q_OBJECT

    QTemporaryDir m_dir;
    int m_number = 0;
    SigningKey m_key = *SigningKey::make();
    const WallTime m_now{std::chrono::hours(24 * 365 * 50)};

    QString newPath() { return m_dir.filePath(QString::number(++m_number)); }

    ContentPolicy policy(std::uint8_t id, std::uint64_t version = 0) const
    {
        ContentPolicy policy;
        policy.contentId = *ContentId::fromHex(toHex(std::array<std::byte, 32>{std::byte{id}, std::byte{1}}));
        policy.size = 1000_B;
        policy.name = u"tool"_s;
        policy.sources = {QUrl(u"https://cdn.example/%1"_s.arg(id))};
        policy.metadataUrl = QUrl(u"https://cdn.example/%1.torrent"_s.arg(id));
        policy.peerModes = {1, 2};
        policy.expires = m_now + std::chrono::hours(1);
        if (version > 0)
            sign(policy, {policy.contentId, policy.size, policy.name, version, m_now + std::chrono::hours(1)});
        return policy;
    }
    void sign(ContentPolicy &policy, const Manifest &manifest) const
    {
        const QByteArray text = manifest.signedText();
        policy.manifest = SignedManifest{
            manifest, m_key.publicKey(),
            m_key.sign(std::as_bytes(std::span(text.constData(), static_cast<std::size_t>(text.size()))))};
    }

private Q_SLOTS:
    void whatIsStoredIsThereAfterARestart()
    {
        const QString path = newPath();
        ContentPolicy stored = policy(1, 3);
        stored.v1InfoHash = Sha1Digest::fromHex(std::string(40, 'a'));
        {
            const auto store = PolicyStore::open(path);
            QVERIFY(store);
            QVERIFY((*store)->put(stored, m_now));
            QVERIFY((*store)->put(policy(2), m_now));
            QVERIFY((*store)->remove(policy(2).contentId));
            QVERIFY(!(*store)->remove(policy(2).contentId));
        }
        const auto store = PolicyStore::open(path);
        QVERIFY(store);
        QCOMPARE((*store)->all().size(), std::size_t{1});
        QVERIFY(*(*store)->find(stored.contentId, m_now) == stored);
        QVERIFY(*(*store)->findByUrl(QUrl(u"https://cdn.example/1"_s), m_now) == stored);
        QVERIFY(*(*store)->findByV1(*stored.v1InfoHash) == stored);
        QVERIFY(!(*store)->findByUrl(QUrl(u"https://cdn.example/2"_s), m_now));
    }

    void p1_versionsOnlyGrow()
    {
        const QString path = newPath();
        {
            const auto store = PolicyStore::open(path);
            QVERIFY((*store)->put(policy(1, 5), m_now));
            QVERIFY(!(*store)->put(policy(2, 4), m_now));
            QVERIFY((*store)->put(policy(3, 6), m_now));
            QVERIFY((*store)->remove(policy(3).contentId));
        }
        const auto store = PolicyStore::open(path); // neither a restart nor a removal brings the old ones back
        const auto again = (*store)->put(policy(1, 5), m_now);
        QVERIFY(!again);
        QVERIFY(again.error().detail.contains(u"version 6"_s));
        QVERIFY((*store)->put(policy(1, 7), m_now));
    }

    void p2_expiredIsNotToldAndNotTaken()
    {
        const auto store = PolicyStore::open(newPath());
        QVERIFY((*store)->put(policy(1), m_now));
        const WallTime later = m_now + std::chrono::hours(1);
        QVERIFY((*store)->find(policy(1).contentId, later - std::chrono::milliseconds(1)));
        QVERIFY(!(*store)->find(policy(1).contentId, later));
        QVERIFY(!(*store)->put(policy(1), later));
        ContentPolicy longer = policy(2);
        longer.expires = later + std::chrono::hours(5);
        sign(longer, {longer.contentId, longer.size, longer.name, 1, later});
        QVERIFY(!(*store)->put(longer, later)); // the manifest's own end
    }

    void p3_aSignatureThatIsThereHasToBeRight()
    {
        const auto store = PolicyStore::open(newPath());
        const Manifest good = policy(1, 1).manifest->manifest;
        const std::array<std::function<void(ContentPolicy &)>, 6> damages{
            [](ContentPolicy &p) { p.manifest->signature.writable()[3] ^= std::byte{1}; },
            [](ContentPolicy &p) { p.manifest->manifest.version = 9; },
            [](ContentPolicy &p) { p.manifest->key = SigningKey::make()->publicKey(); },
            [&](ContentPolicy &p) {
                auto m = good;
                m.size = 1_B;
                sign(p, m);
            },
            [&](ContentPolicy &p) {
                auto m = good;
                m.name = u"other"_s;
                sign(p, m);
            },
            [&](ContentPolicy &p) {
                auto m = good;
                m.contentId = policy(2).contentId;
                sign(p, m);
            },
        };
        for (const auto &damage : damages) {
            ContentPolicy bad = policy(1, 1);
            damage(bad);
            QVERIFY(!(*store)->put(bad, m_now));
        }
        QVERIFY((*store)->all().empty());
        QVERIFY((*store)->put(policy(1, 1), m_now));
    }

    void jsonIsReadStrictlyAndBack()
    {
        const ContentPolicy whole = policy(1, 1);
        QVERIFY(*contentPolicyFromJson(toJson(whole)) == whole);
        const std::array<std::pair<QString, QJsonValue>, 12> wrongs{
            {{u"contentId"_s, 5},
             {u"contentId"_s, u"zz"_s},
             {u"size"_s, -1},
             {u"size"_s, u"1000"_s},
             {u"name"_s, u"a\nb"_s},
             {u"sources"_s, u"https://a/"_s},
             {u"sources"_s, QJsonArray{u"file:///etc/passwd"_s}},
             {u"peerModes"_s, QJsonArray{7}},
             {u"expires"_s, u"soon"_s},
             {u"expires"_s, 1e300},
             {u"v1InfoHash"_s, u"aa"_s},
             {u"manifest"_s, QJsonArray{}}}};
        for (const auto &[field, value] : wrongs) {
            QJsonObject json = toJson(whole);
            json[field] = value;
            const auto read = contentPolicyFromJson(json);
            QVERIFY2(!read, qPrintable(field));
            QCOMPARE(read.error().object, field);
        }
    }

    void aDamagedOrNewerDatabaseIsSaidAndNotTouched()
    {
        const QString path = newPath();
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(QByteArray(8192, 'x'));
        file.close();
        QCOMPARE(PolicyStore::open(path).error().code, ErrorCode::LedgerCorrupt);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(file.readAll(), QByteArray(8192, 'x'));
        const QString newer = newPath();
        {
            QSqlDatabase database = QSqlDatabase::addDatabase(u"QSQLITE"_s, u"newer"_s);
            database.setDatabaseName(newer);
            QVERIFY(database.open());
            QSqlQuery(database).exec(u"PRAGMA user_version=99"_s);
        }
        QSqlDatabase::removeDatabase(u"newer"_s);
        QCOMPARE(PolicyStore::open(newer).error().code, ErrorCode::LedgerNewer);
    }
};

} // namespace freshet::test

QTEST_GUILESS_MAIN(freshet::test::TestPolicyStore)
#include "tst_policystore.moc"
