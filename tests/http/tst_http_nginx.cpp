// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/http/RecordingSink.h"
#include "tests/support/NginxServer.h"

#include <QDir>
#include <QFile>
#include <QTest>

#include <algorithm>
#include <set>
#include <vector>

using namespace Qt::StringLiterals;

namespace freshet::test {

/// Against a server that does it right.
class TestHttpNginx : public QObject {
    Q_OBJECT

    SystemClock m_clock;
    NginxServer m_server{{.locations = u"location /noetag/ { etag off; } location /slow/ { limit_rate 64k; } "
                                       u"location /noranges/ { max_ranges 0; }"_s}};
    QByteArray m_content = patternBytes(3 * 1024 * 1024 + 17);

    HttpRequest whole(const QString &path) const { return {.url = m_server.url(path), .maximumBody = 64_MiB}; }
    HttpRequest part(const QString &path, std::uint64_t offset, std::uint64_t length) const
    {
        return {
            .url = m_server.url(path), .range = ByteRange{Bytes{offset}, Bytes{length}}, .maximumBody = Bytes{length}};
    }

private Q_SLOTS:
    void initTestCase()
    {
        m_server.put(u"file.bin"_s, m_content);
        m_server.put(u"empty.bin"_s, {});
        QVERIFY2(m_server.start(), qPrintable(m_server.problem()));
    }

    void wholeFile()
    {
        HttpClient client({}, m_clock);
        RecordingSink sink;
        QVERIFY(sink.run(client, whole(u"/file.bin"_s)));
        QCOMPARE(sink.verdict(), u"OK"_s);
        QCOMPARE(sink.head->status, 200);
        QCOMPARE(sink.head->offset, 0_B);
        QCOMPARE(sink.head->totalSize->value(), std::uint64_t(m_content.size()));
        QCOMPARE(sink.head->bodyLength->value(), std::uint64_t(m_content.size()));
        QVERIFY(sink.head->etag.startsWith('"'));
        QVERIFY(!sink.head->lastModified.isEmpty());
        QVERIFY(sink.head->acceptsRanges);
        QVERIFY(!sink.head->validatorChanged);
        QCOMPARE(sink.head->protocol, u"HTTP/1.1"_s);
        QCOMPARE(sink.head->remoteAddress, u"127.0.0.1"_s);
        QCOMPARE(sink.head->contentType, QByteArray("application/octet-stream"));
        QVERIFY(sink.body == m_content);
        QCOMPARE(sink.transfer->received().value(), std::uint64_t(m_content.size()));
    }

    void emptyFile()
    {
        HttpClient client({}, m_clock);
        RecordingSink sink;
        QVERIFY(sink.run(client, whole(u"/empty.bin"_s)));
        QCOMPARE(sink.verdict(), u"OK"_s);
        QCOMPARE(sink.heads, 1);
        QCOMPARE(*sink.head->totalSize, 0_B);
        QCOMPARE(sink.datas, 0);
    }

