// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/SettingEditor.h"

#include <QApplication>
#include <QHBoxLayout>

#include <array>
#include <cmath>
#include <span>

namespace freshet::ui {

using namespace Qt::StringLiterals;

namespace {

struct Unit {
    const char *name;
    double factor;
};
constexpr std::array sizeUnits{Unit{"B", 1}, Unit{"KiB", 1024}, Unit{"MiB", 1048576}, Unit{"GiB", 1073741824.0},
                               Unit{"TiB", 1099511627776.0}};
constexpr std::array rateUnits{Unit{"B/s", 1}, Unit{"KiB/s", 1024}, Unit{"MiB/s", 1048576}, Unit{"MB/s", 1e6},
                               Unit{"Mbit/s", 125000}};
constexpr std::array timeUnits{Unit{QT_TRANSLATE_NOOP("freshet::ui::SettingEditor", "seconds"), 1},
                               Unit{QT_TRANSLATE_NOOP("freshet::ui::SettingEditor", "minutes"), 60},
                               Unit{QT_TRANSLATE_NOOP("freshet::ui::SettingEditor", "hours"), 3600},
                               Unit{QT_TRANSLATE_NOOP("freshet::ui::SettingEditor", "days"), 86400}};

std::span<const Unit> unitsOf(SettingKind kind)
{
    switch (kind) {
    case SettingKind::Size:
        return sizeUnits;
    case SettingKind::Rate:
        return rateUnits;
    case SettingKind::Duration:
        return timeUnits;
    case SettingKind::Switch:
    case SettingKind::Count:
    case SettingKind::Percent:
    case SettingKind::Mode:
    case SettingKind::Addresses:
    case SettingKind::Hosts:
        break;
    }
    return {};
}

} // namespace

SettingEditor::SettingEditor(const SettingRow &row, const QString &name, QWidget *parent)
    : QWidget(parent)
    , m_kind(row.kind)
    , m_minimum(row.minimum)
    , m_maximum(row.maximum)
{
    auto *line = new QHBoxLayout(this);
    line->setContentsMargins({});
    switch (row.kind) {
    case SettingKind::Switch:
        m_switch = new QCheckBox(tr("on"));
        m_switch->setAccessibleName(name);
        line->addWidget(m_switch);
        connect(m_switch, &QCheckBox::clicked, this, &SettingEditor::finish);
        break;
    case SettingKind::Mode:
        m_choice = new QComboBox;
        m_choice->setAccessibleName(name);
        for (const DownloadMode mode : {DownloadMode::HttpOnly, DownloadMode::Lan, DownloadMode::Group,
                                        DownloadMode::Internet, DownloadMode::Simple, DownloadMode::Bypass})
            m_choice->addItem(modeName(mode));
        line->addWidget(m_choice);
        connect(m_choice, &QComboBox::activated, this, &SettingEditor::finish);
        break;
    case SettingKind::Addresses:
    case SettingKind::Hosts:
        m_text = new QLineEdit;
        m_text->setAccessibleName(name);
        m_text->setPlaceholderText(row.kind == SettingKind::Hosts ? tr("none") : tr("all"));
        m_text->setMinimumWidth(fontMetrics().averageCharWidth() * 24);
        line->addWidget(m_text);
        connect(m_text, &QLineEdit::editingFinished, this, &SettingEditor::finish);
        break;
    case SettingKind::Count:
    case SettingKind::Percent:
    case SettingKind::Size:
    case SettingKind::Duration:
    case SettingKind::Rate:
        makeNumber(row, name);
        break;
    }
    setFocusProxy(field());
    setValue(row.value);
}

void SettingEditor::makeNumber(const SettingRow &row, const QString &name)
{
    auto *line = qobject_cast<QHBoxLayout *>(layout());
    if (row.optional) {
        m_switch = new QCheckBox(tr("set"));
        m_switch->setAccessibleName(tr("%1: is there a value?").arg(name));
        line->addWidget(m_switch);
        connect(m_switch, &QCheckBox::clicked, this, [this](bool set) {
            m_number->setEnabled(set);
            if (m_choice)
                m_choice->setEnabled(set);
            if (set)
                m_number->setFocus(); // 0 would pause things: the value that is wanted is typed first
            else
                finish();
        });
    }
    m_number = new QDoubleSpinBox;
    m_number->setAccessibleName(name);
    m_number->setKeyboardTracking(false);
    m_number->setGroupSeparatorShown(true);
    m_number->setMinimumWidth(fontMetrics().averageCharWidth() * 14);
    m_number->setDecimals(0);
    if (row.kind == SettingKind::Percent)
        m_number->setSuffix(tr(" %"));
    line->addWidget(m_number);
    const auto units = unitsOf(row.kind);
    if (units.empty()) {
        m_number->setRange(static_cast<double>(row.minimum), static_cast<double>(row.maximum));
    } else {
        m_choice = new QComboBox;
        m_choice->setAccessibleName(tr("%1: unit").arg(name));
        for (const Unit &unit : units)
            m_choice->addItem(tr(unit.name));
        line->addWidget(m_choice);
        connect(m_choice, &QComboBox::activated, this, [this](int index) {
            setUnit(index);
            finish();
        });
        setUnit(0);
    }
    connect(m_number, &QDoubleSpinBox::editingFinished, this, &SettingEditor::finish);
}

void SettingEditor::setUnit(int index)
{
    const double factor = unitsOf(m_kind)[static_cast<std::size_t>(index)].factor;
    m_number->setDecimals(factor == 1 ? 0 : 2);
    m_number->setRange(static_cast<double>(m_minimum) / factor, static_cast<double>(m_maximum) / factor);
}

void SettingEditor::showNumber(std::uint64_t number)
{
    const auto units = unitsOf(m_kind);
    if (units.empty()) {
        m_number->setValue(static_cast<double>(number));
        return;
    }
    // The largest unit in which it can be written with two decimals.
    std::size_t best = 0;
    for (std::size_t i = 0; i < units.size(); ++i) {
        const double hundredths = static_cast<double>(number) / units[i].factor * 100;
        if (units[i].factor > units[best].factor && hundredths >= 100 && hundredths == std::round(hundredths))
            best = i;
    }
    m_choice->setCurrentIndex(static_cast<int>(best));
    setUnit(static_cast<int>(best));
    m_number->setValue(static_cast<double>(number) / units[best].factor);
}

void SettingEditor::setValue(const SettingValue &value)
{
    const QWidget *focused = QApplication::focusWidget();
    if (focused && isAncestorOf(focused) && focused != m_switch && focused != m_choice && value == m_shown)
        return; // somebody is typing
    m_shown = value;
    if (m_kind == SettingKind::Switch) {
        m_switch->setChecked(std::holds_alternative<bool>(value) && std::get<bool>(value));
    } else if (m_kind == SettingKind::Mode) {
        if (const auto *name = std::get_if<QString>(&value))
            m_choice->setCurrentText(*name);
    } else if (m_text) {
        const auto *list = std::get_if<QStringList>(&value);
        m_text->setText(list ? list->join(u", "_s) : QString());
    } else {
        const auto *number = std::get_if<std::uint64_t>(&value);
        if (m_switch) {
            m_switch->setChecked(number);
            m_number->setEnabled(number);
            if (m_choice)
                m_choice->setEnabled(number);
        }
        if (number)
            showNumber(*number);
    }
}

SettingValue SettingEditor::value() const
{
    switch (m_kind) {
    case SettingKind::Switch:
        return m_switch->isChecked();
    case SettingKind::Mode:
        return m_choice->currentText();
    case SettingKind::Addresses:
    case SettingKind::Hosts: {
        QStringList list = m_text->text().split(u',', Qt::SkipEmptyParts);
        for (QString &one : list)
            one = one.trimmed();
        return list;
    }
    case SettingKind::Count:
    case SettingKind::Percent:
    case SettingKind::Size:
    case SettingKind::Duration:
    case SettingKind::Rate:
        break;
    }
    if (m_switch && !m_switch->isChecked())
        return std::monostate{};
    const auto units = unitsOf(m_kind);
    const double factor = units.empty() ? 1.0 : units[static_cast<std::size_t>(m_choice->currentIndex())].factor;
    const double exact = m_number->value() * factor;
    return std::clamp(static_cast<std::uint64_t>(std::llround(std::min(exact, 9e18))), m_minimum, m_maximum);
}

QWidget *SettingEditor::field() const
{
    if (m_number)
        return m_number;
    if (m_text)
        return m_text;
    return m_switch ? static_cast<QWidget *>(m_switch) : m_choice;
}

void SettingEditor::finish()
{
    const SettingValue now = value();
    if (now == m_shown)
        return;
    m_shown = now;
    Q_EMIT edited(now);
}

} // namespace freshet::ui
