// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/Appearance.h"

#include "ui/theme/ControlStyle.h"

#include <QApplication>
#include <QStyle>
#include <QStyleHints>

namespace freshet::ui {

using namespace Qt::StringLiterals;

namespace {

struct Tones {
    QRgb window, base, alternate, raised, text, faint, disabled, line, accent, onAccent, link;
};

constexpr Tones light{.window = 0xfff4f5f7,
                      .base = 0xffffffff,
                      .alternate = 0xfff8f9fa,
                      .raised = 0xffeef0f3,
                      .text = 0xff1b1f24,
                      .faint = 0xff59616b,
                      .disabled = 0xff9aa1a9,
                      .line = 0xffd5d9de,
                      .accent = 0xff1f5f99,
                      .onAccent = 0xffffffff,
                      .link = 0xff1a5a96};
constexpr Tones dark{.window = 0xff202327,
                     .base = 0xff17191c,
                     .alternate = 0xff1d2024,
                     .raised = 0xff2d3136,
                     .text = 0xffe6e8eb,
                     .faint = 0xffa3aab2,
                     .disabled = 0xff6d747c,
                     .line = 0xff3a3f45,
                     .accent = 0xff2a6a9e,
                     .onAccent = 0xffffffff,
                     .link = 0xff7cb7e8};

QPalette paletteOf(const Tones &tones)
{
    QPalette palette(QColor(tones.raised), QColor(tones.window));
    const auto set = [&palette](QPalette::ColorRole role, QRgb tone) { palette.setColor(role, QColor(tone)); };
    set(QPalette::Window, tones.window);
    set(QPalette::Base, tones.base);
    set(QPalette::AlternateBase, tones.alternate);
    set(QPalette::Button, tones.raised);
    set(QPalette::ToolTipBase, tones.raised);
    set(QPalette::Mid, tones.line);
    set(QPalette::Highlight, tones.accent);
    set(QPalette::HighlightedText, tones.onAccent);
    set(QPalette::Accent, tones.accent);
    set(QPalette::Link, tones.link);
    set(QPalette::LinkVisited, tones.link);
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText, QPalette::ToolTipText}) {
        set(role, tones.text);
        palette.setColor(QPalette::Disabled, role, QColor(tones.disabled));
    }
    set(QPalette::PlaceholderText, tones.faint);
    palette.setColor(QPalette::Disabled, QPalette::Highlight, QColor(tones.line));
    return palette;
}

} // namespace

Appearance appearanceFromName(const QString &name)
{
    return name == "light"_L1 ? Appearance::Light : name == "dark"_L1 ? Appearance::Dark : Appearance::System;
}

QString appearanceName(Appearance appearance)
{
    switch (appearance) {
    case Appearance::System:
        break;
    case Appearance::Light:
        return u"light"_s;
    case Appearance::Dark:
        return u"dark"_s;
    }
    return u"system"_s;
}

QPalette lightPalette()
{
    return paletteOf(light);
}

QPalette darkPalette()
{
    return paletteOf(dark);
}

bool isDark(const QPalette &palette)
{
    return palette.color(QPalette::Base).lightness() < palette.color(QPalette::Text).lightness();
}

namespace {

/// Follows the system from light to dark and back, as long as nobody has chosen one of them. A child of the application.
class SystemColours final : public QObject {
public:
    explicit SystemColours(QObject *application)
        : QObject(application)
    {
        setObjectName(u"systemColours"_s);
        connect(QGuiApplication::styleHints(), &QStyleHints::colorSchemeChanged, this, [this](Qt::ColorScheme scheme) {
            if (m_follows)
                show(scheme);
        });
    }
    void setFollowing(bool follows) { m_follows = follows; }
    static void show(Qt::ColorScheme scheme)
    {
        QApplication::setPalette(scheme == Qt::ColorScheme::Dark ? darkPalette() : lightPalette());
    }

private:
    bool m_follows = true;
};

} // namespace

void applyAppearance(Appearance appearance)
{
    QStyleHints *hints = QGuiApplication::styleHints();
    if (QApplication::style()->name() == "fusion"_L1 && !dynamic_cast<ControlStyle *>(QApplication::style()))
        QApplication::setStyle(new ControlStyle); // a desktop's own style sees to its boxes itself
    auto *system =
        static_cast<SystemColours *>(qApp->findChild<QObject *>(u"systemColours"_s, Qt::FindDirectChildrenOnly));
    if (!system)
        system = new SystemColours(qApp);
    system->setFollowing(appearance == Appearance::System);
    switch (appearance) {
    case Appearance::System:
        hints->unsetColorScheme();
        SystemColours::show(hints->colorScheme());
        return;
    case Appearance::Light:
        hints->setColorScheme(Qt::ColorScheme::Light);
        QApplication::setPalette(lightPalette());
        return;
    case Appearance::Dark:
        hints->setColorScheme(Qt::ColorScheme::Dark);
        QApplication::setPalette(darkPalette());
        return;
    }
}

Qt::Alignment readingSide(Qt::LayoutDirection direction)
{
    return direction == Qt::RightToLeft ? Qt::AlignRight | Qt::AlignAbsolute : Qt::AlignLeft | Qt::AlignAbsolute;
}

QColor faintText(const QPalette &palette)
{
    return QColor(isDark(palette) ? dark.faint : light.faint);
}

QColor hairline(const QPalette &palette)
{
    return QColor(isDark(palette) ? dark.line : light.line);
}

QColor problemText(const QPalette &palette)
{
    return QColor(isDark(palette) ? 0xffff8a80 : 0xffb3261e);
}

QColor cautionText(const QPalette &palette)
{
    return QColor(isDark(palette) ? 0xffe5c07b : 0xff7a5200);
}

} // namespace freshet::ui
