#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# The door: every command explains itself, mistakes are exit code 2, and `exec` is transparent.
set -u
project=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export FRESHET_IN_TOOLCHAIN=1 XDG_CACHE_HOME=$work/cache
failures=0

# expect CODE PATTERN COMMAND…: the exit code, and a pattern that the output must match.
expect() {
    local code=$1 pattern=$2 output actual
    shift 2
    output=$("$@" 2>&1 </dev/null)
    actual=$?
    if ((actual != code)) || ! grep -qE -- "$pattern" <<<"$output"; then
        printf 'FAIL: %s\n  expected exit code %s and /%s/, got %s and:\n%s\n' "$*" "$code" "$pattern" "$actual" "$output"
        failures=$((failures + 1))
    fi
}

# A copy, so that nothing of the real tree is built or removed.
tree="$work/a tree"
mkdir -p "$tree/build/release/bin" "$tree/tests" "$work/some where"
cp -R "$project/dev" "$project/.dev" "$project/CMakePresets.json" "$tree"
cat >"$tree/build/release/bin/probe" <<'END'
#!/bin/bash
pwd
printf '<%s>' "$@"
cat
exit 37
END
chmod +x "$tree/build/release/bin/probe"
dev="$tree/dev"

for command in run test build lint format translate bench fuzz exec shell clean; do
    expect 0 "^Usage: ./dev $command" "$dev" "$command" --help
    expect 0 "^  $command " "$dev" --help
done
expect 0 '^Usage: ./dev COMMAND' "$dev"
expect 0 '^Usage: ./dev COMMAND' "$dev" -h

expect 2 "unknown command 'frobnicate'" "$dev" frobnicate
expect 2 "unknown preset 'fast'" "$dev" build fast
expect 2 'one preset' "$dev" build dev release
expect 2 'needs the name of a program' "$dev" exec
expect 2 'needs the name of a program' "$dev" exec ../probe
expect 2 'no arguments but --tidy' "$dev" lint --fast
expect 2 'no arguments' "$dev" format core
expect 2 'no option --forever' "$dev" fuzz --forever
expect 2 'needs a number' "$dev" fuzz --seconds
expect 2 'no arguments but --all' "$dev" clean everything
expect 2 'FRESHET_TOOLCHAIN' env FRESHET_IN_TOOLCHAIN= FRESHET_TOOLCHAIN=elsewhere "$dev" build

# exec: the caller's directory, arguments, stdin and exit code, and nothing is built.
cd "$work/some where" || exit
expect 37 "^$work/some where\$" "$dev" exec probe
expect 37 '^<a b><--help><\*>' "$dev" exec probe 'a b' --help '*'
output=$(printf 'from stdin' | "$dev" exec probe x 2>&1)
[[ $output == *'<x>from stdin' ]] || { echo "FAIL: exec does not pass stdin: $output" && failures=$((failures + 1)); }
ln -s "$dev" "$work/link"
expect 37 "^$work/some where\$" "$work/link" exec probe

# On a system that is new enough: nothing happens when all packages are there, and apt gets only what is missing.
mkdir "$work/stubs"
cat >"$work/stubs/dpkg-query" <<'END'
#!/bin/bash
for package in "${@:3}"; do [[ $package == "${ABSENT:-}" ]] || echo "ii  $package"; done
END
printf '#!/bin/bash\necho "apt-get $*"\n' >"$work/stubs/apt-get"
printf '#!/bin/bash\nexec "$@"\n' >"$work/stubs/sudo"
chmod +x "$work"/stubs/*
# shellcheck disable=SC2119,SC2120 # all packages are there when no ABSENT is given
native() { env PATH="$work/stubs:$PATH" FRESHET_IN_TOOLCHAIN= FRESHET_TOOLCHAIN=native "$@" "$dev" exec probe x; }
# shellcheck disable=SC2119
output=$(native </dev/null 2>&1)
[[ $output == "$work/some where"$'\n<x>' ]] || { echo "FAIL: native with all packages: $output" && failures=$((failures + 1)); }
expect 37 '^apt-get .* install mktorrent$' native ABSENT=mktorrent

expect 1 'cannot be removed from inside' "$dev" clean --all
expect 0 '' "$dev" clean
[[ ! -e $tree/build ]] || { echo 'FAIL: clean leaves build/' && failures=$((failures + 1)); }

((failures == 0)) || exit 1
echo 'all passed'
