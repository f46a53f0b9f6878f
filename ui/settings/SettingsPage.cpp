// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/SettingsPage.h"

#include "ui/language/Language.h"
#include "ui/shell/MainWindow.h"
#include "ui/text/Amounts.h"
#include "ui/text/ErrorText.h"
#include "ui/text/SettingEffect.h"
#include "ui/theme/Appearance.h"

#include <QApplication>
#include <QCheckBox>
#include <QFormLayout>
#include <QPointer>

namespace freshet::ui {

using namespace Qt::StringLiterals;

namespace {

/// The first word of a key, in the order in which groups are shown; others follow.
struct GroupName {
    QLatin1StringView prefix;
    const char *title;
};
constexpr std::array groupNames{
    GroupName{"limits"_L1, QT_TRANSLATE_NOOP("freshet::ui::SettingsPage", "Bandwidth")},
    GroupName{"jobs"_L1, QT_TRANSLATE_NOOP("freshet::ui::SettingsPage", "Jobs")},
    GroupName{"http"_L1, QT_TRANSLATE_NOOP("freshet::ui::SettingsPage", "HTTP")},
    GroupName{"cache-server"_L1, QT_TRANSLATE_NOOP("freshet::ui::SettingsPage", "Cache server")},
    GroupName{"peers"_L1, QT_TRANSLATE_NOOP("freshet::ui::SettingsPage", "Peers")},
    GroupName{"cache"_L1, QT_TRANSLATE_NOOP("freshet::ui::SettingsPage", "Cache")},
};

QLabel *groupTitle(const QString &text)
{
    auto *label = new QLabel(text);
    QFont font = label->font();
    font.setPointSizeF(font.pointSizeF() * 1.25);
    font.setWeight(QFont::DemiBold);
    label->setFont(font);
    label->setContentsMargins(0, label->fontMetrics().height() / 2, 0, 0);
    return label;
}

} // namespace

SettingsPage::SettingsPage(const PageContext &context)
    : Page(context)
    , m_search(new QLineEdit)
    , m_scroll(new QScrollArea)
    , m_column(nullptr)
    , m_appearance(nullptr)
    , m_window(nullptr)
    , m_nothing(new QLabel(tr("No setting has these words.")))
{
    const int unit = fontMetrics().height();
    m_search->setPlaceholderText(tr("Search settings, effects and policies"));
    m_search->setAccessibleName(tr("Search settings"));
    m_search->setClearButtonEnabled(true);
    connect(m_search, &QLineEdit::textChanged, this, &SettingsPage::filter);

    auto *body = new QWidget;
    body->setMaximumWidth(unit * 64); // long lines are hard to read
    m_column = new QVBoxLayout(body);
    m_column->setContentsMargins(unit, 0, unit, unit);
    m_column->setSpacing(0);
    m_appearance = makeAppearance();
    m_column->addWidget(m_appearance);
    m_window = makeWindow();
    m_column->addWidget(m_window);
    m_nothing->setAlignment(Qt::AlignCenter);
    m_nothing->hide();
    m_column->addWidget(m_nothing);
    for (const GroupName &name : groupNames)
        groupOf(QString(name.prefix));
    m_column->addStretch(1);

    m_scroll->setWidget(body);
    m_scroll->setWidgetResizable(true);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setAccessibleName(tr("Settings"));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, unit * 3 / 4, 0, 0);
    layout->setSpacing(unit / 2);
    auto *top = new QHBoxLayout;
    top->setContentsMargins(unit, 0, unit, 0);
    m_search->setMaximumWidth(unit * 62);
    top->addWidget(m_search);
    top->addStretch();
    layout->addLayout(top);
    layout->addWidget(m_scroll, 1);
}

