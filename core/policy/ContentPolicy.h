// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/JobState.h"
#include "core/base/Clock.h"
#include "core/base/Digest.h"
#include "core/base/Error.h"
#include "core/base/Units.h"
#include "core/meta/Signature.h"

#include <QByteArray>
#include <QJsonObject>
#include <QString>
#include <QUrl>

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <vector>

namespace freshet {

/// What a publisher vouches for with its signature. Its canonical text is what is signed.
struct Manifest {
    ContentId contentId{};
    Bytes size{};
    QString name{};            ///< of the product; its versions only grow
    std::uint64_t version = 0; ///< 1…2^53
    WallTime expires{};

    /// UTF-8, one field per line behind a line that says what it is; no other text has the same meaning.
    [[nodiscard]] QByteArray signedText() const;
    bool operator==(const Manifest &) const = default;
};

struct SignedManifest {
    Manifest manifest{};
    PublisherKey key{};
    Signature signature{};
    bool operator==(const SignedManifest &) const = default;
};

/// What the services say of a content.
struct ContentPolicy {
    static constexpr std::size_t maximumSources = 64;

    ContentId contentId{};
    Bytes size{};
    QString name{};
    std::vector<QUrl> sources{}; ///< HTTP, in order; each is also a name by which a client may ask (altCatalogId)
    QUrl metadataUrl{};
    std::optional<Sha1Digest> v1InfoHash{}; ///< of hybrid contents
    std::vector<int> peerModes{};           ///< download modes in which peers are allowed; empty: peers are not
    WallTime expires{};
    std::optional<SignedManifest> manifest{};

    [[nodiscard]] bool mayPeer(DownloadMode mode) const;
    bool operator==(const ContentPolicy &) const = default;
};

QJsonObject toJson(const ContentPolicy &policy);
/// Checks types, sizes and forms of every field. Error: InvalidArgument; detail names the field.
Result<ContentPolicy> contentPolicyFromJson(const QJsonObject &json);

/// The rules for signed manifests (promises P1 to P5), the same for whoever asks. Pure.
/// Errors: ContentIdMismatch, SizeMismatch, else InvalidArgument; detail says which rule was broken.
class ManifestRules {
public:
    /// Empty `trusted`: manifests are not demanded, but one that is there has to be right.
    explicit ManifestRules(std::vector<PublisherKey> trusted, std::map<QString, std::uint64_t> floors = {})
        : m_trusted(std::move(trusted))
        , m_floors(std::move(floors))
    {
    }

    /// Accepts a policy at `now`, and remembers the version of its product: an older one is refused from then on.
    Result<void> accept(const ContentPolicy &policy, WallTime now);
    [[nodiscard]] const std::map<QString, std::uint64_t> &floors() const { return m_floors; }

private:
    std::vector<PublisherKey> m_trusted;
    std::map<QString, std::uint64_t> m_floors;
};

} // namespace freshet
