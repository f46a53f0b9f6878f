#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# inside.sh ROOT PROJECT CACHE DIRECTORY COMMAND…
# Runs COMMAND in the Debian root ROOT, in DIRECTORY. Expects to be root of a mount namespace of its own: every
# mount made here vanishes with it. The host's directories appear at their own paths, so that a path means the
# same on both sides, except for the operating system's own, which are the root's.
set -u
ROOT=$1 PROJECT=$2 CACHE=$3 DIRECTORY=$4
shift 4

bind() {
    mkdir -p "$ROOT$1" 2>/dev/null && mount --rbind "$1" "$ROOT$1" 2>/dev/null
}

need() {
    bind "$1" || {
        echo "dev: error: cannot make $1 visible in the toolchain" >&2
        exit 1
    }
}

belongs_to_system() {
    case $1/ in
        / | /usr/* | /bin/* | /sbin/* | /lib/* | /lib[0-9x]*/* | /etc/* | /var/* | /boot/* | /dev/* | /proc/* | /sys/* | /run/* | /opt/*)
            return 0 ;;
    esac
    return 1
}

for top in /*; do
    belongs_to_system "$top" && continue
    if [[ -L $top ]]; then
        [[ -e $ROOT$top ]] || ln -s "$(readlink "$top")" "$ROOT$top"
    elif [[ -d $top && $top != /lost+found ]]; then
        bind "$top" # one that cannot be bound is not visible inside; those that matter follow
    fi
done
for system in /dev /proc /sys; do need "$system"; done
[[ -d /var/tmp ]] && need /var/tmp
[[ -d /run/user ]] && bind /run/user

# Places that matter wherever they are. A directory of the system's that the root has too (/usr/share,
# /etc) stays the root's.
for place in "$PROJECT" "$CACHE" "${HOME:-/}" "${TMPDIR:-/tmp}" "$DIRECTORY"; do
    if ! belongs_to_system "$place" || [[ ! -d $place || $place == /var/tmp* ]]; then continue; fi
    [[ -d $ROOT$place && -n $(ls -A "$ROOT$place") ]] || need "$place"
done

for file in /etc/resolv.conf /etc/hosts; do
    [[ -e $file ]] || continue
    [[ -e $ROOT$file ]] || : >"$ROOT$file"
    mount --bind "$(readlink -f "$file")" "$ROOT$file" 2>/dev/null
done

# Nothing of the host's environment but this.
environment=(
    HOME="${HOME:-/root}" PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
    LANG=C.UTF-8 TERM="${TERM:-dumb}" FRESHET_IN_TOOLCHAIN=1
    CCACHE_DIR="${CCACHE_DIR:-$CACHE/ccache}" CCACHE_MAXSIZE="${CCACHE_MAXSIZE:-5G}"
)
while read -r name; do
    case $name in
        TMPDIR | COLORTERM | DISPLAY | WAYLAND_* | XAUTHORITY | XDG_* | QT_* | DBUS_SESSION_BUS_ADDRESS | CI | \
            *_proxy | *_PROXY | SOURCE_DATE_EPOCH | [AUT]*SAN_OPTIONS | CTEST_* | CMAKE_BUILD_PARALLEL_LEVEL | FRESHET_*)
            [[ $name == FRESHET_IN_TOOLCHAIN ]] || environment+=("$name=${!name}") ;;
    esac
done < <(compgen -e)

exec chroot "$ROOT" /usr/bin/env -i --chdir="$DIRECTORY" "${environment[@]}" "$@"
