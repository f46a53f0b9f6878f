// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/transfers/JobDetails.h"

#include "ui/text/Amounts.h"
#include "ui/text/StateText.h"
#include "ui/theme/Appearance.h"
#include "ui/theme/SourceLegend.h"
#include "ui/transfers/PieceLegend.h"

#include <QHBoxLayout>
#include <QTabBar>
#include <QVBoxLayout>

namespace freshet::ui {

using namespace Qt::StringLiterals;

JobDetails::JobDetails(const PageContext &context)
    : m_context(context)
    , m_title(new QLabel)
    , m_state(new QLabel)
    , m_remedyButton(new QPushButton)
    , m_tabs(new QTabWidget)
    , m_sources(new SourcesTab)
    , m_piecesTab(new QWidget)
    , m_pieces(new PieceMap)
    , m_piece(new QLabel)
    , m_peers(new PeersTab(context))
    , m_rates(new RatesTab(context))
    , m_events(new EventsTab(context.source, context.state))
{
    setObjectName(u"jobDetails"_s);
    const int unit = fontMetrics().height();
    QFont strong = m_title->font();
    strong.setBold(true);
    m_title->setFont(strong);
    m_title->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_state->setObjectName(u"jobState"_s);
    m_state->setWordWrap(true);
    m_state->setTextInteractionFlags(Qt::TextSelectableByMouse);
    for (QLabel *label : {m_title, m_state})
        label->setAlignment(readingSide(layoutDirection()) | Qt::AlignVCenter);
    m_remedyButton->setObjectName(u"remedy"_s);
    m_remedyButton->hide();
    connect(m_remedyButton, &QPushButton::clicked, this, [this] {
        if (m_job && m_remedy)
            Q_EMIT remedyChosen(*m_job, *m_remedy);
    });

    auto *pieces = new QVBoxLayout(m_piecesTab);
    pieces->setContentsMargins(unit, unit / 2, unit, unit / 2);
    pieces->addWidget(m_pieces, 1);
    auto *below = new QHBoxLayout;
    below->addWidget(m_piece, 1);
    below->addWidget(new SourceLegend, 1);
    pieces->addLayout(below);
    pieces->addWidget(new PieceLegend);
    m_piecesTab->setBackgroundRole(QPalette::Base);
    m_piecesTab->setAutoFillBackground(true);
    m_piece->setObjectName(u"pieceSentence"_s);
    m_piece->setWordWrap(true);
    m_piece->setText(tr("Click a piece to see where it came from. Ctrl+wheel, + and − zoom, 0 shows all of them."));

    connect(m_pieces, &PieceMap::currentPieceChanged, this, [this](std::uint32_t piece) {
        const auto snapshot = m_context.source.snapshot();
        if (snapshot->pieces && snapshot->pieces->job == m_job)
            m_piece->setText(pieceSentence(*snapshot->pieces, piece));
    });

    m_tabs->setDocumentMode(true);
    m_tabs->setObjectName(u"jobTabs"_s);
    for (QWidget *part : {static_cast<QWidget *>(m_tabs), static_cast<QWidget *>(m_tabs->tabBar())})
        part->setAccessibleName(tr("Details of the transfer"));
    m_tabs->addTab(m_sources, tr("Sources"));
    m_tabs->addTab(m_piecesTab, tr("Pieces"));
    m_tabs->addTab(m_peers, tr("Peers"));
    m_tabs->addTab(m_rates, tr("Rates"));
    m_tabs->addTab(m_events, tr("Events"));
    m_sources->setObjectName(u"sources"_s);
    m_piecesTab->setObjectName(u"pieces"_s);
    m_peers->setObjectName(u"peers"_s);
    m_rates->setObjectName(u"rates"_s);
    m_events->setObjectName(u"events"_s);
    connect(m_peers, &PeersTab::allPeersWanted, this, &JobDetails::allPeersWanted);
    openTab(context.state.value(u"transfers/tab"_s).toString());
    connect(m_tabs, &QTabWidget::currentChanged, this, [this] {
        watchPieces();
        const auto snapshot = m_context.source.snapshot();
        if (const JobRow *row = m_job ? snapshot->find(*m_job) : nullptr)
            showOne(*row, *snapshot);
    });

    auto *head = new QHBoxLayout;
    head->setContentsMargins(unit, unit / 2, unit, 0);
    auto *words = new QVBoxLayout;
    words->setSpacing(unit / 8);
    words->addWidget(m_title);
    words->addWidget(m_state);
    head->addLayout(words, 1);
    head->addWidget(m_remedyButton, 0, Qt::AlignVCenter);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->addLayout(head);
    column->addWidget(m_tabs, 1);
}

void JobDetails::openTab(const QString &name)
{
    for (int i = 0; i < m_tabs->count(); ++i)
        if (m_tabs->widget(i)->objectName() == name)
            m_tabs->setCurrentIndex(i);
}

void JobDetails::saveState()
{
    m_context.state.setValue(u"transfers/tab"_s, m_tabs->currentWidget()->objectName());
    m_peers->saveState();
    m_events->saveState();
}

void JobDetails::watchPieces()
{
    const auto wanted = isVisible() && m_tabs->currentWidget() == m_piecesTab ? m_job : std::nullopt;
    if (wanted == m_watched)
        return;
    m_watched = wanted;
    m_context.source.commands().watchPieces(wanted);
}

void JobDetails::hideEvent(QHideEvent *event)
{
    QWidget::hideEvent(event);
    watchPieces();
}

void JobDetails::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    watchPieces();
}

