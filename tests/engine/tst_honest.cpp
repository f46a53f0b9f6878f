// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/engine/EngineHarness.h"

#include <QTest>

#include <functional>

using namespace freshet;
using namespace freshet::test;
using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype MiB = 1 << 20;

std::uint64_t size(const QByteArray &data)
{
    return static_cast<std::uint64_t>(data.size());
}

HostileReply cutAfter(HostileReply reply, qsizetype body)
{
    reply.bytes.truncate(reply.bytes.indexOf("\r\n\r\n") + 4 + body);
    reply.then = HostileReply::Then::Close;
    return reply;
}

} // namespace

/// Promise P16: HTTP honest. Whatever the first mirror does to a content of which every piece can be proven, the second one brings
/// what is missing: nothing comes out wrong, each byte counts once, as useful or as wasted, and the first one is not asked on and on.
class TestHonest : public QObject {
    Q_OBJECT

    /// What the first mirror does to a request for a range; `other`: bytes of the same size that are not the content.
    using Fault =
        std::function<HostileReply(const SeenRequest &request, const QByteArray &data, const QByteArray &other)>;

    static HostileReply refusal(int status, const QList<QByteArray> &lines = {})
    {
        return HostileReply::of(status, "no", lines);
    }

private Q_SLOTS:
    void p16_a_faulty_mirror_beside_an_honest_one_data()
    {
        QTest::addColumn<Fault>("fault");
        QTest::addColumn<int>("most"); ///< MiB that may be wasted on it
        const auto row = [](const char *name, int most, Fault fault) { QTest::newRow(name) << fault << most; };
        const auto refuses = [&row](const char *name, int status, const QList<QByteArray> &lines = {}) {
            row(name, 0, [=](const auto &, const auto &, const auto &) { return refusal(status, lines); });
        };
        row("f20_captive portal", 0, [](const auto &, const auto &, const auto &) {
            return HostileReply::of(200, "<html>Sign in, please</html>", {"Content-Type: text/html"});
        });
        row("f21_range ignored", 8,
            [](const auto &, const QByteArray &data, const auto &) { return HostileReply::of(200, data); });
        row("f22_another range", 0, [](const auto &, const QByteArray &data, const auto &) {
            return HostileReply::of(206, data.left(MiB), {"Content-Range: bytes 7-1048582/8388608"});
        });
        row("f22_no Content-Range", 0,
            [](const auto &, const QByteArray &data, const auto &) { return HostileReply::of(206, data.left(MiB)); });
        row("f23_another size", 0, [](const SeenRequest &request, const QByteArray &data, const auto &) {
            return serve(request, data + data);
        });
        row("f24_cut off", 4, [](const SeenRequest &request, const QByteArray &data, const auto &) {
            return cutAfter(serve(request, data), 300'000);
        });
        row("f24_cut off at once", 0, [](const SeenRequest &request, const QByteArray &data, const auto &) {
            return cutAfter(serve(request, data), 0);
        });
        row("f24_bad chunks", 4, [](const auto &, const QByteArray &data, const auto &) {
            return HostileReply::raw("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n40000\r\n"
                                     + data.left(0x40000) + "\r\nnonsense\r\n");
        });
        refuses("f25_416", 416);
        refuses("f26_403", 403);
        refuses("f26_410", 410);
        refuses("f27_404", 404);
        refuses("f28_429 for an hour", 429, {"Retry-After: 3600"});
        refuses("f28_503 for how long?", 503, {"Retry-After: soon"});
        refuses("f29_500", 500);
        refuses("f30_loop", 302, {"Location: /file.bin"});
        refuses("f30_to a file", 302, {"Location: file:///etc/passwd"});
        row("f33_packed", 0, [](const auto &, const QByteArray &data, const auto &) {
            return HostileReply::of(200, data, {"Content-Encoding: gzip"});
        });
        row("f36_an old file", 4,
            [](const SeenRequest &request, const auto &, const QByteArray &other) { return serve(request, other); });
        row("reset", 0,
            [](const auto &, const auto &, const auto &) { return HostileReply::raw({}, HostileReply::Then::Reset); });
        row("no HTTP", 0, [](const auto &, const auto &, const auto &) {
            return HostileReply::raw("220 mail.example ESMTP\r\n\r\n");
        });
    }
    void p16_a_faulty_mirror_beside_an_honest_one()
    {
        QFETCH(Fault, fault);
        QFETCH(int, most);
        EngineHarness engine;
        const QByteArray data = payload(8 * MiB);
        const QByteArray other = payload(8 * MiB, 2);
        HostileServer first([&](const SeenRequest &request, int) { return fault(request, data, other); });
        HostileServer second([&](const SeenRequest &request, int) { return serve(request, data); });
        const JobRow row = engine.run(engine.request(metadataOf(data, {first.url(), second.url()})));
        QCOMPARE(row.state, JobState::Complete);
        QVERIFY(engine.delivered() == data);
        QCOMPARE(row.fromHttpOrigin.value(), size(data));
        QVERIFY2(row.wasted.value() <= static_cast<std::uint64_t>(most) * MiB,
                 qPrintable(QString::number(row.wasted.value())));
        QVERIFY(!first.requests().empty());
        QVERIFY2(first.requests().size() <= 16, qPrintable(QString::number(first.requests().size())));
        // What is asked of a server is always a part of the content, from where something is missing.
        for (const HostileServer *server : {&first, &second}) {
            for (const SeenRequest &request : server->requests()) {
                const QList<QByteArray> bounds = request.header("range").mid(sizeof("bytes=") - 1).split('-');
                QCOMPARE(bounds.size(), 2);
                QVERIFY(bounds.front().toLongLong() <= bounds.back().toLongLong());
                QVERIFY(bounds.back().toLongLong() < data.size());
                QCOMPARE(request.header("accept-encoding"), QByteArray("identity"));
            }
        }
    }
};

QTEST_GUILESS_MAIN(TestHonest)
#include "tst_honest.moc"
