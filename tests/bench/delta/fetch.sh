#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Fetches the corpus through this system's own apt sources, with the suites added that the versions come from: fetch.sh WORK [ID…]
# Makes WORK/deb/ID.{0,n,r}/*.deb and the trees WORK/tree/ID.{0,n,r}. Nothing of the system is changed.
set -euo pipefail
here=$(dirname "$(readlink -f "$0")")
work=${1:?where to}
shift
wanted=" $* "
apt=$work/apt

private_apt() {
    local bases main security key suite
    mkdir -p "$apt"/{etc/sources.list.d,etc/apt.conf.d,etc/preferences.d,state/lists/partial,cache/archives/partial}
    : >"$apt/status"
    bases=$({
        grep -hE '^URIs:' /etc/apt/sources.list.d/*.sources 2>/dev/null | cut -d' ' -f2- | tr ' ' '\n' || true
        grep -hE '^deb ' /etc/apt/sources.list /etc/apt/sources.list.d/*.list 2>/dev/null | grep -oE '[a-z]+://[^ ]+' || true
    } | sed 's#/$##' | sort -u)
    main=$(grep -E '/debian$' <<<"$bases" | head -1)
    security=$(grep -E '/debian-security$' <<<"$bases" | head -1) || security=
    key="[signed-by=/usr/share/keyrings/debian-archive-keyring.gpg]"
    {
        for suite in bookworm bookworm-updates trixie trixie-updates; do echo "deb $key $main $suite main"; done
        for suite in bookworm-security trixie-security; do [[ -z $security ]] || echo "deb $key $security $suite main"; done
    } >"$apt/etc/sources.list"
    cat >"$apt/apt.conf" <<CONF
Dir::Etc "$apt/etc"; Dir::Etc::sourcelist "$apt/etc/sources.list"; Dir::Etc::sourceparts "$apt/etc/sources.list.d";
Dir::Etc::preferencesparts "$apt/etc/preferences.d";
Dir::State "$apt/state"; Dir::State::status "$apt/status"; Dir::Cache "$apt/cache";
Acquire::Languages "none"; APT::Architecture "amd64"; APT::Architectures {"amd64"; "arm64";}; APT::Sandbox::User "root";
CONF
    apt-get -qq -c "$apt/apt.conf" update
}

# PACKAGE=VERSION as it is there, or its successor: the oldest newer version, or the newest of all; "" if the package is gone.
obtainable() {
    local package=${1%%=*} version=${1#*=} there
    there=$(apt-cache -c "$apt/apt.conf" madison "$package" | tr -d ' ' | cut -d'|' -f2 | sort -Vu)
    [[ -n $there ]] || return 0
    grep -qxF "$version" <<<"$there" && echo "$1" && return
    while read -r newer; do
        if dpkg --compare-versions "$newer" gt "$version"; then
            echo "$package=$newer" && return
        fi
    done <<<"$there"
    echo "$package=$(tail -1 <<<"$there")"
}

mkdir -p "$work"/{deb,tree}
grep -qs arm64 "$apt/apt.conf" || private_apt
grep -v '^#' "$here/corpus.txt" | while IFS='|' read -r id oldest installed newest; do
    id=${id// /}
    [[ $wanted == "  " || $wanted == *" $id "* ]] || continue
    for step in "0:$oldest" "n:$installed" "r:$newest"; do
        place=$id.${step%%:*}
        packages=${step#*:}
        packages=${packages// /}
        [[ $packages != - && ! -e $work/tree/$place ]] || continue
        rm -rf "$work/deb/$place" "$work/tree/$place.new"
        mkdir -p "$work/deb/$place" "$work/tree/$place.new"
        for package in ${packages//&/ }; do
            found=$(obtainable "$package")
            [[ -n $found ]] || { echo "$id: ${package%%=*} is gone" >&2 && continue 3; }
            [[ $found == "$package" ]] || echo "$id: $package is gone; $found instead" >&2
            package=$found
            (cd "$work/deb/$place" && apt-get -qq -c "$apt/apt.conf" download "$package")
        done
        for deb in "$work/deb/$place"/*.deb; do dpkg-deb -x "$deb" "$work/tree/$place.new"; done
        mv "$work/tree/$place.new" "$work/tree/$place"
    done
done
