// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/services/ServicesPage.h"

#include "ui/shell/Icons.h"
#include "ui/text/Amounts.h"
#include "ui/text/ServiceText.h"
#include "ui/theme/Appearance.h"

#include <QFormLayout>
#include <QHBoxLayout>
#include <QToolButton>
#include <QVBoxLayout>

namespace freshet::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr int simpleModeTab = 1;
constexpr int privacyTab = 2;
constexpr qsizetype digitsShown = 16;

/// Enough of a key to compare it by eye; all of it is in the tool tip.
QString shortened(const QString &key)
{
    return key.size() <= digitsShown + 8 ? key : key.left(digitsShown) + u'…';
}

} // namespace

ServicesPage::ServicesPage(const PageContext &context)
    : Page(context)
    , m_facts(new QLabel)
    , m_flow(new ServiceFlow)
    , m_tabs(new QTabWidget)
    , m_purpose(new QLabel)
    , m_state(new QLabel)
    , m_endpoint(new QLabel)
    , m_answer(new QLabel)
    , m_certificate(new QLabel)
    , m_exchangeTable(new TableView(m_exchange, context.state, u"services/exchange"_s))
    , m_simpleModeTable(new TableView(m_simpleMode, context.state, u"services/simple-mode"_s))
    , m_privacyTable(new TableView(m_privacy, context.state, u"services/privacy"_s))
    , m_ask(new QAction(icon("retry"_L1), tr("&Ask now"), this))
{
    const int unit = fontMetrics().height();
    for (QLabel *label : {m_facts, m_purpose, m_state, m_endpoint, m_answer, m_certificate}) {
        label->setWordWrap(true);
        label->setTextFormat(Qt::PlainText); // some of it is a server's
        label->setTextInteractionFlags(Qt::TextSelectableByMouse);
        label->setAlignment(readingSide(layoutDirection()) | Qt::AlignTop);
    }
    m_facts->setObjectName(u"servicesFacts"_s);
    m_state->setObjectName(u"serviceState"_s);
    m_certificate->setObjectName(u"serviceCertificate"_s);
    m_ask->setToolTip(tr("Asks geo and key-value at once, whatever they said before"));
    connect(m_ask, &QAction::triggered, this, [this] { commands().askServices(); });
    auto *ask = new QToolButton;
    ask->setDefaultAction(m_ask);
    ask->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    ask->setAutoRaise(true);
    ask->setFocusPolicy(Qt::StrongFocus);
    auto *top = new QHBoxLayout;
    top->setSpacing(unit);
    top->addWidget(m_facts, 1);
    top->addWidget(ask, 0, Qt::AlignTop);

    m_simpleModeTable->setAccessibleName(tr("Transfers in simple mode"));
    m_simpleModeTable->setEmptyText(tr("No transfer is in simple mode: all use what they could."));
    connect(m_simpleModeTable, &QAbstractItemView::activated, this, [this](const QModelIndex &index) {
        Q_EMIT pageRequested(u"transfers"_s, QString::number(m_simpleMode.idAt(index.row())));
    });
    m_tabs->setDocumentMode(true);
    m_tabs->setAccessibleName(tr("About the services"));
    m_tabs->addTab(makeDetails(), tr("Last e&xchange"));
    m_tabs->addTab(m_simpleModeTable, tr("Why s&imple mode"));
    m_tabs->addTab(makePrivacy(), tr("Pri&vacy"));
    connect(m_flow, &ServiceFlow::chosenChanged, this, [this] {
        m_tabs->setCurrentIndex(0);
        showDetails();
    });

    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(unit, unit * 3 / 4, unit, unit / 2);
    column->setSpacing(unit * 3 / 4);
    column->addLayout(top);
    column->addWidget(m_flow);
    column->addWidget(m_tabs, 1);
    m_privacy.update(PrivacyModel::all(), {});
}

ServicesPage::~ServicesPage()
{
    for (TableView *table : {m_exchangeTable, m_simpleModeTable, m_privacyTable})
        table->setModel(nullptr); // the models go before their views
}

QWidget *ServicesPage::makeDetails()
{
    const int unit = fontMetrics().height();
    auto *details = new QWidget;
    auto *column = new QVBoxLayout(details);
    column->setContentsMargins(0, unit / 2, 0, 0);
    column->setSpacing(unit / 2);
    auto *form = new QFormLayout;
    form->setHorizontalSpacing(unit);
    form->setVerticalSpacing(unit / 4);
    form->setLabelAlignment(Qt::AlignLeading | Qt::AlignTop);
    form->addRow(m_purpose);
    form->addRow(tr("State"), m_state);
    form->addRow(tr("Asked at"), m_endpoint);
    form->addRow(tr("Last answer"), m_answer);
    form->addRow(tr("Certificate"), m_certificate);
    column->addLayout(form);
    m_exchangeTable->setAccessibleName(tr("Fields of the last exchange"));
    if (!context().state.value(u"services/exchange/sortedBy"_s).isValid())
        m_exchangeTable->sortByColumn(0, Qt::AscendingOrder); // the question before the answer
    m_exchangeTable->setEmptyText(tr("Nothing was exchanged with this service since the start."));
    column->addWidget(m_exchangeTable, 1);
    return details;
}

