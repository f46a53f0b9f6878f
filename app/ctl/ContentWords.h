// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonValue>
#include <QString>

#include <optional>

namespace freshet::ctl {

/// What a user names a content by, for the engine: a short number is a job's, else it is the start of a FileId. nullopt unless it is one of these.
std::optional<QJsonValue> contentWords(const QString &text);

} // namespace freshet::ctl
