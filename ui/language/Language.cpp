// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/language/Language.h"

#include <QCoreApplication>
#include <QLibraryInfo>
#include <QLocale>
#include <QTranslator>

#include <algorithm>

/// Outside any namespace, as the macro wants it. Without it a linker leaves the resources of a static library out.
static void initResources()
{
    Q_INIT_RESOURCE(freshet_translations);
}

namespace freshet::ui {

using namespace Qt::StringLiterals;

namespace {

/// The application owns its translators; there is one of each role.
void replaceTranslator(const QString &role, const QString &file, const QString &directory)
{
    delete QCoreApplication::instance()->findChild<QTranslator *>(role, Qt::FindDirectChildrenOnly);
    auto *translator = new QTranslator(QCoreApplication::instance());
    translator->setObjectName(role);
    if (translator->load(file, directory))
        QCoreApplication::installTranslator(translator);
}

} // namespace

QList<LanguageName> availableLanguages()
{
    return {{u"en"_s, u"English"_s}, {u"de"_s, u"Deutsch"_s}, {u"el"_s, u"Ελληνικά"_s}, {u"zh_CN"_s, u"简体中文"_s}};
}

QString bestLanguage(const QStringList &wanted)
{
    const QList<LanguageName> known = availableLanguages();
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

QString applyLanguage(const QString &code)
{
    initResources();
    const QLocale system = QLocale::system();
    const QString language = bestLanguage(code.isEmpty() ? system.uiLanguages() : QStringList{code});
    // Of the system's own language its number formats stay, say those of Austria.
    QLocale::setDefault(bestLanguage({system.name()}) == language ? system : QLocale(language));
    replaceTranslator(u"qtbase"_s, u"qtbase_"_s + language, QLibraryInfo::path(QLibraryInfo::TranslationsPath));
    // English too: its plurals are in there.
    replaceTranslator(u"freshet"_s, u":/i18n/freshet_"_s + language, {});
    return language;
}

} // namespace freshet::ui
