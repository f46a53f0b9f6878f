#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# translate.sh PROJECT DIRECTORY: brings the .ts files in DIRECTORY up to date with the sources of PROJECT. Run inside the toolchain.
set -euo pipefail
lupdate=${LUPDATE:-/usr/lib/qt6/bin/lupdate}
[[ -x $lupdate ]] || lupdate=$(command -v lupdate)
cd "$1"
# Free functions called tr() belong to the context of their namespace, which lupdate finds odd but does right.
sources=(ui)
[[ ! -d app/desktop ]] || sources+=(app/desktop)
run() { "$lupdate" -silent -no-obsolete -locations none -I . "${sources[@]}" "$@" 2>&1 | grep -v 'lacks Q_OBJECT macro' || true; }
for file in "$2"/freshet_*.ts; do
    case $file in
        */freshet_en.ts) run -pluralonly -source-language en -target-language en -ts "$file" ;;
        *) run -source-language en -ts "$file" ;;
    esac
done
