// SPDX-License-Identifier: GPL-3.0-or-later
// A24: encrypted links of a group, and who stays outside.
#include "tests/support/LeechHost.h"
#include "tests/support/RawPeer.h"
#include "tests/support/SeedHost.h"
#include "tests/support/TestAuthority.h"
#include "tests/support/WireEnd.h"

#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

using namespace freshet;
using namespace freshet::test;
using namespace std::chrono_literals;

namespace {

GroupCredential newGroup()
{
    const auto pem = makeGroupCredential(QStringLiteral("office"), SystemClock().wall(), std::chrono::days{30});
    return GroupCredential::parse(*pem, QStringLiteral("made")).value();
}

QByteArray contentsOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

class TestWireTls : public QObject {
    Q_OBJECT

    const WireContent m_content{6_MiB + 77_B, 256_KiB};
    const GroupCredential m_group = newGroup();
    const GroupCredential m_otherGroup = newGroup();

    [[nodiscard]] LobbyOptions with(PeerTls tls) const
    {
        return {.tls = tls, .credential = tls == PeerTls::Off ? std::nullopt : std::optional(m_group)};
    }

private Q_SLOTS:
    void a24_modes_data()
    {
        QTest::addColumn<PeerTls>("dials");
        QTest::addColumn<PeerTls>("listens");
        QTest::addColumn<bool>("meet");
        QTest::addColumn<bool>("encrypted");
        QTest::newRow("off, off") << PeerTls::Off << PeerTls::Off << true << false;
        QTest::newRow("off, allow") << PeerTls::Off << PeerTls::Allow << true << false;
        QTest::newRow("off, require") << PeerTls::Off << PeerTls::Require << false << false;
        QTest::newRow("allow, off") << PeerTls::Allow << PeerTls::Off << true << false;
        QTest::newRow("allow, allow") << PeerTls::Allow << PeerTls::Allow << true << false;
        QTest::newRow("allow, require") << PeerTls::Allow << PeerTls::Require << true << true;
        QTest::newRow("require, off") << PeerTls::Require << PeerTls::Off << false << false;
        QTest::newRow("require, allow") << PeerTls::Require << PeerTls::Allow << true << true;
        QTest::newRow("require, require") << PeerTls::Require << PeerTls::Require << true << true;
    }
    void a24_modes()
    {
        QFETCH(PeerTls, dials);
        QFETCH(PeerTls, listens);
        QFETCH(bool, meet);
        QFETCH(bool, encrypted);
        SeedHost seed(m_content, SeedHost::From::File);
        LeechHost leech(m_content.metainfo());
        WireEnd seedEnd(m_content, seed, allOf(m_content), with(listens));
        WireEnd leechEnd(m_content, leech, nothingOf(m_content), with(dials));
        leechEnd.dial(seedEnd.listen());
        if (!meet) {
            QTRY_COMPARE(leechEnd.failures.size(), std::size_t{1});
            QTRY_COMPARE(seedEnd.lobby().waiting(), std::size_t{0});
            QCOMPARE(seedEnd.readies + leechEnd.readies, 0);
            return;
        }
        QTRY_VERIFY(leech.isComplete());
        QVERIFY(leech.bytes() == m_content.bytes());
        QCOMPARE(leechEnd.peer()->isEncrypted(), encrypted);
        QCOMPARE(seedEnd.peer()->isEncrypted(), encrypted);
        QVERIFY(leechEnd.failures.empty());
    }

    void a24_seedThatDialsAndSendsFromMemory()
    {
        SeedHost seed(m_content);
        LeechHost leech(m_content.metainfo());
        WireEnd seedEnd(m_content, seed, allOf(m_content), with(PeerTls::Require));
        WireEnd leechEnd(m_content, leech, nothingOf(m_content), with(PeerTls::Require));
        seedEnd.dial(leechEnd.listen());
        QTRY_VERIFY(leech.isComplete());
        QVERIFY(leech.bytes() == m_content.bytes());
    }

    void a24_groupsDoNotMix()
    {
        RecordingHost one;
        RecordingHost two;
        WireEnd ours(m_content, one, allOf(m_content), with(PeerTls::Require));
        WireEnd theirs(m_content, two, nothingOf(m_content), {.tls = PeerTls::Require, .credential = m_otherGroup});
        theirs.dial(ours.listen());
        QTRY_COMPARE(theirs.failures.size(), std::size_t{1});
        QTRY_COMPARE(ours.lobby().waiting(), std::size_t{0});
        ours.dial(theirs.listen());
        QTRY_COMPARE(ours.failures.size(), std::size_t{1});
        QCOMPARE(ours.failures.front().code, ErrorCode::TlsCertificate);
        QCOMPARE(ours.readies + theirs.readies, 0);
        QVERIFY(one.extensions.empty() && two.extensions.empty());
    }

    void a24_aPlainHandshakeGetsNoByte()
    {
        RecordingHost host;
        WireEnd end(m_content, host, allOf(m_content), with(PeerTls::Require));
        RawPeer peer(m_content, end.listen());
        QVERIFY(!peer.greets());
        QVERIFY(peer.waitClosed());
        QVERIFY(peer.received().isEmpty());
        QCOMPARE(end.readies, 0);
    }

