// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/http/HostGate.h"

#include <algorithm>

namespace freshet {

bool HostGate::hasRoom(const QString &host) const
{
    return static_cast<int>(m_inside.size()) < m_total && m_insideByHost.value(host) < m_perHost;
}

void HostGate::admit(const QString &host, Entrant &entrant)
{
    ++m_insideByHost[host];
    m_inside.emplace(&entrant, host);
    entrant.onAdmitted();
}

void HostGate::enter(const QUrl &url, Entrant &entrant)
{
    const QString host = url.scheme() + QStringLiteral("://") + url.authority();
    // Room means that nobody waits for this host: whoever could be admitted was.
    if (hasRoom(host))
        admit(host, entrant);
    else
        m_waiting.push_back({host, &entrant});
}

void HostGate::leave(Entrant &entrant)
{
    const auto inside = m_inside.find(&entrant);
    if (inside == m_inside.end()) {
        m_waiting.remove_if([&entrant](const Waiting &w) { return w.entrant == &entrant; });
        return;
    }
    const QString host = inside->second;
    m_inside.erase(inside);
    if (--m_insideByHost[host] == 0)
        m_insideByHost.remove(host);
    const auto next =
        std::find_if(m_waiting.begin(), m_waiting.end(), [this](const Waiting &w) { return hasRoom(w.host); });
    if (next == m_waiting.end())
        return;
    const Waiting admitted = *next;
    m_waiting.erase(next);
    admit(admitted.host, *admitted.entrant);
}

} // namespace freshet
