// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/updates/UpdateModel.h"

#include "ui/text/UpdateText.h"

#include <QCoreApplication>

namespace freshet::ui {

using namespace Qt::StringLiterals;

namespace {

#define TEXT(...) [](const UpdateProduct &product, MonotonicTime) -> QString { return __VA_ARGS__; }
#define ORDER(...) [](const UpdateProduct &a, const UpdateProduct &b) -> std::weak_ordering { return __VA_ARGS__; }
#define SAME(...) [](const UpdateProduct &a, const UpdateProduct &b) -> bool { return __VA_ARGS__; }

std::weak_ordering inWords(const QString &a, const QString &b)
{
    return a.compare(b, Qt::CaseInsensitive) <=> 0;
}

Bytes routeBytes(const UpdateProduct &product)
{
    return product.route ? product.route->bytes : Bytes{};
}

const std::vector<Column<UpdateProduct>> columns{
    {{.name = "product"_L1,
      .title = QT_TRANSLATE_NOOP("UpdateModel", "Product"),
      .help = QT_TRANSLATE_NOOP("UpdateModel", "What its publisher calls it"),
      .characters = 22},
     TEXT(productName(product)),
     ORDER(inWords(productName(a), productName(b)))},
    {{.name = "installed"_L1,
      .title = QT_TRANSLATE_NOOP("UpdateModel", "Installed"),
      .help = QT_TRANSLATE_NOOP("UpdateModel", "The release that is installed"),
      .characters = 14},
     TEXT(product.installed.isEmpty() ? u"–"_s : product.installed),
     ORDER(inWords(a.installed, b.installed))},
    {{.name = "newest"_L1,
      .title = QT_TRANSLATE_NOOP("UpdateModel", "Newest"),
      .help = QT_TRANSLATE_NOOP("UpdateModel", "The newest release of its publisher"),
      .characters = 14},
     TEXT(product.newest.isEmpty() ? u"–"_s : product.newest),
     ORDER(inWords(a.newest, b.newest))},
    {{.name = "state"_L1,
      .title = QT_TRANSLATE_NOOP("UpdateModel", "State"),
      .help = QT_TRANSLATE_NOOP("UpdateModel", "What goes on, or what could be done"),
      .characters = 18},
     TEXT(text::updateStateLabel(product)),
     ORDER(inWords(text::updateLabel(a), text::updateLabel(b))),
     SAME(text::updateStateLabel(a) == text::updateStateLabel(b))},
    {{.name = "bytes"_L1,
      .title = QT_TRANSLATE_NOOP("UpdateModel", "To download"),
      .help = QT_TRANSLATE_NOOP("UpdateModel", "Bytes of the cheapest way to the newest release"),
      .characters = 12,
      .alignment = Qt::AlignTrailing},
     TEXT(routeBytes(product) == Bytes{} ? QString() : text::bytes(routeBytes(product))),
     ORDER(routeBytes(a) <=> routeBytes(b))},
    {{.name = "tree"_L1,
      .title = QT_TRANSLATE_NOOP("UpdateModel", "Installed in"),
      .help = QT_TRANSLATE_NOOP("UpdateModel", "The directory that the product is installed in"),
      .characters = 36},
     TEXT(product.tree),
     ORDER(inWords(a.tree, b.tree))},
};

#undef TEXT
#undef ORDER
#undef SAME
#define TEXT(...) [](const UpdateHistoryLine &line, MonotonicTime) -> QString { return __VA_ARGS__; }
#define ORDER(...)                                                                                                     \
    [](const UpdateHistoryLine &a, const UpdateHistoryLine &b) -> std::weak_ordering { return __VA_ARGS__; }

const std::vector<Column<UpdateHistoryLine>> historyColumns{
    {{.name = "when"_L1,
      .title = QT_TRANSLATE_NOOP("UpdateModel", "When"),
      .help = QT_TRANSLATE_NOOP("UpdateModel", "When it was done"),
      .characters = 22},
     TEXT(text::dateTime(line.done.when)),
     ORDER(std::pair(a.done.when, a.number) <=> std::pair(b.done.when, b.number))},
    {{.name = "what"_L1,
      .title = QT_TRANSLATE_NOOP("UpdateModel", "What"),
      .help = QT_TRANSLATE_NOOP("UpdateModel", "What was done"),
      .characters = 26},
     TEXT(text::updateAction(line.done.action)),
     ORDER(inWords(a.done.action, b.done.action))},
    {{.name = "from"_L1,
      .title = QT_TRANSLATE_NOOP("UpdateModel", "From"),
      .help = QT_TRANSLATE_NOOP("UpdateModel", "The release before"),
      .characters = 14},
     TEXT(line.done.from.isEmpty() ? u"–"_s : line.done.from),
     ORDER(inWords(a.done.from, b.done.from))},
    {{.name = "to"_L1,
      .title = QT_TRANSLATE_NOOP("UpdateModel", "To"),
      .help = QT_TRANSLATE_NOOP("UpdateModel", "The release after it"),
      .characters = 14},
     TEXT(line.done.to.isEmpty() ? u"–"_s : line.done.to),
     ORDER(inWords(a.done.to, b.done.to))},
    {{.name = "bytes"_L1,
      .title = QT_TRANSLATE_NOOP("UpdateModel", "Downloaded"),
      .help = QT_TRANSLATE_NOOP("UpdateModel", "What it cost; a rollback costs nothing"),
      .characters = 12,
      .alignment = Qt::AlignTrailing},
     TEXT(text::bytes(line.done.bytes)),
     ORDER(a.done.bytes <=> b.done.bytes)},
};

#undef TEXT
#undef ORDER

} // namespace

QString productName(const UpdateProduct &product)
{
    return product.product.isEmpty() ? product.tree.section(u'/', -1) : product.product;
}

UpdateModel::UpdateModel(QObject *parent)
    : RowTable(columns, parent)
{
}

QString UpdateModel::sentence(const UpdateProduct &product) const
{
    return productName(product) + u": "_s + text::updateState(product);
}

UpdateHistoryModel::UpdateHistoryModel(QObject *parent)
    : RowTable(historyColumns, parent)
{
}

QString UpdateHistoryModel::sentence(const UpdateHistoryLine &line) const
{
    return QCoreApplication::translate("UpdateModel", "%1: %2, from %3 to %4")
        .arg(text::dateTime(line.done.when), text::updateAction(line.done.action), line.done.from, line.done.to);
}

} // namespace freshet::ui
