// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/RemoteDownload.h"

#include "app/ctl/Commands.h"
#include "app/ctl/Console.h"
#include "app/ctl/JobReport.h"
#include "app/ctl/ProgressView.h"
#include "app/ctl/StopSignals.h"
#include "core/api/StatusParse.h"
#include "core/engine/SubmitMessage.h"

#include <QCoreApplication>
#include <QSocketNotifier>

namespace freshet::ctl {

using namespace Qt::StringLiterals;

namespace {

/// Follows one job by asking for ever newer snapshots, until it has ended, the engine is gone, or a signal asks to stop.
class RemoteSession final : public QObject {
public:
    RemoteSession(ControlClient &engine, StopSignals &stop, JobId job, const Clock &clock, bool quiet)
        : m_engine(engine)
        , m_readable(engine.fd(), QSocketNotifier::Read)
        , m_job(job)
        , m_clock(clock)
        , m_quiet(quiet)
    {
        connect(&m_readable, &QSocketNotifier::activated, this, &RemoteSession::onReadable);
        connect(&stop, &StopSignals::requested, this, [this] {
            m_interrupted = true;
            QCoreApplication::quit();
        });
    }

    void run()
    {
        ask({});
        if (!m_failure)
            QCoreApplication::exec();
        m_readable.setEnabled(false);
        m_view.clear();
    }

    [[nodiscard]] bool wasInterrupted() const { return m_interrupted; }
    [[nodiscard]] const std::optional<Error> &failure() const { return m_failure; }
    [[nodiscard]] const JobRow &row() const { return m_row; }

private:
    void ask(std::optional<std::uint64_t> sinceRevision)
    {
        QJsonObject params{{u"job"_s, static_cast<qint64>(m_job.value())}};
        if (sinceRevision)
            params.insert(u"sinceRevision"_s, static_cast<qint64>(*sinceRevision));
        if (const auto sent = m_engine.send(u"snapshot"_s, params); !sent)
            fail(sent.error());
    }

    void onReadable()
    {
        const auto answer = m_engine.receive();
        if (!answer)
            return fail(answer.error());
        if (!*answer)
            return;
        const MonotonicTime now = m_clock.monotonic();
        const EngineSnapshot snapshot = snapshotFromJson(**answer, now);
        const JobRow *row = snapshot.find(m_job);
        if (!row)
            return fail({.code = ErrorCode::EngineLost, .operation = u"follow the job"_s, .next = NextStep::Upgrade});
        m_row = *row;
        if (m_row.isFinal()) {
            QCoreApplication::quit();
            return;
        }
        if (!m_quiet)
            m_view.show(m_row, now);
        ask(snapshot.revision);
    }

    void fail(const Error &error)
    {
        m_failure = error;
        m_readable.setEnabled(false);
        QCoreApplication::quit();
    }

    ControlClient &m_engine;
    QSocketNotifier m_readable;
    JobId m_job;
    const Clock &m_clock;
    bool m_quiet;
    ProgressView m_view;
    JobRow m_row;
    std::optional<Error> m_failure;
    bool m_interrupted = false;
};

int follow(ControlClient engine, DownloadRequest request, const Clock &clock, bool quiet,
           const std::function<int(const JobRow &)> &tell)
{
    StopSignals stop;
    auto message = encodeSubmit(std::move(request));
    if (!message)
        return report(message.error());
    const auto submitted = engine.call(u"submit"_s, message->params, std::move(message->descriptors));
    if (!submitted)
        return report(submitted.error());
    const JobId job{submitted->value("JobId"_L1).toInteger()};
    RemoteSession session(engine, stop, job, clock, quiet);
    session.run();
    if (session.wasInterrupted()) {
        report({.code = ErrorCode::Interrupted,
                .operation = u"download"_s,
                .object = u"job %1"_s.arg(job.value()),
                .kept = Kept::VerifiedPieces,
                .next = NextStep::EngineGoesOn});
        return Interrupted;
    }
    if (session.failure())
        return report(*session.failure());
    return tell(session.row());
}

} // namespace

int downloadInEngine(ControlClient engine, DownloadRequest request, const Clock &clock, bool json)
{
    return follow(std::move(engine), std::move(request), clock, json,
                  [json](const JobRow &row) { return reportEnd(row, json); });
}

int obtainInEngine(ControlClient engine, DownloadRequest request, const Clock &clock)
{
    return follow(std::move(engine), std::move(request), clock, true, reportFailure);
}

} // namespace freshet::ctl
