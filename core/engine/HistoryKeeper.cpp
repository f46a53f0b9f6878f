// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/HistoryKeeper.h"

#include <QPointer>

#include <utility>

namespace freshet {

namespace {

constexpr std::chrono::seconds tickInterval{1};
constexpr std::chrono::seconds quietTellInterval{5};
constexpr qint64 maximumFile = 1024 * 1024;

} // namespace

HistoryKeeper::HistoryKeeper(Store &store, CacheDirectory directory, WorkThread &thread, const Clock &clock)
    : m_store(store)
    , m_directory(std::make_shared<const CacheDirectory>(std::move(directory)))
    , m_thread(thread)
    , m_clock(clock)
{
    if (const auto file = m_directory->readFile(QString::fromLatin1(fileName), maximumFile))
        (void)m_rings.decode(*file);
    m_toldAt = m_writtenAt = m_clock.monotonic();
    m_rings.advance(m_toldAt, m_clock.wall());
    askUse();
    connect(&m_timer, &QTimer::timeout, this, &HistoryKeeper::tick);
    m_timer.start(tickInterval);
}

HistoryKeeper::~HistoryKeeper()
{
    m_rings.advance(m_clock.monotonic(), m_clock.wall());
    write();
}

void HistoryKeeper::tick()
{
    const MonotonicTime now = m_clock.monotonic();
    const Bytes written = m_store.bytesWritten();
    m_rings.onWritten(written - std::exchange(m_written, written));
    if (!m_rings.advance(now, m_clock.wall()))
        return;
    const bool quiet = m_rings.isQuiet();
    if (now - m_usedAt >= (quiet ? quietUseInterval : useInterval))
        askUse();
    if (now - m_writtenAt >= (quiet ? std::chrono::seconds{quietWriteInterval} : std::chrono::seconds{writeInterval}))
        write();
    if (quiet && now - m_toldAt < quietTellInterval)
        return;
    m_toldAt = now;
    Q_EMIT changed();
}

void HistoryKeeper::askUse()
{
    m_usedAt = m_clock.monotonic();
    m_store.cacheUse([self = QPointer(this)](const Result<CacheUse> &use) {
        if (self && use)
            self->m_rings.onCacheUse(use->held, use->quota);
    });
}

void HistoryKeeper::write()
{
    m_writtenAt = m_clock.monotonic();
    m_thread.post([directory = m_directory, file = m_rings.encode()] {
        (void)directory->writeFile(QString::fromLatin1(fileName), file); // a picture of the past: the next time, then
    });
}

} // namespace freshet
