// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/transfer/SourceBook.h"

#include "core/base/DisplayUrl.h"

#include <algorithm>

namespace freshet {

using namespace Qt::StringLiterals;

namespace {
constexpr int badPiecesUntilMismatch = 2;
}

SourceBook::SourceBook(std::vector<QUrl> sources, const TransferOptions &options)
    : m_retry(options.retry)
    , m_book(options.retry)
    , m_connections(options.connectionsPerSource)
    , m_maximumFailures(options.maximumFailures)
{
    for (QUrl &url : sources)
        m_sources.push_back({.url = std::move(url)});
}

bool SourceBook::isUsable(std::size_t source, MonotonicTime now) const
{
    return m_book.usable(m_sources[source].url, now);
}

MonotonicTime SourceBook::nextReturn(MonotonicTime now) const
{
    MonotonicTime earliest = MonotonicTime::max();
    for (const Source &source : m_sources)
        if (const MonotonicTime next = m_book.nextAttempt(source.url); next > now)
            earliest = std::min(earliest, next);
    return earliest;
}

void SourceBook::forgive()
{
    m_book = RetryBook(m_retry);
    m_failures = 0;
    for (Source &source : m_sources)
        source.lasting = false;
}

MonotonicTime SourceBook::nextAttempt() const
{
    MonotonicTime earliest = MonotonicTime::max();
    for (const Source &source : m_sources)
        earliest = std::min(earliest, m_book.nextAttempt(source.url));
    return earliest;
}

void SourceBook::onProgress(std::size_t source)
{
    m_failures = 0;
    m_sources[source].lasting = false;
    m_book.onSuccess(m_sources[source].url);
}

void SourceBook::onFailure(std::size_t source, const Error &error, MonotonicTime now, double random01)
{
    // Requests side by side that fail together are one failure.
    if (m_book.usable(m_sources[source].url, now))
        ++m_failures;
    m_sources[source].error = error.code;
    m_sources[source].lasting = blameOf(error.code) == Blame::Lasting;
    m_book.onFailure(m_sources[source].url, error, now, random01);
    m_lastError = error;
}

void SourceBook::onBadPiece(std::size_t source, MonotonicTime now, double random01)
{
    if (++m_sources[source].badPieces < badPiecesUntilMismatch)
        return;
    onFailure(source,
              {.code = ErrorCode::SourceMismatch,
               .operation = u"prove a piece"_s,
               .object = displayUrl(m_sources[source].url),
               .kept = Kept::VerifiedPieces,
               .next = NextStep::AskPublisher},
              now, random01);
}

SourceView SourceBook::view(std::size_t source, MonotonicTime now) const
{
    const Source &it = m_sources[source];
    return {.url = it.url,
            .mayBeAsked = m_book.usable(it.url, now),
            .nextAttempt = m_book.nextAttempt(it.url),
            .error = it.error};
}

std::uint32_t SourceBook::lanes(std::size_t source) const
{
    return m_sources[source].rangesIgnored || m_failures > 0 ? 1 : m_connections;
}

std::optional<Error> SourceBook::verdict() const
{
    if (m_sources.empty())
        return Error{.code = ErrorCode::NoSource, .operation = u"choose a source"_s, .next = NextStep::AskPublisher};
    if (!m_lastError)
        return std::nullopt;
    const bool allLasting = std::all_of(m_sources.begin(), m_sources.end(), [](const Source &s) { return s.lasting; });
    if (allLasting || (m_maximumFailures > 0 && m_failures >= m_maximumFailures))
        return m_lastError;
    return std::nullopt;
}

} // namespace freshet
