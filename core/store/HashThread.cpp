// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/HashThread.h"

#include "core/meta/BlockProof.h"
#include "core/store/DiskThread.h"

namespace freshet {

HashThread::HashThread(DiskThread &disk, StoreEvents &events)
    : m_disk(disk)
    , m_events(events)
{
}

void HashThread::attach(ContentHandle content, Stream stream)
{
    m_work.post([this, content, s = std::move(stream)]() mutable {
        m_streams.insert_or_assign(content.value(), std::move(s));
    });
}

void HashThread::restart(ContentHandle content, const Geometry &geometry, bool sizeKnown)
{
    const auto it = m_streams.find(content.value());
    if (it == m_streams.end() || it->second.verifier)
        return;
    it->second = Stream{{}, std::make_shared<PrefixDigest>(), geometry, sizeKnown, PieceIndex{0}, Bytes{0}, false};
}

void HashThread::submit(ContentHandle content, PieceIndex piece, Unverified<PieceBuffer> bytes, RejectedSink sink)
{
    m_work.post([this, content, piece, b = std::move(bytes), sink = std::move(sink)]() mutable {
        prove(content, piece, std::move(b), std::move(sink));
    });
}

void HashThread::prove(ContentHandle content, PieceIndex piece, Unverified<PieceBuffer> bytes, RejectedSink sink)
{
    const auto it = m_streams.find(content.value());
    if (it == m_streams.end())
        return; // closed meanwhile
    Stream &s = it->second;
    if (!s.verifier)
        return stream(content, s, piece, std::move(bytes));
    auto verdict = s.verifier->verify(piece, std::move(bytes));
    if (!verdict)
        return reject(content, piece, std::move(verdict.error()),
                      s.verifier->kind() == PieceVerifier::Kind::Merkle ? std::move(sink) : nullptr);
    m_events.verified(content, piece);
    m_disk.write(content, piece, std::move(*verdict));
}

void HashThread::reject(ContentHandle content, PieceIndex piece, Unverified<PieceBuffer> bytes, RejectedSink sink)
{
    if (!sink) {
        {
            const PieceBuffer back = std::move(bytes).take();
        } // free before the verdict is heard
        return m_events.rejected(content, piece, nullptr, nullptr);
    }
    std::vector<Sha256Digest> hashes = blockHashes(std::as_const(bytes).get().bytes());
    m_events.rejected(content, piece, std::make_shared<RejectedPiece>(std::move(bytes), std::move(hashes)),
                      std::move(sink));
}

void HashThread::stream(ContentHandle content, Stream &s, PieceIndex piece, Unverified<PieceBuffer> bytes)
{
    const Bytes size{bytes.get().size()};
    const bool inOrder = piece == s.next && !s.ended && piece.value() < s.geometry.pieceCount();
    const bool rightSize =
        inOrder
        && (s.sizeKnown ? size == s.geometry.pieceSize(piece) : size > Bytes{0} && size <= s.geometry.pieceLength());
    if (!rightSize)
        return reject(content, piece, std::move(bytes), nullptr);
    s.prefix->add(std::as_const(bytes).get().bytes());
    s.received += size;
    ++s.next;
    const bool tail = !s.sizeKnown && size < s.geometry.pieceLength();
    s.ended = tail;
    m_disk.writeUnproven(content, piece, std::move(bytes), s.prefix->value(), tail);
}

void HashThread::seal(ContentHandle content, Bytes size)
{
    m_work.post([this, content, size] {
        const auto it = m_streams.find(content.value());
        if (it == m_streams.end())
            return;
        Stream &s = it->second;
        s.ended = true;
        const Bytes received = s.verifier ? s.geometry.contentLength() : s.received;
        m_disk.seal(content, size, received, s.prefix ? std::optional(s.prefix->value()) : std::nullopt);
    });
}

} // namespace freshet
