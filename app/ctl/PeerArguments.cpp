// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/PeerArguments.h"

#include "app/ctl/Console.h"
#include "core/policy/UrlPolicy.h"
#include "core/swarm/Endpoints.h"

namespace freshet::ctl {

using namespace Qt::StringLiterals;

namespace {

const QString engineOptions[] = {u"download-mode"_s,    u"listen"_s,   u"no-lan"_s, u"lan-on-loopback"_s,
                                 u"group-credential"_s, u"peer-tls"_s, u"class"_s};

std::optional<DownloadMode> modeOf(const QString &text)
{
    for (const DownloadMode mode : {DownloadMode::HttpOnly, DownloadMode::Lan, DownloadMode::Group,
                                    DownloadMode::Internet, DownloadMode::Simple, DownloadMode::Bypass})
        if (text == QString::number(static_cast<int>(mode)))
            return mode;
    return std::nullopt;
}

} // namespace

void describePeerEngineOptions(Arguments &arguments)
{
    arguments.option(
        u"download-mode"_s,
        tr("Whom to fetch from besides HTTP: 0 nobody, 1 the LAN (default), 2 the group too, 3 the internet "
           "too; 99 and 100 as 0. Also FRESHET_DOWNLOAD_MODE."),
        u"MODE"_s);
    arguments.option(u"listen"_s,
                     tr("Listen for peers here, an address with its port; can be given more than once (default: port "
                        "7680 of every address, or any free port)."),
                     u"ADDR:PORT"_s);
    arguments.option(u"no-lan"_s, tr("Do not look for peers on the LAN, and do not announce anything there."));
    arguments.option(u"lan-on-loopback"_s, tr("Look for peers on this machine too."));
    arguments.option(u"group-credential"_s, tr("What makes this machine a member of a group (PEM)."), u"FILE"_s);
    arguments.option(u"class"_s,
                     tr("How near peers of these addresses are, whatever the network says: as in 10.1.0.0/16=lan, "
                        "192.0.2.7=group or 198.51.100.0/24=internet; can be given more than once, the longest prefix "
                        "counts."),
                     u"PREFIX=CLASS"_s);
    arguments.option(u"peer-tls"_s,
                     tr("Encryption of links to peers: off, allow, or require (default: require with a group "
                        "credential, else off)."),
                     u"off|allow|require"_s);
}

void describePeerJobOptions(Arguments &arguments)
{
    arguments.option(u"peer"_s, tr("A peer that may have the content; can be given more than once."), u"HOST:PORT"_s);
    arguments.option(u"tracker"_s, tr("A tracker to ask for peers (HTTP); can be given more than once."), u"URL"_s);
    arguments.option(u"no-http"_s, tr("Do not use the HTTP sources of the content, only peers."));
}

QString givenPeerEngineOption(const Arguments &arguments)
{
    for (const QString &option : engineOptions)
        if (arguments.isSet(option))
            return u"--"_s + option;
    return {};
}

std::optional<int> readPeerEngineOptions(const Arguments &arguments, SwarmOptions &options)
{
    const QString mode = arguments.isSet(u"download-mode"_s) ? arguments.value(u"download-mode"_s)
                                                             : qEnvironmentVariable("FRESHET_DOWNLOAD_MODE");
    if (!mode.isEmpty()) {
        const auto known = modeOf(mode);
        if (!known)
            return arguments.usageError(tr("The download mode is one of 0, 1, 2, 3, 99 and 100."));
        options.mode = *known;
    }
    for (const QString &text : arguments.values(u"listen"_s)) {
        const auto address = PeerAddress::fromText(text.toStdString());
        if (!address)
            return arguments.usageError(tr("--listen takes an address and a port, as in 0.0.0.0:7680 or [::]:7680."));
        options.listen.push_back(endpointOf(*address));
    }
    for (const QString &text : arguments.values(u"class"_s)) {
        const auto entry = ClassTableEntry::fromText(text.toStdString());
        if (!entry)
            return arguments.usageError(
                tr("--class takes addresses and lan, group or internet, as in 10.1.0.0/16=lan."));
        options.classTable.push_back(*entry);
    }
    options.lan.enabled = !arguments.isSet(u"no-lan"_s);
    options.lan.loopback = arguments.isSet(u"lan-on-loopback"_s);
    if (arguments.isSet(u"group-credential"_s)) {
        auto credential = GroupCredential::load(arguments.value(u"group-credential"_s));
        if (!credential)
            return report(credential.error());
        options.credential = std::move(*credential);
        options.tls = PeerTls::Require;
    }
    if (arguments.isSet(u"peer-tls"_s)) {
        const QString tls = arguments.value(u"peer-tls"_s);
        if (tls == "off"_L1)
            options.tls = PeerTls::Off;
        else if (tls == "allow"_L1)
            options.tls = PeerTls::Allow;
        else if (tls == "require"_L1)
            options.tls = PeerTls::Require;
        else
            return arguments.usageError(tr("--peer-tls takes off, allow or require."));
        if (options.tls != PeerTls::Off && !options.credential)
            return arguments.usageError(tr("Encrypted links need to know the group: give --group-credential."));
    }
    return std::nullopt;
}

void overridePeerSettings(const Arguments &arguments, EngineOptions &options)
{
    if (arguments.isSet(u"download-mode"_s) || !qEnvironmentVariableIsEmpty("FRESHET_DOWNLOAD_MODE"))
        options.commandLine.emplace(u"peers.mode"_s, modeName(options.swarm.mode));
    if (arguments.isSet(u"no-lan"_s))
        options.commandLine.emplace(u"peers.lan-discovery"_s, false);
    if (!options.swarm.listen.empty() && options.swarm.listen.front().port != 0)
        options.commandLine.emplace(u"peers.listen-port"_s, std::uint64_t{options.swarm.listen.front().port});
}

std::optional<int> readPeerJobOptions(const Arguments &arguments, DownloadRequest &request)
{
    for (const QString &text : arguments.values(u"peer"_s)) {
        const auto address = PeerAddress::fromText(text.toStdString());
        if (!address)
            return arguments.usageError(
                tr("--peer takes an address and a port, as in 192.0.2.7:7680 or [2001:db8::7]:7680."));
        request.peers.push_back(*address);
    }
    for (const QString &text : arguments.values(u"tracker"_s)) {
        const QUrl url(text, QUrl::StrictMode);
        if (const auto allowed = checkUrl(url); !allowed)
            return report(allowed.error());
        request.trackers.push_back(url);
    }
    request.useHttp = !arguments.isSet(u"no-http"_s);
    return std::nullopt;
}

} // namespace freshet::ctl
