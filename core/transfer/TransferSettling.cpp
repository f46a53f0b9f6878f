// SPDX-License-Identifier: GPL-3.0-or-later
// The moment between the stop of a transfer and the verdicts on what it had handed in: they are waited for, so that a piece that
// fails its proof after the stop is not counted as useful, nor one that passes as lost.
#include "core/transfer/Transfer.h"

namespace freshet {

void Transfer::settlePiece(PieceIndex piece, bool proven)
{
    const auto it = m_inProof.find(piece);
    if (it == m_inProof.end())
        return;
    const SourceClass from = it->second;
    m_inProof.erase(it);
    const Bytes size = m_settlingGeometry.pieceSize(piece);
    const ByteCounters delta = proven ? httpCounters(from, size) : ByteCounters{.wasted = size};
    m_record.counters += delta;
    m_store.addCounters(*m_settling, delta, {});
    if (proven)
        m_usefulBytes += size;
    if (m_inProof.empty()) {
        m_store.closeContent(*m_settling);
        endSettling();
    }
    Q_EMIT changed();
}

void Transfer::settleAll()
{
    // Nobody waits for the verdicts any longer. Sources hardly ever lie, and the store has the last word on what is there.
    while (m_settling && !m_inProof.empty())
        settlePiece(m_inProof.begin()->first, true);
}

void Transfer::endSettling()
{
    m_settling.reset();
    m_inProof.clear();
    releaseClaim();
}

} // namespace freshet
