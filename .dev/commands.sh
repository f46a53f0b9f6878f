# SPDX-License-Identifier: GPL-3.0-or-later
# The commands, as they run inside the toolchain. Sourced by `dev`.
# shellcheck shell=bash
#
# check_COMMAND looks at the command line before anything is set up; cmd_COMMAND does the work.

check_run() { :; }
check_test() { :; }
check_exec() {
    [[ -n ${1:-} && $1 != -* && $1 != */* ]] || usage "exec needs the name of a program." "./dev exec --help"
}

check_bench() { :; }

check_build() {
    (($# <= 1)) || usage "build takes one preset." "./dev build --help"
    is_preset "${1:-dev}" || usage "unknown preset '$1'." "Presets: ${PRESETS[*]}"
}

check_lint() { [[ $# == 0 || ($# == 1 && $1 == --tidy) ]] || usage "lint takes no arguments but --tidy."; }
check_format() { (($# == 0)) || usage "format takes no arguments."; }
check_translate() { (($# == 0)) || usage "translate takes no arguments."; }
check_shell() { (($# == 0)) || usage "shell takes no arguments."; }

# build PRESET [TARGET…]: configures when that has not been done for these presets and this toolchain, then builds.
build() (
    local preset=$1 dir=$PROJECT/build/$1 options=() fingerprint
    shift
    cd "$PROJECT" || exit
    # Paths below the project are cached relative to it; precompiled headers need the sloppiness.
    export CCACHE_BASEDIR=$PROJECT CCACHE_NOHASHDIR=1 CCACHE_SLOPPINESS=pch_defines,time_macros,include_file_mtime,include_file_ctime
    [[ -z ${CI:-} || $CI == false ]] || options+=(-DFRESHET_WERROR=ON)
    fingerprint=$({
        echo "$PROJECT ${options[*]}"
        g++ --version
        cat CMakePresets.json
    } | sha256sum)
    if [[ ! -e $dir/build.ninja || $(cat "$dir/.configured" 2>/dev/null) != "$fingerprint" ]]; then
        [[ ! -e $dir/CMakeCache.txt ]] || options+=(--fresh)
        cmake --preset "$preset" "${options[@]}" || exit
        echo "$fingerprint" >"$dir/.configured"
    fi
    cmake --build --preset "$preset" ${1:+--target "$@"}
)

cmd_build() { build "${1:-dev}"; }

cmd_test() {
    local preset=dev
    if is_preset "${1:-}"; then
        preset=$1
        shift
    fi
    build "$preset"
    cd "$PROJECT" || exit
    exec ctest --preset "$preset" "$@"
}

cmd_run() {
    local argument programs=(freshetctl cache_config)
    [[ ! -f $PROJECT/app/desktop/CMakeLists.txt ]] || programs+=(freshet freshet-service)
    build release "${programs[@]}"
    export PATH=$PROJECT/build/release/bin:$PATH
    for argument; do
        [[ $argument != --real ]] || exec "$BASH" "$PROJECT/.dev/demo.sh" "$@"
    done
    exec python3 -B "$PROJECT/.dev/demo/run.py" "$@"
}

cmd_exec() {
    local name=$1 program=$PROJECT/build/release/bin/$1
    shift
    [[ -x $program ]] || build release "$name" >&2 || true
    [[ -x $program ]] || die "there is no program '$name'." "Programs: $(programs '*')"
    exec "$program" "$@"
}

# programs PATTERN: names of the built release programs that match.
programs() {
    local bin=$PROJECT/build/release/bin
    [[ -d $bin ]] || return 0
    find "$bin" -maxdepth 1 -type f -executable -name "$1" -printf '%f\n' | sort | paste -sd' '
}

cmd_bench() {
    local name=${1:-} bench list
    if [[ -n $name ]]; then
        shift
        build release "bench_$name" || true
        [[ -x $PROJECT/build/release/bin/bench_$name ]] ||
            die "there is no benchmark '$name'." "Benchmarks: $(programs 'bench_*' | sed 's/bench_//g')"
        exec "$PROJECT/build/release/bin/bench_$name" "$@"
    fi
    build release
    list=$(programs 'bench_*')
    [[ -n $list ]] || die "there are no benchmarks."
    for bench in $list; do
        echo "== ${bench#bench_}"
        "$PROJECT/build/release/bin/$bench"
    done
}

# Every C++ source of the project, committed or about to be, separated by NUL.
cpp_sources() { python3 -B "$PROJECT/.dev/lint/tree.py" "$PROJECT" .h .cpp; }

cmd_format() { (cd "$PROJECT" && cpp_sources | xargs -0 -r clang-format -i --); }

cmd_lint() {
    local failed=() check
    cd "$PROJECT" || exit
    cpp_sources | xargs -0 -r clang-format --dry-run -Werror -- || failed+=(formatting)
    for check in arrows size forbidden; do
        python3 -B ".dev/lint/$check.py" "$PROJECT" || failed+=("$check")
    done
    if [[ ${1:-} == --tidy ]]; then
        build tidy || failed+=(tidy)
    fi
    if ((${#failed[@]})); then
        [[ " ${failed[*]} " != *' formatting '* ]] || say "./dev format puts the formatting right"
        die "lint failed: ${failed[*]}"
    fi
    say "lint passed"
}

cmd_translate() { "$PROJECT/.dev/translate.sh" "$PROJECT" translations; }

cmd_shell() { PATH=$PROJECT/build/release/bin:$PATH exec bash --norc; }

cmd_clean() {
    [[ $# == 0 || ($# == 1 && $1 == --all) ]] || usage "clean takes no arguments but --all."
    if [[ ${1:-} == --all ]]; then
        [[ ${FRESHET_IN_TOOLCHAIN:-} != 1 ]] || die "the toolchain cannot be removed from inside it."
        remove_root
    fi
    rm -rf --one-file-system -- "$PROJECT/build"
}
