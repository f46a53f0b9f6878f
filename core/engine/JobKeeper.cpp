// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/JobKeeper.h"

#include "core/api/StatusJson.h"
#include "core/api/StatusParse.h"
#include "core/engine/RequestJson.h"

#include <QJsonDocument>
#include <QPointer>

namespace freshet {

using namespace Qt::StringLiterals;

namespace {

/// What could not be written, typically because the disk is full, is tried again after this time.
constexpr std::chrono::seconds retryInterval{5};

QByteArray text(const QJsonObject &json)
{
    return QJsonDocument(json).toJson(QJsonDocument::Compact);
}

/// Numbers of 64 bits travel as text: JSON numbers of this magnitude lose digits elsewhere.
QString number(std::uint64_t value)
{
    return QString::number(value);
}

QJsonObject directoryToJson(const KnownDirectory &directory)
{
    return {{u"path"_s, directory.path},
            {u"device"_s, number(directory.device)},
            {u"filesystem"_s, number(directory.filesystem)},
            {u"inode"_s, number(directory.inode)},
            {u"owner"_s, static_cast<qint64>(directory.owner)}};
}

KnownDirectory directoryFromJson(const QJsonObject &json)
{
    return {.path = json.value("path"_L1).toString(),
            .device = json.value("device"_L1).toString().toULongLong(),
            .filesystem = json.value("filesystem"_L1).toString().toULongLong(),
            .inode = json.value("inode"_L1).toString().toULongLong(),
            .owner = static_cast<std::uint32_t>(json.value("owner"_L1).toInteger())};
}

std::optional<JobKeeper::EarlierJob> earlierJob(const JobRecord &record)
{
    const QJsonObject json = QJsonDocument::fromJson(record.request).object();
    const QJsonObject progress = QJsonDocument::fromJson(record.progress).object();
    auto request = requestFromJson(json, record.subject);
    if (!request || progress.isEmpty())
        return std::nullopt;
    JobRow row = rowFromJson(progress, {});
    row.job = record.id;
    return JobKeeper::EarlierJob{.id = record.id,
                                 .request = std::move(*request),
                                 .directory = directoryFromJson(json.value("directory"_L1).toObject()),
                                 .row = std::move(row)};
}

/// The request of a job that has its content: nothing of it is asked for again.
QByteArray withoutSecrets(const QByteArray &request)
{
    QJsonObject json = QJsonDocument::fromJson(request).object();
    if (json.contains("url"_L1)) {
        const QUrl url(json.value("url"_L1).toString());
        json.insert(u"url"_s, url.adjusted(QUrl::RemoveQuery | QUrl::RemoveFragment).toString(QUrl::FullyEncoded));
    }
    return text(json);
}

} // namespace

JobKeeper::JobKeeper(Store &store, const Clock &clock)
    : m_store(store)
    , m_clock(clock)
{
    m_retry.setSingleShot(true);
    connect(&m_retry, &QTimer::timeout, this, &JobKeeper::writeAllDirty);
}

JobKeeper::~JobKeeper()
{
    for (const auto &[id, entry] : m_entries)
        if (entry.dirty)
            write(id); // the store works in the order in which it is told
}

Result<JobKeeper::Earlier> JobKeeper::load()
{
    auto kept = m_store.loadJobs();
    if (!kept)
        return std::unexpected(kept.error());
    Earlier earlier{.jobs = {}, .last = kept->last};
    for (JobRecord &record : kept->jobs) {
        auto job = earlierJob(record);
        if (!job)
            continue;
        Entry entry;
        entry.request = std::move(record.request);
        entry.subject = std::move(record.subject);
        entry.progress = std::move(record.progress);
        // What is not known yet is found out again, and written then.
        entry.written.state =
            job->row.isFinal() || job->row.state == JobState::Paused ? job->row.state : JobState::Queued;
        m_entries.emplace(record.id, std::move(entry));
        earlier.jobs.push_back(std::move(*job));
    }
    return earlier;
}

void JobKeeper::add(JobId id, const DownloadRequest &request, std::function<void(const Result<void> &)> recorded)
{
    const auto directory = KnownDirectory::of(request.directory.get());
    QJsonObject json = requestToJson(request);
    if (directory)
        json.insert(u"directory"_s, directoryToJson(*directory));
    JobRow row;
    row.job = id;
    row.name = request.fileName;
    row.destination = request.displayPath;
    row.caller = request.caller;
    row.priority = request.priority;
    row.fileSizeKnown = false;
    row.reason.code = ReasonCode::WaitingForSlot;
    row.createdAt = m_clock.wall();
    Entry entry;
    entry.request = text(json);
    entry.subject = subjectBytes(request);
    entry.progress = text(toJson(row));
    entry.writing = true;
    JobRecord record{.id = id, .request = entry.request, .subject = entry.subject, .progress = entry.progress};
    m_entries.insert_or_assign(id, std::move(entry));
    m_store.putJob(std::move(record), [self = QPointer(this), id, recorded = std::move(recorded)](Result<void> done) {
        if (!self)
            return;
        self->onWritten(id, true, done ? std::nullopt : std::optional(done.error()));
        if (!done)
            self->m_entries.erase(id);
        recorded(done);
    });
}

JobKeeper::Lasting JobKeeper::lastingOf(const Transfer &job)
{
    const bool stays = job.hasEnded() || job.state() == JobState::Paused;
    return {.state = stays ? job.state() : JobState::Queued, .contentKnown = job.knowsContent()};
}

void JobKeeper::onChanged(const Transfer &job)
{
    const auto it = m_entries.find(job.id());
    if (it == m_entries.end())
        return;
    Entry &entry = it->second;
    const Lasting lasting = lastingOf(job);
    if (lasting == entry.written || (lasting.state == entry.written.state && !lasting.contentKnown))
        return;
    entry.written = lasting;
    entry.progress = text(toJson(job.row(m_clock.monotonic())));
    if (lasting.state == JobState::Complete || lasting.state == JobState::Caching) {
        entry.request = withoutSecrets(entry.request);
        entry.subject.clear();
        entry.wholeWanted = true;
    }
    entry.dirty = true;
    if (!entry.writing)
        write(job.id());
}

void JobKeeper::write(JobId id)
{
    Entry &entry = m_entries.at(id);
    entry.writing = true;
    entry.dirty = false;
    if (std::exchange(entry.wholeWanted, false)) {
        m_store.putJob({.id = id, .request = entry.request, .subject = entry.subject, .progress = entry.progress},
                       [self = QPointer(this), id](Result<void> done) {
                           if (self)
                               self->onWritten(id, static_cast<bool>(done),
                                               done ? std::nullopt : std::optional(done.error()));
                       });
    } else {
        m_store.updateJob(id, entry.progress, [self = QPointer(this), id](Result<bool> done) {
            if (self)
                self->onWritten(id, done.value_or(true), done ? std::nullopt : std::optional(done.error()));
        });
    }
}

void JobKeeper::onWritten(JobId id, bool known, const std::optional<Error> &error)
{
    const auto it = m_entries.find(id);
    if (it == m_entries.end())
        return;
    Entry &entry = it->second;
    entry.writing = false;
    if (!known) {
        entry.wholeWanted = true; // a failed replacement, or a ledger that was made anew
        entry.dirty = true;
    }
    if (error) {
        entry.dirty = true;
        if (!m_retry.isActive())
            m_retry.start(retryInterval);
    } else if (entry.dirty) {
        write(id);
    }
}

void JobKeeper::writeAllDirty()
{
    for (const auto &[id, entry] : m_entries)
        if (entry.dirty && !entry.writing)
            write(id);
}

void JobKeeper::forget(JobId id)
{
    if (m_entries.erase(id) > 0)
        m_store.removeJob(id, [](const Result<void> &) {});
}

} // namespace freshet
