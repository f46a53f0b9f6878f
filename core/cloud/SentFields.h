// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLatin1StringView>

#include <span>

namespace freshet {

/// A field that a machine sends, to whom and what for: the whole list for people ("freshetctl services --privacy"). What is not in it does not
/// leave (CloudClient takes away what is not listed), and nothing in it names a user, a file or a path.
struct SentField {
    QLatin1StringView service; ///< "geo", "keyvalue", "contentpolicy", "discovery", "array"
    QLatin1StringView field;
    const char *why; ///< in English, to be translated
};

std::span<const SentField> sentFields();
bool isSent(QLatin1StringView service, const QString &field);

} // namespace freshet
