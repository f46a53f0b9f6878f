// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/policy/RetryPolicy.h"

#include <algorithm>

namespace freshet {

namespace {

using std::chrono::milliseconds;

/// Nobody waits longer on a server's word.
constexpr milliseconds longestRetryAfter = std::chrono::hours{24};

milliseconds scaled(milliseconds delay, double factor)
{
    return milliseconds{static_cast<milliseconds::rep>(static_cast<double>(delay.count()) * factor)};
}

} // namespace

Blame blameOf(ErrorCode code)
{
    switch (code) {
    case ErrorCode::NameResolution:
    case ErrorCode::ConnectFailed:
    case ErrorCode::TlsFailed:
    case ErrorCode::Timeout:
    case ErrorCode::NoProgress:
    case ErrorCode::ConnectionLost:
    case ErrorCode::HttpStatus:
    case ErrorCode::HttpThrottled:
    case ErrorCode::ProxyFailed:
    case ErrorCode::CaptivePortal:
    case ErrorCode::SourceChanged:
        return Blame::Passing;
    case ErrorCode::UrlRefused:
    case ErrorCode::TlsCertificate:
    case ErrorCode::HttpNotFound:
    case ErrorCode::HttpForbidden:
    case ErrorCode::RangeIgnored:
    case ErrorCode::RangeWrong:
    case ErrorCode::SourceMismatch:
    case ErrorCode::PieceMismatch:
    case ErrorCode::DigestMismatch:
    case ErrorCode::SizeMismatch:
    case ErrorCode::Redirect:
    case ErrorCode::ProxyAuth:
    case ErrorCode::ResponseTooLarge:
        return Blame::Lasting;
    default:
        return Blame::None;
    }
}

milliseconds backOff(milliseconds first, milliseconds maximum, int failures, double jitter, double random01)
{
    milliseconds delay = std::min(first, maximum);
    for (int i = 1; i < failures && delay < maximum; ++i)
        delay = std::min(delay * 2, maximum);
    const double share = std::clamp(jitter, 0.0, 1.0);
    return std::max(scaled(delay, 1.0 - share + share * std::clamp(random01, 0.0, 1.0)), milliseconds{1});
}

void RetryPolicy::onSuccess()
{
    m_failures = 0;
    m_next = {};
}

void RetryPolicy::onFailure(const Error &error, MonotonicTime now, double random01)
{
    const Blame blame = blameOf(error.code);
    if (blame == Blame::None)
        return;
    // Of several requests that fail together, the later ones were under way before the wait began.
    if (usable(now))
        ++m_failures;
    milliseconds delay = blame == Blame::Lasting ? m_settings.negativeCache
                                                 : backOff(m_settings.firstDelay, m_settings.maximumDelay, m_failures,
                                                           m_settings.jitter, random01);
    if (error.retryAfter) {
        // The jitter comes on top: coming early would break the server's word.
        const milliseconds asked =
            std::clamp<milliseconds>(*error.retryAfter, std::chrono::seconds{1}, longestRetryAfter);
        delay = std::max(delay, asked + scaled(asked, 0.1 * std::clamp(random01, 0.0, 1.0)));
    }
    m_next = std::max(m_next, now + delay);
}

} // namespace freshet
