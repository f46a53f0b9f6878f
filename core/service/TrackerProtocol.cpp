// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/service/TrackerProtocol.h"

#include "core/meta/BencodeWriter.h"

#include <algorithm>
#include <charconv>
#include <cstring>

namespace freshet {

using namespace Qt::StringLiterals;

namespace {

constexpr std::size_t maximumScraped = 64;

int hexValue(char c)
{
    return c >= '0' && c <= '9'   ? c - '0'
           : c >= 'a' && c <= 'f' ? c - 'a' + 10
           : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                  : -1;
}

/// nullopt for a broken escape.
std::optional<std::string> decoded(std::string_view text)
{
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '+') {
            out += ' ';
        } else if (text[i] != '%') {
            out += text[i];
        } else {
            if (i + 2 >= text.size() || hexValue(text[i + 1]) < 0 || hexValue(text[i + 2]) < 0)
                return std::nullopt;
            out += static_cast<char>(hexValue(text[i + 1]) * 16 + hexValue(text[i + 2]));
            i += 2;
        }
    }
    return out;
}

/// Calls `take(name, value)` for each pair; false when a pair is malformed.
template <typename Take>
bool eachPair(const QByteArray &query, Take take)
{
    std::string_view rest(query.constData(), static_cast<std::size_t>(query.size()));
    while (!rest.empty()) {
        const auto end = rest.find('&');
        const std::string_view pair = rest.substr(0, end);
        rest = end == std::string_view::npos ? std::string_view() : rest.substr(end + 1);
        const auto equals = pair.find('=');
        if (equals == std::string_view::npos)
            continue;
        const auto value = decoded(pair.substr(equals + 1));
        if (!value)
            return false;
        take(pair.substr(0, equals), *value);
    }
    return true;
}

std::optional<std::array<std::byte, 20>> twentyBytes(std::string_view text)
{
    std::array<std::byte, 20> out{};
    if (text.size() != out.size())
        return std::nullopt;
    std::memcpy(out.data(), text.data(), out.size());
    return out;
}

std::optional<std::uint64_t> number(std::string_view text)
{
    std::uint64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    return error == std::errc() && end == text.data() + text.size() ? std::optional(value) : std::nullopt;
}

std::string_view viewOf(std::span<const std::byte> bytes)
{
    return {reinterpret_cast<const char *>(bytes.data()), bytes.size()};
}

QByteArray taken(BencodeWriter &writer)
{
    return QByteArray::fromStdString(writer.take());
}

} // namespace

Result<TrackerAsk> parseAnnounce(const QByteArray &query)
{
    TrackerAsk ask;
    bool hasHash = false;
    bool hasId = false;
    bool good = true;
    const bool formed = eachPair(query, [&](std::string_view name, const std::string &value) {
        if (name == "info_hash") {
            const auto hash = twentyBytes(value);
            good = good && hash && !hasHash;
            hasHash = true;
            ask.infoHash = hash.value_or(ask.infoHash);
        } else if (name == "peer_id") {
            const auto id = twentyBytes(value);
            good = good && id;
            hasId = true;
            ask.peerId = id.value_or(ask.peerId);
        } else if (name == "port") {
            const auto port = number(value);
            good = good && port && *port <= 65535;
            ask.port = static_cast<std::uint16_t>(port.value_or(0));
        } else if (name == "left") {
            ask.complete = value == "0";
        } else if (name == "event") {
            ask.stopped = value == "stopped";
        } else if (name == "compact") {
            ask.compact = value != "0";
        } else if (name == "no_peer_id") {
            ask.noPeerId = value == "1";
        } else if (name == "numwant") {
            ask.wanted = static_cast<std::size_t>(std::min<std::uint64_t>(number(value).value_or(50), 200));
        } else if (name == "ip" || name == "ipv4") {
            ask.reported = IpAddress::fromText(value);
        }
    });
    if (!formed || !good || !hasHash || !hasId)
        return std::unexpected(Error{.code = ErrorCode::InvalidArgument,
                                     .operation = u"read an announce"_s,
                                     .detail = u"info_hash and peer_id of 20 bytes and a port are needed"_s});
    if (ask.port == 0 && !ask.stopped)
        return std::unexpected(Error{.code = ErrorCode::InvalidArgument,
                                     .operation = u"read an announce"_s,
                                     .detail = u"the port is missing"_s});
    return ask;
}

std::vector<std::array<std::byte, 20>> parseScrape(const QByteArray &query)
{
    std::vector<std::array<std::byte, 20>> hashes;
    const bool formed = eachPair(query, [&](std::string_view name, const std::string &value) {
        if (name == "info_hash" && hashes.size() < maximumScraped)
            if (const auto hash = twentyBytes(value))
                hashes.push_back(*hash);
    });
    return formed ? hashes : std::vector<std::array<std::byte, 20>>();
}

QByteArray encodeAnnounceAnswer(const TrackerAsk &ask, const PeerAnswer &answer, std::chrono::seconds interval)
{
    std::string v4;
    std::string v6;
    for (const NamedPeer &peer : answer.peers) {
        std::string &list = peer.ip.isV4() ? v4 : v6;
        list += viewOf(peer.ip.bytes());
        list += static_cast<char>(peer.port >> 8);
        list += static_cast<char>(peer.port & 0xff);
    }
    BencodeWriter writer;
    writer.beginDictionary();
    writer.key("complete").integer(answer.complete);
    writer.key("incomplete").integer(answer.incomplete);
    writer.key("interval").integer(interval.count());
    writer.key("min interval").integer(std::min<std::int64_t>(interval.count(), 60));
    if (ask.compact) {
        writer.key("peers").string(v4);
        if (!v6.empty())
            writer.key("peers6").string(v6);
    } else {
        writer.key("peers").beginList();
        for (const NamedPeer &peer : answer.peers) {
            writer.beginDictionary();
            writer.key("ip").string(peer.ip.text());
            if (!ask.noPeerId)
                writer.key("peer id").string(viewOf(peer.peerId));
            writer.key("port").integer(peer.port).end();
        }
        writer.end();
    }
    writer.end();
    return taken(writer);
}

QByteArray encodeTrackerFailure(const QString &reason)
{
    BencodeWriter writer;
    writer.beginDictionary().key("failure reason").string(reason.toStdString()).end();
    return taken(writer);
}

QByteArray encodeScrape(std::vector<ScrapeLine> lines)
{
    std::ranges::sort(lines, {}, &ScrapeLine::infoHash);
    const auto doubles = std::ranges::unique(lines, {}, &ScrapeLine::infoHash);
    lines.erase(doubles.begin(), doubles.end());
    BencodeWriter writer;
    writer.beginDictionary().key("files").beginDictionary();
    for (const ScrapeLine &line : lines) {
        writer.key(viewOf(line.infoHash)).beginDictionary();
        writer.key("complete").integer(line.complete);
        writer.key("downloaded").integer(line.complete);
        writer.key("incomplete").integer(line.incomplete).end();
    }
    writer.end().end();
    return taken(writer);
}

} // namespace freshet
