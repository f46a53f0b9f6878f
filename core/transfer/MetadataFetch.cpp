// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/transfer/MetadataFetch.h"

#include <QRandomGenerator>

namespace freshet {

MetadataFetch::MetadataFetch(HttpClient &http, const Clock &clock, const TransferOptions &options, const QUrl &url)
    : m_http(http)
    , m_clock(clock)
    , m_maximumSize(options.maximumMetadata)
    , m_sources(httpSources({url}, nullptr), options)
{
    m_retryTimer.setSingleShot(true);
    m_retryTimer.setTimerType(Qt::PreciseTimer); // an attempt that comes early is not counted as one
    connect(&m_retryTimer, &QTimer::timeout, this, &MetadataFetch::start);
}

void MetadataFetch::start()
{
    HttpRequest request;
    request.url = m_sources.url(0);
    request.maximumBody = m_maximumSize;
    m_fetch = std::make_unique<BodyFetch>(m_http, request,
                                          [this](Result<FetchedBody> answer) { onAnswer(std::move(answer)); });
    Q_EMIT statusChanged();
}

void MetadataFetch::onWoke()
{
    m_sources.forgive();
    m_retryTimer.stop();
    start();
}

void MetadataFetch::onAnswer(Result<FetchedBody> answer)
{
    if (answer) {
        Q_EMIT fetched(*answer);
        return;
    }
    const MonotonicTime now = m_clock.monotonic();
    m_sources.onFailure(0, answer.error(), now, QRandomGenerator::global()->generateDouble());
    m_fetch.reset();
    if (const auto verdict = m_sources.verdict()) {
        Q_EMIT failed(*verdict);
        return;
    }
    m_retryTimer.start(std::max(std::chrono::ceil<std::chrono::milliseconds>(m_sources.nextAttempt(now) - now)
                                    + std::chrono::milliseconds{1},
                                std::chrono::milliseconds{1}));
    Q_EMIT statusChanged();
}

FetchStatus MetadataFetch::status() const
{
    FetchStatus status;
    status.connections = m_fetch ? 1 : 0;
    if (m_retryTimer.isActive()) {
        status.lastError = m_sources.lastError();
        status.retryAt = m_sources.nextAttempt(m_clock.monotonic());
    }
    return status;
}

} // namespace freshet
