# SPDX-License-Identifier: GPL-3.0-or-later
# What `./dev --help` and `./dev COMMAND --help` print. Sourced by `dev`.
# shellcheck shell=bash

help_all() {
    cat <<'END'
Usage: ./dev COMMAND [ARGUMENTS]        ./dev COMMAND --help says more

  run [--terminal]     a swarm of real machines on this one, watched; --real: real packages
  test [PRESET] [ARG…] build, then run all tests
  build [PRESET]       build (presets: dev release asan tsan tidy fuzz)
  lint [--tidy]        formatting, include arrows, file sizes, forbidden calls
  format               format every C++ source in place
  translate            bring the files of translations/ up to date with the sources
  bench [NAME] [ARG…]  build for release and run the benchmarks
  fuzz [TARGET]        run the fuzz targets for a short while
  exec PROGRAM [ARG…]  run a built program in the toolchain's environment
  shell                an interactive shell in the toolchain's environment
  clean [--all]        remove what was built; --all: the toolchain too

The first command sets up what is missing: on Debian 13 or newer by apt, elsewhere a Debian 13 root under
${XDG_CACHE_HOME:-~/.cache}/freshet. Environment:
  FRESHET_TOOLCHAIN=native|root   force one of the two
  FRESHET_MIRROR=URL              Debian mirror for the root, instead of the one of this system's apt
  CI=true                         warnings are errors
END
}

help_run() {
    cat <<'END'
Usage: ./dev run [--terminal] [--size MIB] [--seconds N]
       ./dev run --real [--cache-dir DIR] [PACKAGE…]

Builds Freshet and starts a swarm on loopback addresses of its own: HTTP origins with a limited rate, a cache
server, engines as peers of the LAN, of a group (over TLS) and of the internet, one of them slow, and a liar. Three
contents are delivered from all of them, of both priorities, in the window of the application or, without a
display, in the terminal; there it ends by itself with a summary. Everything is in a temporary directory.

  --terminal       in the terminal, display or not
  --size MIB       of the payloads together (default: 256)
  --seconds N      about so long, by narrowing everybody's line (default: 40)

  --real           download Debian packages from the mirror of apt instead, checked against the digests that
                   apt knows, and prove every piece in a second download (default: one over 50 MB, two small)
  --cache-dir DIR  with --real, the cache to use; also FRESHET_CACHE_DIR. By default freshet/demo-cache in the
                   user's cache directory, emptied first
END
}

help_translate() {
    cat <<'END'
Usage: ./dev translate

Brings translations/freshet_*.ts up to date with the texts of the application. What is new comes in unfinished.
END
}

help_test() {
    cat <<'END'
Usage: ./dev test [PRESET] [CTEST ARGUMENT…]

Builds PRESET (default: dev) and runs its tests; ends with the summary of ctest. The presets asan and tsan run
the tests of label core. Other arguments go to ctest:

  ./dev test -R meta          tests whose name contains "meta"
  ./dev test asan -j1 -V      under the sanitizers, one at a time, with all output
END
}

help_build() {
    cat <<'END'
Usage: ./dev build [PRESET]

Builds PRESET (default: dev) in build/PRESET; programs land in build/PRESET/bin.

  dev      compiles fast, assertions on          release  what users get
  asan     address + undefined behaviour         tsan     data races
  tidy     clang-tidy over every source          fuzz     libFuzzer targets
END
}

help_lint() {
    cat <<'END'
Usage: ./dev lint [--tidy]

Checks formatting, include arrows between rooms, the size of files and forbidden calls. All findings are
printed as FILE:LINE: MESSAGE; any makes the exit code 1.

  --tidy   also build the preset tidy (clang-tidy; takes minutes)
END
}

help_format() {
    cat <<'END'
Usage: ./dev format

Runs clang-format over every C++ source of the project, in place.
END
}

help_bench() {
    cat <<'END'
Usage: ./dev bench [NAME [ARGUMENT…]]

Builds for release and runs build/release/bin/bench_NAME, or every benchmark when no NAME is given.

  ./dev bench swarm --help    whole sites of machines in a shaped network (tests/bench/swarm)
END
}

help_fuzz() {
    cat <<'END'
Usage: ./dev fuzz [TARGET] [--seconds N]

Builds the preset fuzz and runs build/fuzz/bin/fuzz_TARGET (default: every target) for N seconds each (default:
20), starting from tests/fuzz/corpus/TARGET. The corpus stays as it is; an input that breaks a target is kept
in build/fuzz/artifacts.
END
}

help_exec() {
    cat <<'END'
Usage: ./dev exec PROGRAM [ARGUMENT…]

Runs build/release/bin/PROGRAM in the toolchain's environment, with this directory, this terminal and the
program's exit code. Builds for release first if PROGRAM is not there yet, and only then.
END
}

help_shell() {
    cat <<'END'
Usage: ./dev shell

Starts an interactive shell in the toolchain's environment, in this directory.
END
}

help_clean() {
    cat <<'END'
Usage: ./dev clean [--all]

Removes build/.

  --all   also the toolchain root, the compiler cache and the demo's cache in ${XDG_CACHE_HOME:-~/.cache}/freshet
END
}
