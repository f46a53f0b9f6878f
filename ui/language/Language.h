// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>
#include <QTranslator>

namespace freshet {

/// A language that the application speaks.
struct LanguageName {
    QString code;       ///< as translations/freshet_CODE.ts is named: "de", "zh_CN"
    QString nativeName; ///< in itself, so that whoever needs it finds it
};

/// The words and the number formats of the application. A change reaches widgets as QEvent::LanguageChange.
/// Non-duty: remembering the choice.
class Language {
public:
    static QList<LanguageName> available();
    /// The first of `wanted` (as QLocale::uiLanguages) that is available; else "en".
    static QString best(const QStringList &wanted);

    /// A code of available(); empty: what the system's settings ask for. What is unknown is English.
    void use(const QString &code);
    [[nodiscard]] const QString &current() const { return m_current; }

private:
    QTranslator m_words;
    QTranslator m_qt; ///< of Qt's own dialogs and menus
    QString m_current;
};

} // namespace freshet
