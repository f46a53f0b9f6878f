// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/Arguments.h"
#include "app/ctl/Commands.h"
#include "app/ctl/Console.h"
#include "app/ctl/FileInput.h"
#include "app/ctl/FileOutput.h"
#include "app/ctl/MetainfoJson.h"
#include "core/meta/Metainfo.h"
#include "core/meta/PieceHashFile.h"
#include "core/store/FileHasher.h"
#include "ui/text/Amounts.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace freshet::ctl {

using namespace Qt::StringLiterals;

namespace {

Result<Metainfo> readMetainfo(const QString &path)
{
    const auto file = readSmallFile(path, Bytes{MetainfoLimits{}.maximumBytes}, ErrorCode::MetaTooLarge);
    if (!file)
        return std::unexpected(file.error());
    auto metainfo = parseMetainfo(bytesOf(*file));
    if (!metainfo)
        metainfo.error().object = path;
    return metainfo;
}

FileHashOptions withProgress(StatusLine &line)
{
    FileHashOptions options;
    options.progress = [&line](Bytes done, Bytes total) {
        line.show(tr("Reading %1 of %2").arg(text::bytes(done), text::bytes(total)));
    };
    return options;
}

int show(const Metainfo &metainfo, bool json)
{
    const QString id = QString::fromLatin1(metainfo.contentId.hex());
    const QString root = QString::fromLatin1(metainfo.piecesRoot.hex());
    const QString v1 = metainfo.v1InfoHash ? QString::fromLatin1(metainfo.v1InfoHash->hex()) : QString();
    const Geometry &geometry = metainfo.geometry;
    if (json) {
        printOut(QString::fromUtf8(QJsonDocument(metainfoJson(metainfo)).toJson(QJsonDocument::Indented)));
        return Success;
    }
    QString text;
    const auto line = [&text](const QString &label, const QString &value) {
        text += label.leftJustified(13) + value + u'\n';
    };
    line(tr("Name"), QString::fromStdString(metainfo.name));
    line(tr("ContentId"), id);
    line(tr("Pieces root"), root);
    line(tr("v1 hash"), v1.isEmpty() ? tr("none: version 2 only") : v1);
    line(tr("Size"),
         tr("%1 (%2 bytes)").arg(text::bytes(geometry.contentLength())).arg(geometry.contentLength().value()));
    line(tr("Pieces"), tr("%1 of %2").arg(geometry.pieceCount()).arg(text::bytes(geometry.pieceLength())));
    for (const std::string &source : metainfo.sources)
        line(tr("Source"), QString::fromStdString(source));
    printOut(text);
    return Success;
}

int verify(const Metainfo &metainfo, const QString &path, bool json)
{
    StatusLine line;
    const auto wrong = verifyFile(path, metainfo.verifier(), withProgress(line));
    line.clear();
    if (!wrong)
        return report(wrong.error());
    if (json) {
        QJsonArray pieces;
        for (const PieceIndex piece : *wrong)
            pieces.append(static_cast<qint64>(piece.value()));
        const QJsonObject object{{u"File"_s, path},
                                 {u"ContentId"_s, QString::fromLatin1(metainfo.contentId.hex())},
                                 {u"PieceCount"_s, static_cast<qint64>(metainfo.geometry.pieceCount())},
                                 {u"WrongPieces"_s, pieces}};
        printOut(QString::fromUtf8(QJsonDocument(object).toJson(QJsonDocument::Indented)));
        if (wrong->empty())
            return Success;
    } else if (wrong->empty()) {
        printOut(tr("%1 is %2, every piece proven.").arg(path, QString::fromLatin1(metainfo.contentId.hex())));
        return Success;
    }
    QStringList first;
    for (std::size_t i = 0; i < wrong->size() && i < 8; ++i)
        first << QString::number((*wrong)[i].value());
    if (wrong->size() > 8)
        first << u"…"_s;
    return report({.code = ErrorCode::PieceMismatch,
                   .operation = u"verify file"_s,
                   .object = path,
                   .detail = tr("%n piece(s) differ or are missing: %1", nullptr, static_cast<int>(wrong->size()))
                                 .arg(first.join(u", "_s)),
                   .kept = Kept::InputUntouched,
                   .next = NextStep::CorrectInput});
}

int exportPieceHashes(const Metainfo &metainfo, const QString &path, const QString &output)
{
    StatusLine line;
    // The piece hashes of the original are flat, so they cannot be taken from the metadata; but the file has to be the content.
    const auto wrong = verifyFile(path, metainfo.verifier(), withProgress(line));
    if (wrong && !wrong->empty()) {
        line.clear();
        return report({.code = ErrorCode::PieceMismatch,
                       .operation = u"export a piece hash file"_s,
                       .object = path,
                       .kept = Kept::InputUntouched});
    }
    auto pieces =
        wrong ? hashFilePiecesFlat(path, metainfo.geometry, withProgress(line)) : std::unexpected(wrong.error());
    line.clear();
    if (!pieces)
        return report(pieces.error());
    const auto file = makePieceHashFile(metainfo.geometry, std::move(*pieces));
    if (!file)
        return report(file.error());
    const QByteArray json = QByteArray::fromStdString(encodePieceHashFile(*file));
    if (output.isEmpty()) {
        printOut(QString::fromUtf8(json));
        return Success;
    }
    const auto place = openOutput(output);
    if (!place)
        return report(place.error());
    const auto written = writeFileAtomically(*place, json);
    return written ? Success : report(written.error());
}

} // namespace

int metadataCommand(const QStringList &given)
{
    Arguments arguments(u"metadata"_s,
                        tr("show: what METADATA says. verify: whether FILE is the content. phf: the piece hash file "
                           "(JSON) of the content in FILE."),
                        u"  freshetctl metadata show app-2.1.pkg.torrent\n  freshetctl metadata verify "
                        u"app-2.1.pkg.torrent app-2.1.pkg\n"
                        "  freshetctl metadata phf app-2.1.pkg.torrent app-2.1.pkg > app-2.1.pkg.phf.json"_s);
    arguments.positional(u"ACTION"_s, tr("show, verify or phf."), u"show|verify|phf"_s);
    arguments.positional(u"METADATA"_s, tr("A content metadata file."));
    arguments.positional(u"FILE"_s, tr("The content (verify, phf)."), u"[FILE]"_s);
    arguments.option(u"json"_s, tr("show, verify: print JSON."));
    arguments.option(u"output"_s, tr("phf: write to this file instead of standard output."), u"PATH"_s);
    if (const auto exit = arguments.parse(given, 2, 3))
        return *exit;
    const QString action = arguments.positionals().at(0);
    const bool needsFile = action == u"verify"_s || action == u"phf"_s;
    if (!needsFile && action != u"show"_s)
        return arguments.usageError(tr("There is no action \"%1\".").arg(action));
    if (needsFile != (arguments.positionals().size() == 3))
        return arguments.usageError(needsFile ? tr("Give the file that holds the content.")
                                              : tr("show takes no file."));

    const auto metainfo = readMetainfo(arguments.positionals().at(1));
    if (!metainfo)
        return report(metainfo.error());
    if (action == u"show"_s)
        return show(*metainfo, arguments.isSet(u"json"_s));
    const QString path = arguments.positionals().at(2);
    return action == u"verify"_s ? verify(*metainfo, path, arguments.isSet(u"json"_s))
                                 : exportPieceHashes(*metainfo, path, arguments.value(u"output"_s));
}

} // namespace freshet::ctl
