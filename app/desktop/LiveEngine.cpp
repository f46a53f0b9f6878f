// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/LiveEngine.h"

#include "core/api/JsonFields.h"
#include "core/api/StatusParse.h"
#include "core/meta/Metainfo.h"
#include "core/policy/UrlPolicy.h"

#include <QDateTime>
#include <QJsonArray>
#include <QTimeZone>

namespace freshet::desktop {

using namespace Qt::StringLiterals;

namespace {

CachePicture picture(const QJsonObject &json, MonotonicTime now)
{
    CachePicture picture{.contents = {},
                         .held = jsonfields::bytes(json, "CacheSizeBytes"_L1),
                         .pinned = jsonfields::bytes(json, "PinnedBytes"_L1),
                         .limit = jsonfields::bytes(json, "CacheLimitBytes"_L1),
                         .diskCapacity = jsonfields::bytes(json, "TotalDiskBytes"_L1),
                         .diskAvailable = jsonfields::bytes(json, "AvailableDiskBytes"_L1),
                         .clockSuspect = json.value("ClockSuspect"_L1).toBool()};
    for (const QJsonValue &file : json.value("Files"_L1).toArray())
        picture.contents.push_back(rowFromJson(file.toObject(), now));
    return picture;
}

/// What can be seen to be wrong at once is told at once, instead of by a job that fails.
Result<void> checkSubject(const DownloadRequest &request)
{
    if (const auto *local = std::get_if<LocalMetadata>(&request.subject)) {
        const auto metainfo = parseMetainfo(
            std::as_bytes(std::span(local->file.constData(), static_cast<std::size_t>(local->file.size()))));
        return metainfo ? Result<void>() : std::unexpected(metainfo.error());
    }
    const auto *content = std::get_if<ContentUrl>(&request.subject);
    return checkUrl(content ? content->url : std::get<MetadataUrl>(request.subject).url);
}

DeleteOutcome deleteOutcome(const QJsonObject &json)
{
    DeleteOutcome outcome{.deleted = {}, .kept = {}, .freed = jsonfields::bytes(json, "FreedBytes"_L1)};
    for (const QJsonValue &file : json.value("Deleted"_L1).toArray())
        outcome.deleted.append(file.toObject().value("FileId"_L1).toString());
    for (const QJsonValue &value : json.value("Kept"_L1).toArray()) {
        const QJsonObject file = value.toObject();
        outcome.kept.push_back({.fileId = file.value("FileId"_L1).toString(),
                                .name = file.value("FileName"_L1).toString(),
                                .error = errorFromJson(file.value("Error"_L1).toObject())});
    }
    return outcome;
}

} // namespace

LiveEngine::LiveEngine(std::unique_ptr<EngineHost> host, const Clock &clock)
    : m_clock(clock)
    , m_host(std::move(host))
{
    connect(m_host.get(), &EngineHost::snapshotChanged, this, &SnapshotSource::changed);
    connect(m_host.get(), &EngineHost::eventsRecorded, this, &SnapshotSource::eventsRecorded);
    m_host->post(
        [this](Engine &engine) { m_cache = std::make_unique<CacheService>(engine.store(), engine.cacheDirectory()); });
}

LiveEngine::~LiveEngine()
{
    m_updates.reset();
    m_host->post([this](Engine &) { m_cache.reset(); });
    m_host.reset();
}

template <typename T>
void LiveEngine::reply(const Answer<T> &answer, Result<T> result)
{
    if (answer)
        QMetaObject::invokeMethod(this, [answer, result = std::move(result)] { answer(result); }, Qt::QueuedConnection);
}

void LiveEngine::command(Result<void> (Engine::*what)(JobId), JobId job, Done done)
{
    m_host->post([this, what, job, done = std::move(done)](Engine &engine) { reply<void>(done, (engine.*what)(job)); });
}

void LiveEngine::submit(DownloadRequest request, Answer<JobId> answer)
{
    // Shared, because what is posted has to be copyable while the request owns a descriptor.
    auto shared = std::make_shared<DownloadRequest>(std::move(request));
    if (const auto sensible = checkSubject(*shared); !sensible)
        return reply<JobId>(answer, std::unexpected(sensible.error()));
    m_host->post([this, shared, answer = std::move(answer)](Engine &engine) {
        if (const auto room = engine.makeRoomFor(*shared); !room)
            return reply<JobId>(answer, std::unexpected(room.error()));
        const JobId id = engine.newJobId();
        engine.add(id, std::move(*shared), [this, id, answer](const Result<void> &recorded) {
            if (recorded)
                reply<JobId>(answer, id);
            else
                reply<JobId>(answer, std::unexpected(recorded.error()));
        });
    });
}

void LiveEngine::watchPieces(std::optional<JobId> job)
{
    m_host->post([job](Engine &engine) { engine.watchPieces(job); });
}

void LiveEngine::banPeer(const PeerAddress &peer, const std::optional<ContentId> &content, std::chrono::seconds time)
{
    m_host->banPeer(peer, content, time);
}

void LiveEngine::unbanPeer(const PeerAddress &peer, const std::optional<ContentId> &content)
{
    m_host->unbanPeer(peer, content);
}

void LiveEngine::changeSetting(const QString &key, const std::optional<SettingValue> &value, Answer<SettingRow> answer)
{
    m_host->post([this, key, value, answer = std::move(answer)](Engine &engine) {
        engine.settings().change(key, value,
                                 [this, answer](const Result<SettingRow> &row) { reply<SettingRow>(answer, row); });
    });
}

void LiveEngine::askCache(const QString &method, const QJsonObject &params, Answer<QJsonObject> answer)
{
    m_host->post([this, method, params, answer = std::move(answer)](Engine &engine) {
        m_cache->handle(method, params, engine.current(),
                        [this, answer](Result<QJsonObject> result) { reply(answer, std::move(result)); });
    });
}

void LiveEngine::listCache(Answer<CachePicture> answer)
{
    askCache(u"cache.list"_s, {}, [this, answer = std::move(answer)](const Result<QJsonObject> &json) {
        if (answer)
            answer(json ? Result<CachePicture>(picture(*json, m_clock.monotonic())) : std::unexpected(json.error()));
    });
}

void LiveEngine::retain(const QString &method, QJsonObject params, const QString &fileId, Done done)
{
    params.insert(u"content"_s, fileId);
    askCache(method, params, [done = std::move(done)](const Result<QJsonObject> &json) {
        if (done)
            done(json ? Result<void>() : std::unexpected(json.error()));
    });
}

void LiveEngine::pin(const QString &fileId, const std::optional<WallTime> &until, Done done)
{
    QJsonObject params;
    if (until)
        params.insert(u"until"_s, jsonfields::timestamp(*until));
    retain(u"cache.pin"_s, params, fileId, std::move(done));
}

void LiveEngine::unpin(const QString &fileId, Done done)
{
    retain(u"cache.unpin"_s, {}, fileId, std::move(done));
}

void LiveEngine::expire(const QString &fileId, const std::optional<WallTime> &at, Done done)
{
    QJsonObject params;
    if (at)
        params.insert(u"at"_s, jsonfields::timestamp(*at));
    else
        params.insert(u"now"_s, true);
    retain(u"cache.expire"_s, params, fileId, std::move(done));
}

void LiveEngine::deleteContents(const QStringList &fileIds, bool includePinned, Answer<DeleteOutcome> answer)
{
    askCache(u"cache.delete"_s,
             {{u"contents"_s, QJsonArray::fromStringList(fileIds)}, {u"includePinned"_s, includePinned}},
             [answer = std::move(answer)](const Result<QJsonObject> &json) {
                 if (answer)
                     answer(json ? Result<DeleteOutcome>(deleteOutcome(*json)) : std::unexpected(json.error()));
             });
}

void LiveEngine::verifyContent(const QString &fileId, Answer<VerifyOutcome> answer)
{
    askCache(u"cache.verify"_s, {{u"content"_s, fileId}},
             [answer = std::move(answer)](const Result<QJsonObject> &json) {
                 if (!answer)
                     return;
                 if (!json)
                     return answer(std::unexpected(json.error()));
                 const auto count = [&json](QLatin1StringView name) {
                     return static_cast<std::uint64_t>(json->value(name).toInteger());
                 };
                 answer(VerifyOutcome{.checked = count("PiecesChecked"_L1), .wrong = count("PiecesWrong"_L1)});
             });
}

void LiveEngine::askServices()
{
    m_host->post([](Engine &engine) {
        if (engine.cloud().isSet())
            engine.cloud().askAnew([](const Result<void> &) {}); // what came of it is in the picture
    });
}

void LiveEngine::recentEvents(Answer<std::vector<TraceEvent>> answer)
{
    m_host->post([this, answer = std::move(answer)](Engine &engine) {
        reply<std::vector<TraceEvent>>(answer, engine.trace().ring().since(0, engine.trace().ring().size()));
    });
}

void LiveEngine::measure()
{
    m_host->post([](Engine &engine) { engine.measure({}); });
}

} // namespace freshet::desktop
