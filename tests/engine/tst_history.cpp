// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/engine/EngineHarness.h"

#include <QFile>
#include <QTest>

#include <algorithm>

using namespace freshet;
using namespace freshet::test;

namespace {

constexpr qsizetype MiB = 1 << 20;

/// What the shortest ring says came from the origin, in all.
std::uint64_t received(const EngineSnapshot &picture)
{
    std::uint64_t sum = 0;
    if (picture.history && picture.history->rings[0])
        for (const RateSample &sample : picture.history->rings[0]->samples)
            sum += sample.from[static_cast<std::size_t>(SourceClass::HttpOrigin)].value();
    return sum;
}

/// What was written to the cache, in all.
std::uint64_t written(const EngineSnapshot &picture)
{
    std::uint64_t sum = 0;
    if (picture.history && picture.history->rings[0])
        for (const RateSample &sample : picture.history->rings[0]->samples)
            sum += sample.written.value();
    return sum;
}

} // namespace

class TestHistory : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void graphsSurviveTheEngine()
    {
        EngineHarness engine;
        const QByteArray data = payload(5 * MiB);
        HostileServer server([&](const SeenRequest &request, int) { return serve(request, data); });
        QCOMPARE(engine.run(engine.request(metadataOf(data, {server.url()}))).fromHttpOrigin.value(),
                 std::uint64_t{5 * MiB});
        // The step in which it came has ended, and its steps are of one second: rates are bytes.
        QTRY_VERIFY(received(*engine.host().snapshot()) >= std::uint64_t{5 * MiB} * 99 / 100);
        QTRY_VERIFY(written(*engine.host().snapshot()) >= std::uint64_t{5 * MiB} * 99 / 100);
        engine.restart();
        QTRY_VERIFY(received(*engine.host().snapshot()) >= std::uint64_t{5 * MiB} * 99 / 100);
        QVERIFY(written(*engine.host().snapshot()) >= std::uint64_t{5 * MiB} * 99 / 100);
        // How full the cache is is looked at when the engine starts, too.
        QTRY_VERIFY(engine.host().snapshot()->history->rings[0]->samples.back().held == Bytes{5 * MiB});
        QVERIFY(engine.host().snapshot()->history->rings[0]->samples.back().quota > Bytes{});
    }

    void aBrokenFileCostsThePastAlone()
    {
        EngineHarness engine;
        engine.stop();
        QFile file(engine.path(QStringLiteral("cache/rate-history")));
        QVERIFY2(file.exists(), qPrintable(file.fileName()));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("nonsense");
        file.close();
        engine.restart();
        QTRY_VERIFY(engine.host().snapshot()->history);
        QCOMPARE(received(*engine.host().snapshot()), std::uint64_t{0});
    }
};

QTEST_GUILESS_MAIN(TestHistory)
#include "tst_history.moc"
