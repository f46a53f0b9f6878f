// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/BufferPool.h"

#include <QTest>

#include <algorithm>
#include <set>
#include <thread>

using namespace freshet;

class TestBufferPool : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void budgetIsTheLimit()
    {
        BufferPool pool(2_MiB);
        PieceBuffer a = pool.tryAcquire(1 << 20);
        PieceBuffer b = pool.tryAcquire(1 << 20);
        QVERIFY(!a.isNull() && !b.isNull());
        QVERIFY(pool.tryAcquire(1).isNull());
        b = {};
        QVERIFY(!pool.tryAcquire(1).isNull());
    }

    void alignedForDirectIo()
    {
        BufferPool pool(1_MiB);
        const PieceBuffer buffer = pool.tryAcquire(5000);
        QCOMPARE(buffer.size(), std::size_t{5000});
        QCOMPARE(buffer.capacity(), std::size_t{8192});
        QCOMPARE(reinterpret_cast<std::uintptr_t>(buffer.bytes().data()) % PieceBuffer::alignment, std::uintptr_t{0});
    }

    /// Contents of others have pieces of up to 64 MiB: one is granted however small the budget is, a second is not.
    void oneBufferIsAlwaysGranted()
    {
        BufferPool pool(1_MiB);
        const PieceBuffer big = pool.tryAcquire(64 << 20);
        QVERIFY(!big.isNull());
        QVERIFY(pool.tryAcquire(1).isNull());
    }

    void tellsOnceAfterEachRefusal()
    {
        BufferPool pool(1_MiB);
        int told = 0;
        pool.setOnAvailable([&told] { ++told; });
        {
            const PieceBuffer a = pool.tryAcquire(1 << 20);
        }
        QCOMPARE(told, 0);
        {
            const PieceBuffer a = pool.tryAcquire(1 << 20);
            QVERIFY(pool.tryAcquire(1).isNull());
            QVERIFY(pool.tryAcquire(1).isNull());
        }
        QCOMPARE(told, 1);
    }

    void tellsWhenAQuarterIsFree()
    {
        BufferPool pool(8_MiB);
        int told = 0;
        pool.setOnAvailable([&told] { ++told; });
        std::vector<PieceBuffer> lent;
        for (int i = 0; i < 8; ++i)
            lent.push_back(pool.tryAcquire(1 << 20));
        QVERIFY(pool.tryAcquire(1 << 20).isNull());
        for (PieceBuffer &buffer : lent)
            buffer.setReturning();
        lent.pop_back();
        QCOMPARE(told, 0);
        lent.pop_back();
        QCOMPARE(told, 1);
    }

    /// Slow sources fill their buffers one after the other: a fast one does not wait until a quarter of them are done.
    void tellsAtOnceWhenNothingElseIsReturning()
    {
        BufferPool pool(8_MiB);
        int told = 0;
        pool.setOnAvailable([&told] { ++told; });
        std::vector<PieceBuffer> lent;
        for (int i = 0; i < 8; ++i)
            lent.push_back(pool.tryAcquire(1 << 20));
        QVERIFY(pool.tryAcquire(1 << 20).isNull());
        lent[6].setReturning();
        lent[7].setReturning();
        PieceBuffer moved = std::move(lent[7]);
        lent.pop_back();
        moved = {};
        QCOMPARE(told, 0); // another one is on its way
        lent.pop_back();
        QCOMPARE(told, 1);
        PieceBuffer fast = pool.tryAcquire(1 << 20);
        PieceBuffer other = pool.tryAcquire(1 << 20);
        QVERIFY(!fast.isNull() && !other.isNull() && pool.tryAcquire(1 << 20).isNull());
        fast.setReturning();
        fast = {};
        QCOMPARE(told, 2);
    }

    /// Pieces of 1 MiB share huge pages, and their memory goes back to the system when other sizes need the budget.
    void memoryIsReusedAcrossSizes()
    {
        BufferPool pool(4_MiB);
        const auto fill = [](PieceBuffer &buffer, std::byte value) {
            std::ranges::fill(buffer.bytes(), value);
            return buffer.bytes().data();
        };
        for (int round = 0; round < 3; ++round) {
            std::vector<PieceBuffer> pieces;
            std::set<std::byte *> places;
            for (int i = 0; i < 4; ++i) {
                pieces.push_back(pool.tryAcquire(1 << 20));
                QVERIFY(!pieces.back().isNull());
                places.insert(fill(pieces.back(), static_cast<std::byte>(i)));
            }
            QCOMPARE(places.size(), std::size_t{4});
            for (int i = 0; i < 4; ++i)
                QVERIFY(std::ranges::count(pieces[static_cast<std::size_t>(i)].bytes(), static_cast<std::byte>(i))
                        == 1 << 20);
            pieces.clear();
            PieceBuffer large = pool.tryAcquire(4 << 20);
            QVERIFY(!large.isNull());
            fill(large, std::byte{9});
        }
    }

    void buffersOutliveThePool()
    {
        PieceBuffer survivor;
        {
            BufferPool pool(1_MiB);
            survivor = pool.tryAcquire(4096);
        }
        survivor.bytes()[4095] = std::byte{1};
        survivor = {};
    }

    void idleMemoryStaysWithinTheBudget()
    {
        BufferPool pool(1_MiB);
        for (std::size_t size = 4096; size <= (1U << 20); size += 4096) {
            const PieceBuffer buffer = pool.tryAcquire(size);
            QVERIFY(!buffer.isNull());
        }
        QCOMPARE(pool.lentBytes(), std::size_t{0});
    }

    void buffersComeBackFromOtherThreads()
    {
        BufferPool pool(1_MiB);
        for (int i = 0; i < 100; ++i) {
            PieceBuffer buffer = pool.tryAcquire(1 << 20);
            QVERIFY(!buffer.isNull());
            std::thread([b = std::move(buffer)] {}).join();
        }
    }
};

QTEST_APPLESS_MAIN(TestBufferPool)
#include "tst_bufferpool.moc"
