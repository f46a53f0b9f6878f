// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/policy/RedirectTrail.h"

#include "core/base/DisplayUrl.h"

#include <algorithm>

namespace freshet {

namespace {

std::unexpected<Error> refuse(ErrorCode code, const QUrl &url, const QString &rule)
{
    return std::unexpected(Error{.code = code,
                                 .operation = QStringLiteral("follow redirect"),
                                 .object = displayUrl(url),
                                 .detail = rule,
                                 .kept = Kept::VerifiedPieces,
                                 .next = NextStep::NextSource});
}

} // namespace

RedirectTrail::RedirectTrail(const QUrl &origin, const RedirectLimits &limits)
    : m_limits(limits)
    , m_visited{origin.adjusted(QUrl::RemoveFragment)}
{
    if (m_limits.publicOnly)
        m_furthest = AddressScope::Public;
}

Result<QUrl> RedirectTrail::onRedirect(const QByteArray &location)
{
    if (hops() >= m_limits.maximumHops)
        return refuse(ErrorCode::Redirect, m_visited.front(),
                      QStringLiteral("more than %1 redirects").arg(m_limits.maximumHops));
    auto target = redirectTarget(current(), location);
    if (!target)
        return target;
    if (std::find(m_visited.begin(), m_visited.end(), *target) != m_visited.end())
        return refuse(ErrorCode::Redirect, *target, QStringLiteral("redirect loop"));
    m_visited.push_back(*target);
    // A literal is judged before anything is dialled: behind a proxy this is the only chance.
    if (const auto scope = literalScope(target->host())) {
        if (const auto allowed = checkAddress(*scope); !allowed)
            return std::unexpected(allowed.error());
    }
    return target;
}

Result<void> RedirectTrail::checkAddress(AddressScope scope) const
{
    if (scope == AddressScope::Unusable)
        return refuse(ErrorCode::UrlRefused, current(), QStringLiteral("the address is multicast or reserved"));
    if (scope < m_furthest && !m_limits.allowPrivateHops)
        return refuse(ErrorCode::UrlRefused, current(), QStringLiteral("a farther server points to a private address"));
    return {};
}

Result<void> RedirectTrail::onAddress(AddressScope scope)
{
    if (auto allowed = checkAddress(scope); !allowed)
        return allowed;
    m_furthest = std::max(m_furthest, scope);
    return {};
}

AddressScope RedirectTrail::hostScope() const
{
    return literalScope(current().host()).value_or(AddressScope::Public);
}

} // namespace freshet
