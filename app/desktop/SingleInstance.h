// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLocalServer>
#include <QObject>
#include <QStringList>

#include <memory>

namespace freshet::desktop {

/// One window per cache directory: a second start hands its arguments to the first and ends. Only the same user is listened to.
class SingleInstance final : public QObject {
    Q_OBJECT

public:
    /// True: there is another instance, and it has taken `arguments`.
    static bool handOver(const QString &cacheDirectory, const QStringList &arguments);

    explicit SingleInstance(const QString &cacheDirectory);

Q_SIGNALS:
    /// A second start was made, with these arguments.
    void started(const QStringList &arguments);

private:
    void receive();

    QLocalServer m_server;
};

} // namespace freshet::desktop
