// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/trace/PieceBook.h"

#include <algorithm>

namespace freshet {

namespace {

void countUp(std::uint8_t &number)
{
    if (number < 255)
        ++number;
}

std::uint32_t milliseconds(MonotonicTime from, MonotonicTime to)
{
    const auto passed = std::chrono::duration_cast<std::chrono::milliseconds>(to - from).count();
    return static_cast<std::uint32_t>(std::clamp<std::int64_t>(passed, 0, 0xffff'fff0));
}

bool isOfPieces(EventKind kind)
{
    return kind == EventKind::RunRequested || kind == EventKind::PieceReceived || kind == EventKind::PieceVerified
           || kind == EventKind::PieceRejected || kind == EventKind::PieceDropped;
}

/// No content has more pieces than that (a metainfo of 64 MiB holds fewer hashes).
constexpr std::uint32_t highestPiece = 4'000'000;

} // namespace

void PieceBook::onEvent(const TraceEvent &event)
{
    if (!event.job)
        return;
    if (event.kind == EventKind::JobForgotten) {
        if (const auto it = m_jobs.find(*event.job); it != m_jobs.end()) {
            m_pieces -= it->second.pieces.size();
            m_jobs.erase(it);
        }
        return;
    }
    if (!isOfPieces(event.kind) || !event.piece || event.piece->value() > highestPiece)
        return;
    const auto [found, isNew] = m_jobs.try_emplace(*event.job);
    Job &job = found->second;
    if (isNew)
        job.began = event.time;
    job.heard = event.time;
    if (event.kind == EventKind::RunRequested) {
        const std::uint32_t count = std::min(event.count, highestPiece - event.piece->value() + 1);
        for (std::uint32_t i = count; i-- > 0;) { // from the end, so that memory grows once
            Piece &piece = pieceOf(job, PieceIndex{event.piece->value() + i});
            countUp(piece.requests);
            noteSource(job, piece, event);
            if (piece.startedAt == 0)
                piece.startedAt = milliseconds(job.began, event.time) + 1;
        }
        return;
    }
    Piece &piece = pieceOf(job, *event.piece);
    switch (event.kind) {
    case EventKind::PieceVerified:
        piece.isBad = false;
        if (piece.startedAt != 0)
            piece.took = std::max<std::uint32_t>(1, milliseconds(job.began, event.time) + 1 - piece.startedAt);
        break;
    case EventKind::PieceRejected:
        piece.isBad = true;
        countUp(piece.rejections);
        break;
    case EventKind::PieceDropped:
        countUp(piece.rejections);
        return; // no source is to blame
    default:
        break;
    }
    noteSource(job, piece, event);
}

PieceBook::Piece &PieceBook::pieceOf(Job &job, PieceIndex piece)
{
    if (piece.value() >= job.pieces.size()) {
        m_pieces += piece.value() + 1 - job.pieces.size();
        job.pieces.resize(piece.value() + 1);
        makeRoom(job);
    }
    return job.pieces[piece.value()];
}

void PieceBook::noteSource(Job &job, Piece &piece, const TraceEvent &event)
{
    if (event.sourceClass)
        piece.sourceClass = static_cast<std::uint8_t>(*event.sourceClass);
    if (event.source.isEmpty())
        return;
    const auto known = job.numbers.constFind(event.source);
    if (known != job.numbers.cend()) {
        piece.source = *known;
    } else if (job.sources.size() < PieceCell::noSource) {
        piece.source = static_cast<std::uint16_t>(job.sources.size());
        job.numbers.insert(event.source, piece.source);
        job.sources.append(event.source);
    }
}

void PieceBook::makeRoom(const Job &forJob)
{
    while (m_pieces > maximumPieces && m_jobs.size() > 1) {
        auto oldest = m_jobs.end();
        for (auto it = m_jobs.begin(); it != m_jobs.end(); ++it)
            if (&it->second != &forJob && (oldest == m_jobs.end() || it->second.heard < oldest->second.heard))
                oldest = it;
        m_pieces -= oldest->second.pieces.size();
        m_jobs.erase(oldest);
    }
}

void PieceBook::describe(PiecePicture &picture) const
{
    const auto it = m_jobs.find(picture.job);
    if (it == m_jobs.end())
        return;
    const Job &job = it->second;
    picture.sources = job.sources;
    const std::size_t count = std::min(picture.cells.size(), job.pieces.size());
    for (std::size_t i = 0; i < count; ++i) {
        PieceCell &cell = picture.cells[i];
        const Piece &piece = job.pieces[i];
        if (cell.state == PieceState::Missing && piece.isBad)
            cell.state = PieceState::Bad;
        if (cell.state == PieceState::Missing || cell.state == PieceState::ClaimedElsewhere)
            continue; // who was asked for it before has nothing to do with it any more
        cell.sourceClass = piece.sourceClass;
        cell.source = piece.source;
        cell.retries = std::max<std::uint8_t>(piece.requests > 0 ? piece.requests - 1 : 0, piece.rejections);
        cell.millisecondsTaken = piece.took;
    }
}

} // namespace freshet