QWidget *ServicesPage::makePrivacy()
{
    const int unit = fontMetrics().height();
    auto *page = new QWidget;
    auto *column = new QVBoxLayout(page);
    column->setContentsMargins(0, unit / 2, 0, 0);
    column->setSpacing(unit / 2);
    auto *words = new QLabel(tr("This is all that is ever sent to services, over verified TLS. They also see the "
                                "address that a request comes from. No names, no paths and nothing of "
                                "your files are sent; in the download modes 99 and 100 nothing at all. Other machines "
                                "are offered contents beyond your network only "
                                "if you allow that in the settings."));
    words->setWordWrap(true);
    words->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_privacyTable->setAccessibleName(tr("Every field that is sent, to whom, and why"));
    column->addWidget(words);
    column->addWidget(m_privacyTable, 1);
    return page;
}

QList<QWidget *> ServicesPage::panes() const
{
    for (ServiceCard *card : m_flow->cards())
        if (card->isChecked())
            return {card, m_exchangeTable, m_simpleModeTable, m_privacyTable};
    return {m_exchangeTable, m_simpleModeTable, m_privacyTable};
}

void ServicesPage::open(const QString &what)
{
    m_flow->choose(what);
    if (what == "simple-mode"_L1)
        m_tabs->setCurrentIndex(simpleModeTab);
    else if (what == "privacy"_L1)
        m_tabs->setCurrentIndex(privacyTab);
}

const ServiceRow *ServicesPage::chosenRow() const
{
    if (m_snapshot && m_snapshot->services)
        for (const ServiceRow &row : m_snapshot->services->rows)
            if (row.name == m_flow->chosen())
                return &row;
    return nullptr;
}

void ServicesPage::showSnapshot(const std::shared_ptr<const EngineSnapshot> &snapshot)
{
    m_snapshot = snapshot;
    m_ask->setEnabled(snapshot->services != nullptr);
    m_flow->showPicture(snapshot->services.get(), snapshot->takenAtMonotonic);
    const auto simple = SimpleModeModel::of(snapshot->jobs);
    m_tabs->setTabText(simpleModeTab,
                       simple->empty() ? tr("Why s&imple mode") : tr("Why s&imple mode (%1)").arg(simple->size()));
    m_simpleMode.update(simple, snapshot->takenAtMonotonic);
    showFacts();
    showDetails();
}

void ServicesPage::showFacts()
{
    const ServicesPicture *services = m_snapshot->services.get();
    if (!services) {
        m_facts->setToolTip({});
        m_facts->setText(
            tr("No services are set: peers are found on the LAN alone, and contents are proven by what you give. "
               "Whoever runs "
               "services for you gives you one command, “freshetctl services use …”; after it they are used at once."));
        return;
    }
    QStringList sentences{
        tr("%1, trusted by %2.")
            .arg(text::isolated(services->url), text::isolated(shortened(text::servicesTrust(services->trust))))};
    QStringList publishers;
    for (const QString &key : services->publishers)
        publishers.append(text::isolated(shortened(key)));
    sentences.append(publishers.isEmpty() ? tr("Any publisher is believed that the services vouch for.")
                                          : tr("Contents need the signature of one of %n publisher(s): %1.", nullptr,
                                               static_cast<int>(publishers.size()))
                                                .arg(publishers.join(u", "_s)));
    if (!services->freshness.isEmpty())
        sentences.append(tr("What they say of a content counts only if it is signed for the very question."));
    if (!services->groupId.isEmpty())
        sentences.append(tr("Group: %1.").arg(text::isolated(services->groupId)));
    if (m_snapshot->settings) {
        const DownloadMode mode = m_snapshot->settings->values.mode;
        if (mode == DownloadMode::Simple || mode == DownloadMode::Bypass)
            sentences.append(
                tr("In the download mode that is set nobody is asked; the setting “Download mode” changes that."));
    }
    m_facts->setText(sentences.join(u' '));
    QStringList keys(services->publishers.begin(), services->publishers.end());
    keys.prepend(services->trust);
    m_facts->setToolTip(keys.join(u'\n'));
}

void ServicesPage::showDetails()
{
    m_purpose->setText(text::servicePurpose(m_flow->chosen()));
    const ServiceRow *row = chosenRow();
    const MonotonicTime now = m_snapshot ? m_snapshot->takenAtMonotonic : MonotonicTime{};
    QPalette colours = palette();
    if (row && row->error)
        colours.setColor(QPalette::WindowText, row->answeredAt ? cautionText(palette()) : problemText(palette()));
    m_state->setPalette(colours);
    m_state->setText(row ? text::serviceStateLabel(*row) + u". "_s + text::serviceState(*row, now)
                         : tr("No services are set."));
    m_endpoint->setText(row && !row->url.isEmpty() ? text::isolated(row->url)
                                                   : tr("Not known yet: the service before it says where it is."));
    if (row && row->answeredAt) {
        const QString age = text::ago(std::chrono::floor<std::chrono::seconds>(now - *row->answeredAt));
        m_answer->setText(row->latency ? tr("%1, it took %2").arg(age, text::latency(*row->latency)) : age);
    } else {
        m_answer->setText(tr("None yet"));
    }
    m_certificate->setText(row && row->certificate ? text::certificateText(*row->certificate, m_snapshot->takenAt)
                                                   : tr("Not seen yet"));
    m_certificate->setToolTip(row && row->certificate ? row->certificate->fingerprint : QString());
    auto lines = std::make_shared<std::vector<ExchangeLine>>();
    if (row && row->exchange) {
        for (const ExchangedField &field : row->exchange->sent)
            lines->push_back({.service = row->name, .sent = true, .field = field});
        for (const ExchangedField &field : row->exchange->received)
            lines->push_back({.service = row->name, .sent = false, .field = field});
    }
    m_exchange.update(std::move(lines), now);
}

void ServicesPage::saveState()
{
    for (TableView *table : {m_exchangeTable, m_simpleModeTable, m_privacyTable})
        table->saveState();
}

} // namespace freshet::ui
