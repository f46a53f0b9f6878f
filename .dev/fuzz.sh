# SPDX-License-Identifier: GPL-3.0-or-later
# ./dev fuzz. Sourced by `dev`.
# shellcheck shell=bash

check_fuzz() {
    FUZZ_TARGET='' FUZZ_SECONDS=20
    while (($#)); do
        case $1 in
            --seconds)
                [[ ${2:-} =~ ^[1-9][0-9]*$ ]] || usage "--seconds needs a number." "./dev fuzz --help"
                FUZZ_SECONDS=$2
                shift
                ;;
            -*) usage "fuzz knows no option $1." "./dev fuzz --help" ;;
            *)
                [[ -z $FUZZ_TARGET ]] || usage "fuzz takes one target." "./dev fuzz --help"
                FUZZ_TARGET=${1#fuzz_}
                ;;
        esac
        shift
    done
}

cmd_fuzz() {
    local bin=$PROJECT/build/fuzz/bin artifacts=$PROJECT/build/fuzz/artifacts target name failed=()
    build fuzz fuzzers
    shopt -s nullglob
    local targets=("$bin"/fuzz_*)
    ((${#targets[@]})) || die "there are no fuzz targets."
    if [[ -n $FUZZ_TARGET ]]; then
        [[ -x $bin/fuzz_$FUZZ_TARGET ]] || die "there is no fuzz target '$FUZZ_TARGET'." \
            "Targets: $(basename -a "${targets[@]}" | sed 's/^fuzz_//' | paste -sd' ')"
        targets=("$bin/fuzz_$FUZZ_TARGET")
    fi
    mkdir -p "$artifacts"
    for target in "${targets[@]}"; do
        name=$(basename "$target")
        fuzz_one "$target" "${name#fuzz_}" || failed+=("${name#fuzz_}")
    done
    ((${#failed[@]} == 0)) || die "these fuzz targets failed: ${failed[*]}" "The inputs are in $artifacts"
    say "all ${#targets[@]} fuzz targets passed"
}

# fuzz_one PROGRAM NAME: a subshell, so that its trap is its own.
fuzz_one() (
    local seeds=$PROJECT/tests/fuzz/corpus/$2 work
    work=$(mktemp -d)
    trap 'rm -rf "$work"' EXIT
    mkdir "$work/corpus"
    [[ ! -d $seeds ]] || cp -R "$seeds/." "$work/corpus/"
    echo "== fuzz $2: $FUZZ_SECONDS s from $(find "$work/corpus" -type f | wc -l) inputs"
    if ! "$1" -max_total_time="$FUZZ_SECONDS" -timeout=10 -rss_limit_mb=2048 -print_final_stats=1 \
        -artifact_prefix="$artifacts/$2-" "$work/corpus" >"$work/log" 2>&1; then
        tail -n 60 "$work/log"
        exit 1
    fi
    grep -E '^stat::(number_of_executed_units|new_units_added|peak_rss_mb)' "$work/log" || true
)
