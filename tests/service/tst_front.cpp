// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/service/HttpFront.h"

#include <QTcpSocket>
#include <QTest>

#include <deque>

using namespace Qt::StringLiterals;

namespace freshet::test {

/// The door of the services, with real sockets and a clock that is moved by hand: what slow, greedy and rude clients get.
class TestFront : public QObject {
    Q_OBJECT

    class ManualClock final : public Clock {
    public:
        [[nodiscard]] MonotonicTime monotonic() const override { return now; }
        [[nodiscard]] WallTime wall() const override { return WallTime(std::chrono::hours(1)); }
        MonotonicTime now = MonotonicTime{} + std::chrono::hours(1);
    };

    struct House {
        ManualClock clock;
        std::vector<ServedRequest> seen;
        QByteArray reply = "yes";
        HttpFront front;
        std::uint16_t port = 0;

        explicit House(const FrontSettings &settings = {})
            : front({.maximumBody = [](const ServedRequest &) { return 1000; },
                     .answer =
                         [this](const ServedRequest &request) {
                             seen.push_back(request);
                             return ServedAnswer{.type = "text/plain", .body = reply};
                         }},
                    clock, settings)
        {
            port = front.listen({IpAddress::v4({127, 0, 0, 1}), 0}, std::nullopt)->port;
        }

        std::unique_ptr<QTcpSocket> visitor(const QByteArray &words = {})
        {
            auto socket = std::make_unique<QTcpSocket>();
            const std::uint64_t before = front.counts().accepted + front.counts().refused;
            socket->connectToHost(u"127.0.0.1"_s, port);
            [&] {
                QTRY_VERIFY_WITH_TIMEOUT(socket->state() == QTcpSocket::ConnectedState
                                             && front.counts().accepted + front.counts().refused > before,
                                         30'000);
            }();
            socket->write(words);
            return socket;
        }
    };

