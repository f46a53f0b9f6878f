// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/CacheService.h"

#include "core/api/StatusJson.h"
#include "core/engine/JobLookup.h"
#include "core/engine/LedgerStatus.h"
#include "core/transfer/ContentRow.h"

#include <QDateTime>
#include <QJsonArray>
#include <QPointer>
#include <QTimeZone>

#include <algorithm>

namespace freshet {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype maximumNames = 1000;

QString fileIdOf(const ContentRecord &record)
{
    return record.contentId ? QString::fromLatin1(record.contentId->hex()) : record.key.fileName();
}

Error invalid(const QString &object, const QString &detail)
{
    return {.code = ErrorCode::InvalidArgument,
            .operation = u"find content"_s,
            .object = object,
            .detail = detail,
            .kept = Kept::InputUntouched};
}

/// A job's number, or the start of a FileId.
Result<const ContentRecord *> findContent(const std::vector<ContentRecord> &records, const EngineSnapshot &jobs,
                                          const QJsonValue &words)
{
    QString id = words.toString().toLower();
    if (words.isDouble()) {
        const JobRow *job = jobs.find(JobId{words.toInteger(-1)});
        if (!job)
            return std::unexpected(unknownJob(QString::number(words.toInteger(-1))));
        id = job->fileId;
    } else if (id.size() < minimumIdPrefix || id.size() > 128) {
        return std::unexpected(
            invalid(id.left(128), u"a job's number, or at least 8 digits of a FileId, are expected"_s));
    }
    const ContentRecord *found = nullptr;
    for (const ContentRecord &record : records) {
        if (id.isEmpty() || !fileIdOf(record).startsWith(id))
            continue;
        if (found)
            return std::unexpected(Error{.code = ErrorCode::AmbiguousContent,
                                         .operation = u"find content"_s,
                                         .object = id,
                                         .detail = fileIdOf(*found) + u", "_s + fileIdOf(record),
                                         .kept = Kept::InputUntouched});
        found = &record;
    }
    if (!found)
        return std::unexpected(Error{.code = ErrorCode::UnknownContent,
                                     .operation = u"find content"_s,
                                     .object = id,
                                     .kept = Kept::InputUntouched});
    return found;
}

Result<std::optional<WallTime>> timeIn(const QJsonObject &params, const QString &name)
{
    if (!params.contains(name))
        return std::nullopt;
    const QString text = params.value(name).toString();
    const QDateTime time = QDateTime::fromString(text, Qt::ISODateWithMs);
    if (!time.isValid())
        return std::unexpected(invalid(text.left(64), u"a date and time by ISO 8601 is expected"_s));
    return WallTime{std::chrono::milliseconds{time.toMSecsSinceEpoch()}};
}

QJsonValue number(Bytes bytes)
{
    return static_cast<qint64>(bytes.value());
}

QJsonObject named(const ContentRecord &record)
{
    return {{u"FileId"_s, fileIdOf(record)},
            {u"FileName"_s, record.name},
            {u"FileSizeInCache"_s, number(durableBytes(record))}};
}

} // namespace

CacheService::CacheService(Store &store, QString cacheDirectory)
    : m_store(store)
    , m_cacheDirectory(std::move(cacheDirectory))
{
}

bool CacheService::isMethod(const QString &method)
{
    static const QStringList methods{u"cache.list"_s,   u"cache.pin"_s,    u"cache.unpin"_s,
                                     u"cache.expire"_s, u"cache.delete"_s, u"cache.verify"_s};
    return methods.contains(method);
}

void CacheService::withContents(const Answer &answer, std::function<void(const Records &)> then)
{
    m_store.listContents([self = QPointer(this), answer, then = std::move(then)](const Result<Records> &records) {
        if (!self)
            return;
        if (records)
            then(*records);
        else
            answer(std::unexpected(records.error()));
    });
}

void CacheService::handle(const QString &method, const QJsonObject &params, std::shared_ptr<const EngineSnapshot> jobs,
                          Answer answer)
{
    if (method == "cache.list"_L1)
        return list(std::move(jobs), answer);
    withContents(answer, [this, method, params, jobs = std::move(jobs), answer](const Records &records) {
        if (method == "cache.delete"_L1)
            return remove(params, records, *jobs, answer);
        const auto record = findContent(records, *jobs, params.value("content"_L1));
        if (!record)
            return answer(std::unexpected(record.error()));
        if (method == "cache.verify"_L1)
            return verify(**record, answer);
        retain(method, params, **record, answer);
    });
}

