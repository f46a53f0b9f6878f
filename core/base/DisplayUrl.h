// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QUrl>

namespace freshet {

/// A URL as it may be shown, logged or kept in the ledger: user info, query and fragment are removed
/// (signed URLs carry their secret in the query); what was removed is marked "?…".
QString displayUrl(const QUrl &url);

} // namespace freshet