    static QByteArray readAll(QTcpSocket &socket)
    {
        QByteArray out;
        [&] {
            QTRY_VERIFY_WITH_TIMEOUT((out += socket.readAll(), socket.state() == QTcpSocket::UnconnectedState), 30'000);
        }();
        return out + socket.readAll();
    }
    static QByteArray readUntil(QTcpSocket &socket, const QByteArray &end)
    {
        QByteArray out;
        [&] { QTRY_VERIFY_WITH_TIMEOUT((out += socket.readAll(), out.endsWith(end)), 30'000); }();
        return out;
    }

private Q_SLOTS:
    void requestsOnOneConnectionAreAnsweredInOrder()
    {
        House house;
        const auto socket = house.visitor("GET /1 HTTP/1.1\r\n\r\nPOST /2 HTTP/1.1\r\nContent-Length: 3\r\n\r\nabcHEAD "
                                          "/3 HTTP/1.1\r\n\r\nGET /4 HTTP/1.1\r\nConnection: close\r\n\r\n");
        const QByteArray answers = readAll(*socket);
        QCOMPARE(answers.count("HTTP/1.1 200 OK\r\n"), 4);
        QCOMPARE(answers.count("yes"), 3);
        QCOMPARE(house.seen.size(), std::size_t{4});
        QCOMPARE(house.seen[1].body, "abc"_ba);
        QCOMPARE(house.seen[3].path, "/4"_ba);
    }

    void aHeadThatComesByteByByteEndsInTenSeconds()
    {
        House house;
        const auto slow = house.visitor();
        const QByteArray head = "GET / HTTP/1.1\r\nX: yyyyyyyyyyyyyyy";
        for (int second = 0; second < 12; ++second) {
            slow->write(head.mid(second, 1));
            slow->flush();
            QCoreApplication::processEvents();
            house.clock.now += std::chrono::seconds(1);
        }
        QCOMPARE(readAll(*slow), QByteArray());
        QCOMPARE(house.front.counts().timedOut, std::uint64_t{1});
        QVERIFY(house.seen.empty());
    }

    void whoSaysNothingMoreIsForgotten()
    {
        House house;
        const auto socket = house.visitor("GET / HTTP/1.1\r\n\r\n");
        readUntil(*socket, "yes");
        house.clock.now += std::chrono::seconds(74);
        socket->write("GET / HTTP/1.1\r\n\r\n");
        readUntil(*socket, "yes");
        house.clock.now += std::chrono::seconds(76);
        readAll(*socket);
        QCOMPARE(house.front.counts().timedOut, std::uint64_t{1});
    }

    void aBodyHasToComeFast()
    {
        House house;
        const auto socket = house.visitor("POST / HTTP/1.1\r\nContent-Length: 1000\r\n\r\nabc");
        socket->flush();
        QTRY_VERIFY_WITH_TIMEOUT((house.clock.now += std::chrono::seconds(1), house.front.connections() == 0), 30'000);
        QCOMPARE(readAll(*socket), QByteArray());
        QVERIFY(house.seen.empty());
    }

    void whoDoesNotReadIsNotWaitedFor()
    {
        House house;
        house.reply = QByteArray(16 << 20, 'x');
        QTcpSocket deaf;
        deaf.setReadBufferSize(1);
        deaf.connectToHost(u"127.0.0.1"_s, house.port);
        deaf.write("GET / HTTP/1.1\r\n\r\n");
        QTRY_COMPARE_WITH_TIMEOUT(house.seen.size(), std::size_t{1}, 30'000);
        QCOMPARE(house.front.connections(), std::size_t{1});
        QTRY_VERIFY_WITH_TIMEOUT((house.clock.now += std::chrono::seconds(31), house.front.connections() == 0), 30'000);
    }

    void aBodyThatIsTooLargeIsRefusedBeforeItComes()
    {
        House house;
        const auto socket = house.visitor("POST / HTTP/1.1\r\nContent-Length: 1001\r\nExpect: 100-continue\r\n\r\n");
        QVERIFY(readUntil(*socket, "\n").startsWith("HTTP/1.1 413 "));
        const auto allowed = house.visitor("POST / HTTP/1.1\r\nContent-Length: 1000\r\nExpect: 100-continue\r\n\r\n");
        readUntil(*allowed, "HTTP/1.1 100 Continue\r\n\r\n");
        allowed->write(QByteArray(1000, 'a'));
        QVERIFY(readUntil(*allowed, "yes").startsWith("HTTP/1.1 200 "));
        QCOMPARE(house.seen.size(), std::size_t{1});
        QCOMPARE(house.front.counts().tooLarge, std::uint64_t{1});
    }

    void whoWaitsLongestGoesWhenThereIsNoRoom()
    {
        House house({.connections = 20});
        std::deque<std::unique_ptr<QTcpSocket>> visitors;
        for (int i = 0; i < 20; ++i) {
            visitors.push_back(house.visitor("GET"));
            QCoreApplication::processEvents();
            house.clock.now += std::chrono::milliseconds(10);
        }
        QCOMPARE(house.front.counts().evicted, std::uint64_t{0});
        const auto newcomer = house.visitor("GET / HTTP/1.1\r\n\r\n");
        QVERIFY(readUntil(*newcomer, "yes").startsWith("HTTP/1.1 200 "));
        QVERIFY(house.front.counts().evicted > 0);
        QTRY_COMPARE_WITH_TIMEOUT(visitors.front()->state(), QTcpSocket::UnconnectedState, 30'000);
        QCOMPARE(visitors.back()->state(), QTcpSocket::ConnectedState);
        QVERIFY(house.front.connections() <= 20);
    }

    void oneAddressHasItsShareOnly()
    {
        House house({.budget = {.connections = 3, .requestsPerSecond = 1, .burst = 2}});
        const auto one = house.visitor();
        const auto two = house.visitor();
        const auto three = house.visitor();
        const auto four = house.visitor();
        QTRY_COMPARE_WITH_TIMEOUT(four->state(), QTcpSocket::UnconnectedState, 30'000);
        QCOMPARE(house.front.counts().refused, std::uint64_t{1});
        one->write("GET / HTTP/1.1\r\n\r\nGET / HTTP/1.1\r\n\r\nGET / HTTP/1.1\r\n\r\n");
        const QByteArray answers = readAll(*one);
        QCOMPARE(answers.count("HTTP/1.1 200 "), 2);
        QCOMPARE(answers.count("HTTP/1.1 429 "), 1);
        QVERIFY(answers.contains("Retry-After: "));
        house.clock.now += std::chrono::seconds(2);
        two->write("GET / HTTP/1.1\r\n\r\n");
        QVERIFY(readUntil(*two, "yes").startsWith("HTTP/1.1 200 "));
    }

    void drainingLetsTheLastAnswerOut()
    {
        House house;
        Told drained(house.front);
        house.reply = QByteArray(8 << 20, 'x');
        QTcpSocket reader;
        reader.setReadBufferSize(1024);
        reader.connectToHost(u"127.0.0.1"_s, house.port);
        reader.write("GET / HTTP/1.1\r\n\r\n");
        QTRY_COMPARE_WITH_TIMEOUT(house.seen.size(), std::size_t{1}, 30'000);
        house.front.drain(std::chrono::minutes(1));
        QVERIFY(!drained.happened);
        qint64 received = 0;
        reader.setReadBufferSize(0);
        QTRY_VERIFY_WITH_TIMEOUT((received += reader.readAll().size(), received > (8 << 20)), 30'000);
        QTRY_VERIFY_WITH_TIMEOUT(drained.happened, 30'000);
        QTcpSocket late;
        late.connectToHost(u"127.0.0.1"_s, house.port);
        QTRY_COMPARE_WITH_TIMEOUT(late.error(), QTcpSocket::ConnectionRefusedError, 30'000);
    }

private:
    struct Told {
        explicit Told(HttpFront &front)
        {
            QObject::connect(&front, &HttpFront::drained, &context, [this] { happened = true; });
        }
        QObject context;
        bool happened = false;
    };
};

} // namespace freshet::test

QTEST_GUILESS_MAIN(freshet::test::TestFront)
#include "tst_front.moc"
