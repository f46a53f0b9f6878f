// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Digest.h"
#include "core/base/Error.h"

#include <QCommandLineParser>
#include <QMap>
#include <QString>
#include <QStringList>

#include <optional>

namespace freshet::ctl {

/// One subcommand's arguments: options, positionals and help, with the same manners everywhere. An option that does not exist,
/// a missing or a superfluous positional ends with Usage and a hint; --help prints and ends with Success.
class Arguments {
public:
    Arguments(const QString &command, const QString &summary, const QString &examples);

    void positional(const QString &name, const QString &description, const QString &syntax = {});
    void option(const QString &name, const QString &description, const QString &valueName = {});
    /// What the value of an option, or a positional, may be: offered by the shell's completion. Positionals whose syntax lists words
    /// ("show|verify") need none.
    void choices(const QString &name, const QStringList &words) { m_choices.insert(name, words); }

    /// With completionRequest as the first argument, prints what the last of the others may become: a candidate and its description per line,
    /// separated by a tab; fileCandidates or directoryCandidates for paths.
    static constexpr auto completionRequest = "--complete";
    static constexpr auto fileCandidates = ":files";
    static constexpr auto directoryCandidates = ":dirs";

    /// nullopt: go on. Otherwise the exit code to end with. `minimum`, `maximum`: number of positionals.
    std::optional<int> parse(const QStringList &arguments, qsizetype minimum, qsizetype maximum);

    [[nodiscard]] bool isSet(const QString &option) const { return m_parser.isSet(option); }
    [[nodiscard]] QString value(const QString &option) const { return m_parser.value(option); }
    [[nodiscard]] QStringList values(const QString &option) const { return m_parser.values(option); }
    [[nodiscard]] QStringList positionals() const { return m_parser.positionalArguments(); }

    /// Prints `message` and how to get help; returns Usage.
    int usageError(const QString &message) const;

    /// --cache-dir, else FRESHET_CACHE_DIR, else <XDG cache>/freshet/contents. Absolute.
    [[nodiscard]] QString cacheDirectory() const;

private:
    struct Described {
        QString name;
        QString description;
        QString value; ///< of an option: the name of its value, empty for none; of a positional: its syntax
    };

    [[nodiscard]] QString helpText() const;
    [[nodiscard]] QString completions(const QStringList &words) const;
    [[nodiscard]] QStringList valuesOf(const Described &what) const;
    [[nodiscard]] const Described *optionWithValue(const QString &word) const;

    QString m_command;
    QString m_summary;
    QString m_examples;
    QString m_positionalSyntax;
    QList<Described> m_options;
    QList<Described> m_positionals;
    QMap<QString, QStringList> m_choices;
    QCommandLineParser m_parser;
};

/// 64 hex digits of either case.
std::optional<Sha256Digest> parseSha256(const QString &text);

} // namespace freshet::ctl
