// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/service/ServerTls.h"

#include <QFile>

#include <openssl/err.h>
#include <openssl/ssl.h>

namespace freshet {

using namespace Qt::StringLiterals;

Result<ServerTls> ServerTls::load(const QString &chain, const QString &key)
{
    const std::shared_ptr<SSL_CTX> context(SSL_CTX_new(TLS_server_method()), SSL_CTX_free);
    const auto failed = [](const QString &path) {
        const char *reason = ERR_reason_error_string(ERR_peek_last_error());
        ERR_clear_error();
        return std::unexpected(Error{.code = ErrorCode::InvalidArgument,
                                     .operation = u"read the server's certificate"_s,
                                     .object = path,
                                     .detail = QString::fromLatin1(reason),
                                     .kept = Kept::InputUntouched});
    };
    SSL_CTX_set_min_proto_version(context.get(), TLS1_2_VERSION);
    SSL_CTX_set_mode(context.get(),
                     SSL_MODE_RELEASE_BUFFERS | SSL_MODE_ENABLE_PARTIAL_WRITE | SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER);
    SSL_CTX_set_options(context.get(), SSL_OP_NO_RENEGOTIATION | SSL_OP_IGNORE_UNEXPECTED_EOF);
    if (SSL_CTX_use_certificate_chain_file(context.get(), QFile::encodeName(chain).constData()) != 1)
        return failed(chain);
    if (SSL_CTX_use_PrivateKey_file(context.get(), QFile::encodeName(key).constData(), SSL_FILETYPE_PEM) != 1
        || SSL_CTX_check_private_key(context.get()) != 1)
        return failed(key);
    return ServerTls(context);
}

} // namespace freshet
