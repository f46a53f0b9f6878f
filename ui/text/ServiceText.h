// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/ServiceRow.h"

#include <QString>

namespace freshet::text {

/// "Content policy", of "contentpolicy"; what is unknown as it is.
QString serviceTitle(const QString &name);
/// What it is asked for, one sentence.
QString servicePurpose(const QString &name);

enum class ServiceHealth { NotAsked, Answers, Stale, Fails };
/// Stale: the last question came to nothing, but what was said before still counts.
ServiceHealth serviceHealth(const ServiceRow &row);
/// "Answers", "Not asked yet": a few words.
QString serviceStateLabel(const ServiceRow &row);
/// Why it is so and what can be done: "The connection could not be made. Tried again in 4 s."
QString serviceState(const ServiceRow &row, MonotonicTime now);

/// "the authority sha256:… that is pinned"
QString servicesTrust(const QString &trust);
/// Whom it is of, who says so, and until when.
QString certificateText(const ServiceCertificate &certificate, WallTime now);

/// What a field is sent for: "what geo answered". Empty: it is not sent.
QString sentFieldReason(QAnyStringView service, const QString &field);

} // namespace freshet::text
