// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/TableView.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHeaderView>
#include <QKeyEvent>
#include <QPainter>
#include <QStyledItemDelegate>

#include <algorithm>

namespace freshet::ui {

using namespace Qt::StringLiterals;

namespace {

/// Text cells of the height that the view wants.
class RowDelegate final : public QStyledItemDelegate {
public:
    explicit RowDelegate(TableView &view)
        : QStyledItemDelegate(&view)
        , m_view(view)
    {
    }
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        return {QStyledItemDelegate::sizeHint(option, index).width(), m_view.rowHeight()};
    }

private:
    TableView &m_view;
};

QString quoted(QString text)
{
    static const QString special = u",\"\n\r"_s;
    if (std::ranges::none_of(text, [](QChar c) { return special.contains(c); }))
        return text;
    return u'"' + text.replace(u'"', u"\"\""_s) + u'"';
}

} // namespace

TableView::TableView(TableModel &model, UiState &state, const QString &key)
    : m_model(model)
    , m_state(state)
    , m_key(key)
    , m_columnMenu(new QMenu(this))
{
    setModel(&model);
    setItemDelegate(new RowDelegate(*this));
    setRootIsDecorated(false);
    setItemsExpandable(false);
    setUniformRowHeights(true);
    setAllColumnsShowFocus(true);
    setSelectionMode(ExtendedSelection);
    setSelectionBehavior(SelectRows);
    setContextMenuPolicy(Qt::CustomContextMenu);
    setFrameShape(NoFrame);
    setTextElideMode(Qt::ElideRight);
    setHorizontalScrollMode(ScrollPerPixel);
    setTabKeyNavigation(false);
    header()->setStretchLastSection(false);
    header()->setSectionsMovable(true);
    header()->setFirstSectionMovable(true);
    header()->setSectionResizeMode(QHeaderView::Interactive); // fitting to contents would look at every row
    header()->setContextMenuPolicy(Qt::CustomContextMenu);
    const int unit = fontMetrics().averageCharWidth();
    for (int i = 0; i < model.columnCount(); ++i) {
        header()->resizeSection(i, (model.column(i).characters + 2) * unit);
        header()->setSectionHidden(i, !model.column(i).shown);
    }
    header()->setSortIndicator(0, Qt::AscendingOrder);
    state.restoreColumns(key, *header(), model.columnNames());
    setSortingEnabled(true);
    setDensity(state.value(key + u"/density"_s).toString() == "compact"_L1 ? Density::Compact : Density::Comfortable);
    fillColumnMenu();
    // By hand: it stays as it was made, until the table's own width changes.
    connect(header(), &QHeaderView::sectionResized, this, [this](int column, int, int width) {
        if (!m_filling && column == m_filled)
            m_filledWidth = width;
    });
    connect(header(), &QWidget::customContextMenuRequested, this,
            [this](const QPoint &at) { popUp(*m_columnMenu, header()->mapToGlobal(at)); });
    connect(&model, &QAbstractItemModel::rowsInserted, this, &TableView::ensureCurrent);
    connect(&model, &QAbstractItemModel::rowsRemoved, this, &TableView::ensureCurrent);
}

void TableView::setDensity(Density density)
{
    m_density = density;
    scheduleDelayedItemsLayout();
}

int TableView::rowHeight() const
{
    const int line = fontMetrics().height();
    return m_density == Density::Comfortable ? line * 7 / 4 : line * 5 / 4;
}

void TableView::setEmptyText(const QString &text)
{
    m_emptyText = text;
    viewport()->update();
}

int TableView::widestColumn() const
{
    int widest = -1;
    for (const int column : visibleColumns())
        if (widest < 0 || m_model.column(column).characters > m_model.column(widest).characters)
            widest = column;
    return widest;
}

void TableView::fillWidth()
{
    if (header()->stretchLastSection())
        return;
    m_filling = true;
    if (m_filled >= 0)
        header()->resizeSection(m_filled, m_filledWidth);
    m_filled = widestColumn();
    if (m_filled >= 0) {
        m_filledWidth = header()->sectionSize(m_filled);
        const int left = viewport()->width() - header()->length();
        header()->resizeSection(m_filled, m_filledWidth + std::max(left, 0));
    }
    m_filling = false;
}

void TableView::resizeEvent(QResizeEvent *event)
{
    QTreeView::resizeEvent(event);
    if (event->size().width() != event->oldSize().width())
        fillWidth();
}

