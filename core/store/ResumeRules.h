// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/LedgerRow.h"
#include "core/store/Store.h"

namespace freshet {

// What an old record is worth to a new request. Pure: facts in, verdict out.

/// Brings the facts of `request` into `row` and keeps of the claims what still holds (another piece length, a size that has
/// become known, another proof). `known`: the row came from the ledger. True when nothing holds: start over.
bool mergeRequest(LedgerRow &row, const OpenRequest &request, bool known);

/// How far the claims of `row` may be believed for a file that now looks like `stamp`, in the boot `bootId`.
Trust judgeClaims(const LedgerRow &row, const FileStamp &stamp, const QString &bootId);

} // namespace freshet
