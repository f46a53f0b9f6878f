// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>

namespace freshet::ui {

/// A language that the application speaks.
struct LanguageName {
    QString code;       ///< as translations/freshet_CODE.ts is named: "de", "zh_CN"
    QString nativeName; ///< in itself, so that whoever needs it finds it
};

QList<LanguageName> availableLanguages();
/// The first of `wanted` (as QLocale::uiLanguages) that is available; else "en".
QString bestLanguage(const QStringList &wanted);

/// Words and number formats of the whole application from now on; widgets are told by QEvent::LanguageChange. A code of
/// availableLanguages(); empty: what the system's settings ask for. What is unknown is English. Returns the code that is spoken now.
QString applyLanguage(const QString &code);

} // namespace freshet::ui
