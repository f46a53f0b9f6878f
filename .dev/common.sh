# SPDX-License-Identifier: GPL-3.0-or-later
# Shared by `dev` and its helpers: names, places, messages. Sourced, never run.
# shellcheck shell=bash disable=SC2034

SUITE=trixie # Debian 13: the toolchain that CI and every developer share
PRESETS=(dev release asan tsan tidy fuzz)

HOME=${HOME:-$(getent passwd "$(id -u)" | cut -d: -f6)}
CACHE=${XDG_CACHE_HOME:-$HOME/.cache}/freshet
ROOT=$CACHE/root

say() { printf 'dev: %s\n' "$*" >&2; }

# die MESSAGE [REMEDY…]: the first line says what is wrong, the others what to do.
die() {
    printf 'dev: error: %s\n' "$1" >&2
    shift
    (($# == 0)) || printf '%s\n' "$@" | sed 's/^/     /' >&2
    exit 1
}

# usage MESSAGE: a wrong command line. Exit code 2, as opposed to a failure of the work itself.
usage() {
    printf 'dev: error: %s\n' "$1" >&2
    printf '     %s\n' "${2:-./dev --help lists the commands.}" >&2
    exit 2
}

have() { command -v "$1" >/dev/null 2>&1; }

packages() { sed -e 's/#.*//' -e 's/[[:space:]]*$//' -e '/^$/d' "$PROJECT/.dev/packages"; }

is_preset() {
    local preset
    for preset in "${PRESETS[@]}"; do [[ $preset == "$1" ]] && return 0; done
    return 1
}
