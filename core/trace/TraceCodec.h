// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/TraceEvent.h"

#include <QByteArrayView>
#include <QJsonObject>

namespace freshet {

/// The format of a line; it grows by fields and kinds that older readers leave out, and gets a new number when that would mislead them.
inline constexpr int traceFormat = 1;
/// Longest line that is read.
inline constexpr qsizetype maximumTraceLine = 64 * 1024;

/// One record as JSON; fields that say nothing are left out. Field list: core/trace/README.md.
QJsonObject toJson(const TraceEvent &event);
/// nullopt for what is no record, or of a kind that this version does not know.
std::optional<TraceEvent> eventFromJson(const QJsonObject &json);

/// One line with its line feed.
QByteArray encodeEvent(const TraceEvent &event);
/// nullopt also for a line that was torn by a crash, or is longer than the limit.
std::optional<TraceEvent> decodeEvent(QByteArrayView line);

} // namespace freshet
