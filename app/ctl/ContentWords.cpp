// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/ContentWords.h"

#include "core/engine/JobLookup.h"

#include <algorithm>

namespace freshet::ctl {

using namespace Qt::StringLiterals;

std::optional<QJsonValue> contentWords(const QString &text)
{
    bool isNumber = false;
    const qint64 job = text.toLongLong(&isNumber);
    if (isNumber && job > 0 && text.size() < minimumIdPrefix)
        return QJsonValue(job);
    const QString digits = text.startsWith("r-"_L1) ? text.mid(2) : text;
    const bool isHex = std::ranges::all_of(digits, [](QChar c) { return isxdigit(c.toLatin1()) != 0; });
    if (isHex && digits.size() >= minimumIdPrefix && digits.size() <= 64)
        return QJsonValue(text);
    return std::nullopt;
}

} // namespace freshet::ctl