QWidget *SettingsPage::makeAppearance()
{
    auto *box = new QWidget;
    box->setObjectName(u"appearance"_s);
    auto *form = new QFormLayout(box);
    form->setContentsMargins({});
    form->setHorizontalSpacing(fontMetrics().height());
    form->addRow(groupTitle(tr("Appearance")));
    auto *colours = new QComboBox;
    colours->setObjectName(u"colours"_s);
    colours->setAccessibleName(tr("Colours"));
    const std::array<std::pair<Appearance, QString>, 3> looks{
        {{Appearance::System, tr("As the system")}, {Appearance::Light, tr("Light")}, {Appearance::Dark, tr("Dark")}}};
    for (const auto &[look, title] : looks)
        colours->addItem(title, appearanceName(look));
    colours->setCurrentIndex(colours->findData(context().state.value(u"appearance"_s, u"system"_s)));
    connect(colours, &QComboBox::activated, this, [this, colours] {
        const QString name = colours->currentData().toString();
        context().state.setValue(u"appearance"_s, name);
        applyAppearance(appearanceFromName(name));
    });
    form->addRow(tr("&Colours"), colours);
    auto *units = new QComboBox;
    units->setObjectName(u"units"_s);
    units->setAccessibleName(tr("Unit of rates"));
    for (const text::RateUnit unit : text::allRateUnits)
        units->addItem(unit == text::RateUnit::Fitting ? tr("Whatever fits") : text::rateUnitLabel(unit),
                       text::rateUnitName(unit));
    units->setCurrentIndex(units->findData(text::rateUnitName(text::rateUnit())));
    connect(units, &QComboBox::activated, this, [this, units] {
        const QString name = units->currentData().toString();
        context().state.setValue(u"units/rate"_s, name);
        text::setRateUnit(text::rateUnitFromName(name));
        m_shown = nullptr; // its sentences have rates
    });
    form->addRow(tr("&Unit of rates"), units);
    auto *languages = new QComboBox;
    languages->setObjectName(u"languages"_s);
    languages->setAccessibleName(tr("Language"));
    languages->addItem(tr("As the system"), QString());
    for (const LanguageName &language : availableLanguages())
        languages->addItem(language.nativeName, language.code);
    languages->setCurrentIndex(std::max(0, languages->findData(context().state.value(u"language"_s).toString())));
    connect(languages, &QComboBox::activated, this, [this, languages] {
        const QString code = languages->currentData().toString();
        context().state.setValue(u"language"_s, code);
        // The pages are made anew by it, this one too: not from within its own signal.
        QMetaObject::invokeMethod(qApp, [code] { applyLanguage(code); }, Qt::QueuedConnection);
    });
    form->addRow(tr("&Language"), languages);
    return box;
}

QWidget *SettingsPage::makeWindow()
{
    auto *box = new QWidget;
    box->setObjectName(u"window"_s);
    auto *column = new QVBoxLayout(box);
    column->setContentsMargins({});
    column->addWidget(groupTitle(tr("Window and notifications")));
    const auto add = [&](const QString &key, bool byDefault, const QString &title, const QString &help) {
        auto *check = new QCheckBox(title);
        check->setObjectName(key);
        check->setToolTip(help);
        check->setAccessibleDescription(help);
        check->setChecked(context().state.value(key, byDefault).toBool());
        connect(check, &QCheckBox::toggled, this, [this, key](bool on) { context().state.setValue(key, on); });
        column->addWidget(check);
    };
    add(MainWindow::keepRunningKey, false, tr("Closing the window keeps transfers &running"),
        tr("The window goes to the tray, or to the task bar where there is none. Starting Freshet again brings it "
           "back; “Quit” ends it."));
    add(Notifier::finishedKey, true, tr("Tell when transfers have &finished"),
        tr("One message for all that finish at about the same time, and only while the window is not in front"));
    add(Notifier::failedKey, true, tr("Tell when transfers &failed"),
        tr("One message for all that fail at about the same time, and only while the window is not in front"));
    return box;
}

