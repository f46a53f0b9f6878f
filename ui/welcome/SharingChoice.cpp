// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/welcome/SharingChoice.h"

#include "ui/text/ErrorText.h"
#include "ui/text/SettingText.h"

#include <QPointer>
#include <QRadioButton>
#include <QVBoxLayout>

#include <array>

namespace freshet::ui {

using namespace Qt::StringLiterals;

namespace {

const QString key = u"peers.mode"_s;

} // namespace

SharingChoice::SharingChoice(std::function<EngineCommands &()> commands)
    : m_commands(std::move(commands))
    , m_choices(new QButtonGroup(this))
    , m_says(new QLabel)
{
    const int unit = fontMetrics().height();
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(unit / 4);
    auto *title = new QLabel(tr("Who may have what this machine has"));
    QFont strong = title->font();
    strong.setWeight(QFont::DemiBold);
    title->setFont(strong);
    column->addWidget(title);
    const std::array<std::pair<DownloadMode, QString>, 4> choices{
        {{DownloadMode::HttpOnly, tr("&Nobody: everything comes over HTTP")},
         {DownloadMode::Lan, tr("Machines of this net&work")},
         {DownloadMode::Group, tr("Machines of this network and of our &group")},
         {DownloadMode::Internet, tr("Everybody, on the &internet too")}}};
    for (const auto &[mode, text] : choices) {
        auto *choice = new QRadioButton(text);
        choice->setObjectName(modeName(mode));
        choice->setEnabled(false); // until it is known what is set
        m_choices->addButton(choice, static_cast<int>(mode));
        column->addWidget(choice);
    }
    m_says->setObjectName(u"sharingSays"_s);
    m_says->setWordWrap(true);
    m_says->setForegroundRole(QPalette::PlaceholderText);
    column->addWidget(m_says);
    connect(m_choices, &QButtonGroup::idClicked, this, [this](int id) { choose(static_cast<DownloadMode>(id)); });
}

void SharingChoice::choose(DownloadMode mode)
{
    m_problem.clear();
    m_commands().changeSetting(
        key, SettingValue(modeName(mode)), [self = QPointer(this)](const Result<SettingRow> &outcome) {
            if (self && !outcome)
                self->m_problem = text::sentence(outcome.error().code) + u' ' + text::next(outcome.error());
        });
}

void SharingChoice::showSnapshot(const EngineSnapshot &snapshot)
{
    const SettingRow *row = snapshot.settings ? snapshot.settings->find(key) : nullptr;
    if (!row)
        return;
    const bool isOurs = row->provider == SettingProvider::Default || row->provider == SettingProvider::File;
    for (QAbstractButton *choice : m_choices->buttons())
        choice->setEnabled(isOurs);
    const auto *name = std::get_if<QString>(&row->value);
    const auto mode = name ? modeFromName(*name) : std::nullopt;
    QAbstractButton *shown = mode ? m_choices->button(static_cast<int>(*mode)) : nullptr;
    m_choices->setExclusive(shown != nullptr); // else one of them would have to be on
    for (QAbstractButton *choice : m_choices->buttons())
        choice->setChecked(choice == shown);
    m_says->setText(!m_problem.isEmpty() ? m_problem
                    : isOurs
                        ? tr("Nothing is uploaded beyond this network unless you choose so, here or in the settings.")
                        : tr("It was chosen by %1.").arg(text::providerLabel(row->provider)));
}

} // namespace freshet::ui
