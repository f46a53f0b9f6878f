// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Clock.h"
#include "core/base/Error.h"

#include <QByteArray>
#include <QString>

#include <memory>

struct ssl_ctx_st;

namespace freshet {

/// How peer links are encrypted.
enum class PeerTls {
    Off,     ///< plain connections only
    Allow,   ///< both are taken; dialled plain, and once more encrypted where a plain connection is not taken
    Require, ///< TLS 1.3 with the group credential or no connection: a plain handshake is closed
};

/// What makes a machine a member of a group: the group's authority, a certificate of that authority, and its key. Both sides of a TLS
/// link show one and accept nothing else: no other authority, no names. Membership admits; it does not vouch for bytes.
class GroupCredential {
public:
    /// Reads a PEM file: the first self-signed certificate is the authority, the other one is ours (a self-signed one alone is both),
    /// and one private key without a passphrase. Errors: FileNotFound, FileUnreadable, InvalidArgument with OpenSSL's words, also when
    /// the key does not fit or the certificate is not of the authority.
    static Result<GroupCredential> load(const QString &path);
    static Result<GroupCredential> parse(const QByteArray &pem, const QString &displayName);

    /// The settings of both ends: TLS 1.3, AES-128-GCM first, no tickets, mutual proof.
    [[nodiscard]] ssl_ctx_st *context() const { return m_context.get(); }

private:
    explicit GroupCredential(std::shared_ptr<ssl_ctx_st> context)
        : m_context(std::move(context))
    {
    }

    std::shared_ptr<ssl_ctx_st> m_context;
};

/// A credential file (PEM) for a new group: an authority of its own, whose key is thrown away, and one certificate of it that all
/// members share. ECDSA on P-256. Valid from a day before `now` for `validity`.
Result<QByteArray> makeGroupCredential(const QString &groupName, WallTime now, std::chrono::days validity);

} // namespace freshet
