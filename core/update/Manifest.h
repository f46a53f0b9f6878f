// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Clock.h"
#include "core/base/Digest.h"
#include "core/base/Error.h"
#include "core/delta/RoutePlan.h"

#include <QByteArray>
#include <QString>
#include <QStringList>

#include <array>
#include <optional>
#include <vector>

namespace freshet::update {

struct Release {
    std::uint64_t number = 0; ///< grows from release to release, from 1
    QString version{};
    Sha256Digest tree{}; ///< TreeListing::hash: every path, mode, size and content
    std::uint64_t files = 0;
    std::uint64_t bytes = 0; ///< of all files
    QString notes{};
};

struct PackFile {
    std::uint64_t from = 0; ///< number of a release; 0: full
    std::uint64_t to = 0;
    QString name{}; ///< one file name; its metadata is NAME.torrent
    std::uint64_t size = 0;
    ContentId contentId{};
    Sha256Digest digest{};
};

/// Machines with release `from` are to go back to `to`: an older release is installed on the publisher's word alone.
struct RollbackOrder {
    std::uint64_t from = 0;
    std::uint64_t to = 0; ///< smaller
    bool operator==(const RollbackOrder &) const = default;
};

/// What a publisher says about a product, signed as a whole. Names everything by digest, so that whoever has it needs to trust no source.
struct Manifest {
    QString product{};
    std::uint64_t number = 0;        ///< only grows: an older one is refused
    std::int64_t expires = 0;        ///< seconds since 1970
    std::vector<Release> releases{}; ///< ascending by number
    std::vector<PackFile> packs{};
    std::vector<RollbackOrder> orders{};
    QStringList sources{}; ///< URLs of directories that serve the packs and their metadata

    [[nodiscard]] const Release *release(std::uint64_t releaseNumber) const;
    /// Where a machine with release `installed` (0: none) is to get: where an order sends it, else the newest release that no order sends
    /// anybody away from; or the one it has, where that is below `floor`, the highest that it ever had, and would be refused.
    [[nodiscard]] const Release &target(std::uint64_t installed, std::uint64_t floor) const;
    [[nodiscard]] std::vector<delta::RouteEdge> edges() const;
};

inline constexpr qsizetype maximumManifest = 4 << 20;

/// Raw Ed25519 keys (RFC 8032).
using PublicKey = std::array<std::byte, 32>;

/// A private key out of a PEM file's bytes (PKCS #8), or a new one. Errors: InvalidArgument.
class SigningKey {
public:
    static Result<SigningKey> fromPem(const QByteArray &pem);
    static Result<SigningKey> generate();
    [[nodiscard]] QByteArray toPem() const;
    [[nodiscard]] PublicKey publicKey() const { return m_public; }
    [[nodiscard]] QByteArray sign(const QByteArray &message) const;

private:
    QByteArray m_secret; ///< 32 bytes
    PublicKey m_public{};
};

/// "PEM SubjectPublicKeyInfo" of an Ed25519 key. Errors: InvalidArgument.
Result<PublicKey> publicKeyFromPem(const QByteArray &pem);
QByteArray publicKeyToPem(const PublicKey &key);

/// One line "freshet-manifest-1 SIGNATURE" in base64, then JSON; the signature is over all bytes behind the line.
QByteArray encodeManifest(const Manifest &manifest, const SigningKey &key);
/// Checks the signature before anything else is looked at. Errors: ManifestSignature, ManifestSyntax.
Result<Manifest> parseManifest(const QByteArray &file, const PublicKey &key);
/// Errors: ManifestExpired.
Result<void> checkExpiry(const Manifest &manifest, WallTime now);

} // namespace freshet::update
