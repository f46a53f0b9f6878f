// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/FileStamp.h"
#include "core/store/StoreTypes.h"

#include <QSqlQuery>
#include <QString>

#include <cstdint>
#include <optional>

namespace freshet {

/// How far the claims of a row may be believed when the content is opened.
enum class Trust {
    Claimed,      ///< as far as the file's stamp agrees
    ProveClaimed, ///< hash every claimed piece again first
    ProveAll,     ///< the claims were lost: hash the whole file
};

/// One content as the ledger keeps it: the record, and what it takes to believe it.
struct LedgerRow {
    ContentRecord record;
    FileStamp stamp;   ///< of the file at the last barrier
    QString dirtyBoot; ///< boot id while open for writing; empty after a clean close
    Trust trust = Trust::Claimed;
    std::optional<Sha256Digest> prefixDigest; ///< of the durable prefix, for contents without a verifier
    std::uint64_t generation = 0;             ///< of the bitmap
};

/// Every column of a row, in the order that `rowFromQuery` reads.
extern const char *const ledgerColumns;

/// nullopt for a row that cannot be meant (key, geometry). A bad bitmap gives a row without claims and Trust::ProveAll.
std::optional<LedgerRow> rowFromQuery(const QSqlQuery &query);

/// The columns of Ledger::keepingFacts; everything else stays empty.
std::optional<LedgerRow> keepingFactsFromQuery(const QSqlQuery &query);

/// Binds the facts that opening decides, and those that a barrier changes, by name.
void bindFacts(QSqlQuery &query, const LedgerRow &row);
void bindProgress(QSqlQuery &query, const LedgerRow &row);

/// Everything of the table of totals, for totalsFromQuery.
inline constexpr auto totalsQuery = "SELECT day, from_lan, from_group, from_internet, from_cache_server, from_origin, "
                                    "wasted, to_lan, to_group, to_internet FROM totals";
/// The UTC day of the current row, and its totals.
std::pair<qint64, ByteCounters> totalsFromQuery(const QSqlQuery &query);

} // namespace freshet
