// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/activity/HistoryModel.h"

#include "ui/text/Amounts.h"

#include <QCoreApplication>

namespace freshet::ui {

using namespace Qt::StringLiterals;

namespace {

QString words(const char *text)
{
    return QCoreApplication::translate("freshet::ui", text);
}

QString timeText(const HistoryRow &row)
{
    return row.step < std::chrono::minutes{1} ? text::clockTime(row.end) : text::dateTime(row.end);
}

QString rateText(BytesPerSecond rate)
{
    return rate == BytesPerSecond{} ? QString() : text::rate(rate);
}

constexpr Qt::Alignment trailing = Qt::AlignTrailing;

template <std::size_t Index>
Column<HistoryRow> from(QLatin1StringView name, const char *title, const char *help)
{
    return {{.name = name, .title = title, .help = help, .characters = 13, .alignment = trailing},
            [](const HistoryRow &row, MonotonicTime) { return rateText(row.sample.from[Index]); },
            [](const HistoryRow &a, const HistoryRow &b) -> std::weak_ordering {
                return a.sample.from[Index] <=> b.sample.from[Index];
            }};
}

template <std::size_t Index>
Column<HistoryRow> to(QLatin1StringView name, const char *title, const char *help)
{
    return {{.name = name, .title = title, .help = help, .shown = false, .characters = 13, .alignment = trailing},
            [](const HistoryRow &row, MonotonicTime) { return rateText(row.sample.to[Index]); },
            [](const HistoryRow &a, const HistoryRow &b) -> std::weak_ordering {
                return a.sample.to[Index] <=> b.sample.to[Index];
            }};
}

const std::vector<Column<HistoryRow>> columns{
    {{.name = "time"_L1,
      .title = QT_TRANSLATE_NOOP("freshet::ui", "Until"),
      .help = QT_TRANSLATE_NOOP("freshet::ui", "The end of the step that the rates are the means of"),
      .characters = 16},
     [](const HistoryRow &row, MonotonicTime) { return timeText(row); },
     // The newest is first when the column is sorted as a table is at first.
     [](const HistoryRow &a, const HistoryRow &b) -> std::weak_ordering { return b.end <=> a.end; }},
    {{.name = "received"_L1,
      .title = QT_TRANSLATE_NOOP("freshet::ui", "Received"),
      .help = QT_TRANSLATE_NOOP("freshet::ui", "From all sources together"),
      .characters = 13,
      .alignment = trailing},
     [](const HistoryRow &row, MonotonicTime) { return rateText(row.sample.received()); },
     [](const HistoryRow &a, const HistoryRow &b) -> std::weak_ordering {
         return a.sample.received() <=> b.sample.received();
     }},
    from<0>("fromLan"_L1, QT_TRANSLATE_NOOP("freshet::ui", "LAN peers"),
            QT_TRANSLATE_NOOP("freshet::ui", "Received from machines of this network")),
    from<1>("fromGroup"_L1, QT_TRANSLATE_NOOP("freshet::ui", "Group peers"),
            QT_TRANSLATE_NOOP("freshet::ui", "Received from machines of the same group")),
    from<2>("fromInternet"_L1, QT_TRANSLATE_NOOP("freshet::ui", "Internet peers"),
            QT_TRANSLATE_NOOP("freshet::ui", "Received from other machines on the internet")),
    from<3>("fromCache"_L1, QT_TRANSLATE_NOOP("freshet::ui", "Cache server"),
            QT_TRANSLATE_NOOP("freshet::ui", "Received from the cache server")),
    from<4>("fromOrigin"_L1, QT_TRANSLATE_NOOP("freshet::ui", "HTTP origin"),
            QT_TRANSLATE_NOOP("freshet::ui", "Received from the HTTP origin")),
    {{.name = "sent"_L1,
      .title = QT_TRANSLATE_NOOP("freshet::ui", "Sent"),
      .help = QT_TRANSLATE_NOOP("freshet::ui", "To all peers together"),
      .characters = 13,
      .alignment = trailing},
     [](const HistoryRow &row, MonotonicTime) { return rateText(row.sample.sent()); },
     [](const HistoryRow &a, const HistoryRow &b) -> std::weak_ordering {
         return a.sample.sent() <=> b.sample.sent();
     }},
    to<0>("toLan"_L1, QT_TRANSLATE_NOOP("freshet::ui", "To LAN peers"),
          QT_TRANSLATE_NOOP("freshet::ui", "Sent to machines of this network")),
    to<1>("toGroup"_L1, QT_TRANSLATE_NOOP("freshet::ui", "To group peers"),
          QT_TRANSLATE_NOOP("freshet::ui", "Sent to machines of the same group")),
    to<2>("toInternet"_L1, QT_TRANSLATE_NOOP("freshet::ui", "To internet peers"),
          QT_TRANSLATE_NOOP("freshet::ui", "Sent to other machines on the internet")),
    {{.name = "wasted"_L1,
      .title = QT_TRANSLATE_NOOP("freshet::ui", "Wasted"),
      .help = QT_TRANSLATE_NOOP("freshet::ui",
                                "Of what was received: of no use, because it came twice or failed its proof"),
      .characters = 13,
      .alignment = trailing},
     [](const HistoryRow &row, MonotonicTime) { return rateText(row.sample.wasted); },
     [](const HistoryRow &a, const HistoryRow &b) -> std::weak_ordering {
         return a.sample.wasted <=> b.sample.wasted;
     }},
    {{.name = "written"_L1,
      .title = QT_TRANSLATE_NOOP("freshet::ui", "To the disk"),
      .help = QT_TRANSLATE_NOOP("freshet::ui", "Written to the files of the cache"),
      .characters = 13,
      .alignment = trailing},
     [](const HistoryRow &row, MonotonicTime) { return rateText(row.sample.written); },
     [](const HistoryRow &a, const HistoryRow &b) -> std::weak_ordering {
         return a.sample.written <=> b.sample.written;
     }},
};

} // namespace

std::vector<HistoryRow> historyRows(const RateRing &ring, std::chrono::seconds window, WallTime now)
{
    std::vector<HistoryRow> rows;
    WallTime end = ring.end;
    for (auto sample = ring.samples.rbegin(); sample != ring.samples.rend() && end > now - window; ++sample) {
        if (sample->measured)
            rows.push_back({.end = end, .step = ring.step, .sample = *sample});
        end -= ring.step;
    }
    return rows;
}

HistoryModel::HistoryModel(QObject *parent)
    : RowTable(columns, parent)
{
}

QString HistoryModel::sentence(const HistoryRow &row) const
{
    return words(QT_TRANSLATE_NOOP("freshet::ui", "Until %1: received %2, sent %3."))
        .arg(timeText(row), text::rate(row.sample.received()), text::rate(row.sample.sent()));
}

} // namespace freshet::ui