    void ranges_data()
    {
        QTest::addColumn<quint64>("offset");
        QTest::addColumn<quint64>("length");
        const quint64 size = std::uint64_t(m_content.size());
        QTest::newRow("first byte") << quint64(0) << quint64(1);
        QTest::newRow("inside") << quint64(1'000'003) << quint64(65'537);
        QTest::newRow("last byte") << size - 1 << quint64(1);
        QTest::newRow("everything") << quint64(0) << size;
        QTest::newRow("beyond the end") << size - 10 << quint64(1000);
    }
    void ranges()
    {
        QFETCH(quint64, offset);
        QFETCH(quint64, length);
        HttpClient client({}, m_clock);
        RecordingSink sink;
        QVERIFY(sink.run(client, part(u"/file.bin"_s, offset, length)));
        QCOMPARE(sink.verdict(), u"OK"_s);
        QCOMPARE(sink.head->status, 206);
        QCOMPARE(sink.head->offset.value(), offset);
        QCOMPARE(sink.head->totalSize->value(), std::uint64_t(m_content.size()));
        QVERIFY(sink.body == m_content.mid(qsizetype(offset), qsizetype(length)));
    }

    void connectionsAreReused()
    {
        HttpClient client({}, m_clock);
        const std::size_t before = m_server.accesses().size();
        for (std::uint64_t i = 0; i < 5; ++i) {
            RecordingSink sink;
            QVERIFY(sink.run(client, part(u"/file.bin"_s, i * 1000, 1000)));
            QCOMPARE(sink.verdict(), u"OK"_s);
        }
        QTRY_COMPARE(m_server.accesses().size(), before + 5);
        std::set<int> connections;
        const auto accesses = m_server.accesses();
        for (std::size_t i = before; i < accesses.size(); ++i)
            connections.insert(accesses[i].connection);
        QCOMPARE(connections.size(), std::size_t(1));
        QCOMPARE(accesses.back().range, u"bytes=4000-4999"_s);
    }

    void forgottenConnectionsAreNotReused()
    {
        HttpClient client({}, m_clock);
        const std::size_t before = m_server.accesses().size();
        for (int i = 0; i < 2; ++i) {
            RecordingSink sink;
            QVERIFY(sink.run(client, part(u"/file.bin"_s, 0, 10)));
            client.forgetConnections();
        }
        QTRY_COMPARE(m_server.accesses().size(), before + 2);
        const auto accesses = m_server.accesses();
        QVERIFY(accesses[before].connection != accesses[before + 1].connection);
    }

    void ifRangeHolds()
    {
        HttpClient client({}, m_clock);
        RecordingSink first;
        QVERIFY(first.run(client, part(u"/file.bin"_s, 0, 10)));
        HttpRequest request = part(u"/file.bin"_s, 10, 10);
        request.ifRange = first.head->etag;
        RecordingSink second;
        QVERIFY(second.run(client, request));
        QCOMPARE(second.head->status, 206);
        QVERIFY(!second.head->validatorChanged);
        request.ifRange = first.head->lastModified;
        RecordingSink third;
        QVERIFY(third.run(client, request));
        QCOMPARE(third.head->status, 206);
        QVERIFY(!third.head->validatorChanged);
    }

    void ifRangeTellsTheChange()
    {
        HttpClient client({}, m_clock);
        HttpRequest request = part(u"/file.bin"_s, 10, 10);
        request.ifRange = "\"another-version\"";
        RecordingSink sink;
        sink.headHook = [](const HttpHead &head) -> Result<void> {
            if (head.validatorChanged)
                return failWith(ErrorCode::SourceChanged);
            return {};
        };
        QVERIFY(sink.run(client, request));
        QCOMPARE(sink.verdict(), u"SOURCE_CHANGED"_s);
        QCOMPARE(sink.head->status, 200);
        QCOMPARE(sink.head->offset, 0_B);
        QVERIFY(sink.head->validatorChanged);
        QCOMPARE(sink.datas, 0);
    }

    void serverWithoutRanges()
    {
        QDir(m_server.root()).mkdir(u"noranges"_s);
        m_server.put(u"noranges/file.bin"_s, m_content);
        HttpClient client({}, m_clock);
        RecordingSink sink;
        // The beginning may be taken from a whole; what is beyond the cap never arrives.
        QVERIFY(sink.run(client, part(u"/noranges/file.bin"_s, 0, 100'000)));
        QCOMPARE(sink.head->status, 200);
        QVERIFY(!sink.head->acceptsRanges);
        QCOMPARE(sink.verdict(), u"RESPONSE_TOO_LARGE"_s);
        QVERIFY(sink.body.size() <= 100'000);
        QVERIFY(m_content.startsWith(sink.body));
    }

    void largeOffsets_data()
    {
        QTest::addColumn<quint64>("offset");
        for (const quint64 edge : {quint64(1) << 31, quint64(1) << 32})
            for (const int step : {-1, 0, 1})
                QTest::addRow("%llu", edge + quint64(step)) << edge + quint64(step);
    }
    void largeOffsets()
    {
        QFETCH(quint64, offset);
        constexpr qint64 size = qint64(5) << 30;
        QFile file(m_server.putSparse(u"large.bin"_s, size));
        QVERIFY(file.open(QIODevice::ReadWrite));
        const QByteArray mark = "mark at " + QByteArray::number(offset);
        QVERIFY(file.seek(qint64(offset)));
        QCOMPARE(file.write(mark), mark.size());
        file.close();
        HttpClient client({}, m_clock);
        RecordingSink sink;
        QVERIFY(sink.run(client, part(u"/large.bin"_s, offset, std::uint64_t(mark.size()))));
        QCOMPARE(sink.verdict(), u"OK"_s);
        QCOMPARE(sink.head->offset.value(), offset);
        QCOMPARE(sink.head->totalSize->value(), std::uint64_t(size));
        QCOMPARE(sink.body, mark);
        QVERIFY(QFile::remove(file.fileName()));
    }

    /// 64 MiB through a sink that takes random amounts and asks for the rest later.
    void pausedAgainAndAgain()
    {
        const QByteArray content = patternBytes(64 * 1024 * 1024);
        m_server.put(u"64m.bin"_s, content);
        HttpClient client({}, m_clock);
        RecordingSink sink;
        sink.keepBody = false;
        qsizetype position = 0;
        bool exact = true;
        int pauses = 0;
        quint32 chance = 1;
        sink.dataHook = [&](std::span<const std::byte> data) -> std::size_t {
            chance = chance * 1664525 + 1013904223;
            std::size_t take = data.size();
            if (chance >> 28 == 0) {
                take = (chance >> 8) % data.size();
                ++pauses;
                QTimer::singleShot(0, &client, [&sink] { sink.transfer->resume(); });
            } else if (chance >> 28 == 1) {
                take = (chance >> 8) % data.size();
                ++pauses;
                sink.transfer->resume();
            }
            exact = exact
                    && std::ranges::equal(data.first(take),
                                          std::as_bytes(std::span(content)).subspan(std::size_t(position), take));
            position += qsizetype(take);
            return take;
        };
        QVERIFY(sink.run(client, whole(u"/64m.bin"_s)));
        QCOMPARE(sink.verdict(), u"OK"_s);
        QVERIFY(exact);
        QCOMPARE(position, content.size());
        QCOMPARE(sink.transfer->received().value(), std::uint64_t(content.size()));
        QVERIFY2(pauses > 100, qPrintable(QString::number(pauses)));
        QVERIFY(QFile::remove(m_server.root() + u"/64m.bin"_s));
    }

    void cancelledMidWay()
    {
        QDir(m_server.root()).mkdir(u"slow"_s);
        m_server.put(u"slow/file.bin"_s, m_content);
        HttpClient client({}, m_clock);
        RecordingSink sink;
        QEventLoop firstData;
        sink.dataHook = [&](std::span<const std::byte> data) {
            firstData.quit();
            return data.size();
        };
        sink.transfer = client.start(whole(u"/slow/file.bin"_s), sink);
        firstData.exec();
        sink.transfer.reset();
        const int datas = sink.datas;
        // The client works on, and nothing more comes from the cancelled one.
        RecordingSink next;
        QVERIFY(next.run(client, part(u"/file.bin"_s, 5, 5)));
        QCOMPARE(next.verdict(), u"OK"_s);
        QCOMPARE(sink.datas, datas);
        QCOMPARE(sink.dones, 0);
        const auto cancelled = [this] {
            const auto accesses = m_server.accesses();
            return std::any_of(accesses.begin(), accesses.end(), [this](const NginxServer::Access &a) {
                return a.uri == u"/slow/file.bin" && a.bodyBytes < m_content.size();
            });
        };
        QTRY_VERIFY(cancelled());
    }

    void twentyAtOnce()
    {
        HttpClient client({}, m_clock);
        std::vector<std::unique_ptr<RecordingSink>> sinks;
        const std::size_t before = m_server.accesses().size();
        for (std::uint64_t i = 0; i < 20; ++i) {
            sinks.push_back(std::make_unique<RecordingSink>());
            sinks.back()->transfer = client.start(part(u"/file.bin"_s, i * 100'000, 100'000), *sinks.back());
        }
        for (std::size_t i = 0; i < sinks.size(); ++i) {
            QVERIFY(sinks[i]->waitDone());
            QCOMPARE(sinks[i]->verdict(), u"OK"_s);
            QVERIFY(sinks[i]->body == m_content.mid(qsizetype(i) * 100'000, 100'000));
        }
        QTRY_COMPARE(m_server.accesses().size(), before + 20);
        std::set<int> connections;
        const auto accesses = m_server.accesses();
        for (std::size_t i = before; i < accesses.size(); ++i)
            connections.insert(accesses[i].connection);
        QVERIFY(connections.size() <= std::size_t(client.options().connectionsPerHost));
    }

    /// The server ends between two requests: a stale connection is replaced without anybody noticing.
    void serverRestarts()
    {
        HttpClient client({}, m_clock);
        RecordingSink first;
        QVERIFY(first.run(client, part(u"/file.bin"_s, 0, 10)));
        m_server.stop();
        RecordingSink second;
        QVERIFY(second.run(client, part(u"/file.bin"_s, 0, 10)));
        QCOMPARE(second.verdict(), u"CONNECT_FAILED"_s);
        QCOMPARE(second.error().next, NextStep::RetryLater);
        QVERIFY2(m_server.start(), qPrintable(m_server.problem()));
        RecordingSink third;
        QVERIFY(third.run(client, part(u"/file.bin"_s, 0, 10)));
        QCOMPARE(third.verdict(), u"OK"_s);
    }
};

} // namespace freshet::test

QTEST_GUILESS_MAIN(freshet::test::TestHttpNginx)
#include "tst_http_nginx.moc"
