// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/policy/HostCircuit.h"

namespace freshet {

void HostCircuit::onSuccess()
{
    m_failures = 0;
}

void HostCircuit::onFailure(const Error &error, MonotonicTime now, double random01)
{
    switch (blameOf(error.code)) {
    case Blame::None:
        return;
    case Blame::Lasting:
        onSuccess();
        return;
    case Blame::Passing:
        break;
    }
    if (!usable(now))
        return;
    ++m_failures;
    if (isOpen()) {
        const int probes = m_failures - m_settings.circuitThreshold + 1;
        m_next = now + backOff(m_settings.circuitDelay, m_settings.maximumDelay, probes, m_settings.jitter, random01);
    }
}

} // namespace freshet
