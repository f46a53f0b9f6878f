// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/http/BodyFetch.h"
#include "core/transfer/FetchStatus.h"
#include "core/transfer/SourceBook.h"

#include <QObject>
#include <QTimer>

#include <memory>

namespace freshet {

/// Fetches one metainfo file over HTTP, trying again as the source's failures allow. Non-duty: looking into it.
class MetadataFetch final : public QObject {
    Q_OBJECT

public:
    MetadataFetch(HttpClient &http, const Clock &clock, const TransferOptions &options, const QUrl &url);

    void start();
    /// As RangedFetch.
    void onWoke();
    [[nodiscard]] FetchStatus status() const;

Q_SIGNALS:
    /// Emitted once, instead of `failed`.
    void fetched(const freshet::FetchedBody &metadata);
    void failed(const freshet::Error &error);
    void statusChanged();

private:
    void onAnswer(Result<FetchedBody> answer);

    HttpClient &m_http;
    const Clock &m_clock;
    Bytes m_maximumSize;
    SourceBook m_sources;
    std::unique_ptr<BodyFetch> m_fetch;
    QTimer m_retryTimer;
};

} // namespace freshet
