// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/ServiceRow.h"
#include "core/cloud/CloudOptions.h"

#include <QJsonObject>
#include <QNetworkAccessManager>
#include <QObject>
#include <QSslCertificate>

#include <functional>
#include <map>
#include <memory>

class QSslSocket;

namespace freshet {

/// Requests to services over verified TLS. Invariants: nothing is sent before the server has proven itself with the authority that is trusted; a pinned
/// authority is looked for in the chain that the server shows, and from then on is the only one; no redirects, no compression; an answer is at most 1 MiB
/// and takes at most 20 s, besides the sending.
class ServiceHttp final : public QObject {
    Q_OBJECT

public:
    struct Answer {
        int status = 0;
        QJsonObject json{};
    };
    using Done = std::function<void(const Result<Answer> &)>;
    static constexpr qint64 maximumAnswer = 1024 * 1024;

    /// Readies TLS for this process, from any thread. Otherwise the first request does it: Qt then reads all authorities of the system, in a tenth
    /// of a second of work.
    static void prepare();

    explicit ServiceHttp(CloudOptions options);
    ~ServiceHttp() override;

    /// JSON to a service, JSON back. `done` is called once, from the event loop, unless this goes first. Errors: TlsFailed, TlsCertificate, Timeout, NameResolution,
    /// ConnectFailed, ConnectionLost, ResponseTooLarge, HttpStatus (an answer that is no JSON object), UrlRefused.
    void post(const QUrl &url, const QJsonObject &body, Done done);
    /// With the admin token.
    void put(const QUrl &url, const QByteArray &body, const QByteArray &type, const QByteArray &token, Done done);
    void get(const QUrl &url, const QByteArray &token, Done done);
    /// Whoever waits is told Cancelled, at once.
    void cancelAll();

Q_SIGNALS:
    /// What the server at `url` proves itself with, whether that is enough or not; once per connection.
    void certificateSeen(const QUrl &url, const freshet::ServiceCertificate &certificate);

private:
    struct Waiting {
        QNetworkRequest request;
        QByteArray verb;
        QByteArray body;
        std::uint64_t id = 0;
    };

    void send(QNetworkRequest request, const QByteArray &verb, QByteArray body, Done done);
    void transmit(Waiting waiting);
    void finish(std::uint64_t id, const Result<Answer> &answer);
    void findAuthority(const QUrl &url);
    void tellCertificate(const QUrl &url, const QSslCertificate &certificate);
    void authorityFound(const Result<QSslCertificate> &found);

    CloudOptions m_options;
    QList<QSslCertificate> m_authorities;
    QNetworkAccessManager m_network;
    std::unique_ptr<QSslSocket> m_socket; ///< looks at the chain
    std::vector<Waiting> m_waiting;       ///< for the authority
    std::map<std::uint64_t, Done> m_pending;
    std::uint64_t m_lastId = 0;
};

} // namespace freshet