void JobDetails::showJobs(const std::vector<const JobRow *> &rows, const EngineSnapshot &snapshot)
{
    m_job = rows.size() == 1 ? rows.front()->job : std::nullopt;
    m_tabs->setVisible(m_job.has_value());
    watchPieces();
    if (m_job) {
        showOne(*rows.front(), snapshot);
        return;
    }
    m_remedyButton->hide();
    m_remedy.reset();
    if (rows.empty()) {
        m_title->setText(tr("No transfer is selected"));
        m_state->setText(tr("Select one to see where its bytes come from."));
    } else {
        showSeveral(rows);
    }
}

void JobDetails::showSeveral(const std::vector<const JobRow *> &rows)
{
    Bytes whole;
    Bytes there;
    BytesPerSecond rate;
    for (const JobRow *row : rows) {
        whole += row->goal();
        there += row->received();
        rate += row->rate;
    }
    m_title->setText(tr("%n transfer(s) selected", nullptr, static_cast<int>(rows.size())));
    m_state->setText(tr("%1 of %2 received, at %3.").arg(text::bytes(there), text::bytes(whole), text::rate(rate)));
}

void JobDetails::showOne(const JobRow &row, const EngineSnapshot &snapshot)
{
    m_title->setText(text::isolated(row.name));
    QString sentence = text::stateLabel(row.state);
    if (const QString reason = text::reason(row, snapshot.takenAtMonotonic); !reason.isEmpty())
        sentence += u" · "_s + reason;
    m_state->setText(text::isolated(sentence));
    QPalette colours = palette();
    if (row.state == JobState::Failed)
        colours.setColor(QPalette::WindowText, problemText(palette()));
    m_state->setPalette(colours);
    m_remedy = remedyOf(row);
    m_remedyButton->setVisible(m_remedy.has_value());
    if (m_remedy)
        m_remedyButton->setText(m_remedy->text);
    if (m_tabs->currentWidget() == m_sources)
        m_sources->showJob(row);
    else if (m_tabs->currentWidget() == m_piecesTab)
        showPieces(row, snapshot);
    else if (m_tabs->currentWidget() == m_peers)
        m_peers->showJob(row, snapshot.takenAtMonotonic);
    else if (m_tabs->currentWidget() == m_rates)
        m_rates->showJob(row, snapshot);
    else
        m_events->showJob(row.job, snapshot.takenAtMonotonic);
}

void JobDetails::showPieces(const JobRow &row, const EngineSnapshot &snapshot)
{
    const bool isOfJob = snapshot.pieces && snapshot.pieces->job == row.job;
    m_pieces->setPicture(isOfJob ? snapshot.pieces : nullptr,
                         row.proof == "metadata"_L1 || row.proof == "piece-hashes"_L1
                             ? tr("The pieces of this transfer are not known at the moment.")
                             : tr("Without content metadata there are no pieces: the content is one whole."));
    if (!isOfJob)
        return;
    if (const auto piece = m_pieces->currentPiece())
        m_piece->setText(pieceSentence(*snapshot.pieces, *piece));
}

} // namespace freshet::ui
