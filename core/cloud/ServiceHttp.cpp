// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cloud/ServiceHttp.h"

#include "core/base/DisplayUrl.h"
#include "core/cloud/ExchangeRecord.h"
#include "core/policy/UrlPolicy.h"

#include <QJsonDocument>
#include <QNetworkReply>
#include <QSslCipher>
#include <QSslConfiguration>
#include <QSslSocket>
#include <QTimer>

#include <algorithm>

namespace freshet {

using namespace Qt::StringLiterals;

namespace {

constexpr std::chrono::seconds patience{10};
constexpr std::chrono::seconds longestAnswer{20}; // and what it takes to send
constexpr qsizetype slowestUpload = 64 * 1024;    // bytes per second

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

ErrorCode codeOf(QAbstractSocket::SocketError error)
{
    switch (error) {
    case QAbstractSocket::HostNotFoundError:
        return ErrorCode::NameResolution;
    case QAbstractSocket::SslHandshakeFailedError:
    case QAbstractSocket::RemoteHostClosedError:
        return ErrorCode::TlsFailed;
    default:
        return ErrorCode::ConnectFailed;
    }
}

bool isPinned(const QSslCertificate &certificate, const Sha256Digest &pin)
{
    const QByteArray digest = certificate.digest(QCryptographicHash::Sha256);
    return std::ranges::equal(std::as_bytes(std::span(digest.constData(), static_cast<std::size_t>(digest.size()))),
                              pin.bytes());
}

} // namespace

void ServiceHttp::prepare()
{
    (void)QSslConfiguration::supportedCiphers(); // cannot be answered before
}

ServiceHttp::ServiceHttp(CloudOptions options)
    : m_options(std::move(options))
{
    m_network.setRedirectPolicy(QNetworkRequest::ManualRedirectPolicy);
    if (!m_options.authority.isEmpty())
        m_authorities = QSslCertificate::fromData(m_options.authority, QSsl::Pem);
}

ServiceHttp::~ServiceHttp()
{
    m_pending.clear();
}

void ServiceHttp::post(const QUrl &url, const QJsonObject &body, Done done)
{
    QNetworkRequest request(url);
    request.setHeader(QNetworkRequest::ContentTypeHeader, u"application/json"_s);
    send(request, "POST", QJsonDocument(body).toJson(QJsonDocument::Compact), std::move(done));
}

void ServiceHttp::put(const QUrl &url, const QByteArray &body, const QByteArray &type, const QByteArray &token,
                      Done done)
{
    QNetworkRequest request(url);
    request.setHeader(QNetworkRequest::ContentTypeHeader, QString::fromLatin1(type));
    request.setRawHeader("Authorization", "Bearer " + token);
    send(request, "PUT", body, std::move(done));
}

void ServiceHttp::get(const QUrl &url, const QByteArray &token, Done done)
{
    QNetworkRequest request(url);
    request.setRawHeader("Authorization", "Bearer " + token);
    send(request, "GET", {}, std::move(done));
}

void ServiceHttp::cancelAll()
{
    m_waiting.clear();
    for (const auto &[id, done] : std::exchange(m_pending, {}))
        done(std::unexpected(
            Error{.code = ErrorCode::Cancelled, .operation = u"ask a service"_s, .next = NextStep::RetryLater}));
}

void ServiceHttp::finish(std::uint64_t id, const Result<Answer> &answer)
{
    if (const auto node = m_pending.extract(id))
        node.mapped()(answer);
}

void ServiceHttp::send(QNetworkRequest request, const QByteArray &verb, QByteArray body, Done done)
{
    const QUrl url = request.url();
    const std::uint64_t id = ++m_lastId;
    m_pending.emplace(id, std::move(done));
    if (!checkUrl(url) || url.scheme() != "https"_L1) {
        QMetaObject::invokeMethod(
            this,
            [this, id, url] {
                finish(id, std::unexpected(failure(ErrorCode::UrlRefused, url, u"services are asked over HTTPS"_s)));
            },
            Qt::QueuedConnection);
        return;
    }
    Waiting waiting{std::move(request), verb, std::move(body), id};
    if (m_options.fingerprint && m_authorities.isEmpty()) {
        m_waiting.push_back(std::move(waiting));
        if (!m_socket)
            findAuthority(url);
        return;
    }
    transmit(std::move(waiting));
}

void ServiceHttp::tellCertificate(const QUrl &url, const QSslCertificate &certificate)
{
    if (!certificate.isNull())
        Q_EMIT certificateSeen(url, serviceCertificate(certificate));
}

void ServiceHttp::findAuthority(const QUrl &url)
{
    m_socket = std::make_unique<QSslSocket>();
    QSslSocket *socket = m_socket.get();
    // What the chain is worth is not decided here: the request that follows trusts what was pinned, and checks all the rest. Queued, because
    // the socket goes with what it finds; the chain is taken at once, because it goes with the connection.
    const auto look = [this, socket, url] {
        Result<QSslCertificate> found = std::unexpected(
            failure(ErrorCode::TlsCertificate, url, u"the server does not show the authority that is trusted here"_s));
        for (const QSslCertificate &certificate : socket->peerCertificateChain())
            if (isPinned(certificate, *m_options.fingerprint))
                found = certificate;
        tellCertificate(url, socket->peerCertificate());
        QMetaObject::invokeMethod(this, [this, found] { authorityFound(found); }, Qt::QueuedConnection);
    };
    connect(socket, &QSslSocket::sslErrors, this, look);
    connect(socket, &QSslSocket::encrypted, this, look);
    connect(socket, &QSslSocket::errorOccurred, this, [this, socket, url](QAbstractSocket::SocketError error) {
        QMetaObject::invokeMethod(
            this,
            [this, failed = failure(codeOf(error), url, socket->errorString())] {
                authorityFound(std::unexpected(failed));
            },
            Qt::QueuedConnection);
    });
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
            finish(waiting.id, std::unexpected(found.error()));
    }
}