void TableView::saveState()
{
    if (m_filled >= 0) { // as it was made
        const QSignalBlocker quiet(header());
        const int shown = header()->sectionSize(m_filled);
        header()->resizeSection(m_filled, m_filledWidth);
        m_state.saveColumns(m_key, *header(), m_model.columnNames());
        header()->resizeSection(m_filled, shown);
    } else {
        m_state.saveColumns(m_key, *header(), m_model.columnNames());
    }
    m_state.setValue(m_key + u"/density"_s, m_density == Density::Compact ? u"compact"_s : u"comfortable"_s);
}

void TableView::fillColumnMenu()
{
    m_columnMenu->setTitle(tr("&Columns"));
    for (int i = 0; i < m_model.columnCount(); ++i) {
        QAction *action = m_columnMenu->addAction(m_model.columnTitle(i));
        action->setObjectName(m_model.column(i).name);
        action->setCheckable(true);
        connect(action, &QAction::toggled, this, [this, i](bool shown) {
            header()->setSectionHidden(i, !shown);
            fillWidth();
        });
    }
    connect(m_columnMenu, &QMenu::aboutToShow, this, [this] {
        const QList<QAction *> actions = m_columnMenu->actions();
        for (int i = 0; i < m_model.columnCount(); ++i) {
            const QSignalBlocker quiet(actions.at(i));
            const bool shown = !header()->isSectionHidden(i);
            actions.at(i)->setChecked(shown);
            // The last one stays: a table without columns has no header to bring them back.
            actions.at(i)->setEnabled(!shown || visibleColumns().size() > 1);
        }
    });
}

QList<int> TableView::visibleColumns() const
{
    QList<int> columns;
    for (int visual = 0; visual < header()->count(); ++visual)
        if (const int logical = header()->logicalIndex(visual); !header()->isSectionHidden(logical))
            columns.append(logical);
    return columns;
}

QList<int> TableView::selectedRows() const
{
    QList<int> rows;
    for (const QItemSelectionRange &range : selectionModel()->selection())
        for (int row = range.top(); row <= range.bottom(); ++row)
            rows.append(row);
    std::ranges::sort(rows);
    const auto twice = std::ranges::unique(rows);
    rows.erase(twice.begin(), twice.end());
    return rows;
}

QString TableView::line(int row, QChar separator, bool isQuoted) const
{
    QStringList cells;
    for (const int column : visibleColumns()) {
        const QString text = row < 0 ? m_model.columnTitle(column) : m_model.cellText(row, column);
        cells.append(isQuoted ? quoted(text) : text);
    }
    return cells.join(separator);
}

QString TableView::selectedAsText() const
{
    QStringList lines;
    for (const int row : selectedRows())
        lines.append(line(row, u'\t', false));
    return lines.join(u'\n');
}

QString TableView::allAsCsv() const
{
    QString text = line(-1, u',', true) + u'\n';
    for (int row = 0; row < m_model.rowCount(); ++row)
        text += line(row, u',', true) + u'\n';
    return text;
}

void TableView::copySelected() const
{
    QGuiApplication::clipboard()->setText(selectedAsText());
}

void TableView::popUp(QMenu &menu, const QPoint &globalPosition)
{
    m_model.setHeld(true);
    connect(&menu, &QMenu::aboutToHide, this, [this] { m_model.setHeld(false); }, Qt::SingleShotConnection);
    menu.popup(globalPosition);
}

void TableView::ensureCurrent()
{
    if (!currentIndex().isValid() && m_model.rowCount() > 0)
        selectionModel()->setCurrentIndex(m_model.index(0, 0), QItemSelectionModel::NoUpdate);
}

void TableView::mousePressEvent(QMouseEvent *event)
{
    m_model.setHeld(true);
    QTreeView::mousePressEvent(event);
}

void TableView::mouseReleaseEvent(QMouseEvent *event)
{
    QTreeView::mouseReleaseEvent(event);
    if (event->buttons() == Qt::NoButton)
        m_model.setHeld(false);
}

void TableView::keyPressEvent(QKeyEvent *event)
{
    if (event->matches(QKeySequence::Copy)) {
        copySelected();
        event->accept();
        return;
    }
    QTreeView::keyPressEvent(event);
}

void TableView::paintEvent(QPaintEvent *event)
{
    QTreeView::paintEvent(event);
    if (m_model.rowCount() > 0 || m_emptyText.isEmpty())
        return;
    QPainter painter(viewport());
    painter.setPen(palette().color(QPalette::PlaceholderText));
    const int margin = rowHeight();
    painter.drawText(viewport()->rect().adjusted(margin, margin, -margin, -margin), Qt::AlignCenter | Qt::TextWordWrap,
                     m_emptyText);
}

} // namespace freshet::ui
