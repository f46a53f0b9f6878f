// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/engine/EngineHarness.h"

#include "core/meta/Sha256.h"

#include <QTest>

#include <atomic>

using namespace freshet;
using namespace freshet::test;

namespace {

constexpr qsizetype MiB = 1 << 20;

std::uint64_t size(const QByteArray &data)
{
    return static_cast<std::uint64_t>(data.size());
}

Sha256Digest digestOf(const QByteArray &data)
{
    return Sha256::of(std::as_bytes(std::span(data.constData(), static_cast<std::size_t>(data.size()))));
}

} // namespace

/// What a job makes of servers that lie, stop, forget and refuse: end to end, over real sockets, into a real store.
class TestSources : public QObject {
    Q_OBJECT

    EngineHarness *m_engine = nullptr;
    std::unique_ptr<EngineHarness> m_holder;

private Q_SLOTS:
    void init()
    {
        m_holder = std::make_unique<EngineHarness>();
        m_engine = m_holder.get();
    }
    void cleanup() { m_holder.reset(); }

    void a1_bad_piece_is_fetched_again_and_counted_as_wasted()
    {
        const QByteArray data = payload(3 * MiB + 5);
        QByteArray spoiled = data;
        spoiled[MiB + 7] = static_cast<char>(spoiled[MiB + 7] ^ 1);
        std::atomic<int> lies = 0;
        HostileServer server([&](const SeenRequest &request, int) {
            const HostileReply honest = serve(request, data);
            const HostileReply lie = serve(request, spoiled);
            return honest.bytes != lie.bytes && lies++ == 0 ? lie : honest;
        });
        const JobRow row = m_engine->run(m_engine->request(metadataOf(data, {server.url()})));
        QCOMPARE(row.state, JobState::Complete);
        QVERIFY(m_engine->delivered() == data);
        QCOMPARE(row.fromHttpOrigin.value(), size(data));
        QCOMPARE(row.wasted.value(), std::uint64_t{MiB});
    }

    void a1_a_source_that_always_lies_ends_the_job_and_delivers_nothing()
    {
        const QByteArray data = payload(3 * MiB);
        const QByteArray other = payload(3 * MiB, 2);
        HostileServer server([&](const SeenRequest &request, int) { return serve(request, other); });
        const JobRow row = m_engine->run(m_engine->request(metadataOf(data, {server.url()})));
        QCOMPARE(row.state, JobState::Failed);
        QCOMPARE(row.reason.error->code, ErrorCode::SourceMismatch);
        QCOMPARE(row.reason.error->kept, Kept::Nothing);
        QVERIFY(m_engine->delivered().isEmpty());
        QCOMPARE(row.fromHttpOrigin.value(), 0ULL);
    }

