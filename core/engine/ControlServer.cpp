// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/ControlServer.h"

#include "core/api/PerfJson.h"
#include "core/api/StatusJson.h"
#include "core/engine/ConfigMethods.h"
#include "core/engine/JobLookup.h"
#include "core/engine/LedgerStatus.h"
#include "core/engine/PeersMethods.h"
#include "core/engine/ServicesMethods.h"
#include "core/engine/SubmitMessage.h"

#include <QJsonArray>

#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>

namespace freshet {

using namespace Qt::StringLiterals;

namespace {

constexpr std::chrono::milliseconds pauseWithoutDescriptors{500};

std::unexpected<jsonrpc::Fault> fault(const Error &error)
{
    return std::unexpected(jsonrpc::faultOf(error));
}

std::expected<QJsonObject, jsonrpc::Fault> outcomeOf(const Result<QJsonObject> &result)
{
    if (!result)
        return fault(result.error());
    return *result;
}

} // namespace

Result<std::unique_ptr<ControlServer>> ControlServer::open(Engine &engine, const ControlOptions &options,
                                                           const Clock &clock)
{
    auto listener = control::listenIn(engine.cacheDirectory());
    if (!listener)
        return std::unexpected(listener.error());
    return std::unique_ptr<ControlServer>(new ControlServer(engine, options, clock, std::move(*listener)));
}

ControlServer::ControlServer(Engine &engine, const ControlOptions &options, const Clock &clock,
                             control::Listener listener)
    : m_engine(engine)
    , m_cache(engine.store(), engine.cacheDirectory())
    , m_options(options)
    , m_clock(clock)
    , m_log(engine, options, clock)
    , m_listener(std::move(listener))
    , m_acceptable(m_listener.socket.get(), QSocketNotifier::Read)
{
    connect(&m_acceptable, &QSocketNotifier::activated, this, &ControlServer::onAcceptable);
    connect(&m_engine, &Engine::snapshotTaken, this, &ControlServer::answerWaiters);
    m_waiting.setSingleShot(true);
    connect(&m_waiting, &QTimer::timeout, this, &ControlServer::answerWaiters);
}

ControlServer::~ControlServer()
{
    ::unlinkat(m_listener.directory.get(), control::socketName, 0);
}

void ControlServer::onAcceptable()
{
    UniqueFd socket(::accept4(m_listener.socket.get(), nullptr, nullptr, SOCK_CLOEXEC | SOCK_NONBLOCK));
    if (socket) {
        admit(std::move(socket));
        return;
    }
    if (errno == EMFILE || errno == ENFILE || errno == ENOBUFS || errno == ENOMEM) {
        // The waiting connection stays readable: without a pause this would spin.
        m_acceptable.setEnabled(false);
        QTimer::singleShot(pauseWithoutDescriptors, this, [this] { m_acceptable.setEnabled(true); });
    }
}

void ControlServer::admit(UniqueFd socket)
{
    if (!control::isOurUser(socket.get()))
        return;
    if (m_connections.size() >= m_options.maximumConnections && !makeRoom()) {
        const QByteArray line = jsonrpc::encodeFault(
            QJsonValue::Null, {.code = jsonrpc::EngineError, .message = u"too many connections"_s});
        (void)control::send(socket.get(), line);
        return;
    }
    auto connection = std::make_unique<ControlConnection>(std::move(socket), m_options);
    ControlConnection *self = connection.get();
    connect(self, &ControlConnection::requestArrived, this,
            [this, self](const jsonrpc::Request &request) { onRequest(*self, request); });
    connect(
        self, &ControlConnection::closed, this,
        [this, gone = QPointer(self)] {
            std::erase_if(m_connections, [&gone](const auto &candidate) { return candidate.get() == gone; });
        },
        Qt::QueuedConnection); // it is in the middle of its own work
    m_connections.push_back(std::move(connection));
}

bool ControlServer::makeRoom()
{
    const auto idle = std::find_if(m_connections.begin(), m_connections.end(),
                                   [](const auto &connection) { return !connection->isBusy(); });
    if (idle == m_connections.end())
        return false;
    m_connections.erase(idle);
    return true;
}

void ControlServer::onRequest(ControlConnection &connection, const jsonrpc::Request &request)
{
    const QString &method = request.method;
    if (method == "status"_L1)
        status(connection, request.params);
    else if (method.startsWith("config."_L1))
        configMethod(m_engine, connection, request);
    else if (method.startsWith("peers."_L1))
        peersMethod(m_engine, connection, request);
    else if (method.startsWith("services."_L1))
        servicesMethod(m_engine, connection, request);
    else if (method == "perfsnap"_L1)
        perfSnap(connection);
    else if (method == "log"_L1)
        m_log.handle(connection, request.params);
    else if (method == "snapshot"_L1)
        snapshot(connection, request.params);
    else if (CacheService::isMethod(method))
        cache(connection, request);
    else if (method == "submit"_L1)
        submit(connection, request.params);
    else if (method == "pause"_L1 || method == "resume"_L1 || method == "cancel"_L1 || method == "retry"_L1
             || method == "limit"_L1)
        connection.reply(outcomeOf(command(method, request.params)));
    else
        connection.reply(
            std::unexpected(jsonrpc::Fault{.code = jsonrpc::MethodNotFound, .message = u"there is no such method"_s}));
}

void ControlServer::status(ControlConnection &connection, const QJsonObject &params)
{
    const RowDetail detail = params.value("peers"_L1).toBool() ? RowDetail::WithPeers : RowDetail::Plain;
    m_engine.listContents([this, detail, self = QPointer(&connection),
                           engine = QPointer(&m_engine)](const Result<std::vector<ContentRecord>> &records) {
        if (!self || !engine)
            return;
        if (!records) {
            self->reply(fault(records.error()));
            return;
        }
        self->reply(toJson(withContents(*m_engine.current(), *records), detail));
    });
}

void ControlServer::perfSnap(ControlConnection &connection)
{
    m_engine.measure([self = QPointer(&connection), engine = QPointer(&m_engine)](const Result<void> &outcome) {
        if (!self || !engine)
            return;
        const auto picture = engine->current();
        if (outcome)
            self->reply(QJsonObject{{u"PerfSnap"_s, toJson(*picture->performance)},
                                    {u"PerfSnapThisMonth"_s, toJson(*picture->month)}});
        else
            self->reply(fault(outcome.error()));
    });
}

void ControlServer::cache(ControlConnection &connection, const jsonrpc::Request &request)
{
    m_cache.handle(request.method, request.params, m_engine.current(),
                   [self = QPointer(&connection)](const Result<QJsonObject> &result) {
                       if (self)
                           self->reply(outcomeOf(result));
                   });
}

void ControlServer::snapshot(ControlConnection &connection, const QJsonObject &params)
{
    std::optional<JobId> job;
    if (params.contains("job"_L1))
        job = JobId{params.value("job"_L1).toInteger(-1)};
    const qint64 since = params.value("sinceRevision"_L1).toInteger(-1);
    const auto longest = static_cast<qint64>(m_options.longestWait.count());
    const qint64 wait = std::clamp<qint64>(params.value("waitMilliseconds"_L1).toInteger(longest), 0, longest);
    if (since < 0 || m_engine.current()->revision > static_cast<std::uint64_t>(since) || wait == 0) {
        connection.reply(outcomeOf(picture(job)));
        return;
    }
    m_waiters.push_back({.connection = &connection,
                         .sinceRevision = static_cast<std::uint64_t>(since),
                         .job = job,
                         .deadline = m_clock.monotonic() + std::chrono::milliseconds{wait}});
    if (!m_waiting.isActive() || m_waiting.remainingTime() > wait)
        m_waiting.start(std::chrono::milliseconds{wait});
}

void ControlServer::answerWaiters()
{
    const MonotonicTime now = m_clock.monotonic();
    const std::uint64_t revision = m_engine.current()->revision;
    std::vector<Waiter> due;
    std::erase_if(m_waiters, [&](const Waiter &waiter) {
        const bool over = !waiter.connection || revision > waiter.sinceRevision || now >= waiter.deadline;
        if (over)
            due.push_back(waiter);
        return over;
    });
    if (m_waiters.empty()) {
        m_waiting.stop();
    } else {
        const auto earliest =
            std::min_element(m_waiters.begin(), m_waiters.end(), [](const Waiter &a, const Waiter &b) {
                return a.deadline < b.deadline;
            })->deadline;
        m_waiting.start(std::chrono::ceil<std::chrono::milliseconds>(std::max(earliest - now, {})));
    }
    for (const Waiter &waiter : due)
        if (waiter.connection)
            waiter.connection->reply(outcomeOf(picture(waiter.job)));
}

Result<QJsonObject> ControlServer::picture(const std::optional<JobId> &job) const
{
    const auto snapshot = m_engine.current();
    if (!job)
        return toJson(*snapshot);
    const JobRow *row = snapshot->find(*job);
    if (!row)
        return std::unexpected(unknownJob(QString::number(job->value())));
    EngineSnapshot one{.revision = snapshot->revision,
                       .takenAt = snapshot->takenAt,
                       .takenAtMonotonic = snapshot->takenAtMonotonic,
                       .cacheDirectory = snapshot->cacheDirectory,
                       .jobs = {*row}};
    return toJson(one);
}

void ControlServer::submit(ControlConnection &connection, const QJsonObject &params)
{
    auto request = admitted(connection, params);
    if (!request) {
        connection.reply(fault(request.error()));
        return;
    }
    const JobId job = m_engine.newJobId();
    // What the client is told of survives the engine.
    m_engine.add(job, std::move(*request),
                 [engine = &m_engine, self = QPointer(&connection), job](const Result<void> &recorded) {
                     if (!self)
                         return;
                     if (!recorded)
                         return self->reply(fault(recorded.error()));
                     self->reply(QJsonObject{{u"JobId"_s, static_cast<qint64>(job.value())},
                                             {u"Revision"_s, static_cast<qint64>(engine->current()->revision)}});
                 });
}

Result<DownloadRequest> ControlServer::admitted(ControlConnection &connection, const QJsonObject &params)
{
    // Taken whatever comes of the request, so that the next one finds its own.
    auto descriptors = connection.takeDescriptors(announcedDescriptors(params));
    if (!descriptors)
        return std::unexpected(descriptors.error());
    if (m_options.access != ControlOptions::Access::Full)
        return std::unexpected(Error{.code = ErrorCode::CacheBusy,
                                     .operation = u"open cache directory"_s,
                                     .object = m_engine.cacheDirectory(),
                                     .detail = u"pid %1"_s.arg(::getpid()),
                                     .kept = Kept::InputUntouched,
                                     .next = NextStep::CloseOther});
    auto request = decodeSubmit(params, std::move(*descriptors));
    if (!request)
        return std::unexpected(request.error());
    if (const auto room = m_engine.makeRoomFor(*request); !room)
        return std::unexpected(room.error());
    return request;
}

Result<QJsonObject> ControlServer::command(const QString &method, const QJsonObject &params)
{
    const auto job = findJob(*m_engine.current(), method, params.value("job"_L1));
    if (!job)
        return std::unexpected(job.error());
    std::optional<BytesPerSecond> rate;
    if (const QJsonValue wanted = params.value("rate"_L1); method == "limit"_L1 && !wanted.isNull()) {
        if (wanted.toInteger() <= 0)
            return std::unexpected(Error{.code = ErrorCode::InvalidArgument,
                                         .operation = method,
                                         .detail = u"rate: bytes per second, or null for no limit"_s,
                                         .kept = Kept::InputUntouched,
                                         .next = NextStep::CorrectInput});
        rate = BytesPerSecond{static_cast<std::uint64_t>(wanted.toInteger())};
    }
    const auto done = method == "limit"_L1    ? m_engine.limitJob(*job, rate)
                      : method == "pause"_L1  ? m_engine.pause(*job)
                      : method == "resume"_L1 ? m_engine.resume(*job)
                      : method == "retry"_L1  ? m_engine.retry(*job)
                                              : m_engine.cancel(*job);
    if (!done)
        return std::unexpected(done.error());
    return picture(*job);
}

} // namespace freshet
