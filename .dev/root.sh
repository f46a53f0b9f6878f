# SPDX-License-Identifier: GPL-3.0-or-later
# The Debian root under $CACHE: made, kept up to date, removed. Sourced by `dev`.
# shellcheck shell=bash disable=SC2015,SC2153
#
# A root counts only when $ROOT/.toolchain holds the hash of the suite and of the package list. It is made
# under a temporary name and renamed when whole, always under the lock, so whoever holds the lock may remove
# any temporary that it finds.

readonly ROOT_NEEDS_MB=3000

want_stamp() { { echo "$SUITE"; packages | sort; } | sha256sum | cut -d' ' -f1; }

root_is_current() { [[ -r $ROOT/.toolchain && $(<"$ROOT/.toolchain") == "$(want_stamp)" ]]; }

ensure_root() {
    root_is_current && return
    prepare_namespace
    mkdir -p "$CACHE"
    exec 9>"$CACHE/root.lock"
    if ! flock --nonblock 9; then
        say "another ./dev is setting up the toolchain; waiting for it"
        flock 9
    fi
    if ! root_is_current; then
        remove_temporaries
        if [[ -e $ROOT/.toolchain ]] && update_root; then
            :
        else
            create_root
        fi
    fi
    exec 9>&-
}

remove_temporaries() {
    local stale
    for stale in "$CACHE"/root.new.* "$CACHE"/root.old.* "$CACHE"/setup.*; do
        [[ -e $stale ]] && remove_tree "$stale"
    done
    return 0
}

# A root holds files of users that only exist inside the namespace, so it is removed from there.
remove_tree() { "${NAMESPACE[@]}" rm -rf --one-file-system -- "$1"; }

# How to get into a mount namespace of our own: mounts made there end with it and never reach the host.
prepare_namespace() {
    NAMESPACE=(unshare --mount --propagation private)
    ((EUID == 0)) && return
    have newuidmap && have newgidmap || die "an ordinary user needs newuidmap to work in a Debian root." \
        "Install it (as root: apt-get install uidmap), or run ./dev as root."
    local file user
    user=$(id -un)
    for file in /etc/subuid /etc/subgid; do
        grep -qE "^($user|$EUID):[0-9]+:([6-9][0-9]{4}|[0-9]{6,})$" "$file" 2>/dev/null ||
            die "$file gives $user no range of 65536 ids, which a Debian root needs." \
                "As root: usermod --add-subuids 100000-165535 --add-subgids 100000-165535 $user" \
                "(another range if that one is taken), or run ./dev as root."
    done
    NAMESPACE=(unshare --user --map-root-user --map-auto --mount --propagation private)
    local problem
    problem=$("${NAMESPACE[@]}" true 2>&1) || die "this system does not let $(id -un) make a user namespace." \
        "$problem" \
        "Needed: util-linux 2.38 or newer; sysctl user.max_user_namespaces above 0;" \
        "kernel.unprivileged_userns_clone=1 and kernel.apparmor_restrict_unprivileged_userns=0 where they exist." \
        "Or run ./dev as root."
}

check_disk() {
    local free
    free=$(df -Pm "$CACHE" | awk 'NR == 2 {print $4}')
    ((free >= ROOT_NEEDS_MB)) || die "$CACHE has $free MB free; the toolchain and its builds need $ROOT_NEEDS_MB MB." \
        "Free some space, or point XDG_CACHE_HOME at a larger disk."
}

