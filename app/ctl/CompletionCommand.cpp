// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/Arguments.h"
#include "app/ctl/Commands.h"
#include "app/ctl/Console.h"

namespace freshet::ctl {

using namespace Qt::StringLiterals;

namespace {

// Each script asks the program itself, so that it offers what this very program understands.

constexpr auto bashScript = R"sh(# freshetctl completion for bash. Load it with: source <(freshetctl completion bash)
_freshetctl() {
    local current=${COMP_WORDS[COMP_CWORD]} candidate rest
    local -a paths
    COMPREPLY=()
    while IFS=$'\t' read -r candidate rest; do
        case $candidate in
            :files) mapfile -t paths < <(compgen -f -- "$current"); COMPREPLY+=("${paths[@]}"); compopt -o filenames 2>/dev/null ;;
            :dirs) mapfile -t paths < <(compgen -d -- "$current"); COMPREPLY+=("${paths[@]}"); compopt -o filenames 2>/dev/null ;;
            "$current"*) COMPREPLY+=("$candidate") ;;
        esac
    done < <("${COMP_WORDS[0]}" --complete "${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null)
}
complete -F _freshetctl freshetctl
)sh";

constexpr auto zshScript = R"sh(#compdef freshetctl
# freshetctl completion for zsh. Load it with: source <(freshetctl completion zsh)
_freshetctl() {
    local line
    local -a candidates
    for line in "${(@f)$("${words[1]}" --complete "${(@)words[2,CURRENT]}" 2>/dev/null)}"; do
        case $line in
            :files) _files ;;
            :dirs) _files -/ ;;
            *$'\t'*) candidates+=("${${line%%$'\t'*}//:/\\:}:${line#*$'\t'}") ;;
            ?*) candidates+=("${line//:/\\:}") ;;
        esac
    done
    (( $#candidates )) && _describe freshetctl candidates
}
compdef _freshetctl freshetctl
)sh";

constexpr auto fishScript = R"sh(# freshetctl completion for fish. Load it with: freshetctl completion fish | source
function __freshetctl_complete
    set -l words (commandline -opc)
    set -l current (commandline -ct)
    for line in (command $words[1] --complete $words[2..-1] "$current" 2>/dev/null)
        switch $line
            case ':files'
                __fish_complete_path "$current"
            case ':dirs'
                __fish_complete_directories "$current"
            case '?*'
                echo $line
        end
    end
end
complete -c freshetctl -f -a '(__freshetctl_complete)'
)sh";

int printScript(const Arguments &arguments, const QString &shell)
{
    const char *script = shell == "bash"_L1   ? bashScript
                         : shell == "zsh"_L1  ? zshScript
                         : shell == "fish"_L1 ? fishScript
                                              : nullptr;
    if (!script)
        return arguments.usageError(tr("There are scripts for bash, zsh and fish, but not for \"%1\".").arg(shell));
    printOut(QString::fromLatin1(script));
    return Success;
}

} // namespace

int completionCommand(const QStringList &given)
{
    Arguments arguments(u"completion"_s, tr("Prints a script with which a shell completes commands and options."),
                        u"  source <(freshetctl completion bash)\n"
                        "  freshetctl completion bash > ~/.local/share/bash-completion/completions/freshetctl\n"
                        "  freshetctl completion fish | source"_s);
    arguments.positional(u"SHELL"_s, tr("The shell: bash, zsh or fish."), u"bash|zsh|fish"_s);
    if (const auto exit = arguments.parse(given, 1, 1))
        return *exit;
    return printScript(arguments, arguments.positionals().first());
}

int shellCommand(const QStringList &given)
{
    Arguments arguments(u"shell"_s, tr("Prints a script with which a shell completes commands and options."),
                        u"  source <(freshetctl shell completion bash)"_s);
    arguments.positional(u"completion"_s, tr("Print the script."));
    arguments.positional(u"SHELL"_s, tr("The shell: bash, zsh or fish."), u"bash|zsh|fish"_s);
    if (const auto exit = arguments.parse(given, 2, 2))
        return *exit;
    if (arguments.positionals().first() != "completion"_L1)
        return arguments.usageError(tr("There is only \"shell completion\"."));
    return printScript(arguments, arguments.positionals().at(1));
}

} // namespace freshet::ctl
