// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/discover/TrackerAnnounce.h"

#include "core/base/PlainText.h"

#include "core/base/DisplayUrl.h"
#include "core/meta/BencodeItem.h"
#include "core/meta/BencodeTape.h"
#include "core/policy/UrlPolicy.h"

#include <algorithm>
#include <unordered_set>

using namespace Qt::StringLiterals;

namespace freshet {

namespace {

/// Of what a tracker says, in characters.
constexpr qsizetype longestWords = 200;

constexpr std::size_t maximumTrackerId = 64;
constexpr std::int64_t longestSeconds = 366LL * 24 * 3600;
constexpr BencodeLimits answerLimits{
    .maximumBytes = TrackerAnswer::maximumBody.value(), .maximumTokens = 20'000, .maximumDepth = 8};

std::string percentEncoded(std::span<const std::byte> bytes)
{
    static constexpr std::string_view digits = "0123456789ABCDEF";
    std::string out;
    for (const std::byte b : bytes) {
        const auto value = std::to_integer<unsigned>(b);
        const char c = static_cast<char>(value);
        if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')
            || std::string_view("-._~").contains(c)) {
            out += c;
        } else {
            out += '%';
            out += digits[value >> 4];
            out += digits[value & 0xf];
        }
    }
    return out;
}

std::string_view nameOf(TrackerEvent event)
{
    switch (event) {
    case TrackerEvent::None:
        break;
    case TrackerEvent::Started:
        return "started";
    case TrackerEvent::Completed:
        return "completed";
    case TrackerEvent::Stopped:
        return "stopped";
    }
    return {};
}

Error refusal(ErrorCode code, const QString &detail)
{
    return {.code = code,
            .operation = u"ask tracker"_s,
            .detail = detail,
            .kept = Kept::VerifiedPieces,
            .next = NextStep::RetryLater};
}

std::span<const std::byte> bytesOf(std::string_view text)
{
    return std::as_bytes(std::span(text));
}

/// The peers of an answer, each once, at most `maximum`.
class PeerCollector {
public:
    void add(const std::optional<IpAddress> &ip, std::int64_t port, std::size_t maximum)
    {
        if (!ip || port <= 0 || port > 65535 || ip->isUnspecified() || ip->isMulticast() || m_peers.size() >= maximum)
            return;
        const PeerAddress peer{*ip, static_cast<std::uint16_t>(port)};
        if (m_seen.insert(peer).second)
            m_peers.push_back(peer);
    }

    /// BEP 23 and BEP 7: addresses of `addressSize` bytes, each followed by its port.
    void addCompact(std::string_view list, std::size_t addressSize, std::size_t maximum)
    {
        const std::size_t size = addressSize + 2;
        for (auto rest = bytesOf(list); rest.size() >= size && m_peers.size() < maximum; rest = rest.subspan(size)) {
            const auto port = std::to_integer<std::int64_t>(rest[addressSize]) << 8
                              | std::to_integer<std::int64_t>(rest[addressSize + 1]);
            add(IpAddress::fromBytes(rest.first(addressSize)), port, maximum);
        }
    }

    /// BEP 3: dictionaries with `ip` and `port`.
    void addList(const BencodeItem &list, std::size_t maximum)
    {
        for (auto peer = list.firstChild(); peer && m_peers.size() < maximum; peer = peer->nextIn(list)) {
            if (!peer->isDictionary())
                continue;
            const auto ip = peer->find("ip");
            const auto port = peer->find("port");
            if (ip && ip->isString() && port && port->isInteger())
                add(IpAddress::fromText(ip->string()), port->integer(), maximum);
        }
    }

