// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/log/SupportBundle.h"

#include "core/api/LimitsPicture.h"
#include "core/api/PerfJson.h"
#include "core/api/SettingJson.h"
#include "core/api/StatusJson.h"
#include "ui/text/EventText.h"

#include <KZip>

#include <QBuffer>
#include <QDateTime>
#include <QGuiApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QLocale>
#include <QRegularExpression>
#include <QSaveFile>
#include <QScreen>
#include <QSysInfo>
#include <QTimeZone>

namespace freshet::ui {

using namespace Qt::StringLiterals;

namespace {

QByteArray encoded(const QJsonValue &json, const QString &home)
{
    const QByteArray text =
        json.isArray() ? QJsonDocument(json.toArray()).toJson() : QJsonDocument(json.toObject()).toJson();
    return redacted(QString::fromUtf8(text), home).toUtf8();
}

QByteArray about(const EngineSnapshot &snapshot, const QString &home)
{
    QStringList lines{
        u"Freshet "_s + QStringLiteral(FRESHET_VERSION),
        u"Qt %1, %2, %3"_s.arg(QString::fromLatin1(qVersion()), QGuiApplication::platformName(), QSysInfo::buildAbi()),
        u"%1, kernel %2 %3"_s.arg(QSysInfo::prettyProductName(), QSysInfo::kernelType(), QSysInfo::kernelVersion()),
        u"Language %1"_s.arg(QLocale().name()),
        u"Cache directory %1"_s.arg(snapshot.cacheDirectory),
        u"Picture %1, last event %2, %3 jobs"_s.arg(snapshot.revision)
            .arg(snapshot.lastEvent)
            .arg(snapshot.jobs.size()),
    };
    for (const QScreen *screen : QGuiApplication::screens())
        lines.append(u"Screen %1x%2 at %3"_s.arg(screen->size().width())
                         .arg(screen->size().height())
                         .arg(screen->devicePixelRatio()));
    return redacted(lines.join(u'\n') + u'\n', home).toUtf8();
}

QByteArray log(const std::vector<TraceEvent> &events, const QString &home)
{
    QString text;
    for (const TraceEvent &event : events)
        text += u"%1  %2  %3  %4\n"_s.arg(
            QDateTime::fromStdTimePoint(std::chrono::floor<std::chrono::milliseconds>(event.wall))
                .toUTC()
                .toString(Qt::ISODateWithMs),
            eventLevelName(levelOf(event)), eventKindName(event.kind), text::eventSentence(event));
    return redacted(text, home).toUtf8();
}

} // namespace

QString redacted(const QString &text, const QString &home)
{
    QString result = text;
    if (home.size() > 1) {
        // Up to the end of a path's part: /home/ann is not the beginning of /home/anna.
        const QRegularExpression place(QRegularExpression::escape(home) + u"(?![\\w.-])"_s);
        result.replace(place, u"~"_s);
    }
    static const QRegularExpression user(u"([a-zA-Z][a-zA-Z0-9+.-]*://)[^/\\s\"'@]*@"_s);
    result.replace(user, u"\\1"_s);
    static const QRegularExpression query(u"([a-zA-Z][a-zA-Z0-9+.-]*://[^\\s\"'?#]*)[?#][^\\s\"',)]*"_s);
    result.replace(query, u"\\1?…"_s);
    static const QRegularExpression secret(
        u"(\"[^\"]*(?:secret|token|password|passphrase|credential|private)[^\"]*\"\\s*:\\s*)\"[^\"]*\""_s,
        QRegularExpression::CaseInsensitiveOption);
    result.replace(secret, u"\\1\"…\""_s);
    return result;
}

std::vector<BundleFile> supportFiles(const EngineSnapshot &snapshot, const std::vector<TraceEvent> &events,
                                     const QString &home)
{
    std::vector<BundleFile> files;
    files.push_back({u"about.txt"_s, about(snapshot, home)});
    files.push_back({u"status.json"_s, encoded(toJson(snapshot, RowDetail::WithPeers), home)});
    if (snapshot.settings)
        files.push_back({u"settings.json"_s, encoded(toJson(*snapshot.settings), home)});
    if (snapshot.limits)
        files.push_back({u"limits.json"_s, encoded(toJson(*snapshot.limits), home)});
    if (snapshot.performance)
        files.push_back({u"performance.json"_s, encoded(toJson(*snapshot.performance), home)});
    files.push_back({u"log.txt"_s, log(events, home)});
    return files;
}

QString writeBundle(const QString &path, const std::vector<BundleFile> &files, WallTime now)
{
    QBuffer buffer;
    KZip zip(&buffer);
    if (!zip.open(QIODevice::WriteOnly))
        return zip.errorString();
    const QDateTime when = QDateTime::fromStdTimePoint(std::chrono::floor<std::chrono::milliseconds>(now));
    for (const BundleFile &file : files)
        if (!zip.writeFile(u"freshet-support/"_s + file.name, file.data, 0100644, {}, {}, when, when, when))
            return zip.errorString();
    if (!zip.close())
        return zip.errorString();
    QSaveFile out(path);
    if (!out.open(QIODevice::WriteOnly) || out.write(buffer.data()) != buffer.data().size() || !out.commit())
        return out.errorString();
    return {};
}

} // namespace freshet::ui
