// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/transfers/AddRequest.h"

#include "core/base/DisplayUrl.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>

namespace freshet::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 maximumMetadata = 64 << 20;

Error refused(ErrorCode code, const QString &object, const QString &detail = {})
{
    return {.code = code, .operation = u"add"_s, .object = object, .detail = detail, .kept = Kept::InputUntouched};
}

bool isMetadataName(const QString &path)
{
    return path.endsWith(".torrent"_L1, Qt::CaseInsensitive);
}

/// A name for the content, from the end of a path.
QString nameFrom(const QString &path)
{
    QString name = path.section(u'/', -1, -1, QString::SectionSkipEmpty);
    if (isMetadataName(name))
        name.chop(8);
    name.removeIf([](QChar c) { return c < u' ' || c == u'\x7f'; });
    return name.isEmpty() || name == u"."_s || name == u".."_s ? u"download"_s : name.left(200);
}

/// The name, or "name (2)" when there is such a file.
QString freeName(const QDir &directory, const QString &name)
{
    const QFileInfo parts(name);
    QString candidate = name;
    for (int i = 2; directory.exists(candidate) && i < 1000; ++i) {
        candidate = u"%1 (%2)"_s.arg(parts.completeBaseName()).arg(i);
        if (!parts.suffix().isEmpty())
            candidate += u'.' + parts.suffix();
    }
    return candidate;
}

Result<QByteArray> readMetadata(const QString &path)
{
    const QFileInfo info(path);
    if (!info.exists())
        return std::unexpected(refused(ErrorCode::FileNotFound, path));
    if (!info.isFile())
        return std::unexpected(refused(ErrorCode::NotARegularFile, path));
    if (info.size() > maximumMetadata)
        return std::unexpected(refused(ErrorCode::MetaTooLarge, path));
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return std::unexpected(refused(ErrorCode::FileUnreadable, path, file.errorString()));
    return file.read(maximumMetadata + 1);
}

Result<void> chooseSubject(const QString &what, DownloadRequest &request, QString &name)
{
    const bool looksLikeUrl = what.contains(u"://"_s) && !what.startsWith("file://"_L1, Qt::CaseInsensitive);
    if (!looksLikeUrl) {
        const QString path = what.startsWith("file://"_L1, Qt::CaseInsensitive) ? QUrl(what).toLocalFile() : what;
        auto metadata = readMetadata(path);
        if (!metadata)
            return std::unexpected(metadata.error());
        request.subject = LocalMetadata{.file = std::move(*metadata), .displayPath = path};
        name = nameFrom(path);
        return {};
    }
    const QUrl url(what, QUrl::StrictMode);
    if (!url.isValid() || url.host().isEmpty() || (url.scheme() != "http"_L1 && url.scheme() != "https"_L1))
        return std::unexpected(refused(ErrorCode::UrlRefused, url.isValid() ? displayUrl(url) : what.left(200)));
    name = nameFrom(url.path());
    if (isMetadataName(url.path()))
        request.subject = MetadataUrl{url};
    else
        request.subject = ContentUrl{.url = url, .pieceHashFile = {}};
    return {};
}

} // namespace

Result<DownloadRequest> makeRequest(const QString &given, const AddOptions &options)
{
    const QString what = given.trimmed();
    DownloadRequest request;
    QString name;
    if (const auto chosen = chooseSubject(what, request, name); !chosen)
        return std::unexpected(chosen.error());
    if (const QString digest = options.digest.trimmed(); !digest.isEmpty()) {
        const auto known = Sha256Digest::fromHex(digest.toStdString());
        if (!known)
            return std::unexpected(refused(ErrorCode::InvalidArgument, digest.left(80)));
        if (std::holds_alternative<ContentUrl>(request.subject))
            request.wholeDigest = *known;
        else
            request.contentId = ContentId::fromHex(digest.toStdString());
    }
    const QDir directory(options.directory);
    const int fd = ::open(QFile::encodeName(directory.absolutePath()).constData(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    request.directory = UniqueFd(fd);
    if (options.directory.isEmpty() || !request.directory
        || ::faccessat(request.directory.get(), ".", W_OK | X_OK, AT_EACCESS) != 0)
        return std::unexpected(errorFromErrno(options.directory.isEmpty() ? ENOENT : errno, u"open destination"_s,
                                              options.directory, Kept::InputUntouched));
    request.fileName = freeName(directory, name);
    request.displayPath = directory.absoluteFilePath(request.fileName);
    request.priority = options.priority;
    request.caller = u"freshet"_s;
    return request;
}

} // namespace freshet::ui