    void a24_aClientWithoutCertificateGetsNothing()
    {
        // TLS that is fine but for the proof of membership.
        RecordingHost host;
        WireEnd end(m_content, host, allOf(m_content), with(PeerTls::Require));
        const PeerEndpoint at = end.listen();
        QProcess client;
        client.start(QStringLiteral("openssl"), {QStringLiteral("s_client"), QStringLiteral("-tls1_3"),
                                                 QStringLiteral("-quiet"), QStringLiteral("-connect"), at.toString()});
        QVERIFY(client.waitForStarted());
        const auto hello = RawPeer(m_content, at).handshake().encode();
        client.write(reinterpret_cast<const char *>(hello.data()), hello.size());
        QTRY_COMPARE(client.state(), QProcess::NotRunning);
        QVERIFY(client.readAllStandardOutput().isEmpty());
        QCOMPARE(end.readies, 0);
        QTRY_COMPARE(end.lobby().waiting(), std::size_t{0});
    }

    void a8_tlsHandshakesEndInTime()
    {
        RecordingHost host;
        LobbyOptions options = with(PeerTls::Require);
        options.handshakeTime = 150ms;
        WireEnd end(m_content, host, allOf(m_content), options);
        RawPeer peer(m_content, end.listen());
        QVERIFY(peer.connects());
        peer.send(QByteArray("\x16\x03\x01", 3)); // the beginning of a record
        QVERIFY(peer.waitClosed());
        QCOMPARE(end.lobby().waiting(), std::size_t{0});
    }

    void credentialFiles()
    {
        TestAuthority authority;
        QVERIFY2(authority.isValid(), qPrintable(authority.problem()));
        const auto leaf = authority.issue();
        const QByteArray ca = contentsOf(authority.caFile());
        const QByteArray certificate = contentsOf(leaf.certificate);
        const QByteArray key = contentsOf(leaf.key);
        const auto verdict = [](const QByteArray &pem) {
            const auto credential = GroupCredential::parse(pem, QStringLiteral("test"));
            return credential ? QStringLiteral("fine") : errorName(credential.error().code);
        };
        const QString refused = QStringLiteral("INVALID_ARGUMENT");
        QCOMPARE(verdict(ca + certificate + key), QStringLiteral("fine"));
        QCOMPARE(verdict(key + certificate + ca), QStringLiteral("fine"));
        QCOMPARE(verdict(QByteArray()), refused);
        QCOMPARE(verdict(ca + certificate), refused);  // no key
        QCOMPARE(verdict(certificate + key), refused); // no authority
        QCOMPARE(verdict(ca + key), refused);          // the key is not the authority's
        const auto other = authority.issue();
        QCOMPARE(verdict(ca + certificate + contentsOf(other.key)), refused);
        QCOMPARE(verdict(ca + certificate + contentsOf(other.certificate) + key), refused);
        QTemporaryDir dir;
        TestAuthority second;
        const auto stranger = second.issue();
        QCOMPARE(verdict(ca + contentsOf(stranger.certificate) + contentsOf(stranger.key)), refused);
        QCOMPARE(GroupCredential::load(dir.filePath(QStringLiteral("none"))).error().code, ErrorCode::FileNotFound);
        QFile file(dir.filePath(QStringLiteral("group.pem")));
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write(ca + certificate + key) > 0);
        file.close();
        QVERIFY(GroupCredential::load(file.fileName()));
    }

    void membersWithTheirOwnCertificates()
    {
        TestAuthority authority;
        const auto member = [&](TestAuthority::Fault fault = TestAuthority::Fault::None) {
            const auto leaf = authority.issue(fault);
            return GroupCredential::parse(
                contentsOf(authority.caFile()) + contentsOf(leaf.certificate) + contentsOf(leaf.key), QString());
        };
        const auto one = member();
        const auto two = member();
        const auto expired = member(TestAuthority::Fault::Expired);
        QVERIFY(one && two && expired);
        SeedHost seed(m_content);
        WireEnd seedEnd(m_content, seed, allOf(m_content), {.tls = PeerTls::Require, .credential = *one});
        const PeerEndpoint at = seedEnd.listen();
        LeechHost leech(m_content.metainfo());
        WireEnd leechEnd(m_content, leech, nothingOf(m_content), {.tls = PeerTls::Require, .credential = *two});
        leechEnd.dial(at);
        QTRY_VERIFY(leech.isComplete());
        RecordingHost late;
        WireEnd lateEnd(m_content, late, nothingOf(m_content), {.tls = PeerTls::Require, .credential = *expired});
        lateEnd.dial(at);
        QTRY_COMPARE(lateEnd.failures.size(), std::size_t{1});
        QCOMPARE(lateEnd.readies, 0);
    }
};

QTEST_GUILESS_MAIN(TestWireTls)
#include "tst_wire_tls.moc"
