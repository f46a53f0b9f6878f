// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pick/UploadQueue.h"

#include <QTest>

using namespace freshet;

namespace {

/// The order in which peers are served, one letter per batch: 'a' is peer 0.
std::string order(UploadQueue &queue)
{
    std::string text;
    while (const auto batch = queue.next())
        text.push_back(static_cast<char>('a' + batch->peer.value()));
    return text;
}

void ask(UploadQueue &queue, std::uint32_t peer, std::uint32_t count)
{
    for (std::uint32_t i = 0; i < count; ++i)
        QVERIFY(queue.onRequest(PeerKey{peer}, BlockIndex{i}));
}

} // namespace

class UploadQueueTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void peersTakeTurnsByBatches()
    {
        UploadQueue queue({.slots = 4, .batch = 4, .turn = 4});
        for (std::uint32_t p = 0; p < 3; ++p)
            queue.onPeer(PeerKey{p}, 0);
        for (std::uint32_t p = 0; p < 3; ++p)
            ask(queue, p, 8);
        QCOMPARE(order(queue), "abcabc");
        QVERIFY(queue.isEmpty());
    }

    void theLanGoesFirst()
    {
        UploadQueue queue({.slots = 4, .batch = 4, .turn = 4});
        queue.onPeer(PeerKey{0}, 2);
        queue.onPeer(PeerKey{1}, 0);
        ask(queue, 0, 8);
        ask(queue, 1, 8);
        QCOMPARE(order(queue), "bbaa");
    }

    void whoWasGivenLeastGoesFirst()
    {
        UploadQueue queue({.slots = 4, .batch = 4, .turn = 4});
        queue.onPeer(PeerKey{0}, 0);
        ask(queue, 0, 40);
        QCOMPARE(order(queue), "aaaaaaaaaa");
        queue.onPeer(PeerKey{1}, 0);
        ask(queue, 0, 4);
        ask(queue, 1, 12);
        QCOMPARE(order(queue), "bbba");
    }

    void a7_comingAnewIsNoWayToTheFront()
    {
        UploadQueue queue({.slots = 4, .batch = 4, .turn = 4});
        queue.onPeer(PeerKey{0}, 0);
        ask(queue, 0, 40);
        QCOMPARE(order(queue), "aaaaaaaaaa");
        queue.onPeer(PeerKey{1}, 0, 1000); // counts up to what the other was given: it is not starved either
        ask(queue, 0, 8);
        ask(queue, 1, 8);
        QCOMPARE(order(queue), "abab");
    }

    void slotsCanBeChanged()
    {
        UploadQueue queue({.slots = 1, .batch = 1, .turn = 1});
        for (std::uint32_t p = 0; p < 3; ++p)
            queue.onPeer(PeerKey{p}, 0);
        queue.onBusy(PeerKey{2}, true);
        ask(queue, 0, 1);
        QVERIFY(!queue.next());
        queue.setSlots(2);
        QVERIFY(queue.next());
    }

    void aBusyPeerWaitsAndSlotsAreKept()
    {
        UploadQueue queue({.slots = 2, .batch = 1, .turn = 1});
        for (std::uint32_t p = 0; p < 3; ++p) {
            queue.onPeer(PeerKey{p}, 0);
            ask(queue, p, 1);
        }
        queue.onBusy(PeerKey{0}, true);
        queue.onBusy(PeerKey{1}, true);
        QVERIFY(!queue.next()); // two are being served
        queue.onBusy(PeerKey{1}, false);
        QCOMPARE(queue.next()->peer, PeerKey{1});
    }

    void a6_oneRequestTooManyIsRefused()
    {
        UploadQueue queue;
        queue.onPeer(PeerKey{0}, 0);
        for (std::uint32_t i = 0; i < 250; ++i)
            QVERIFY(queue.onRequest(PeerKey{0}, BlockIndex{i}));
        QVERIFY(!queue.onRequest(PeerKey{0}, BlockIndex{250}));
        QCOMPARE(queue.queued(PeerKey{0}), 250U);
    }

    void whoIsHeldTakesNoSlotAndGoesOnWhereItStopped()
    {
        UploadQueue queue({.slots = 1, .batch = 4, .turn = 4});
        queue.onPeer(PeerKey{0}, 0);
        queue.onPeer(PeerKey{1}, 1);
        ask(queue, 0, 6);
        ask(queue, 1, 4);
        const auto batch = queue.next();
        QVERIFY(batch && batch->peer == PeerKey{0});
        queue.putBack(PeerKey{0}, std::span(batch->blocks).subspan(1));
        queue.onHeld(PeerKey{0});
        QCOMPARE(order(queue), "b");
        QCOMPARE(queue.queued(PeerKey{0}), 5U);
        queue.allowAll();
        const auto again = queue.next();
        QVERIFY(again);
        QCOMPARE(again->blocks, (std::vector{BlockIndex{1}, BlockIndex{2}, BlockIndex{3}, BlockIndex{4}}));
        QCOMPARE(queue.onChoked(PeerKey{0}), std::vector{BlockIndex{5}});
        QVERIFY(queue.isEmpty());
    }

    void cancelledAndChokedRequestsLeave()
    {
        UploadQueue queue;
        queue.onPeer(PeerKey{0}, 0);
        ask(queue, 0, 3);
        QVERIFY(queue.onCancel(PeerKey{0}, BlockIndex{1}));
        QVERIFY(!queue.onCancel(PeerKey{0}, BlockIndex{1}));
        QCOMPARE(queue.onChoked(PeerKey{0}), (std::vector{BlockIndex{0}, BlockIndex{2}}));
        QVERIFY(queue.isEmpty());
        ask(queue, 0, 3);
        queue.onPeerGone(PeerKey{0});
        QVERIFY(queue.isEmpty());
        QVERIFY(!queue.onRequest(PeerKey{0}, BlockIndex{0}));
    }
};

QTEST_APPLESS_MAIN(UploadQueueTest)
#include "tst_uploadqueue.moc"