    void f24_a_server_that_hangs_up_after_a_few_bytes_still_delivers_everything_once()
    {
        const QByteArray data = payload(2 * MiB + 3);
        HostileServer server([&](const SeenRequest &request, int) {
            HostileReply reply = serve(request, data);
            const qsizetype head = reply.bytes.indexOf("\r\n\r\n") + 4;
            reply.bytes.truncate(head + 150'000);
            reply.then = HostileReply::Then::Close;
            return reply;
        });
        const JobRow row = m_engine->run(m_engine->request(metadataOf(data, {server.url()})));
        QCOMPARE(row.state, JobState::Complete);
        QVERIFY(m_engine->delivered() == data);
        QCOMPARE(row.fromHttpOrigin.value(), size(data));
        QCOMPARE(row.wasted.value(), 0ULL);
    }

    void f21_a_server_that_ignores_ranges()
    {
        const QByteArray data = payload(5 * MiB + 3);
        HostileServer server([&](const SeenRequest &, int) { return HostileReply::of(200, data); });
        const JobRow row = m_engine->run(m_engine->request(metadataOf(data, {server.url()})));
        QCOMPARE(row.state, JobState::Complete);
        QVERIFY(m_engine->delivered() == data);
        QCOMPARE(row.fromHttpOrigin.value(), size(data));
    }

    void f22_a_wrong_range_is_never_put_anywhere()
    {
        const QByteArray data = payload(2 * MiB);
        HostileServer liar([&](const SeenRequest &request, int) {
            HostileReply reply = serve(request, data);
            reply.bytes.replace("Content-Range: bytes 0-", "Content-Range: bytes 4096-");
            return reply;
        });
        HostileServer honest([&](const SeenRequest &request, int) { return serve(request, data); });
        const JobRow row = m_engine->run(m_engine->request(metadataOf(data, {liar.url(), honest.url()})));
        QCOMPARE(row.state, JobState::Complete);
        QVERIFY(m_engine->delivered() == data);
    }

    void f27_the_next_mirror_is_asked_after_a_404()
    {
        const QByteArray data = payload(MiB);
        HostileServer gone([&](const SeenRequest &, int) { return HostileReply::of(404, "gone"); });
        HostileServer honest([&](const SeenRequest &request, int) { return serve(request, data); });
        const JobRow row = m_engine->run(m_engine->request(metadataOf(data, {gone.url(), honest.url()})));
        QCOMPARE(row.state, JobState::Complete);
        QCOMPARE(gone.requests().size(), std::size_t{1});
    }

    void f29_sporadic_errors_are_retried()
    {
        const QByteArray data = payload(2 * MiB);
        HostileServer server([&](const SeenRequest &request, int index) {
            return index < 3 ? HostileReply::of(500, "oops") : serve(request, data);
        });
        const JobRow row = m_engine->run(m_engine->request(metadataOf(data, {server.url()})));
        QCOMPARE(row.state, JobState::Complete);
        QVERIFY(m_engine->delivered() == data);
    }

    void f29_errors_without_end_end_the_job()
    {
        HostileServer server([&](const SeenRequest &, int) { return HostileReply::of(500, "oops"); });
        const JobRow row = m_engine->run(m_engine->request(metadataOf(payload(MiB), {server.url()})));
        QCOMPARE(row.state, JobState::Failed);
        QCOMPARE(row.reason.error->code, ErrorCode::HttpStatus);
        QVERIFY(server.requests().size() < 12);
    }

    void f23_a_stream_goes_on_only_with_the_same_version()
    {
        const QByteArray before = payload(4 * MiB, 1);
        const QByteArray after = payload(4 * MiB, 2);
        HostileServer server([&](const SeenRequest &request, int index) {
            if (index == 0) {
                HostileReply reply = serve(request, before);
                reply.bytes.truncate(3 * MiB);
                reply.then = HostileReply::Then::Close;
                return reply;
            }
            HostileReply reply =
                request.header("if-range") == "\"2\"" ? serve(request, after) : HostileReply::of(200, after, {});
            reply.bytes.replace("ETag: \"1\"", "ETag: \"2\"");
            return reply;
        });
        const JobRow row = m_engine->run(m_engine->request(server.url()));
        QCOMPARE(row.state, JobState::Complete);
        QVERIFY(m_engine->delivered() == after);
        QCOMPARE(row.modeReason, ModeReason::NothingToProveWith);
    }

    void f36_an_old_file_from_a_cache_is_asked_for_once_more_past_caches()
    {
        const QByteArray old = payload(2 * MiB, 1);
        const QByteArray current = payload(2 * MiB, 2);
        HostileServer server([&](const SeenRequest &request, int) {
            const bool fresh = request.header("cache-control").contains("no-cache");
            return HostileReply::of(200, fresh ? current : old);
        });
        const JobRow row = m_engine->run(m_engine->request(server.url(), digestOf(current)));
        QCOMPARE(row.state, JobState::Complete);
        QVERIFY(m_engine->delivered() == current);
        QCOMPARE(server.requests().size(), std::size_t{2});
    }

    void f23_without_a_validator_nothing_of_the_cache_is_believed()
    {
        QByteArray data = payload(2 * MiB, 1);
        HostileServer server([&](const SeenRequest &, int) { return HostileReply::of(200, data); });
        QCOMPARE(m_engine->run(m_engine->request(server.url())).state, JobState::Complete);
        QVERIFY(m_engine->delivered() == data);
        const QByteArray newer = payload(2 * MiB, 2);
        data = newer;
        QCOMPARE(m_engine->run(m_engine->request(server.url())).state, JobState::Complete);
        QVERIFY2(m_engine->delivered() == newer, "an old version was delivered");
    }

    void queriesNameDifferentContents()
    {
        const QByteArray a = payload(MiB, 1);
        const QByteArray b = payload(MiB, 2);
        HostileServer server(
            [&](const SeenRequest &request, int) { return serve(request, request.target.endsWith("?a") ? a : b); });
        QUrl url = server.url();
        url.setQuery(QStringLiteral("a"));
        QCOMPARE(m_engine->run(m_engine->request(url)).state, JobState::Complete);
        QVERIFY(m_engine->delivered() == a);
        url.setQuery(QStringLiteral("b"));
        QCOMPARE(m_engine->run(m_engine->request(url)).state, JobState::Complete);
        QVERIFY(m_engine->delivered() == b);
    }

    void sourcesThatDifferInTheQueryAreAskedEach()
    {
        const QByteArray data = payload(MiB);
        HostileServer server([&](const SeenRequest &request, int) {
            return request.target.endsWith("?1") ? HostileReply::of(404, "no") : serve(request, data);
        });
        QUrl bad = server.url();
        bad.setQuery(QStringLiteral("1"));
        QUrl good = server.url();
        good.setQuery(QStringLiteral("2"));
        const JobRow row = m_engine->run(m_engine->request(metadataOf(data, {bad, good})));
        QCOMPARE(row.state, JobState::Complete);
    }

    void f24_a_server_that_always_stops_at_the_same_place_is_given_up_data()
    {
        QTest::addColumn<QByteArray>("head");
        QTest::addColumn<bool>("pieces");
        const QByteArray whole = "HTTP/1.1 200 OK\r\nContent-Length: 3145728\r\n\r\n";
        const QByteArray chunked = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n100000\r\n";
        QTest::newRow("stream") << whole << false;
        QTest::newRow("stream, chunked") << chunked << false;
        QTest::newRow("pieces") << whole << true;
        QTest::newRow("pieces, chunked") << chunked << true;
    }
    void f24_a_server_that_always_stops_at_the_same_place_is_given_up()
    {
        QFETCH(QByteArray, head);
        QFETCH(bool, pieces);
        const QByteArray data = payload(3 * MiB);
        HostileServer server([&](const SeenRequest &, int) { return HostileReply::raw(head + data.left(500'000)); });
        const JobRow row = m_engine->run(pieces ? m_engine->request(metadataOf(data, {server.url()}))
                                                : m_engine->request(server.url()));
        QCOMPARE(row.state, JobState::Failed);
        QCOMPARE(row.reason.error->code, ErrorCode::ConnectionLost);
        QVERIFY2(server.requests().size() < 16, qPrintable(QString::number(server.requests().size())));
    }

    /// Two pieces of this size do not fit into the pool: the start of one must not keep the other waiting for ever.
    void p6_large_pieces_and_a_cut_connection()
    {
        const QByteArray data = payload(32 * MiB + 5);
        std::atomic<int> cuts = 0;
        HostileServer server([&](const SeenRequest &request, int) {
            HostileReply reply = serve(request, data);
            if (cuts++ == 0)
                reply.bytes.truncate(3 * MiB);
            if (cuts == 1)
                reply.then = HostileReply::Then::Close;
            return reply;
        });
        const JobRow row = m_engine->run(m_engine->request(metadataOf(data, {server.url()}, 16_MiB)));
        QCOMPARE(row.state, JobState::Complete);
        QVERIFY(m_engine->delivered() == data);
    }

    void oneHiccupOfManyConnectionsIsOneFailure()
    {
        EngineOptions options = EngineHarness::quickOptions();
        options.transfer.connectionsPerSource = 8;
        EngineHarness engine(options);
        const QByteArray data = payload(16 * MiB);
        HostileServer server([&](const SeenRequest &request, int index) {
            return index < 8 ? HostileReply::raw({}, HostileReply::Then::Reset) : serve(request, data);
        });
        QCOMPARE(engine.run(engine.request(metadataOf(data, {server.url()}))).state, JobState::Complete);
    }

    void f21_many_connections_to_a_server_without_ranges_fetch_it_about_once()
    {
        EngineOptions options = EngineHarness::quickOptions();
        options.transfer.connectionsPerSource = 8;
        EngineHarness engine(options);
        const QByteArray data = payload(24 * MiB);
        HostileServer server([&](const SeenRequest &, int) { return HostileReply::of(200, data); });
        const JobRow row = engine.run(engine.request(metadataOf(data, {server.url()})));
        QCOMPARE(row.state, JobState::Complete);
        QVERIFY(engine.delivered() == data);
        QVERIFY2(row.wasted.value() <= size(data), qPrintable(QString::number(row.wasted.value())));
    }

    void aWrongDigestDoesNotBindTheNextRequest()
    {
        const QByteArray data = payload(2 * MiB);
        HostileServer server([&](const SeenRequest &request, int) { return serve(request, data); });
        const Metainfo metainfo = metadataOf(data, {server.url()});
        DownloadRequest wrong = m_engine->request(metainfo);
        wrong.wholeDigest = Sha256Digest{};
        const JobRow failed = m_engine->run(std::move(wrong));
        QCOMPARE(failed.state, JobState::Failed);
        QCOMPARE(failed.reason.error->code, ErrorCode::DigestMismatch);
        QCOMPARE(m_engine->run(m_engine->request(metainfo)).state, JobState::Complete);
        QVERIFY(m_engine->delivered() == data);
        DownloadRequest right = m_engine->request(metainfo);
        right.wholeDigest = digestOf(data);
        QCOMPARE(m_engine->run(std::move(right)).state, JobState::Complete);
    }

    void bytesThatFailedTheDigestAreWasted()
    {
        const QByteArray data = payload(2 * MiB);
        HostileServer server([&](const SeenRequest &request, int) { return serve(request, data); });
        const JobRow row = m_engine->run(m_engine->request(server.url(), Sha256Digest{}));
        QCOMPARE(row.state, JobState::Failed);
        QCOMPARE(row.fromHttpOrigin.value(), 0ULL);
        QCOMPARE(row.fileSizeInCache.value(), 0ULL);
        QCOMPARE(row.reason.error->kept, Kept::Nothing);
    }

    void unknownSizeIsReceivedToItsEnd()
    {
        const QByteArray data = payload(2 * MiB + 99);
        HostileServer server([&](const SeenRequest &, int) {
            return HostileReply::raw("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n" + data);
        });
        const JobRow row = m_engine->run(m_engine->request(server.url(), digestOf(data)));
        QCOMPARE(row.state, JobState::Complete);
        QVERIFY(m_engine->delivered() == data);
        QCOMPARE(row.fileSize.value(), size(data));
    }
};

QTEST_GUILESS_MAIN(TestSources)
#include "tst_sources.moc"
