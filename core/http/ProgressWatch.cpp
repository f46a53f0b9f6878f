// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/http/ProgressWatch.h"

#include <algorithm>

namespace freshet {

ProgressWatch::ProgressWatch(const HttpOptions &options)
    : m_headTimeout(options.headTimeout)
    , m_idleTimeout(options.idleTimeout)
    , m_window(options.progressWindow)
    , m_minimum(options.minimumProgress)
{
}

void ProgressWatch::onRequestSent(MonotonicTime now)
{
    m_stage = Stage::Head;
    m_since = now;
}

void ProgressWatch::onHead(MonotonicTime now)
{
    onResume(now);
}

void ProgressWatch::onBytes(Bytes count, MonotonicTime now)
{
    m_since = now;
    m_windowBytes += count;
}

void ProgressWatch::onPause()
{
    m_stage = Stage::Paused;
}

void ProgressWatch::onResume(MonotonicTime now)
{
    m_stage = Stage::Body;
    m_since = now;
    m_windowStart = now;
    m_windowBytes = Bytes{};
}

std::optional<ErrorCode> ProgressWatch::verdict(MonotonicTime now)
{
    switch (m_stage) {
    case Stage::Off:
    case Stage::Paused:
        break;
    case Stage::Head:
        if (now - m_since >= m_headTimeout)
            return ErrorCode::Timeout;
        break;
    case Stage::Body:
        if (now - m_since >= m_idleTimeout)
            return ErrorCode::Timeout;
        if (m_minimum > Bytes{} && now - m_windowStart >= m_window) {
            if (m_windowBytes < m_minimum)
                return ErrorCode::NoProgress;
            m_windowStart = now;
            m_windowBytes = Bytes{};
        }
        break;
    }
    return std::nullopt;
}

std::optional<MonotonicTime> ProgressWatch::deadline() const
{
    switch (m_stage) {
    case Stage::Off:
    case Stage::Paused:
        break;
    case Stage::Head:
        return m_since + m_headTimeout;
    case Stage::Body: {
        const MonotonicTime idle = m_since + m_idleTimeout;
        return m_minimum > Bytes{} ? std::min(idle, m_windowStart + m_window) : idle;
    }
    }
    return std::nullopt;
}

} // namespace freshet
