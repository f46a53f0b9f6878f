// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/engine/EngineHarness.h"
#include "tests/support/NginxServer.h"

#include <QElapsedTimer>
#include <QTest>

#include <algorithm>

using namespace freshet;
using namespace freshet::test;
using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype MiB = 1 << 20;

std::uint64_t size(const QByteArray &data)
{
    return static_cast<std::uint64_t>(data.size());
}

/// How much more than its size was asked of the servers: what one of them was relieved of, and another one asked for as well.
std::uint64_t askedTwice(std::initializer_list<const HostileServer *> servers, const QByteArray &data)
{
    std::uint64_t asked = 0;
    for (const HostileServer *server : servers) {
        for (const SeenRequest &request : server->requests()) {
            const QList<QByteArray> bounds = request.header("range").mid(sizeof("bytes=") - 1).split('-');
            asked += bounds.back().toULongLong() - bounds.front().toULongLong() + 1;
        }
    }
    return asked - std::min(asked, size(data));
}

} // namespace

/// Several sources of one content at once, over real sockets.
class TestMirrors : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyMirrorJoinsWhileWorkRemains()
    {
        EngineHarness engine;
        const QByteArray data = payload(24 * MiB);
        const auto honest = [&](const SeenRequest &request, int) { return serve(request, data); };
        HostileServer a(honest);
        HostileServer b(honest);
        HostileServer c(honest);
        DownloadRequest request = engine.request(metadataOf(data, {a.url(), b.url(), c.url()}));
        request.connectionsPerSource = 3;
        const JobRow row = engine.run(std::move(request));
        QCOMPARE(row.state, JobState::Complete);
        QVERIFY(engine.delivered() == data);
        QCOMPARE(row.fromHttpOrigin.value(), size(data));
        // Where one stood still for a moment another one relieved it, and what was on its way then is thrown away; nothing else is.
        const std::uint64_t twice = askedTwice({&a, &b, &c}, data);
        QVERIFY2(row.wasted.value() <= twice, qPrintable(u"%1 > %2"_s.arg(row.wasted.value()).arg(twice)));
        QVERIFY2(twice < size(data) / 2, qPrintable(QString::number(twice)));
        for (const HostileServer *server : {&a, &b, &c})
            QVERIFY(server->requests().size() >= 3);
        // The first gets the start of the content, the next what follows.
        QCOMPARE(a.requests().front().header("range").left(8), QByteArray("bytes=0-"));
        QVERIFY(!b.requests().front().header("range").startsWith("bytes=0-"));
    }

    void whatTheFirstCanDoAloneIsNotSharedOut()
    {
        EngineHarness engine;
        const QByteArray data = payload(2 * MiB);
        const auto honest = [&](const SeenRequest &request, int) { return serve(request, data); };
        HostileServer first(honest);
        HostileServer second(honest);
        const JobRow row = engine.run(engine.request(metadataOf(data, {first.url(), second.url()})));
        QCOMPARE(row.state, JobState::Complete);
        QVERIFY(second.requests().empty());
    }

    void aSlowFirstMirrorDoesNotHoldUpTheEnd()
    {
        NginxServer slow({.limitRate = QStringLiteral("50k")});
        QVERIFY2(slow.start(), qPrintable(slow.problem()));
        EngineHarness engine;
        const QByteArray data = payload(8 * MiB + 5);
        slow.put(QStringLiteral("f.bin"), data);
        HostileServer fast([&](const SeenRequest &request, int) { return serve(request, data); });
        QElapsedTimer timer;
        timer.start();
        const JobRow row =
            engine.run(engine.request(metadataOf(data, {slow.url(QStringLiteral("/f.bin")), fast.url()})));
        QCOMPARE(row.state, JobState::Complete);
        QVERIFY(engine.delivered() == data);
        // The slow one's two requests alone would have taken 40 s.
        QVERIFY2(timer.elapsed() < 25'000, qPrintable(QString::number(timer.elapsed())));
        QCOMPARE(row.fromHttpOrigin.value(), size(data));
        QVERIFY2(row.wasted.value() > 0, "the losers of the races were not counted");
        QVERIFY2(row.wasted.value() < 2 * MiB, qPrintable(QString::number(row.wasted.value())));
    }

    void aMirrorThatNeverAnswersHoldsUpNothing()
    {
        EngineHarness engine;
        const QByteArray data = payload(8 * MiB);
        HostileServer silent([&](const SeenRequest &, int) { return HostileReply{}; });
        HostileServer honest([&](const SeenRequest &request, int) { return serve(request, data); });
        QElapsedTimer timer;
        timer.start();
        const JobRow row = engine.run(engine.request(metadataOf(data, {silent.url(), honest.url()})));
        QCOMPARE(row.state, JobState::Complete);
        QVERIFY(engine.delivered() == data);
        QVERIFY2(timer.elapsed() < 25'000, "it waited for the deadline of the silent one");
        QCOMPARE(row.fromHttpOrigin.value(), size(data));
        QCOMPARE(row.wasted.value(), 0ULL);
    }

    void aDyingMirrorLosesNothing()
    {
        EngineHarness engine;
        const QByteArray data = payload(12 * MiB);
        HostileServer dying([&](const SeenRequest &request, int index) {
            HostileReply reply = serve(request, data);
            reply.bytes.truncate(index < 2 ? reply.bytes.indexOf("\r\n\r\n") + 4 + MiB + 1000 : 0);
            reply.then = index < 2 ? HostileReply::Then::Close : HostileReply::Then::Reset;
            return reply;
        });
        HostileServer honest([&](const SeenRequest &request, int) { return serve(request, data); });
        const JobRow row = engine.run(engine.request(metadataOf(data, {dying.url(), honest.url()})));
        QCOMPARE(row.state, JobState::Complete);
        QVERIFY(engine.delivered() == data);
        QCOMPARE(row.fromHttpOrigin.value(), size(data));
        QVERIFY2(row.wasted.value() <= 2 * MiB, qPrintable(QString::number(row.wasted.value())));
    }

    void a1_aLyingMirrorIsConvictedAndTheOthersGoOn()
    {
        EngineHarness engine;
        const QByteArray data = payload(8 * MiB);
        const QByteArray other = payload(8 * MiB, 2);
        HostileServer liar([&](const SeenRequest &request, int) { return serve(request, other); });
        HostileServer honest([&](const SeenRequest &request, int) { return serve(request, data); });
        const JobRow row = engine.run(engine.request(metadataOf(data, {liar.url(), honest.url()})));
        QCOMPARE(row.state, JobState::Complete);
        QVERIFY(engine.delivered() == data);
        QCOMPARE(row.fromHttpOrigin.value(), size(data));
        QVERIFY(row.wasted.value() >= MiB);
        QVERIFY2(liar.requests().size() <= 4, "a source that lied twice was asked on and on");
    }
};

QTEST_GUILESS_MAIN(TestMirrors)
#include "tst_mirrors.moc"
