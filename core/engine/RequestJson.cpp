// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/RequestJson.h"

#include "core/policy/UrlPolicy.h"

#include <QFile>
#include <QJsonArray>

namespace freshet {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype maximumDisplayPath = 4096;
constexpr qsizetype maximumCaller = 128;
constexpr qint64 maximumConnections = 16;
constexpr qsizetype maximumHints = 64;

std::unexpected<Error> refused(const QString &object, const QString &why)
{
    return std::unexpected(
        Error{.code = ErrorCode::InvalidArgument, .operation = u"read request"_s, .object = object, .detail = why});
}

Result<QUrl> urlIn(const QJsonObject &params)
{
    const QUrl url(params.value("url"_L1).toString(), QUrl::StrictMode);
    if (const auto allowed = checkUrl(url); !allowed)
        return std::unexpected(allowed.error());
    return url;
}

template <typename D>
Result<std::optional<D>> digestIn(const QJsonObject &params, const QString &key)
{
    const QJsonValue value = params.value(key);
    if (value.isUndefined())
        return std::optional<D>();
    const auto digest = D::fromHex(value.toString().toStdString());
    if (!digest)
        return refused(key, u"64 hexadecimal digits are expected"_s);
    return digest;
}

Result<QString> textIn(const QJsonObject &params, const QString &key, qsizetype maximum)
{
    const QString text = params.value(key).toString();
    if (text.size() > maximum || text.contains(QChar(u'\0')))
        return refused(key, u"too long, or no text"_s);
    return text;
}

Result<decltype(DownloadRequest::subject)> subjectIn(const QJsonObject &params, const QByteArray &data)
{
    const QString kind = params.value("kind"_L1).toString();
    if (kind == "metadata"_L1) {
        const auto shown = textIn(params, u"metadataPath"_s, maximumDisplayPath);
        if (!shown)
            return std::unexpected(shown.error());
        return LocalMetadata{.file = data, .displayPath = *shown};
    }
    if (kind != "url"_L1 && kind != "metadataUrl"_L1)
        return refused(u"kind"_s, u"url, metadata or metadataUrl is expected"_s);
    const auto url = urlIn(params);
    if (!url)
        return std::unexpected(url.error());
    if (kind == "metadataUrl"_L1)
        return MetadataUrl{*url};
    return ContentUrl{.url = *url, .pieceHashFile = data};
}

QJsonArray rangesToJson(const std::vector<RequestedRange> &ranges)
{
    QJsonArray json;
    for (const RequestedRange &range : ranges) {
        QJsonArray ends{static_cast<qint64>(range.first.value())};
        if (range.last)
            ends.append(static_cast<qint64>(range.last->value()));
        json.append(ends);
    }
    return json;
}

Result<std::vector<RequestedRange>> rangesIn(const QJsonObject &params)
{
    std::vector<RequestedRange> ranges;
    const QJsonValue given = params.value("ranges"_L1);
    if (!given.isUndefined() && !given.isArray())
        return refused(u"ranges"_s, u"an array is expected"_s);
    const QJsonArray array = given.toArray();
    if (array.size() > static_cast<qsizetype>(maximumRanges))
        return refused(u"ranges"_s, u"too many"_s);
    for (const QJsonValue &value : array) {
        const QJsonArray ends = value.toArray();
        const qint64 first = ends.at(0).toInteger(-1);
        const qint64 last = ends.size() == 2 ? ends.at(1).toInteger(-1) : 0;
        if (ends.isEmpty() || ends.size() > 2 || first < 0 || last < 0)
            return refused(u"ranges"_s, u"[first, last] or [first] is expected, integers from 0 on"_s);
        RequestedRange range{.first = Bytes{static_cast<std::uint64_t>(first)}, .last = {}};
        if (ends.size() == 2)
            range.last = Bytes{static_cast<std::uint64_t>(last)};
        ranges.push_back(range);
    }
    return ranges;
}

} // namespace