    [[nodiscard]] std::size_t size() const { return m_peers.size(); }
    [[nodiscard]] std::vector<PeerAddress> take() { return std::move(m_peers); }

private:
    std::vector<PeerAddress> m_peers;
    std::unordered_set<PeerAddress> m_seen;
};

std::optional<std::int64_t> amountIn(const BencodeItem &root, std::string_view key, std::int64_t maximum)
{
    const auto item = root.find(key);
    if (!item || !item->isInteger() || item->integer() < 0)
        return std::nullopt;
    return std::min(item->integer(), maximum);
}

std::vector<PeerAddress> peersOf(const BencodeItem &root)
{
    const auto peers = root.find("peers");
    const auto peers6 = root.find("peers6");
    const std::string_view compact6 = peers6 && peers6->isString() ? peers6->string() : std::string_view{};
    constexpr std::size_t maximum = TrackerAnswer::maximumPeers;

    // Neither family crowds out the other: half the room is kept for IPv6 as far as it is needed.
    PeerCollector collected;
    const std::size_t kept6 = std::min(compact6.size() / 18, maximum / 2);
    if (peers && peers->isString())
        collected.addCompact(peers->string(), 4, maximum - kept6);
    else if (peers && peers->isList())
        collected.addList(*peers, maximum - kept6);
    collected.addCompact(compact6, 16, maximum);
    return collected.take();
}

} // namespace

Result<QUrl> composeTrackerUrl(const QUrl &tracker, const TrackerRequest &request)
{
    std::string query = "info_hash=" + percentEncoded(request.hash.bytes());
    query += "&peer_id=" + percentEncoded(request.peerId);
    query += "&port=" + std::to_string(request.port);
    query += "&uploaded=" + std::to_string(request.uploaded.value());
    query += "&downloaded=" + std::to_string(request.downloaded.value());
    query += "&left=" + std::to_string(request.left.value());
    query += "&compact=1&no_peer_id=1";
    query += "&numwant=" + std::to_string(request.wanted);
    query += "&key=" + QByteArray::number(request.key, 16).rightJustified(8, '0').toStdString();
    if (request.event != TrackerEvent::None)
        query += "&event=" + std::string(nameOf(request.event));
    if (!request.trackerId.empty())
        query += "&trackerid=" + percentEncoded(bytesOf(request.trackerId));

    QByteArray encoded = tracker.toEncoded(QUrl::RemoveFragment);
    encoded += tracker.hasQuery() ? (tracker.query().isEmpty() ? "" : "&") : "?";
    encoded += query;
    QUrl url = QUrl::fromEncoded(encoded, QUrl::StrictMode);
    if (const Result<void> usable = checkUrl(url); !usable)
        return std::unexpected(usable.error());
    return url;
}

Result<TrackerAnswer> parseTrackerAnswer(std::span<const std::byte> body)
{
    const Result<BencodeTape> tape = BencodeTape::parse(body, answerLimits);
    if (!tape) {
        const bool tooLarge = tape.error().code == ErrorCode::MetaTooLarge;
        return std::unexpected(
            refusal(tooLarge ? ErrorCode::ResponseTooLarge : ErrorCode::TrackerAnswer, errorName(tape.error().code)));
    }
    const BencodeItem root = tape->root();
    if (!root.isDictionary())
        return std::unexpected(refusal(ErrorCode::TrackerAnswer, u"no dictionary"_s));
    if (const auto reason = root.find("failure reason")) {
        Error error = refusal(ErrorCode::TrackerRefused,
                              reason->isString() ? plainText(bytesOf(reason->string()), longestWords) : QString());
        if (const auto wait = amountIn(root, "interval", longestSeconds))
            error.retryAfter = std::chrono::seconds(*wait);
        return std::unexpected(error);
    }
    const auto interval = amountIn(root, "interval", longestSeconds);
    if (!interval && !root.find("peers") && !root.find("peers6"))
        return std::unexpected(refusal(ErrorCode::TrackerAnswer, u"neither peers nor interval"_s));

    TrackerAnswer answer;
    answer.peers = peersOf(root);
    if (interval)
        answer.interval = std::chrono::seconds(*interval);
    if (const auto minimum = amountIn(root, "min interval", longestSeconds))
        answer.minimumInterval = std::chrono::seconds(*minimum);
    answer.complete = amountIn(root, "complete", std::numeric_limits<std::int64_t>::max());
    answer.incomplete = amountIn(root, "incomplete", std::numeric_limits<std::int64_t>::max());
    if (const auto id = root.find("tracker id"); id && id->isString() && id->string().size() <= maximumTrackerId)
        answer.trackerId = id->string();
    if (const auto warning = root.find("warning message"); warning && warning->isString())
        answer.warning = plainText(bytesOf(warning->string()), longestWords);
    return answer;
}

} // namespace freshet
