// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/TableModel.h"
#include "ui/text/Amounts.h"

#include <QVariant>

#include <algorithm>
#include <compare>
#include <memory>
#include <optional>
#include <span>
#include <unordered_map>
#include <vector>

namespace freshet::ui {

/// A column of rows of one kind. The functions touch nothing but the row: no disk, no lookups.
template <typename Row>
struct Column : ColumnInfo {
    QString (*text)(const Row &row, MonotonicTime now) = nullptr;
    /// For sorting: typed, total. Ties are broken by the rows' ids.
    std::weak_ordering (*compare)(const Row &a, const Row &b) = nullptr;
    /// Whether the cell looks the same; null: when compare() finds no difference.
    bool (*looksSame)(const Row &before, const Row &after) = nullptr;
    QString (*toolTip)(const Row &row, MonotonicTime now) = nullptr; ///< null: the cell's text
};

/// The table model of pictures: each update() compares the new rows with the shown ones by id and tells views of the difference alone: rows that went, cells that
/// changed (in spans), rows that came. Never resets, so selection, scroll position and a screen reader's focus stay where they are. Sorts and filters itself;
/// rows change their places at most once a second, and never while held. Invariant: ids are unique in a picture. Non-duty: where rows come from.
template <typename Row, typename Id>
class RowTable : public TableModel {
public:
    using Rows = std::shared_ptr<const std::vector<Row>>;

    explicit RowTable(std::span<const Column<Row>> columns, QObject *parent = nullptr)
        : TableModel(parent)
        , m_columns(columns)
    {
    }

    /// The picture as of `now`.
    void update(Rows rows, MonotonicTime now)
    {
        m_now = now;
        const Rows before = std::exchange(m_rows, std::move(rows)); // shown rows point into it until the end
        compareWith();
        removeGone();
        tellChanged();
        insertNew();
        if (m_stale && !isHeld() && (now >= m_sortedAt + resortInterval || m_sortSoon))
            resort();
    }
    /// The same rows are looked at again: what accepts() says has changed.
    void refilter() { update(m_rows ? m_rows : std::make_shared<const std::vector<Row>>(), m_now); }

    [[nodiscard]] const Row &rowAt(int row) const { return *m_entries[static_cast<std::size_t>(row)].row; }
    [[nodiscard]] Id idAt(int row) const { return m_entries[static_cast<std::size_t>(row)].id; }
    /// -1: it is not shown.
    [[nodiscard]] int rowOf(const Id &id) const
    {
        const auto it = std::ranges::find(m_entries, id, &Entry::id);
        return it == m_entries.end() ? -1 : static_cast<int>(it - m_entries.begin());
    }
    /// All rows of the picture, also those that are filtered out; null before the first.
    [[nodiscard]] const Rows &rows() const { return m_rows; }
    [[nodiscard]] MonotonicTime now() const { return m_now; }

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override
    {
        return parent.isValid() ? 0 : static_cast<int>(m_entries.size());
    }
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override
    {
        return parent.isValid() ? 0 : static_cast<int>(m_columns.size());
    }
    [[nodiscard]] const ColumnInfo &column(int index) const override
    {
        return m_columns[static_cast<std::size_t>(index)];
    }
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override
    {
        if (!checkIndex(index, CheckIndexOption::IndexIsValid))
            return {};
        const Column<Row> &what = m_columns[static_cast<std::size_t>(index.column())];
        const Row &row = rowAt(index.row());
        switch (role) {
        case Qt::DisplayRole:
            return text::isolated(what.text(row, m_now));
        case Qt::ToolTipRole:
            return what.toolTip ? what.toolTip(row, m_now) : what.text(row, m_now);
        case Qt::TextAlignmentRole:
            return QVariant::fromValue(what.alignment | Qt::AlignVCenter);
        case Qt::AccessibleTextRole:
            return index.column() == 0 ? sentence(row)
                                       : columnTitle(index.column()) + QStringLiteral(": ") + what.text(row, m_now);
        default:
            return otherData(row, index.column(), role);
        }
    }
    void sort(int column, Qt::SortOrder order) override
    {
        m_sortColumn = column >= 0 && column < columnCount() ? column : -1;
        m_descending = order == Qt::DescendingOrder;
        for (Entry &entry : m_entries)
            entry.stale = true;
        resort(); // the user asked for it: also while a button is down on the header
    }

protected:
    [[nodiscard]] virtual Id idOf(const Row &row) const = 0;
    /// Whether the row is shown.
    [[nodiscard]] virtual bool accepts(const Row &) const { return true; }
    /// The whole row as a sentence, for screen readers.
    [[nodiscard]] virtual QString sentence(const Row &row) const = 0;
    /// Which section a row belongs to, and its heading first; goes before the column that the user sorts by. Asked only while setSectioned().
    [[nodiscard]] virtual std::weak_ordering sectionOrder(const Row &, const Row &) const
    {
        return std::weak_ordering::equivalent;
    }
    void setSectioned(bool sectioned)
    {
        if (std::exchange(m_sectioned, sectioned) == sectioned)
            return;
        for (Entry &entry : m_entries)
            entry.stale = true;
        resort();
    }
    [[nodiscard]] bool isSectioned() const { return m_sectioned; }
    [[nodiscard]] virtual QVariant otherData(const Row &, int /*column*/, int /*role*/) const { return {}; }

