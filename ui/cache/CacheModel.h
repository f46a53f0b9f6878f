// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/EngineSnapshot.h"
#include "ui/models/RowTable.h"

#include <set>

namespace freshet::ui {

/// A content of the cache, with what its age is counted from.
struct CacheLine {
    JobRow content;
    WallTime now;
};

/// What the cache holds.
class CacheModel final : public RowTable<CacheLine, QString> {
public:
    explicit CacheModel(QObject *parent = nullptr);

    [[nodiscard]] const char *context() const override { return "freshet::ui"; }
    static constexpr int sourcesColumn = 4;

    void setFilter(const QString &text) { m_filter = text.trimmed(); }
    /// Contents that are about to be deleted: not shown meanwhile.
    void setHidden(std::set<QString> fileIds) { m_hidden = std::move(fileIds); }
    [[nodiscard]] const std::set<QString> &hidden() const { return m_hidden; }

protected:
    [[nodiscard]] QString idOf(const CacheLine &line) const override { return line.content.fileId; }
    [[nodiscard]] bool accepts(const CacheLine &line) const override;
    [[nodiscard]] QString sentence(const CacheLine &line) const override;

private:
    QString m_filter;
    std::set<QString> m_hidden;
};

/// The content that goes first when space is needed: not pinned, unused for the longest time. Null: there is none.
const JobRow *evictedNext(const std::vector<JobRow> &contents);

} // namespace freshet::ui
