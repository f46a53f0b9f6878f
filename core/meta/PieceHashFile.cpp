// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/meta/PieceHashFile.h"

#include "core/meta/JsonScanner.h"
#include "core/meta/Sha256.h"

#include <QByteArray>

#include <optional>
#include <string_view>
#include <utility>

namespace freshet {

namespace {

constexpr std::int64_t majorVersion = 1;
constexpr std::size_t base64Length = 44; ///< of 32 bytes

std::optional<unsigned> base64Value(char c)
{
    if (c >= 'A' && c <= 'Z')
        return c - 'A';
    if (c >= 'a' && c <= 'z')
        return c - 'a' + 26;
    if (c >= '0' && c <= '9')
        return c - '0' + 52;
    if (c == '+')
        return 62;
    if (c == '/')
        return 63;
    return std::nullopt;
}

/// Only the one canonical encoding: 43 digits and '=', unused bits zero (RFC 4648).
std::optional<Sha256Digest> digestFromBase64(std::string_view text)
{
    if (text.size() != base64Length || text.back() != '=')
        return std::nullopt;
    Sha256Digest digest;
    std::size_t out = 0;
    unsigned bits = 0;
    int count = 0;
    for (const char c : text.substr(0, base64Length - 1)) {
        const std::optional<unsigned> value = base64Value(c);
        if (!value)
            return std::nullopt;
        bits = (bits << 6 | *value) & 0x3fff;
        count += 6;
        if (count >= 8) {
            count -= 8;
            digest.writable()[out++] = static_cast<std::byte>(bits >> count & 0xff);
        }
    }
    if ((bits & ((1U << count) - 1)) != 0)
        return std::nullopt;
    return digest;
}

void appendBase64(std::string &out, const Sha256Digest &digest)
{
    const std::span<const std::byte> bytes = digest.bytes();
    out += QByteArray::fromRawData(reinterpret_cast<const char *>(bytes.data()), static_cast<qsizetype>(bytes.size()))
               .toBase64();
}

Sha256Digest hashOf(const std::vector<Sha256Digest> &pieces)
{
    Sha256 hash;
    for (const Sha256Digest &piece : pieces)
        hash.add(piece.bytes());
    return hash.finish();
}

bool isPossible(std::int64_t contentLength, std::int64_t pieceSize)
{
    return contentLength >= 1 && std::cmp_less_equal(contentLength, maximumContentLength.value()) && pieceSize >= 1
           && Geometry::isLegalPieceLength(Bytes{static_cast<std::uint64_t>(pieceSize)});
}

/// Reads the members in whatever order they come; unknown ones are skipped.
class PieceHashFileParser {
public:
    PieceHashFileParser(std::string_view text, const PieceHashFileLimits &limits)
        : m_scanner(text)
        , m_limits(limits)
    {
    }

    Result<PieceHashFile> run()
    {
        if (readObject() && check())
            return PieceHashFile{.geometry = {Bytes{static_cast<std::uint64_t>(*m_contentLength)},
                                              Bytes{static_cast<std::uint64_t>(*m_pieceSize)}},
                                 .pieces = std::move(*m_pieces),
                                 .hashOfHashes = *m_hashOfHashes};
        return std::unexpected(Error{m_code, QStringLiteral("read piece hash file"), QString::fromLatin1(m_member),
                                     QStringLiteral("at byte %1").arg(m_scanner.position()), Kept::InputUntouched,
                                     NextStep::AskPublisher});
    }

private:
    bool fail(ErrorCode code, const char *member)
    {
        m_code = code;
        m_member = member;
        return false;
    }

    bool readObject()
    {
        if (!m_scanner.consume('{'))
            return fail(ErrorCode::PhfSyntax, "object");
        if (!m_scanner.consume('}')) {
            do {
                if (!readMember())
                    return false;
            } while (m_scanner.consume(','));
            if (!m_scanner.consume('}'))
                return fail(ErrorCode::PhfSyntax, "object");
        }
        return m_scanner.atEnd() || fail(ErrorCode::PhfSyntax, "object");
    }

    bool readMember()
    {
        const std::optional<std::string> name = m_scanner.readString(32);
        if (!name || !m_scanner.consume(':'))
            return fail(ErrorCode::PhfSyntax, "member name");
        if (*name == "MajorVersion")
            return readInteger(m_majorVersion, "MajorVersion")
                   && (*m_majorVersion == majorVersion || fail(ErrorCode::PhfVersion, "MajorVersion"));
        if (*name == "MinorVersion")
            return readInteger(m_minorVersion, "MinorVersion");
        if (*name == "ContentLength")
            return readInteger(m_contentLength, "ContentLength");
        if (*name == "PieceSize")
            return readInteger(m_pieceSize, "PieceSize");
        if (*name == "HashOfHashes")
            return !m_hashOfHashes ? readDigest(m_hashOfHashes, ErrorCode::PhfHashOfHashes, "HashOfHashes")
                                   : fail(ErrorCode::PhfSyntax, "HashOfHashes");
        if (*name == "Pieces")
            return readPieces();
        return m_scanner.skipValue(m_limits.maximumDepth) || fail(ErrorCode::PhfSyntax, "unknown member");
    }

