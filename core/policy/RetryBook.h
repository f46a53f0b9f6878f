// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/policy/HostCircuit.h"
#include "core/policy/RetryPolicy.h"

#include <QHash>
#include <QString>
#include <QUrl>

namespace freshet {

/// The retry state of every URL and host that failed lately. A URL is known by a digest of it, query included:
/// another query is another resource, and no secret is kept.
/// Invariant: at most maximumEntries URLs and hosts each; what is forgotten is what may be tried soonest.
class RetryBook {
public:
    static constexpr qsizetype maximumEntries = 1024;

    explicit RetryBook(const RetrySettings &settings = {})
        : m_settings(settings)
    {
    }

    void onSuccess(const QUrl &url);
    /// `random01` in [0, 1).
    void onFailure(const QUrl &url, const Error &error, MonotonicTime now, double random01);

    /// The later of what the URL and its host ask for; MonotonicTime{} when nothing stands against a request.
    [[nodiscard]] MonotonicTime nextAttempt(const QUrl &url) const;
    [[nodiscard]] bool usable(const QUrl &url, MonotonicTime now) const { return now >= nextAttempt(url); }

private:
    RetrySettings m_settings;
    QHash<QString, RetryPolicy> m_urls;
    QHash<QString, HostCircuit> m_hosts;
};

} // namespace freshet
