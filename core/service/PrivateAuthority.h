// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Clock.h"
#include "core/base/Digest.h"
#include "core/base/Error.h"

#include <QByteArray>
#include <QStringList>

namespace freshet {

/// A certificate authority of one's own and a server certificate of it, both ECDSA on P-256, as PEM.
struct AuthorityFiles {
    QByteArray authority; ///< its certificate: what clients trust
    QByteArray authorityKey;
    QByteArray chain; ///< the server's certificate, then the authority's
    QByteArray serverKey;
    Sha256Digest fingerprint; ///< SHA-256 of the authority's certificate (DER)
};

/// `names`: host names and addresses under which clients reach the server (subject alternative names). The authority lives ten years, the server's
/// certificate 825 days, both from a day before `now`. Errors: InvalidArgument for a name that is neither, or OpenSSL's words.
Result<AuthorityFiles> makeAuthority(const QStringList &names, WallTime now);

/// The server's certificate anew, by the authority that clients trust already.
Result<AuthorityFiles> renewServer(const AuthorityFiles &authority, const QStringList &names, WallTime now);

} // namespace freshet
