// SPDX-License-Identifier: GPL-3.0-or-later
// What a shell may offer, out of the same tables that the parser and the help are made of.
#include "app/ctl/Arguments.h"

#include <algorithm>

namespace freshet::ctl {

using namespace Qt::StringLiterals;

namespace {

bool isPath(const QString &valueName)
{
    return valueName.contains("FILE"_L1) || valueName.contains("PATH"_L1) || valueName.contains("OUT"_L1)
           || valueName.contains("METADATA"_L1) || valueName == "WHAT"_L1;
}

/// The words of a syntax that lists them: "[list|get]", "run". A syntax in capitals names something else.
QStringList listedWords(QString syntax)
{
    syntax.remove(u'[').remove(u']');
    return syntax == syntax.toLower() ? syntax.split(u'|', Qt::SkipEmptyParts) : QStringList();
}

} // namespace

QStringList Arguments::valuesOf(const Described &what) const
{
    if (m_choices.contains(what.name))
        return m_choices.value(what.name);
    if (const QStringList words = listedWords(what.value); !words.isEmpty())
        return words;
    if (what.value == "DIR"_L1)
        return {QString::fromLatin1(directoryCandidates)};
    return isPath(what.value) ? QStringList{QString::fromLatin1(fileCandidates)} : QStringList();
}

const Arguments::Described *Arguments::optionWithValue(const QString &word) const
{
    const auto it = std::find_if(m_options.begin(), m_options.end(), [&word](const Described &option) {
        return !option.value.isEmpty() && word == u"--"_s + option.name;
    });
    return it == m_options.end() ? nullptr : &*it;
}

QString Arguments::completions(const QStringList &words) const
{
    const QString current = words.isEmpty() ? QString() : words.last();
    qsizetype position = 0;
    const Described *expecting = nullptr; // an option whose value comes next
    for (qsizetype i = 0; i + 1 < words.size(); ++i) {
        const bool isValue = std::exchange(expecting, nullptr) != nullptr;
        if (!isValue)
            expecting = optionWithValue(words[i]);
        position += isValue || words[i].startsWith(u'-') ? 0 : 1;
    }
    QStringList lines;
    if (expecting) {
        lines = valuesOf(*expecting);
    } else if (current.startsWith(u'-')) {
        for (const Described &option : m_options)
            lines << u"--"_s + option.name + u'\t' + option.description;
    } else if (position < m_positionals.size()) {
        lines = valuesOf(m_positionals[position]);
    }
    return lines.join(u'\n');
}

} // namespace freshet::ctl
