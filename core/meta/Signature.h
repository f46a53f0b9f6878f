// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Digest.h"
#include "core/base/Error.h"

#include <array>
#include <cstddef>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>

struct evp_pkey_st;

namespace freshet {

/// An Ed25519 public key (RFC 8032): who publishes.
using PublisherKey = Digest<struct PublisherKeyTag, 32>;
using Signature = Digest<struct SignatureTag, 64>;

/// Whether `signature` over `message` was made with the private half of `key`. False for anything malformed.
bool isSignedBy(const PublisherKey &key, std::span<const std::byte> message, const Signature &signature);

/// The private half. Its bytes leave it only through `pem`.
class SigningKey {
public:
    /// A new one, by chance. Error: Internal with OpenSSL's words.
    static Result<SigningKey> make();
    /// PEM (PKCS #8) without a passphrase. Error: InvalidArgument.
    static Result<SigningKey> parse(std::string_view pem, const QString &displayName);

    [[nodiscard]] PublisherKey publicKey() const;
    [[nodiscard]] Signature sign(std::span<const std::byte> message) const;
    [[nodiscard]] std::string pem() const;

private:
    explicit SigningKey(std::shared_ptr<evp_pkey_st> key)
        : m_key(std::move(key))
    {
    }
    std::shared_ptr<evp_pkey_st> m_key;
};

} // namespace freshet
