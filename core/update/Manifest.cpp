// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/update/Manifest.h"

#include "core/base/UpdateError.h"
#include "core/meta/NameRules.h"
#include "core/meta/SourceUrl.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <openssl/evp.h>
#include <openssl/pem.h>

#include <algorithm>
#include <memory>
#include <ranges>

namespace freshet::update {

using namespace Qt::StringLiterals;

namespace {

constexpr auto magic = "freshet-manifest-1 "_L1;
constexpr qsizetype maximumReleases = 1000;
constexpr qsizetype maximumPacks = 4000;
constexpr double exactIntegers = 9007199254740992.0; ///< 2^53: what JSON numbers hold

struct Free {
    void operator()(EVP_PKEY *key) const { EVP_PKEY_free(key); }
    void operator()(EVP_MD_CTX *context) const { EVP_MD_CTX_free(context); }
    void operator()(BIO *bio) const { BIO_free(bio); }
};
using Key = std::unique_ptr<EVP_PKEY, Free>;
using Bio = std::unique_ptr<BIO, Free>;

std::unexpected<Error> refuse(ErrorCode code, const QString &object)
{
    return std::unexpected(Error{code, u"read manifest"_s, object, {}, Kept::InputUntouched, NextStep::AskPublisher});
}

std::unexpected<Error> notAKey()
{
    return std::unexpected(
        Error{.code = ErrorCode::InvalidArgument, .operation = u"read key"_s, .object = u"Ed25519 key in PEM"_s});
}

const unsigned char *raw(const void *bytes)
{
    return static_cast<const unsigned char *>(bytes);
}

Bio memory(const QByteArray &pem)
{
    return Bio(BIO_new_mem_buf(pem.constData(), static_cast<int>(pem.size())));
}

QByteArray contents(BIO *bio)
{
    char *data = nullptr;
    const long size = BIO_get_mem_data(bio, &data);
    return {data, size};
}

bool verify(const PublicKey &key, QByteArrayView message, const QByteArray &signature)
{
    const Key loaded(EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, nullptr, raw(key.data()), key.size()));
    const std::unique_ptr<EVP_MD_CTX, Free> context(EVP_MD_CTX_new());
    return loaded && context && EVP_DigestVerifyInit(context.get(), nullptr, nullptr, nullptr, loaded.get()) == 1
           && EVP_DigestVerify(context.get(), raw(signature.constData()), static_cast<std::size_t>(signature.size()),
                               raw(message.data()), static_cast<std::size_t>(message.size()))
                  == 1;
}

/// Reads what is there in the one form there is; everything else makes `ok` false.
class Fields {
public:
    explicit Fields(const QJsonValue &value)
        : m_object(value.toObject())
    {
        ok = value.isObject();
    }
    std::uint64_t number(QLatin1StringView key)
    {
        const QJsonValue value = m_object.value(key);
        const double number = value.toDouble(-1);
        ok = ok && value.isDouble() && number >= 0 && number < exactIntegers
             && number == static_cast<double>(value.toInteger(-1));
        return ok ? static_cast<std::uint64_t>(value.toInteger()) : 0;
    }
    QString text(QLatin1StringView key, qsizetype longest)
    {
        const QJsonValue value = m_object.value(key);
        ok = ok && value.isString() && value.toString().size() <= longest;
        return ok ? value.toString() : QString();
    }
    template <typename Hash>
    Hash digest(QLatin1StringView key)
    {
        const auto parsed = Hash::fromHex(text(key, 64).toStdString());
        ok = ok && parsed;
        return ok ? *parsed : Hash{};
    }
    QJsonArray list(QLatin1StringView key, qsizetype longest)
    {
        const QJsonValue value = m_object.value(key);
        ok = ok && value.isArray() && value.toArray().size() <= longest;
        return ok ? value.toArray() : QJsonArray();
    }
    bool ok = true;

private:
    QJsonObject m_object;
};

bool isName(const QString &name)
{
    return !brokenNameRule(name.toStdString());
}

std::optional<Manifest> read(const QJsonDocument &document)
{
    Fields fields(document.isObject() ? QJsonValue(document.object()) : QJsonValue());
    Manifest manifest;
    manifest.product = fields.text("product"_L1, 100);
    manifest.number = fields.number("number"_L1);
    manifest.expires = static_cast<std::int64_t>(fields.number("expires"_L1));
    std::uint64_t last = 0;
    const QJsonArray releases = fields.list("releases"_L1, maximumReleases);
    for (const QJsonValue value : releases) {
        Fields one(value);
        Release release{.number = one.number("number"_L1),
                        .version = one.text("version"_L1, 100),
                        .tree = one.digest<Sha256Digest>("tree"_L1),
                        .files = one.number("files"_L1),
                        .bytes = one.number("bytes"_L1),
                        .notes = one.text("notes"_L1, 20'000)};
        if (!one.ok || release.number <= last)
            return std::nullopt;
        last = release.number;
        manifest.releases.push_back(std::move(release));
    }
    const QJsonArray packs = fields.list("packs"_L1, maximumPacks);
    for (const QJsonValue value : packs) {
        Fields one(value);
        PackFile pack{.from = one.number("from"_L1),
                      .to = one.number("to"_L1),
                      .name = one.text("name"_L1, 200),
                      .size = one.number("size"_L1),
                      .contentId = one.digest<ContentId>("contentId"_L1),
                      .digest = one.digest<Sha256Digest>("sha256"_L1)};
        if (!one.ok || !isName(pack.name) || !manifest.release(pack.to)
            || (pack.from != 0 && !manifest.release(pack.from)))
            return std::nullopt;
        manifest.packs.push_back(std::move(pack));
    }
    const QJsonArray orders = fields.list("orders"_L1, maximumReleases);
    for (const QJsonValue value : orders) {
        Fields one(value);
        const RollbackOrder order{.from = one.number("from"_L1), .to = one.number("to"_L1)};
        if (!one.ok || order.to >= order.from || !manifest.release(order.from) || !manifest.release(order.to))
            return std::nullopt;
        manifest.orders.push_back(order);
    }
    const QJsonArray sources = fields.list("sources"_L1, 64);
    for (const QJsonValue value : sources) {
        if (!isSourceUrl(value.toString().toStdString()))
            return std::nullopt;
        manifest.sources << value.toString();
    }
    if (!fields.ok || !isName(manifest.product) || manifest.number == 0 || manifest.releases.empty())
        return std::nullopt;
    return manifest;
}

QString hexOf(const auto &digest)
{
    return QString::fromLatin1(digest.hex());
}

} // namespace

const Release *Manifest::release(std::uint64_t releaseNumber) const
{
    const auto it = std::ranges::find(releases, releaseNumber, &Release::number);
    return it == releases.end() ? nullptr : &*it;
}

const Release &Manifest::target(std::uint64_t installed, std::uint64_t floor) const
{
    const auto sent = std::ranges::find(orders, installed, &RollbackOrder::from);
    if (sent != orders.end())
        return *release(sent->to);
    for (const Release &one : std::views::reverse(releases))
        if (!std::ranges::contains(orders, one.number, &RollbackOrder::from)) {
            const Release *stays = one.number < floor ? release(installed) : nullptr;
            return stays ? *stays : one;
        }
    return releases.front(); // an order leads to an older one, so there always is one
}

std::vector<delta::RouteEdge> Manifest::edges() const
{
    std::vector<delta::RouteEdge> all;
    for (const PackFile &pack : packs)
        all.push_back({pack.from, pack.to, pack.size});
    return all;
}

Result<SigningKey> SigningKey::fromPem(const QByteArray &pem)
{
    const Bio bio = memory(pem);
    const Key key(bio ? PEM_read_bio_PrivateKey(bio.get(), nullptr, nullptr, nullptr) : nullptr);
    SigningKey out;
    out.m_secret.resize(32);
    std::size_t secretSize = 32;
    std::size_t publicSize = out.m_public.size();
    if (!key || EVP_PKEY_get_id(key.get()) != EVP_PKEY_ED25519
        || EVP_PKEY_get_raw_private_key(key.get(), reinterpret_cast<unsigned char *>(out.m_secret.data()), &secretSize)
               != 1
        || EVP_PKEY_get_raw_public_key(key.get(), reinterpret_cast<unsigned char *>(out.m_public.data()), &publicSize)
               != 1)
        return notAKey();
    return out;
}

Result<SigningKey> SigningKey::generate()
{
    const Key key(EVP_PKEY_Q_keygen(nullptr, nullptr, "ED25519"));
    const Bio bio(BIO_new(BIO_s_mem()));
    if (!key || !bio || PEM_write_bio_PrivateKey(bio.get(), key.get(), nullptr, nullptr, 0, nullptr, nullptr) != 1)
        return notAKey();
    return fromPem(contents(bio.get()));
}

QByteArray SigningKey::toPem() const
{
    const Key key(EVP_PKEY_new_raw_private_key(EVP_PKEY_ED25519, nullptr, raw(m_secret.constData()), 32));
    const Bio bio(BIO_new(BIO_s_mem()));
    if (!key || !bio || PEM_write_bio_PrivateKey(bio.get(), key.get(), nullptr, nullptr, 0, nullptr, nullptr) != 1)
        return {};
    return contents(bio.get());
}

QByteArray SigningKey::sign(const QByteArray &message) const
{
    const Key key(EVP_PKEY_new_raw_private_key(EVP_PKEY_ED25519, nullptr, raw(m_secret.constData()), 32));
    const std::unique_ptr<EVP_MD_CTX, Free> context(EVP_MD_CTX_new());
    QByteArray signature(64, '\0');
    std::size_t size = 64;
    if (!key || !context || EVP_DigestSignInit(context.get(), nullptr, nullptr, nullptr, key.get()) != 1
        || EVP_DigestSign(context.get(), reinterpret_cast<unsigned char *>(signature.data()), &size,
                          raw(message.constData()), static_cast<std::size_t>(message.size()))
               != 1)
        return {};
    return signature;
}

Result<PublicKey> publicKeyFromPem(const QByteArray &pem)
{
    const Bio bio = memory(pem);
    const Key key(bio ? PEM_read_bio_PUBKEY(bio.get(), nullptr, nullptr, nullptr) : nullptr);
    PublicKey out{};
    std::size_t size = out.size();
    if (!key || EVP_PKEY_get_id(key.get()) != EVP_PKEY_ED25519
        || EVP_PKEY_get_raw_public_key(key.get(), reinterpret_cast<unsigned char *>(out.data()), &size) != 1)
        return notAKey();
    return out;
}

QByteArray publicKeyToPem(const PublicKey &key)
{
    const Key loaded(EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, nullptr, raw(key.data()), key.size()));
    const Bio bio(BIO_new(BIO_s_mem()));
    if (!loaded || !bio || PEM_write_bio_PUBKEY(bio.get(), loaded.get()) != 1)
        return {};
    return contents(bio.get());
}

QByteArray encodeManifest(const Manifest &manifest, const SigningKey &key)
{
    const auto number = [](std::uint64_t value) { return static_cast<qint64>(value); };
    QJsonArray releases;
    for (const Release &release : manifest.releases)
        releases << QJsonObject{{u"number"_s, number(release.number)}, {u"version"_s, release.version},
                                {u"tree"_s, hexOf(release.tree)},      {u"files"_s, number(release.files)},
                                {u"bytes"_s, number(release.bytes)},   {u"notes"_s, release.notes}};
    QJsonArray packs;
    for (const PackFile &pack : manifest.packs)
        packs << QJsonObject{{u"from"_s, number(pack.from)},
                             {u"to"_s, number(pack.to)},
                             {u"name"_s, pack.name},
                             {u"size"_s, number(pack.size)},
                             {u"contentId"_s, hexOf(pack.contentId)},
                             {u"sha256"_s, hexOf(pack.digest)}};
    QJsonArray orders;
    for (const RollbackOrder &order : manifest.orders)
        orders << QJsonObject{{u"from"_s, number(order.from)}, {u"to"_s, number(order.to)}};
    const QByteArray json = QJsonDocument(QJsonObject{{u"product"_s, manifest.product},
                                                      {u"number"_s, number(manifest.number)},
                                                      {u"expires"_s, static_cast<qint64>(manifest.expires)},
                                                      {u"releases"_s, releases},
                                                      {u"packs"_s, packs},
                                                      {u"orders"_s, orders},
                                                      {u"sources"_s, QJsonArray::fromStringList(manifest.sources)}})
                                .toJson(QJsonDocument::Compact);
    return QByteArray(magic.data(), magic.size()) + key.sign(json).toBase64() + '\n' + json;
}

Result<Manifest> parseManifest(const QByteArray &file, const PublicKey &key)
{
    const qsizetype end = file.left(200).indexOf('\n');
    if (file.size() > maximumManifest || !file.startsWith(QByteArrayView(magic.data(), magic.size())) || end < 0)
        return refuse(UpdateError::ManifestSyntax, u"first line"_s);
    const auto signature = QByteArray::fromBase64Encoding(file.mid(magic.size(), end - magic.size()),
                                                          QByteArray::AbortOnBase64DecodingErrors);
    const QByteArray json = file.mid(end + 1);
    if (!signature || signature.decoded.size() != 64 || !verify(key, json, signature.decoded))
        return refuse(UpdateError::ManifestSignature, {});
    auto manifest = read(QJsonDocument::fromJson(json));
    if (!manifest)
        return refuse(UpdateError::ManifestSyntax, u"JSON"_s);
    return std::move(*manifest);
}

Result<void> checkExpiry(const Manifest &manifest, WallTime now)
{
    if (now.time_since_epoch() > std::chrono::seconds{manifest.expires})
        return refuse(UpdateError::ManifestExpired, manifest.product);
    return {};
}

} // namespace freshet::update
