// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Error.h"

#include <QString>

#include <expected>

namespace freshet {

/// A refusal of metadata that came from elsewhere: only its publisher can mend it.
inline std::unexpected<Error> refuseMetadata(ErrorCode code, const QString &object, const QString &detail = {})
{
    return std::unexpected(
        Error{code, QStringLiteral("read metadata"), object, detail, Kept::InputUntouched, NextStep::AskPublisher});
}

} // namespace freshet
