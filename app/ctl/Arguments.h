// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Digest.h"
#include "core/base/Error.h"

#include <QCommandLineParser>
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
    [[nodiscard]] QString helpText() const;

    QString m_command;
    QString m_summary;
    QString m_examples;
    QString m_positionalSyntax;
    QCommandLineParser m_parser;
};

/// 64 hex digits of either case.
std::optional<Sha256Digest> parseSha256(const QString &text);

} // namespace freshet::ctl
