// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/SourceClass.h"
#include "core/base/BufferPool.h"
#include "core/http/HttpClient.h"
#include "core/meta/Geometry.h"
#include "core/pick/RunPicker.h"
#include "core/stats/RateMeter.h"

#include <memory>
#include <optional>

namespace freshet {

/// The start of a piece whose rest did not come; another request to the same source may go on with it.
struct PartialPiece {
    PieceIndex piece;
    std::size_t source = 0;
    Bytes filled;
    PieceBuffer buffer;
};

/// One HTTP request for a run of pieces, cutting the body into piece buffers. Invariant: a byte is only ever put where the
/// response's own offset says it belongs. Non-duty: decides nothing about sources or retries; proves nothing.
class PieceLane final : public HttpSink {
public:
    /// What a lane asks and tells the fetch that owns it.
    class Host {
    public:
        virtual ~Host() = default;
        virtual PieceBuffer acquireBuffer(Bytes size) = 0; ///< null: the lane pauses until resume()
        /// How much of this may be taken now by the limits; less: the lane pauses until onThrottleOpen().
        virtual Bytes takeBudget(Bytes wanted) = 0;
        virtual void onBudgetUsed(Bytes granted, Bytes used) = 0;
        /// May this lane receive the piece? (Not when it is there already, or somebody else's.)
        virtual bool claim(const PieceLane &lane, PieceIndex piece) = 0;
        virtual void onLaneHead(PieceLane &lane, bool rangeIgnored) = 0;
        virtual void onLaneBytes(PieceLane &lane, Bytes amount) = 0; ///< everything that arrived
        virtual void onLaneWasted(Bytes amount) = 0;                 ///< of it, what is thrown away
        virtual void onLanePiece(PieceLane &lane, PieceIndex piece, PieceBuffer bytes) = 0;
        /// Last call of a lane; it may be destroyed any time after it returned, not within.
        virtual void onLaneDone(PieceLane &lane, const Result<void> &outcome) = 0;
    };

    PieceLane(Host &host, std::size_t source, const Geometry &geometry, PieceRun run,
              std::optional<PartialPiece> partial);

    struct Source {
        QUrl url;
        SourceClass sourceClass = SourceClass::HttpOrigin;
        bool publicOnly = false; ///< see HttpRequest
        bool sharesLink = false; ///< see HttpRequest
    };
    void start(HttpClient &client, const Source &source);
    /// Memory is available again.
    void resume();
    /// The limits allow more.
    void onThrottleOpen();

    /// How fast it is; its owner keeps the time.
    struct Pace {
        MonotonicTime started{};
        RateMeter rate;
        Bytes received;
    };
    [[nodiscard]] Pace &pace() { return m_pace; }
    [[nodiscard]] const Pace &pace() const { return m_pace; }

    [[nodiscard]] std::size_t source() const { return m_source; }
    [[nodiscard]] PieceRun run() const { return m_run; }
    [[nodiscard]] bool isReceiving() const { return m_receiving; }
    [[nodiscard]] bool isPaused() const { return m_paused; } ///< for want of memory
    [[nodiscard]] bool isThrottled() const { return m_throttled; }
    /// Content offset of the next byte of the body.
    [[nodiscard]] Bytes position() const { return m_position; }
    /// The piece that it is at, being received or the next one. Not of a lane that has reached its end.
    [[nodiscard]] PieceIndex currentPiece() const { return m_inPiece ? m_piece : m_geometry.pieceAt(m_position); }
    /// Whether that piece is one of its run, and comes to something.
    [[nodiscard]] bool isInRun() const;
    /// Pieces at the end of its run that it has not come to. The first piece of a range counts as begun.
    [[nodiscard]] std::uint32_t unbegun() const;
    /// Gives up so many of them; the request ends early. Not from within a call of the host.
    void shorten(std::uint32_t pieces);
    /// Whether everything that was asked for came, useful or not.
    [[nodiscard]] bool reachedEnd() const { return m_position >= m_end; }
    /// Whether any byte came that was not thrown away.
    [[nodiscard]] bool wasUseful() const { return m_useful; }
    /// The piece that is under way when the lane ends, if anything of it came.
    [[nodiscard]] std::optional<PartialPiece> takePartial();

    Result<void> onHead(const HttpHead &head) override;
    std::size_t onData(std::span<const std::byte> data) override;
    void onDone(const Result<void> &outcome) override;

private:
    [[nodiscard]] std::size_t takeData(std::span<const std::byte> data);
    bool beginPiece();
    void endPiece();
    void endEarly();

    Host &m_host;
    std::size_t m_source;
    Geometry m_geometry;
    PieceRun m_run;
    bool m_shortened = false; ///< the response goes on behind m_end
    Bytes m_begin;            ///< first byte asked for
    Bytes m_end;              ///< behind the last byte asked for
    Bytes m_position;         ///< content offset of the next byte of the body
    PieceBuffer m_buffer;
    PieceIndex m_piece;
    Pace m_pace;
    bool m_inPiece = false;
    bool m_skipping = false; ///< the current piece's bytes are thrown away
    bool m_receiving = false;
    bool m_paused = false;
    bool m_throttled = false;
    bool m_useful = false;
    bool m_wholeBody = false; ///< the range was ignored
    std::unique_ptr<HttpTransfer> m_transfer;
};

} // namespace freshet
