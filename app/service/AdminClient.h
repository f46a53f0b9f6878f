// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/service/ServiceDirectory.h"

#include <QJsonObject>
#include <QNetworkAccessManager>
#include <QSslCertificate>

#include <functional>

namespace freshet::serve {

/// Asks a running service as its admin. Invariants: the token is sent to no one but a server that the directory's own authority vouches
/// for; no redirects.
class AdminClient final : public QObject {
    Q_OBJECT

public:
    using Done = std::function<void(const Result<QJsonObject> &)>;

    /// Error: that the authority's file cannot be read.
    static Result<std::unique_ptr<AdminClient>> make(const ServiceDirectory &directory);

    /// `done` is called once, from the event loop, unless this goes first. Errors: ConnectFailed, HttpStatus with the service's words.
    void send(const QByteArray &method, const QUrl &url, const QByteArray &body, Done done);

private:
    AdminClient(QByteArray token, const QList<QSslCertificate> &authority);

    QByteArray m_token;
    QList<QSslCertificate> m_authority;
    QNetworkAccessManager m_network;
};

} // namespace freshet::serve
