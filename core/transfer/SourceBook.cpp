// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/transfer/SourceBook.h"

#include "core/base/DisplayUrl.h"

#include <algorithm>

namespace freshet {

using namespace Qt::StringLiterals;

namespace {
constexpr int badPiecesUntilMismatch = 2;
/// Further mirrors are asked themselves.
constexpr std::size_t cachedOrigins = 4;
} // namespace

std::vector<HttpSource> httpSources(const std::vector<QUrl> &origins, const CacheServers *cacheServers)
{
    std::vector<HttpSource> sources;
    if (cacheServers)
        for (const CacheHost &host : cacheServers->hosts())
            for (std::size_t i = 0; i < std::min(origins.size(), cachedOrigins); ++i)
                if (auto url = cacheUrl(host, origins[i]))
                    sources.push_back({std::move(*url), SourceClass::CacheServer, origins[i], host});
    for (const QUrl &origin : origins)
        sources.push_back({.url = origin});
    return sources;
}

SourceBook::SourceBook(std::vector<HttpSource> sources, const TransferOptions &options)
    : m_cacheServers(options.cacheServers)
    , m_fallback(options.cacheFallback)
    , m_retry(options.retry)
    , m_book(options.retry)
    , m_connections(options.connectionsPerSource)
    , m_maximumFailures(options.maximumFailures)
{
    for (HttpSource &source : sources)
        m_sources.push_back({.at = std::move(source)});
    m_caches = static_cast<std::size_t>(
        std::count_if(m_sources.begin(), m_sources.end(), [this](const Source &s) { return isCache(s); }));
}

MonotonicTime SourceBook::nextAttempt(std::size_t source, MonotonicTime now) const
{
    const Source &it = m_sources[source];
    const MonotonicTime next = m_book.nextAttempt(it.at.url);
    // While everybody waits for one of them, a ban keeps nobody from trying.
    if (!isCache(it) || m_fallback.isWaiting(now))
        return next;
    return std::max(next, m_cacheServers->bannedUntil(it.at.cacheHost, it.at.origin));
}

std::size_t SourceBook::cacheInUse(MonotonicTime now) const
{
    for (std::size_t source = 0; source < m_caches; ++source)
        if (nextAttempt(source, now) <= now)
            return source;
    return count();
}

void SourceBook::onTime(MonotonicTime now)
{
    if (m_caches > 0 && cacheInUse(now) == count())
        m_fallback.onNobody(now);
}

bool SourceBook::isUsable(std::size_t source, MonotonicTime now) const
{
    if (m_caches == 0)
        return m_book.usable(m_sources[source].at.url, now);
    const std::size_t cache = cacheInUse(now);
    if (source < m_caches || cache < count())
        return source == cache;
    return now >= m_fallback.originFrom() && m_book.usable(m_sources[source].at.url, now);
}

std::optional<MonotonicTime> SourceBook::originHeldBackUntil(MonotonicTime now) const
{
    return m_fallback.isWaiting(now) ? std::optional(m_fallback.originFrom()) : std::nullopt;
}

MonotonicTime SourceBook::nextReturn(MonotonicTime now) const
{
    MonotonicTime earliest = MonotonicTime::max();
    for (std::size_t source = 0; source < count(); ++source)
        if (const MonotonicTime next = nextAttempt(source, now); next > now)
            earliest = std::min(earliest, next);
    if (const auto until = originHeldBackUntil(now))
        earliest = std::min(earliest, *until);
    return earliest;
}

void SourceBook::forgive()
{
    m_book = RetryBook(m_retry);
    if (m_cacheServers)
        m_cacheServers->forgive();
    m_fallback.onServed();
    m_failures = 0;
    for (Source &source : m_sources)
        source.lasting = false;
}

MonotonicTime SourceBook::nextAttempt(MonotonicTime now) const
{
    const MonotonicTime origins = m_caches > 0 ? m_fallback.originFrom() : MonotonicTime{};
    MonotonicTime earliest = MonotonicTime::max();
    for (std::size_t source = 0; source < count(); ++source) {
        const MonotonicTime next = nextAttempt(source, now);
        earliest = std::min(earliest, source < m_caches ? next : std::max(next, origins));
    }
    return earliest;
}

void SourceBook::onProgress(std::size_t source)
{
    m_failures = 0;
    m_sources[source].lasting = false;
    m_book.onSuccess(m_sources[source].at.url);
    if (source < m_caches) {
        m_fallback.onServed();
        m_cacheError.reset();
    }
}

void SourceBook::onFailure(std::size_t source, const Error &error, MonotonicTime now, double random01)
{
    if (source < m_caches) {
        onCacheFailure(m_sources[source], error, now, random01);
        return;
    }
    // Requests side by side that fail together are one failure.
    if (m_book.usable(m_sources[source].at.url, now))
        ++m_failures;
    m_sources[source].error = error.code;
    m_sources[source].lasting = blameOf(error.code) == Blame::Lasting;
    m_book.onFailure(m_sources[source].at.url, error, now, random01);
    m_lastError = error;
}

void SourceBook::onCacheFailure(Source &source, const Error &error, MonotonicTime now, double random01)
{
    if (blameOf(error.code) == Blame::None)
        return;
    source.error = error.code;
    source.lasting = m_cacheServers->onFailure(source.at.cacheHost, source.at.origin, error, now) != CacheBan::None;
    m_book.onFailure(source.at.url, error, now, random01);
    m_cacheError = error;
    onTime(now);
}

void SourceBook::onBadPiece(std::size_t source, MonotonicTime now, double random01)
{
    if (++m_sources[source].badPieces < badPiecesUntilMismatch)
        return;
    onFailure(source,
              {.code = ErrorCode::SourceMismatch,
               .operation = u"prove a piece"_s,
               .object = displayUrl(m_sources[source].at.url),
               .kept = Kept::VerifiedPieces,
               .next = NextStep::AskPublisher},
              now, random01);
}

SourceView SourceBook::view(std::size_t source, MonotonicTime now) const
{
    const Source &it = m_sources[source];
    const MonotonicTime next = nextAttempt(source, now);
    return {.url = it.at.url,
            .sourceClass = it.at.sourceClass,
            .mayBeAsked = now >= next,
            .nextAttempt = next,
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
    // Of the origins: what a cache server has to say is no last word.
    const bool allLasting = std::all_of(m_sources.begin() + static_cast<std::ptrdiff_t>(m_caches), m_sources.end(),
                                        [](const Source &s) { return s.lasting; });
    if (allLasting || (m_maximumFailures > 0 && m_failures >= m_maximumFailures))
        return m_lastError;
    return std::nullopt;
}

} // namespace freshet
