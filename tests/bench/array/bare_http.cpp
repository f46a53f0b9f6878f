// SPDX-License-Identifier: GPL-3.0-or-later
// Qt HTTP Server with the shortest possible handler: what the array is measured against.
//   bare_http PORT TLS_PORT CERTIFICATE KEY
#include <QCoreApplication>
#include <QFile>
#include <QHttpServer>
#include <QHttpServerResponse>
#include <QSslCertificate>
#include <QSslConfiguration>
#include <QSslKey>
#include <QSslServer>
#include <QTcpServer>

#include <cstdio>

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    const QByteArray answer =
        R"({"complete":1,"incomplete":1,"interval":900,"observedIp":"127.0.0.1","peers":[{"complete":false,"ip":"127.0.0.1","port":7680}]})";
    QHttpServer server;
    const auto handler = [&answer] { return QHttpServerResponse("application/json", answer); };
    server.route(QStringLiteral("/announce"), handler);
    server.route(QStringLiteral("/v1/array"), handler);
    QTcpServer plain;
    QSslServer encrypted;
    QFile certificate(arguments.value(3));
    QFile key(arguments.value(4));
    if (!certificate.open(QIODevice::ReadOnly) || !key.open(QIODevice::ReadOnly))
        return 1;
    QSslConfiguration configuration = QSslConfiguration::defaultConfiguration();
    configuration.setLocalCertificateChain(QSslCertificate::fromDevice(&certificate));
    configuration.setPrivateKey(QSslKey(&key, QSsl::Ec));
    encrypted.setSslConfiguration(configuration);
    if (!plain.listen(QHostAddress::LocalHost, static_cast<quint16>(arguments.value(1).toUInt()))
        || !encrypted.listen(QHostAddress::LocalHost, static_cast<quint16>(arguments.value(2).toUInt()))
        || !server.bind(&plain) || !server.bind(&encrypted))
        return 1;
    std::puts("ready");
    std::fflush(stdout);
    return QCoreApplication::exec();
}
