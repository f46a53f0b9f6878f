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

#include <algorithm>
#include <sys/stat.h>
#include <unistd.h>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace freshet::test {

namespace {

SwarmHash newHash()
{
    SwarmHash hash;
    for (std::byte &b : hash.writable())
        b = static_cast<std::byte>(QRandomGenerator::global()->bounded(256));
    return hash;
}

/// Debian's opentracker on a free port of the loopback interface. It serves the hashes of a list alone.
class OpenTracker {
public:
    explicit OpenTracker(const std::vector<SwarmHash> &hashes)
    {
        QFile list(m_directory.filePath(u"white"_s));
        if (!list.open(QIODevice::WriteOnly))
            qFatal("cannot write the list of hashes");
        for (const SwarmHash &hash : hashes)
            list.write(QByteArray::fromStdString(hash.hex()) + '\n');
        list.close();
        // Started as root it locks itself into its directory and gives its privileges up.
        const bool isRoot = ::geteuid() == 0;
        ::chmod(m_directory.path().toUtf8().constData(), 0755);
        ::chmod(list.fileName().toUtf8().constData(), 0644);
        QTcpServer probe;
        probe.listen(QHostAddress::LocalHost);
        m_port = probe.serverPort();
        probe.close();
        m_process.setProgram(u"opentracker"_s);
        m_process.setArguments({u"-i"_s, u"127.0.0.1"_s, u"-p"_s, QString::number(m_port), u"-P"_s,
                                QString::number(m_port), u"-d"_s, m_directory.path(), u"-w"_s,
                                isRoot ? u"/white"_s : list.fileName()});
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
        std::vector<SwarmHash> hashes(20);
        std::ranges::generate(hashes, newHash);
        OpenTracker tracker(hashes);
        QTRY_VERIFY2(tracker.answers(), tracker.output().constData());
        for (const SwarmHash &hash : hashes) { // of chance: every byte has to get through
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
        TrackerClient stranger = client(tracker.url(), newHash(), 7004);
        const auto refused = ask(stranger, 5_B);
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, ErrorCode::TrackerRefused);
        QVERIFY(!refused.error().detail.isEmpty());
    }
};

} // namespace freshet::test

QTEST_GUILESS_MAIN(freshet::test::TestDiscoverOpentracker)
#include "tst_discover_opentracker.moc"
