// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/MetainfoJson.h"

#include <QJsonArray>

namespace freshet::ctl {

using namespace Qt::StringLiterals;

QJsonObject metainfoJson(const Metainfo &metainfo)
{
    QJsonArray sources;
    for (const std::string &source : metainfo.sources)
        sources.append(QString::fromStdString(source));
    const Geometry &geometry = metainfo.geometry;
    return {
        {u"Name"_s, QString::fromStdString(metainfo.name)},
        {u"ContentId"_s, QString::fromLatin1(metainfo.contentId.hex())},
        {u"PiecesRoot"_s, QString::fromLatin1(metainfo.piecesRoot.hex())},
        {u"V1InfoHash"_s,
         metainfo.v1InfoHash ? QJsonValue(QString::fromLatin1(metainfo.v1InfoHash->hex())) : QJsonValue()},
        {u"ContentLength"_s, static_cast<qint64>(geometry.contentLength().value())},
        {u"PieceSize"_s, static_cast<qint64>(geometry.pieceLength().value())},
        {u"PieceCount"_s, static_cast<qint64>(geometry.pieceCount())},
        {u"Sources"_s, sources},
    };
}

} // namespace freshet::ctl