void ServiceHttp::transmit(Waiting waiting)
{
    QSslConfiguration tls = QSslConfiguration::defaultConfiguration();
    tls.setProtocol(QSsl::TlsV1_2OrLater);
    tls.setPeerVerifyMode(QSslSocket::VerifyPeer);
    if (m_options.fingerprint || !m_options.authority.isEmpty())
        tls.setCaCertificates(m_authorities); // none that could be read: nobody is trusted
    waiting.request.setSslConfiguration(tls);
    waiting.request.setTransferTimeout(patience);
    waiting.request.setAttribute(QNetworkRequest::Http2AllowedAttribute, false);
    waiting.request.setRawHeader("Accept-Encoding", "identity"); // what is short must not grow here
    QNetworkReply *reply = m_network.sendCustomRequest(waiting.request, waiting.verb, waiting.body);
    reply->setReadBufferSize(maximumAnswer + 1);
    QTimer::singleShot(longestAnswer + std::chrono::seconds(waiting.body.size() / slowestUpload), reply,
                       &QNetworkReply::abort);
    const auto showCertificate = [this, reply, url = waiting.request.url()] {
        tellCertificate(url, reply->sslConfiguration().peerCertificate());
    };
    connect(reply, &QNetworkReply::encrypted, this, showCertificate);
    connect(reply, &QNetworkReply::sslErrors, this, showCertificate);
    connect(reply, &QNetworkReply::downloadProgress, reply, [reply](qint64 received, qint64 total) {
        if (received > maximumAnswer || total > maximumAnswer) {
            reply->setProperty("tooLarge", true);
            reply->abort();
        }
    });
    connect(reply, &QNetworkReply::finished, this, [this, reply, url = waiting.request.url(), id = waiting.id] {
        reply->deleteLater();
        const int status = reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
        const bool isCut = reply->error() == QNetworkReply::OperationCanceledError
                           || reply->error() == QNetworkReply::RemoteHostClosedError;
        if (reply->property("tooLarge").toBool())
            return finish(id, std::unexpected(failure(ErrorCode::ResponseTooLarge, url, u"more than 1 MiB"_s)));
        if (status == 0 || isCut)
            return finish(id, std::unexpected(failure(codeOf(reply->error()), url, reply->errorString())));
        const QByteArray body = reply->readAll();
        if (body.size() > maximumAnswer)
            return finish(id, std::unexpected(failure(ErrorCode::ResponseTooLarge, url, u"more than 1 MiB"_s)));
        const QJsonDocument document = QJsonDocument::fromJson(body);
        if (!document.isObject())
            return finish(id, std::unexpected(failure(ErrorCode::HttpStatus, url,
                                                      u"the answer with status %1 is not of a service"_s.arg(status))));
        finish(id, Answer{.status = status, .json = document.object()});
    });
}

} // namespace freshet
