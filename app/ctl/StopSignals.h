// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QSocketNotifier>

namespace freshet::ctl {

/// SIGINT, SIGTERM and SIGHUP as a Qt signal, once. At most one object of this kind at a time; the previous
/// dispositions come back with its end.
class StopSignals final : public QObject {
    Q_OBJECT

public:
    StopSignals();
    ~StopSignals() override;

Q_SIGNALS:
    void requested(int signal);

private:
    int m_fd;
    QSocketNotifier m_notifier;
};

} // namespace freshet::ctl
