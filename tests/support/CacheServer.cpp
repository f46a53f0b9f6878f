// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/CacheServer.h"

#include <QDeadlineTimer>
#include <QDirIterator>
#include <QFile>
#include <QTcpServer>
#include <QTcpSocket>

#include <unistd.h>

using namespace Qt::StringLiterals;

namespace freshet::test {

CacheServer::CacheServer(CacheServerConfig config)
    : m_config(std::move(config))
{
    m_config.directory = m_dir.path();
    m_config.minimumFree = 1_MiB;
    if (::geteuid() == 0)
        m_config.user = u"root"_s; // the directory is for its owner alone
}

bool CacheServer::start()
{
    const bool fixed = m_port != 0;
    for (int attempt = 0; attempt < (fixed ? 1 : 10); ++attempt) {
        if (!fixed) {
            QTcpServer probe;
            probe.listen(QHostAddress::LocalHost);
            m_port = probe.serverPort();
        }
        m_config.listen = host();
        const auto text = cacheServerConfiguration(m_config);
        if (!text) {
            m_problem = text.error().object + u' ' + text.error().detail;
            return false;
        }
        QFile file(m_dir.filePath(u"nginx.conf"_s));
        if (!file.open(QIODevice::WriteOnly) || file.write(text->toUtf8()) < 0)
            return false;
        file.close();
        m_process.setProcessChannelMode(QProcess::MergedChannels);
        m_process.start(u"nginx"_s, {u"-e"_s, u"stderr"_s, u"-p"_s, m_dir.path(), u"-c"_s, file.fileName()});
        QDeadlineTimer patience(10'000);
        while (m_process.waitForStarted() && !patience.hasExpired()) {
            QTcpSocket knock;
            knock.connectToHost(QHostAddress::LocalHost, m_port);
            if (knock.waitForConnected(1000) && !m_process.waitForFinished(0))
                return true;
            if (m_process.waitForFinished(10) || m_process.state() == QProcess::NotRunning)
                break;
        }
        m_problem = u"nginx: "_s + m_process.errorString() + QString::fromLocal8Bit(m_process.readAll());
        stop();
    }
    return false;
}

void CacheServer::stop()
{
    if (m_process.state() == QProcess::NotRunning)
        return;
    m_process.terminate();
    if (!m_process.waitForFinished(10'000)) {
        m_process.kill();
        m_process.waitForFinished(5000);
    }
}

QStringList CacheServer::answers() const
{
    QStringList all;
    QFile log(m_dir.filePath(u"access.log"_s));
    if (log.open(QIODevice::ReadOnly))
        while (!log.atEnd()) {
            const QStringList field = QString::fromUtf8(log.readLine()).split(u' ');
            all << field.value(2) + u' ' + field.value(4);
        }
    return all;
}

qint64 CacheServer::heldBytes() const
{
    qint64 sum = 0;
    QDirIterator files(m_dir.filePath(u"cache"_s), QDir::Files, QDirIterator::Subdirectories);
    while (files.hasNext())
        sum += files.nextFileInfo().size();
    return sum;
}

} // namespace freshet::test
