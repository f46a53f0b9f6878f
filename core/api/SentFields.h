// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLatin1StringView>
#include <QString>

#include <span>

namespace freshet {

/// A field that a machine sends to a service. What is not in the list does not leave (CloudClient takes it away), and nothing in it names a user, a
/// file or a path. What each is for is said in ui/text.
struct SentField {
    QLatin1StringView service; ///< "geo", "keyvalue", "contentpolicy", "discovery", "array"
    QLatin1StringView field;
};

/// The whole list, in the order in which the services are asked.
std::span<const SentField> sentFields();
bool isSent(QLatin1StringView service, const QString &field);

} // namespace freshet