void CacheService::list(std::shared_ptr<const EngineSnapshot> jobs, const Answer &answer)
{
    withContents(answer, [this, jobs = std::move(jobs), answer](const Records &records) {
        QJsonArray files;
        for (const ContentRecord &record : records)
            files.append(toJson(rowOf(record)));
        m_store.cacheUse([answer, files, directory = m_cacheDirectory](const Result<CacheUse> &use) {
            if (!use)
                return answer(std::unexpected(use.error()));
            answer(QJsonObject{{u"CacheDirectory"_s, directory},
                               {u"Files"_s, files},
                               {u"CacheSizeBytes"_s, number(use->held + use->pinned)},
                               {u"PinnedBytes"_s, number(use->pinned)},
                               {u"CacheLimitBytes"_s, number(use->quota)},
                               {u"TotalDiskBytes"_s, number(use->diskCapacity)},
                               {u"AvailableDiskBytes"_s, number(use->diskAvailable)},
                               {u"ClockSuspect"_s, use->clockSuspect}});
        });
    });
}

void CacheService::retain(const QString &method, const QJsonObject &params, const ContentRecord &record,
                          const Answer &answer)
{
    const bool expires = method == "cache.expire"_L1;
    const auto time = timeIn(params, expires ? u"at"_s : u"until"_s);
    if (!time)
        return answer(std::unexpected(time.error()));
    if (expires && !*time && !params.value("now"_L1).toBool())
        return answer(std::unexpected(invalid({}, u"either \"at\" or \"now\" is expected"_s)));
    const auto done = [self = QPointer(this), key = record.key, answer](const Result<void> &result) {
        if (!self)
            return;
        if (!result)
            return answer(std::unexpected(result.error()));
        self->answerWith(key, answer);
    };
    if (!expires)
        m_store.setPinned(record.key, method == "cache.pin"_L1, *time, done);
    else if (*time)
        m_store.setExpiry(record.key, **time, done);
    else
        m_store.expireNow(record.key, done);
}

void CacheService::verify(const ContentRecord &record, const Answer &answer)
{
    m_store.verifyContent(record.key,
                          [self = QPointer(this), key = record.key, answer](const Result<ContentCheck> &check) {
                              if (!self)
                                  return;
                              if (!check)
                                  return answer(std::unexpected(check.error()));
                              self->answerWith(key, [answer, check = *check](Result<QJsonObject> found) {
                                  if (found) {
                                      found->insert(u"PiecesChecked"_s, static_cast<qint64>(check.checked));
                                      found->insert(u"PiecesWrong"_s, static_cast<qint64>(check.wrong));
                                  }
                                  answer(std::move(found));
                              });
                          });
}

void CacheService::answerWith(const StorageKey &key, const Answer &answer)
{
    withContents(answer, [key, answer](const Records &records) {
        QJsonArray files;
        for (const ContentRecord &record : records)
            if (record.key == key)
                files.append(toJson(rowOf(record)));
        answer(QJsonObject{{u"Files"_s, files}});
    });
}

void CacheService::remove(const QJsonObject &params, const Records &records, const EngineSnapshot &jobs,
                          const Answer &answer)
{
    const QJsonArray names = params.value("contents"_L1).toArray();
    const bool all = params.value("all"_L1).toBool();
    const bool includePinned = params.value("includePinned"_L1).toBool();
    if (all == !names.isEmpty() || names.size() > maximumNames)
        return answer(std::unexpected(invalid({}, u"either \"contents\" (at most 1000) or \"all\" is expected"_s)));
    // All names are understood before anything is deleted.
    std::vector<const ContentRecord *> chosen;
    for (const QJsonValue &name : names) {
        const auto record = findContent(records, jobs, name);
        if (!record)
            return answer(std::unexpected(record.error()));
        if (std::ranges::find(chosen, *record) == chosen.end())
            chosen.push_back(*record);
    }
    if (all)
        for (const ContentRecord &record : records)
            chosen.push_back(&record);

    struct Deletion {
        QJsonArray deleted;
        QJsonArray kept;
        Bytes freed;
        std::size_t left;
        Answer answer;

        void finish()
        {
            if (--left == 0)
                answer(QJsonObject{{u"Deleted"_s, deleted}, {u"Kept"_s, kept}, {u"FreedBytes"_s, number(freed)}});
        }
    };
    // One more, so that an answer comes also when there is nothing to do.
    const auto deletion = std::make_shared<Deletion>(Deletion{{}, {}, {}, chosen.size() + 1, answer});
    for (const ContentRecord *record : chosen) {
        const auto keep = [deletion, named = named(*record)](const Error &error) {
            QJsonObject file = named;
            file.insert(u"Error"_s, toJson(error));
            deletion->kept.append(file);
            deletion->finish();
        };
        if (record->pinned && !includePinned) {
            keep({.code = ErrorCode::ContentPinned,
                  .operation = u"delete content"_s,
                  .object = fileIdOf(*record),
                  .detail = u"unpin it first, or include pinned contents"_s,
                  .kept = Kept::WholeContent});
            continue;
        }
        m_store.removeContent(record->key, [deletion, keep, file = named(*record),
                                            freed = durableBytes(*record)](const Result<void> &result) {
            if (!result)
                return keep(result.error());
            deletion->deleted.append(file);
            deletion->freed += freed;
            deletion->finish();
        });
    }
    deletion->finish();
}

} // namespace freshet
