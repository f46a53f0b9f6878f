// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/StopSignals.h"
#include "app/service/Commands.h"
#include "core/service/Services.h"

#include <QCommandLineParser>
#include <QCoreApplication>

#include <sys/resource.h>

namespace freshet::serve {

using namespace Qt::StringLiterals;

namespace {

const QSet<QString> roles{u"geo"_s,   u"keyvalue"_s, u"contentpolicy"_s, u"discovery"_s,
                          u"array"_s, u"metadata"_s, u"content"_s};
constexpr std::chrono::seconds drainTime{10};

/// As many descriptors as the system gives: a connection is one.
std::size_t raiseDescriptors()
{
    rlimit limit{};
    if (::getrlimit(RLIMIT_NOFILE, &limit) != 0)
        return 1024;
    limit.rlim_cur = limit.rlim_max;
    (void)::setrlimit(RLIMIT_NOFILE, &limit);
    (void)::getrlimit(RLIMIT_NOFILE, &limit);
    return static_cast<std::size_t>(limit.rlim_cur);
}

} // namespace

int runCommand(const QStringList &arguments)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(u"Serves geo, keyvalue, contentpolicy, discovery and array over HTTPS; metadata, contents, "
                                     "the tracker, /healthz and /metrics over HTTP too."_s);
    parser.addHelpOption();
    parser.addPositionalArgument(u"run"_s, u"Serve until SIGTERM or SIGINT."_s);
    parser.addOption({u"data-dir"_s, u"What \"init\" made."_s, u"DIR"_s});
    parser.addOption({u"listen"_s, u"Where HTTPS listens (default: [::]:7681)."_s, u"ADDR:PORT"_s});
    parser.addOption({u"listen-plain"_s, u"Where HTTP listens (default: [::]:7682)."_s, u"ADDR:PORT"_s});
    parser.addOption({u"role"_s, u"Only these services; can be given more than once."_s, u"ROLE"_s});
    parser.addOption({u"array"_s, u"An array instance on another host; can be given more than once."_s, u"URL"_s});
    parser.addOption({u"country"_s, u"Country code that geo answers (default: ZZ)."_s, u"CODE"_s});
    parser.addOption({u"cache-host"_s, u"The cache server that clients are told of."_s, u"HOST"_s});
    parser.addOption({u"interval"_s, u"Seconds between announces of a client (default: 900)."_s, u"SECONDS"_s});
    parser.addOption({u"requests-per-second"_s, u"Of one address in the long run (default: 2000)."_s, u"N"_s});
    parser.addOption({u"connections-per-address"_s, u"At a time (default: 256)."_s, u"N"_s});
    parser.process(QStringList{u"freshet-service"_s} + arguments);

    ServiceOptions options;
    for (const auto &[option, where] :
         {std::pair(u"listen"_s, &options.tls), std::pair(u"listen-plain"_s, &options.plain)}) {
        if (!parser.isSet(option))
            continue;
        const std::string text = parser.value(option).toStdString();
        const bool anyPort = text.ends_with(":0");
        const auto address = PeerAddress::fromText(anyPort ? text.substr(0, text.size() - 1) + "1" : text);
        if (!address)
            return usage(u"--%1 takes an address and a port, as in [::]:7681."_s.arg(option));
        *where = {address->ip, anyPort ? std::uint16_t{0} : address->port};
    }
    for (const QString &role : parser.values(u"role"_s)) {
        if (!roles.contains(role))
            return usage(u"The roles are geo, keyvalue, contentpolicy, discovery, array, metadata and content."_s);
        options.roles.insert(role);
    }
    for (const QString &text : parser.values(u"array"_s)) {
        const QUrl url(text, QUrl::StrictMode);
        if (url.scheme() != "https"_L1 || url.host().isEmpty())
            return usage(u"--array takes an https URL."_s);
        options.arrays.push_back(url.path().isEmpty() ? url.resolved(QUrl(u"/v1/array"_s)) : url);
    }
    if (parser.isSet(u"country"_s))
        options.country = parser.value(u"country"_s);
    options.cacheHost = parser.value(u"cache-host"_s);
    const auto number = [&parser](const QString &option, std::uint64_t otherwise) -> std::optional<std::uint64_t> {
        bool good = true;
        const std::uint64_t value = parser.isSet(option) ? parser.value(option).toULongLong(&good) : otherwise;
        return good && value > 0 && value <= 1'000'000'000 ? std::optional(value) : std::nullopt;
    };
    const auto interval = number(u"interval"_s, 900);
    const auto requests = number(u"requests-per-second"_s, 2000);
    const auto connections = number(u"connections-per-address"_s, 256);
    if (!interval || !requests || !connections)
        return usage(u"--interval, --requests-per-second and --connections-per-address take numbers above 0."_s);
    options.announceInterval = std::chrono::seconds(*interval);
    options.peers.lease = std::chrono::seconds(*interval + *interval / 3 + 1);
    options.front.budget.requestsPerSecond = static_cast<double>(*requests);
    options.front.budget.burst = 2.0 * static_cast<double>(*requests);
    options.front.budget.connections = static_cast<std::uint32_t>(*connections);
    options.front.connections = std::min<std::size_t>(options.front.connections, raiseDescriptors() - 64);

    auto directory = ServiceDirectory::open(dataDirectory(parser.value(u"data-dir"_s)));
    if (!directory)
        return report(directory.error());
    const SystemClock clock;
    ctl::StopSignals stop;
    const auto services = Services::start(std::move(*directory), std::move(options), clock);
    if (!services)
        return report(services.error());
    printOut(u"Serving at %1 and, without encryption, at %2."_s.arg((*services)->tlsUrl().toString(),
                                                                   (*services)->plainUrl().toString()));
    QObject::connect(&stop, &ctl::StopSignals::requested, QCoreApplication::instance(), [&services] {
        QObject::connect(&(*services)->front(), &HttpFront::drained, QCoreApplication::instance(), &QCoreApplication::quit);
        (*services)->front().drain(drainTime);
    });
    QCoreApplication::exec();
    printOut(u"The service has ended."_s);
    return 0;
}

} // namespace freshet::serve
