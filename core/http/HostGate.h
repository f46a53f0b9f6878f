// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QString>
#include <QUrl>

#include <list>
#include <unordered_map>

namespace freshet {

/// How many requests run at once, for each host and in all; the rest waits its turn, first come, first served.
/// Requests wait here rather than in libcurl, whose connect timeout counts the waiting.
/// Invariant: an entrant is inside, waiting, or unknown; no host with room has somebody waiting while the total allows.
class HostGate {
public:
    class Entrant {
    public:
        virtual ~Entrant() = default;
        virtual void onAdmitted() = 0;
    };

    HostGate(int perHost, int total)
        : m_perHost(perHost)
        , m_total(total)
    {
    }

    /// Calls onAdmitted, at once or when others have left.
    void enter(const QUrl &url, Entrant &entrant);
    /// Gives up the place, or the waiting for one; without effect on the unknown. Others may be admitted meanwhile.
    void leave(Entrant &entrant);

private:
    struct Waiting {
        QString host;
        Entrant *entrant;
    };
    [[nodiscard]] bool hasRoom(const QString &host) const;
    void admit(const QString &host, Entrant &entrant);

    int m_perHost;
    int m_total;
    QHash<QString, int> m_insideByHost;
    std::unordered_map<Entrant *, QString> m_inside;
    std::list<Waiting> m_waiting;
};

} // namespace freshet
