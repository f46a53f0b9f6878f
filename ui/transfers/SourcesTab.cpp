// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/transfers/SourcesTab.h"

#include "ui/text/Amounts.h"
#include "ui/text/SourceText.h"
#include "ui/text/StateText.h"
#include "ui/theme/Appearance.h"
#include "ui/theme/SourceLook.h"

#include <QCoreApplication>
#include <QPainter>
#include <QVBoxLayout>

namespace freshet::ui {

using namespace Qt::StringLiterals;

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("freshet::ui", text);
}

QString timeText(const std::optional<WallTime> &time)
{
    return time ? text::dateTime(*time) : QString();
}

QString tookText(const std::optional<std::chrono::milliseconds> &time)
{
    return time ? text::duration(std::chrono::ceil<std::chrono::seconds>(*time)) : QString();
}

QString modeText(const JobRow &row)
{
    switch (row.mode) {
    case DownloadMode::HttpOnly:
        return tr("HTTP only");
    case DownloadMode::Lan:
        return tr("LAN");
    case DownloadMode::Group:
        return tr("LAN and group");
    case DownloadMode::Internet:
        return tr("LAN, group and internet");
    case DownloadMode::Simple:
        return tr("Simple: HTTP only, without services");
    case DownloadMode::Bypass:
        return tr("Bypass");
    }
    return {};
}

QString proofText(const JobRow &row)
{
    if (row.proof == "metadata"_L1)
        return tr("every piece, by content metadata");
    if (row.proof == "piece-hashes"_L1)
        return tr("every piece, by a piece hash file");
    if (row.proof == "sha256"_L1)
        return tr("the whole, by its SHA-256");
    return row.proof == "none"_L1 ? tr("not proven") : QString();
}

QString cacheText(const JobRow &row)
{
    QString text =
        tr("%1 of %2")
            .arg(text::bytes(row.fileSizeInCache), row.fileSizeKnown ? text::bytes(row.fileSize) : tr("unknown"));
    if (row.inFlight != Bytes{})
        text += tr(", and %1 on the way to the disk").arg(text::bytes(row.inFlight));
    return text;
}

QString handOverText(const JobRow &row)
{
    if (row.handOver == "reflink"_L1)
        return tr("shares its blocks with the cache");
    return row.handOver == "copy"_L1 ? tr("copied") : QString();
}

struct FactText {
    const char *name;
    QString (*text)(const JobRow &row);
};

const FactText factTexts[] = {
    {QT_TRANSLATE_NOOP("freshet::ui", "Source"), [](const JobRow &row) { return row.sourceUrl; }},
    {QT_TRANSLATE_NOOP("freshet::ui", "Destination"), [](const JobRow &row) { return row.destination; }},
    {QT_TRANSLATE_NOOP("freshet::ui", "Identity"), [](const JobRow &row) { return row.fileId; }},
    {QT_TRANSLATE_NOOP("freshet::ui", "In the cache"), cacheText},
    {QT_TRANSLATE_NOOP("freshet::ui", "Proof"), proofText},
    {QT_TRANSLATE_NOOP("freshet::ui", "Download mode"), modeText},
    {QT_TRANSLATE_NOOP("freshet::ui", "About the mode"),
     [](const JobRow &row) { return text::modeReason(row.modeReason); }},
    {QT_TRANSLATE_NOOP("freshet::ui", "Priority"),
     [](const JobRow &row) { return row.priority == Priority::Foreground ? tr("Foreground") : tr("Background"); }},
    {QT_TRANSLATE_NOOP("freshet::ui", "Peers known"), [](const JobRow &row) { return text::count(row.peersKnown); }},
    {QT_TRANSLATE_NOOP("freshet::ui", "Asked for by"), [](const JobRow &row) { return row.caller; }},
    {QT_TRANSLATE_NOOP("freshet::ui", "Added"), [](const JobRow &row) { return timeText(row.createdAt); }},
    {QT_TRANSLATE_NOOP("freshet::ui", "Transferring for"),
     [](const JobRow &row) { return tookText(row.downloadDuration); }},
    {QT_TRANSLATE_NOOP("freshet::ui", "Proven after"), [](const JobRow &row) { return tookText(row.provenAfter); }},
    {QT_TRANSLATE_NOOP("freshet::ui", "Delivered after"),
     [](const JobRow &row) { return tookText(row.deliveredAfter); }},
    {QT_TRANSLATE_NOOP("freshet::ui", "Handed over"), handOverText},
    {QT_TRANSLATE_NOOP("freshet::ui", "Kept until"),
     [](const JobRow &row) { return row.pinned && !row.expireOn ? tr("pinned") : timeText(row.expireOn); }},
    {QT_TRANSLATE_NOOP("freshet::ui", "Pinned"), [](const JobRow &row) { return row.pinned ? tr("yes") : tr("no"); }},
};

QPixmap swatch(SourceClass source, const QPalette &palette, int side, qreal ratio)
{
    QPixmap pixmap(QSize(side, side) * ratio);
    pixmap.setDevicePixelRatio(ratio);
    QPainter painter(&pixmap);
    painter.fillRect(QRect(0, 0, side, side), sourceBrush(source, palette, ratio));
    return pixmap;
}

} // namespace

