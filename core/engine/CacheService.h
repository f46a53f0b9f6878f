// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/EngineSnapshot.h"
#include "core/store/Store.h"

#include <QJsonObject>
#include <QObject>

#include <functional>

namespace freshet {

/// What can be asked of the cache: `cache.list`, `cache.pin`, `cache.unpin`, `cache.expire`, `cache.verify`, `cache.delete`. Params and results are in
/// core/engine/README.md. The same for a running engine's socket and for a program that owns the cache directory itself.
class CacheService final : public QObject {
public:
    using Answer = std::function<void(Result<QJsonObject>)>; ///< called later, on the thread of the store

    CacheService(Store &store, QString cacheDirectory);

    static bool isMethod(const QString &method);
    /// `jobs`: what their numbers mean. Errors: InvalidArgument, UnknownJob, UnknownContent, AmbiguousContent, ContentPinned,
    /// disk codes. Nothing is answered once the service is gone.
    void handle(const QString &method, const QJsonObject &params, std::shared_ptr<const EngineSnapshot> jobs,
                Answer answer);

private:
    using Records = std::vector<ContentRecord>;
    void withContents(const Answer &answer, std::function<void(const Records &)> then);
    void list(std::shared_ptr<const EngineSnapshot> jobs, const Answer &answer);
    void retain(const QString &method, const QJsonObject &params, const ContentRecord &record, const Answer &answer);
    void verify(const ContentRecord &record, const Answer &answer);
    void answerWith(const StorageKey &key, const Answer &answer);
    void remove(const QJsonObject &params, const Records &records, const EngineSnapshot &jobs, const Answer &answer);

    Store &m_store;
    QString m_cacheDirectory;
};

} // namespace freshet
