// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/UniqueFd.h"
#include "core/policy/LocalNetwork.h"

#include <QObject>
#include <QSocketNotifier>
#include <QTimer>

#include <chrono>
#include <memory>

namespace freshet {

/// Knows this machine's interfaces and says when they change (fault F17). On Linux the kernel tells (rtnetlink) and
/// nothing runs while nothing happens but a coarse poll that also serves systems without it.
class NetworkWatch : public QObject {
    Q_OBJECT
public:
    explicit NetworkWatch(std::chrono::milliseconds pollInterval = std::chrono::seconds(30));
    ~NetworkWatch() override;

    [[nodiscard]] const LocalNetwork &network() const { return m_network; }

    /// Reads the interfaces now. For use without an object.
    static LocalNetwork read();

Q_SIGNALS:
    /// network() is another than before. A burst of changes is one signal.
    void changed();

private:
    void look();
    void listenToKernel();
    void drainKernel();

    LocalNetwork m_network;
    UniqueFd m_netlink;
    std::unique_ptr<QSocketNotifier> m_notifier;
    QTimer m_settle; ///< an interface coming up is several changes within milliseconds
    QTimer m_poll;
};

} // namespace freshet
