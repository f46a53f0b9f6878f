// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/Arguments.h"
#include "app/ctl/Commands.h"
#include "app/ctl/Console.h"
#include "app/ctl/PeerArguments.h"
#include "app/ctl/ServiceNotice.h"
#include "app/ctl/StopSignals.h"
#include "core/engine/EngineHost.h"

#include <QCoreApplication>

namespace freshet::ctl {

using namespace Qt::StringLiterals;

int engineCommand(const QStringList &given)
{
    Arguments arguments(u"engine"_s,
                        tr("Runs the engine of a cache directory in the foreground, until SIGTERM or SIGINT. While it "
                           "runs, download, status, "
                           "pause, resume, retry and cancel work through it."),
                        u"  freshetctl engine run\n  freshetctl engine run --cache-dir /var/cache/freshet"_s);
    arguments.positional(u"run"_s, tr("Run the engine."));
    arguments.option(
        u"jobs"_s, tr("Jobs that run side by side, 1 to 64 (default: the setting jobs.running); others wait."), u"N"_s);
    arguments.option(u"ca-file"_s, tr("Trust these certificate authorities too (PEM)."), u"FILE"_s);
    describePeerEngineOptions(arguments);
    if (const auto exit = arguments.parse(given, 1, 1))
        return *exit;
    if (arguments.positionals().first() != "run"_L1)
        return arguments.usageError(tr("The engine can only \"run\"."));
    EngineOptions options;
    if (const auto exit = readPeerEngineOptions(arguments, options.swarm))
        return *exit;
    overridePeerSettings(arguments, options);
    options.store.cacheDirectory = arguments.cacheDirectory();
    options.http.caFile = arguments.value(u"ca-file"_s);
    options.control.access = ControlOptions::Access::Full;
    options.rememberJobs = true;
    if (arguments.isSet(u"jobs"_s)) {
        const std::uint64_t jobs = arguments.value(u"jobs"_s).toULongLong();
        if (jobs < 1 || jobs > 64)
            return arguments.usageError(tr("--jobs takes a number from 1 to 64."));
        options.commandLine.emplace(u"jobs.running"_s, jobs);
    }

    const SystemClock clock;
    StopSignals stop; // before any thread starts, so that all of them leave the signals to it
    auto host = EngineHost::start(options, clock);
    if (!host)
        return report(host.error());
    QObject::connect(&stop, &StopSignals::requested, QCoreApplication::instance(), &QCoreApplication::quit);
    printOut(tr("The engine of %1 runs.").arg(options.store.cacheDirectory));
    notifyService("READY=1");
    QCoreApplication::exec();
    notifyService("STOPPING=1");
    host->reset();
    printOut(tr("The engine has ended; everything verified is kept."));
    return Success;
}

} // namespace freshet::ctl
