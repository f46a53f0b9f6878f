# SPDX-License-Identifier: GPL-3.0-or-later
# The demo with real packages from the mirror that apt is configured with. Sourced by demo.sh.
# shellcheck shell=bash disable=SC2154

((${#packages[@]})) || packages=(firefox-esr nginx mktorrent) # over 50 MB, and two small ones

refreshed=''
refresh_lists() {
    [[ -z $refreshed ]] || return 1
    refreshed=1
    echo "refreshing the package lists of apt"
    apt-get -qq update || fail "apt cannot refresh its package lists." "Check the network; as root: apt-get update"
}

# Sets url, file and sha256 of PACKAGE as apt knows it.
look_up() {
    local line
    line=$(apt-get download --print-uris "$1" 2>/dev/null | head -n1)
    [[ $line =~ ^\'([^\']+)\'\ ([^ ]+)\ ([0-9]+)\ SHA256:([0-9a-f]{64})$ ]] || return 1
    url=${BASH_REMATCH[1]} file=${BASH_REMATCH[2]} size=${BASH_REMATCH[3]} sha256=${BASH_REMATCH[4]}
}

# A mirror drops old versions: newer lists may know a newer address.
look_up_again() {
    local before=$url
    refresh_lists && look_up "$1" && [[ $url != "$before" ]]
}

fetch() { show freshetctl download "$url" --sha256 "$sha256" --output "$work/$file"; }

for package in "${packages[@]}"; do
    look_up "$package" || { refresh_lists && look_up "$package"; } || fail "apt knows no package $package."
    title "$package: $((size / 1000)) kB, checked against the digest that apt knows"
    fetch || { look_up_again "$package" && fetch; } || fail "the download of $package failed."
    [[ $(digest "$work/$file") == "$sha256" ]] || fail "$file is not what apt describes."

    title "$package: publish it with the mirror as its source"
    content_id=$(show freshetctl publish "$work/$file" --source "$url" --metadata "$work/$file.torrent" \
        --cache-dir "$work/publisher-cache")
    [[ $content_id =~ ^[0-9a-f]{64}$ ]] || fail "publish printed '$content_id' instead of a ContentId."
    echo "ContentId $content_id"

    title "$package: download it again, every piece proven against the mirror"
    show freshetctl download "$work/$file.torrent" --output "$work/again-$file" --cache-dir "$work/second-cache"
    same "$work/$file" "$work/again-$file" || fail "the second download of $package differs."
    echo "SHA-256 equal in both downloads: $sha256"
done

closing
