// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/Arguments.h"
#include "app/ctl/Commands.h"
#include "app/ctl/Console.h"
#include "app/ctl/FileInput.h"
#include "app/ctl/PeerArguments.h"
#include "app/ctl/StopSignals.h"
#include "core/cloud/CloudOptions.h"
#include "core/engine/EngineHost.h"
#include "core/engine/SettingsFile.h"
#include "core/store/FileHasher.h"

#include <QCoreApplication>
#include <QFile>
#include <QTemporaryDir>

#include <fcntl.h>

namespace freshet::ctl {

using namespace Qt::StringLiterals;

namespace {

constexpr Bytes maximumMetadata = 64_MiB;

} // namespace

int seedCommand(const QStringList &given)
{
    Arguments arguments(u"seed"_s,
                        tr("Serves a file to peers until SIGTERM or SIGINT, once every piece of it has been proven."),
                        u"  freshetctl seed app-2.1.pkg.torrent app-2.1.pkg\n"
                        "  freshetctl seed app-2.1.pkg.torrent app-2.1.pkg --listen 192.0.2.7:7680"_s);
    arguments.positional(u"METADATA"_s, tr("Content metadata."));
    arguments.positional(u"FILE"_s, tr("The content."));
    describePeerEngineOptions(arguments);
    arguments.option(u"tracker"_s, tr("A tracker to announce the content to (HTTP); can be given more than once."),
                     u"URL"_s);
    if (const auto exit = arguments.parse(given, 2, 2))
        return *exit;
    EngineOptions options;
    if (const auto exit = readPeerEngineOptions(arguments, options.swarm))
        return *exit;
    overridePeerSettings(arguments, options);
    // The engine below has a cache directory of its own, but settings and services of this machine are those of its usual one.
    for (const SettingRow &row : peekSettings(arguments.cacheDirectory()).picture().rows)
        if (row.provider == SettingProvider::File)
            options.commandLine.try_emplace(row.key, row.value);
    auto services = loadCloudOptions(arguments.cacheDirectory());
    if (!services)
        return report(services.error());
    services->stateFile.clear(); // it is an engine's of that directory
    options.services = std::move(*services);

    const QString path = arguments.positionals().at(1);
    const auto file = readSmallFile(arguments.positionals().first(), maximumMetadata, ErrorCode::MetaTooLarge);
    if (!file)
        return report(file.error());
    auto parsed = parseMetainfo(bytesOf(*file));
    if (!parsed)
        return report(parsed.error());
    const auto metainfo = std::make_shared<const Metainfo>(std::move(*parsed));
    const auto wrong = verifyFile(path, metainfo->verifier());
    if (!wrong)
        return report(wrong.error());
    if (!wrong->empty())
        return report({.code = ErrorCode::PieceMismatch,
                       .operation = u"seed"_s,
                       .object = path,
                       .detail = u"%1 pieces differ"_s.arg(wrong->size()),
                       .kept = Kept::InputUntouched,
                       .next = NextStep::CorrectInput});
    auto fd = std::make_shared<UniqueFd>(::open(QFile::encodeName(path).constData(), O_RDONLY | O_CLOEXEC));
    if (!*fd)
        return report(errorFromErrno(errno, u"open file"_s, path, Kept::InputUntouched));

    // The file is served from where it is; the engine needs a cache directory all the same.
    const QTemporaryDir scratch;
    if (!scratch.isValid())
        return report({.code = ErrorCode::OutputUnwritable,
                       .operation = u"make a temporary directory"_s,
                       .detail = scratch.errorString(),
                       .kept = Kept::InputUntouched,
                       .next = NextStep::FreeSpace});
    options.store.cacheDirectory = scratch.filePath(u"cache"_s);
    options.control.access = ControlOptions::Access::Watch;
    const SystemClock clock;
    StopSignals stop; // before any thread starts, so that all of them leave the signals to it
    auto host = EngineHost::start(options, clock);
    if (!host)
        return report(host.error());
    QObject::connect(&stop, &StopSignals::requested, QCoreApplication::instance(), &QCoreApplication::quit);
    std::vector<QUrl> trackers;
    for (const QString &tracker : arguments.values(u"tracker"_s))
        trackers.emplace_back(tracker, QUrl::StrictMode);
    (*host)->seed(metainfo, fd, std::move(trackers));
    printOut(tr("Serving %1 as %2.").arg(path, QString::fromLatin1(metainfo->contentId.hex())));
    QCoreApplication::exec();
    return Success;
}

} // namespace freshet::ctl
