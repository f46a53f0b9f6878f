// SPDX-License-Identifier: GPL-3.0-or-later
// Makes and shows content metadata for the interop tests, so that they depend on core/meta alone.
//   metatool create FILE OUT NAME PIECE_LENGTH hybrid|v2 [URL…]   writes OUT, prints it
//   metatool show METADATA                                        prints it
//   metatool verify METADATA FILE                                 proves every piece and every block of FILE
// Prints one JSON object; an error is {"error": NAME} with exit code 1.
#include "core/base/BufferPool.h"
#include "core/meta/BlockProof.h"
#include "core/meta/Metainfo.h"
#include "core/meta/PieceHasher.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <string>

using namespace freshet;

namespace {

QString text(const std::string &s)
{
    return QString::fromStdString(s);
}

std::string readAll(const std::string &path)
{
    std::ifstream in(path, std::ios::binary);
    if (!in) {
        std::fprintf(stderr, "metatool: cannot read %s\n", path.c_str());
        std::exit(2);
    }
    return {std::istreambuf_iterator<char>(in), {}};
}

std::span<const std::byte> bytesOf(const std::string &s)
{
    return std::as_bytes(std::span(s));
}

int print(const QJsonObject &object, int code)
{
    std::fputs(QJsonDocument(object).toJson(QJsonDocument::Compact).constData(), stdout);
    std::fputc('\n', stdout);
    return code;
}

int printError(const Error &error)
{
    return print({{QStringLiteral("error"), errorName(error.code)}}, 1);
}

int show(const Metainfo &metainfo)
{
    QJsonArray layer;
    for (const Sha256Digest &digest : metainfo.pieceLayer)
        layer.append(text(digest.hex()));
    QJsonArray v1;
    for (const Sha1Digest &digest : metainfo.v1Pieces)
        v1.append(text(digest.hex()));
    QJsonArray urls;
    for (const std::string &url : metainfo.downloadUrls())
        urls.append(text(url));
    return print({{QStringLiteral("contentId"), text(metainfo.contentId.hex())},
                  {QStringLiteral("v1InfoHash"), metainfo.v1InfoHash ? text(metainfo.v1InfoHash->hex()) : QString()},
                  {QStringLiteral("name"), text(metainfo.name)},
                  {QStringLiteral("length"), static_cast<qint64>(metainfo.geometry.contentLength().value())},
                  {QStringLiteral("pieceLength"), static_cast<qint64>(metainfo.geometry.pieceLength().value())},
                  {QStringLiteral("piecesRoot"), text(metainfo.piecesRoot.hex())},
                  {QStringLiteral("pieceLayer"), layer},
                  {QStringLiteral("v1Pieces"), v1},
                  {QStringLiteral("urls"), urls}},
                 0);
}

std::span<const std::byte> pieceOf(const Geometry &geometry, std::span<const std::byte> bytes, PieceIndex piece)
{
    return bytes.subspan(geometry.pieceOffset(piece).value(), geometry.pieceSize(piece).value());
}

int create(int argc, char **argv)
{
    const std::string content = readAll(argv[2]);
    const Geometry geometry(Bytes{content.size()}, Bytes{std::strtoull(argv[5], nullptr, 10)});
    const PieceHashKinds kinds{.sha1 = std::string(argv[6]) == "hybrid"};
    ContentHashes hashes = ContentHashes::sized(geometry, kinds);
    PieceHasher hasher(geometry, kinds);
    for (PieceIndex piece; piece.value() < geometry.pieceCount(); ++piece)
        hashes.set(piece, hasher.hash(pieceOf(geometry, bytesOf(content), piece)));
    const Result<Metainfo> metainfo = buildMetainfo(argv[4], std::move(hashes), {argv + 7, argv + argc});
    if (!metainfo)
        return printError(metainfo.error());
    std::ofstream(argv[3], std::ios::binary) << encodeMetainfo(*metainfo);
    return show(*metainfo);
}

int verify(const Metainfo &metainfo, const std::string &content)
{
    const Geometry &geometry = metainfo.geometry;
    if (content.size() != geometry.contentLength().value())
        return print({{QStringLiteral("error"), QStringLiteral("SIZE_MISMATCH")}}, 1);
    const PieceVerifier verifier = metainfo.verifier();
    for (PieceIndex piece; piece.value() < geometry.pieceCount(); ++piece) {
        const std::span<const std::byte> bytes = pieceOf(geometry, bytesOf(content), piece);
        const std::vector<Sha256Digest> blocks = blockHashes(bytes);
        bool good = verifier.matches(piece, bytes);
        for (std::size_t i = 0; i < blocks.size(); i += 17) {
            const BlockIndex block{geometry.firstBlockOf(piece).value() + static_cast<std::uint32_t>(i)};
            const std::vector<Sha256Digest> uncles = proveBlock(geometry, block, blocks, metainfo.pieceLayer);
            good = good && provesBlock(geometry, block, blocks[i], uncles, metainfo.piecesRoot);
        }
        if (!good)
            return print({{QStringLiteral("error"), QStringLiteral("PIECE_MISMATCH")}}, 1);
    }
    return print({{QStringLiteral("verifiedPieces"), static_cast<qint64>(geometry.pieceCount())}}, 0);
}

} // namespace

int main(int argc, char **argv)
{
    const std::string verb = argc > 1 ? argv[1] : "";
    if (verb == "create" && argc >= 7)
        return create(argc, argv);
    if ((verb == "show" && argc == 3) || (verb == "verify" && argc == 4)) {
        const Result<Metainfo> metainfo = parseMetainfo(bytesOf(readAll(argv[2])));
        if (!metainfo)
            return printError(metainfo.error());
        return verb == "show" ? show(*metainfo) : verify(*metainfo, readAll(argv[3]));
    }
    std::fputs(
        "usage: metatool create FILE OUT NAME PIECE_LENGTH hybrid|v2 [URL…] | show METADATA | verify METADATA FILE\n",
        stderr);
    return 2;
}
