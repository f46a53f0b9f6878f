// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Error.h"

#include <QString>

#include <memory>

struct ssl_ctx_st;

namespace freshet {

/// The server's side of TLS: 1.3, and 1.2 for older programs; never less. The chain that is shown ends with the authority, so that a client that
/// knows only the authority's fingerprint finds it there.
class ServerTls {
public:
    /// PEM files. Errors: FileNotFound, FileUnreadable, InvalidArgument with OpenSSL's words.
    static Result<ServerTls> load(const QString &chain, const QString &key);

    [[nodiscard]] ssl_ctx_st *context() const { return m_context.get(); }

private:
    explicit ServerTls(std::shared_ptr<ssl_ctx_st> context)
        : m_context(std::move(context))
    {
    }
    std::shared_ptr<ssl_ctx_st> m_context;
};

} // namespace freshet
