#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Real packages from the mirror of apt, in the terminal, inside the toolchain: see ./dev run --help. Expects freshetctl on the PATH.
set -euo pipefail
here=$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")
default_cache=${XDG_CACHE_HOME:-$HOME/.cache}/freshet/demo-cache
cache=${FRESHET_CACHE_DIR:-} packages=()

fail() {
    printf 'run: error: %s\n' "$1" >&2
    shift
    (($# == 0)) || printf '     %s\n' "$@" >&2
    exit 1
}

while (($#)); do
    case $1 in
        --real) ;;
        --cache-dir)
            [[ -n ${2:-} ]] || fail "--cache-dir needs a directory."
            cache=$2
            shift
            ;;
        -*) echo "run: error: unknown option $1; see ./dev run --help" >&2 && exit 2 ;;
        *) packages+=("$1") ;;
    esac
    shift
done
command -v freshetctl >/dev/null || fail "freshetctl is not built." "./dev run builds it first."

work=$(mktemp -d "${TMPDIR:-/tmp}/freshet-demo.XXXXXX")
finish() {
    local code=$?
    rm -rf -- "$work"
    exit "$code"
}
trap finish EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

if [[ -z $cache ]]; then
    # Emptied, so that the bytes travel in every run instead of coming from the cache of the last one.
    cache=$default_cache
    rm -rf --one-file-system -- "$cache"
fi
mkdir -p "$cache"
cache=$(cd "$cache" && pwd)
export FRESHET_CACHE_DIR=$cache

bold='' plain=''
if [[ -t 1 ]]; then bold=$'\e[1m' plain=$'\e[0m'; fi

title() { printf '\n%s%s%s\n' "$bold" "$*" "$plain"; }

# show COMMAND…: prints the command as it could be typed, then runs it.
show() {
    local word line=''
    for word; do
        [[ $word =~ ^[A-Za-z0-9_./:=@%+,-]+$ ]] || word=$(printf '%q' "$word")
        line+=" $word"
    done
    printf '$%s\n' "$line" >&2
    "$@"
}

digest() { sha256sum "$1" | cut -d' ' -f1; }

same() { [[ $(digest "$1") == "$(digest "$2")" ]]; }

closing() {
    title "Status"
    show freshetctl status
    title "Done"
    echo "The contents stay in the cache: $cache"
    echo "Look again: ./dev exec freshetctl status --cache-dir $cache"
}

# shellcheck disable=SC1090
. "$here/demo-real.sh"
