// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/language/Language.h"

#include <QCoreApplication>
#include <QLibraryInfo>
#include <QLocale>

#include <algorithm>

/// Outside any namespace, as the macro wants it. Without it a linker leaves the resources of a static library out.
static void initResources()
{
    Q_INIT_RESOURCE(freshet_translations);
}

namespace freshet {

using namespace Qt::StringLiterals;

QList<LanguageName> Language::available()
{
    return {{u"en"_s, u"English"_s}, {u"de"_s, u"Deutsch"_s}, {u"el"_s, u"Ελληνικά"_s}, {u"zh_CN"_s, u"简体中文"_s}};
}

QString Language::best(const QStringList &wanted)
{
    const QList<LanguageName> known = available();
    for (QString language : wanted) {
        language.replace(u'-', u'_');
        // "de_AT" is served by "de", "zh_Hans_CN" and "zh" by "zh_CN"; "zh_TW" is another script.
        if (language.startsWith("zh"_L1))
            language = language.contains("Hant"_L1) || language.endsWith("TW"_L1) || language.endsWith("HK"_L1)
                           ? QString()
                           : u"zh_CN"_s;
        else
            language = language.section(u'_', 0, 0);
        if (std::ranges::contains(known, language, &LanguageName::code))
            return language;
    }
    return u"en"_s;
}

void Language::use(const QString &code)
{
    initResources();
    const QLocale system = QLocale::system();
    m_current = best(code.isEmpty() ? system.uiLanguages() : QStringList{code});
    // Of the system's own language its number formats stay, say those of Austria.
    QLocale::setDefault(best({system.name()}) == m_current ? system : QLocale(m_current));
    QCoreApplication::removeTranslator(&m_qt);
    QCoreApplication::removeTranslator(&m_words);
    if (m_qt.load(u"qtbase_"_s + m_current, QLibraryInfo::path(QLibraryInfo::TranslationsPath)))
        QCoreApplication::installTranslator(&m_qt);
    // English too: its plurals are in there.
    if (m_words.load(u":/i18n/freshet_"_s + m_current))
        QCoreApplication::installTranslator(&m_words);
}

} // namespace freshet
