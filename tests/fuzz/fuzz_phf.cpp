// SPDX-License-Identifier: GPL-3.0-or-later
// Under attack: parsePieceHashFile and its JsonScanner, which read files that came over plain HTTP.
// Oracles: where Qt's JSON parser accepts the text too, it reads the same numbers; what is accepted is consistent
// and survives export and import.
//
// HashOfHashes cannot be guessed, so inputs that start with 'h' have its right value put in for the text "@@".
#include "core/meta/PieceHashFile.h"
#include "core/meta/Sha256.h"

#include <QByteArray>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <cstdint>
#include <cstdlib>
#include <string>

using namespace freshet;

namespace {

void require(bool condition)
{
    if (!condition)
        std::abort();
}

/// Replaces "@@" by the hash of hashes of what Qt's parser finds in Pieces.
QByteArray withHashOfHashes(QByteArray text)
{
    const QJsonArray pieces = QJsonDocument::fromJson(text).object()[QStringLiteral("Pieces")].toArray();
    QByteArray raw;
    for (const QJsonValue &piece : pieces)
        raw += QByteArray::fromBase64(piece.toString().toLatin1());
    const Sha256Digest digest =
        Sha256::of(std::as_bytes(std::span(raw.constData(), static_cast<std::size_t>(raw.size()))));
    const auto *bytes = reinterpret_cast<const char *>(digest.bytes().data());
    return text.replace("@@", QByteArray(bytes, static_cast<qsizetype>(digest.bytes().size())).toBase64());
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    QByteArray text(reinterpret_cast<const char *>(data), static_cast<qsizetype>(size));
    if (text.startsWith('h'))
        text = withHashOfHashes(text.mid(1));
    const Result<PieceHashFile> file =
        parsePieceHashFile(std::as_bytes(std::span(text.constData(), static_cast<std::size_t>(text.size()))));
    if (!file)
        return 0;
    require(file->pieces.size() == file->geometry.pieceCount());
    require(Geometry::isLegalPieceLength(file->geometry.pieceLength()) && file->geometry.contentLength() >= 1_B);

    const QJsonDocument document = QJsonDocument::fromJson(text);
    if (!document.isNull()) {
        require(document[QStringLiteral("ContentLength")].toInteger()
                == static_cast<qint64>(file->geometry.contentLength().value()));
        require(document[QStringLiteral("PieceSize")].toInteger()
                == static_cast<qint64>(file->geometry.pieceLength().value()));
        require(std::cmp_equal(document[QStringLiteral("Pieces")].toArray().size(), file->pieces.size()));
    }

    const std::string encoded = encodePieceHashFile(*file);
    const Result<PieceHashFile> again = parsePieceHashFile(std::as_bytes(std::span(encoded)));
    require(again.has_value() && *again == *file);
    return 0;
}
