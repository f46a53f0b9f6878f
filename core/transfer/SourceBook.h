// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/policy/CacheServers.h"
#include "core/policy/RetryBook.h"
#include "core/transfer/FetchStatus.h"
#include "core/transfer/SourceTable.h"
#include "core/transfer/TransferOptions.h"

#include <QUrl>

#include <cstddef>
#include <memory>
#include <vector>

namespace freshet {

/// A server that may be asked for a content.
struct HttpSource {
    QUrl url;
    SourceClass sourceClass = SourceClass::HttpOrigin;
    QUrl origin{};         ///< of a cache server: whose bytes it is asked for
    CacheHost cacheHost{}; ///< of a cache server
};

/// The origins, before them what the cache servers, if there are such, have of them.
std::vector<HttpSource> httpSources(const std::vector<QUrl> &origins, const CacheServers *cacheServers);

/// The HTTP sources of one job in priority order, and which may be asked now. Wraps the retry rules of `policy` with
/// what is particular to a job: how often in a row nothing came, and when to give up. Invariant: one cache server at a time, and no origin
/// while one of them can be asked.
class SourceBook {
public:
    SourceBook(std::vector<HttpSource> sources, const TransferOptions &options);

    [[nodiscard]] std::size_t count() const { return m_sources.size(); }
    [[nodiscard]] const QUrl &url(std::size_t source) const { return m_sources[source].at.url; }
    [[nodiscard]] SourceClass sourceClass(std::size_t source) const { return m_sources[source].at.sourceClass; }
    [[nodiscard]] const CacheHost &cacheHost(std::size_t source) const { return m_sources[source].at.cacheHost; }

    /// Before sources are asked for: from here on a job without a cache server waits for one.
    void onTime(MonotonicTime now);
    /// Whether the source may be asked at `now`.
    [[nodiscard]] bool isUsable(std::size_t source, MonotonicTime now) const;
    /// When the next source may be asked, if none may now.
    [[nodiscard]] MonotonicTime nextAttempt(MonotonicTime now) const;
    [[nodiscard]] MonotonicTime nextAttempt(std::size_t source, MonotonicTime now) const;
    /// The origin may not be asked yet, because a cache server may come back: until when not.
    [[nodiscard]] std::optional<MonotonicTime> originHeldBackUntil(MonotonicTime now) const;
    /// When the next one of those that may not be asked now may; max(): there are none.
    [[nodiscard]] MonotonicTime nextReturn(MonotonicTime now) const;
    /// What stood against any source was the network's doing, and that is another one now.
    void forgive();

    void onProgress(std::size_t source);
    /// `random01` in [0, 1).
    void onFailure(std::size_t source, const Error &error, MonotonicTime now, double random01);
    /// A piece failed its proof. The second one of a source without a good one in between makes it a SourceMismatch.
    void onBadPiece(std::size_t source, MonotonicTime now, double random01);
    void onGoodPiece(std::size_t source) { m_sources[source].badPieces = 0; }

    /// Set when no further attempt is worth while: every source gave a lasting answer, or too many failures in a row.
    [[nodiscard]] std::optional<Error> verdict() const;
    [[nodiscard]] const std::optional<Error> &lastError() const { return m_lastError ? m_lastError : m_cacheError; }
    [[nodiscard]] const std::optional<Error> &cacheError() const { return m_cacheError; }
    /// What a table shows of the source; connections are the caller's to fill in.
    [[nodiscard]] SourceView view(std::size_t source, MonotonicTime now) const;

    /// The server answered a range request with the whole: ask it for one thing at a time.
    void onRangesIgnored(std::size_t source) { m_sources[source].rangesIgnored = true; }
    /// How many requests may run side by side: one while the source has yet to prove itself again.
    [[nodiscard]] std::uint32_t lanes(std::size_t source) const;
    /// Its last answer was one that repeating does not change.
    [[nodiscard]] bool isLasting(std::size_t source) const { return m_sources[source].lasting; }

private:
    struct Source {
        HttpSource at;
        bool lasting = false; ///< its last failure was one that repeating does not change
        bool rangesIgnored = false;
        int badPieces = 0;
        std::optional<ErrorCode> error{}; ///< of its last failure
    };

    [[nodiscard]] bool isCache(const Source &source) const { return source.at.sourceClass == SourceClass::CacheServer; }
    /// The first cache server that can be asked; count(): none.
    [[nodiscard]] std::size_t cacheInUse(MonotonicTime now) const;
    void onCacheFailure(Source &source, const Error &error, MonotonicTime now, double random01);

    std::vector<Source> m_sources;
    std::size_t m_caches = 0; ///< of them, in front
    std::shared_ptr<CacheServers> m_cacheServers;
    CacheFallback m_fallback;
    std::optional<Error> m_cacheError;
    RetrySettings m_retry;
    RetryBook m_book;
    std::uint32_t m_connections;
    int m_maximumFailures;
    int m_failures = 0; ///< in a row, over all sources
    std::optional<Error> m_lastError;
};

} // namespace freshet
