// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/GlobalActions.h"

#include "ui/shell/Icons.h"
#include "ui/text/Amounts.h"

#include <QPointer>

namespace freshet::ui {

using namespace Qt::StringLiterals;

namespace {

const QString alternativeKey = u"limits.alternative"_s;

bool runs(const JobRow &row)
{
    return row.job && !row.isFinal() && row.state != JobState::Paused;
}

} // namespace

GlobalActions::GlobalActions(QObject *parent)
    : QObject(parent)
    , m_pause(new QAction(this))
    , m_resume(new QAction(this))
    , m_alternative(new QAction(this))
{
    m_pause->setObjectName(u"pauseAll"_s);
    m_pause->setIcon(icon("pause"_L1));
    m_pause->setShortcut(QKeySequence(u"Ctrl+Shift+P"_s));
    m_resume->setObjectName(u"resumeAll"_s);
    m_resume->setIcon(icon("resume"_L1));
    m_resume->setShortcut(QKeySequence(u"Ctrl+Shift+R"_s));
    m_alternative->setObjectName(u"alternativeLimits"_s);
    m_alternative->setIcon(icon("slow"_L1));
    m_alternative->setCheckable(true);
    m_alternative->setShortcut(QKeySequence(u"Ctrl+L"_s));
    connect(m_pause, &QAction::triggered, this, &GlobalActions::pause);
    connect(m_resume, &QAction::triggered, this, &GlobalActions::resume);
    connect(m_alternative, &QAction::triggered, this, &GlobalActions::setAlternative);
    retranslate();
    setSource(nullptr);
}

void GlobalActions::retranslate()
{
    m_pause->setText(tr("&Pause all transfers"));
    m_pause->setToolTip(tr("Pauses all transfers; what is in the cache is still given to others (Ctrl+Shift+P)"));
    m_resume->setText(tr("&Resume all transfers"));
    m_resume->setToolTip(tr("Resumes all paused transfers (Ctrl+Shift+R)"));
    m_alternative->setText(tr("&Alternative limits"));
    m_alternative->setToolTip(tr("The alternative limits take the place of the others while this is on (Ctrl+L)"));
}

void GlobalActions::setSource(SnapshotSource *source)
{
    m_source = source;
    m_pause->setEnabled(false);
    m_resume->setEnabled(false);
    m_alternative->setEnabled(false);
    m_alternative->setChecked(false);
    if (source)
        show(*source->snapshot());
}

void GlobalActions::show(const EngineSnapshot &snapshot)
{
    m_pause->setEnabled(std::ranges::any_of(snapshot.jobs, runs));
    m_resume->setEnabled(
        std::ranges::any_of(snapshot.jobs, [](const JobRow &row) { return row.state == JobState::Paused; }));
    m_alternative->setEnabled(snapshot.settings != nullptr);
    if (!snapshot.settings)
        return;
    const Settings &values = snapshot.settings->values;
    m_alternative->setChecked(values.alternativeLimits);
    const auto words = [](const std::optional<BytesPerSecond> &rate) {
        return rate ? text::rate(*rate) : tr("no limit", "in the middle of a sentence");
    };
    const QString help = values.alternativeLimits
                             ? tr("On: all downloads together %1, all uploads %2. Click for the usual limits (Ctrl+L)")
                                   .arg(words(values.alternativeDownload), words(values.alternativeUpload))
                             : tr("Off. On, all downloads together get %1 and all uploads %2 (Ctrl+L)")
                                   .arg(words(values.alternativeDownload), words(values.alternativeUpload));
    if (m_alternative->toolTip() != help)
        m_alternative->setToolTip(help);
}

QToolButton *GlobalActions::makeButton(QAction *action) const
{
    auto *button = new QToolButton;
    button->setObjectName(action->objectName());
    button->setDefaultAction(action);
    button->setAutoRaise(true);
    button->setFocusPolicy(Qt::TabFocus);
    return button;
}

void GlobalActions::pause()
{
    if (!m_source)
        return;
    for (const JobRow &row : m_source->snapshot()->jobs)
        if (runs(row))
            m_source->commands().pause(*row.job, {});
}

void GlobalActions::resume()
{
    if (!m_source)
        return;
    for (const JobRow &row : m_source->snapshot()->jobs)
        if (row.job && row.state == JobState::Paused)
            m_source->commands().resume(*row.job, {});
}

void GlobalActions::setAlternative(bool on)
{
    if (!m_source)
        return;
    m_source->commands().changeSetting(alternativeKey, SettingValue(on),
                                       [self = QPointer(this)](const Result<SettingRow> &outcome) {
                                           if (!self || outcome)
                                               return;
                                           if (self->m_source)
                                               self->show(*self->m_source->snapshot());
                                           Q_EMIT self->refused(outcome.error());
                                       });
}

} // namespace freshet::ui
