// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/Arguments.h"

#include "app/ctl/Commands.h"
#include "app/ctl/Console.h"

#include <QCommandLineOption>
#include <QCoreApplication>
#include <QDir>
#include <QStandardPaths>

namespace freshet::ctl {

using namespace Qt::StringLiterals;

namespace {

/// As it is typed: "freshetctl download", "freshet".
QString commandLine(const QString &command)
{
    return (QCoreApplication::applicationName() + u' ' + command).trimmed();
}

} // namespace

Arguments::Arguments(const QString &command, const QString &summary, const QString &examples)
    : m_command(command)
    , m_summary(summary)
    , m_examples(examples)
{
    m_parser.setSingleDashWordOptionMode(QCommandLineParser::ParseAsLongOptions);
    option(
        u"cache-dir"_s,
        tr("The cache directory (default: $FRESHET_CACHE_DIR, else freshet/contents in the user's cache directory)."),
        u"DIR"_s);
    option(u"standalone"_s, tr("Never talk to a running engine."));
    m_parser.addOption(QCommandLineOption({u"h"_s, u"help"_s}, tr("Show this help.")));
    m_options << Described{u"help"_s, tr("Show this help."), {}};
}

void Arguments::positional(const QString &name, const QString &description, const QString &syntax)
{
    m_parser.addPositionalArgument(name, description, syntax);
    m_positionals << Described{name, description, syntax.isEmpty() ? name : syntax};
    m_positionalSyntax += u' ' + (syntax.isEmpty() ? name : syntax);
}

void Arguments::option(const QString &name, const QString &description, const QString &valueName)
{
    m_parser.addOption(QCommandLineOption(name, description, valueName));
    m_options << Described{name, description, valueName};
}

QString Arguments::helpText() const
{
    // Qt names the program alone in its usage line; the command belongs to it.
    QString help = m_parser.helpText();
    const qsizetype firstLineEnd = help.indexOf(u'\n');
    help.replace(0, firstLineEnd, tr("Usage: %1%2 [options]").arg(commandLine(m_command), m_positionalSyntax));
    return m_summary + u"\n\n"_s + help
           + (m_examples.isEmpty() ? QString() : u"\n"_s + tr("Examples:") + u'\n' + m_examples + u'\n');
}

std::optional<int> Arguments::parse(const QStringList &arguments, qsizetype minimum, qsizetype maximum)
{
    if (!arguments.isEmpty() && arguments.first() == QLatin1StringView(completionRequest)) {
        printOut(completions(arguments.mid(1)));
        return Success;
    }
    const bool understood = m_parser.parse(QStringList{m_command} + arguments);
    if (m_parser.isSet(u"help"_s)) {
        printOut(helpText());
        return Success;
    }
    if (!understood)
        return usageError(m_parser.errorText());
    const qsizetype count = m_parser.positionalArguments().size();
    if (count < minimum)
        return usageError(tr("Something is missing: %1%2").arg(commandLine(m_command), m_positionalSyntax));
    if (count > maximum)
        return usageError(tr("Too much was given: \"%1\"").arg(m_parser.positionalArguments().at(maximum)));
    return std::nullopt;
}

int Arguments::usageError(const QString &message) const
{
    printError(message + u'\n' + tr("See \"%1 --help\".").arg(commandLine(m_command)));
    return Usage;
}

QString Arguments::cacheDirectory() const
{
    QString directory = m_parser.value(u"cache-dir"_s);
    if (directory.isEmpty())
        directory = qEnvironmentVariable("FRESHET_CACHE_DIR");
    if (directory.isEmpty())
        directory = QStandardPaths::writableLocation(QStandardPaths::GenericCacheLocation) + u"/freshet/contents"_s;
    return QDir::cleanPath(QDir::current().absoluteFilePath(directory));
}

std::optional<Sha256Digest> parseSha256(const QString &text)
{
    return Sha256Digest::fromHex(text.trimmed().toStdString());
}

} // namespace freshet::ctl
