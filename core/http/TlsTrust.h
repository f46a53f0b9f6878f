// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Clock.h"

#include <QString>

#include <curl/curl.h>

struct x509_store_ctx_st;

namespace freshet {

/// Whom one connection trusts, and why it did not: TLS 1.2 or newer, the system's authorities plus an optional file.
/// Invariant: only ever adds authorities; the verdict is OpenSSL's own. Must outlive the handshake.
class TlsTrust {
public:
    /// The clock is only quoted; OpenSSL judges by the system's.
    TlsTrust(const QString &additionalAuthorities, const Clock &clock);
    TlsTrust(const TlsTrust &) = delete;
    TlsTrust &operator=(const TlsTrust &) = delete;

    void install(CURL *easy);

    /// Why the last certificate was refused, its last day and the local clock included; empty if none was.
    [[nodiscard]] const QString &refusal() const { return m_refusal; }

private:
    static CURLcode prepare(CURL *easy, void *context, void *self);
    static int verify(x509_store_ctx_st *context, void *self);

    QByteArray m_authorities;
    const Clock &m_clock;
    QString m_refusal;
};

} // namespace freshet
