// SPDX-License-Identifier: GPL-3.0-or-later
// Who is told of which socket, and who is not any more.
#include "core/wire/SocketPoller.h"

#include <QAbstractEventDispatcher>
#include <QTest>

#include <fcntl.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <optional>

using namespace freshet;

namespace {

struct Pair {
    Pair()
    {
        int ends[2] = {-1, -1};
        if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0, ends) == 0) {
            ours.reset(ends[0]);
            theirs.reset(ends[1]);
        }
    }
    void send() const { QCOMPARE(::send(theirs.get(), "x", 1, MSG_NOSIGNAL), 1); }
    /// Until no more is taken.
    void fill() const
    {
        const std::array<char, 4096> bytes{};
        while (::send(ours.get(), bytes.data(), bytes.size(), MSG_NOSIGNAL) > 0) {
        }
    }
    void drain() const
    {
        std::array<char, 4096> bytes;
        while (::recv(theirs.get(), bytes.data(), bytes.size(), 0) > 0) {
        }
    }

    UniqueFd ours;
    UniqueFd theirs;
};

/// A few turns of the event loop, for what should not happen.
void turn()
{
    for (int i = 0; i < 5; ++i)
        QCoreApplication::processEvents();
}

} // namespace

class TestWirePoller : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void toldAgainUntilItIsRead();
    void onlyWhatIsWanted();
    void writingWaitsForRoom();
    void anEndIsToldToWhoeverWantsSomething();
    void aFailureThatIsToldAlone();
    void nobodyIsWokenForWhatNobodyWants();
    void aWatchMayGoInAnothersCall();
    void theLastWatchMayGoInItsOwnCall();
    void moreSocketsThanEventsAtOnce();

private:
    using Watch = SocketPoller::Watch;
    const std::shared_ptr<SocketPoller> m_poller = std::make_shared<SocketPoller>();
};

void TestWirePoller::toldAgainUntilItIsRead()
{
    const Pair pair;
    int told = 0;
    Watch watch(m_poller, pair.ours.get(), [&](Watch::Ready ready) {
        QVERIFY(ready.read && !ready.write);
        char byte = 0;
        if (++told == 3)
            QCOMPARE(::recv(pair.ours.get(), &byte, 1, 0), 1);
    });
    watch.want(true, false);
    turn();
    QCOMPARE(told, 0);
    pair.send();
    QTRY_COMPARE(told, 3);
    turn();
    QCOMPARE(told, 3);
}

void TestWirePoller::onlyWhatIsWanted()
{
    const Pair pair;
    int read = 0;
    int written = 0;
    Watch watch(m_poller, pair.ours.get(), [&](Watch::Ready ready) {
        read += ready.read ? 1 : 0;
        written += ready.write ? 1 : 0;
        watch.want(false, false);
    });
    pair.send();
    turn();
    QCOMPARE(read + written, 0); // nothing is wanted at first
    watch.want(false, true);
    QTRY_COMPARE(written, 1);
    turn();
    QCOMPARE(read, 0);
    QCOMPARE(written, 1);
    watch.want(true, true);
    QTRY_COMPARE(read, 1);
    QCOMPARE(written, 2);
}

void TestWirePoller::writingWaitsForRoom()
{
    const Pair pair;
    pair.fill();
    int told = 0;
    Watch watch(m_poller, pair.ours.get(), [&](Watch::Ready) { ++told; });
    watch.want(false, true);
    turn();
    QCOMPARE(told, 0);
    pair.drain();
    QTRY_VERIFY(told > 0);
}

void TestWirePoller::anEndIsToldToWhoeverWantsSomething()
{
    Pair pair;
    pair.fill();
    std::optional<Watch::Ready> told;
    Watch watch(m_poller, pair.ours.get(), [&](Watch::Ready ready) { told = ready; });
    watch.want(false, true);
    pair.theirs.reset();
    QTRY_VERIFY(told.has_value());
    QVERIFY(told->write && !told->read);
    watch.want(false, false);
    told.reset();
    turn();
    QVERIFY(!told); // of no use to anybody, and no reason to spin
    watch.want(true, false);
    QTRY_VERIFY(told.has_value());
    QVERIFY(told->read && !told->write);
}

/// Of a socket that failed the kernel says that it can be read and written, too; of a full pipe without a reader it says nothing else.
void TestWirePoller::aFailureThatIsToldAlone()
{
    int ends[2] = {-1, -1};
    QCOMPARE(::pipe2(ends, O_NONBLOCK | O_CLOEXEC), 0);
    UniqueFd reader(ends[0]);
    const UniqueFd writer(ends[1]);
    const std::array<char, 4096> bytes{};
    while (::write(writer.get(), bytes.data(), bytes.size()) > 0) {
    }
    int told = 0;
    Watch watch(m_poller, writer.get(), [&](Watch::Ready ready) {
        told += ready.write && !ready.read ? 1 : 0;
        watch.want(false, false);
    });
    watch.want(false, true);
    turn();
    QCOMPARE(told, 0);
    reader.reset();
    QTRY_COMPARE(told, 1);
}

/// A hang-up of which nobody wants to know does not keep the event loop awake.
void TestWirePoller::nobodyIsWokenForWhatNobodyWants()
{
    Pair pair;
    int told = 0;
    Watch watch(m_poller, pair.ours.get(), [&](Watch::Ready) { ++told; });
    watch.want(true, false);
    pair.theirs.reset();
    QTRY_VERIFY(told > 0);
    watch.want(false, false);
    QAbstractEventDispatcher *events = QAbstractEventDispatcher::instance();
    int turns = 0;
    while (events->processEvents(QEventLoop::AllEvents))
        QVERIFY2(++turns < 100, "the event loop does not come to rest");
}

void TestWirePoller::aWatchMayGoInAnothersCall()
{
    const Pair one;
    const Pair other;
    one.send();
    other.send();
    std::optional<Watch> first;
    std::optional<Watch> second;
    int told = 0;
    // Both are ready in the same turn: whoever comes first ends the other.
    first.emplace(m_poller, one.ours.get(), [&](Watch::Ready) {
        ++told;
        second.reset();
        first->want(false, false);
    });
    second.emplace(m_poller, other.ours.get(), [&](Watch::Ready) {
        ++told;
        first.reset();
        second->want(false, false);
    });
    first->want(true, false);
    second->want(true, false);
    QTRY_COMPARE(told, 1);
    turn();
    QCOMPARE(told, 1);
}

void TestWirePoller::theLastWatchMayGoInItsOwnCall()
{
    const Pair pair;
    pair.send();
    auto poller = std::make_shared<SocketPoller>();
    const std::weak_ptr<SocketPoller> alive = poller;
    std::optional<Watch> watch;
    watch.emplace(std::move(poller), pair.ours.get(), [&](Watch::Ready) { watch.reset(); });
    watch->want(true, false);
    QTRY_VERIFY(!watch);
    QVERIFY(alive.expired());
}

void TestWirePoller::moreSocketsThanEventsAtOnce()
{
    std::array<Pair, 150> pairs;
    std::vector<std::unique_ptr<Watch>> watches;
    std::size_t told = 0;
    for (const Pair &pair : pairs) {
        watches.push_back(std::make_unique<Watch>(m_poller, pair.ours.get(), [&, i = watches.size()](Watch::Ready) {
            ++told;
            watches[i]->want(false, false);
        }));
        watches.back()->want(true, false);
        pair.send();
    }
    QTRY_COMPARE(told, pairs.size());
    turn();
    QCOMPARE(told, pairs.size());
}

QTEST_GUILESS_MAIN(TestWirePoller)
#include "tst_wire_poller.moc"