SourcesTab::SourcesTab()
    : m_bar(new SourceBar)
{
    setFrameShape(NoFrame);
    setWidgetResizable(true);
    setAccessibleName(tr("Sources"));
    auto *content = new QWidget;
    content->setBackgroundRole(QPalette::Base);
    auto *column = new QVBoxLayout(content);
    const int unit = fontMetrics().height();
    column->setContentsMargins(unit, unit * 3 / 4, unit, unit * 3 / 4);
    column->setSpacing(unit * 3 / 4);
    column->addWidget(m_bar);
    auto *parts = new QHBoxLayout;
    parts->setSpacing(unit * 3);
    auto *classes = new QGridLayout;
    auto *facts = new QGridLayout;
    for (QGridLayout *grid : {classes, facts}) {
        grid->setHorizontalSpacing(unit);
        grid->setVerticalSpacing(unit / 4);
    }
    makeClasses(*classes);
    makeFacts(*facts);
    parts->addLayout(classes);
    parts->addLayout(facts, 1);
    column->addLayout(parts);
    column->addStretch(1);
    setWidget(content);
}

QLabel *SourcesTab::cell(QGridLayout &grid, int row, int column, const QString &text, bool isNumber)
{
    auto *label = new QLabel(text);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse); // with the keyboard too, each would be a stop of Tab
    grid.addWidget(label, row, column, Qt::AlignTop | (isNumber ? Qt::AlignTrailing : Qt::AlignLeading));
    return label;
}

void SourcesTab::makeClasses(QGridLayout &grid)
{
    const QColor faint = faintText(palette());
    const auto head = [&](int column, const QString &text, bool isNumber) {
        QLabel *label = cell(grid, 0, column, text, isNumber);
        QPalette colours = label->palette();
        colours.setColor(QPalette::WindowText, faint);
        label->setPalette(colours);
    };
    head(1, tr("Source"), false);
    head(2, tr("Received"), true);
    head(3, tr("Share"), true);
    head(4, tr("Sent"), true);
    head(5, tr("Connections"), true);
    for (std::size_t i = 0; i <= sourceClassCount; ++i) {
        const int row = static_cast<int>(i) + 1;
        const bool isWaste = i == sourceClassCount;
        if (!isWaste) {
            m_marks[i] = new QLabel;
            grid.addWidget(m_marks[i], row, 0, Qt::AlignCenter);
        }
        QLabel *name =
            cell(grid, row, 1, isWaste ? tr("Wasted") : text::sourceLabel(static_cast<SourceClass>(i)), false);
        name->setToolTip(isWaste ? tr("Arrived and was of no use: failed its proof, or came twice.")
                                 : text::sourceHelp(static_cast<SourceClass>(i)));
        m_classes[i] = {.received = cell(grid, row, 2, {}, true),
                        .share = cell(grid, row, 3, {}, true),
                        .sent = cell(grid, row, 4, {}, true),
                        .connections = cell(grid, row, 5, {}, true)};
    }
    grid.setRowStretch(static_cast<int>(sourceClassCount) + 2, 1);
    paintMarks();
}

void SourcesTab::paintMarks()
{
    const int side = fontMetrics().height() * 3 / 4;
    for (std::size_t i = 0; i < m_marks.size(); ++i)
        m_marks[i]->setPixmap(swatch(static_cast<SourceClass>(i), palette(), side, devicePixelRatioF()));
}

void SourcesTab::changeEvent(QEvent *event)
{
    QScrollArea::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && m_marks[0])
        paintMarks();
}

void SourcesTab::makeFacts(QGridLayout &grid)
{
    const QColor faint = faintText(palette());
    int row = 0;
    for (const FactText &fact : factTexts) {
        const QString title = QCoreApplication::translate("freshet::ui", fact.name);
        QLabel *name = cell(grid, row, 0, title, false);
        QPalette colours = name->palette();
        colours.setColor(QPalette::WindowText, faint);
        name->setPalette(colours);
        auto *value = new QLabel;
        value->setTextInteractionFlags(Qt::TextSelectableByMouse);
        value->setAlignment(readingSide(layoutDirection()) | Qt::AlignVCenter);
        value->setWordWrap(true);
        value->setAccessibleName(title);
        grid.addWidget(value, row++, 1);
        m_facts.push_back({.text = fact.text, .value = value});
    }
    grid.setColumnStretch(1, 1);
    grid.setRowStretch(row, 1);
}

void SourcesTab::showJob(const JobRow &row)
{
    const auto set = [](QLabel *label, const QString &text) {
        const QString shown = text.isEmpty() ? u"–"_s : text;
        if (label->text() != shown)
            label->setText(shown);
    };
    m_bar->setShares(SourceShares::of(row));
    const std::array<Bytes, sourceClassCount> from{row.fromLanPeers, row.fromGroupPeers, row.fromInternetPeers,
                                                   row.fromCacheServer, row.fromHttpOrigin};
    const std::array<Bytes, peerClassCount> to{row.toLanPeers, row.toGroupPeers, row.toInternetPeers};
    const std::array<std::uint32_t, sourceClassCount> connections{row.lanConnections, row.groupConnections,
                                                                  row.internetConnections, row.cacheServerConnections,
                                                                  row.httpConnections};
    for (std::size_t i = 0; i < sourceClassCount; ++i) {
        set(m_classes[i].received, text::bytes(from[i]));
        set(m_classes[i].share, from[i] == Bytes{} ? QString() : text::wholePercent(from[i], row.totalDownloaded()));
        set(m_classes[i].sent, i < peerClassCount ? text::bytes(to[i]) : QString());
        set(m_classes[i].connections, text::count(connections[i]));
    }
    set(m_classes[sourceClassCount].received, text::bytes(row.wasted));
    for (const Fact &fact : m_facts)
        set(fact.value, fact.text(row));
}

} // namespace freshet::ui
