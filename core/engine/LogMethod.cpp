// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/LogMethod.h"

#include "core/trace/TraceCodec.h"

#include <QJsonArray>

namespace freshet {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 mostEvents = 2000; // of some hundred bytes each: far below the limit of an answer

std::expected<TraceFilter, QString> filterIn(const QJsonObject &params)
{
    TraceFilter filter;
    if (params.contains("level"_L1)) {
        const auto level = levelFromName(params.value("level"_L1).toString());
        if (!level)
            return std::unexpected(u"level: Debug, Info, Warning or Error is expected"_s);
        filter.level = *level;
    }
    if (params.contains("area"_L1)) {
        filter.area = areaFromName(params.value("area"_L1).toString());
        if (!filter.area)
            return std::unexpected(u"area: Engine, Job, Source, Piece or Settings is expected"_s);
    }
    if (params.contains("job"_L1))
        filter.job = JobId{params.value("job"_L1).toInteger(-1)};
    return filter;
}

} // namespace

LogMethod::LogMethod(Engine &engine, const ControlOptions &options, const Clock &clock)
    : m_engine(engine)
    , m_options(options)
    , m_clock(clock)
{
    m_deadline.setSingleShot(true);
    connect(&m_deadline, &QTimer::timeout, this, &LogMethod::answerWaiters);
    connect(&m_engine.trace(), &TraceRecorder::recorded, this, &LogMethod::answerWaiters);
}

void LogMethod::handle(ControlConnection &connection, const QJsonObject &params)
{
    const auto filter = filterIn(params);
    if (!filter) {
        connection.reply(std::unexpected(jsonrpc::Fault{.code = jsonrpc::InvalidParams, .message = filter.error()}));
        return;
    }
    const bool sameRun = !params.contains("run"_L1) || params.value("run"_L1).toString() == m_engine.trace().run();
    const auto longest = static_cast<qint64>(m_options.longestWait.count());
    const qint64 wait = std::clamp<qint64>(params.value("waitMilliseconds"_L1).toInteger(), 0, longest);
    Waiter waiter{
        .connection = &connection,
        .cursor = sameRun ? static_cast<std::uint64_t>(std::max<qint64>(params.value("since"_L1).toInteger(), 0)) : 0,
        .maximum = static_cast<std::size_t>(
            std::clamp<qint64>(params.value("maximum"_L1).toInteger(mostEvents), 1, mostEvents)),
        .filter = *filter,
        .deadline = m_clock.monotonic() + std::chrono::milliseconds{wait}};
    if (answer(waiter, wait == 0))
        return;
    m_waiters.push_back(std::move(waiter));
    answerWaiters(); // sets the timer
}

bool LogMethod::answer(Waiter &waiter, bool always)
{
    QJsonArray events;
    // What the filter leaves out is not looked at again.
    while (static_cast<std::size_t>(events.size()) < waiter.maximum) {
        const auto next = m_engine.trace().ring().since(waiter.cursor, waiter.maximum);
        if (next.empty())
            break;
        for (const TraceEvent &event : next) {
            if (static_cast<std::size_t>(events.size()) >= waiter.maximum)
                break;
            waiter.cursor = event.number;
            if (waiter.filter.accepts(event))
                events.append(toJson(event));
        }
    }
    if (events.isEmpty() && !always)
        return false;
    waiter.connection->reply(QJsonObject{
        {u"Run"_s, m_engine.trace().run()}, {u"Next"_s, static_cast<qint64>(waiter.cursor)}, {u"Events"_s, events}});
    return true;
}

void LogMethod::answerWaiters()
{
    const MonotonicTime now = m_clock.monotonic();
    // Answering may bring the connection's next request, which may wait as well.
    std::vector<Waiter> waiters = std::exchange(m_waiters, {});
    std::erase_if(waiters,
                  [&](Waiter &waiter) { return !waiter.connection || answer(waiter, now >= waiter.deadline); });
    m_waiters.insert(m_waiters.end(), std::make_move_iterator(waiters.begin()), std::make_move_iterator(waiters.end()));
    if (m_waiters.empty()) {
        m_deadline.stop();
        return;
    }
    const auto earliest = std::min_element(m_waiters.begin(), m_waiters.end(),
                                           [](const Waiter &a, const Waiter &b) { return a.deadline < b.deadline; });
    m_deadline.start(
        std::chrono::ceil<std::chrono::milliseconds>(std::max(earliest->deadline - now, std::chrono::nanoseconds{})));
}

} // namespace freshet
