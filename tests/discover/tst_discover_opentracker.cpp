// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/discover/TrackerClient.h"
#include "core/http/BodyFetch.h"
#include "core/http/HttpClient.h"

#include <QProcess>
#include <QRandomGenerator>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace freshet::test {

namespace {

/// Debian's opentracker on a free port of the loopback interface.
class OpenTracker {
public:
    OpenTracker()
    {
        // It logs to nowhere and drops no privileges where it has none; its directory must be its user's.
        m_process.setProgram(u"opentracker"_s);
        QTcpServer probe;
        probe.listen(QHostAddress::LocalHost);
        m_port = probe.serverPort();
        probe.close();
        m_process.setArguments({u"-i"_s, u"127.0.0.1"_s, u"-p"_s, QString::number(m_port), u"-P"_s, QString::number(m_port),
                                u"-d"_s, m_directory.path()});
        QFile(m_directory.path()).setPermissions(QFile::Permissions(0x7777));
        m_process.setProcessChannelMode(QProcess::MergedChannels);
        m_process.start();
    }
    ~OpenTracker()
    {
        m_process.kill();
        m_process.waitForFinished();
    }

    [[nodiscard]] bool answers() const
    {
        QTcpSocket socket;
        socket.connectToHost(QHostAddress(QHostAddress::LocalHost), m_port);
        return socket.waitForConnected(1000);
    }
    [[nodiscard]] QUrl url() const { return QUrl(u"http://127.0.0.1:%1/announce"_s.arg(m_port)); }
    [[nodiscard]] QByteArray output() { return m_process.readAll(); }

private:
    QTemporaryDir m_directory;
    QProcess m_process;
    quint16 m_port = 0;
};

SwarmHash newHash()
{
    SwarmHash hash;
    for (std::byte &b : hash.writable())
        b = static_cast<std::byte>(QRandomGenerator::global()->bounded(256));
    return hash;
}

} // namespace

/// The tracker client, over our HTTP client, with a tracker of somebody else's.
class TestDiscoverOpentracker : public QObject {
    Q_OBJECT

    SystemClock m_clock;
    HttpClient m_http{HttpOptions{}, m_clock};

    TrackerClient client(const QUrl &url, const SwarmHash &hash, std::uint16_t port)
    {
        std::array<std::byte, 20> id{};
        id.fill(static_cast<std::byte>(port));
        return TrackerClient::make(url, {hash}, id, port, port).value();
    }

    /// One request of `client` from start to end.
    Result<TrackerAnswer> ask(TrackerClient &client, Bytes left)
    {
        const MonotonicTime now = m_clock.monotonic();
        const auto request = client.next(now, {.left = left});
        if (!request)
            return std::unexpected(Error{.detail = u"nothing to ask"_s});
        client.onSent(*request);
        std::optional<Result<FetchedBody>> fetched;
        BodyFetch fetch(m_http, {.url = request->url, .maximumBody = TrackerAnswer::maximumBody},
                        [&](Result<FetchedBody> outcome) { fetched = std::move(outcome); });
        if (!QTest::qWaitFor([&] { return fetched.has_value(); }, 10'000))
            return std::unexpected(Error{.detail = u"no answer"_s});
        if (!*fetched) {
            client.onFailed(fetched->error(), now, 0.0);
            return std::unexpected(fetched->error());
        }
        return client.onAnswer(std::as_bytes(std::span((*fetched)->body)), now, 0.0);
    }

private Q_SLOTS:
    void peersMeet()
    {
        OpenTracker tracker;
        QTRY_VERIFY2(tracker.answers(), tracker.output().constData());
        for (int round = 0; round < 20; ++round) { // hashes of chance: every byte has to get through
            const SwarmHash hash = newHash();
            TrackerClient seed = client(tracker.url(), hash, 7001);
            TrackerClient leech = client(tracker.url(), hash, 7002);
            seed.onComplete(m_clock.monotonic());
            auto answer = ask(seed, {});
            QVERIFY2(answer, answer ? "" : qPrintable(answer.error().detail));
            answer = ask(leech, 5_B);
            QVERIFY2(answer, answer ? "" : qPrintable(answer.error().detail));
            QVERIFY(std::ranges::count(answer->peers, PeerAddress{IpAddress::v4({127, 0, 0, 1}), 7001}) == 1);
            QVERIFY(answer->interval > 0s);
            leech.onComplete(m_clock.monotonic());
            answer = ask(leech, {});
            QVERIFY2(answer, answer ? "" : qPrintable(answer.error().detail));
            seed.onStop(m_clock.monotonic());
            QVERIFY(ask(seed, {}));
            QVERIFY(seed.isDone());
            TrackerClient late = client(tracker.url(), hash, 7003);
            answer = ask(late, 5_B);
            QVERIFY(answer);
            QVERIFY(std::ranges::count(answer->peers, PeerAddress{IpAddress::v4({127, 0, 0, 1}), 7001}) == 0);
            QVERIFY(std::ranges::count(answer->peers, PeerAddress{IpAddress::v4({127, 0, 0, 1}), 7002}) == 1);
        }
    }
};

} // namespace freshet::test

QTEST_GUILESS_MAIN(freshet::test::TestDiscoverOpentracker)
#include "tst_discover_opentracker.moc"
