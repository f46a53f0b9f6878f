// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/BufferPool.h"
#include "core/base/Verified.h"
#include "core/meta/PieceVerifier.h"
#include "core/store/PrefixDigest.h"
#include "core/store/StoreEvents.h"
#include "core/store/WorkThread.h"

#include <map>
#include <memory>

namespace freshet {

class DiskThread;

/// Proves each submitted piece once and passes it on to the disk thread; keeps the running digest of
/// contents without a verifier. Everything about a content goes through this queue, so that
/// fences keep their place among the pieces. Non-duty: touches no file.
class HashThread {
public:
    HashThread(DiskThread &disk, StoreEvents &events);

    struct Stream {
        std::shared_ptr<const PieceVerifier> verifier; ///< null: `prefix` is kept instead
        std::shared_ptr<PrefixDigest> prefix;
        Geometry geometry;
        bool sizeKnown = true;
        PieceIndex next{0}; ///< without a verifier: the only piece that is welcome
        Bytes received;     ///< without a verifier: bytes hashed so far
        bool ended = false; ///< without a verifier: a short last piece has been seen
    };

    void attach(ContentHandle content, Stream stream);
    void submit(ContentHandle content, PieceIndex piece, Unverified<PieceBuffer> bytes, RejectedSink sink);
    void seal(ContentHandle content, Bytes size);
    /// Runs `fence` on the hash thread after everything submitted before; it posts on to the disk thread.
    void fence(WorkThread::Task fence) { m_work.post(std::move(fence)); }
    /// Restarts the digest of a content without a verifier. On the hash thread.
    void restart(ContentHandle content, const Geometry &geometry, bool sizeKnown);
    void detach(ContentHandle content) { m_streams.erase(content.value()); }

    void stop() { m_work.stop(); }

private:
    void prove(ContentHandle content, PieceIndex piece, Unverified<PieceBuffer> bytes, RejectedSink sink);
    void reject(ContentHandle content, PieceIndex piece, Unverified<PieceBuffer> bytes, RejectedSink sink);
    void stream(ContentHandle content, Stream &s, PieceIndex piece, Unverified<PieceBuffer> bytes);

    DiskThread &m_disk;
    StoreEvents &m_events;
    std::map<std::uint32_t, Stream> m_streams;
    WorkThread m_work{"freshet-hash"};
};

} // namespace freshet