# Prints apt's source lines for $SUITE, from the mirror that this system's apt uses: apt prints the address
# of every index it would fetch, `MIRROR/dists/SUITE/InRelease`. FRESHET_MIRROR takes precedence.
mirror_lines() {
    if [[ -n ${FRESHET_MIRROR:-} ]]; then
        echo "deb ${FRESHET_MIRROR%/} $SUITE main"
        return
    fi
    local ID='' VERSION_CODENAME='' mirror='' security='' address base suite
    # shellcheck disable=SC1091
    . /etc/os-release
    while read -r address; do
        [[ $address == *://*/dists/*/InRelease || $address == *:/*/dists/*/InRelease ]] || continue
        base=${address%/dists/*}
        suite=${address#"$base"/dists/}
        suite=${suite%/InRelease}
        case $suite in
            "$VERSION_CODENAME" | stable | oldstable | testing) mirror=${mirror:-$base} ;;
            "$VERSION_CODENAME"-security | *stable-security) security=${security:-$base} ;;
        esac
    done < <(apt-get update --print-uris 2>/dev/null | sed -n "s/^'\([^']*\)'.*/\1/p")
    mirror=$(resolve_mirror_list "$mirror")
    security=$(resolve_mirror_list "$security")
    if [[ $ID != debian ]]; then
        # Many mirrors carry Debian beside Ubuntu. If this one does not, the set-up fails and says what to do.
        mirror=${mirror%/}
        [[ $mirror == */ubuntu ]] && mirror=${mirror%/ubuntu}/debian || mirror=''
        security=''
    fi
    [[ $mirror == http*://* ]] || die "apt on this system is not configured with a Debian mirror." \
        "Set FRESHET_MIRROR to the address of one (the directory that holds dists/ and pool/)."
    echo "deb $mirror $SUITE main"
    [[ $security != http*://* ]] || echo "deb $security $SUITE-security main"
}

# apt's mirror+file:/LIST names a file with one mirror per line: the first one is taken.
resolve_mirror_list() {
    case $1 in
        mirror+file:*) sed -n 's/^\(https\?:[^[:space:]]*\).*/\1/p' "/${1#mirror+file:/}" 2>/dev/null | head -n1 ;;
        *) echo "$1" ;;
    esac
}

# What of the host's apt configuration a root needs to reach the mirror in the same way.
apt_transport_options() {
    apt-config dump Acquire |
        grep -iE '^Acquire::(https?|ftp|Check-Valid-Until|Check-Date|ForceIPv[46]|Retries|Queue-Mode)(::| )' |
        grep -viE 'Auto-Detect|ProxyAutoDetect' || true
}

# fetch_tool PACKAGE: unpacks a package of this system's own distribution under $CACHE/tools, prints where.
# Nothing is installed, and apt's state stays as it is.
fetch_tool() {
    local package=$1 place=$CACHE/tools/$1 work=$CACHE/setup.$$.tool
    if [[ ! -d $place ]]; then
        local -a private=(-qq -o Dir::State::Lists="$work/lists" -o Dir::Cache="$work/cache"
            -o Acquire::Languages=none -o APT::Sandbox::User= -o Debug::NoLocking=1)
        mkdir -p "$work"/{lists/partial,cache/archives/partial,deb,out} "$CACHE/tools"
        if ! (cd "$work/deb" && apt-get -qq download "$package" >/dev/null 2>&1); then
            # The system's package lists are absent or too old: private ones serve as well.
            apt-get "${private[@]}" update >&2 || true
            (cd "$work/deb" && apt-get "${private[@]}" download "$package" >&2) ||
                die "apt could not download $package, which sets up the toolchain." \
                    "Check the network and apt's sources; or install $package yourself."
        fi
        dpkg -x "$work"/deb/*.deb "$work/out"
        mv -T "$work/out" "$place"
        rm -rf "$work"
    fi
    echo "$place"
}

# Prints the keyring that verifies $SUITE.
debian_keyring() {
    local keys=/usr/share/keyrings
    if ! compgen -G "$keys/debian-archive-$SUITE-stable.*" >/dev/null; then
        keys=$(fetch_tool debian-archive-keyring)$keys || exit 1
        compgen -G "$keys/debian-archive-$SUITE-stable.*" >/dev/null ||
            die "the debian-archive-keyring of this system does not know Debian $SUITE yet." \
                "Install a newer debian-archive-keyring."
    fi
    local name
    for name in debian-archive-keyring.{gpg,pgp}; do
        [[ -e $keys/$name ]] && echo "$keys/$name" && return
    done
    die "no debian-archive-keyring.gpg under $keys." "As root: apt-get install --reinstall debian-archive-keyring"
}

create_root() {
    local new=$ROOT.new.$$ log=$CACHE/root.log started=$SECONDS tool keyring lines option
    local -a mirrors options=()
    have perl && have dpkg || die "perl and dpkg are needed to set up the toolchain." "As root: apt-get install perl dpkg"
    check_disk
    lines=$(mirror_lines) || exit 1
    mapfile -t mirrors <<<"$lines"
    say "this system is older than the toolchain: making a Debian $SUITE root, once, in"
    say "  $ROOT"
    say "about 370 MB to download, 1.6 GB on disk, 1 to 2 minutes; nothing else on this system changes"
    tool=$(command -v mmdebstrap) || { tool=$(fetch_tool mmdebstrap)/usr/bin/mmdebstrap || exit 1; }
    keyring=$(debian_keyring) || exit 1
    while read -r option; do
        [[ -n $option ]] && options+=("--aptopt=$option")
    done < <(apt_transport_options)

    trap 'say "interrupted; the next ./dev starts the set-up again" && remove_temporaries; exit 130' INT TERM
    # Its own pid namespace, and a signal when ./dev dies: then every process of the set-up dies with it.
    # mmdebstrap keeps its temporary files in TMPDIR and finds its mmtarfilter on the PATH.
    mkdir -p "$CACHE/setup.$$"
    if ! PATH=$(dirname "$tool"):$PATH:/usr/sbin:/sbin TMPDIR=$CACHE/setup.$$ \
        setpriv --pdeathsig KILL "${NAMESPACE[@]}" --pid --fork --kill-child --mount-proc \
        "$tool" --mode=root --variant=apt --format=directory --skip=cleanup/apt/lists --keyring="$keyring" \
        --dpkgopt=force-unsafe-io \
        --dpkgopt='path-exclude=/usr/share/man/*' --dpkgopt='path-exclude=/usr/share/locale/*' \
        --dpkgopt='path-exclude=/usr/share/doc/*' --dpkgopt='path-include=/usr/share/doc/*/copyright' \
        --aptopt='Acquire::Languages "none"' --aptopt='APT::Sandbox::User "root"' "${options[@]}" \
        --include="$(packages | paste -sd,)" "$SUITE" "$new" "${mirrors[@]}" \
        2> >(tee "$log" | grep --line-buffered -E '^(I: (running|downloading|extracting|installing)|E:)' | sed -u 's/^I: /dev:   /' >&2); then
        remove_tree "$new"
        remove_tree "$CACHE/setup.$$"
        local hint=()
        grep -q NO_PUBKEY "$log" && hint=("The mirror's signature is unknown here: a newer debian-archive-keyring is needed.")
        die "the toolchain could not be set up; the last words of $log:" "$(tail -n 5 "$log")" "${hint[@]}" \
            "Check the network and that the mirror of apt carries Debian $SUITE (else set FRESHET_MIRROR), then try again."
    fi
    trap - INT TERM
    remove_tree "$CACHE/setup.$$"
    # shellcheck disable=SC2016 # expanded by the inner shell
    "${NAMESPACE[@]}" bash -c '
        printf "#!/bin/sh\nexit 101\n" >"$1/usr/sbin/policy-rc.d" # no service ever starts in here
        chmod 755 "$1/usr/sbin/policy-rc.d"
        rm -f "$1/etc/resolv.conf" && : >"$1/etc/resolv.conf"
        echo "$2" >"$1/.toolchain"' _ "$new" "$(want_stamp)"
    if [[ -e $ROOT ]]; then
        refuse_if_in_use "replace"
        mv -T "$ROOT" "$ROOT.old.$$"
    fi
    mv -T "$new" "$ROOT"
    remove_temporaries
    say "the toolchain is ready ($((SECONDS - started)) s)"
}

update_root() {
    local -a list
    mapfile -t list < <(packages)
    say "the list of packages changed: updating the toolchain"
    # shellcheck disable=SC2016 # expanded by the inner shell
    if enter_root bash -c 'export DEBIAN_FRONTEND=noninteractive
        apt-get -qq update && apt-get -qq -y -o Dpkg::Use-Pty=0 --no-install-recommends install "$@"' _ "${list[@]}" \
        >"$CACHE/root.log" 2>&1; then
        want_stamp >"$ROOT/.toolchain"
        say "the toolchain is up to date"
        return 0
    fi
    tail -n 3 "$CACHE/root.log" >&2
    say "that failed; making the root anew"
    return 1
}

# Processes keep their root directory: taking it away from under them would break their work.
refuse_if_in_use() {
    local process used=()
    for process in /proc/[0-9]*; do
        [[ $(readlink "$process/root" 2>/dev/null) == "$ROOT" ]] && used+=("${process#/proc/} ($(<"$process/comm"))")
    done
    ((${#used[@]} == 0)) || die "cannot $1 the toolchain: it is in use by ${used[*]}." "End that first."
}

remove_root() {
    [[ -e $CACHE ]] || return 0
    prepare_namespace
    exec 9>"$CACHE/root.lock"
    flock --nonblock 9 || die "another ./dev is setting up the toolchain." "Wait for it, or end it, and try again."
    refuse_if_in_use "remove"
    # The marker goes first: what is left of an interrupted removal is no toolchain.
    [[ ! -e $ROOT/.toolchain ]] || rm -f "$ROOT/.toolchain"
    remove_temporaries
    remove_tree "$ROOT"
    remove_tree "$CACHE/tools"
    rm -rf --one-file-system -- "$CACHE/ccache" "$CACHE/demo-cache" "$CACHE/root.log"
    rm -f "$CACHE/root.lock"
    exec 9>&-
}

# enter_root COMMAND…: runs it in the root, in the caller's directory; the exit code is the command's.
# become_root_command COMMAND… does so in place of this shell: same process, so signals reach it too.
enter_root() {
    prepare_namespace
    "${NAMESPACE[@]}" bash "$PROJECT/.dev/inside.sh" "$ROOT" "$PROJECT" "$CACHE" "$PWD" "$@"
}

become_root_command() {
    prepare_namespace
    exec "${NAMESPACE[@]}" bash "$PROJECT/.dev/inside.sh" "$ROOT" "$PROJECT" "$CACHE" "$PWD" "$@"
}