SettingsPage::Group &SettingsPage::groupOf(const QString &key)
{
    const QString prefix = key.section(u'.', 0, 0);
    const auto known = m_groups.find(prefix);
    if (known != m_groups.end())
        return known->second;
    const auto name = std::ranges::find_if(groupNames, [&](const GroupName &one) { return prefix == one.prefix; });
    Group group{.title = groupTitle(name == groupNames.end() ? prefix : tr(name->title)), .lines = new QVBoxLayout};
    group.title->hide();
    group.lines->setSpacing(0);
    // Before the stretch at the end, once that is there.
    const int place =
        m_column->count() - (m_column->count() > 0 && m_column->itemAt(m_column->count() - 1)->spacerItem() ? 1 : 0);
    m_column->insertWidget(place, group.title);
    m_column->insertLayout(place + 1, group.lines);
    return m_groups.emplace(prefix, group).first->second;
}

SettingLine *SettingsPage::line(const QString &key) const
{
    const auto known = m_lines.find(key);
    return known == m_lines.end() ? nullptr : known->second;
}

void SettingsPage::add(const SettingRow &row)
{
    auto *line = new SettingLine(row);
    groupOf(row.key).lines->addWidget(line);
    m_lines.emplace(row.key, line);
    connect(line, &SettingLine::changeWanted, this,
            [this, key = row.key](const SettingValue &value) { change(key, value); });
    connect(line, &SettingLine::resetWanted, this, [this, key = row.key] { change(key, std::nullopt); });
}

void SettingsPage::showSnapshot(const std::shared_ptr<const EngineSnapshot> &snapshot)
{
    if (!snapshot->settings)
        return;
    const bool other = snapshot->settings != m_shown;
    m_shown = snapshot->settings;
    for (const SettingRow &row : snapshot->settings->rows) {
        if (!line(row.key))
            add(row);
        line(row.key)->showRow(row, *snapshot);
    }
    if (other)
        filter();
}

void SettingsPage::change(const QString &key, const std::optional<SettingValue> &value)
{
    SettingLine *edited = line(key);
    edited->setProblem({});
    const SettingRow before = edited->row();
    commands().changeSetting(key, value, [this, self = QPointer(this), key, before](const Result<SettingRow> &outcome) {
        SettingLine *shown = self ? line(key) : nullptr;
        if (!shown)
            return;
        if (!outcome) {
            shown->setProblem(text::sentence(outcome.error().code) + u' ' + text::next(outcome.error()));
            shown->editor()->setValue(before.value);
            return;
        }
        // Back to what the file said: a value that was nobody's but the default's is taken out of it again.
        const std::optional<SettingValue> earlier =
            before.provider == SettingProvider::File ? std::optional(before.value) : std::nullopt;
        context().notices.post({.text = tr("%1: %2 instead of %3.")
                                            .arg(shown->name(), text::settingValue(outcome->kind, outcome->value),
                                                 text::settingValue(before.kind, before.value)),
                                .action = tr("Undo"),
                                .onAction = [self, key, earlier] {
                                    if (self)
                                        self->commands().changeSetting(key, earlier, {});
                                }});
    });
}

void SettingsPage::filter()
{
    const QString words = m_search->text().trimmed();
    std::map<QString, bool> shown;
    bool any = false;
    for (const auto &[key, one] : m_lines) {
        const bool match = words.isEmpty() || one->matches(words);
        one->setVisible(match);
        shown[key.section(u'.', 0, 0)] |= match;
        any = any || match;
    }
    for (const auto &[prefix, group] : m_groups)
        group.title->setVisible(shown[prefix]);
    m_appearance->setVisible(
        words.isEmpty()
        || tr("Appearance, colours, light, dark, units, language").contains(words, Qt::CaseInsensitive));
    m_window->setVisible(
        words.isEmpty()
        || tr("Window, tray, notifications, messages, background").contains(words, Qt::CaseInsensitive));
    m_nothing->setVisible(!any && !m_lines.empty() && !m_appearance->isVisibleTo(this) && !m_window->isVisibleTo(this));
}

} // namespace freshet::ui
