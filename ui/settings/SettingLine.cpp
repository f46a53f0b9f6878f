// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/SettingLine.h"

#include "ui/text/SettingEffect.h"
#include "ui/text/SettingText.h"
#include "ui/theme/Appearance.h"

#include <QEvent>
#include <QGridLayout>

namespace freshet::ui {

using namespace Qt::StringLiterals;

namespace {

void colour(QLabel *label, const QColor &text)
{
    QPalette palette = label->palette();
    if (palette.color(QPalette::WindowText) == text)
        return;
    palette.setColor(QPalette::WindowText, text);
    label->setPalette(palette);
}

} // namespace

SettingLine::SettingLine(const SettingRow &row, QWidget *parent)
    : QWidget(parent)
    , m_row(row)
    , m_name(text::settingName(row.key).isEmpty() ? row.key : text::settingName(row.key))
    , m_help(text::settingHelp(row.key))
    , m_editor(new SettingEditor(row, m_name))
    , m_helpLabel(new QLabel(m_help))
    , m_effect(new QLabel)
    , m_provider(new QLabel)
    , m_problem(new QLabel)
    , m_reset(new QToolButton)
{
    setObjectName(row.key);
    auto *title = new QLabel(m_name);
    QFont strong = title->font();
    strong.setWeight(QFont::DemiBold);
    title->setFont(strong);
    title->setBuddy(m_editor);
    const QString range = text::settingRange(row);
    m_editor->setToolTip(row.policy.isEmpty() ? range : tr("%1\nPolicy: %2").arg(range, row.policy).trimmed());
    m_editor->field()->setAccessibleDescription(m_help + u' ' + range);
    for (QLabel *label : {m_helpLabel, m_effect, m_provider, m_problem}) {
        label->setWordWrap(true);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    }
    m_effect->setAccessibleName(tr("%1 at the moment").arg(m_name));
    m_provider->setAccessibleName(tr("Who sets %1").arg(m_name));
    m_problem->hide();
    m_reset->setText(tr("Default"));
    m_reset->setAutoRaise(true);
    m_reset->setFocusPolicy(Qt::StrongFocus);
    m_reset->setAccessibleName(tr("%1: back to the default").arg(m_name));

    const int unit = fontMetrics().height();
    auto *grid = new QGridLayout(this);
    grid->setContentsMargins(0, unit / 2, 0, unit / 2);
    grid->setHorizontalSpacing(unit);
    grid->setVerticalSpacing(unit / 5);
    grid->addWidget(title, 0, 0);
    grid->addWidget(m_helpLabel, 1, 0);
    grid->addWidget(m_effect, 2, 0);
    grid->addWidget(m_problem, 3, 0);
    grid->addWidget(m_editor, 0, 1, Qt::AlignLeading | Qt::AlignVCenter);
    grid->addWidget(m_reset, 0, 2, Qt::AlignTrailing | Qt::AlignVCenter);
    grid->addWidget(m_provider, 1, 1, 1, 2, Qt::AlignTop);
    grid->setColumnStretch(0, 3);
    grid->setColumnStretch(1, 2);
    grid->setColumnMinimumWidth(1, unit * 15);

    connect(m_editor, &SettingEditor::edited, this, &SettingLine::changeWanted);
    connect(m_reset, &QToolButton::clicked, this, &SettingLine::resetWanted);
    applyColours();
}

void SettingLine::showRow(const SettingRow &row, const EngineSnapshot &snapshot)
{
    m_row = row;
    m_editor->setValue(row.value);
    m_editor->setEnabled(row.provider != SettingProvider::CommandLine);
    m_effect->setText(text::settingEffect(row, snapshot));
    m_provider->setText(
        row.provider == SettingProvider::Default
            ? tr("The default.")
            : tr("From %1. The default is %2.")
                  .arg(text::providerLabel(row.provider), text::settingValue(row.kind, row.defaultValue)));
    m_reset->setEnabled(row.provider == SettingProvider::File);
    fitHeight();
}

void SettingLine::fitHeight()
{
    const int height = layout()->totalHeightForWidth(width());
    if (height > 0 && height != minimumHeight())
        setMinimumHeight(height);
}

void SettingLine::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    fitHeight();
}

void SettingLine::setProblem(const QString &text)
{
    m_problem->setText(text);
    m_problem->setVisible(!text.isEmpty());
    fitHeight();
}

bool SettingLine::matches(const QString &filter) const
{
    for (const QString &text : {m_name, m_help, m_row.key, m_row.policy, m_effect->text()})
        if (text.contains(filter, Qt::CaseInsensitive))
            return true;
    return false;
}

void SettingLine::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && m_problem)
        applyColours();
}

void SettingLine::applyColours()
{
    colour(m_helpLabel, faintText(palette()));
    colour(m_provider, faintText(palette()));
    colour(m_problem, problemText(palette()));
}

} // namespace freshet::ui
