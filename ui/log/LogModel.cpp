// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/log/LogModel.h"

#include "ui/text/Amounts.h"
#include "ui/text/EventText.h"
#include "ui/theme/Appearance.h"

#include <QCoreApplication>
#include <QGuiApplication>
#include <QPalette>

#include <algorithm>
#include <array>

namespace freshet::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr std::array<ColumnInfo, 5> columns{
    {{.name = "time"_L1,
      .title = QT_TRANSLATE_NOOP("freshet::ui", "Time"),
      .help = QT_TRANSLATE_NOOP("freshet::ui", "When it happened, the last time of what is repeated"),
      .characters = 10},
     {.name = "level"_L1,
      .title = QT_TRANSLATE_NOOP("freshet::ui", "Level"),
      .help = QT_TRANSLATE_NOOP("freshet::ui", "How much it matters"),
      .characters = 9},
     {.name = "area"_L1,
      .title = QT_TRANSLATE_NOOP("freshet::ui", "Area"),
      .help = QT_TRANSLATE_NOOP("freshet::ui", "What it is about"),
      .characters = 9},
     {.name = "transfer"_L1,
      .title = QT_TRANSLATE_NOOP("freshet::ui", "Transfer"),
      .help = QT_TRANSLATE_NOOP("freshet::ui", "The transfer that it happened to"),
      .characters = 24},
     {.name = "text"_L1,
      .title = QT_TRANSLATE_NOOP("freshet::ui", "What happened"),
      .help = QT_TRANSLATE_NOOP("freshet::ui", "And why"),
      .characters = 110}}};
constexpr int timeColumn = 0;
constexpr int levelColumn = 1;
constexpr int areaColumn = 2;
constexpr int transferColumn = 3;
constexpr int textColumn = 4;

} // namespace

LogModel::LogModel(QObject *parent)
    : TableModel(parent)
{
}

void LogModel::append(const std::vector<TraceEvent> &events)
{
    std::vector<std::uint64_t> fresh;
    const auto insertFresh = [&] {
        if (fresh.empty())
            return;
        beginInsertRows({}, rowCount(), rowCount() + static_cast<int>(fresh.size()) - 1);
        m_shown.insert(m_shown.end(), fresh.begin(), fresh.end());
        endInsertRows();
        fresh.clear();
    };
    for (const TraceEvent &event : events) {
        if (event.number != 0 && event.number <= m_lastEvent)
            continue;
        m_lastEvent = event.number;
        Line line{.number = m_next,
                  .wall = event.wall,
                  .level = levelOf(event),
                  .area = areaOf(event.kind),
                  .transfer = nameOf(event),
                  .text = text::eventSentence(event),
                  .repeats = 1};
        if (!m_lines.empty() && m_lines.back().text == line.text && m_lines.back().level == line.level
            && m_lines.back().transfer == line.transfer) {
            Line &last = m_lines.back();
            last.wall = line.wall;
            ++last.repeats;
            if (!m_shown.empty() && m_shown.back() == last.number)
                Q_EMIT dataChanged(index(rowCount() - 1, timeColumn), index(rowCount() - 1, textColumn));
            continue;
        }
        ++m_next;
        if (accepts(line))
            fresh.push_back(line.number);
        m_lines.push_back(std::move(line));
    }
    insertFresh();
    dropOldest();
}

void LogModel::learnNames(const std::vector<JobRow> &jobs)
{
    for (const JobRow &row : jobs)
        if (row.job)
            m_names[*row.job] = row.name;
}

QString LogModel::nameOf(const TraceEvent &event) const
{
    if (!event.job)
        return {};
    const auto known = m_names.find(*event.job);
    return known != m_names.end() && !known->second.isEmpty() ? known->second
                                                              : u'#' + QString::number(event.job->value());
}

void LogModel::dropOldest()
{
    if (m_lines.size() <= maximumLines)
        return;
    m_lines.erase(m_lines.begin(), m_lines.end() - static_cast<std::ptrdiff_t>(maximumLines));
    const auto kept = std::ranges::lower_bound(m_shown, m_lines.front().number);
    const auto gone = static_cast<int>(kept - m_shown.begin());
    if (gone == 0)
        return;
    beginRemoveRows({}, 0, gone - 1);
    m_shown.erase(m_shown.begin(), kept);
    endRemoveRows();
}

