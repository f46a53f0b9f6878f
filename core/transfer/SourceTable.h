// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/PeerRow.h"
#include "core/api/SourceClass.h"
#include "core/stats/RateMeter.h"

#include <QUrl>

#include <map>
#include <memory>
#include <span>

namespace freshet {

/// What is going on with an HTTP source at the moment.
struct SourceView {
    QUrl url;
    SourceClass sourceClass = SourceClass::HttpOrigin;
    std::uint32_t connections = 0;
    bool receiving = false;           ///< on one of them
    bool mayBeAsked = true;           ///< not left alone because of a failure
    MonotonicTime nextAttempt{};      ///< when it may be asked again, if it may not now
    std::optional<ErrorCode> error{}; ///< of its last failure
};

/// The HTTP sources of a job as lines of its peer table. Invariant: the table is the same object until a line changes. Non-duty: choosing sources.
class SourceTable {
public:
    /// Ids of HTTP sources begin here, so that they are none of a peer's.
    static constexpr std::uint64_t firstId = std::uint64_t{1} << 52;
    /// Further sources are not shown.
    static constexpr std::size_t maximumRows = 100;

    void onBytes(std::size_t source, Bytes amount, MonotonicTime now);
    void onBadPiece(std::size_t source, Bytes size);

    std::shared_ptr<const PeerTable> table(std::span<const SourceView> sources, MonotonicTime now);

private:
    struct Counters {
        Bytes received;
        Bytes bad;
        std::uint32_t badPieces = 0;
        PeerRateMeter rate;
        std::optional<MonotonicTime> since; ///< of its first byte
    };

    std::map<std::size_t, Counters> m_counters; ///< of sources that have brought something
    std::shared_ptr<const PeerTable> m_table;
};

} // namespace freshet
