// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QProcess>
#include <QString>
#include <QTemporaryDir>
#include <QUrl>

#include <cstdint>
#include <optional>
#include <vector>

namespace freshet::test {

struct NginxOptions {
    /// Both set: serves https on a second port, with HTTP/2 by ALPN.
    QString certificate{};
    QString key{};
    QString limitRate{}; ///< bytes per second and connection, e.g. "1m"
    bool ranges = true;  ///< false: `max_ranges 0`
    bool etag = true;
    QString locations{}; ///< further directives of the server block
};

/// An nginx of its own on free loopback ports, serving root() from a temporary directory; ended with the object.
class NginxServer {
public:
    /// One line of the access log.
    struct Access {
        int connection = 0; ///< equal for requests that share a connection
        QString uri;
        int status = 0;
        QString range;
        qint64 bodyBytes = 0;
        QString protocol;
    };

    explicit NginxServer(const NginxOptions &options = {});
    ~NginxServer();
    NginxServer(const NginxServer &) = delete;
    NginxServer &operator=(const NginxServer &) = delete;

    bool start();
    /// Ends the process, as a crash of the server would; start() serves the same directory on the same ports again.
    void stop();
    [[nodiscard]] QString problem() const { return m_problem; }
    [[nodiscard]] qint64 pid() const { return m_process.processId(); }

    [[nodiscard]] QString root() const { return m_dir.filePath(QStringLiteral("root")); }
    [[nodiscard]] QUrl url(const QString &path) const;
    [[nodiscard]] QUrl httpsUrl(const QString &path) const;
    /// Creates or replaces a file below root(); the path of it.
    QString put(const QString &name, const QByteArray &content);
    /// A file of `size` zero bytes that takes no space.
    QString putSparse(const QString &name, qint64 size);

    /// Requests that were answered so far.
    [[nodiscard]] std::vector<Access> accesses() const;

private:
    [[nodiscard]] QString configuration() const;
    bool launch();

    NginxOptions m_options;
    QTemporaryDir m_dir;
    QProcess m_process;
    QString m_problem;
    std::uint16_t m_port = 0;
    std::uint16_t m_tlsPort = 0;
};

} // namespace freshet::test
