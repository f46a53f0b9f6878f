// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/policy/ContentPolicy.h"

#include "core/policy/UrlPolicy.h"

#include <QDateTime>
#include <QJsonArray>
#include <QTimeZone>

#include <algorithm>
#include <cmath>

namespace freshet {

using namespace Qt::StringLiterals;

namespace {

constexpr double largestNumber = 9007199254740992.0; // 2^53: above it JSON numbers are not exact
constexpr qsizetype longestName = 255;

QString hexOf(std::span<const std::byte> bytes)
{
    return QString::fromStdString(toHex(bytes));
}

QString textOf(WallTime time)
{
    return QDateTime::fromMSecsSinceEpoch(time.time_since_epoch().count(), QTimeZone::UTC).toString(Qt::ISODateWithMs);
}

std::unexpected<Error> wrong(const QString &field, const QString &what)
{
    return std::unexpected(Error{.code = ErrorCode::InvalidArgument,
                                 .operation = u"read a content policy"_s,
                                 .object = field,
                                 .detail = what,
                                 .kept = Kept::InputUntouched});
}

std::optional<std::uint64_t> numberOf(const QJsonValue &value)
{
    const double number = value.toDouble(-1);
    if (number < 0 || number > largestNumber || number != std::floor(number))
        return std::nullopt;
    return static_cast<std::uint64_t>(number);
}

std::optional<WallTime> timeOf(const QJsonValue &value)
{
    const QDateTime time = QDateTime::fromString(value.toString(), Qt::ISODateWithMs);
    if (!time.isValid() || time.timeSpec() == Qt::LocalTime)
        return std::nullopt;
    return WallTime(std::chrono::milliseconds(time.toMSecsSinceEpoch()));
}

template <typename T>
std::optional<T> digestOf(const QJsonValue &value)
{
    return T::fromHex(value.toString().toStdString());
}

bool isName(const QString &name)
{
    return !name.isEmpty() && name.size() <= longestName
           && std::ranges::none_of(name, [](QChar c) { return c.unicode() < 0x20 || c.unicode() == 0x7f; });
}

Result<QUrl> urlOf(const QString &field, const QJsonValue &value)
{
    const QUrl url(value.toString(), QUrl::StrictMode);
    if (const auto legal = checkUrl(url); !legal)
        return wrong(field, legal.error().detail);
    return url;
}

QJsonObject toJson(const SignedManifest &entry)
{
    return {{u"contentId"_s, hexOf(entry.manifest.contentId.bytes())},
            {u"size"_s, static_cast<qint64>(entry.manifest.size.value())},
            {u"name"_s, entry.manifest.name},
            {u"version"_s, static_cast<qint64>(entry.manifest.version)},
            {u"expires"_s, textOf(entry.manifest.expires)},
            {u"publisher"_s, hexOf(entry.key.bytes())},
            {u"signature"_s, hexOf(entry.signature.bytes())}};
}

Result<SignedManifest> manifestFromJson(const QJsonObject &json)
{
    const auto id = digestOf<ContentId>(json["contentId"_L1]);
    const auto size = numberOf(json["size"_L1]);
    const auto version = numberOf(json["version"_L1]);
    const auto expires = timeOf(json["expires"_L1]);
    const auto key = digestOf<PublisherKey>(json["publisher"_L1]);
    const auto signature = digestOf<Signature>(json["signature"_L1]);
    const QString name = json["name"_L1].toString();
    if (!id || !size || !version || *version == 0 || !expires || !key || !signature || !isName(name))
        return wrong(u"manifest"_s, u"a field is missing or has the wrong form"_s);
    return SignedManifest{
        .manifest = {.contentId = *id, .size = Bytes{*size}, .name = name, .version = *version, .expires = *expires},
        .key = *key,
        .signature = *signature};
}

} // namespace

QByteArray Manifest::signedText() const
{
    // Names have no control characters, so no field can pretend to be two.
    return "freshet manifest 1\n" + hexOf(contentId.bytes()).toLatin1() + '\n' + QByteArray::number(size.value()) + '\n'
           + name.toUtf8() + '\n' + QByteArray::number(version) + '\n'
           + QByteArray::number(static_cast<qint64>(expires.time_since_epoch().count())) + '\n';
}

bool ContentPolicy::mayPeer(DownloadMode mode) const
{
    return std::ranges::contains(peerModes, static_cast<int>(mode));
}

QJsonObject toJson(const ContentPolicy &policy)
{
    QJsonArray sources;
    for (const QUrl &source : policy.sources)
        sources.append(QString::fromLatin1(source.toEncoded()));
    QJsonArray modes;
    for (const int mode : policy.peerModes)
        modes.append(mode);
    QJsonObject json{{u"contentId"_s, hexOf(policy.contentId.bytes())},
                     {u"size"_s, static_cast<qint64>(policy.size.value())},
                     {u"name"_s, policy.name},
                     {u"sources"_s, sources},
                     {u"metadataUrl"_s, QString::fromLatin1(policy.metadataUrl.toEncoded())},
                     {u"peerModes"_s, modes},
                     {u"expires"_s, textOf(policy.expires)}};
    if (policy.v1InfoHash)
        json[u"v1InfoHash"_s] = hexOf(policy.v1InfoHash->bytes());
    if (policy.manifest)
        json[u"manifest"_s] = toJson(*policy.manifest);
    return json;
}

Result<ContentPolicy> contentPolicyFromJson(const QJsonObject &json)
{
    ContentPolicy policy;
    const auto id = digestOf<ContentId>(json["contentId"_L1]);
    if (!id)
        return wrong(u"contentId"_s, u"64 hex digits are expected"_s);
    policy.contentId = *id;
    const auto size = numberOf(json["size"_L1]);
    if (!size || *size == 0)
        return wrong(u"size"_s, u"a number of bytes is expected"_s);
    policy.size = Bytes{*size};
    policy.name = json["name"_L1].toString();
    if (!isName(policy.name))
        return wrong(u"name"_s, u"1 to 255 characters, none of them a control character"_s);
    const QJsonArray sources = json["sources"_L1].toArray();
    if (!json["sources"_L1].isArray() || static_cast<std::size_t>(sources.size()) > ContentPolicy::maximumSources)
        return wrong(u"sources"_s, u"a list of at most 64 URLs is expected"_s);
    for (const QJsonValue &value : sources) {
        auto url = urlOf(u"sources"_s, value);
        if (!url)
            return std::unexpected(url.error());
        policy.sources.push_back(std::move(*url));
    }
    auto metadata = urlOf(u"metadataUrl"_s, json["metadataUrl"_L1]);
    if (!metadata)
        return std::unexpected(metadata.error());
    policy.metadataUrl = std::move(*metadata);
    const QJsonArray modes = json["peerModes"_L1].toArray();
    if (!json["peerModes"_L1].isArray() || modes.size() > 3)
        return wrong(u"peerModes"_s, u"a list of the modes 1, 2 and 3 is expected"_s);
    for (const QJsonValue &mode : modes) {
        const auto number = numberOf(mode);
        if (!number || *number < 1 || *number > 3)
            return wrong(u"peerModes"_s, u"a list of the modes 1, 2 and 3 is expected"_s);
        policy.peerModes.push_back(static_cast<int>(*number));
    }
    const auto expires = timeOf(json["expires"_L1]);
    if (!expires)
        return wrong(u"expires"_s, u"a date in ISO 8601 with a time zone is expected"_s);
    policy.expires = *expires;
    if (json.contains("v1InfoHash"_L1)) {
        policy.v1InfoHash = digestOf<Sha1Digest>(json["v1InfoHash"_L1]);
        if (!policy.v1InfoHash)
            return wrong(u"v1InfoHash"_s, u"40 hex digits are expected"_s);
    }
    if (json.contains("manifest"_L1)) {
        const auto manifest = manifestFromJson(json["manifest"_L1].toObject());
        if (!manifest)
            return std::unexpected(manifest.error());
        policy.manifest = *manifest;
    }
    return policy;
}

Result<void> ManifestRules::accept(const ContentPolicy &policy, WallTime now)
{
    const auto refused = [&policy](const QString &why, ErrorCode code = ErrorCode::InvalidArgument) {
        return std::unexpected(Error{.code = code,
                                     .operation = u"check the publisher's signature"_s,
                                     .object = policy.name,
                                     .detail = why,
                                     .next = NextStep::AskPublisher});
    };
    if (policy.expires <= now)
        return refused(u"the policy has expired"_s);
    if (!policy.manifest)
        return m_trusted.empty() ? Result<void>() : refused(u"there is no signed manifest"_s);
    const Manifest &manifest = policy.manifest->manifest;
    if (!m_trusted.empty() && !std::ranges::contains(m_trusted, policy.manifest->key))
        return refused(u"the publisher is not one that is trusted here"_s);
    const QByteArray text = manifest.signedText();
    if (!isSignedBy(policy.manifest->key,
                    std::as_bytes(std::span(text.constData(), static_cast<std::size_t>(text.size()))),
                    policy.manifest->signature))
        return refused(u"the signature is wrong"_s);
    if (manifest.contentId != policy.contentId)
        return refused(u"the manifest is about another content"_s, ErrorCode::ContentIdMismatch);
    if (manifest.size != policy.size)
        return refused(u"the manifest says another size"_s, ErrorCode::SizeMismatch);
    if (manifest.name != policy.name)
        return refused(u"the manifest is about another product"_s);
    if (manifest.expires <= now)
        return refused(u"the manifest has expired"_s);
    const QString product = hexOf(policy.manifest->key.bytes()) + u'/' + manifest.name;
    std::uint64_t &floor = m_floors[product];
    if (manifest.version < floor)
        return refused(u"it is version %1, and version %2 was seen already"_s.arg(manifest.version).arg(floor));
    floor = manifest.version;
    return {};
}

} // namespace freshet
