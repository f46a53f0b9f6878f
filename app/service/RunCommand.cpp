// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/ServiceNotice.h"
#include "app/ctl/StopSignals.h"
#include "app/service/AdminClient.h"
#include "app/service/Commands.h"
#include "core/service/Services.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QJsonDocument>
#include <QTimer>

#include <csignal>
#include <cstdio>
#include <sys/resource.h>

namespace freshet::serve {

using namespace Qt::StringLiterals;

namespace {

const QSet<QString> roles{u"geo"_s,   u"keyvalue"_s, u"contentpolicy"_s, u"discovery"_s,
                          u"array"_s, u"metadata"_s, u"content"_s};
constexpr std::chrono::seconds firstRenewTime{20};
constexpr int renewalsPerLease = 3;

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

void writeLog(const QJsonObject &event)
{
    const QByteArray line = QJsonDocument(event).toJson(QJsonDocument::Compact) + '\n';
    std::fwrite(line.constData(), 1, static_cast<std::size_t>(line.size()), stderr);
    std::fflush(stderr);
}

/// Tells discovery on other hosts that this array lives, again and again, and at the end that it leaves.
class Registration {
public:
    Registration(AdminClient &client, std::vector<QUrl> discoveries, const QUrl &array)
        : m_client(client)
        , m_discoveries(std::move(discoveries))
        , m_body(QJsonDocument(QJsonObject{{u"array"_s, array.toString()}}).toJson(QJsonDocument::Compact))
    {
        QObject::connect(&m_timer, &QTimer::timeout, &m_client, [this] { send("PUT"); });
        m_timer.start(firstRenewTime);
        send("PUT");
    }
    /// `done` is called when all of them have answered or cannot be reached.
    void leave(std::function<void()> done)
    {
        m_timer.stop();
        m_done = std::move(done);
        m_waitingFor = m_discoveries.size();
        send("DELETE");
    }

private:
    void send(const QByteArray &method)
    {
        for (const QUrl &discovery : m_discoveries)
            m_client.send(method, discovery.resolved(QUrl(u"/v1/admin/instances"_s)), m_body,
                          [this, method, discovery](const Result<QJsonObject> &answer) {
                              if (method == "DELETE" && --m_waitingFor == 0)
                                  m_done();
                              else if (answer && method == "PUT" && m_timer.isActive())
                                  renewWithin(std::chrono::seconds((*answer)["lease"_L1].toInt()));
                              if (!answer)
                                  writeLog({{u"event"_s, u"discoveryFailed"_s},
                                            {u"discovery"_s, discovery.toString()},
                                            {u"reason"_s, answer.error().detail}});
                          });
    }

    /// The shortest lease that a discovery gives counts.
    void renewWithin(std::chrono::seconds lease)
    {
        const std::chrono::milliseconds interval = lease / renewalsPerLease;
        if (interval > std::chrono::milliseconds{} && interval < m_timer.intervalAsDuration())
            m_timer.start(interval);
    }