    void onReleased() override
    {
        if (m_stale)
            resort();
    }

private:
    using Mask = std::uint64_t; ///< of columns

    struct Entry {
        Id id;
        const Row *row = nullptr;
        const Row *next = nullptr; ///< while a picture is taken in; null: it went
        Mask changed = 0;
        bool stale = false; ///< may be at the wrong place
        int place = 0;      ///< before it was moved
    };

    /// For every shown row its successor, and what is new.
    void compareWith()
    {
        m_new.clear();
        std::unordered_map<Id, std::size_t> shown;
        shown.reserve(m_entries.size());
        for (std::size_t i = 0; i < m_entries.size(); ++i) {
            m_entries[i].next = nullptr;
            m_entries[i].changed = 0;
            shown.emplace(m_entries[i].id, i);
        }
        for (const Row &row : *m_rows) {
            if (!accepts(row))
                continue;
            const Id id = idOf(row);
            const auto it = shown.find(id);
            if (it == shown.end()) {
                m_new.push_back({.id = id, .row = &row});
                continue;
            }
            Entry &entry = m_entries[it->second];
            entry.next = &row;
            entry.changed = differences(*entry.row, row);
        }
    }
    [[nodiscard]] Mask differences(const Row &before, const Row &after) const
    {
        Mask mask = 0;
        for (std::size_t i = 0; i < m_columns.size(); ++i) {
            const Column<Row> &column = m_columns[i];
            const bool same = column.looksSame ? column.looksSame(before, after) : column.compare(before, after) == 0;
            if (!same)
                mask |= Mask{1} << i;
        }
        return mask;
    }

    void removeGone()
    {
        // In many places at once, what goes is brought together first: one removal instead of thousands.
        std::size_t spans = 0;
        for (std::size_t i = 0; i < m_entries.size(); ++i)
            spans += !m_entries[i].next && (i == 0 || m_entries[i - 1].next) ? 1 : 0;
        if (spans > maximumSpans)
            reorder(
                [this] { std::ranges::stable_partition(m_entries, [](const Entry &entry) { return entry.next; }); });
        for (auto end = static_cast<int>(m_entries.size()); end > 0;) {
            if (m_entries[static_cast<std::size_t>(end) - 1].next) {
                --end;
                continue;
            }
            int first = end - 1;
            while (first > 0 && !m_entries[static_cast<std::size_t>(first) - 1].next)
                --first;
            beginRemoveRows({}, first, end - 1);
            m_entries.erase(m_entries.begin() + first, m_entries.begin() + end);
            endRemoveRows();
            end = first;
        }
    }

    void tellChanged()
    {
        struct Span {
            int first;
            int last;
            Mask changed;
        };
        std::vector<Span> spans;
        for (std::size_t i = 0; i < m_entries.size(); ++i) {
            Entry &entry = m_entries[i];
            if (m_sectioned && sectionOrder(*entry.row, *entry.next) != 0)
                entry.stale = m_stale = true;
            entry.row = entry.next;
            if (entry.changed == 0)
                continue;
            if (m_sortColumn >= 0 && (entry.changed >> m_sortColumn & 1) != 0)
                entry.stale = m_stale = true;
            const auto row = static_cast<int>(i);
            if (!spans.empty() && spans.back().last + 1 == row) {
                spans.back().last = row;
                spans.back().changed |= entry.changed;
            } else {
                spans.push_back({row, row, entry.changed});
            }
        }
        if (spans.size() > maximumSpans) { // views look each of them up, while what they see is a few rows
            Span all{spans.front().first, spans.back().last, 0};
            for (const Span &span : spans)
                all.changed |= span.changed;
            spans = {all};
        }
        for (const Span &span : spans)
            Q_EMIT dataChanged(index(span.first, std::countr_zero(span.changed)),
                               index(span.last, std::bit_width(span.changed) - 1),
                               {Qt::DisplayRole, Qt::ToolTipRole, Qt::AccessibleTextRole});
    }

