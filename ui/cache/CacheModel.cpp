// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/cache/CacheModel.h"

#include "ui/text/Amounts.h"
#include "ui/theme/SourceBar.h"

#include <QCoreApplication>

namespace freshet::ui {

using namespace Qt::StringLiterals;

namespace {

QString words(const char *text)
{
    return QCoreApplication::translate("freshet::ui", text);
}

Bytes sent(const JobRow &row)
{
    return row.toLanPeers + row.toGroupPeers + row.toInternetPeers;
}

std::chrono::seconds since(WallTime then, WallTime now)
{
    return std::chrono::duration_cast<std::chrono::seconds>(now - then);
}

QString keptText(const CacheLine &line, MonotonicTime)
{
    const JobRow &row = line.content;
    if (row.pinned)
        return row.expireOn
                   ? words(QT_TRANSLATE_NOOP("freshet::ui", "pinned until %1")).arg(text::dateTime(*row.expireOn))
                   : words(QT_TRANSLATE_NOOP("freshet::ui", "pinned"));
    if (!row.expireOn)
        return words(QT_TRANSLATE_NOOP("freshet::ui", "until its space is needed"));
    if (*row.expireOn <= line.now)
        return words(QT_TRANSLATE_NOOP("freshet::ui", "goes now"));
    return words(QT_TRANSLATE_NOOP("freshet::ui", "for another %1, unless it is used"))
        .arg(text::duration(since(line.now, *row.expireOn)));
}

QString ageHelp(const CacheLine &line, MonotonicTime)
{
    return words(QT_TRANSLATE_NOOP("freshet::ui", "Fetched since %1")).arg(text::dateTime(line.content.createdAt));
}

constexpr Qt::Alignment trailing = Qt::AlignTrailing;

const std::vector<Column<CacheLine>> columns{
    {{.name = "name"_L1,
      .title = QT_TRANSLATE_NOOP("freshet::ui", "Name"),
      .help = QT_TRANSLATE_NOOP("freshet::ui", "The content's file name"),
      .characters = 36},
     [](const CacheLine &line, MonotonicTime) { return line.content.name; },
     [](const CacheLine &a, const CacheLine &b) -> std::weak_ordering {
         return a.content.name.compare(b.content.name, Qt::CaseInsensitive) <=> 0;
     }},
    {{.name = "size"_L1,
      .title = QT_TRANSLATE_NOOP("freshet::ui", "Size"),
      .help = QT_TRANSLATE_NOOP("freshet::ui", "Of the whole content"),
      .characters = 11,
      .alignment = trailing},
     [](const CacheLine &line, MonotonicTime) {
         return line.content.fileSizeKnown ? text::bytes(line.content.fileSize) : QString();
     },
     [](const CacheLine &a, const CacheLine &b) -> std::weak_ordering {
         return a.content.fileSize <=> b.content.fileSize;
     }},
    {{.name = "held"_L1,
      .title = QT_TRANSLATE_NOOP("freshet::ui", "On disk"),
      .help = QT_TRANSLATE_NOOP("freshet::ui", "How much of it is in the cache"),
      .characters = 11,
      .alignment = trailing},
     [](const CacheLine &line, MonotonicTime) {
         return line.content.fileSizeKnown ? text::percent(line.content.fileSizeInCache, line.content.fileSize)
                                           : text::bytes(line.content.fileSizeInCache);
     },
     [](const CacheLine &a, const CacheLine &b) -> std::weak_ordering {
         return a.content.fileSizeInCache <=> b.content.fileSizeInCache;
     }},
    {{.name = "age"_L1,
      .title = QT_TRANSLATE_NOOP("freshet::ui", "Age"),
      .help = QT_TRANSLATE_NOOP("freshet::ui", "Since it was first asked for"),
      .characters = 12},
     [](const CacheLine &line, MonotonicTime) { return text::ago(since(line.content.createdAt, line.now)); },
     [](const CacheLine &a, const CacheLine &b) -> std::weak_ordering {
         return b.content.createdAt <=> a.content.createdAt;
     },
     [](const CacheLine &a, const CacheLine &b) {
         return text::ago(since(a.content.createdAt, a.now)) == text::ago(since(b.content.createdAt, b.now));
     },
     ageHelp},
    {{.name = "sources"_L1,
      .title = QT_TRANSLATE_NOOP("freshet::ui", "From"),
      .help = QT_TRANSLATE_NOOP("freshet::ui", "Where its bytes came from"),
      .characters = 18},
     [](const CacheLine &line, MonotonicTime) { return sourceBarText(SourceShares::of(line.content)); },
     [](const CacheLine &a, const CacheLine &b) -> std::weak_ordering {
         return a.content.fromPeers() <=> b.content.fromPeers();
     },
     [](const CacheLine &a, const CacheLine &b) { return SourceShares::of(a.content) == SourceShares::of(b.content); }},
    {{.name = "uploads"_L1,
      .title = QT_TRANSLATE_NOOP("freshet::ui", "Sent to peers"),
      .help = QT_TRANSLATE_NOOP("freshet::ui", "What others have had of it from here"),
      .characters = 13,
      .alignment = trailing},
     [](const CacheLine &line, MonotonicTime) {
         return sent(line.content) == Bytes{} ? QString() : text::bytes(sent(line.content));
     },
     [](const CacheLine &a, const CacheLine &b) -> std::weak_ordering { return sent(a.content) <=> sent(b.content); }},
    {{.name = "kept"_L1,
      .title = QT_TRANSLATE_NOOP("freshet::ui", "Kept"),
      .help = QT_TRANSLATE_NOOP("freshet::ui", "For how long it stays"),
      .characters = 34},
     keptText,
     [](const CacheLine &a, const CacheLine &b) -> std::weak_ordering {
         const auto far = WallTime::max();
         return std::pair(a.content.pinned, a.content.expireOn.value_or(far))
                <=> std::pair(b.content.pinned, b.content.expireOn.value_or(far));
     },
     [](const CacheLine &a, const CacheLine &b) { return keptText(a, {}) == keptText(b, {}); }},
    {{.name = "proof"_L1,
      .title = QT_TRANSLATE_NOOP("freshet::ui", "Proof"),
      .help = QT_TRANSLATE_NOOP("freshet::ui", "What its bytes are proven with"),
      .shown = false,
      .characters = 14},
     [](const CacheLine &line, MonotonicTime) { return line.content.proof; },
     [](const CacheLine &a, const CacheLine &b) -> std::weak_ordering {
         return a.content.proof.compare(b.content.proof) <=> 0;
     }},
    {{.name = "id"_L1,
      .title = QT_TRANSLATE_NOOP("freshet::ui", "Identity"),
      .help = QT_TRANSLATE_NOOP("freshet::ui", "ContentId, or the key of a content without metadata"),
      .shown = false,
      .characters = 18},
     [](const CacheLine &line, MonotonicTime) { return line.content.fileId; },
     [](const CacheLine &a, const CacheLine &b) -> std::weak_ordering {
         return a.content.fileId.compare(b.content.fileId) <=> 0;
     }},
};

} // namespace

CacheModel::CacheModel(QObject *parent)
    : RowTable(columns, parent)
{
}

bool CacheModel::accepts(const CacheLine &line) const
{
    if (m_hidden.contains(line.content.fileId))
        return false;
    return m_filter.isEmpty() || line.content.name.contains(m_filter, Qt::CaseInsensitive)
           || line.content.fileId.startsWith(m_filter, Qt::CaseInsensitive);
}

QString CacheModel::sentence(const CacheLine &line) const
{
    return words(QT_TRANSLATE_NOOP("freshet::ui", "%1, %2, kept %3. From %4."))
        .arg(line.content.name, text::bytes(line.content.fileSizeInCache), keptText(line, {}),
             sourceBarText(SourceShares::of(line.content)));
}

const JobRow *evictedNext(const std::vector<JobRow> &contents)
{
    const auto order = [](const JobRow &row) {
        return std::pair(row.expireOn.value_or(WallTime::max()), row.createdAt);
    };
    const JobRow *next = nullptr;
    for (const JobRow &row : contents)
        if (!row.pinned && row.fileSizeInCache > Bytes{} && (!next || order(row) < order(*next)))
            next = &row;
    return next;
}

} // namespace freshet::ui
