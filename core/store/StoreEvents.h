// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Error.h"
#include "core/base/Units.h"
#include "core/store/RejectedPiece.h"
#include "core/store/StoreTypes.h"

#include <cstdint>
#include <functional>
#include <vector>

namespace freshet {

/// An open content. Never reused within one Store.
using ContentHandle = Strong<struct ContentHandleTag, std::uint32_t>;

/// What the hash and disk threads have to say. Called on those threads; the implementation passes it on to
/// the engine thread in the same order.
class StoreEvents {
public:
    virtual ~StoreEvents() = default;
    virtual void verified(ContentHandle content, PieceIndex piece) = 0;
    /// `back` and `sink` are null unless whoever submitted the piece wants it back.
    virtual void rejected(ContentHandle content, PieceIndex piece, std::shared_ptr<RejectedPiece> back,
                          RejectedSink sink) = 0;
    virtual void written(ContentHandle content, PieceIndex piece) = 0;
    virtual void durable(ContentHandle content, std::vector<PieceIndex> pieces) = 0;
    virtual void dropped(ContentHandle content, std::vector<PieceIndex> pieces) = 0;
    virtual void complete(ContentHandle content) = 0;
    virtual void failed(ContentHandle content, Error error) = 0;
    virtual void kept(Retention retention) = 0;
    /// Runs `call` on the engine thread.
    virtual void run(std::function<void()> call) = 0;
};

} // namespace freshet
