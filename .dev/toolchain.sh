# SPDX-License-Identifier: GPL-3.0-or-later
# Where the work happens: on this system, or in a Debian root beside it. Sourced by `dev`.
# shellcheck shell=bash disable=SC2034

# Sets KIND to
#   inside  already in the toolchain: work here, install nothing
#   native  this system's own packages are new enough
#   root    a Debian root under $CACHE
choose_toolchain() {
    if [[ ${FRESHET_IN_TOOLCHAIN:-} == 1 ]]; then
        KIND=inside
        return
    fi
    case ${FRESHET_TOOLCHAIN:-} in
        native | root) KIND=$FRESHET_TOOLCHAIN && return ;;
        '') ;;
        *) usage "FRESHET_TOOLCHAIN is '$FRESHET_TOOLCHAIN'." "Set it to native or root, or leave it unset." ;;
    esac

    local ID='' VERSION_ID=''
    # shellcheck disable=SC1091
    [[ -r /etc/os-release ]] && . /etc/os-release
    if ! have apt-get; then
        tools_suffice || die "this system has neither apt nor g++ 14, CMake 3.31 and Qt 6.8." \
            "Install those (see README.md for the whole list), or work on Debian or Ubuntu."
        KIND=inside # nothing here could install a package: CMake names what is missing
    elif [[ $ID == debian && ${VERSION_ID%%.*} -ge 13 ]]; then
        KIND=native
    elif [[ -e $ROOT/.toolchain ]]; then
        KIND=root # decided before; asking apt again would cost half a second
    elif candidates_suffice; then
        KIND=native
    else
        KIND=root
    fi
}

tools_suffice() {
    have g++ && have cmake && have pkg-config || return 1
    at_least "$(g++ -dumpversion)" 14 && at_least "$(cmake --version | sed -n '1s/[^0-9]*//p')" 3.31 &&
        pkg-config --atleast-version=6.8 Qt6Core
}

# at_least VERSION MINIMUM
at_least() { [[ $(printf '%s\n%s\n' "$2" "$1" | sort -V | head -n1) == "$2" ]]; }

# Whether what apt would install here is new enough.
candidates_suffice() {
    local package minimum candidate
    while read -r package minimum; do
        candidate=$(LC_ALL=C apt-cache policy "$package" 2>/dev/null | sed -n 's/^ *Candidate: //p')
        [[ -n $candidate && $candidate != '(none)' ]] || return 1
        dpkg --compare-versions "$candidate" ge "$minimum" || return 1
    done <<'END'
cmake 3.31
qt6-base-dev 6.8
g++ 4:14
END
}

# Installs on this system what is missing of .dev/packages.
ensure_packages() {
    local -a wanted missing=() sudo=()
    local -A installed=()
    local package
    mapfile -t wanted < <(packages)
    while read -r package; do installed[$package]=1; done < <(
        dpkg-query -W -f='${db:Status-Abbrev} ${Package}\n' "${wanted[@]}" 2>/dev/null | sed -n 's/^ii  *//p')
    for package in "${wanted[@]}"; do
        [[ -n ${installed[$package]:-} ]] || missing+=("$package")
    done
    ((${#missing[@]})) || return 0

    local command="apt-get install --no-install-recommends ${missing[*]}"
    if ((EUID != 0)); then
        have sudo || die "packages are missing and there is no sudo to install them with." "As root: $command"
        sudo=(sudo)
    fi
    say "installing ${#missing[@]} missing packages: ${missing[*]}"
    local -a quiet=(-qq -o Dpkg::Use-Pty=0)
    if ! "${sudo[@]}" env DEBIAN_FRONTEND=noninteractive apt-get "${quiet[@]}" -y --no-install-recommends \
        install "${missing[@]}" >&2; then
        say "refreshing the package lists and trying again"
        "${sudo[@]}" apt-get "${quiet[@]}" update >&2
        "${sudo[@]}" env DEBIAN_FRONTEND=noninteractive apt-get "${quiet[@]}" -y --no-install-recommends \
            install "${missing[@]}" >&2 || die "apt could not install the missing packages." "As root: $command"
    fi
    # Freshet starts servers itself, on ports of its own: one on port 80 is nobody's wish here.
    local server
    for server in nginx opentracker; do
        if [[ " ${missing[*]} " == *" $server "* && -d /run/systemd/system ]]; then
            "${sudo[@]}" systemctl disable --now --quiet "$server.service" || true
        fi
    done
}
