// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/stats/RateRings.h"

#include <QDataStream>
#include <QIODevice>

#include <algorithm>
#include <cmath>
#include <functional>

namespace freshet {

namespace {

constexpr quint32 magic = 0x46724821; // "FrH!"
constexpr quint32 version = 2;
constexpr quint32 versionWithoutDisk = 1;
constexpr qsizetype largestFile = 1024 * 1024;

double secondsOf(std::chrono::milliseconds time)
{
    return std::chrono::duration<double>(time).count();
}

QDataStream &operator<<(QDataStream &stream, const RateSample &sample)
{
    stream << sample.measured;
    if (!sample.measured)
        return stream;
    for (const BytesPerSecond rate : sample.from)
        stream << static_cast<quint64>(rate.value());
    for (const BytesPerSecond rate : sample.to)
        stream << static_cast<quint64>(rate.value());
    for (const std::uint64_t value :
         {sample.wasted.value(), sample.written.value(), sample.held.value(), sample.quota.value()})
        stream << static_cast<quint64>(value);
    return stream;
}

void read(QDataStream &stream, RateSample &sample, bool withDisk)
{
    stream >> sample.measured;
    if (!sample.measured)
        return;
    const auto read = [&stream](auto &amount) {
        quint64 value = 0;
        stream >> value;
        amount = std::remove_cvref_t<decltype(amount)>{value};
    };
    std::ranges::for_each(sample.from, read);
    std::ranges::for_each(sample.to, read);
    read(sample.wasted);
    if (!withDisk)
        return;
    read(sample.written);
    read(sample.held);
    read(sample.quota);
}

} // namespace

RateSample RateRings::Ring::sample() const
{
    RateSample sample;
    if (seconds <= 0)
        return sample;
    const auto rate = [this](double amount) {
        return BytesPerSecond{static_cast<std::uint64_t>(std::llround(amount / seconds))};
    };
    for (std::size_t i = 0; i < sourceClassCount; ++i)
        sample.from[i] = rate(bytes[i]);
    for (std::size_t i = 0; i < peerClassCount; ++i)
        sample.to[i] = rate(bytes[sourceClassCount + i]);
    sample.wasted = rate(bytes[wastedAmount]);
    sample.written = rate(bytes[writtenAmount]);
    sample.held = held;
    sample.quota = quota;
    sample.measured = true;
    return sample;
}

void RateRings::Ring::moveTo(std::int64_t step)
{
    if (step == open)
        return;
    if (step < open) { // the clock was set back: what lies in the future now has not happened
        const auto ahead = static_cast<std::size_t>(open - step);
        samples.erase(samples.end() - static_cast<std::ptrdiff_t>(std::min(ahead, samples.size())), samples.end());
    } else {
        if (!samples.empty() || seconds > 0)
            samples.push_back(sample());
        const auto skipped = static_cast<std::uint64_t>(step - open - 1);
        if (skipped >= shape.length)
            samples.clear();
        else if (!samples.empty())
            samples.insert(samples.end(), skipped, RateSample{});
        while (samples.size() > shape.length || (!samples.empty() && !samples.front().measured))
            samples.pop_front();
    }
    open = step;
    bytes = {};
    seconds = 0;
    published.reset();
}

void RateRings::Ring::add(double from, double to, const Amounts &amounts, double watched)
{
    const double length = static_cast<double>(shape.step.count());
    const auto first = static_cast<std::int64_t>(std::floor(from / length));
    const auto last = static_cast<std::int64_t>(std::floor(to / length));
    for (std::int64_t step = first; step <= last; ++step) {
        moveTo(step);
        const double begin = std::max(from, static_cast<double>(step) * length);
        const double end = std::min(to, static_cast<double>(step + 1) * length);
        const double share = to > from ? (end - begin) / (to - from) : 1.0;
        for (std::size_t i = 0; i < amounts.size(); ++i)
            bytes[i] += amounts[i] * share;
        seconds += watched * share;
    }
}

RateRings::RateRings()
{
    for (std::size_t i = 0; i < m_rings.size(); ++i)
        m_rings[i].shape = rateRingShapes[i];
}

void RateRings::onReceived(SourceClass from, Bytes amount)
{
    m_pending[static_cast<std::size_t>(from)] += static_cast<double>(amount.value());
}

void RateRings::onSent(SourceClass to, Bytes amount)
{
    m_pending[sourceClassCount + std::min(static_cast<std::size_t>(to), peerClassCount - 1)] +=
        static_cast<double>(amount.value());
}

void RateRings::onWasted(Bytes amount)
{
    m_pending[wastedAmount] += static_cast<double>(amount.value());
}

void RateRings::onWritten(Bytes amount)
{
    m_pending[writtenAmount] += static_cast<double>(amount.value());
}

void RateRings::onCacheUse(Bytes held, Bytes quota)
{
    for (Ring &ring : m_rings) {
        ring.held = held;
        ring.quota = quota;
    }
}

bool RateRings::advance(MonotonicTime now, WallTime wall)
{
    const auto begin = [&] {
        for (Ring &ring : m_rings)
            ring.moveTo(std::chrono::floor<std::chrono::seconds>(wall).time_since_epoch() / ring.shape.step);
    };
    if (!std::exchange(m_begun, true)) {
        begin();
        m_last = now;
        m_lastWall = wall;
        return false;
    }
    auto elapsed = std::chrono::duration_cast<std::chrono::milliseconds>(now - m_last);
    if (elapsed <= std::chrono::milliseconds{})
        return false;
    auto passed = wall - m_lastWall;
    if (std::chrono::abs(passed - elapsed) > clockTolerance || elapsed > longestSpan) {
        begin();
        // Nobody knows when in that time it came; it came while somebody was there.
        elapsed = passed = std::min<std::chrono::milliseconds>(elapsed, std::chrono::seconds{1});
    } else if (passed <= std::chrono::milliseconds{}) {
        return false; // the clock is being set back a little: it catches up
    }
    const std::int64_t open = m_rings.front().open;
    const double to = secondsOf(wall.time_since_epoch());
    for (Ring &ring : m_rings) {
        // From where the ring is: a span that begins before the step of a clock that was set ends nothing again.
        const double from = std::max(to - secondsOf(passed),
                                     static_cast<double>(ring.open) * static_cast<double>(ring.shape.step.count()));
        ring.add(std::min(from, to), to, m_pending, secondsOf(elapsed));
    }
    m_pending = {};
    m_last = now;
    m_lastWall = wall;
    return m_rings.front().open != open;
}

std::shared_ptr<const RateHistory> RateRings::history()
{
    for (Ring &ring : m_rings) {
        if (ring.published || ring.samples.empty())
            continue;
        auto picture = std::make_shared<RateRing>();
        picture->step = ring.shape.step;
        picture->end = WallTime{ring.open * ring.shape.step};
        picture->samples.assign(ring.samples.begin(), ring.samples.end());
        ring.published = std::move(picture);
    }
    RateHistory history;
    std::ranges::transform(m_rings, history.rings.begin(), &Ring::published);
    if (m_published ? history.rings != m_published->rings : !std::ranges::all_of(history.rings, std::logical_not<>{}))
        m_published = std::make_shared<const RateHistory>(std::move(history));
    return m_published;
}

bool RateRings::isQuiet() const
{
    return std::ranges::all_of(m_rings.front().samples, [](const RateSample &sample) {
        return sample.received() == BytesPerSecond{} && sample.sent() == BytesPerSecond{}
               && sample.wasted == BytesPerSecond{};
    });
}

QByteArray RateRings::encode() const
{
    QByteArray plain;
    QDataStream stream(&plain, QIODevice::WriteOnly);
    stream.setVersion(QDataStream::Qt_6_0);
    stream << magic << version << static_cast<quint32>(m_rings.size());
    for (const Ring &ring : m_rings) {
        stream << static_cast<qint64>(ring.shape.step.count()) << static_cast<qint64>(ring.open) << ring.seconds;
        for (const double amount : ring.bytes)
            stream << amount;
        stream << static_cast<quint32>(ring.samples.size());
        for (const RateSample &sample : ring.samples)
            stream << sample;
    }
    return qCompress(plain);
}

bool RateRings::decode(const QByteArray &file)
{
    // qCompress begins with the plain size.
    if (file.size() < 8 || file.size() > largestFile)
        return false;
    quint32 size = 0;
    {
        QDataStream head(file);
        head >> size;
    }
    const QByteArray plain = size <= largestFile ? qUncompress(file) : QByteArray();
    QDataStream stream(plain);
    stream.setVersion(QDataStream::Qt_6_0);
    quint32 readMagic = 0;
    quint32 readVersion = 0;
    quint32 count = 0;
    stream >> readMagic >> readVersion >> count;
    const bool withDisk = readVersion == version;
    if (readMagic != magic || (!withDisk && readVersion != versionWithoutDisk) || count != m_rings.size())
        return false;
    auto rings = RateRings().m_rings;
    for (Ring &ring : rings) {
        qint64 step = 0;
        qint64 open = 0;
        quint32 samples = 0;
        stream >> step >> open >> ring.seconds;
        for (std::size_t i = 0; i < (withDisk ? amountCount : writtenAmount); ++i)
            stream >> ring.bytes[i];
        stream >> samples;
        const auto sane = [](double number) { return std::isfinite(number) && number >= 0 && number < 1e18; };
        if (step != ring.shape.step.count() || samples > ring.shape.length || open < 0 || open > INT64_MAX / step
            || !sane(ring.seconds) || !std::ranges::all_of(ring.bytes, sane))
            return false;
        ring.open = open;
        for (quint32 i = 0; i < samples; ++i) {
            RateSample sample;
            read(stream, sample, withDisk);
            ring.samples.push_back(sample);
        }
    }
    if (stream.status() != QDataStream::Ok)
        return false;
    m_rings = std::move(rings);
    return true;
}

} // namespace freshet