void LogModel::clear()
{
    if (!m_shown.empty()) {
        beginRemoveRows({}, 0, rowCount() - 1);
        m_shown.clear();
        endRemoveRows();
    }
    m_lines.clear();
}

void LogModel::setFilter(EventLevel least, const std::optional<EventArea> &area, const QString &text)
{
    m_least = least;
    m_area = area;
    m_filter = text.trimmed();
    std::deque<std::uint64_t> wanted;
    for (const Line &line : m_lines)
        if (accepts(line))
            wanted.push_back(line.number);
    // What stays keeps its row: spans that go are removed from the end, what comes is put in between.
    for (auto end = rowCount(); end > 0;) {
        if (std::ranges::binary_search(wanted, m_shown[static_cast<std::size_t>(end) - 1])) {
            --end;
            continue;
        }
        int first = end - 1;
        while (first > 0 && !std::ranges::binary_search(wanted, m_shown[static_cast<std::size_t>(first) - 1]))
            --first;
        beginRemoveRows({}, first, end - 1);
        m_shown.erase(m_shown.begin() + first, m_shown.begin() + end);
        endRemoveRows();
        end = first;
    }
    for (std::size_t i = 0; i < wanted.size();) {
        if (i < m_shown.size() && m_shown[i] == wanted[i]) {
            ++i;
            continue;
        }
        std::size_t last = i;
        while (last + 1 < wanted.size() && (i >= m_shown.size() || wanted[last + 1] < m_shown[i]))
            ++last;
        beginInsertRows({}, static_cast<int>(i), static_cast<int>(last));
        m_shown.insert(m_shown.begin() + static_cast<std::ptrdiff_t>(i),
                       wanted.begin() + static_cast<std::ptrdiff_t>(i),
                       wanted.begin() + static_cast<std::ptrdiff_t>(last) + 1);
        endInsertRows();
        i = last + 1;
    }
}

bool LogModel::accepts(const Line &line) const
{
    return line.level >= m_least && (!m_area || line.area == *m_area)
           && (m_filter.isEmpty() || line.text.contains(m_filter, Qt::CaseInsensitive)
               || line.transfer.contains(m_filter, Qt::CaseInsensitive));
}

const LogModel::Line &LogModel::lineAt(int row) const
{
    return m_lines[m_shown[static_cast<std::size_t>(row)] - m_lines.front().number];
}

QString LogModel::words(const Line &line) const
{
    return line.repeats == 1 ? line.text
                             : QCoreApplication::translate("freshet::ui", "%1  × %2").arg(line.text).arg(line.repeats);
}

QString LogModel::lineText(int row) const
{
    const Line &line = lineAt(row);
    QStringList parts{text::dateTime(line.wall) + u' ' + text::clockTime(line.wall), text::levelLabel(line.level),
                      text::areaLabel(line.area)};
    if (!line.transfer.isEmpty())
        parts.append(line.transfer);
    parts.append(words(line));
    return parts.join(u"  "_s);
}

const ColumnInfo &LogModel::column(int index) const
{
    return columns[static_cast<std::size_t>(index)];
}

int LogModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_shown.size());
}

int LogModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(columns.size());
}

QVariant LogModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Line &line = lineAt(index.row());
    if (role == Qt::AccessibleTextRole && index.column() == 0)
        return lineText(index.row());
    if (role == Qt::ForegroundRole) {
        const QPalette palette = QGuiApplication::palette();
        if (line.level == EventLevel::Error)
            return problemText(palette);
        if (line.level == EventLevel::Warning)
            return cautionText(palette);
        return index.column() == textColumn && line.level != EventLevel::Debug ? QVariant() : faintText(palette);
    }
    if (role != Qt::DisplayRole && role != Qt::ToolTipRole && role != Qt::AccessibleTextRole)
        return {};
    switch (index.column()) {
    case timeColumn:
        return role == Qt::ToolTipRole ? text::dateTime(line.wall) : text::clockTime(line.wall);
    case levelColumn:
        return text::levelLabel(line.level);
    case areaColumn:
        return text::areaLabel(line.area);
    case transferColumn:
        return text::isolated(line.transfer);
    default:
        return words(line);
    }
}

} // namespace freshet::ui
