// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/service/AdminClient.h"

#include "core/base/DisplayUrl.h"
#include "core/base/DurableFile.h"

#include <QJsonDocument>
#include <QNetworkProxy>
#include <QNetworkReply>
#include <QSslConfiguration>

namespace freshet::serve {

using namespace Qt::StringLiterals;

namespace {

constexpr std::chrono::seconds patience{15};

} // namespace

Result<std::unique_ptr<AdminClient>> AdminClient::make(const ServiceDirectory &directory)
{
    const auto authority = readWhole(directory.authorityFile());
    if (!authority)
        return std::unexpected(authority.error());
    const auto certificates = QSslCertificate::fromData(*authority, QSsl::Pem);
    if (certificates.isEmpty())
        return std::unexpected(Error{.code = ErrorCode::InvalidArgument,
                                     .operation = u"read the service's authority"_s,
                                     .object = directory.authorityFile(),
                                     .kept = Kept::InputUntouched});
    return std::unique_ptr<AdminClient>(new AdminClient(directory.identity().adminToken, certificates));
}

AdminClient::AdminClient(QByteArray token, const QList<QSslCertificate> &authority)
    : m_token(std::move(token))
    , m_authority(authority)
{
    m_network.setRedirectPolicy(QNetworkRequest::ManualRedirectPolicy);
    m_network.setProxy(QNetworkProxy::NoProxy);
}

void AdminClient::send(const QByteArray &method, const QUrl &url, const QByteArray &body, Done done)
{
    QSslConfiguration tls = QSslConfiguration::defaultConfiguration();
    tls.setProtocol(QSsl::TlsV1_2OrLater);
    tls.setPeerVerifyMode(QSslSocket::VerifyPeer);
    tls.setCaCertificates(m_authority);
    QNetworkRequest request(url);
    request.setSslConfiguration(tls);
    request.setTransferTimeout(patience);
    request.setAttribute(QNetworkRequest::Http2AllowedAttribute, false);
    request.setRawHeader("Authorization", "Bearer " + m_token);
    request.setHeader(QNetworkRequest::ContentTypeHeader, u"application/json"_s);
    QNetworkReply *reply = m_network.sendCustomRequest(request, method, body);
    connect(reply, &QNetworkReply::finished, this, [reply, url, done = std::move(done)] {
        reply->deleteLater();
        const int status = reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
        const QJsonObject json = QJsonDocument::fromJson(reply->readAll()).object();
        if (status == 200 || status == 201)
            return done(json);
        done(std::unexpected(Error{.code = status == 0 ? ErrorCode::ConnectFailed : ErrorCode::HttpStatus,
                                   .operation = u"ask the service"_s,
                                   .object = displayUrl(url),
                                   .detail = status == 0 ? reply->errorString() : json["error"_L1].toString(),
                                   .next = NextStep::RetryLater}));
    });
}

} // namespace freshet::serve