    void insertNew()
    {
        if (m_new.empty())
            return;
        std::ranges::sort(m_new, [this](const Entry &a, const Entry &b) { return isBefore(a, b); });
        if (m_entries.empty() || m_new.size() > maximumSpans || isHeld()) {
            const bool first = m_entries.empty();
            insertAt(rowCount(), m_new);
            if (!first)
                for (std::size_t i = m_entries.size() - m_new.size(); i < m_entries.size(); ++i)
                    m_entries[i].stale = m_stale = m_sortSoon = true;
            return;
        }
        for (const Entry &entry : m_new) {
            const auto place = std::ranges::upper_bound(
                m_entries, entry, [this](const Entry &a, const Entry &b) { return isBefore(a, b); });
            insertAt(static_cast<int>(place - m_entries.begin()), std::span(&entry, 1));
        }
    }
    void insertAt(int place, std::span<const Entry> entries)
    {
        beginInsertRows({}, place, place + static_cast<int>(entries.size()) - 1);
        m_entries.insert(m_entries.begin() + place, entries.begin(), entries.end());
        endInsertRows();
    }

    [[nodiscard]] bool isBefore(const Entry &a, const Entry &b) const
    {
        if (m_sectioned)
            if (const auto order = sectionOrder(*a.row, *b.row); order != 0)
                return order < 0;
        if (m_sortColumn >= 0) {
            const auto order = m_columns[static_cast<std::size_t>(m_sortColumn)].compare(*a.row, *b.row);
            if (order != 0)
                return m_descending ? order > 0 : order < 0;
        }
        return a.id < b.id;
    }

    /// Only what is stale is sorted; the rest is in order already, and both are merged.
    void resort()
    {
        m_sortedAt = m_now;
        m_stale = m_sortSoon = false;
        reorder([this] {
            std::vector<Entry> moved;
            std::erase_if(m_entries, [&moved](Entry &entry) {
                if (!entry.stale)
                    return false;
                entry.stale = false;
                moved.push_back(entry);
                return true;
            });
            const auto before = [this](const Entry &a, const Entry &b) { return isBefore(a, b); };
            std::ranges::sort(moved, before);
            std::vector<Entry> merged;
            merged.reserve(m_entries.size() + moved.size());
            std::ranges::merge(m_entries, moved, std::back_inserter(merged), before);
            m_entries = std::move(merged);
        });
    }

    template <typename Change>
    void reorder(Change change)
    {
        Q_EMIT layoutAboutToBeChanged({}, QAbstractItemModel::VerticalSortHint);
        for (std::size_t i = 0; i < m_entries.size(); ++i)
            m_entries[i].place = static_cast<int>(i);
        change();
        std::vector<int> places(m_entries.size());
        for (std::size_t i = 0; i < m_entries.size(); ++i)
            places[static_cast<std::size_t>(m_entries[i].place)] = static_cast<int>(i);
        const QModelIndexList from = persistentIndexList();
        QModelIndexList to;
        to.reserve(from.size());
        for (const QModelIndex &old : from)
            to.append(index(places[static_cast<std::size_t>(old.row())], old.column()));
        changePersistentIndexList(from, to);
        Q_EMIT layoutChanged({}, QAbstractItemModel::VerticalSortHint);
    }

    /// More separate changes than that are told as one.
    static constexpr std::size_t maximumSpans = 64;

    std::span<const Column<Row>> m_columns; ///< at most 64
    Rows m_rows;
    std::vector<Entry> m_entries; ///< what is shown, as it is shown; points into m_rows
    std::vector<Entry> m_new;
    int m_sortColumn = -1;
    bool m_descending = false;
    bool m_sectioned = false;
    bool m_stale = false;    ///< some entry is
    bool m_sortSoon = false; ///< many rows came at the end
    MonotonicTime m_sortedAt{};
    MonotonicTime m_now{};
};

} // namespace freshet::ui
