// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/wire/PeerConnection.h"

#include "core/wire/Bitfield.h"

#include <QPointer>

#include <algorithm>
#include <cassert>
#include <cstring>

namespace freshet {

using namespace Qt::StringLiterals;

namespace {

/// Receives per turn of the event loop, as long as each fills the buffer.
constexpr int receivesAtOnce = 4;
constexpr std::chrono::milliseconds roundTripAge{250};
constexpr std::chrono::seconds startTime{1};
constexpr std::size_t startDepth = 32;
constexpr std::size_t leastDepth = 8;
constexpr std::chrono::milliseconds workAhead{10};

const PeerOptions &checked(const PeerOptions &options, const ReceiveBuffer &buffer)
{
    assert(options.receiveBuffer <= buffer.size());
    static_cast<void>(buffer);
    return options;
}

} // namespace

PeerConnection::PeerConnection(ReadyPeer peer, PeerHost &host, ReceiveBuffer &buffer, const Clock &clock,
                               const PeerOptions &options)
    : m_host(host)
    , m_buffer(buffer)
    , m_clock(clock)
    , m_options(checked(options, buffer))
    , m_transport(std::move(peer.transport))
    , m_ticket(std::move(peer.ticket))
    , m_content(std::move(peer.content))
    , m_direction(peer.direction)
    , m_endpoint(std::move(peer.endpoint))
    , m_peerId(peer.peerId)
    , m_features(peer.features)
    , m_infoHash(peer.infoHash)
    , m_decoder(WireLimits::forContent(m_content.geometry))
    , m_pieces(m_content.geometry.pieceCount())
    , m_chokeFlips(options.flipBurst, options.flipsPerSecond)
    , m_interestFlips(options.flipBurst, options.flipsPerSecond)
{
    m_deadline.setSingleShot(true);
    connect(&m_deadline, &QTimer::timeout, this, &PeerConnection::onDeadline);
    m_soon.setSingleShot(true);
    m_soon.setInterval(0);
    connect(&m_soon, &QTimer::timeout, this, [this] {
        if (m_closing) {
            tellClosed();
            return;
        }
        sendAll();
        tellSendSpace();
    });
    if (m_ticket)
        m_ticket->setReplaced([this] { fail(ErrorCode::PeerRefused, u"another connection to it took the place"_s); });
}

PeerConnection::~PeerConnection() = default;

void PeerConnection::start(const PieceSet &ours)
{
    assert(!m_started && ours.size() == m_pieces.size());
    if (m_closed)
        return;
    m_started = true;
    m_now = m_clock.monotonic();
    m_lastReceived = m_lastSaid = m_lastTaken = m_now;
    m_transport->setCallbacks([this] { onReadable(); }, [this] { onWritable(); });

    // BEP 6 and BEP 3 want this first of all.
    if (m_features.fast && (ours.isComplete() || ours.isEmpty()))
        say([&](WireEncoder &to) { to.plain(ours.isEmpty() ? WireMessageId::HaveNone : WireMessageId::HaveAll); });
    else if (!ours.isEmpty())
        say([&](WireEncoder &to) { to.bitfield(bitfieldOf(ours)); });
    if (m_features.extensions)
        sendExtensionHandshake(ours.isComplete());

    m_transport->wantRead(!m_paused);
    armDeadline(m_now + std::min(m_options.idleTime, m_options.keepAliveTime));
}

void PeerConnection::sendExtensionHandshake(bool uploadOnly)
{
    const std::vector<std::byte> theirs = m_endpoint.addressBytes();
    const ExtensionHandshake ours{.claims = ExtensionHandshake::claimsId,
                                  .listenPort =
                                      m_options.listenPort != 0 ? std::optional(m_options.listenPort) : std::nullopt,
                                  .clientName = QStringLiteral("Freshet " FRESHET_VERSION),
                                  .requestQueue = static_cast<std::uint32_t>(m_options.maximumTheirRequests),
                                  .yourAddress{reinterpret_cast<const char *>(theirs.data()), theirs.size()},
                                  .uploadOnly = uploadOnly};
    const std::string dictionary = ours.encode();
    say([&](WireEncoder &to) { to.extended(0, std::as_bytes(std::span(dictionary))); });
}

// Receiving.

void PeerConnection::onReadable()
{
    const QPointer<PeerConnection> alive(this);
    for (int i = 0; i < receivesAtOnce; ++i) {
        if (m_closed || m_paused || !receiveOnce() || !alive)
            return;
    }
}

bool PeerConnection::receiveOnce()
{
    m_now = m_clock.monotonic();
    // What is incomplete goes in front of what comes, unless it is so long that moving it around costs more than gathering it.
    std::span<std::byte> buffer = m_buffer.bytes().first(m_options.receiveBuffer);
    const bool gathers = m_rest.size() > buffer.size() / 4;
    std::size_t kept = 0;
    if (!gathers) {
        kept = m_rest.size();
        std::ranges::copy(m_rest, buffer.begin());
    }
    std::span<std::byte> free = buffer.subspan(kept);
    if (gathers)
        free = free.first(std::min(free.size(), m_restNeeded - m_rest.size()));
    const auto received = m_transport->receive(free);
    switch (received.outcome) {
    case Transport::Outcome::Blocked:
        return false;
    case Transport::Outcome::Ended:
        fail(ErrorCode::ConnectionLost, u"the peer closed the connection"_s);
        return false;
    case Transport::Outcome::Failed:
        failTransport();
        return false;
    case Transport::Outcome::Done:
        break;
    }
    m_counters.received += Bytes{received.bytes};
    const bool mayBeMore = received.bytes == free.size();
    if (!gathers)
        return takeReceived(buffer.first(kept + received.bytes)) && mayBeMore;

    m_rest.insert(m_rest.end(), free.begin(), free.begin() + static_cast<std::ptrdiff_t>(received.bytes));
    if (m_rest.size() < m_restNeeded) {
        m_transport->readAtLeast(m_restNeeded - m_rest.size());
        return mayBeMore;
    }
    const std::vector<std::byte> whole = std::exchange(m_rest, {});
    return takeReceived(whole) && mayBeMore;
}

/// Tells everything that is complete in `bytes` and keeps the rest. False when that was the end of reading for now.
bool PeerConnection::takeReceived(std::span<const std::byte> bytes)
{
    const QPointer<PeerConnection> alive(this);
    m_inBatch = true;
    bool progress = false;
    std::size_t needed = 0;
    while (!m_paused) {
        WireMessage message;
        const WireDecoder::Step step = m_decoder.next(bytes, message);
        if (step.outcome == WireDecoder::Outcome::Broken) {
            breach(step.reason);
            break;
        }
        if (step.outcome == WireDecoder::Outcome::Incomplete) {
            needed = step.needed;
            break;
        }
        progress = true;
        bytes = bytes.subspan(step.consumed);
        dispatch(message);
        if (!alive)
            return false;
        if (m_closed)
            break;
    }
    m_inBatch = false;
    if (m_closed) {
        m_rest = {};
        return false;
    }
    // The host may have kept nothing, and an idle connection keeps no memory.
    m_rest = bytes.empty() ? std::vector<std::byte>() : std::vector<std::byte>(bytes.begin(), bytes.end());
    m_restNeeded = needed;
    m_transport->readAtLeast(needed > m_rest.size() && !m_paused ? needed - m_rest.size() : 1);
    if (progress)
        m_lastReceived = m_now;
    if (m_rest.empty() || m_paused) {
        m_restSince.reset();
    } else if (progress || !m_restSince) {
        m_restSince = m_now;
        armDeadline(m_now + m_options.messageTime);
    }
    endBatch();
    return alive && !m_closed && !m_paused;
}

void PeerConnection::endBatch()
{
    const QPointer<PeerConnection> alive(this);
    m_inBatch = true;
    m_host.onPeerBatchEnd(*this);
    if (!alive)
        return;
    m_inBatch = false;
    sendAll();
    tellSendSpace();
}

void PeerConnection::pauseReading()
{
    if (m_paused || m_closed)
        return;
    m_paused = true;
    m_restSince.reset();
    m_transport->wantRead(false);
}

void PeerConnection::resumeReading()
{
    if (!m_paused || m_closed)
        return;
    m_paused = false;
    if (!m_started)
        return;
    m_lastReceived = m_clock.monotonic();
    // Called back from the event loop, like everything else that is told.
    QMetaObject::invokeMethod(
        this,
        [this] {
            if (m_closed || m_paused)
                return;
            const QPointer<PeerConnection> alive(this);
            if (!m_rest.empty()) {
                m_now = m_clock.monotonic();
                const std::vector<std::byte> kept = std::exchange(m_rest, {});
                if (!takeReceived(kept) || !alive)
                    return;
            }
            m_transport->wantRead(true);
        },
        Qt::QueuedConnection);
}

// Sending.

void PeerConnection::queued()
{
    const MonotonicTime now = m_inBatch ? m_now : m_clock.monotonic();
    m_lastSaid = now;
    if (m_queue.bytes() >= m_options.sendBufferLow)
        m_wasFull = true;
    // Blocks stop at the cap by themselves; what is beyond it are answers the peer provokes and does not read.
    if (m_queue.bytes() > m_options.sendBufferCap + m_options.sendBufferCap / 4) {
        fail(ErrorCode::NoProgress, u"the peer does not read what it is sent"_s);
        return;
    }
    if (!m_inBatch && !m_soon.isActive())
        m_soon.start();
}

void PeerConnection::flush()
{
    if (!m_closed && m_started && !m_inBatch)
        sendAll();
    if (m_wasFull && hasSendSpace() && !m_soon.isActive())
        m_soon.start(); // tells of the space
}

void PeerConnection::onWritable()
{
    sendAll();
    tellSendSpace();
}

void PeerConnection::sendAll()
{
    if (m_closed || !m_started)
        return;
    const std::size_t before = m_queue.bytes();
    const Transport::Outcome outcome = m_transport->send(m_queue);
    const std::size_t taken = before - m_queue.bytes();
    m_counters.sent += Bytes{taken};
    if (outcome == Transport::Outcome::Failed || outcome == Transport::Outcome::Ended) {
        failTransport();
        return;
    }
    const bool blocked = outcome == Transport::Outcome::Blocked;
    if (taken > 0 || !blocked)
        m_lastTaken = m_clock.monotonic();
    if (blocked)
        armDeadline(m_lastTaken + m_options.sendStallTime);
    m_transport->wantWrite(blocked);
}

void PeerConnection::tellSendSpace()
{
    if (m_closed || !m_wasFull || !hasSendSpace())
        return;
    m_wasFull = false;
    m_host.onPeerSendSpace(*this);
}

// Depth.

std::size_t PeerConnection::maximumRequests() const
{
    const std::size_t theirs = m_extensions.requestQueue.value_or(m_options.maximumOurRequests);
    return std::clamp<std::size_t>(theirs, 1, m_options.maximumOurRequests);
}

std::size_t PeerConnection::suggestedDepth() const
{
    const MonotonicTime now = m_inBatch ? m_now : m_clock.monotonic();
    if (now - m_roundTripAt >= roundTripAge && !m_closed) {
        m_roundTripAt = now;
        m_roundTrip = m_transport->minimumRoundTrip().value_or(m_roundTrip);
    }
    const double seconds = std::chrono::duration<double>(2 * m_roundTrip + workAhead).count();
    const double bytes = static_cast<double>(m_recentRate.rate(now).value()) * seconds;
    const auto blocks = static_cast<std::size_t>(bytes / static_cast<double>(blockLength.value())) + 1;
    const bool starting = !m_firstBlockAt || now - *m_firstBlockAt < startTime;
    const std::size_t most = maximumRequests();
    return std::clamp(blocks, std::min(starting ? startDepth : leastDepth, most), most);
}

// Ending.

void PeerConnection::close(const Error &error)
{
    if (std::exchange(m_closed, true))
        return;
    m_closing = error;
    m_deadline.stop();
    m_queue.clear();
    m_ticket.reset();
    m_transport->abort();
    m_soon.start();
}

void PeerConnection::breach(const char *rule)
{
    fail(ErrorCode::PeerProtocol, QString::fromLatin1(rule));
}

void PeerConnection::fail(ErrorCode code, const QString &detail)
{
    close({.code = code,
           .operation = u"exchange with peer"_s,
           .object = m_endpoint.toString(),
           .detail = detail,
           .next = code == ErrorCode::DiskIo ? NextStep::RunAgain : NextStep::NextSource});
}

void PeerConnection::failTransport()
{
    fail(m_transport->lastError().code, m_transport->lastError().detail);
}

void PeerConnection::tellClosed()
{
    const Error error = *std::exchange(m_closing, std::nullopt);
    m_host.onPeerClosed(*this, error);
}

// Deadlines: one timer for the nearest of them. Most are put off all the time, which is only noticed when it fires.

void PeerConnection::armDeadline(MonotonicTime at)
{
    if (m_closed || (m_deadline.isActive() && m_deadlineAt <= at))
        return;
    m_deadlineAt = at;
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(at - m_clock.monotonic());
    m_deadline.start(std::max(left, std::chrono::milliseconds{0}));
}

void PeerConnection::onDeadline()
{
    m_now = m_clock.monotonic();
    if (!m_paused && m_now - m_lastReceived >= m_options.idleTime) {
        fail(ErrorCode::Timeout, u"the peer says nothing"_s);
        return;
    }
    if (m_restSince && m_now - *m_restSince >= m_options.messageTime) {
        fail(ErrorCode::Timeout, u"the peer does not finish a message"_s);
        return;
    }
    if (!m_queue.isEmpty() && m_now - m_lastTaken >= m_options.sendStallTime) {
        fail(ErrorCode::Timeout, u"the peer does not read what it is sent"_s);
        return;
    }
    if (m_now - m_lastSaid >= m_options.keepAliveTime) {
        say([](WireEncoder &to) { to.keepAlive(); });
        if (m_closed)
            return;
    }
    MonotonicTime next = m_lastSaid + m_options.keepAliveTime;
    if (!m_paused)
        next = std::min(next, m_lastReceived + m_options.idleTime);
    if (m_restSince)
        next = std::min(next, *m_restSince + m_options.messageTime);
    if (!m_queue.isEmpty())
        next = std::min(next, m_lastTaken + m_options.sendStallTime);
    armDeadline(next);
}

} // namespace freshet