    AdminClient &m_client;
    std::vector<QUrl> m_discoveries;
    QByteArray m_body;
    QTimer m_timer;
    std::size_t m_waitingFor = 0;
    std::function<void()> m_done;
};

/// The URLs of an option; nothing when one of them is none.
std::optional<std::vector<QUrl>> httpsUrls(const QStringList &texts)
{
    std::vector<QUrl> urls;
    for (const QString &text : texts) {
        const QUrl url(text, QUrl::StrictMode);
        if (url.scheme() != "https"_L1 || url.host().isEmpty())
            return std::nullopt;
        urls.push_back(url);
    }
    return urls;
}

} // namespace

int runCommand(const QStringList &arguments)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(
        u"Serves geo, keyvalue, contentpolicy, discovery and array over HTTPS; metadata, contents, "
        "the tracker, /healthz and /metrics over HTTP too."_s);
    parser.addHelpOption();
    parser.addPositionalArgument(u"run"_s, u"Serve until SIGTERM or SIGINT."_s);
    parser.addOption({u"data-dir"_s, u"What \"init\" made."_s, u"DIR"_s});
    parser.addOption({u"listen"_s, u"Where HTTPS listens (default: [::]:7681)."_s, u"ADDR:PORT"_s});
    parser.addOption({u"listen-plain"_s, u"Where HTTP listens (default: [::]:7682)."_s, u"ADDR:PORT"_s});
    parser.addOption({u"role"_s, u"Only these services; can be given more than once."_s, u"ROLE"_s});
    parser.addOption(
        {u"name"_s, u"Which of the certificate's names leads to this host (default: the first)."_s, u"NAME"_s});
    parser.addOption(
        {u"discovery"_s,
         u"Discovery on another host that learns of this array as long as it lives; can be given more than once."_s,
         u"URL"_s});
    parser.addOption({u"array"_s, u"An array instance on another host; can be given more than once."_s, u"URL"_s});
    parser.addOption({u"country"_s, u"Country code that geo answers (default: ZZ)."_s, u"CODE"_s});
    parser.addOption({u"cache-host"_s, u"The cache server that clients are told of."_s, u"HOST"_s});
    parser.addOption({u"interval"_s, u"Seconds between announces of a client (default: 900)."_s, u"SECONDS"_s});
    parser.addOption({u"array-lease"_s,
                      u"Seconds for which discovery counts an array instance that says nothing (default: 60)."_s,
                      u"SECONDS"_s});
    parser.addOption(
        {u"patience"_s, u"Seconds that answers on their way get at the end (default: 10)."_s, u"SECONDS"_s});
    parser.addOption({u"connections"_s, u"At a time, in all (default: 16384)."_s, u"N"_s});
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
    const auto arrays = httpsUrls(parser.values(u"array"_s));
    const auto discoveries = httpsUrls(parser.values(u"discovery"_s));
    if (!arrays || !discoveries)
        return usage(u"--array and --discovery take https URLs."_s);
    for (const QUrl &url : *arrays)
        options.arrays.push_back(url.path().isEmpty() ? url.resolved(QUrl(u"/v1/array"_s)) : url);
    if (parser.isSet(u"country"_s))
        options.country = parser.value(u"country"_s);
    options.cacheHost = parser.value(u"cache-host"_s);
    const auto number = [&parser](const QString &option, std::uint64_t otherwise) -> std::optional<std::uint64_t> {
        bool good = true;
        const std::uint64_t value = parser.isSet(option) ? parser.value(option).toULongLong(&good) : otherwise;
        return good && value > 0 && value <= 1'000'000'000 ? std::optional(value) : std::nullopt;
    };
    const auto interval = number(u"interval"_s, 900);
    const auto lease = number(u"array-lease"_s, 60);
    const auto requests = number(u"requests-per-second"_s, 2000);
    const auto connections = number(u"connections-per-address"_s, 256);
    const auto patience = number(u"patience"_s, 10);
    const auto all = number(u"connections"_s, options.front.connections);
    if (!interval || !lease || !requests || !connections || !all || !patience)
        return usage(
            u"--interval, --array-lease, --patience, --connections, --requests-per-second and --connections-per-address take numbers above 0."_s);
    options.announceInterval = std::chrono::seconds(*interval);
    options.arrayLease = std::chrono::seconds(*lease);
    options.peers.lease = std::chrono::seconds(*interval + *interval / 3 + 1);
    options.front.budget.requestsPerSecond = static_cast<double>(*requests);
    options.front.budget.burst = 2.0 * static_cast<double>(*requests);
    options.front.budget.connections = static_cast<std::uint32_t>(*connections);
    options.front.connections = std::min<std::size_t>(*all, raiseDescriptors() - 64);

    auto directory = ServiceDirectory::open(dataDirectory(parser.value(u"data-dir"_s)));
    if (!directory)
        return report(directory.error());
    options.name = parser.value(u"name"_s);
    if (!options.name.isEmpty() && !directory->identity().names.contains(options.name))
        return usage(u"--name takes one of the names that \"init\" was given: %1."_s.arg(
            directory->identity().names.join(u", "_s)));
    options.log = writeLog;
    const auto admin = AdminClient::make(*directory);
    if (!admin)
        return report(admin.error());
    const SystemClock clock;
    ctl::StopSignals stop;
    std::signal(SIGPIPE, SIG_IGN); // OpenSSL writes to sockets whose other end has gone
    const auto services = Services::start(std::move(*directory), std::move(options), clock);
    if (!services)
        return report(services.error());
    printOut(u"Serving at %1 and, without encryption, at %2."_s.arg((*services)->tlsUrl().toString(),
                                                                    (*services)->plainUrl().toString()));
    std::optional<Registration> registration;
    if (!discoveries->empty())
        registration.emplace(**admin, *discoveries, (*services)->tlsUrl().resolved(QUrl(u"/v1/array"_s)));
    ctl::notifyService("READY=1");
    // First nobody new is sent here, then the last answers go out.
    const auto drain = [&] {
        QObject::connect(&(*services)->front(), &HttpFront::drained, QCoreApplication::instance(),
                         &QCoreApplication::quit);
        (*services)->front().drain(std::chrono::seconds(*patience));
    };
    QObject::connect(&stop, &ctl::StopSignals::requested, QCoreApplication::instance(), [&] {
        ctl::notifyService("STOPPING=1");
        if (registration)
            registration->leave(drain);
        else
            drain();
    });
    QCoreApplication::exec();
    printOut(u"The service has ended."_s);
    return 0;
}

} // namespace freshet::serve