QJsonObject requestToJson(const DownloadRequest &request)
{
    QJsonObject json;
    if (const auto *content = std::get_if<ContentUrl>(&request.subject)) {
        json = {{u"kind"_s, u"url"_s}, {u"url"_s, content->url.toString(QUrl::FullyEncoded)}};
        if (!content->pieceHashFile.isEmpty())
            json.insert(u"pieceHashes"_s, true);
    } else if (const auto *remote = std::get_if<MetadataUrl>(&request.subject)) {
        json = {{u"kind"_s, u"metadataUrl"_s}, {u"url"_s, remote->url.toString(QUrl::FullyEncoded)}};
    } else {
        const auto &local = std::get<LocalMetadata>(request.subject);
        json = {{u"kind"_s, u"metadata"_s}, {u"metadataPath"_s, local.displayPath}};
    }
    json.insert(u"fileName"_s, request.fileName);
    json.insert(u"displayPath"_s, request.displayPath);
    json.insert(u"caller"_s, request.caller);
    json.insert(u"priority"_s, request.priority == Priority::Foreground ? u"Foreground"_s : u"Background"_s);
    if (request.contentId)
        json.insert(u"contentId"_s, QString::fromLatin1(request.contentId->hex()));
    if (request.wholeDigest)
        json.insert(u"sha256"_s, QString::fromLatin1(request.wholeDigest->hex()));
    if (!request.ranges.empty())
        json.insert(u"ranges"_s, rangesToJson(request.ranges));
    if (request.connectionsPerSource)
        json.insert(u"connections"_s, static_cast<qint64>(*request.connectionsPerSource));
    if (!request.peers.empty()) {
        QJsonArray peers;
        for (const PeerAddress &peer : request.peers)
            peers.append(QString::fromStdString(peer.text()));
        json.insert(u"peers"_s, peers);
    }
    if (!request.trackers.empty()) {
        QJsonArray trackers;
        for (const QUrl &tracker : request.trackers)
            trackers.append(tracker.toString(QUrl::FullyEncoded));
        json.insert(u"trackers"_s, trackers);
    }
    if (!request.useHttp)
        json.insert(u"useHttp"_s, false);
    return json;
}

QByteArray subjectBytes(const DownloadRequest &request)
{
    if (const auto *local = std::get_if<LocalMetadata>(&request.subject))
        return local->file;
    const auto *content = std::get_if<ContentUrl>(&request.subject);
    return content ? content->pieceHashFile : QByteArray();
}

bool hasSubjectBytes(const QJsonObject &json)
{
    return json.value("kind"_L1).toString() == "metadata"_L1 || json.value("pieceHashes"_L1).toBool();
}

Result<DownloadRequest> requestFromJson(const QJsonObject &params, const QByteArray &subjectData)
{
    DownloadRequest request;
    auto subject = subjectIn(params, subjectData);
    if (!subject)
        return std::unexpected(subject.error());
    request.subject = std::move(*subject);

    request.fileName = params.value("fileName"_L1).toString();
    const QByteArray name = QFile::encodeName(request.fileName);
    if (name.isEmpty() || name == "." || name == ".." || name.contains('/') || name.contains('\0') || name.size() > 255)
        return refused(u"fileName"_s, u"not a file name"_s);
    const auto displayPath = textIn(params, u"displayPath"_s, maximumDisplayPath);
    const auto caller = textIn(params, u"caller"_s, maximumCaller);
    const auto contentId = digestIn<ContentId>(params, u"contentId"_s);
    const auto wholeDigest = digestIn<Sha256Digest>(params, u"sha256"_s);
    if (!displayPath || !caller)
        return std::unexpected(!displayPath ? displayPath.error() : caller.error());
    if (!contentId || !wholeDigest)
        return std::unexpected(!contentId ? contentId.error() : wholeDigest.error());
    request.displayPath = displayPath->isEmpty() ? request.fileName : *displayPath;
    request.caller = *caller;
    request.contentId = *contentId;
    request.wholeDigest = *wholeDigest;
    if (request.contentId && std::holds_alternative<ContentUrl>(request.subject))
        return refused(u"contentId"_s, u"goes with content metadata"_s);

    const QString priority = params.value("priority"_L1).toString(u"Foreground"_s);
    if (priority != "Foreground"_L1 && priority != "Background"_L1)
        return refused(u"priority"_s, u"Foreground or Background is expected"_s);
    request.priority = priority == "Background"_L1 ? Priority::Background : Priority::Foreground;
    if (const QJsonValue connections = params.value("connections"_L1); !connections.isUndefined()) {
        if (connections.toInteger() < 1 || connections.toInteger() > maximumConnections)
            return refused(u"connections"_s, u"1 to 16 are expected"_s);
        request.connectionsPerSource = static_cast<std::uint32_t>(connections.toInteger());
    }
    const QJsonArray peers = params.value("peers"_L1).toArray();
    const QJsonArray trackers = params.value("trackers"_L1).toArray();
    if (peers.size() > maximumHints || trackers.size() > maximumHints)
        return refused(u"peers"_s, u"too many"_s);
    for (const QJsonValue &value : peers) {
        const auto peer = PeerAddress::fromText(value.toString().toStdString());
        if (!peer)
            return refused(u"peers"_s, u"addresses with ports are expected"_s);
        request.peers.push_back(*peer);
    }
    for (const QJsonValue &value : trackers) {
        const QUrl url(value.toString(), QUrl::StrictMode);
        if (const auto allowed = checkUrl(url); !allowed)
            return std::unexpected(allowed.error());
        request.trackers.push_back(url);
    }
    request.useHttp = params.value("useHttp"_L1).toBool(true);
    auto ranges = rangesIn(params);
    if (!ranges)
        return std::unexpected(ranges.error());
    request.ranges = std::move(*ranges);
    return request;
}

} // namespace freshet