    bool readInteger(std::optional<std::int64_t> &member, const char *name)
    {
        if (member)
            return fail(ErrorCode::PhfSyntax, name);
        member = m_scanner.readInteger();
        return member || fail(ErrorCode::PhfSyntax, name);
    }

    bool readDigest(std::optional<Sha256Digest> &digest, ErrorCode badDigest, const char *name)
    {
        const std::optional<std::string> text = m_scanner.readString(base64Length);
        if (!text)
            return fail(ErrorCode::PhfSyntax, name);
        digest = digestFromBase64(*text);
        return digest || fail(badDigest, name);
    }

    bool readPieces()
    {
        if (m_pieces || !m_scanner.consume('['))
            return fail(ErrorCode::PhfSyntax, "Pieces");
        m_pieces.emplace();
        if (m_scanner.consume(']'))
            return true;
        do {
            std::optional<Sha256Digest> piece;
            if (!readDigest(piece, ErrorCode::PhfPieces, "Pieces"))
                return false;
            m_pieces->push_back(*piece);
        } while (m_scanner.consume(','));
        return m_scanner.consume(']') || fail(ErrorCode::PhfSyntax, "Pieces");
    }

    bool check()
    {
        if (!m_majorVersion || !m_minorVersion || !m_hashOfHashes || !m_contentLength || !m_pieceSize || !m_pieces)
            return fail(ErrorCode::PhfSyntax, "missing member");
        if (!isPossible(*m_contentLength, *m_pieceSize))
            return fail(ErrorCode::PhfGeometry, "ContentLength, PieceSize");
        if (std::cmp_not_equal(m_pieces->size(), (*m_contentLength - 1) / *m_pieceSize + 1))
            return fail(ErrorCode::PhfPieces, "Pieces");
        return hashOf(*m_pieces) == *m_hashOfHashes || fail(ErrorCode::PhfHashOfHashes, "HashOfHashes");
    }

    JsonScanner m_scanner;
    const PieceHashFileLimits &m_limits;
    std::optional<std::int64_t> m_majorVersion;
    std::optional<std::int64_t> m_minorVersion;
    std::optional<std::int64_t> m_contentLength;
    std::optional<std::int64_t> m_pieceSize;
    std::optional<Sha256Digest> m_hashOfHashes;
    std::optional<std::vector<Sha256Digest>> m_pieces;
    ErrorCode m_code = ErrorCode::Internal;
    const char *m_member = "";
};

} // namespace

Result<PieceHashFile> parsePieceHashFile(std::span<const std::byte> file, const PieceHashFileLimits &limits)
{
    if (file.size() > limits.maximumBytes)
        return std::unexpected(Error{ErrorCode::PhfSyntax, QStringLiteral("read piece hash file"),
                                     QStringLiteral("object"), QStringLiteral("%1 bytes").arg(file.size()),
                                     Kept::InputUntouched, NextStep::AskPublisher});
    return PieceHashFileParser({reinterpret_cast<const char *>(file.data()), file.size()}, limits).run();
}

Result<PieceHashFile> makePieceHashFile(const Geometry &geometry, std::vector<Sha256Digest> flatPieces)
{
    const auto refuse = [](ErrorCode code) {
        return std::unexpected(
            Error{code, QStringLiteral("make piece hash file"), {}, {}, Kept::InputUntouched, NextStep::CorrectInput});
    };
    if (geometry.contentLength() == 0_B)
        return refuse(ErrorCode::EmptyContent);
    if (geometry.contentLength() > maximumContentLength || !Geometry::isLegalPieceLength(geometry.pieceLength()))
        return refuse(ErrorCode::PhfGeometry);
    if (flatPieces.size() != geometry.pieceCount())
        return refuse(ErrorCode::InvalidArgument);
    const Sha256Digest hashOfHashes = hashOf(flatPieces);
    return PieceHashFile{.geometry = geometry, .pieces = std::move(flatPieces), .hashOfHashes = hashOfHashes};
}

std::string encodePieceHashFile(const PieceHashFile &file)
{
    std::string out;
    out.reserve(256 + file.pieces.size() * (base64Length + 3));
    out += "{\"MajorVersion\":";
    out += std::to_string(majorVersion);
    out += ",\"MinorVersion\":0,\"HashOfHashes\":\"";
    appendBase64(out, file.hashOfHashes);
    out += "\",\"ContentLength\":";
    out += std::to_string(file.geometry.contentLength().value());
    out += ",\"PieceSize\":";
    out += std::to_string(file.geometry.pieceLength().value());
    out += ",\"Pieces\":[";
    for (std::size_t i = 0; i < file.pieces.size(); ++i) {
        out += i == 0 ? "\"" : ",\"";
        appendBase64(out, file.pieces[i]);
        out += '"';
    }
    out += "]}\n";
    return out;
}

} // namespace freshet
