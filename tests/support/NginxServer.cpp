// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/NginxServer.h"

#include <QDeadlineTimer>
#include <QDir>
#include <QFile>
#include <QTcpServer>
#include <QTcpSocket>

#include <array>

using namespace Qt::StringLiterals;

namespace freshet::test {

namespace {

/// Ports that were free a moment ago; held together so that they differ.
std::array<std::uint16_t, 2> freePorts()
{
    QTcpServer first;
    QTcpServer second;
    first.listen(QHostAddress::LocalHost);
    second.listen(QHostAddress::LocalHost);
    return {first.serverPort(), second.serverPort()};
}

} // namespace

NginxServer::NginxServer(const NginxOptions &options)
    : m_options(options)
{
    QDir(m_dir.path()).mkdir(u"root"_s);
}

NginxServer::~NginxServer()
{
    stop();
}

QUrl NginxServer::url(const QString &path) const
{
    return QUrl(u"http://127.0.0.1:%1%2"_s.arg(m_port).arg(path));
}

QUrl NginxServer::httpsUrl(const QString &path) const
{
    return QUrl(u"https://127.0.0.1:%1%2"_s.arg(m_tlsPort).arg(path));
}

QString NginxServer::put(const QString &name, const QByteArray &content)
{
    QFile file(root() + u'/' + name);
    if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
        m_problem = file.errorString();
    return file.fileName();
}

QString NginxServer::putSparse(const QString &name, qint64 size)
{
    QFile file(root() + u'/' + name);
    if (!file.open(QIODevice::ReadWrite) || !file.resize(size))
        m_problem = file.errorString();
    return file.fileName();
}

QString NginxServer::configuration() const
{
    QString text = uR"(
daemon off;
master_process off;
error_log stderr warn;
pid @DIR@/pid;
events { worker_connections 256; }
http {
    log_format test '$connection|$uri|$status|$http_range|$body_bytes_sent|$server_protocol';
    access_log @DIR@/access.log test;
    client_body_temp_path @DIR@/t1;
    proxy_temp_path @DIR@/t2;
    fastcgi_temp_path @DIR@/t3;
    uwsgi_temp_path @DIR@/t4;
    scgi_temp_path @DIR@/t5;
    sendfile on;
    tcp_nopush on;
    keepalive_timeout 60s;
    keepalive_requests 100000;
    types { text/html html; application/octet-stream bin; }
    default_type application/octet-stream;
    server {
        listen 127.0.0.1:@PORT@;
        @TLS@
        root @DIR@/root;
        @EXTRA@
    }
}
)"_s;
    QString tls;
    if (!m_options.certificate.isEmpty()) {
        tls = u"listen 127.0.0.1:%1 ssl; http2 on; ssl_certificate %2; ssl_certificate_key %3;"_s.arg(m_tlsPort).arg(
            m_options.certificate, m_options.key);
    }
    QString extra = m_options.locations;
    if (!m_options.limitRate.isEmpty())
        extra += u" limit_rate %1;"_s.arg(m_options.limitRate);
    if (!m_options.ranges)
        extra += u" max_ranges 0;"_s;
    if (!m_options.etag)
        extra += u" etag off;"_s;
    text.replace(u"@DIR@"_s, m_dir.path());
    text.replace(u"@PORT@"_s, QString::number(m_port));
    text.replace(u"@TLS@"_s, tls);
    text.replace(u"@EXTRA@"_s, extra);
    return text;
}

bool NginxServer::start()
{
    if (m_port != 0)
        return launch();
    for (int attempt = 0; attempt < 10; ++attempt) {
        const auto ports = freePorts();
        m_port = ports[0];
        m_tlsPort = ports[1];
        if (launch())
            return true;
        // Somebody else may have taken a port in between; any other reason will not go away.
        if (!m_problem.contains(u"Address already in use"_s))
            break;
    }
    return false;
}

bool NginxServer::launch()
{
    const QString path = m_dir.filePath(u"nginx.conf"_s);
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(configuration().toUtf8()) < 0) {
        m_problem = file.errorString();
        return false;
    }
    file.close();
    m_process.setProcessChannelMode(QProcess::MergedChannels);
    m_process.start(u"nginx"_s, {u"-e"_s, u"stderr"_s, u"-p"_s, m_dir.path(), u"-c"_s, path});
    if (!m_process.waitForStarted()) {
        m_problem = u"nginx: "_s + m_process.errorString();
        return false;
    }
    QDeadlineTimer patience(10'000);
    while (!patience.hasExpired()) {
        QTcpSocket probe;
        probe.connectToHost(QHostAddress::LocalHost, m_port);
        // The process still runs, so the port is answered by it and not by a stranger.
        if (probe.waitForConnected(1000) && !m_process.waitForFinished(0))
            return true;
        if (m_process.waitForFinished(10) || m_process.state() == QProcess::NotRunning)
            break;
    }
    m_problem = u"nginx: "_s + QString::fromLocal8Bit(m_process.readAll());
    stop();
    return false;
}

void NginxServer::stop()
{
    if (m_process.state() == QProcess::NotRunning)
        return;
    m_process.terminate();
    if (!m_process.waitForFinished(5000)) {
        m_process.kill();
        m_process.waitForFinished(5000);
    }
}

std::vector<NginxServer::Access> NginxServer::accesses() const
{
    std::vector<Access> all;
    QFile log(m_dir.filePath(u"access.log"_s));
    if (!log.open(QIODevice::ReadOnly))
        return all;
    while (!log.atEnd()) {
        const QStringList field = QString::fromUtf8(log.readLine().trimmed()).split(u'|');
        if (field.size() == 6)
            all.push_back({field[0].toInt(), field[1], field[2].toInt(), field[3], field[4].toLongLong(), field[5]});
    }
    return all;
}

} // namespace freshet::test
