// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cloud/ServiceHttp.h"

#include "core/base/DisplayUrl.h"
#include "core/policy/UrlPolicy.h"

#include <QJsonDocument>
#include <QNetworkReply>
#include <QSslConfiguration>
#include <QSslSocket>
#include <QTimer>

namespace freshet {

using namespace Qt::StringLiterals;

namespace {

constexpr std::chrono::seconds patience{15};

Error failure(ErrorCode code, const QUrl &url, const QString &detail)
{
    return {.code = code,
            .operation = u"ask a service"_s,
            .object = displayUrl(url),
            .detail = detail,
            .next = code == ErrorCode::TlsCertificate ? NextStep::FixClockOrTrust : NextStep::RetryLater};
}

ErrorCode codeOf(QNetworkReply::NetworkError error)
{
    switch (error) {
    case QNetworkReply::HostNotFoundError:
        return ErrorCode::NameResolution;
    case QNetworkReply::ConnectionRefusedError:
        return ErrorCode::ConnectFailed;
    case QNetworkReply::SslHandshakeFailedError:
        return ErrorCode::TlsCertificate;
    case QNetworkReply::OperationCanceledError:
    case QNetworkReply::TimeoutError:
        return ErrorCode::Timeout;
    default:
        return ErrorCode::ConnectionLost;
    }
}

} // namespace

ServiceHttp::ServiceHttp(CloudOptions options)
    : m_options(std::move(options))
{
    m_network.setRedirectPolicy(QNetworkRequest::ManualRedirectPolicy);
    if (!m_options.authority.isEmpty())
        m_authorities = QSslCertificate::fromData(m_options.authority, QSsl::Pem);
}

ServiceHttp::~ServiceHttp() = default;

void ServiceHttp::post(const QUrl &url, const QJsonObject &body, Done done)
{
    QNetworkRequest request(url);
    request.setHeader(QNetworkRequest::ContentTypeHeader, u"application/json"_s);
    send({request, "POST", QJsonDocument(body).toJson(QJsonDocument::Compact), std::move(done)});
}

void ServiceHttp::put(const QUrl &url, const QByteArray &body, const QByteArray &type, const QByteArray &token, Done done)
{
    QNetworkRequest request(url);
    request.setHeader(QNetworkRequest::ContentTypeHeader, QString::fromLatin1(type));
    request.setRawHeader("Authorization", "Bearer " + token);
    send({request, "PUT", body, std::move(done)});
}

void ServiceHttp::get(const QUrl &url, const QByteArray &token, Done done)
{
    QNetworkRequest request(url);
    request.setRawHeader("Authorization", "Bearer " + token);
    send({request, "GET", {}, std::move(done)});
}

void ServiceHttp::send(Waiting waiting)
{
    const QUrl url = waiting.request.url();
    if (const auto legal = checkUrl(url); !legal || url.scheme() != "https"_L1) {
        QMetaObject::invokeMethod(
            this,
            [done = std::move(waiting.done), error = failure(ErrorCode::UrlRefused, url, u"services are asked over HTTPS"_s)] {
                done(std::unexpected(error));
            },
            Qt::QueuedConnection);
        return;
    }
    if (m_options.fingerprint && m_authorities.isEmpty()) {
        m_waiting.push_back(std::move(waiting));
        if (!m_socket)
            findAuthority();
        return;
    }
    transmit(std::move(waiting));
}

void ServiceHttp::findAuthority()
{
    const QUrl url = m_waiting.front().request.url();
    m_socket = std::make_unique<QSslSocket>();
    QSslSocket *socket = m_socket.get();
    const auto look = [this, socket, url] {
        // Without any errors the system trusts the chain already; the pin is demanded all the same.
        for (const QSslCertificate &certificate : socket->peerCertificateChain()) {
            const QByteArray digest = certificate.digest(QCryptographicHash::Sha256);
            if (std::ranges::equal(std::as_bytes(std::span(digest.constData(), static_cast<std::size_t>(digest.size()))),
                                   m_options.fingerprint->bytes()))
                return authorityFound(certificate);
        }
        authorityFound(std::unexpected(failure(ErrorCode::TlsCertificate, url,
                                               u"the server does not show the authority that is trusted here"_s)));
    };
    // Queued: the socket goes with what it finds.
    connect(socket, &QSslSocket::sslErrors, this, look, Qt::QueuedConnection);
    connect(socket, &QSslSocket::encrypted, this, look, Qt::QueuedConnection);
    connect(
        socket, &QSslSocket::errorOccurred, this,
        [this, socket, url](QAbstractSocket::SocketError error) {
            if (error != QAbstractSocket::SslHandshakeFailedError || socket->peerCertificateChain().isEmpty())
                authorityFound(std::unexpected(failure(error == QAbstractSocket::HostNotFoundError
                                                           ? ErrorCode::NameResolution
                                                       : error == QAbstractSocket::SslHandshakeFailedError
                                                           ? ErrorCode::TlsFailed
                                                           : ErrorCode::ConnectFailed,
                                                       url, socket->errorString())));
        },
        Qt::QueuedConnection);
    QTimer::singleShot(patience, socket, [this, url] {
        authorityFound(std::unexpected(failure(ErrorCode::Timeout, url, u"no answer"_s)));
    });
    socket->connectToHostEncrypted(url.host(), static_cast<quint16>(url.port(443)));
}

void ServiceHttp::authorityFound(const Result<QSslCertificate> &found)
{
    if (!m_socket)
        return; // told already
    m_socket->disconnect(this);
    m_socket.release()->deleteLater();
    if (found)
        m_authorities = {*found};
    for (Waiting &waiting : std::exchange(m_waiting, {})) {
        if (found)
            transmit(std::move(waiting));
        else
            waiting.done(std::unexpected(found.error()));
    }
}

void ServiceHttp::transmit(Waiting waiting)
{
    QSslConfiguration tls = QSslConfiguration::defaultConfiguration();
    tls.setProtocol(QSsl::TlsV1_2OrLater);
    tls.setPeerVerifyMode(QSslSocket::VerifyPeer);
    if (!m_authorities.isEmpty())
        tls.setCaCertificates(m_authorities);
    waiting.request.setSslConfiguration(tls);
    waiting.request.setTransferTimeout(patience);
    waiting.request.setAttribute(QNetworkRequest::Http2AllowedAttribute, false);
    QNetworkReply *reply = m_network.sendCustomRequest(waiting.request, waiting.verb, waiting.body);
    connect(reply, &QNetworkReply::downloadProgress, reply, [reply](qint64 received, qint64 total) {
        if (received > maximumAnswer || total > maximumAnswer) {
            reply->setProperty("tooLarge", true);
            reply->abort();
        }
    });
    connect(reply, &QNetworkReply::finished, this, [reply, url = waiting.request.url(), done = std::move(waiting.done)] {
        reply->deleteLater();
        const int status = reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
        if (reply->property("tooLarge").toBool())
            return done(std::unexpected(failure(ErrorCode::ResponseTooLarge, url, u"more than 1 MiB"_s)));
        if (status == 0)
            return done(std::unexpected(failure(codeOf(reply->error()), url, reply->errorString())));
        const QByteArray body = reply->readAll();
        if (body.size() > maximumAnswer)
            return done(std::unexpected(failure(ErrorCode::ResponseTooLarge, url, u"more than 1 MiB"_s)));
        const QJsonDocument document = QJsonDocument::fromJson(body);
        if (!document.isObject())
            return done(std::unexpected(failure(
                ErrorCode::HttpStatus, url, u"the answer with status %1 is not of a service"_s.arg(status))));
        done(Answer{.status = status, .json = document.object()});
    });
}

} // namespace freshet
