// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/peers/BanModel.h"

#include "ui/text/Amounts.h"

#include <QCoreApplication>

namespace freshet::ui {

using namespace Qt::StringLiterals;

namespace {

QString words(const char *text)
{
    return QCoreApplication::translate("freshet::ui", text);
}

QString portText(const BanRow &row, MonotonicTime)
{
    return row.port == 0 ? words(QT_TRANSLATE_NOOP("freshet::ui", "all")) : QString::number(row.port);
}

QString causeText(const BanRow &row, MonotonicTime)
{
    return row.byUser ? words(QT_TRANSLATE_NOOP("freshet::ui", "your wish"))
                      : words(QT_TRANSLATE_NOOP("freshet::ui", "it sent bytes that failed their proof"));
}

QString leftText(const BanRow &row, MonotonicTime now)
{
    return text::duration(
        std::chrono::ceil<std::chrono::seconds>(std::max(row.until - now, MonotonicTime::duration::zero())));
}

const std::vector<Column<BanRow>> columns{
    {{.name = "address"_L1,
      .title = QT_TRANSLATE_NOOP("freshet::ui", "Banned address"),
      .help = QT_TRANSLATE_NOOP("freshet::ui", "Nobody at this address is spoken to"),
      .characters = 28},
     [](const BanRow &row, MonotonicTime) { return row.address; },
     [](const BanRow &a, const BanRow &b) -> std::weak_ordering { return a.address.compare(b.address) <=> 0; }},
    {{.name = "port"_L1,
      .title = QT_TRANSLATE_NOOP("freshet::ui", "Port"),
      .help = QT_TRANSLATE_NOOP("freshet::ui", "The port that is meant, or all of them"),
      .characters = 8,
      .alignment = Qt::AlignTrailing},
     portText,
     [](const BanRow &a, const BanRow &b) -> std::weak_ordering { return a.port <=> b.port; }},
    {{.name = "cause"_L1,
      .title = QT_TRANSLATE_NOOP("freshet::ui", "Because"),
      .help = QT_TRANSLATE_NOOP("freshet::ui", "Why it is banned"),
      .characters = 38},
     causeText,
     [](const BanRow &a, const BanRow &b) -> std::weak_ordering { return a.byUser <=> b.byUser; }},
    {{.name = "left"_L1,
      .title = QT_TRANSLATE_NOOP("freshet::ui", "For another"),
      .help = QT_TRANSLATE_NOOP("freshet::ui", "The ban ends by itself then"),
      .characters = 14,
      .alignment = Qt::AlignTrailing},
     leftText,
     [](const BanRow &a, const BanRow &b) -> std::weak_ordering { return a.until <=> b.until; },
     [](const BanRow &, const BanRow &) { return false; }},
    {{.name = "content"_L1,
      .title = QT_TRANSLATE_NOOP("freshet::ui", "Content"),
      .help = QT_TRANSLATE_NOOP("freshet::ui", "The content that the ban is for, or all of them"),
      .characters = 20},
     [](const BanRow &row, MonotonicTime) {
         return row.fileId.isEmpty() ? words(QT_TRANSLATE_NOOP("freshet::ui", "all")) : row.fileId.left(12);
     },
     [](const BanRow &a, const BanRow &b) -> std::weak_ordering { return a.fileId.compare(b.fileId) <=> 0; }},
};

} // namespace

BanModel::BanModel(QObject *parent)
    : RowTable(columns, parent)
{
}

QString BanModel::idOf(const BanRow &row) const
{
    return u"%1 %2 %3"_s.arg(row.address).arg(row.port).arg(row.fileId);
}

QString BanModel::sentence(const BanRow &row) const
{
    return words(QT_TRANSLATE_NOOP("freshet::ui", "%1 is banned for another %2: %3."))
        .arg(row.address, leftText(row, now()), causeText(row, now()));
}

} // namespace freshet::ui
