// SPDX-License-Identifier: GPL-3.0-or-later
//
// PeerConnection: what each message of the peer means, and whether it may come now.
#include "core/wire/Bitfield.h"
#include "core/wire/FastSet.h"
#include "core/wire/PeerConnection.h"
#include "core/wire/SocketAddress.h"

#include <QPointer>

#include <algorithm>

namespace freshet {

namespace {

/// BEP 6's k.
constexpr std::size_t fastSetSize = 10;
/// Pieces told twice are harmless until they are a stream.
constexpr std::size_t repeatedHavesBeyondCount = 1000;

} // namespace

void PeerConnection::dispatch(const WireMessage &message)
{
    if (message.keepAlive || message.isUnknown)
        return;
    switch (message.id) {
    case WireMessageId::Extended: // may precede a bitfield: both want to be first
        dispatchExtended(message);
        return;
    case WireMessageId::DhtPort: // ports of a DHT are of no use here
        return;
    case WireMessageId::Bitfield:
    case WireMessageId::HaveAll:
    case WireMessageId::HaveNone:
        onPieces(message);
        return;
    default:
        break;
    }
    m_mayHavePieces = false;
    switch (message.id) {
    case WireMessageId::Choke:
    case WireMessageId::Unchoke:
    case WireMessageId::Interested:
    case WireMessageId::NotInterested:
        onState(message.id);
        return;
    case WireMessageId::Have:
        onHave(PieceIndex{message.piece});
        return;
    case WireMessageId::Request:
        onRequest(message);
        return;
    case WireMessageId::Piece:
        onBlock(message);
        return;
    case WireMessageId::Cancel:
        onCancel(message);
        return;
    case WireMessageId::Suggest:
    case WireMessageId::Reject:
    case WireMessageId::AllowedFast:
        dispatchFast(message);
        return;
    case WireMessageId::HashRequest:
    case WireMessageId::Hashes:
    case WireMessageId::HashReject:
        dispatchHashes(message);
        return;
    default:
        return;
    }
}

void PeerConnection::onState(WireMessageId id)
{
    const bool aboutChoking = id == WireMessageId::Choke || id == WireMessageId::Unchoke;
    if (!(aboutChoking ? m_chokeFlips : m_interestFlips).spend(m_now)) {
        breach("it changes its mind too often");
        return;
    }
    switch (id) {
    case WireMessageId::Choke:
        onChoke();
        return;
    case WireMessageId::Unchoke:
        if (std::exchange(m_isChoking, false))
            m_host.onPeerUnchoked(*this);
        return;
    default: {
        const bool interested = id == WireMessageId::Interested;
        if (std::exchange(m_isInterested, interested) != interested)
            m_host.onPeerInterest(*this, interested);
        return;
    }
    }
}

void PeerConnection::onChoke()
{
    if (std::exchange(m_isChoking, true))
        return;
    const QPointer<PeerConnection> alive(this);
    if (!m_features.fast) {
        // BEP 3: a choke drops what was asked. Blocks that were under way may still come.
        for (const BlockIndex block : m_ours.cancelAll()) {
            m_host.onPeerRejected(*this, block);
            if (!alive || m_closed)
                return;
        }
    }
    m_host.onPeerChoked(*this);
}

void PeerConnection::onPieces(const WireMessage &message)
{
    if (!std::exchange(m_mayHavePieces, false)) {
        onLatePieces(message);
        return;
    }
    if (message.id != WireMessageId::Bitfield && !m_features.fast) {
        breach("a message of the fast extension, which was not offered");
        return;
    }
    if (message.id == WireMessageId::HaveAll) {
        m_pieces = PieceSet(m_pieces.size(), true);
    } else if (message.id == WireMessageId::Bitfield) {
        auto pieces = piecesOf(message.payload, m_pieces.size());
        if (!pieces) {
            breach("a bitfield with spare bits set");
            return;
        }
        m_pieces = std::move(*pieces);
    }
    m_host.onPeerPieces(*this);
}

void PeerConnection::onLatePieces(const WireMessage &message)
{
    if (message.id != WireMessageId::Bitfield) {
        breach("all or nothing is told when it is not the first message");
        return;
    }
    const auto pieces = piecesOf(message.payload, m_pieces.size());
    if (!pieces) {
        breach("a bitfield with spare bits set");
        return;
    }
    std::vector<PieceIndex> news;
    pieces->forEach([&](PieceIndex piece) {
        if (m_pieces.insert(piece))
            news.push_back(piece);
    });
    if (news.empty())
        countRepeatedHave();
    const QPointer self(this);
    for (const PieceIndex piece : news)
        if (self && !m_closed)
            m_host.onPeerHave(*this, piece);
}

void PeerConnection::onHave(PieceIndex piece)
{
    if (piece.value() >= m_pieces.size()) {
        breach("it has a piece that does not exist");
        return;
    }
    if (m_pieces.insert(piece))
        m_host.onPeerHave(*this, piece);
    else
        countRepeatedHave();
}

void PeerConnection::countRepeatedHave()
{
    if (++m_repeatedHaves > m_pieces.size() + repeatedHavesBeyondCount)
        breach("it tells the same pieces again and again");
}

bool PeerConnection::isRangeInContent(const WireMessage &message) const
{
    const Geometry &geometry = m_content.geometry;
    return message.piece < geometry.pieceCount() && message.length > 0
           && std::uint64_t{message.begin} + message.length <= geometry.pieceSize(PieceIndex{message.piece}).value();
}

/// Whether a request or cancel is about the last block as if it were a full one. libtorrent pads every v2 file to whole pieces in its mind
/// and asks so; the bytes beyond the end are zero.
bool PeerConnection::isPaddedTail(const WireMessage &message) const
{
    const Geometry &geometry = m_content.geometry;
    const PieceIndex piece = geometry.pieceOf(lastBlock());
    return message.piece == piece.value() && message.length == blockLength.value()
           && Bytes{message.begin} == geometry.blockOffset(lastBlock()) - geometry.pieceOffset(piece);
}

/// The length with which the peer asked for a block.
Bytes PeerConnection::theirLengthOf(BlockIndex block) const
{
    return m_tailPadded && block == lastBlock() ? blockLength : m_content.geometry.blockSize(block);
}

std::optional<BlockIndex> PeerConnection::blockOf(const WireMessage &message) const
{
    const Geometry &geometry = m_content.geometry;
    if (!isRangeInContent(message) || message.begin % blockLength.value() != 0)
        return std::nullopt;
    const BlockIndex block = geometry.firstBlockOf(PieceIndex{message.piece})
                             + BlockIndex{static_cast<std::uint32_t>(message.begin / blockLength.value())};
    if (geometry.blockSize(block) != Bytes{message.length})
        return std::nullopt;
    return block;
}

void PeerConnection::onBlock(const WireMessage &message)
{
    const auto block = blockOf(message);
    const RequestBook::Found found = block ? m_ours.answer(*block) : RequestBook::Found{};
    switch (found.answer) {
    case RequestBook::Answer::Unasked:
        breach("a block that was not asked for");
        return;
    case RequestBook::Answer::Cancelled:
        m_counters.wasted += Bytes{message.payload.size()};
        m_host.onPeerWasted(*this, Bytes{message.payload.size()});
        return;
    case RequestBook::Answer::Asked:
        break;
    }
    const Bytes size{message.payload.size()};
    m_counters.payloadReceived += size;
    ++m_counters.blocksReceived;
    m_downloadRate.onBytes(size, m_now);
    m_recentRate.onBytes(size, m_now);
    m_lastBlockAt = m_now;
    if (!m_firstBlockAt)
        m_firstBlockAt = m_now;
    const auto took = std::chrono::duration_cast<std::chrono::microseconds>(m_now - found.askedAt);
    m_responseTime = m_responseTime ? (*m_responseTime * 7 + took) / 8 : took;
    m_host.onPeerBlock(*this, *block, message.payload);
}

// Requests of the peer.

void PeerConnection::onRequest(const WireMessage &message)
{
    const bool padded = isPaddedTail(message);
    if (!padded && !isRangeInContent(message)) {
        breach("it asks for bytes that do not exist");
        return;
    }
    const auto block = padded ? std::optional(lastBlock()) : blockOf(message);
    if (block && std::ranges::find(m_theirs, *block) != m_theirs.end()) {
        countRefusal(); // it will be answered once; a rejection would seem to be that answer
        return;
    }
    if (m_amChoking || !block || m_theirs.size() >= m_options.maximumTheirRequests) {
        refuse(message);
        return;
    }
    if (*block == lastBlock())
        m_tailPadded = padded;
    m_theirs.push_back(*block);
    m_host.onPeerRequest(*this, *block);
}

void PeerConnection::refuse(const WireMessage &request)
{
    countRefusal();
    if (m_closed || !m_features.fast)
        return;
    ++m_counters.rejectsSent;
    say([&](WireEncoder &to) { to.range(WireMessageId::Reject, request.piece, request.begin, request.length); });
}

void PeerConnection::countRefusal()
{
    if (++m_refusals > m_options.maximumRefusals)
        breach("it asks for too much");
}

bool PeerConnection::takeTheirRequest(BlockIndex block)
{
    const auto it = std::ranges::find(m_theirs, block);
    if (it == m_theirs.end())
        return false;
    m_theirs.erase(it);
    return true;
}

void PeerConnection::onCancel(const WireMessage &message)
{
    const bool padded = isPaddedTail(message);
    if (!padded && !isRangeInContent(message)) {
        breach("it cancels what does not exist");
        return;
    }
    const auto block = padded ? std::optional(lastBlock()) : blockOf(message);
    if (!block || !takeTheirRequest(*block))
        return;            // answered already
    if (m_features.fast) { // BEP 6: every request is answered
        ++m_counters.rejectsSent;
        sayRange(WireMessageId::Reject, *block, theirLengthOf(*block));
    }
    m_host.onPeerCancelled(*this, *block);
}

// The fast extension (BEP 6).

void PeerConnection::dispatchFast(const WireMessage &message)
{
    if (!m_features.fast) {
        breach("a message of the fast extension, which was not offered");
        return;
    }
    if (message.id == WireMessageId::Reject) {
        onReject(message);
        return;
    }
    const PieceIndex piece{message.piece};
    if (piece.value() >= m_pieces.size()) {
        breach("it speaks of a piece that does not exist");
        return;
    }
    if (message.id == WireMessageId::Suggest)
        m_host.onPeerSuggested(*this, piece);
    else
        onAllowedFast(piece);
}

void PeerConnection::onReject(const WireMessage &message)
{
    const auto block = blockOf(message);
    const RequestBook::Found found = block ? m_ours.answer(*block) : RequestBook::Found{};
    switch (found.answer) {
    case RequestBook::Answer::Asked:
        ++m_counters.rejectsReceived;
        m_host.onPeerRejected(*this, *block);
        return;
    case RequestBook::Answer::Cancelled:
        ++m_counters.rejectsReceived;
        return;
    case RequestBook::Answer::Unasked:
        if (++m_unaskedRejects > m_options.maximumUnaskedRejects)
            breach("it rejects what was not asked for");
        return;
    }
}

void PeerConnection::onAllowedFast(PieceIndex piece)
{
    if (isInFastSet(piece))
        return;
    const auto set = allowedFastSet(SocketAddress::localOf(m_transport->descriptor()).address, m_infoHash,
                                    m_pieces.size(), fastSetSize);
    if (std::ranges::find(set, piece) != set.end())
        m_fastSet.push_back(piece); // at most fastSetSize
}

bool PeerConnection::isInFastSet(PieceIndex piece) const
{
    return std::ranges::find(m_fastSet, piece) != m_fastSet.end();
}

// Hashes (BEP 52).

void PeerConnection::dispatchHashes(const WireMessage &message)
{
    if (!m_features.v2) {
        breach("a message of protocol v2 on a v1 connection");
        return;
    }
    const HashSpan span = decodeHashSpan(message.payload);
    if (message.id == WireMessageId::HashRequest)
        onHashRequest(span);
    else if (message.id == WireMessageId::Hashes)
        onHashes(span, message.payload);
    else
        onHashReject(span);
}

void PeerConnection::onHashRequest(const HashSpan &span)
{
    if (std::ranges::find(m_hashesTheirs, span) != m_hashesTheirs.end()) {
        countRefusal();
        return;
    }
    if (span.root != m_content.piecesRoot || !isInTree(m_content.geometry, span)
        || m_hashesTheirs.size() >= m_options.maximumHashRequests) {
        countRefusal();
        if (!m_closed)
            say([&](WireEncoder &to) { to.hashes(WireMessageId::HashReject, span); });
        return;
    }
    m_hashesTheirs.push_back(span);
    m_host.onPeerHashRequest(*this, span);
}

bool PeerConnection::takeHashesTheirs(const HashSpan &span)
{
    return std::erase(m_hashesTheirs, span) != 0;
}

std::optional<PieceIndex> PeerConnection::takeHashesAsked(const HashSpan &span)
{
    const auto it = std::ranges::find_if(m_hashesAsked, [&](PieceIndex piece) {
        return blockHashesOf(m_content.geometry, m_content.piecesRoot, piece) == span;
    });
    if (it == m_hashesAsked.end())
        return std::nullopt;
    const PieceIndex piece = *it;
    m_hashesAsked.erase(it);
    return piece;
}

void PeerConnection::onHashes(const HashSpan &span, std::span<const std::byte> payload)
{
    const auto piece = takeHashesAsked(span);
    if (!piece) {
        breach("hashes that were not asked for");
        return;
    }
    const auto hashes = decodeHashes(payload);
    if (!hashes || !provesSpan(m_content.geometry, span, *hashes, m_content.piecesRoot)) {
        breach("hashes that do not lead to the pieces root");
        return;
    }
    const Geometry &geometry = m_content.geometry;
    const std::uint64_t blocks = (geometry.pieceSize(*piece).value() + blockLength.value() - 1) / blockLength.value();
    m_host.onPeerHashes(*this, *piece, std::span(*hashes).first(blocks));
}

void PeerConnection::onHashReject(const HashSpan &span)
{
    if (const auto piece = takeHashesAsked(span))
        m_host.onPeerHashesRejected(*this, *piece);
    else if (++m_unaskedRejects > m_options.maximumUnaskedRejects)
        breach("it rejects what was not asked for");
}

// Extensions (BEP 10).

void PeerConnection::dispatchExtended(const WireMessage &message)
{
    if (!m_features.extensions) {
        breach("a message of the extension protocol, which was not offered");
        return;
    }
    if (message.extension == 0) {
        auto handshake = ExtensionHandshake::decode(message.payload);
        if (!handshake) {
            fail(handshake.error().code, handshake.error().detail);
            return;
        }
        m_extensions = std::move(*handshake);
        const ExtensionHandshake told = m_extensions; // the call may end this connection
        m_host.onPeerExtensions(*this, told);
        return;
    }
    if (message.extension != ExtensionHandshake::claimsId)
        return; // we named no other
    const auto claims = ClaimMessage::decode(message.payload, m_pieces.size());
    if (claims)
        m_host.onPeerClaims(*this, *claims);
    else if (claims.error() == ClaimMessage::Refusal::Malformed)
        breach("claims that cannot be read");
}

} // namespace freshet
