// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/policy/AddressScope.h"
#include "core/policy/UrlPolicy.h"

#include <QUrl>

#include <vector>

namespace freshet {

/// What the redirects of one request may do.
struct RedirectLimits {
    int maximumHops = 5;
    /// Lets a server send us to addresses that are more private than its own.
    bool allowPrivateHops = false;
    /// The first URL was chosen by a stranger (a web seed of foreign metadata): it has to lead to a public address.
    bool publicOnly = false;
};

/// The way of one request from its first URL through its redirects.
/// Invariant: current() passed checkUrl, no URL occurs twice, and every address that was accepted reaches
/// at least as far as every one before it; so once a public server has spoken, nothing private is dialled.
/// Opens no connection and resolves no name: the addresses are told.
class RedirectTrail {
public:
    /// `origin` must have passed checkUrl.
    RedirectTrail(const QUrl &origin, const RedirectLimits &limits);

    [[nodiscard]] const QUrl &current() const { return m_visited.back(); }
    [[nodiscard]] int hops() const { return static_cast<int>(m_visited.size()) - 1; }

    /// The server at current() answered with a redirect; the new current() is returned.
    /// Errors: Redirect (loop, too many hops, https to http, no location), UrlRefused.
    Result<QUrl> onRedirect(const QByteArray &location);

    /// Whether the request for current() may go to an address of this scope. Error: UrlRefused.
    [[nodiscard]] Result<void> checkAddress(AddressScope scope) const;
    /// The request for current() is going to an address of this scope, which is accepted as by checkAddress.
    /// Behind a proxy, whose own address says nothing about the target, tell hostScope().
    Result<void> onAddress(AddressScope scope);

    /// The most public scope of all addresses that were accepted.
    [[nodiscard]] AddressScope farthest() const { return m_furthest; }

    /// What the host's text alone says of its scope: the literal's, or Public for a name.
    [[nodiscard]] AddressScope hostScope() const;

private:
    RedirectLimits m_limits;
    std::vector<QUrl> m_visited;
    AddressScope m_furthest = AddressScope::Loopback; ///< of all hops so far
};

} // namespace freshet
